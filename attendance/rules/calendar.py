"""Periods, holidays and working days.

Dates come from government decrees as data (SKB Tiga Menteri), never from arithmetic. A date is
always the local date of the posting.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
FIVE_DAYS = frozenset({1, 2, 3, 4, 5})


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first_day` to `last_day`, both included; `last_day` None is open-ended."""

    first_day: date
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def days(self) -> Iterator[date]:
        """Every date of a closed period in order; `ValueError` for an open-ended one."""
        if self.last_day is None:
            raise ValueError("an open-ended period has no list of dates")
        day = self.first_day
        while day <= self.last_day:
            yield day
            day += ONE_DAY


class HolidayKind(StrEnum):
    """What a red date in the calendar is; both are no working day."""

    HOLIDAY = "holiday"
    COLLECTIVE_LEAVE = "collective_leave"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One date of the calendar; `agency` is the code of the only agency it binds, None is all.

    A `confirmed` of False marks a date deduced before its decree was entered.
    """

    date: date
    kind: HolidayKind
    name: str
    agency: str | None = None
    confirmed: bool = True


class OffKind(StrEnum):
    """Why a date is no working day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    COLLECTIVE_LEAVE = "collective_leave"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A date without work: why, and the holiday's name (empty for a weekend)."""

    date: date
    kind: OffKind
    name: str = ""


def holidays_for(agency: str, holidays: Iterable[Holiday]) -> dict[date, Holiday]:
    """The calendar of one agency by date: national dates and its own, never a neighbour's.

    Where two fall on one date a holiday is kept before a collective leave, so that the answer
    does not depend on the order of the rows.
    """
    found: dict[date, Holiday] = {}
    for holiday in holidays:
        if holiday.agency not in (None, agency):
            continue
        kept = found.get(holiday.date)
        if kept is None or _rank(holiday) < _rank(kept):
            found[holiday.date] = holiday
    return found


def day_off(day: date, workdays: frozenset[int], holidays: Mapping[date, Holiday]) -> DayOff | None:
    """Why `day` is no working day, or None when it is one.

    `workdays` are ISO weekday numbers (1 Monday to 7 Sunday). A holiday that falls on a weekend
    keeps its name. Cuti bersama is no working day (Keppres of the year, SKB Tiga Menteri).
    """
    holiday = holidays.get(day)
    if holiday is not None:
        return DayOff(day, OffKind(holiday.kind.value), holiday.name)
    if day.isoweekday() not in workdays:
        return DayOff(day, OffKind.WEEKEND)
    return None


def is_working_day(day: date, workdays: frozenset[int], holidays: Mapping[date, Holiday]) -> bool:
    """Whether work is due on `day`; `day_off` says why not."""
    return day_off(day, workdays, holidays) is None


def days_off(
    period: Period, workdays: frozenset[int], holidays: Mapping[date, Holiday]
) -> dict[date, DayOff]:
    """Every date without work in a closed `period`, with its reason."""
    reasons = (day_off(day, workdays, holidays) for day in period.days())
    return {off.date: off for off in reasons if off is not None}


def week_start(day: date) -> date:
    """Monday of the Mon-Sun week of `day`."""
    return day - timedelta(days=day.isoweekday() - 1)


def _rank(holiday: Holiday) -> tuple[bool, bool, str]:
    return (holiday.kind is HolidayKind.COLLECTIVE_LEAVE, holiday.agency is not None, holiday.name)
