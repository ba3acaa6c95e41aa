"""Who could stand in at a desk now, the best first, and why the others could not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import DeskCover, WorkMode
from attendance.queries.desk_keepers import served_desks
from attendance.queries.desk_officers import qualified
from attendance.queries.desk_people import PersonNow, Where, officers_now, people_now
from services.models import Desk, DeskService
from services.queries.facts import Line, lines_of
from services.rules import Closure, DayHours, hours_on
from services.rules.hours import first_uncovered, span_of


class Hindrance(IntEnum):
    """What speaks against somebody standing in, from nothing to most; the list is in this order."""

    NONE = 0
    LEAVES_SHORT = 1
    """Their own desk would have fewer officers than it needs: possible, with a warning."""
    ON_BREAK = 2
    NOT_IN = 3
    AWAY_FROM_OFFICE = 4
    """The roster has them work elsewhere today."""
    ABSENT = 5
    COVERING = 6
    HERE = 7
    """Planned at this very desk."""


POSSIBLE = frozenset({Hindrance.NONE, Hindrance.LEAVES_SHORT})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody qualified for the desk, and how they stand. `own_desk` is where they count now."""

    employee: Employee
    hindrance: Hindrance
    own_desk: Desk | None = None
    cover: DeskCover | None = None

    @property
    def is_possible(self) -> bool:
        """Whether they can be sent, perhaps with a warning."""
        return self.hindrance in POSSIBLE


@dataclass(frozen=True, slots=True)
class OpenTime:
    """Until when the desk is open today (aware); else None with the reason in `closure`.

    `closure` is the one that covers now, None where the hours are over or there are none today.
    """

    closes_at: datetime | None
    closure: Closure | None = None


def open_time(agency_id: int, desk: Desk, now: datetime) -> OpenTime:
    """Whether somebody could serve at the desk today, from `now` (aware) on or later."""
    offered = DeskService.objects.filter(desk=desk, agency_id=agency_id)
    lines, _ = lines_of(offered, now)
    times = [_open_time(line, now) for line in lines]
    ends = [one.closes_at for one in times if one.closes_at is not None]
    if ends:
        return OpenTime(max(ends))
    return next((one for one in times if one.closure is not None), OpenTime(None))


def _open_time(line: Line, now: datetime) -> OpenTime:
    day = now.astimezone(line.zone).date()
    hours = hours_on(line.facts.calendar, day)
    if not isinstance(hours, DayHours):
        return OpenTime(None)
    span = span_of(hours, day, line.zone)
    if now >= span.closes:
        return OpenTime(None)
    closures = line.facts.closures
    opens = first_uncovered(max(now, span.opens), closures)
    if opens is None or opens >= span.closes:
        return OpenTime(None, next((one for one in closures if one.covers(now)), None))
    return OpenTime(span.closes)


def cover_candidates(*, agency_id: int, desk: Desk, now: datetime) -> tuple[Candidate, ...]:
    """Everybody qualified for the desk of the agency at `now` (aware), the best first.

    At a desk that names no officers everybody of its unit is. A fixed number of statements.
    """
    today = clock.on_local_date(now, desk.office.zone)
    rows = qualified(agency_id=agency_id, desk_ids=[desk.pk], on=(today, today)).get(desk.pk, ())
    people = Employee.objects.active().filter(agency_id=agency_id)
    if rows:
        people = people.filter(pk__in=[row.employee_id for row in rows])
    elif desk.owner_id == agency_id:
        people = people.filter(unit__code=desk.unit_code)
    else:
        people = people.none()
    ids = set(people.values_list("pk", flat=True))
    known = people_now(agency_id=agency_id, employee_ids=ids, days=[today], now=now)
    found = judged(agency_id=agency_id, desk=desk, people=known.values(), now=now)
    return tuple(sorted(found, key=lambda one: (one.hindrance, one.employee.name)))


def is_qualified(*, agency_id: int, desk: Desk, employee: Employee, today: date) -> bool:
    """Whether `employee` may serve at the desk on `today`; one statement."""
    rows = qualified(agency_id=agency_id, desk_ids=[desk.pk], on=(today, today)).get(desk.pk, ())
    if rows:
        return any(row.employee_id == employee.pk for row in rows)
    return desk.owner_id == agency_id and employee.unit.code == desk.unit_code


def judged(
    *, agency_id: int, desk: Desk, people: Iterable[PersonNow], now: datetime
) -> list[Candidate]:
    """What speaks against each of `people` standing in at `desk`; nine statements."""
    people = list(people)
    desks = {
        each.pk: each
        for each in served_desks(agency_id).filter(
            pk__in={one.desk_id for one in people if one.desk_id is not None}
        )
    }
    days = {pk: clock.on_local_date(now, each.office.zone) for pk, each in desks.items()}
    officers = officers_now(agency_id=agency_id, desks=desks.values(), days=days, now=now)
    here = {pk: sum(one.where is Where.HERE for one in officers.get(pk, ())) for pk in desks}
    return [_judge(desk, one, desks, here) for one in people]


def _judge(
    desk: Desk, one: PersonNow, desks: Mapping[int, Desk], here: Mapping[int, int]
) -> Candidate:
    own = None if one.desk_id is None else desks.get(one.desk_id)

    def found(hindrance: Hindrance) -> Candidate:
        return Candidate(one.employee, hindrance, own, one.cover)

    if one.desk_id == desk.pk:
        return found(Hindrance.HERE)
    if one.cover is not None:
        return found(Hindrance.COVERING)
    if one.is_away:
        return found(Hindrance.ABSENT)
    if one.entry is not None and one.entry.mode != WorkMode.WFO:
        return found(Hindrance.AWAY_FROM_OFFICE)
    if not one.is_on_site:
        return found(Hindrance.NOT_IN)
    if one.break_until is not None:
        return found(Hindrance.ON_BREAK)
    if own is None or (own.shares_officers and desk.shares_officers):
        return found(Hindrance.NONE)
    falls_short = here[own.pk] - 1 < own.needed
    return found(Hindrance.LEAVES_SHORT if falls_short else Hindrance.NONE)
