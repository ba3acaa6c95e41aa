"""The cases of the derivation, one row each: facts at a moment, and what the public is told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from services.rules import (
    Basis,
    Closure,
    ClosureKind,
    Code,
    DayHours,
    DayPlan,
    Holiday,
    HolidayKind,
    LastKnown,
    Presence,
    Reason,
    StatusSettings,
    derive,
)
from tests.services.rules.desk_examples import (
    CALENDAR,
    PLANS,
    TUESDAY,
    WEEKLY,
    WIB,
    WIT,
    at,
    desk,
    on,
    seen,
)

SATURDAY = date(2026, 11, 28)
EMERGENCY = Closure(at("09.00"), at("10.00"), ClosureKind.EMERGENCY, "Listrik padam")
ANNOUNCED = Closure(at("09.00"), at("11.00"), ClosureKind.ANNOUNCED, "Pelatihan")
NOBODY = Presence(TUESDAY)
LEFT = Presence(TUESDAY, on_site=0, first_in_at=at("07.50"), evidence_at=at("10.00"))


def away(*, returns: str | None = None, on_site: int = 0) -> Presence:
    """One officer on a declared break since 10.00."""
    until = None if returns is None else at(returns)
    return seen("10.00", on_site=on_site, on_break=1, break_until=until)


CLOSED, UNCONFIRMED = Code.CLOSED, Code.UNCONFIRMED
STAFFED, BREAK, EXPECTED, UNSTAFFED = Code.STAFFED, Code.BREAK, Code.EXPECTED, Code.UNSTAFFED

CASES: dict[str, tuple[str, Presence | None, dict[str, Any], Code, Reason | None, Basis]] = {
    # 1. closures
    "closure wins over officers": (
        "09.30", seen("09.25"), {"closures": (ANNOUNCED,)}, CLOSED, Reason.ANNOUNCED, Basis.PLAN),
    "emergency speaks first": (
        "09.30", seen("09.25"), {"closures": (ANNOUNCED, EMERGENCY)},
        CLOSED, Reason.EMERGENCY, Basis.PLAN),
    "closure begins on its minute": (
        "09.00", seen("08.55"), {"closures": (ANNOUNCED,)}, CLOSED, Reason.ANNOUNCED, Basis.PLAN),
    "closure is over on its minute": (
        "11.00", seen("10.55"), {"closures": (ANNOUNCED,)}, STAFFED, None, Basis.LIVE),
    "closure without end": (
        "14.00", seen("13.55"), {"closures": (Closure(at("08.00"), None),)},
        CLOSED, Reason.ANNOUNCED, Basis.PLAN),
    "closure over special hours": (
        "09.30", seen("09.25"),
        {"closures": (ANNOUNCED,),
         "calendar": replace(CALENDAR, special={TUESDAY: DayHours(time(9), time(11))})},
        CLOSED, Reason.ANNOUNCED, Basis.PLAN),
    "closure outside the hours speaks, too": (
        "16.00", None, {"closures": (Closure(at("15.30"), at("17.00")),)},
        CLOSED, Reason.ANNOUNCED, Basis.PLAN),
    "an emergency is over, the announced closure is not": (
        "10.30", seen("10.25"), {"closures": (ANNOUNCED, EMERGENCY)},
        CLOSED, Reason.ANNOUNCED, Basis.PLAN),
    "closure before a silent pipeline": (
        "09.30", NOBODY, {"closures": (ANNOUNCED,), "heartbeat_at": None},
        CLOSED, Reason.ANNOUNCED, Basis.PLAN),
    # 2. to 4. hours
    "no hours on record": (
        "09.00", seen("08.55"), {"calendar": replace(CALENDAR, weekly={})},
        UNCONFIRMED, Reason.NO_DATA, Basis.NONE),
    "holiday": (
        "09.00", seen("08.55"),
        {"calendar": replace(CALENDAR, holidays={TUESDAY: Holiday("Natal")})},
        CLOSED, Reason.HOLIDAY, Basis.PLAN),
    "cuti bersama": (
        "09.00", seen("08.55"),
        {"calendar": replace(
            CALENDAR, holidays={TUESDAY: Holiday("Cuti", HolidayKind.COLLECTIVE_LEAVE)})},
        CLOSED, Reason.COLLECTIVE_LEAVE, Basis.PLAN),
    "special hours on a holiday": (
        "09.30", seen("09.25"),
        {"calendar": replace(CALENDAR, holidays={TUESDAY: Holiday("Natal")},
                             special={TUESDAY: DayHours(time(9), time(11))})},
        STAFFED, None, Basis.LIVE),
    "early check-in opens nothing": (
        "07.59.59", seen("07.30"), {}, CLOSED, Reason.HOURS, Basis.PLAN),
    "closed on the closing minute": (
        "15.00", seen("14.55"), {}, CLOSED, Reason.HOURS, Basis.PLAN),
    "open just before closing": (
        "14.59.59", seen("14.55"), {}, STAFFED, None, Basis.LIVE),
    # 5. plan
    "no plan": ("09.00", seen("08.55"), {"plans": {}}, UNCONFIRMED, Reason.PLAN, Basis.NONE),
    "plan not approved": (
        "09.00", seen("08.55"), {"plans": {TUESDAY: DayPlan(1, approved=False)}},
        UNCONFIRMED, Reason.PLAN, Basis.NONE),
    "everybody elsewhere, remote channel": (
        "09.00", NOBODY, {"plans": {TUESDAY: DayPlan(0, remote=True)}},
        Code.REMOTE, None, Basis.PLAN),
    "everybody elsewhere, no channel": (
        "09.00", NOBODY, {"plans": {TUESDAY: DayPlan(0)}},
        CLOSED, Reason.NO_SERVICE_TODAY, Basis.PLAN),
    "a remote channel beside officers on site": (
        "09.00", seen("08.55"), {"plans": {TUESDAY: DayPlan(1, remote=True)}},
        STAFFED, None, Basis.LIVE),
    "missing plan is not asked for outside hours": (
        "16.00", None, {"plans": {}}, CLOSED, Reason.HOURS, Basis.PLAN),
    "planned for nobody, yet somebody checked in": (
        "09.00", seen("08.55"), {"plans": {TUESDAY: DayPlan(0)}},
        CLOSED, Reason.NO_SERVICE_TODAY, Basis.PLAN),
    "a remote desk needs no pipeline": (
        "09.00", NOBODY, {"plans": {TUESDAY: DayPlan(0, remote=True)}, "heartbeat_at": None},
        Code.REMOTE, None, Basis.PLAN),
    "a missing plan before a silent pipeline": (
        "09.00", NOBODY, {"plans": {}, "heartbeat_at": None},
        UNCONFIRMED, Reason.PLAN, Basis.NONE),
    # 6. pipeline
    "pipeline silent in the grace": (
        "08.05", NOBODY, {"heartbeat_at": at("07.50")}, UNCONFIRMED, Reason.SYSTEM, Basis.NONE),
    "pipeline silent in the scheduled break": (
        "12.30", seen("07.55"), {"heartbeat_at": at("12.15")},
        UNCONFIRMED, Reason.SYSTEM, Basis.NONE),
    "pipeline silent, desk looks empty": (
        "09.00", NOBODY, {"heartbeat_at": at("08.49.59")}, UNCONFIRMED, Reason.SYSTEM, Basis.NONE),
    "pipeline silent, desk looks staffed": (
        "09.00", seen("08.49"), {"heartbeat_at": at("08.49.59")},
        UNCONFIRMED, Reason.SYSTEM, Basis.NONE),
    "pipeline at its limit": (
        "09.00", NOBODY, {"heartbeat_at": at("08.50")}, UNSTAFFED, None, Basis.PIPELINE),
    "pipeline never heard": (
        "09.00", NOBODY, {"heartbeat_at": None}, UNCONFIRMED, Reason.SYSTEM, Basis.NONE),
    # 7. presence, desk with a ping
    "fresh": ("09.15", seen("09.00"), {"has_ping": True}, STAFFED, None, Basis.LIVE),
    "just not fresh": ("09.15.01", seen("09.00"), {"has_ping": True}, STAFFED, None, Basis.RECENT),
    "old but counting": ("10.00", seen("09.00"), {"has_ping": True}, STAFFED, None, Basis.RECENT),
    "stale": (
        "10.00.01", seen("09.00"), {"has_ping": True}, UNCONFIRMED, Reason.STALE, Basis.NONE),
    "stale in the break, which only desks without pings are taken to keep": (
        "12.30", seen("09.00"), {"has_ping": True}, UNCONFIRMED, Reason.STALE, Basis.NONE),
    "officers without any evidence": (
        "09.00", seen(None), {"has_ping": True}, UNCONFIRMED, Reason.STALE, Basis.NONE),
    "one of two needed, with a tablet": (
        "09.30", seen("09.00"), {"has_ping": True, "needed": 2}, STAFFED, None, Basis.RECENT),
    "all on a break, their evidence long stale": (
        "10.05", away(returns="10.20"), {"has_ping": True}, BREAK, None, Basis.DECLARED),
    "all on a break for longer than evidence lives": (
        "11.20", away(returns="11.30"), {"has_ping": True}, BREAK, None, Basis.DECLARED),
    "a tap in the scheduled break is service": (
        "12.30", seen("12.20", first_in_at=at("07.55")), {"has_ping": True},
        STAFFED, None, Basis.LIVE),
    # 7. presence, desk without a ping
    "check-in holds all morning": ("11.59.59", seen("07.55"), {}, STAFFED, None, Basis.HELD),
    "it ends with the break": ("12.00", seen("07.55"), {}, BREAK, None, Basis.PLAN),
    "ten minutes to tap": ("13.09.59", seen("07.55"), {}, BREAK, None, Basis.PLAN),
    "no tap after the break": ("13.10", seen("07.55"), {}, UNCONFIRMED, Reason.STALE, Basis.NONE),
    "tap after the break": (
        "13.08", seen("13.08", first_in_at=at("07.55")), {}, STAFFED, None, Basis.LIVE),
    "that tap holds to closing": (
        "14.59", seen("13.08", first_in_at=at("07.55")), {}, STAFFED, None, Basis.HELD),
    "back before the break is over": (
        "12.45", seen("12.40", first_in_at=at("07.55")), {}, STAFFED, None, Basis.LIVE),
    "no break on the day": (
        "14.00", seen("07.55"),
        {"calendar": replace(CALENDAR, weekly={2: DayHours(time(8), time(15))})},
        STAFFED, None, Basis.HELD),
    "yesterday's evidence proves nothing": (
        "09.00", seen(None, evidence_at=at("07.55") - timedelta(days=1)), {},
        UNCONFIRMED, Reason.STALE, Basis.NONE),
    "yesterday's presence is nobody today": (
        "09.00", Presence(TUESDAY - timedelta(days=1), on_site=3, evidence_at=at("08.59")), {},
        UNSTAFFED, None, Basis.PIPELINE),
    # 8. break
    "declared break": ("10.05", away(returns="10.20"), {}, BREAK, None, Basis.DECLARED),
    "declared break overrunning": (
        "10.29.59", away(returns="10.20"), {}, BREAK, None, Basis.DECLARED),
    "declared break overdue": ("10.30", away(returns="10.20"), {}, UNSTAFFED, None, Basis.PIPELINE),
    "declared break without a return": ("10.05", away(), {}, UNSTAFFED, None, Basis.PIPELINE),
    "declared within the scheduled break": ("12.05", away(), {}, BREAK, None, Basis.DECLARED),
    "a colleague stays at the desk": (
        "10.05", away(returns="10.20", on_site=1), {"needed": 2}, STAFFED, None, Basis.LIVE),
    "check-in has lapsed, a colleague declared a break": (
        "13.20", seen("07.55", on_break=1, break_until=at("13.30")), {},
        BREAK, None, Basis.DECLARED),
    "a break declared yesterday is none today": (
        "10.05",
        Presence(TUESDAY - timedelta(days=1), on_break=1, break_until=at("10.20"),
                 first_in_at=at("10.00") - timedelta(days=1)), {},
        UNSTAFFED, None, Basis.PIPELINE),
    "a break promised beyond the closing ends with it": (
        "15.00", away(returns="15.30"), {}, CLOSED, Reason.HOURS, Basis.PLAN),
    "one of two returned, one still away": (
        "10.25", seen("10.24", on_break=1, break_until=at("10.40"), first_in_at=at("07.55")),
        {"needed": 2}, STAFFED, None, Basis.LIVE),
    "scheduled break, nobody came today": ("12.30", NOBODY, {}, BREAK, None, Basis.PLAN),
    "nobody came, so nobody is overdue": ("13.00", NOBODY, {}, UNSTAFFED, None, Basis.PIPELINE),
    "scheduled break, all left": ("13.05", LEFT, {}, BREAK, None, Basis.PLAN),
    # 9. and 10.
    "just opened": ("08.00", NOBODY, {}, EXPECTED, None, Basis.PIPELINE),
    "no presence row yet": ("08.00", None, {}, EXPECTED, None, Basis.PIPELINE),
    "end of grace": ("08.14.59", NOBODY, {}, EXPECTED, None, Basis.PIPELINE),
    "late": ("08.15", NOBODY, {}, UNSTAFFED, None, Basis.PIPELINE),
    "late officer arrives": ("08.22", seen("08.22"), {}, STAFFED, None, Basis.LIVE),
    "came and left within grace": (
        "08.10", seen("07.50", on_site=0), {}, UNSTAFFED, None, Basis.PIPELINE),
    "reopened after a closure": (
        "10.10", NOBODY, {"closures": (replace(EMERGENCY, starts_at=at("07.00")),)},
        EXPECTED, None, Basis.PIPELINE),
    "a closure at mid-morning grants no second grace": (
        "10.10", NOBODY, {"closures": (EMERGENCY,)}, UNSTAFFED, None, Basis.PIPELINE),
    "last officer left": ("11.00", LEFT, {}, UNSTAFFED, None, Basis.PIPELINE),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    clock, presence, changes, code, reason, basis = CASES[name]
    state = derive(desk(at(clock), presence, **changes), at(clock))
    assert (state.code, state.reason, state.basis) == (code, reason, basis)


def test_fewer_than_needed_is_limited_service() -> None:
    now = at("09.00")
    assert derive(desk(now, seen("08.55"), needed=2), now).limited
    assert not derive(desk(now, seen("08.55", on_site=2), needed=2), now).limited


def test_saturday_is_closed_unless_the_week_says_otherwise() -> None:
    now = on(SATURDAY, "09.00")
    assert derive(desk(now), now).reason is Reason.HOURS
    six_days = replace(CALENDAR, weekly={**WEEKLY, 6: DayHours(time(8), time(12))})
    assert derive(desk(now, calendar=six_days), now).code is Code.UNSTAFFED


def test_jayapura_counts_in_its_own_zone() -> None:
    """At 15.30 WIB it is 17.30 WIT: long closed there, while the same hours in WIB just ended."""
    jayapura = replace(CALENDAR, zone=WIT)
    now = on(TUESDAY, "13.30", WIB)
    assert derive(desk(now, calendar=jayapura), now).reason is Reason.HOURS
    assert derive(desk(now), now).code is Code.UNSTAFFED
    opening = on(TUESDAY, "06.00", WIB)
    assert derive(desk(opening, calendar=jayapura), opening).code is Code.EXPECTED


def test_services_of_a_shared_desk_keep_their_own_state() -> None:
    """KTP-el has its officer; the SIM service of the same desk has other hours and another plan."""
    now = at("14.00")
    ktp = derive(desk(now, seen("13.55")), now)
    police_hours = replace(CALENDAR, weekly={2: DayHours(time(8), time(13))})
    sim = derive(desk(now, NOBODY, calendar=police_hours), now)
    assert (ktp.code, sim.code) == (Code.STAFFED, Code.CLOSED)


def test_break_and_closure_say_until_when() -> None:
    now = at("12.05")
    assert derive(desk(now, seen("07.55")), now).until == at("13.00")
    now = at("10.05")
    assert derive(desk(now, away(returns="10.20")), now).until == at("10.20")
    now = at("09.30")
    state = derive(desk(now, closures=(EMERGENCY, ANNOUNCED)), now)
    assert (state.until, state.detail) == (at("11.00"), "Listrik padam")


def test_two_closures_in_a_row_are_one_until_the_end_of_the_last() -> None:
    then = Closure(at("10.00"), at("11.30"), ClosureKind.ANNOUNCED, "Pelatihan")
    state = derive(desk(at("09.30"), closures=(then, EMERGENCY)), at("09.30"))
    assert (state.reason, state.until) == (Reason.EMERGENCY, at("11.30"))
    assert state.next_change is not None
    assert (state.next_change.at, state.next_change.code) == (at("11.30"), UNSTAFFED)


def test_silent_pipeline_keeps_what_was_known_last() -> None:
    now = at("09.30")
    heard = at("09.00")
    state = derive(desk(now, seen("08.55"), heartbeat_at=heard), now)
    assert state.last_known == LastKnown(Code.STAFFED, heard)
    assert state.hours == CALENDAR.weekly[2]
    yesterday = heard - timedelta(days=1)
    assert derive(desk(now, heartbeat_at=yesterday), now).last_known is None


@pytest.mark.parametrize(
    ("clock", "presence", "changes", "expected"),
    [
        # A sensed status lives ten minutes past the pipeline's last word ...
        ("09.00", seen("08.55"), {"heartbeat_at": at("08.58")}, at("09.08")),
        ("09.00", NOBODY, {"heartbeat_at": at("08.58")}, at("09.08")),
        # ... or until its evidence expires or a planned event comes, whichever is first.
        ("09.54", seen("08.55"), {"has_ping": True}, at("09.55") + datetime.resolution),
        ("11.55", seen("07.55"), {}, at("12.00")),
        ("08.10", NOBODY, {}, at("08.15")),
        # A planned status lives until its reason changes, at the latest to local midnight.
        ("07.30", None, {}, at("08.00")),
        ("16.00", None, {}, on(date(2026, 11, 25), "00.00")),
        ("09.00", NOBODY, {"plans": {TUESDAY: DayPlan(0, remote=True)}}, at("15.00")),
        # Waiting for the pipeline: looked at again after ten minutes.
        ("09.00", NOBODY, {"heartbeat_at": None}, at("09.10")),
    ],
)
def test_a_copy_is_valid_until(
    clock: str, presence: Presence | None, changes: dict[str, Any], expected: datetime
) -> None:
    assert derive(desk(at(clock), presence, **changes), at(clock)).valid_until == expected


def test_settings_move_the_limits() -> None:
    patient = StatusSettings(grace_minutes=30, fresh_minutes=5, stale_minutes=20)
    now = at("08.29")
    assert derive(desk(now, NOBODY), now, patient).code is Code.EXPECTED
    assert derive(desk(now, seen("08.20"), has_ping=True), now, patient).basis is Basis.RECENT
    assert derive(desk(now, seen("08.08"), has_ping=True), now, patient).reason is Reason.STALE


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        derive(desk(at("09.00")), datetime(2026, 11, 24, 9))  # noqa: DTZ001


def test_plans_of_other_dates_do_not_count() -> None:
    now = at("09.00")
    others = {day: plan for day, plan in PLANS.items() if day != TUESDAY}
    assert derive(desk(now, seen("08.55"), plans=others), now).reason is Reason.PLAN
