"""Which hours a service promises on a date, and the moments those hours stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.rules.facts import Closure, DayHours, HolidayKind, ServiceCalendar
from services.rules.state import Reason


@dataclass(frozen=True, slots=True)
class DayOff:
    """A date without service hours, with the reason the public reads."""

    reason: Reason
    name: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The hours of one date as moments in the office's zone."""

    opens: datetime
    closes: datetime
    break_start: datetime | None
    break_end: datetime | None


def hours_on(calendar: ServiceCalendar, day: date) -> DayHours | DayOff | None:
    """The hours promised on local date `day`; None where no hours are on record.

    Special hours come before holidays and cuti bersama, those before the weekly hours.
    """
    special = calendar.special.get(day)
    if special is not None:
        return special
    if not calendar.weekly:
        return None
    holiday = calendar.holidays.get(day)
    if holiday is not None:
        collective = holiday.kind is HolidayKind.COLLECTIVE_LEAVE
        return DayOff(Reason.COLLECTIVE_LEAVE if collective else Reason.HOLIDAY, holiday.name)
    return calendar.weekly.get(day.isoweekday(), DayOff(Reason.HOURS))


def span_of(hours: DayHours, day: date, zone: ZoneInfo) -> Span:
    """`hours` on local date `day` as aware moments."""

    def at(mark: time | None) -> datetime | None:
        return None if mark is None else datetime.combine(day, mark, zone)

    return Span(
        opens=datetime.combine(day, hours.opens, zone),
        closes=datetime.combine(day, hours.closes, zone),
        break_start=at(hours.break_start),
        break_end=at(hours.break_end),
    )


def first_uncovered(at: datetime, closures: Iterable[Closure]) -> datetime | None:
    """The first moment from `at` on that no closure covers; None behind one without an end.

    Asked at the opening it is when the desk really opens: the grace for the first officer counts
    from there, so that a desk reopened at 10.00 is not called empty at 10.00.
    """
    for closure in sorted(closures, key=lambda each: each.starts_at):
        if closure.covers(at):
            if closure.ends_at is None:
                return None
            at = closure.ends_at
    return at
