"""Discipline cases that open, join and lapse by themselves as the days of a year are judged.

A case is an indication: it names the days it rests on and the superior who must examine, and
decides nothing. Running again changes nothing; several runs at once go one after the other.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import connection

from accounts.models import Agency, Employee
from accounts.rules import EmploymentType
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.bells import ring
from attendance.actions.case_drafts import CaseDrafts, pay_stop
from attendance.models import CaseState, CaseStepKind, DisciplineCase, DisciplineCaseStep
from attendance.queries.sanctions import tables_of
from attendance.queries.year_days import days_of, people_near
from attendance.rules.discipline import Crossing, Tally, YearDay, tally_year
from attendance.rules.sanctions import Sanction
from attendance.wording.cases import lapse_note, merged_note, pay_note, reopened_note

log = structlog.get_logger(__name__)

OPEN_TASK = "attendance.open_cases"

UNDECIDED = (CaseState.OPEN, CaseState.SUMMONED, CaseState.EXAMINED)
TOUCHED = (CaseState.EXAMINED, CaseState.DISMISSED, CaseState.SANCTIONED)
"""A person wrote a finding: what the portal learns later is noted, and changes no state."""

SEVERITY = {sanction.value: number for number, sanction in enumerate(Sanction)}


@dataclass(frozen=True, slots=True)
class CasesRun:
    """What a run did: cases opened, and cases that lapsed because their days changed."""

    opened: int
    lapsed: int


def open_cases(
    *, agency: Agency, year: int, now: datetime, employees: Collection[int] | None = None
) -> CasesRun:
    """Open a case at each threshold of `year` that somebody crossed; let fallen ones lapse.

    `employees` (ids) narrows the run. Nothing opens on a day about which anything is pending. One
    transaction under a lock per agency; the year's days are read once, as a stream.
    """
    last = min(clock.on_local_date(now, agency.zone), date(year, 12, 31))
    with tenant(agency.pk):
        _hold(agency.pk)
        drafts = CaseDrafts(agency, year, now, tables_of(agency))
        known = _known_cases(agency.pk, year, employees)
        near = _near(drafts, last, employees)
        people = Employee.objects.select_related("supervisor").in_bulk(near | set(known))
        for employee_id, days in days_of(agency.pk, date(year, 1, 1), last, people):
            _follow(drafts, people[employee_id], known.pop(employee_id, []), days, last)
        # Whose days are gone altogether (all judged off since) still has cases to lapse.
        for employee_id, cases in known.items():
            _follow(drafts, people[employee_id], cases, [], last)
        drafts.save()
    opened, lapsed = len(drafts.cases), drafts.lapsed
    log.info("cases.run", agency=agency.pk, year=year, opened=opened, lapsed=lapsed)
    return CasesRun(opened, lapsed)


def ring_for_cases(agency_id: int) -> None:
    """Ask a worker to look at the agency's cases, because days were judged."""
    # Best effort: the hourly run finds what a lost message left.
    ring(OPEN_TASK, agency_id)


def _hold(agency_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('open_cases', %s))", [agency_id]
        )


def _known_cases(
    agency_id: int, year: int, employees: Collection[int] | None
) -> dict[int, list[DisciplineCase]]:
    rows = DisciplineCase.objects.filter(agency_id=agency_id, year=year)
    if employees is not None:
        rows = rows.filter(employee_id__in=employees)
    found: dict[int, list[DisciplineCase]] = {}
    for case in rows.exclude(state=CaseState.LAPSED):
        found.setdefault(case.employee_id, []).append(case)
    return found


def _near(drafts: CaseDrafts, last: date, employees: Collection[int] | None) -> set[int]:
    least_days, least_minutes = drafts.book.least(last)
    if not least_days:
        return set()
    near = people_near(
        drafts.agency.pk,
        date(drafts.year, 1, 1),
        last,
        least_days=least_days,
        least_minutes=least_minutes,
    )
    return set(near) if employees is None else set(near) & set(employees)


def _follow(
    drafts: CaseDrafts,
    person: Employee,
    cases: list[DisciplineCase],
    days: list[YearDay],
    last: date,
) -> None:
    """Bring one person's cases in line with the days as they are judged now."""
    table = drafts.book.on(EmploymentType(person.employment_type), last)
    if table is None:
        return
    settled = tally_year(drafts.year, days, table)
    # A day that is only in question has not fallen: a case rests on it until that is settled.
    asserted = tally_year(drafts.year, [day._replace(pending=False) for day in days], table)
    standing = [case for case in cases if _stands(drafts, case, asserted)]
    known = {case.sanction for case in standing}
    fresh = [
        drafts.open(person, table, crossing, days)
        for crossing in _first_crossings(settled)
        if crossing.step.sanction not in known
    ]
    _join(drafts, standing, fresh)
    for case in standing:
        _mark_pay(drafts, case, settled, asserted)


def _first_crossings(tally: Tally) -> Iterator[Crossing]:
    seen = set()
    for crossing in tally.crossings:
        if crossing.step.sanction not in seen:
            seen.add(crossing.step.sanction)
            yield crossing


def _stands(drafts: CaseDrafts, case: DisciplineCase, asserted: Tally) -> bool:
    """Whether the case's threshold is still reached; if not, let it lapse or note the change.

    A case that a person has examined or decided keeps its state, and so stands.
    """
    reached = max((SEVERITY[one.step.sanction] for one in asserted.crossings), default=0)
    if SEVERITY[case.sanction] <= reached:
        return True
    if case.state in TOUCHED:
        told = DisciplineCaseStep.objects.filter(case=case, kind=CaseStepKind.CHANGED)
        if not told.exists():
            drafts.note(case, CaseStepKind.CHANGED, lapse_note(asserted))
        return True
    if _move(case, CaseState.LAPSED):
        drafts.lapsed += 1
        drafts.note(case, CaseStepKind.LAPSED, lapse_note(asserted))
    return False


def _join(drafts: CaseDrafts, standing: list[DisciplineCase], fresh: list[DisciplineCase]) -> None:
    """Let the heaviest case speak for lighter ones that nobody has begun to examine."""
    for case in (*standing, *fresh):
        heavier = [
            other.sanction
            for other in (*standing, *fresh)
            if SEVERITY[other.sanction] > SEVERITY[case.sanction]
        ]
        if heavier and case.state == CaseState.OPEN:
            if case.pk is None:
                case.state = CaseState.MERGED
            elif not _move(case, CaseState.MERGED):
                continue
            heaviest = max(heavier, key=SEVERITY.__getitem__)
            drafts.note(case, CaseStepKind.MERGED, merged_note(heaviest))
        elif not heavier and case.state == CaseState.MERGED and _move(case, CaseState.OPEN):
            drafts.note(case, CaseStepKind.REOPENED, reopened_note())


def _mark_pay(drafts: CaseDrafts, case: DisciplineCase, settled: Tally, asserted: Tally) -> None:
    """Keep the pay-stop mark of an undecided case in line; a day in question takes none away."""
    if case.state not in UNDECIDED:
        return
    stops_from = pay_stop(settled, case.sanction)
    if stops_from is None and pay_stop(asserted, case.sanction) is not None:
        return
    if stops_from == case.pay_stops_from:
        return
    case.pay_stops_from = stops_from
    case.save(update_fields=["pay_stops_from"])
    drafts.note(case, CaseStepKind.PAY_STOP, pay_note(stops_from))


def _move(case: DisciplineCase, state: CaseState) -> bool:
    """Change the state unless somebody was faster; their move then counts."""
    moved = DisciplineCase.objects.filter(pk=case.pk, state=case.state).update(state=state)
    if moved:
        case.state = state
    return bool(moved)
