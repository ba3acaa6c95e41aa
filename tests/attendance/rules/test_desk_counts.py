"""How many officers are at a desk at a moment: check-ins, covers, breaks and taps, in any order."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.rules.desks import (
    DeskCount,
    DeskDay,
    Evidence,
    Officer,
    OfficerEvent,
    Pause,
    Turn,
    count_desk,
    turns_of,
)
from attendance.rules.modes import EventKind
from services.models import EvidenceKind

EIGHT = datetime.fromisoformat("2026-11-24T08:00+07:00")
OVERDUE = timedelta(minutes=10)
IN, BACK, PING = Evidence.CHECK_IN, Evidence.BREAK_END, Evidence.PING


def at(minute: int) -> datetime:
    """So many minutes past eight."""
    return EIGHT + timedelta(minutes=minute)


def event(kind: str, minute: int, *, proves: bool = True) -> OfficerEvent:
    """An event so many minutes past eight."""
    return OfficerEvent(EventKind(kind), at(minute), proves)


def pause(start: int, until: int, ended: int | None = None) -> Pause:
    """A break in minutes past eight."""
    return Pause(at(start), at(until), None if ended is None else at(ended))


def officer(*events: OfficerEvent, **more: Any) -> Officer:
    """An officer planned all day."""
    return Officer(events, **more)


def count(day: DeskDay, minute: int = 300) -> tuple[int, int, int | None, int | None, int | None]:
    """On site, on break, first in, evidence, return: moments in minutes past eight."""
    found = count_desk(day, at(minute), OVERDUE)
    moments = (found.first_in_at, found.evidence_at, found.break_until)
    told = [None if one is None else (one - EIGHT) // timedelta(minutes=1) for one in moments]
    return found.on_site, found.on_break, told[0], told[1], told[2]


@pytest.mark.parametrize(
    ("officers", "expected"),
    [
        ([], (0, 0, None, None, None)),
        ([officer()], (0, 0, None, None, None)),
        ([officer(event("in", 3))], (1, 0, 3, 3, None)),
        ([officer(event("in", 3), event("out", 60))], (0, 0, 3, 3, None)),
        ([officer(event("out", 60), event("in", 3))], (0, 0, 3, 3, None)),
        ([officer(event("in", 3), event("out", 60), event("in", 90))], (1, 0, 3, 90, None)),
        ([officer(event("in", 3), event("in", 30, proves=False))], (0, 0, 3, 3, None)),
        ([officer(event("in", 3, proves=False), event("in", 30))], (1, 0, 30, 30, None)),
        (
            [officer(event("in", 3)), officer(event("in", 30), event("out", 90))],
            (1, 0, 3, 3, None),
        ),
        ([officer(event("in", 3)), officer(event("in", 30))], (2, 0, 3, 30, None)),
        # What comes later than the moment of the count has not happened.
        ([officer(event("in", 3), event("out", 301))], (1, 0, 3, 3, None)),
    ],
)
def test_officers_are_counted_by_their_latest_event(
    officers: list[Officer], expected: tuple[Any, ...]
) -> None:
    assert count(DeskDay(officers)) == expected


ONE = event("in", 3)
BREAKS: dict[str, tuple[int, DeskDay, tuple[Any, ...]]] = {
    "on a break": (65, DeskDay([officer(ONE, pauses=[pause(60, 75)])]), (0, 1, 3, 3, 75)),
    "not yet": (59, DeskDay([officer(ONE, pauses=[pause(60, 75)])]), (1, 0, 3, 3, None)),
    "back by a tap": (70, DeskDay([officer(ONE, pauses=[pause(60, 75, 70)])]), (1, 0, 3, 70, None)),
    "late, and still away": (90, DeskDay([officer(ONE, pauses=[pause(60, 75)])]), (0, 1, 3, 3, 75)),
    "seen at the machine again": (
        80, DeskDay([officer(ONE, event("in", 78), pauses=[pause(60, 75)])]), (1, 0, 3, 78, None)),
    "went home from the break": (
        80, DeskDay([officer(ONE, event("out", 78), pauses=[pause(60, 75)])]), (0, 0, 3, 3, None)),
    "nobody who never came is on a break": (
        65, DeskDay([officer(pauses=[pause(60, 75)])]), (0, 0, None, None, None)),
    "a colleague stays": (
        65, DeskDay([officer(ONE, pauses=[pause(60, 75)]), officer(event("in", 9))]),
        (1, 1, 3, 9, 75)),
    "the whole desk": (
        65, DeskDay([officer(ONE), officer(event("in", 9))], [pause(60, 75)]), (0, 2, 3, 9, 75)),
    "the whole desk is back": (
        80, DeskDay([officer(ONE), officer(event("in", 9))], [pause(60, 75, 79)]),
        (2, 0, 3, 79, None)),
    "one of two returns sooner": (
        65, DeskDay([officer(ONE, pauses=[pause(60, 90)]), officer(ONE, pauses=[pause(60, 75)])]),
        (0, 2, 3, 3, 75)),
    "the sooner one is overdue": (
        85, DeskDay([officer(ONE, pauses=[pause(60, 90)]), officer(ONE, pauses=[pause(60, 75)])]),
        (0, 2, 3, 3, 90)),
    "own break inside the desk's": (
        65, DeskDay([officer(ONE, pauses=[pause(62, 70)])], [pause(60, 75)]), (0, 1, 3, 3, 75)),
    "a tap of the tablet": (65, DeskDay([officer(ONE)], tap=(at(60), PING)), (1, 0, 3, 60, None)),
    "a tap with nobody there": (
        65, DeskDay([officer(ONE, event("out", 50))], tap=(at(60), PING)), (0, 0, 3, 3, None)),
    "a tap older than the check-in": (
        95, DeskDay([officer(event("in", 90))], tap=(at(60), PING)), (1, 0, 90, 90, None)),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_breaks_and_taps(name: str) -> None:
    minute, day, expected = BREAKS[name]
    assert count(day, minute) == expected


COVER = Turn(at(120), at(240))
COVERS: dict[str, tuple[int, Officer, tuple[Any, ...]]] = {
    "before the cover": (119, officer(ONE, turns=[COVER]), (0, 0, None, 3, None)),
    "in it, seen this morning": (120, officer(ONE, turns=[COVER]), (1, 0, 120, 3, None)),
    "over": (240, officer(ONE, turns=[COVER]), (0, 0, 120, 3, None)),
    "covering without a check-in": (
        130, officer(event("in", 3, proves=False), turns=[COVER]), (0, 0, None, None, None)),
    "arrives during the cover": (
        160, officer(event("in", 150), turns=[COVER]), (1, 0, 150, 150, None)),
    "left before it began": (
        130, officer(ONE, event("out", 60), turns=[COVER]), (0, 0, None, 3, None)),
    "taken from their own desk": (
        130, officer(ONE, turns=turns_of(planned=True, here=[], elsewhere=[(at(120), at(240))])),
        (0, 0, 3, 3, None)),
    "back at their own desk": (
        240, officer(ONE, turns=turns_of(planned=True, here=[], elsewhere=[(at(120), at(240))])),
        (1, 0, 3, 3, None)),
    "between two covers": (
        150,
        officer(ONE, turns=turns_of(
            planned=True, here=[], elsewhere=[(at(160), at(200)), (at(100), at(140))])),
        (1, 0, 3, 3, None)),
}  # fmt: skip


@pytest.mark.parametrize("name", COVERS)
def test_covers(name: str) -> None:
    minute, one, expected = COVERS[name]
    assert count(DeskDay([one]), minute) == expected


def test_kinds_of_evidence_are_the_public_sides() -> None:
    assert {one.value for one in Evidence} == {one.value for one in EvidenceKind}
    signs = {
        IN: DeskDay([officer(ONE)]),
        BACK: DeskDay([officer(ONE, pauses=[pause(60, 75, 70)])]),
        PING: DeskDay([officer(ONE)], tap=(at(80), PING)),
    }
    for kind, day in signs.items():
        assert count_desk(day, at(90), OVERDUE).evidence is kind
    assert count_desk(DeskDay(), at(90), OVERDUE) == DeskCount()


minutes = st.integers(0, 400)
events = st.builds(event, st.sampled_from(["in", "in", "out"]), minutes, proves=st.booleans())
pauses = st.builds(
    lambda start, long, ended: pause(start, start + long, ended),
    minutes,
    st.integers(1, 90),
    st.none() | minutes,
)
officers = st.builds(
    Officer,
    st.lists(events, max_size=5),
    st.just((Turn(),)) | st.lists(st.builds(lambda a, b: Turn(at(a), at(a + b)), minutes, minutes)),
    st.lists(pauses, max_size=2),
)
days = st.builds(
    DeskDay,
    st.lists(officers, max_size=3),
    st.lists(pauses, max_size=1),
    st.none() | st.builds(lambda minute: (at(minute), PING), minutes),
)


@settings(max_examples=150, deadline=None)
@given(days, minutes)
def test_nobody_is_counted_without_a_valid_check_in_up_to_then(day: DeskDay, minute: int) -> None:
    found = count_desk(day, at(minute), OVERDUE)
    came = [
        one
        for one in day.officers
        if any(e.kind is EventKind.IN and e.proves and e.at <= at(minute) for e in one.events)
    ]
    assert found.on_site + found.on_break <= len(came)
    assert (found.evidence_at is not None) == bool(came)
    if found.evidence_at is not None:
        assert found.evidence_at <= at(minute)
    assert (found.break_until is not None) == (found.on_break > 0)


@settings(max_examples=80, deadline=None)
@given(days, minutes, st.randoms(use_true_random=False))
def test_the_order_of_what_happened_does_not_matter(day: DeskDay, minute: int, rng: Any) -> None:
    def mixed(values: Any) -> list[Any]:
        found = list(values)
        rng.shuffle(found)
        return found

    other = DeskDay(
        mixed(Officer(mixed(o.events), mixed(o.turns), mixed(o.pauses)) for o in day.officers),
        mixed(day.pauses),
        day.tap,
    )
    assert count_desk(other, at(minute), OVERDUE) == count_desk(day, at(minute), OVERDUE)
