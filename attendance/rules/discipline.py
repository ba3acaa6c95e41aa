"""Unexcused days of a year added up, and the thresholds they cross (PP 94/2021 art. 9-11).

Days count from 1 January to 31 December; a new year starts at zero. Minutes late and early
convert to whole days. The streak counts *working* days absent in a row: days off neither add nor
break, anything else breaks. What comes out is an indication with its evidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from attendance.rules.sanctions import Level, Measure, Sanction, SanctionTable, Step
from attendance.rules.verdict import Status


class YearDay(NamedTuple):
    """What a tally looks at of one judged day.

    `pending` marks a day with an open correction, leave request or outage claim.
    """

    date: date
    status: Status
    late_minutes: int = 0
    early_minutes: int = 0
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Crossing:
    """A threshold of the table, the date that crossed it, and the days it rests on, in order.

    `days` is what was counted of `step.measure` on that date. `pay_stops_from` is the first day
    of the following month where the step stops the pay.
    """

    step: Step
    crossed_on: date
    days: int
    rests_on: tuple[date, ...]
    pay_stops_from: date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A year's sums: `total_days` = absent days + whole days converted from `minutes`.

    `rests_on` are the days the indicated sanction rests on (empty where none is). The sums count
    every day given; `crossings` only those without anything pending.
    """

    year: int
    absent_days: tuple[date, ...]
    minutes: int
    converted_days: int
    longest_streak: int
    level: Level
    sanction: Sanction
    rests_on: tuple[date, ...]
    pay_stops_from: date | None
    crossings: tuple[Crossing, ...]

    @property
    def total_days(self) -> int:
        """Absent days and converted days together."""
        return len(self.absent_days) + self.converted_days


def tally_year(year: int, days: Iterable[YearDay], table: SanctionTable) -> Tally:
    """Add up the days of `year` (others are ignored; any order) under `table`.

    Crossings come from settled days alone: a pending day adds nothing to them and ends a streak,
    so no crossing ever rests on a day that may still turn out excused. Raises `ValueError` where
    a date is given twice.
    """
    chosen = sorted((day for day in days if day.date.year == year), key=_date_of)
    for one, other in pairwise(chosen):
        if one.date == other.date:
            raise ValueError(f"{one.date} is given twice")
    count = _count(chosen, table)
    settled = count
    if any(day.pending for day in chosen):
        settled = _count([_settled(day) for day in chosen], table)
    heaviest = count.heaviest
    by_streak = heaviest is not None and heaviest.measure is Measure.STREAK
    return Tally(
        year=year,
        absent_days=tuple(count.absent),
        minutes=count.minutes,
        converted_days=count.converted,
        longest_streak=len(count.longest),
        level=heaviest.level if heaviest else Level.NONE,
        sanction=heaviest.sanction if heaviest else Sanction.NONE,
        rests_on=() if heaviest is None else tuple(count.longest if by_streak else count.basis()),
        pay_stops_from=count.pay_stops_from,
        crossings=tuple(settled.crossings),
    )


@dataclass(slots=True)
class _Count:
    """The running sums of a year."""

    absent: list[date] = field(default_factory=list)
    minutes: int = 0
    minute_days: list[date] = field(default_factory=list)
    converted: int = 0
    streak: list[date] = field(default_factory=list)
    longest: list[date] = field(default_factory=list)
    heaviest: Step | None = None
    pay_stops_from: date | None = None
    crossings: list[Crossing] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Days of the year so far."""
        return len(self.absent) + self.converted

    def basis(self) -> list[date]:
        """The days a total rests on; minutes only where they made a day."""
        return sorted({*self.absent, *self.minute_days}) if self.converted else list(self.absent)


def _count(days: Iterable[YearDay], table: SanctionTable) -> _Count:
    count = _Count()
    for day, status, late, early, _ in days:
        if status is Status.OFF:
            continue
        if status is Status.ABSENT:
            count.absent.append(day)
            count.streak.append(day)
            if len(count.streak) > len(count.longest):
                count.longest = count.streak
            _cross(count, table, day)
            continue
        if count.streak:
            count.streak = []
        if late or early:
            count.minutes += late + early
            count.minute_days.append(day)
            before, count.converted = count.converted, _converted(count.minutes, table)
            if count.converted > before:
                _cross(count, table, day)
    return count


def _converted(minutes: int, table: SanctionTable) -> int:
    return 0 if table.minutes_per_day is None else minutes // table.minutes_per_day


def _cross(count: _Count, table: SanctionTable, day: date) -> None:
    """Note the steps that `day` reached, from light to heavy; none lighter than one before.

    A streak that stops the pay is told even where the total has led to the same sanction.
    """
    for step in table.steps:
        by_streak = step.measure is Measure.STREAK
        counted = len(count.streak) if by_streak else count.total
        if counted < step.days:
            continue
        heavier = count.heaviest is None or step.severity > count.heaviest.severity
        stops = step.stops_pay and count.pay_stops_from is None
        if not heavier and not stops:
            continue
        if heavier:
            count.heaviest = step
        if stops:
            count.pay_stops_from = _next_month(day)
        basis = tuple(count.streak if by_streak else count.basis())
        count.crossings.append(
            Crossing(step, day, counted, basis, count.pay_stops_from if stops else None)
        )


def _settled(day: YearDay) -> YearDay:
    """A pending day seen as if it had been excused: no absence, no minutes."""
    return YearDay(day.date, Status.EXCUSED) if _may_change(day) else day


def _may_change(day: YearDay) -> bool:
    # A day off can only become a working day by decree, never by a correction.
    return day.pending and day.status is not Status.OFF


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _date_of(day: YearDay) -> date:
    return day.date
