"""Working hours as data with dates, and the hours of one date at one posting.

Perpres 21/2023 sets the net week (37 h 30, in Ramadan 32 h 30), the start and the rest; an agency
head sets the place of the rest. Every number here arrives as a `Schedule` row with its legal
basis; zones follow Keppres 41/1987 (no summer time).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from attendance.rules.calendar import (
    FIVE_DAYS,
    ONE_DAY,
    DayOff,
    Holiday,
    Period,
    day_off,
)

FRIDAY = 5
NOON = time(12, 0)
MINUTE = timedelta(minutes=1)


class ScheduleKind(StrEnum):
    """What a row of hours is for."""

    NORMAL = "normal"
    RAMADAN = "ramadan"
    SHIFT = "shift"


class Scope(IntEnum):
    """Whom a dated row binds; the narrower (higher) goes before the wider."""

    NATIONAL = 0
    AGENCY = 1
    UNIT = 2
    EMPLOYEE = 3


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a weekday on the local clock, the rest included between `start` and `end`.

    `rest_from` None means the rest has no fixed place (it still reduces the net minutes).
    """

    start: time
    end: time
    rest_minutes: int = 0
    rest_from: time | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A dated row of working hours with its settings.

    `hours` holds for every weekday but Friday (`friday`) and those in `other_days`
    ((ISO weekday, hours) pairs, for six-day weeks). Minutes: `grace_minutes` are forgiven after
    the start, `flex_minutes` is the band in which an arrival moves the end,
    `missing_out_minutes` counts when nobody checked out. With `grace_counts_from_start` an
    arrival past the grace is late by all its minutes. `works_holidays` is for posts that never
    close (IGD, Damkar): holidays are workdays there. `depth` is the unit's depth in the tree: of
    two units' rows the nearer one holds.
    """

    period: Period
    hours: Hours
    friday: Hours
    kind: ScheduleKind = ScheduleKind.NORMAL
    scope: Scope = Scope.AGENCY
    depth: int = 0
    name: str = ""
    legal_basis: str = ""
    workdays: frozenset[int] = FIVE_DAYS
    other_days: tuple[tuple[int, Hours], ...] = ()
    grace_minutes: int = 0
    flex_minutes: int = 0
    missing_out_minutes: int = 0
    grace_counts_from_start: bool = False
    works_holidays: bool = False

    def hours_on(self, weekday: int) -> Hours:
        """Hours of an ISO weekday."""
        for number, hours in self.other_days:
            if number == weekday:
                return hours
        return self.friday if weekday == FRIDAY else self.hours


@dataclass(frozen=True, slots=True)
class DaySchedule:
    """The hours of one date at one posting, as instants in UTC.

    The date owns the events counted in [`owns_from`, `owns_until`). `off` says why no work is
    due; the hours are filled all the same, for events of people who came anyway.
    """

    date: date
    zone: ZoneInfo
    schedule: Schedule
    off: DayOff | None
    start_at: datetime
    end_at: datetime
    rest_minutes: int
    rest_from: datetime | None
    rest_until: datetime | None
    net_minutes: int
    owns_from: datetime
    owns_until: datetime

    def local(self, at: datetime) -> datetime:
        """An instant on the posting's clock."""
        return at.astimezone(self.zone)

    def owns(self, at: datetime) -> bool:
        """Whether an event counted at `at` (aware) belongs to this date."""
        return self.owns_from <= at < self.owns_until


class ScheduleFaultCode(StrEnum):
    """What makes a row of hours impossible."""

    END_NOT_AFTER_START = "end_not_after_start"
    REST_TOO_LONG = "rest_too_long"
    NEGATIVE_MINUTES = "negative_minutes"
    NO_WORKDAYS = "no_workdays"
    BAD_WEEKDAY = "bad_weekday"
    PERIOD_REVERSED = "period_reversed"


@dataclass(frozen=True, slots=True)
class ScheduleFault:
    """Why a schedule cannot be used, and the ISO weekday it shows on (0: the whole row)."""

    code: ScheduleFaultCode
    weekday: int = 0


def schedule_fault(schedule: Schedule) -> ScheduleFault | None:
    """The first thing wrong with a row of hours, or None. Only a shift may cross midnight."""
    settings = (schedule.grace_minutes, schedule.flex_minutes, schedule.missing_out_minutes)
    if schedule.period.last_day is not None and (
        schedule.period.last_day < schedule.period.first_day
    ):
        return ScheduleFault(ScheduleFaultCode.PERIOD_REVERSED)
    if min(settings) < 0:
        return ScheduleFault(ScheduleFaultCode.NEGATIVE_MINUTES)
    if not schedule.workdays:
        return ScheduleFault(ScheduleFaultCode.NO_WORKDAYS)
    for weekday in sorted(schedule.workdays):
        if not 1 <= weekday <= 7:
            return ScheduleFault(ScheduleFaultCode.BAD_WEEKDAY, weekday)
        hours = schedule.hours_on(weekday)
        if hours.rest_minutes < 0:
            return ScheduleFault(ScheduleFaultCode.NEGATIVE_MINUTES, weekday)
        if hours.end <= hours.start and schedule.kind is not ScheduleKind.SHIFT:
            return ScheduleFault(ScheduleFaultCode.END_NOT_AFTER_START, weekday)
        if hours.rest_minutes >= _span_minutes(hours):
            return ScheduleFault(ScheduleFaultCode.REST_TOO_LONG, weekday)
    return None


def schedule_on(day: date, schedules: Iterable[Schedule]) -> Schedule | None:
    """The row that holds on `day`, or None when none is valid.

    Within one scope Ramadan goes before the others, then the latest `first_day`. The narrowest
    scope holds: person before unit before agency before nation. A wider Ramadan row still
    replaces a narrower *normal* one (Perpres 21/2023 shortens everybody's day), but not a shift:
    a night nurse keeps her night.
    """
    valid = sorted((row for row in schedules if row.period.covers(day)), key=_order, reverse=True)
    if not valid:
        return None
    narrowest = valid[0]
    if narrowest.kind is ScheduleKind.NORMAL:
        for row in valid:
            if row.kind is ScheduleKind.RAMADAN:
                return row
    return narrowest


def resolve_day(
    schedule: Schedule, day: date, zone: ZoneInfo, holidays: Mapping[date, Holiday]
) -> DaySchedule:
    """The hours of `day` in the posting's `zone`, and whether work is due.

    A shift whose end is not after its start ends on the next date and owns the events from 12.00
    to 12.00 of the next day; any other date owns its local calendar day.
    """
    hours = schedule.hours_on(day.isoweekday())
    crosses = schedule.kind is ScheduleKind.SHIFT and hours.end <= hours.start
    start = _instant(day, hours.start, zone)
    end = _instant(day + ONE_DAY if crosses else day, hours.end, zone)
    rest = timedelta(minutes=hours.rest_minutes)
    rest_from = _rest_start(hours, day, zone, crosses=crosses)
    window = NOON if crosses else time.min
    return DaySchedule(
        date=day,
        zone=zone,
        schedule=schedule,
        off=day_off(day, schedule.workdays, {} if schedule.works_holidays else holidays),
        start_at=start,
        end_at=end,
        rest_minutes=hours.rest_minutes,
        rest_from=rest_from,
        rest_until=None if rest_from is None else rest_from + rest,
        net_minutes=(end - start) // MINUTE - hours.rest_minutes,
        owns_from=_instant(day, window, zone),
        owns_until=_instant(day + ONE_DAY, window, zone),
    )


def _order(row: Schedule) -> tuple[int, int, bool, date]:
    return (row.scope, row.depth, row.kind is ScheduleKind.RAMADAN, row.period.first_day)


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def _rest_start(hours: Hours, day: date, zone: ZoneInfo, *, crosses: bool) -> datetime | None:
    if hours.rest_from is None or hours.rest_minutes == 0:
        return None
    # A night shift rests after midnight: 02.00 belongs to the next calendar date.
    after_midnight = crosses and hours.rest_from < hours.start
    return _instant(day + ONE_DAY if after_midnight else day, hours.rest_from, zone)


def _span_minutes(hours: Hours) -> int:
    start = hours.start.hour * 60 + hours.start.minute
    end = hours.end.hour * 60 + hours.end.minute
    return end - start if hours.end > hours.start else end + 24 * 60 - start
