"""Promised against staffed hours, week by week, as far as they tell of nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from services.models import DeskWeek, Office, OfficeWeek
from services.rules.weeks import WeekMinutes

WEEKS_SHOWN = 8
HOUR_MINUTES = 60


@dataclass(frozen=True, slots=True)
class WeekShown:
    """One week: minutes as accounted, and the days it has."""

    monday: date
    minutes: WeekMinutes

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def promised_hours(self) -> float:
        """Hours promised, to a tenth."""
        return round(self.minutes.promised / HOUR_MINUTES, 1)

    @property
    def staffed_hours(self) -> float:
        """Hours with a confirmed officer, to a tenth."""
        return round(self.minutes.staffed / HOUR_MINUTES, 1)

    @property
    def unknown_hours(self) -> float:
        """Hours in which nothing was heard, to a tenth."""
        return round(self.minutes.unknown / HOUR_MINUTES, 1)

    @property
    def percent(self) -> int | None:
        """Staffed of promised in whole percent, rounded down; None where nothing was promised."""
        return (
            self.minutes.staffed * 100 // self.minutes.promised if self.minutes.promised else None
        )


@dataclass(frozen=True, slots=True)
class DeskWeeks:
    """A desk's weeks, newest first."""

    name: str
    url: str
    weeks: tuple[WeekShown, ...]

    @property
    def newest(self) -> WeekShown:
        """The last week accounted."""
        return self.weeks[0]


@dataclass(frozen=True, slots=True)
class OfficeWeeks:
    """An office's weeks, newest first, and those of its desks that may be shown apart."""

    weeks: tuple[WeekShown, ...]
    desks: tuple[DeskWeeks, ...]


def office_weeks(office: Office, now: datetime) -> OfficeWeeks:
    """The last weeks of the office that are public, in two statements.

    A week is the sum of the parts of the agencies that serve there; a part to which fewer than
    five people contributed is left out, and so is its promise.
    """
    first = _first_monday(office, now)
    parts = OfficeWeek.objects.filter(office=office, monday__gte=first, is_public=True)
    desks = DeskWeek.objects.filter(desk__office=office, monday__gte=first, is_public=True)
    return OfficeWeeks(summed(parts), desk_weeks(desks))


def desk_weeks(rows: QuerySet[DeskWeek]) -> tuple[DeskWeeks, ...]:
    """The weeks desk by desk, in the desks' order; several agencies' parts summed."""
    by_desk: dict[int, list[DeskWeek]] = defaultdict(list)
    for row in rows.select_related("desk__office").order_by(
        "desk__office__name", "desk__position", "desk_id"
    ):
        by_desk[row.desk_id].append(row)
    return tuple(
        DeskWeeks(of[0].desk.name, of[0].desk.get_absolute_url(), summed(of))
        for of in by_desk.values()
    )


def summed(rows: Iterable[OfficeWeek | DeskWeek]) -> tuple[WeekShown, ...]:
    """Rows summed by week, newest first."""
    sums: dict[date, WeekMinutes] = {}
    for row in rows:
        before = sums.get(row.monday, WeekMinutes(0, 0, 0))
        sums[row.monday] = WeekMinutes(
            before.promised + row.promised,
            before.staffed + row.staffed,
            before.unknown + row.unknown,
        )
    return tuple(WeekShown(monday, sums[monday]) for monday in sorted(sums, reverse=True))


def _first_monday(office: Office, now: datetime) -> date:
    today = now.astimezone(ZoneInfo(office.zone)).date()
    return today - timedelta(days=today.weekday() + 7 * WEEKS_SHOWN)
