"""Where an officer sits right now, and how they and their desk stand there.

Runs inside the agency's tenant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Employee
from attendance.models import DeskCover, RosterEntry, WorkMode
from attendance.queries.desk_days import desk_days, events_of, pauses_of
from attendance.rules.desks import DeskCount, Officer, Seen, count_desk, see_officer
from services.models import Desk
from services.queries.facts import calendars_of
from services.rules import DayHours, StatusSettings, hours_on
from services.rules.hours import Span, span_of

BREAK_MINUTES = (15, 30, 60)
TO_SCHEDULED_END = "jadwal"
LONGEST_WAIT = timedelta(hours=2)
"""The scheduled break's end is offered when it is no farther away than this."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A desk (with its office) on a date of the duty, and its hours that day, if it has any."""

    desk: Desk
    day: date
    hours: Span | None

    @property
    def zone(self) -> ZoneInfo:
        """The office's zone."""
        return ZoneInfo(self.desk.office.zone)

    def is_open(self, at: datetime) -> bool:
        """Whether `at` lies in the hours of that date."""
        return self.hours is not None and self.hours.opens <= at < self.hours.closes


@dataclass(frozen=True, slots=True)
class BreakChoice:
    """A break one may take now: `value` is what a form sends, `until` when one returns."""

    value: str
    until: datetime

    @property
    def minutes(self) -> str:
        """How many minutes it lasts; empty for the one to the end of the scheduled break."""
        return "" if self.value == TO_SCHEDULED_END else self.value


@dataclass(frozen=True, slots=True)
class MyDesk:
    """An officer's desk on their first screen: what they may tell it now.

    `back_at` is when a running break ends; `must_return` says that the scheduled break began and
    the desk has not heard of them since.
    """

    desk: str
    office: str
    zone: str
    back_at: datetime | None
    must_return: bool
    choices: tuple[BreakChoice, ...]


def my_desk(person: Employee, entry: RosterEntry | None, at: datetime) -> MyDesk | None:
    """The desk `person` is checked in for at `at`; `entry` is their line in force today.

    One statement for somebody without a desk, six more with one.
    """
    seat = _covered_seat(person, at) or _planned_seat(entry, at)
    if seat is None:
        return None
    seen = seen_at(person, seat, at)
    if not seen.is_in:
        return None
    begun = seat.hours.break_start if seat.hours is not None and seat.is_open(at) else None
    return MyDesk(
        desk=seat.desk.name,
        office=seat.desk.office.name,
        zone=seat.desk.office.zone,
        back_at=max((pause.until for pause in seen.pauses), default=None),
        must_return=begun is not None
        and begun <= at
        and seen.sign is not None
        and seen.sign[0] < begun,
        choices=() if seen.pauses else break_choices(seat, at),
    )


def break_choices(seat: Seat, at: datetime) -> tuple[BreakChoice, ...]:
    """The breaks one may take at `at`: some minutes, or to the end of the scheduled one.

    Returns are full five minutes, for citizens read them. None beyond the closing.
    """
    span = seat.hours
    if span is None or not seat.is_open(at):
        return ()
    found = [
        BreakChoice(str(minutes), _next_five(at + timedelta(minutes=minutes)))
        for minutes in BREAK_MINUTES
    ]
    if span.break_end is not None and at < span.break_end <= at + LONGEST_WAIT:
        found.append(BreakChoice(TO_SCHEDULED_END, span.break_end))
    return tuple(one for one in found if one.until <= span.closes)


def _next_five(at: datetime) -> datetime:
    """`at`, or the next full five minutes after it."""
    start = at.replace(minute=at.minute - at.minute % 5, second=0, microsecond=0)
    return start if start == at else start + timedelta(minutes=5)


def seat_of(person: Employee, day: date, at: datetime) -> Seat | None:
    """Where `person` sits at `at`: at the desk they cover, else the one in the roster of `day`.

    Two statements without a desk, five with one.
    """
    covered = _covered_seat(person, at)
    if covered is not None:
        return covered
    entry = (
        RosterEntry.objects.in_force()
        .of(person)
        .filter(date=day, mode=WorkMode.WFO, desk__isnull=False)
        .select_related("desk__office")
        .first()
    )
    return _planned_seat(entry, at)


def _covered_seat(person: Employee, at: datetime) -> Seat | None:
    """The desk where `person` stands in at `at`."""
    cover = (
        DeskCover.objects.filter(
            agency_id=person.agency_id, employee=person, starts_at__lte=at, ends_at__gt=at
        )
        .select_related("desk__office")
        .first()
    )
    return None if cover is None else seat_at(cover.desk, cover.date, at)


def _planned_seat(entry: RosterEntry | None, at: datetime) -> Seat | None:
    """The desk of a line in force, read with its office."""
    if entry is None or entry.desk is None or entry.mode != WorkMode.WFO:
        return None
    return seat_at(entry.desk, entry.date, at)


def seat_at(desk: Desk, day: date, at: datetime) -> Seat:
    """`desk` (with its office) on `day` with its hours; three statements."""
    calendar = calendars_of([desk.office], at).of(desk.office, desk.pk)
    hours = hours_on(calendar, day)
    span = span_of(hours, day, calendar.zone) if isinstance(hours, DayHours) else None
    return Seat(desk, day, span)


def seen_at(person: Employee, seat: Seat, at: datetime) -> Seen:
    """How `person` stands at their desk at `at`, by their own events and breaks of the date."""
    slot = (person.pk, seat.day)
    own, whole = pauses_of(person.agency_id, (seat.day, seat.day), {seat.desk.pk}, {person.pk})
    events = events_of(person.agency_id, {slot})
    officer = Officer(events=tuple(events[slot]), pauses=tuple(own[slot]))
    return see_officer(officer, whole[seat.desk.pk, seat.day], at)


def count_at(agency_id: int, seat: Seat, at: datetime) -> DeskCount:
    """How many officers of the agency are at the desk at `at`, counted from the events."""
    key = (seat.desk.pk, seat.day)
    return count_desk(desk_days(agency_id, [key])[key], at, StatusSettings().overdue)
