"""What is published: bad news waits three minutes unless it was announced; good news does not."""

from datetime import datetime, timedelta

import pytest

from services.rules import (
    Closure,
    Code,
    DeskState,
    Presence,
    Reason,
    SettledState,
    derive,
    settle,
)
from tests.services.rules.desk_examples import TUESDAY, at, desk, seen

NOBODY = Presence(TUESDAY)
LEFT = seen("07.55", on_site=0)


def state(clock: str, presence: Presence | None, **more: object) -> DeskState:
    return derive(desk(at(clock), presence, **more), at(clock))


def shown(clock: str, presence: Presence | None, **more: object) -> SettledState:
    return settle(None, state(clock, presence, **more), at(clock))


def test_first_status_stands_since_it_was_seen() -> None:
    assert shown("09.00", seen("08.55")).since == at("09.00")


def test_same_code_keeps_since_and_takes_the_new_evidence() -> None:
    later = settle(shown("09.00", seen("08.55")), state("09.10", seen("09.09")), at("09.10"))
    assert (later.since, later.state.evidence_at) == (at("09.00"), at("09.09"))


def test_arrival_shows_at_once() -> None:
    arrived = settle(shown("08.20", NOBODY), state("08.22", seen("08.22")), at("08.22"))
    assert (arrived.state.code, arrived.since) == (Code.STAFFED, at("08.22"))


def test_departure_waits_and_then_shows() -> None:
    before = shown("11.00", seen("07.55"))
    held = settle(before, state("11.01", LEFT), at("11.01"))
    assert (held.state.code, held.due_at) == (Code.STAFFED, at("11.04"))
    assert held.state.valid_until == at("11.04")
    still = settle(held, state("11.03.59", LEFT), at("11.03.59"))
    assert (still.state.code, still.due_at) == (Code.STAFFED, at("11.04"))
    gone = settle(still, state("11.05", LEFT), at("11.05"))
    assert (gone.state.code, gone.since, gone.due_at) == (Code.UNSTAFFED, at("11.04"), None)


def test_change_of_officers_within_three_minutes_is_never_seen() -> None:
    held = settle(shown("11.00", seen("07.55")), state("11.01", LEFT), at("11.01"))
    back = settle(held, state("11.03", seen("11.03")), at("11.03"))
    assert (back.state.code, back.since, back.due_at) == (Code.STAFFED, at("11.00"), None)
    again = settle(back, state("11.06", LEFT), at("11.06"))
    assert again.due_at == at("11.09")


@pytest.mark.parametrize(
    ("before", "clock", "presence", "more", "code", "since"),
    [
        # The end of the grace was announced: 08.15 sharp, however late the caller looks.
        (("08.10", NOBODY), "08.15.40", NOBODY, {}, Code.UNSTAFFED, "08.15"),
        (("14.55", seen("13.05")), "15.00.20", seen("13.05"), {}, Code.CLOSED, "15.00"),
        (("13.05", seen("07.55")), "13.10", seen("07.55"), {}, Code.UNCONFIRMED, "13.10"),
        # Opening with the officer already in: announced as expected, staffed since 08.00.
        (("07.55", seen("07.45")), "08.00.30", seen("07.45"), {}, Code.STAFFED, "08.00"),
        # Closures and declared breaks are decisions, not flickers.
        (
            ("09.00", seen("08.55")), "09.01", seen("08.55"),
            {"closures": (Closure(at("09.00.30"), None),)}, Code.CLOSED, "09.01",
        ),
        (
            ("10.00", seen("09.55")), "10.01",
            seen("10.01", on_site=0, on_break=1, break_until=at("10.15")), {},
            Code.BREAK, "10.01",
        ),
    ],
)  # fmt: skip
def test_planned_and_declared_changes_come_on_time(
    before: tuple[str, Presence],
    clock: str,
    presence: Presence,
    more: dict,
    code: Code,
    since: str,
) -> None:
    result = settle(shown(*before), state(clock, presence, **more), at(clock))
    assert (result.state.code, result.since, result.due_at) == (code, at(since), None)


def test_a_closure_lifted_early_is_not_shown_any_longer() -> None:
    before = shown("09.00", NOBODY, closures=(Closure(at("08.00"), None),))
    lifted = settle(before, state("09.01", NOBODY), at("09.01"))
    assert (lifted.state.code, lifted.due_at) == (Code.UNSTAFFED, None)


def test_stale_evidence_is_not_held_beyond_its_expiry() -> None:
    before = shown("09.00", seen("08.30"), has_ping=True)
    after = settle(before, state("09.31", seen("08.30"), has_ping=True), at("09.31"))
    assert after.state.reason is Reason.STALE
    assert after.since == at("09.30") + datetime.resolution


def test_silent_pipeline_is_not_held_beyond_the_validity_of_what_stood() -> None:
    before = shown("09.00", seen("08.55"))
    heard = at("09.00") - timedelta(seconds=30)
    silent = state("09.11", seen("08.55"), heartbeat_at=heard)
    after = settle(before, silent, at("09.11"))
    assert after.state.reason is Reason.SYSTEM
    assert after.since == heard + timedelta(minutes=10)
