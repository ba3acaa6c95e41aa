"""The hours a place promises, as a week and its exceptions: for posters and for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from services.rules import Closure, DayHours, ServiceCalendar, hours_on
from services.rules.hours import span_of

AHEAD_DAYS = 14
"""How far exceptions are told; hours and closures are read that far."""


@dataclass(frozen=True, slots=True)
class WeekHours:
    """The same hours on some weekdays, ISO numbers in order (1 is Monday)."""

    weekdays: tuple[int, ...]
    hours: DayHours


@dataclass(frozen=True, slots=True)
class OtherHours:
    """A date with other hours than its week has; None: closed."""

    day: date
    hours: DayHours | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A week, and the dates of the coming `AHEAD_DAYS` that differ from it."""

    week: tuple[WeekHours, ...]
    exceptions: tuple[OtherHours, ...]


def planned_of(calendar: ServiceCalendar, closures: Iterable[Closure], now: datetime) -> Planned:
    """The hours promised by `calendar`; a date which `closures` cover entirely is closed."""
    weekly = sorted(calendar.weekly.items())
    week = []
    # Days stand together where they follow each other and have the same hours.
    numbered = enumerate(weekly)
    for _same, days in groupby(numbered, key=lambda each: (each[1][0] - each[0], each[1][1])):
        run = [day for _number, day in days]
        week.append(WeekHours(tuple(day for day, _hours in run), run[0][1]))
    today = now.astimezone(calendar.zone).date()
    known = list(closures)
    found = []
    for offset in range(AHEAD_DAYS):
        day = today + timedelta(days=offset)
        usual, planned = calendar.weekly.get(day.isoweekday()), hours_on(calendar, day)
        hours = planned if isinstance(planned, DayHours) else None
        if hours is not None and _is_covered(hours, day, calendar, known):
            hours = None
        if hours != usual:
            found.append(OtherHours(day, hours))
    return Planned(tuple(week), tuple(found))


def _is_covered(
    hours: DayHours, day: date, calendar: ServiceCalendar, closures: list[Closure]
) -> bool:
    span = span_of(hours, day, calendar.zone)
    return any(
        each.starts_at <= span.opens and (each.ends_at is None or each.ends_at >= span.closes)
        for each in closures
    )
