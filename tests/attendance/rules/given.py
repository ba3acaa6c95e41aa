"""Plain values the rule tests start from: national hours, zones, the 2026 calendar."""

import csv
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import settings

from attendance.rules.calendar import Holiday, HolidayKind, Period
from attendance.rules.events import Event
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import DaySchedule, Hours, Schedule, ScheduleKind, Scope, resolve_day

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
ZONES = (WIB, ZoneInfo("Asia/Pontianak"), WITA, WIT)
# The same examples in every run, and no clock: a mutant is killed by a fact, not by chance.
steady = settings(max_examples=60, derandomize=True, deadline=None, database=None)
CALENDAR_FILE = Path(__file__).parents[3] / "attendance" / "data" / "calendar-2026.csv"

NATIONAL = Schedule(
    period=Period(date(2023, 4, 12)),
    hours=Hours(time(7, 30), time(16, 0), 60, time(12, 0)),
    friday=Hours(time(7, 30), time(16, 30), 90, time(11, 30)),
    scope=Scope.NATIONAL,
    legal_basis="Perpres 21 Tahun 2023",
)
RAMADAN = Schedule(
    period=Period(date(2026, 2, 19), date(2026, 3, 19)),
    hours=Hours(time(8, 0), time(15, 0), 30, time(12, 0)),
    friday=Hours(time(8, 0), time(15, 30), 60, time(11, 30)),
    kind=ScheduleKind.RAMADAN,
    scope=Scope.NATIONAL,
    legal_basis="Perpres 21 Tahun 2023",
)
NIGHT = Schedule(
    period=Period(date(2026, 1, 1)),
    hours=Hours(time(22, 0), time(6, 0), 60, time(2, 0)),
    friday=Hours(time(22, 0), time(6, 0), 60, time(2, 0)),
    kind=ScheduleKind.SHIFT,
    workdays=frozenset(range(1, 8)),
)
MONDAY = date(2026, 5, 4)


def calendar_2026() -> dict[date, Holiday]:
    """The decreed calendar of 2026 by date."""
    with CALENDAR_FILE.open(encoding="utf-8", newline="") as lines:
        rows = [
            Holiday(date.fromisoformat(row["date"]), HolidayKind(row["kind"]), row["name"])
            for row in csv.DictReader(lines)
        ]
    return {row.date: row for row in rows}


def at(text: str, zone: ZoneInfo = WIB, day: date = MONDAY) -> datetime:
    """`"07.30"` or `"07.30.59"` on `day`, or `"2026-05-05 06.10"`, in UTC."""
    head, _, tail = text.rpartition(" ")
    clock = time.fromisoformat(tail.replace(".", ":"))
    on = date.fromisoformat(head) if head else day
    return datetime.combine(on, clock, tzinfo=zone).astimezone(UTC)


def came(text: str, mode: WorkMode = WorkMode.WFO, tapped: str = "", **where: object) -> Event:
    """A check-in received at `text`, tapped then or at `tapped`."""
    return _event(EventKind.IN, text, mode, tapped, **where)


def left(text: str, mode: WorkMode = WorkMode.WFO, tapped: str = "", **where: object) -> Event:
    """A check-out received at `text`, tapped then or at `tapped`."""
    return _event(EventKind.OUT, text, mode, tapped, **where)


def day_of(schedule: Schedule = NATIONAL, day: date = MONDAY, zone: ZoneInfo = WIB) -> DaySchedule:
    """The hours of a date under `schedule`, with the decreed calendar."""
    return resolve_day(schedule, day, zone, calendar_2026())


def _event(kind: EventKind, text: str, mode: WorkMode, tapped: str, **where: object) -> Event:
    received = at(text, **where)  # type: ignore[arg-type]
    tap = at(tapped, **where) if tapped else received  # type: ignore[arg-type]
    return Event(kind, mode, tap, received)
