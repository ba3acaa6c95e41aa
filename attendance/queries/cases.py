"""Discipline cases as pages show them: the list to examine, one case whole, one's own notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from accounts.models import Delegation, Employee
from accounts.standing import Held
from asn_wfh import clock
from attendance.models import (
    CaseState,
    CaseStepKind,
    DayStatus,
    DisciplineCase,
    DisciplineCaseDay,
    DisciplineCaseStep,
)
from attendance.queries.case_terms import calendar_from, case_term, working_days_on
from attendance.queries.examiners import authority_in, examined_by
from attendance.queries.sanctions import step_of, table_value
from attendance.queries.year_days import days_of
from attendance.rules.discipline import YearDay
from attendance.rules.sanctions import Measure, Step

WAITING = (CaseState.OPEN, CaseState.SUMMONED, CaseState.EXAMINED)
GROUPS: dict[str, tuple[CaseState, ...]] = {
    "menunggu": (CaseState.OPEN,),
    "dipanggil": (CaseState.SUMMONED,),
    "diperiksa": (CaseState.EXAMINED,),
    "selesai": (CaseState.DISMISSED, CaseState.SANCTIONED),
    "lainnya": (CaseState.LAPSED, CaseState.MERGED),
}
"""Groups of states by their name in an address."""

SUMMONABLE = (CaseState.OPEN, CaseState.SUMMONED)
SUMMONSES = 2
UNITS = ("employee__unit", "examiner__unit", "agency", "table")


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases of one group, and how many each group holds; `today` is the reader's date."""

    rows: QuerySet[DisciplineCase]
    group: str
    counts: dict[str, int]
    today: date


@dataclass(frozen=True, slots=True)
class CaseDay:
    """A day a case rests on, as it stood at opening, and as it is judged now.

    `now` is None where the day is judged off since. `is_pending`: something about it is undecided.
    """

    then: DisciplineCaseDay
    now: YearDay | None

    @property
    def status_now(self) -> str:
        """The day's status as it is judged now."""
        return DayStatus.OFF.value if self.now is None else self.now.status.value

    @property
    def is_changed(self) -> bool:
        """Whether the day is judged otherwise than when the case opened."""
        then = (self.then.status, self.then.late_minutes, self.then.early_minutes)
        if self.now is None:
            return True
        return then != (self.status_now, self.now.late_minutes, self.now.early_minutes)

    @property
    def is_pending(self) -> bool:
        """Whether a correction, a request, an outage or a verification is open about it."""
        return self.now is not None and self.now.pending


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case whole: threshold, days, history, the person's other cases, and what may be done."""

    case: DisciplineCase
    step: Step | None
    days: tuple[CaseDay, ...]
    steps: tuple[DisciplineCaseStep, ...]
    others: tuple[DisciplineCase, ...]
    held: Held | None
    today: date
    summon_until: date | None

    @property
    def is_streak(self) -> bool:
        """Whether the threshold counts working days in a row."""
        return self.step is not None and self.step.measure is Measure.STREAK

    @property
    def summonses(self) -> tuple[DisciplineCaseStep, ...]:
        """The summonses written, in order."""
        return self._of(CaseStepKind.SUMMONED)

    @property
    def answers(self) -> tuple[DisciplineCaseStep, ...]:
        """What the employee said in writing, in order."""
        return self._of(CaseStepKind.ANSWERED)

    @property
    def examination(self) -> DisciplineCaseStep | None:
        """The step that recorded the examination, or None."""
        return next(iter(self._of(CaseStepKind.EXAMINED)), None)

    @property
    def changed(self) -> DisciplineCaseStep | None:
        """The step that noted that a decided case's days changed, or None."""
        return next(iter(self._of(CaseStepKind.CHANGED)), None)

    @property
    def is_overdue(self) -> bool:
        """Whether the examination should have begun before today."""
        return self.case.state == CaseState.OPEN and self.today > self.case.due_on

    @property
    def moves(self) -> tuple[str, ...]:
        """What the reader may do now: `summon`, `examine`, `sanction`, `dismiss`."""
        if self.held is None or self.case.state not in WAITING:
            return ()
        if self.case.state == CaseState.EXAMINED:
            return ("sanction", "dismiss")
        again = ("summon",) if len(self.summonses) < SUMMONSES else ()
        first = self.case.state == CaseState.OPEN
        return (*again, "examine", "dismiss") if first else ("examine", *again, "dismiss")

    @property
    def may_answer(self) -> bool:
        """Whether the employee may still say something in writing."""
        return self.case.state in SUMMONABLE

    def _of(self, kind: CaseStepKind) -> tuple[DisciplineCaseStep, ...]:
        return tuple(step for step in self.steps if step.kind == kind)


def readable_cases(person: Employee) -> QuerySet[DisciplineCase]:
    """Cases of others that `person` may read: by role, or as the direct superior on record."""
    seen = DisciplineCase.objects.visible_to(person)
    examined = DisciplineCase.objects.filter(examined_by(person))
    return (seen | examined).exclude(employee=person)


def case_list(person: Employee, *, group: str, mine: bool, now: datetime) -> CaseList:
    """The readable cases of a group, the most urgent first; two statements when read.

    An unknown group is that of the cases that wait. With `mine` only those that name `person`, or
    somebody `person` acts for, as the examiner.
    """
    rows = readable_cases(person)
    if mine:
        rows = rows.filter(examiner_id__in=_bosses(person))
    group = group if group in GROUPS else "menunggu"
    found = rows.aggregate(
        **{name: Count("pk", filter=Q(state__in=states)) for name, states in GROUPS.items()}
    )
    chosen = rows.filter(state__in=GROUPS[group]).select_related(*UNITS)
    order = ("due_on", "-total_days", "pk") if group == "menunggu" else ("-crossed_on", "-pk")
    return CaseList(chosen.order_by(*order), group, found, clock.on_local_date(now, person.zone))


def cases_to_examine(person: Employee) -> int:
    """How many cases wait for `person`, or whom they act for, to begin the examination."""
    bosses = _bosses(person)
    rows = DisciplineCase.objects.filter(
        agency_id=person.agency_id, state=CaseState.OPEN, examiner_id__in=bosses
    )
    return rows.exclude(employee=person).count()


def case_page(person: Employee, case: DisciplineCase, now: datetime) -> CasePage:
    """Everything about a readable case; a fixed number of statements, whatever its days."""
    local = clock.on_local_date(now, case.employee.zone)
    steps = case.steps.select_related("by", "under")
    others = DisciplineCase.objects.filter(
        agency_id=case.agency_id, employee_id=case.employee_id, year=case.year
    ).exclude(pk=case.pk)
    return CasePage(
        case=case,
        step=step_of(table_value(case.table), case.sanction, case.total_days),
        days=tuple(_days(case)),
        steps=tuple(steps),
        others=tuple(others.exclude(state=CaseState.LAPSED).order_by("crossed_on", "pk")),
        held=authority_in(case, person),
        today=local,
        summon_until=_last_meeting(case, local) if case.state in SUMMONABLE else None,
    )


def own_case(person: Employee, pk: int) -> DisciplineCase | None:
    """The person's own case, or None."""
    return DisciplineCase.objects.of(person).select_related(*UNITS).filter(pk=pk).first()


def own_notices(person: Employee) -> list[DisciplineCase]:
    """The person's own cases that wait for somebody, the heaviest last opened first."""
    rows = DisciplineCase.objects.of(person).filter(state__in=WAITING)
    return list(rows.order_by("-opened_at", "-total_days"))


def acting_for(held: Held | None) -> Delegation | None:
    """The delegation behind an authority, or None for an own one."""
    if held is None or held.delegation_id is None:
        return None
    return Delegation.objects.select_related("principal").get(pk=held.delegation_id)


def _bosses(person: Employee) -> list[int]:
    """The ids of `person` and of those they act for."""
    principals = {held.principal_id for held in person.standing.held}
    return [person.pk, *(pk for pk in principals if pk is not None)]


def _last_meeting(case: DisciplineCase, today: date) -> date | None:
    """The last date of an examination whose summons is written today; None without a setting."""
    term = case_term(case.agency_id, today)
    if term is None:
        return None
    calendar = calendar_from(case.agency, today)
    return working_days_on(calendar, case.employee, today, term.summons_within_days)


def _days(case: DisciplineCase) -> Iterator[CaseDay]:
    rows = list(case.days.all())
    if not rows:
        return
    judged = {
        day.date: day
        for _, days in days_of(case.agency_id, rows[0].date, rows[-1].date, [case.employee_id])
        for day in days
    }
    for row in rows:
        yield CaseDay(row, judged.get(row.date))
