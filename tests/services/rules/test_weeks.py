"""Promised against staffed minutes of a desk's week, and which figures may be shown apart."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.rules import (
    Closure,
    ClosureKind,
    Code,
    DayHours,
    Holiday,
    Reason,
    ServiceCalendar,
)
from services.rules.weeks import CodeChange, WeekMinutes, account_days, may_be_shown_apart

JAYAPURA = ZoneInfo("Asia/Jayapura")
MONDAY = date(2026, 11, 16)
HOURS = DayHours(time(8), time(15), time(12), time(13))
CALENDAR = ServiceCalendar(JAYAPURA, dict.fromkeys(range(1, 6), HOURS))
DAY = 360
"""Promised minutes of one day: seven hours less the break."""


def at(day: int, hhmm: str) -> datetime:
    """A wall-clock moment at the office; `day` 0 is Monday."""
    hour, minute = map(int, hhmm.split("."))
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), JAYAPURA)


def on(*changes: tuple[int, str, Code]) -> list[CodeChange]:
    return [CodeChange(at(day, hhmm), code) for day, hhmm, code in changes]


QUIET = on((-3, "15.00", Code.CLOSED))


def test_a_week_of_unbroken_presence_is_all_it_promised() -> None:
    changes = QUIET + [
        change
        for day in range(5)
        for change in on((day, "07.50", Code.STAFFED), (day, "15.05", Code.CLOSED))
    ]
    expected = WeekMinutes(5 * DAY, 5 * DAY, 0)
    assert account_days(CALENDAR, (), [changes], MONDAY, 7) == expected


def test_only_confirmed_minutes_inside_the_promise_count() -> None:
    changes = QUIET + on(
        (0, "08.00", Code.EXPECTED),
        (0, "08.22", Code.STAFFED),
        (0, "12.00", Code.BREAK),
        (0, "13.10", Code.STAFFED),
        (0, "14.00", Code.UNSTAFFED),
        (0, "15.00", Code.CLOSED),
    )
    staffed = 218 + 50
    expected = WeekMinutes(5 * DAY, staffed, 0)
    assert account_days(CALENDAR, (), [changes], MONDAY, 7) == expected


def test_what_the_pipeline_could_not_see_is_neither_kept_nor_broken() -> None:
    silent = CodeChange(at(1, "09.00"), Code.UNCONFIRMED, Reason.SYSTEM)
    changes = [*QUIET, *on((1, "08.00", Code.STAFFED)), silent, *on((1, "10.30", Code.CLOSED))]
    found = account_days(CALENDAR, (), [changes], MONDAY, 7)
    assert (found.staffed, found.unknown) == (60, 90)
    never_seen = account_days(CALENDAR, (), [[]], MONDAY, 7)
    assert never_seen == WeekMinutes(5 * DAY, 0, 5 * DAY)


def test_another_service_of_the_desk_keeps_the_promise() -> None:
    first = QUIET + on((0, "08.00", Code.STAFFED), (0, "10.00", Code.UNSTAFFED))
    second = QUIET + on((0, "09.00", Code.STAFFED), (0, "11.00", Code.UNSTAFFED))
    assert account_days(CALENDAR, (), [first, second], MONDAY, 7).staffed == 180


@pytest.mark.parametrize(
    ("closure", "promised"),
    [
        (Closure(at(0, "08.00"), at(1, "08.00")), 4 * DAY),
        (Closure(at(0, "08.00"), at(1, "08.00"), ClosureKind.EMERGENCY), 5 * DAY),
        (Closure(at(4, "11.00"), None), 4 * DAY + 180),
    ],
)
def test_only_an_announced_closure_takes_back_a_promise(closure: Closure, promised: int) -> None:
    assert account_days(CALENDAR, [closure], [QUIET], MONDAY, 7).promised == promised


def test_holidays_and_planned_remote_service_promise_no_desk() -> None:
    calendar = ServiceCalendar(
        JAYAPURA, CALENDAR.weekly, holidays={MONDAY: Holiday("Libur daerah")}
    )
    changes = QUIET + on((4, "08.00", Code.REMOTE), (4, "15.00", Code.CLOSED))
    assert account_days(calendar, (), [changes], MONDAY, 7).promised == 3 * DAY


def test_one_small_desk_hides_all_of_its_office() -> None:
    assert may_be_shown_apart([5, 9])
    assert not may_be_shown_apart([9, 4])
    assert not may_be_shown_apart([])
