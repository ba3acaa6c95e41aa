"""The week of an office or a desk in words: its hours, the coming days, announced closures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from services import wording
from services.models import Closure
from services.moments import day_name
from services.queries.facts import Line
from services.queries.planned import Planned
from services.rules import DayHours, DayOff, hours_on

ANNOUNCED_DAYS = 14
A_MONDAY = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One date of the coming week: hours, or why there are none."""

    day: date
    text: str
    is_open: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class WeekLine:
    """Days with the same hours: `Senin–Kamis`, `08.00–15.00, istirahat 12.00–13.00`."""

    days: str
    hours: str


def week_lines(planned: Planned) -> tuple[WeekLine, ...]:
    """The ordinary week, days with the same hours together."""
    return tuple(
        WeekLine(_days(row.weekdays), wording.hours_text(row.hours)) for row in planned.week
    )


def _days(weekdays: Sequence[int]) -> str:
    names = [day_name(A_MONDAY + timedelta(days=day - 1)) for day in weekdays]
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def coming_week(line: Line, now: datetime) -> tuple[WeekDay, ...]:
    """The coming seven dates from today, as planned, holidays and special hours included."""
    calendar = line.facts.calendar
    today = now.astimezone(calendar.zone).date()
    days = []
    for offset in range(7):
        day = today + timedelta(days=offset)
        hours = hours_on(calendar, day)
        if isinstance(hours, DayHours):
            text = wording.hours_text(hours)
        elif isinstance(hours, DayOff):
            text = _("Tutup: %(reason)s") % {"reason": hours.name} if hours.name else _("Tutup")
        else:
            text = _("Jam layanan belum tercatat")
        days.append(WeekDay(day, text, isinstance(hours, DayHours), is_today=offset == 0))
    return tuple(days)


def announced(lines: Sequence[Line], now: datetime) -> tuple[str, ...]:
    """Closures in force or to come within `ANNOUNCED_DAYS`, each as a sentence."""
    zone = lines[0].zone
    rows = {row.pk: row for line in lines for row in line.closures}
    horizon = now + timedelta(days=ANNOUNCED_DAYS)
    near = [
        row
        for row in rows.values()
        if row.starts_at <= horizon and (row.ends_at is None or row.ends_at > now)
    ]

    def said(row: Closure) -> str:
        given = {"start": wording.full_moment(row.starts_at, zone), "message": row.message}
        if row.ends_at is None:
            return _("Tutup sejak %(start)s: %(message)s") % given
        given["end"] = wording.full_moment(row.ends_at, zone)
        return _("Tutup sejak %(start)s sampai %(end)s: %(message)s") % given

    return tuple(said(row) for row in sorted(near, key=lambda each: each.starts_at))
