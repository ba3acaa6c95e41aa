"""Caps round down, collisions name both rules: section 4 of the rules page."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from attendance.rules.calendar import Period
from attendance.rules.caps import (
    CapMeetsDesks,
    CapsCollide,
    DayCount,
    DeskNeed,
    DeskUnderstaffed,
    WfhOverCap,
    WfoOverCap,
    cap_count,
    cap_refusals,
    home_limit,
    office_limit,
    staff_desks,
)
from attendance.rules.policy import Policy

DAY = date(2026, 5, 8)
HALF_HOME = Policy(Period(date(2026, 1, 1)), legal_basis="SE 1/2024", wfh_percent=50)
LEVEL_4 = Policy(Period(date(2022, 1, 1)), legal_basis="SE 6/2022", wfo_percent=25)


@pytest.mark.parametrize(
    ("percent", "base", "allowed"),
    [
        (50, 7, 3),
        (75, 10, 7),
        (25, 10, 2),
        (0, 10, 0),
        (100, 10, 10),
        (50, 0, 0),
        (Decimal("33.3"), 10, 3),
        (Decimal("0.1"), 1000, 1),
        (29, 100, 29),
    ],
)
def test_caps_round_down(percent, base, allowed):
    assert cap_count(percent, base) == allowed


@pytest.mark.parametrize("percent", [-1, 101])
def test_no_percentage_is_no_cap(percent):
    with pytest.raises(ValueError, match="percentage"):
        cap_count(percent, 10)


def test_pandemic_level_4_on_java_leaves_2_of_10_in_the_office_and_8_at_home():
    assert office_limit(LEVEL_4, 10) == 2
    assert home_limit(LEVEL_4, 10) is None
    assert cap_refusals(DAY, "Bappeda", DayCount(10, 2, 8), LEVEL_4) == ()
    assert cap_refusals(DAY, "Bappeda", DayCount(10, 3, 7), LEVEL_4) == (
        WfoOverCap(DAY, "Bappeda", 3, 2, 8, 25, 10, "SE 6/2022"),
    )


def test_half_of_seven_are_three_at_home():
    assert (home_limit(HALF_HOME, 7), office_limit(HALF_HOME, 7)) == (3, None)
    assert cap_refusals(DAY, "Bappeda", DayCount(7, 4, 3), HALF_HOME) == ()
    assert cap_refusals(DAY, "Bappeda", DayCount(7, 3, 4), HALF_HOME) == (
        WfhOverCap(DAY, "Bappeda", 4, 3, 50, 7, "SE 1/2024"),
    )


def need(desk, needed, *officers):
    return DeskNeed(desk, needed, frozenset(officers))


def test_a_desk_short_of_officers_is_named():
    desks = ((need("Loket 1", 2, 1, 2), 1), (need("Loket 2", 1, 3), 1))
    assert cap_refusals(DAY, "Dukcapil", DayCount(7, 4, 3), HALF_HOME, desks) == (
        DeskUnderstaffed(DAY, "Loket 1", 1, 2),
    )
    assert cap_refusals(DAY, "Dukcapil", DayCount(7, 4, 3), None, desks) == (
        DeskUnderstaffed(DAY, "Loket 1", 1, 2),
    )


def test_a_cap_on_the_office_and_the_desks_minimum_collide():
    desks = ((need("Loket 1", 2, 1, 2), 2), (need("Loket 2", 1, 3), 1), (need("Cadangan", 0), 0))
    assert cap_refusals(DAY, "Dukcapil", DayCount(10, 3, 7), LEVEL_4, desks) == (
        CapMeetsDesks(DAY, "Dukcapil", 2, 25, 10, 3, ("Loket 1", "Loket 2"), "SE 6/2022"),
    )
    enough = desks[:1]
    assert cap_refusals(DAY, "Dukcapil", DayCount(10, 2, 8), LEVEL_4, enough) == ()


def test_two_caps_that_leave_somebody_without_a_place_collide():
    both = Policy(Period(date(2026, 1, 1)), wfh_percent=50, wfo_percent=25)
    assert cap_refusals(DAY, "Bappeda", DayCount(7, 4, 3), both) == (
        CapsCollide(DAY, "Bappeda", 3, 1, 7, ""),
    )
    level = Policy(Period(date(2026, 1, 1)), wfh_percent=75, wfo_percent=50)
    assert cap_refusals(DAY, "Bappeda", DayCount(8, 4, 4), level) == ()
    halves = replace(level, wfh_percent=50)
    assert cap_refusals(DAY, "Bappeda", DayCount(8, 4, 4), halves) == ()


def test_one_officer_serves_one_desk_at_a_time():
    desks = (need("Loket 1", 1, 1, 2), need("Loket 2", 1, 1))
    assert [count for _, count in staff_desks(desks, {1, 2, 9})] == [1, 1]
    assert [count for _, count in staff_desks(desks, {1})] == [1, 0]
    assert [count for _, count in staff_desks(desks, set())] == [0, 0]


def test_officers_may_be_numbers_of_rows_and_nips_of_a_file():
    desks = (need("Loket 1", 2, 1, "198609262015051001"), need("Loket 2", 1, 1, 2))
    present = {1, 2, "198609262015051001"}
    assert [count for _, count in staff_desks(desks, present)] == [2, 1]


def test_officers_are_moved_so_that_no_desk_is_short_without_need():
    desks = (need("A", 1, 1, 2), need("B", 1, 1, 3), need("C", 1, 3, 1))
    assert [count for _, count in staff_desks(desks, {1, 2, 3})] == [1, 1, 1]
