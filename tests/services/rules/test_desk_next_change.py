"""When the status changes with no new event: planned moments, and never a promised officer."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from services.rules import (
    Closure,
    Code,
    DayHours,
    DayPlan,
    Event,
    Holiday,
    HolidayKind,
    NextChange,
    Presence,
    Reason,
    derive,
)
from tests.services.rules.desk_examples import CALENDAR, TUESDAY, WEEKLY, WIT, at, desk, on, seen

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (25, 26, 27))
NEXT_MONDAY = date(2026, 11, 30)
NOBODY = Presence(TUESDAY)


def next_change(now: datetime, presence: Presence | None = None, **more: Any) -> NextChange | None:
    return derive(desk(now, presence, **more), now).next_change


def told(change: NextChange | None) -> tuple[datetime, Code, Event] | None:
    """When, what and why; the reason has its own tests."""
    return None if change is None else (change.at, change.code, change.event)


@pytest.mark.parametrize(
    ("clock", "presence", "changes", "expected"),
    [
        ("07.00", None, {}, ("08.00", Code.EXPECTED, Event.OPENING)),
        ("08.05", NOBODY, {}, ("08.15", Code.UNSTAFFED, Event.GRACE_END)),
        ("08.30", NOBODY, {}, ("12.00", Code.BREAK, Event.BREAK_START)),
        ("12.30", NOBODY, {}, ("13.00", Code.UNSTAFFED, Event.BREAK_END)),
        ("13.30", NOBODY, {}, ("15.00", Code.CLOSED, Event.CLOSING)),
        ("09.00", seen("07.55"), {}, ("12.00", Code.BREAK, Event.BREAK_START)),
        ("12.30", seen("07.55"), {}, ("13.10", Code.UNCONFIRMED, Event.BREAK_OVERDUE)),
        ("13.30", seen("13.05"), {}, ("15.00", Code.CLOSED, Event.CLOSING)),
        (
            "10.05", seen("10.00", on_site=0, on_break=1, break_until=at("10.20")), {},
            ("10.30", Code.UNSTAFFED, Event.BREAK_OVERDUE),
        ),
        (
            "09.00", seen("08.50"), {"closures": (Closure(at("10.00"), at("11.00")),)},
            ("10.00", Code.CLOSED, Event.CLOSURE_START),
        ),
        (
            "09.00", None, {"heartbeat_at": None},
            ("15.00", Code.CLOSED, Event.CLOSING),
        ),
    ],
)  # fmt: skip
def test_today(
    clock: str, presence: Presence | None, changes: dict, expected: tuple[str, Code, Event]
) -> None:
    moment, code, event = expected
    assert told(next_change(at(clock), presence, **changes)) == (at(moment), code, event)


def test_evidence_expires_the_instant_after_its_last_moment() -> None:
    change = next_change(at("09.00"), seen("08.50"), has_ping=True)
    expiry = at("09.50") + datetime.resolution
    assert told(change) == (expiry, Code.UNCONFIRMED, Event.EVIDENCE_EXPIRY)


def test_an_officer_is_never_promised() -> None:
    """Already in before the opening, or behind a closure: announced as expected all the same."""
    early = next_change(at("07.50"), seen("07.45"))
    assert told(early) == (at("08.00"), Code.EXPECTED, Event.OPENING)
    closure = Closure(at("09.00"), at("10.00"))
    behind = next_change(at("09.30"), seen("07.45"), closures=(closure,))
    assert told(behind) == (at("10.00"), Code.EXPECTED, Event.CLOSURE_END)


def test_wednesday_holiday_seen_on_tuesday_evening_points_to_thursday() -> None:
    calendar = replace(CALENDAR, holidays={WEDNESDAY: Holiday("Hari Raya")})
    change = next_change(at("18.00"), calendar=calendar)
    assert told(change) == (on(THURSDAY, "08.00"), Code.EXPECTED, Event.OPENING)


def test_a_chain_of_days_off_collapses() -> None:
    leave = Holiday("Cuti bersama", HolidayKind.COLLECTIVE_LEAVE)
    days = {WEDNESDAY: Holiday("Hari Raya"), THURSDAY: leave, FRIDAY: leave}
    calendar = replace(CALENDAR, holidays=days)
    change = next_change(at("18.00"), calendar=calendar)
    assert told(change) == (on(NEXT_MONDAY, "08.00"), Code.EXPECTED, Event.OPENING)


def test_a_day_without_service_is_passed_over() -> None:
    plans = {WEDNESDAY: DayPlan(0), THURSDAY: DayPlan(0, remote=True)}
    change = next_change(at("18.00"), plans=plans)
    assert told(change) == (on(THURSDAY, "08.00"), Code.REMOTE, Event.OPENING)


def test_a_day_whose_plan_is_not_approved_yet_opens_unconfirmed() -> None:
    change = next_change(at("18.00"), plans={})
    assert change is not None
    assert change.reason is Reason.PLAN
    assert told(change) == (on(WEDNESDAY, "08.00"), Code.UNCONFIRMED, Event.OPENING)


def test_special_hours_on_a_holiday_are_the_next_opening() -> None:
    calendar = replace(
        CALENDAR,
        holidays={WEDNESDAY: Holiday("Hari Raya")},
        special={WEDNESDAY: DayHours(time(9), time(11))},
    )
    change = next_change(at("18.00"), calendar=calendar)
    assert change is not None
    assert change.at == on(WEDNESDAY, "09.00")


def test_a_closure_over_the_opening_puts_it_off() -> None:
    closure = Closure(on(TUESDAY, "17.00"), on(THURSDAY, "10.00"))
    change = next_change(at("18.00"), closures=(closure,))
    assert told(change) == (on(THURSDAY, "10.00"), Code.EXPECTED, Event.CLOSURE_END)


def test_nothing_is_announced_beyond_fourteen_days() -> None:
    assert next_change(at("09.00"), closures=(Closure(at("08.00"), None),)) is None
    assert next_change(at("09.00"), calendar=replace(CALENDAR, weekly={})) is None
    in_15_days = {TUESDAY + timedelta(days=15): DayHours(time(8), time(12))}
    far = replace(CALENDAR, weekly={1: WEEKLY[1]}, special=in_15_days)
    off = {TUESDAY + timedelta(days=n): Holiday("Libur") for n in range(15)}
    assert next_change(at("09.00"), calendar=replace(far, holidays=off)) is None


def test_saturday_evening_in_jayapura_opens_on_monday_in_wit() -> None:
    calendar = replace(CALENDAR, zone=WIT)
    now = on(date(2026, 11, 28), "20.00", WIT)
    change = next_change(now, calendar=calendar)
    assert change is not None
    assert change.at == on(NEXT_MONDAY, "08.00", WIT)
    assert change.at.utcoffset() == timedelta(hours=9)
