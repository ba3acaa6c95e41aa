"""Who is at which desk now, by name: for those who run the desks, never for citizens.

On site means here what it means to the count of a desk (`attendance.rules.desks.count_desk`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accounts.models import Employee
from attendance.models import Absence, DeskCover, RosterEntry, WorkMode
from attendance.queries.desk_days import events_of, pauses_of
from attendance.rules.desks import DeskDay, count_desk
from attendance.rules.desks import Officer as OfficerDay
from services.models import Desk
from services.rules import StatusSettings

OVERDUE = StatusSettings().overdue

PEOPLE_STATEMENTS = 6
"""Of `people_now`: people, roster lines, absences, taps, covers, breaks."""
OFFICER_STATEMENTS = 2 + PEOPLE_STATEMENTS
"""Of `officers_now`: those planned, those standing in, and the people."""

DeskDays = Mapping[int, date]
"""By desk id, the date it is now in the zone of its office."""


class Where(StrEnum):
    """Where an officer of a desk is now; never why."""

    HERE = "here"
    BREAK = "break"
    AWAITED = "awaited"
    GONE = "gone"
    ELSEWHERE = "elsewhere"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class PersonNow:
    """One employee on one date: the line in force, and what stands at the moment.

    `is_away` says that an absence covers the date, `is_on_site` that the latest tap proves
    presence in the office; then `break_until` is when a break that runs now ends. `cover` runs now.
    """

    employee: Employee
    entry: RosterEntry | None
    is_away: bool
    is_on_site: bool
    break_until: datetime | None
    has_come: bool
    cover: DeskCover | None

    @property
    def desk_id(self) -> int | None:
        """The desk at which the person counts now: the covered one, else the planned one."""
        if self.cover is not None:
            return self.cover.desk_id
        return None if self.entry is None else self.entry.desk_id


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody at a desk: planned there, or standing in (`cover`)."""

    employee: Employee
    where: Where
    cover: DeskCover | None = None
    """The cover by which this person stands in here, or serves elsewhere."""
    back_at: datetime | None = None
    """When a break ends."""


def people_now(
    *, agency_id: int, employee_ids: Collection[int], days: Collection[date], now: datetime
) -> dict[tuple[int, date], PersonNow]:
    """These people on each of `days` as they stand at `now` (aware); six statements."""
    mine = {"agency_id": agency_id, "employee_id__in": employee_ids}
    staff = Employee.objects.filter(agency_id=agency_id, pk__in=employee_ids).select_related("unit")
    lines = RosterEntry.objects.in_force().filter(**mine, date__in=days).select_related("desk")
    entries = {(line.employee_id, line.date): line for line in lines}
    span = (min(days), max(days)) if days else (now.date(), now.date())
    absences: dict[int, list[Absence]] = defaultdict(list)
    for row in Absence.objects.filter(**mine, first_day__lte=span[1], last_day__gte=span[0]):
        absences[row.employee_id].append(row)
    slots = {(person, day) for person in employee_ids for day in days}
    events = events_of(agency_id, slots)
    running = DeskCover.objects.filter(**mine, starts_at__lte=now, ends_at__gt=now)
    covers = {row.employee_id: row for row in running.select_related("desk__office")}
    breaks, _ = pauses_of(agency_id, span, (), employee_ids)
    found = {}
    for person in staff:
        for day in days:
            key = (person.pk, day)
            one = OfficerDay(tuple(events.get(key, ())), pauses=tuple(breaks[key]))
            count = count_desk(DeskDay((one,)), now, OVERDUE)
            found[key] = PersonNow(
                employee=person,
                entry=entries.get(key),
                is_away=any(one.first_day <= day <= one.last_day for one in absences[person.pk]),
                is_on_site=count.on_site + count.on_break > 0,
                break_until=count.break_until if count.on_break else None,
                has_come=count.first_in_at is not None,
                cover=covers.get(person.pk),
            )
    return found


def officers_now(
    *, agency_id: int, desks: Iterable[Desk], days: DeskDays, now: datetime
) -> dict[int, tuple[Officer, ...]]:
    """By desk id, everybody planned there today or standing in now; eight statements."""
    known = {desk.pk: desk for desk in desks}
    dates = set(days.values())
    lines = RosterEntry.objects.in_force().filter(
        agency_id=agency_id, desk__in=known, date__in=dates, mode=WorkMode.WFO
    )
    planned = list(lines.only("employee_id", "desk_id", "date"))
    covers = DeskCover.objects.filter(
        agency_id=agency_id, desk__in=known, starts_at__lte=now, ends_at__gt=now
    )
    standing_in = list(covers.only("employee_id", "desk_id"))
    people = people_now(
        agency_id=agency_id,
        employee_ids={row.employee_id for row in (*planned, *standing_in)},
        days=dates,
        now=now,
    )
    seats = {(row.desk_id, row.employee_id) for row in planned if row.date == days[row.desk_id]}
    seats |= {(row.desk_id, row.employee_id) for row in standing_in}
    found: dict[int, list[Officer]] = defaultdict(list)
    for desk_id, employee_id in seats:
        one = people.get((employee_id, days[desk_id]))
        if one is not None:
            found[desk_id].append(_officer(known[desk_id], one))
    return {
        desk_id: tuple(sorted(of, key=lambda one: one.employee.name))
        for desk_id, of in found.items()
    }


def _officer(desk: Desk, one: PersonNow) -> Officer:
    """Where this person is, as seen from `desk`."""
    cover = one.cover
    shares = desk.shares_officers and cover is not None and cover.desk.shares_officers
    if cover is not None and cover.desk_id != desk.pk and not shares:
        return Officer(one.employee, Where.ELSEWHERE, cover)
    here = cover if cover is not None and cover.desk_id == desk.pk else None
    if one.is_on_site:
        if one.break_until is not None:
            return Officer(one.employee, Where.BREAK, here, one.break_until)
        return Officer(one.employee, Where.HERE, here)
    if one.is_away:
        return Officer(one.employee, Where.AWAY, here)
    return Officer(one.employee, Where.GONE if one.has_come else Where.AWAITED, here)
