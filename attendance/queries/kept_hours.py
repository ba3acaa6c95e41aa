"""Hours, special days and closures as a manager keeps them, and what citizens will read of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from services.models import Closure, Desk, Holiday, Office, OpeningHours, SpecialHours
from services.queries.facts import calendars_of
from services.rules import DayHours, DayOff, hours_on

DAYS_SHOWN = 14
HOLIDAYS_AHEAD = timedelta(days=90)
ONE_DAY = timedelta(days=1)


def week_of(office: Office, desk: Desk | None) -> dict[int, DayHours]:
    """The own week of an office or a desk by ISO weekday; empty where none is on record."""
    return {
        row.weekday: DayHours(row.opens, row.closes, row.break_start, row.break_end)
        for row in OpeningHours.objects.filter(office=office, desk=desk)
    }


@dataclass(frozen=True, slots=True)
class SpecialRun:
    """Special hours that are the same on dates which follow each other closely."""

    first: date
    last: date
    dates: int
    hours: DayHours


def special_runs(office: Office, desk: Desk | None, today: date) -> list[SpecialRun]:
    """The special hours from `today` on; a run may jump over a weekend or a holiday."""
    runs: list[SpecialRun] = []
    rows = SpecialHours.objects.filter(office=office, desk=desk, date__gte=today)
    for row in rows.order_by("date"):
        hours = DayHours(row.opens, row.closes, row.break_start, row.break_end)
        before = runs[-1] if runs else None
        if before and before.hours == hours and (row.date - before.last).days <= RUN_GAP_DAYS:
            runs[-1] = SpecialRun(before.first, row.date, before.dates + 1, hours)
        else:
            runs.append(SpecialRun(row.date, row.date, 1, hours))
    return runs


RUN_GAP_DAYS = 3


def special_dates(
    *,
    office: Office,
    desk: Desk | None,
    first: date,
    last: date,
    weekdays: frozenset[int],
    holidays_too: bool,
) -> list[date]:
    """The dates of a period that get special hours.

    Days on `weekdays`; without `holidays_too` those that are no holiday and have ordinary hours.
    """
    week = (week_of(office, desk) if desk else {}) or week_of(office, None)
    holidays = {row.date for row in holidays_of(office, first, last)}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        day
        for day in days
        if day.isoweekday() in weekdays
        and (holidays_too or (day.isoweekday() in week and day not in holidays))
    ]


def holidays_of(office: Office, first: date, last: date) -> list[Holiday]:
    """Holidays and cuti bersama that hold where the office stands."""
    found = Holiday.objects.between(first, last).for_region(office.region_id)
    return list(found.order_by("date"))


def closures_of(
    office: Office, desks: Iterable[Desk], at: datetime, *, hosted: bool
) -> tuple[list[Closure], list[Closure]]:
    """Closures to come or in force, and the newest that are over, of what a person keeps."""
    rows = Closure.objects.filter(office=office).select_related("desk", "service", "office")
    if not hosted:
        rows = rows.filter(desk__in=list(desks))
    over = Q(ends_at__isnull=False, ends_at__lte=at)
    return (
        list(rows.exclude(over).order_by("starts_at", "pk")),
        list(rows.filter(over).order_by("-ends_at")[:CLOSED_SHOWN]),
    )


CLOSED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PublicDay:
    """What citizens will read of one date: the hours, or why there are none, and closures."""

    date: date
    hours: DayHours | None
    off: DayOff | None
    special: bool
    closures: tuple[Closure, ...]
    closed_all_day: bool


def public_days(office: Office, desk: Desk | None, now: datetime) -> list[PublicDay]:
    """The next `DAYS_SHOWN` dates of the office or the desk, by the rules the pages follow."""
    zone = ZoneInfo(office.zone)
    today = now.astimezone(zone).date()
    calendar = calendars_of([office], now).of(office, desk.pk if desk else None)
    until = datetime.combine(today + timedelta(days=DAYS_SHOWN), time(), zone)
    rows = Closure.objects.filter(office=office, starts_at__lt=until).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    )
    rows = rows.filter(Q(desk__isnull=True) | Q(desk=desk)).select_related("desk", "service")
    closures = list(rows.order_by("starts_at"))
    shown = []
    for day in (today + timedelta(days=n) for n in range(DAYS_SHOWN)):
        said = hours_on(calendar, day)
        hours = said if isinstance(said, DayHours) else None
        touching = tuple(each for each in closures if _touches(each, day, zone))
        shown.append(
            PublicDay(
                date=day,
                hours=hours,
                off=said if isinstance(said, DayOff) else None,
                special=day in calendar.special,
                closures=touching,
                closed_all_day=hours is not None and _covers(touching, day, hours, zone),
            )
        )
    return shown


def _touches(closure: Closure, day: date, zone: ZoneInfo) -> bool:
    begins, ends = (
        datetime.combine(day, time(), zone),
        datetime.combine(day + ONE_DAY, time(), zone),
    )
    return closure.starts_at < ends and (closure.ends_at is None or closure.ends_at > begins)


def _covers(closures: Sequence[Closure], day: date, hours: DayHours, zone: ZoneInfo) -> bool:
    """Whether one closure of everything covers all the hours of the date."""
    opens = datetime.combine(day, hours.opens, zone)
    closes = datetime.combine(day, hours.closes, zone)
    return any(
        each.service_id is None
        and each.starts_at <= opens
        and (each.ends_at is None or each.ends_at >= closes)
        for each in closures
    )
