"""What waits for a superior: corrections, leave, and days that the system flagged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import Absence, AbsenceRequest, CheckIn, Correction, RequestState, WorkDay
from attendance.queries.superiors import mine_first, settled_people
from attendance.rulebook import SURE_SOURCES
from attendance.rules.claims import ClaimKind
from attendance.rules.events import TAP_TOLERANCE
from attendance.rules.verdict import Flag

FLAGGED_DAYS = 30
"""So many dates back a flagged day nobody asked about is shown."""
SHOWN = 200
"""At most so many of each sort, the most urgent first; settling some brings the rest."""
RECENT = timedelta(days=7)
RECENTLY_SHOWN = 20

PersonDate = tuple[int, date]


@dataclass(frozen=True, slots=True)
class FlaggedDay:
    """A judged day nobody asked about: `taps` wait (`TAP`), or plan and place differ (`PLACE`)."""

    kind: ClaimKind
    day: WorkDay
    taps: tuple[CheckIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """Everything of the page. `days` are judged days by (employee id, date), as far as closed.

    `others_away` says by request id how many of the same unit are away in that time. `recent`
    were settled in the last week.
    """

    today: date
    corrections: tuple[Correction, ...]
    absences: tuple[AbsenceRequest, ...]
    flags: tuple[FlaggedDay, ...]
    days: dict[PersonDate, WorkDay]
    others_away: dict[int, int]
    recent: tuple[Correction | AbsenceRequest, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.corrections or self.absences or self.flags)


def queue_of(person: Employee, now: datetime, *, everybody: bool = False) -> Queue:
    """What waits for `person` at `now` (aware); nine statements, however much it is.

    Their direct people's, and what is overdue below them; with `everybody` all they may settle.
    """
    today = clock.on_local_date(now, person.zone)
    reach = _reach(person, today, everybody=everybody)
    corrections = tuple(_open(Correction.objects.all(), reach)[:SHOWN])
    absences = tuple(_open(AbsenceRequest.objects.all(), reach)[:SHOWN])
    return Queue(
        today=today,
        corrections=corrections,
        absences=absences,
        flags=_flags(person, today, everybody=everybody),
        days=judged_days(person, {(row.employee_id, row.date) for row in corrections}),
        others_away=others_away(person, absences),
        recent=_recent(person, now),
    )


def waiting_count(person: Employee, now: datetime) -> int:
    """How many requests wait for `person`; one statement."""
    reach = _reach(person, clock.on_local_date(now, person.zone), everybody=False)
    corrections = Correction.objects.open().filter(reach).order_by().values("pk")
    absences = AbsenceRequest.objects.open().filter(reach).order_by().values("pk")
    return corrections.union(absences, all=True).count()


def judged_days(person: Employee, wanted: Iterable[PersonDate]) -> dict[PersonDate, WorkDay]:
    """The closed days among (employee id, date) pairs; one statement or none."""
    pairs = set(wanted)
    if not pairs:
        return {}
    rows = WorkDay.objects.filter(
        agency_id=person.agency_id,
        employee_id__in={employee for employee, _ in pairs},
        date__in={day for _, day in pairs},
    )
    found = {(row.employee_id, row.date): row for row in rows}
    return {pair: found[pair] for pair in pairs & found.keys()}


def others_away(person: Employee, wanted: Sequence[AbsenceRequest]) -> dict[int, int]:
    """By request id, how many others of the unit are excused on some of its days."""
    if not wanted:
        return {}
    rows = Absence.objects.filter(
        agency_id=person.agency_id,
        employee__unit_id__in={row.employee.unit_id for row in wanted},
        first_day__lte=max(row.last_day for row in wanted),
        last_day__gte=min(row.first_day for row in wanted),
    ).values_list("employee_id", "employee__unit_id", "first_day", "last_day")
    away = defaultdict(list)
    for employee_id, unit_id, first, last in rows:
        away[unit_id].append((employee_id, first, last))
    return {
        row.pk: len(
            {
                employee_id
                for employee_id, first, last in away[row.employee.unit_id]
                if employee_id != row.employee_id
                and first <= row.last_day
                and last >= row.first_day
            }
        )
        for row in wanted
    }


def _reach(person: Employee, today: date, *, everybody: bool) -> Q:
    reach = settled_people(person)
    return reach if everybody else reach & (mine_first(person) | Q(due_on__lt=today))


def _open(rows: QuerySet, reach: Q) -> QuerySet:
    return (
        rows.open()  # type: ignore[attr-defined]
        .filter(reach)
        .select_related("employee__unit", "evidence")
        .defer("evidence__content")
        .order_by("due_on", "asked_at", "pk")
    )


def _recent(person: Employee, now: datetime) -> tuple[Correction | AbsenceRequest, ...]:
    """What was decided in the last week about people `person` may settle for, youngest first."""
    rows: list[Correction | AbsenceRequest] = []
    for model in (Correction, AbsenceRequest):
        rows += (
            model.objects.settled()
            .filter(settled_people(person), settled_at__gte=now - RECENT, settled_at__lte=now)
            .select_related("employee__unit", "settled_by", "settled_under__principal", "evidence")
            .defer("evidence__content")
            .order_by("-settled_at", "-pk")[:RECENTLY_SHOWN]
        )
    rows.sort(key=lambda row: row.settled_at or row.asked_at, reverse=True)
    return tuple(rows[:RECENTLY_SHOWN])


def _flags(person: Employee, today: date, *, everybody: bool) -> tuple[FlaggedDay, ...]:
    reach = settled_people(person)
    if not everybody:
        reach &= mine_first(person)
    span = (today - timedelta(days=FLAGGED_DAYS), today)
    days = list(
        WorkDay.objects.filter(reach, date__range=span)
        .filter(flags__overlap=[Flag.MISMATCH.value, Flag.PENDING.value])
        .select_related("employee__unit")
        .order_by("date", "employee_id")[:SHOWN]
    )
    if not days:
        return ()
    settled = _known(person, days)
    queued = _queued(person, days)
    found: list[FlaggedDay] = []
    for day in days:
        key = (day.employee_id, day.date)
        if Flag.MISMATCH in day.flags and (*key, ClaimKind.PLACE, None) not in settled:
            found.append(FlaggedDay(ClaimKind.PLACE, day))
        taps = tuple(row for row in queued[key] if (*key, ClaimKind.TAP, row.id) not in settled)
        if Flag.PENDING in day.flags and taps:
            found.append(FlaggedDay(ClaimKind.TAP, day, taps))
    return tuple(found)


def _known(person: Employee, days: Sequence[WorkDay]) -> set[tuple[int, date, str, object]]:
    """What was asked or decided about these days already."""
    rows = Correction.objects.filter(
        agency_id=person.agency_id,
        date__range=(days[0].date, days[-1].date),
        employee_id__in={day.employee_id for day in days},
        kind__in=[ClaimKind.PLACE.value, ClaimKind.TAP.value],
    ).exclude(state=RequestState.WITHDRAWN)
    return set(rows.values_list("employee_id", "date", "kind", "check_in_id"))


def _queued(person: Employee, days: Sequence[WorkDay]) -> dict[PersonDate, list[CheckIn]]:
    """The queued taps that stand for these days: counted at receipt, long after they were made."""
    waiting = [day for day in days if Flag.PENDING in day.flags]
    found: dict[PersonDate, list[CheckIn]] = defaultdict(list)
    if not waiting:
        return found
    stands = {
        (day.employee_id, at): day.date for day in waiting for at in (day.first_in, day.last_out)
    }
    rows = (
        CheckIn.objects.between(waiting[0].date, waiting[-1].date + timedelta(days=2))
        .filter(
            agency_id=person.agency_id,
            employee_id__in={day.employee_id for day in waiting},
        )
        .exclude(source__in=SURE_SOURCES)
        .order_by("recorded_at")
    )
    for row in rows:
        on = stands.get((row.employee_id, row.recorded_at))
        if on is not None and row.recorded_at - row.tapped_at > TAP_TOLERANCE:
            found[row.employee_id, on].append(row)
    return found
