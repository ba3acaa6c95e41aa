"""Which taps make a pattern worth a look, and which do not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.rules.anomalies import (
    Pattern,
    PatternKind,
    PatternLimits,
    PersonTaps,
    Place,
    Tap,
    find_patterns,
)
from attendance.rules.modes import EventKind, WorkMode

WEEK = date(2026, 11, 9)
LIMITS = PatternLimits(
    position_people=2,
    position_days=4,
    same_home_m=200,
    travel_kmh=120,
    travel_min_km=3,
    device_people=3,
    second_days=4,
    second_days_month=12,
)
HOME: Place = (-6.85, 107.92)
NEXT_DOOR: Place = (-6.8510, 107.9205)
OFFICE: Place = (-6.95, 107.92)
"""Eleven kilometres south of HOME."""


def tap(day: int = 0, clock: str = "07:20:00", **fields: Any) -> Tap:
    """A check-in `day` days into the week, at `clock` UTC, from home unless told otherwise."""
    on = WEEK + timedelta(days=day)
    at = datetime.fromisoformat(f"{on}T{clock}").replace(tzinfo=UTC)
    return Tap(on, at, **{"kind": EventKind.IN, "mode": WorkMode.WFH, **fields})


def somebody(person: int, *taps: Tap, home: Place | None = None) -> PersonTaps:
    return PersonTaps(person, home, taps)


def search(*everybody: PersonTaps, limits: PatternLimits = LIMITS, **shared: Any) -> list[Pattern]:
    return list(find_patterns(everybody, week=WEEK, limits=limits, **shared))


def together(*everybody: PersonTaps) -> list[Pattern]:
    return search(*everybody, shared_positions=frozenset({"p"}))


def days(*numbers: int) -> list[str]:
    return [(WEEK + timedelta(days=number)).isoformat() for number in numbers]


class TestSamePositionOfSeveral:
    def test_two_with_different_homes_at_one_position_are_listed(self) -> None:
        [found] = together(
            somebody(7, tap(1, position="p"), tap(0, position="p"), home=HOME),
            somebody(3, tap(1, position="p"), home=OFFICE),
        )
        assert (found.kind, found.people) == (PatternKind.SAME_POSITION, (3, 7))
        assert found.facts == {
            "case": "several", "people": 2, "taps": 3, "days": days(0, 1),
            "by_person": {"3": days(1), "7": days(0, 1)},
        }  # fmt: skip

    def test_a_couple_is_not(self) -> None:
        assert not together(
            somebody(1, tap(position="p"), home=HOME),
            somebody(2, tap(position="p"), home=NEXT_DOOR),
        )

    @pytest.mark.parametrize("homes", [(None, HOME), (HOME, None), (None, None)])
    def test_a_home_nobody_knows_may_be_another_one(self, homes: tuple[Place | None, ...]) -> None:
        first, second = homes
        assert together(
            somebody(1, tap(position="p"), home=first), somebody(2, tap(position="p"), home=second)
        )

    def test_the_third_home_decides_too(self) -> None:
        people = [somebody(n, tap(position="p"), home=HOME) for n in (1, 2)]
        assert not together(*people)
        assert together(*people, somebody(3, tap(position="p"), home=OFFICE))

    def test_homes_are_one_up_to_the_given_metres(self) -> None:
        """NEXT_DOOR lies about 124 metres from HOME."""
        people = [somebody(1, tap(position="p"), home=HOME),
                  somebody(2, tap(position="p"), home=NEXT_DOOR)]  # fmt: skip
        shared = {"shared_positions": frozenset({"p"})}
        assert not search(*people, limits=replace(LIMITS, same_home_m=125), **shared)
        assert search(*people, limits=replace(LIMITS, same_home_m=123), **shared)

    def test_an_office_network_gives_everybody_one_position(self) -> None:
        taps = [tap(position="p", mode=WorkMode.WFO)]
        assert not together(somebody(1, *taps, home=HOME), somebody(2, *taps, home=OFFICE))

    def test_taps_before_the_week_do_not_make_it(self) -> None:
        assert not together(
            somebody(1, tap(position="p"), home=HOME), somebody(2, tap(-1, position="p"))
        )
        assert not together(
            somebody(1, tap(position="p"), home=HOME), somebody(2, tap(7, position="p"))
        )

    def test_so_many_people_as_the_threshold_says(self) -> None:
        people = [somebody(n, tap(position="p")) for n in (1, 2)]
        found = search(
            *people, limits=replace(LIMITS, position_people=3), shared_positions=frozenset({"p"})
        )
        assert not found


class TestSamePositionOfOne:
    def test_the_same_to_the_last_digit_on_four_days_of_four_weeks(self) -> None:
        fridays = [tap(4 - 7 * back, position="p") for back in range(4)]
        [found] = search(somebody(5, *fridays))
        assert (found.kind, found.people) == (PatternKind.SAME_POSITION, (5,))
        assert found.facts == {
            "case": "one", "taps": 4, "days": days(-17, -10, -3, 4),
            "by_person": {"5": days(-17, -10, -3, 4)},
        }  # fmt: skip

    def test_three_days_are_not_four(self) -> None:
        taps = [tap(day, position="p") for day in (0, 1, 2)]
        out = tap(2, "16:00:00", position="p", kind=EventKind.OUT)
        assert not search(somebody(5, *taps, out))

    def test_a_position_not_seen_in_the_week_was_listed_before(self) -> None:
        assert not search(somebody(5, *(tap(-day, position="p") for day in (1, 2, 3, 4))))

    def test_a_position_that_others_send_too_is_a_networks(self) -> None:
        taps = [tap(day, position="p", mode=WorkMode.WFO) for day in range(5)]
        assert not together(somebody(5, *taps))

    def test_unknown_positions_are_nobodys(self) -> None:
        assert not search(somebody(5, *(tap(day, position="") for day in range(5))))

    def test_it_is_named_by_person_and_position(self) -> None:
        taps = [tap(day, position="p") for day in range(4)]
        other = [tap(day, position="q") for day in range(4)]
        found = search(
            somebody(5, *taps, *other), somebody(6, *(t._replace(position="r") for t in taps))
        )
        assert [one.key for one in found] == [
            ("one", "5", "p"), ("one", "5", "q"), ("one", "6", "r"),
        ]  # fmt: skip


class TestFastTravel:
    def test_eleven_kilometres_in_four_minutes(self) -> None:
        [found] = search(
            somebody(
                5,
                tap(2, "07:24:00", mode=WorkMode.WFO, place=OFFICE),
                tap(2, "07:20:00", place=HOME),
            )
        )
        assert (found.kind, found.key, found.people) == (PatternKind.FAST_TRAVEL, ("5",), (5,))
        assert found.facts == {
            "trips": [{
                "from_at": "2026-11-11T07:20:00+00:00", "to_at": "2026-11-11T07:24:00+00:00",
                "km": 11.1, "minutes": 4, "kmh": 167,
            }],
            "limit_kmh": 120, "days": days(2), "by_person": {"5": days(2)},
        }  # fmt: skip

    @pytest.mark.parametrize(("clock", "fast"), [("07:25:33", True), ("07:25:34", False)])
    def test_only_what_is_faster_than_the_threshold(self, clock: str, fast: bool) -> None:
        """11.12 km at 120 km/h take 5 minutes and 33.6 seconds."""
        found = search(
            somebody(5, tap(clock="07:20:00", place=HOME), tap(clock=clock, place=OFFICE))
        )
        assert bool(found) is fast

    @pytest.mark.parametrize(("km", "fast"), [(11, True), (12, False)])
    def test_short_ways_are_no_journeys(self, km: int, fast: bool) -> None:
        found = search(
            somebody(5, tap(clock="07:20:00", place=HOME), tap(clock="07:21:00", place=OFFICE)),
            limits=replace(LIMITS, travel_min_km=km),
        )
        assert bool(found) is fast

    def test_two_taps_at_one_moment_are_a_minute_apart(self) -> None:
        [found] = search(somebody(5, tap(place=HOME), tap(place=OFFICE)))
        [trip] = found.facts["trips"]
        assert (trip["minutes"], trip["kmh"]) == (1, 667)

    def test_where_nobody_knows_where_one_was_there_is_no_journey(self) -> None:
        assert not search(
            somebody(5, tap(place=HOME), tap(clock="07:21:00"), tap(clock="07:22:00"))
        )

    def test_a_tap_between_at_an_unknown_place_hides_nothing(self) -> None:
        assert search(
            somebody(5, tap(place=HOME), tap(clock="07:21:00"), tap(clock="07:22:00", place=OFFICE))
        )

    def test_each_journey_of_the_week_is_listed(self) -> None:
        there = [tap(day, place=HOME) for day in (0, 1)]
        back = [tap(day, "07:21:00", place=OFFICE) for day in (0, 1)]
        [found] = search(somebody(5, *there, *back))
        assert len(found.facts["trips"]) == 2
        assert found.facts["days"] == days(0, 1)

    def test_people_are_not_mixed(self) -> None:
        assert not search(somebody(5, tap(place=HOME)), somebody(6, tap(place=OFFICE)))


class TestSharedDevice:
    def people(self, count: int, day: int = 0) -> list[PersonTaps]:
        return [somebody(n, tap(day, device="d")) for n in range(1, count + 1)]

    @pytest.mark.parametrize(("count", "listed"), [(3, True), (2, False)])
    def test_from_the_threshold_on(self, count: int, listed: bool) -> None:
        found = search(*self.people(count), shared_devices=frozenset({"d"}))
        assert bool(found) is listed

    def test_it_says_who_and_when(self) -> None:
        [found] = search(*self.people(3, day=4), shared_devices=frozenset({"d"}))
        assert (found.kind, found.key, found.people) == (
            PatternKind.SHARED_DEVICE, ("d",), (1, 2, 3),
        )  # fmt: skip
        assert found.facts["by_person"] == dict.fromkeys("123", days(4))
        assert (found.facts["people"], found.facts["taps"]) == (3, 3)

    def test_a_week_that_is_over_was_listed_before(self) -> None:
        assert not search(*self.people(3, day=-1), shared_devices=frozenset({"d"}))


def on_second(seconds: Iterable[int | str], first: int = 0, **fields: Any) -> list[Tap]:
    """A tap a day from day `first` on, each on the given second."""
    return [
        tap(first + number, f"07:{20 + number % 9}:{int(second):02d}", **fields)
        for number, second in enumerate(seconds)
    ]


class TestSameSecond:
    def robot(self, week: int = 5, before: int = 15, **fields: Any) -> PersonTaps:
        return somebody(
            5, *on_second([7] * before, first=-before, **fields), *on_second([7] * week, **fields)
        )

    def test_a_month_on_one_second_is_listed(self) -> None:
        [found] = search(self.robot())
        assert (found.kind, found.key) == (PatternKind.SAME_SECOND, ("5", "in"))
        assert found.facts == {
            "kind": "in", "second": 7, "week_days": 5, "month_days": 20, "of": 20,
            "days": days(0, 1, 2, 3, 4), "by_person": {"5": days(0, 1, 2, 3, 4)},
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("week", "before", "listed"), [(4, 8, True), (3, 12, False), (4, 7, False), (5, 7, True)]
    )
    def test_from_both_thresholds_on(self, week: int, before: int, listed: bool) -> None:
        assert bool(search(self.robot(week, before))) is listed

    @pytest.mark.parametrize("around", [(59, 0, 1), (0, 1, 2), (58, 59, 0)])
    def test_one_second_to_either_side_counts_around_the_minute(
        self, around: tuple[int, ...]
    ) -> None:
        seconds = [around[n % 3] for n in range(16)]
        taps = [*on_second(seconds[5:], first=-11), *on_second(seconds[:5])]
        [found] = search(somebody(5, *taps))
        assert (found.facts["second"], found.facts["month_days"]) == (around[1], 16)

    def test_two_seconds_apart_do_not(self) -> None:
        seconds = [10, 14, 18, 22] * 5
        assert not search(
            somebody(5, *on_second(seconds[:15], first=-15), *on_second(seconds[15:]))
        )

    def test_coming_and_leaving_are_looked_at_apart(self) -> None:
        ins = on_second([7] * 9, first=-9)
        outs = on_second([7] * 9, kind=EventKind.OUT, first=-9)
        now = on_second([7] * 5)
        assert [one.key for one in search(somebody(5, *ins, *now, *outs))] == [("5", "in")]
        leaving = [t._replace(kind=EventKind.OUT) for t in now]
        assert [one.key for one in search(somebody(5, *ins, *leaving, *outs))] == [("5", "out")]

    def test_what_a_machine_noted_chose_no_second(self) -> None:
        assert not search(self.robot(by_hand=False))

    def test_several_taps_of_a_day_are_one_day(self) -> None:
        month = on_second([7] * 12, first=-12)
        again = [tap(0, f"07:{minute}:07") for minute in range(30, 36)]
        assert not search(somebody(5, *month, *again))

    def test_days_on_other_seconds_are_counted_beside(self) -> None:
        others = on_second([30, 41], first=-17)
        month = on_second([7] * 12, first=-15)
        [found] = search(somebody(5, *others, *month, *on_second([7] * 4)))
        assert (found.facts["month_days"], found.facts["of"]) == (16, 18)


TAPS = st.builds(
    lambda day, second, position, device, mode: tap(
        day, f"07:20:{second:02d}", position=position, device=device, mode=mode
    ),
    st.integers(-21, 6),
    st.integers(0, 59),
    st.sampled_from(["", "p", "q"]),
    st.sampled_from(["", "d", "e"]),
    st.sampled_from(list(WorkMode)),
)
CROWDS = st.lists(st.lists(TAPS, max_size=30), min_size=1, max_size=5)
SHARED = {"shared_positions": frozenset({"p"}), "shared_devices": frozenset({"d", "e"})}


@given(CROWDS)
def test_each_pattern_is_found_once_and_names_whom_it_lists(drawn: list[list[Tap]]) -> None:
    people = [somebody(number, *taps) for number, taps in enumerate(drawn)]
    found = search(*people, **SHARED)
    names = [(one.kind, one.key) for one in found]
    assert len(set(names)) == len(names)
    for one in found:
        assert [str(person) for person in one.people] == list(one.facts["by_person"])
        assert list(one.people) == sorted(one.people)


@given(CROWDS, st.randoms(use_true_random=False))
def test_the_order_of_taps_and_people_does_not_matter(drawn: list[list[Tap]], chance: Any) -> None:
    people = [somebody(number, *taps) for number, taps in enumerate(drawn)]
    shuffled = [one._replace(taps=chance.sample(one.taps, len(one.taps))) for one in people]
    chance.shuffle(shuffled)

    def told(everybody: list[PersonTaps]) -> set[str]:
        return {
            repr((one.kind, one.key, one.people, one.facts)) for one in search(*everybody, **SHARED)
        }

    assert told(people) == told(shuffled)


@given(CROWDS, st.lists(TAPS, max_size=10))
def test_a_person_more_never_takes_a_pattern_away(drawn: list[list[Tap]], more: list[Tap]) -> None:
    people = [somebody(number, *taps) for number, taps in enumerate(drawn)]
    before = {(one.kind, one.key) for one in search(*people, **SHARED)}
    after = {(one.kind, one.key) for one in search(*people, somebody(99, *more), **SHARED)}
    assert before <= after
