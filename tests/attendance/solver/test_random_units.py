"""Two hundred random units: what the solver plans may stand, what it gives up cannot be planned."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from attendance.rules.caps import DeskNeed
from attendance.rules.roster import RosterLine, check_roster
from attendance.solver.case import GenerationCase
from attendance.solver.collisions import can_hold, collisions_of, rules_of, week_of
from attendance.solver.search import Effort, Generated, NoPlan, generate
from tests.attendance.solver.judge import can_be_planned, faults
from tests.attendance.solver.units import case_of, random_unit

UNITS = range(200)
SMALL = 6
"""People up to which every plan can be tried."""


def searched(case: GenerationCase) -> Generated | NoPlan:
    found = generate(case, Effort(seconds=20), lambda _: True)
    assert isinstance(found, Generated | NoPlan)
    return found


@pytest.mark.parametrize("seed", UNITS)
def test_a_plan_may_stand_and_without_one_none_can(seed: int) -> None:
    facts = random_unit(seed)
    case = case_of(facts)
    found = searched(case)
    if len(facts.people) <= SMALL:
        assert can_be_planned(facts) is isinstance(found, Generated)
    if isinstance(found, Generated):
        answer = {slot: (plan.mode.value, plan.desk) for slot, plan in found.plans.items()}
        assert faults(facts, answer) == []
        assert check_roster(_as_roster(case, found)) == ()
        assert found.gap <= 0.02


def _as_roster(case: GenerationCase, found: Generated):
    """The plan as the check before handing in sees it."""
    lines = [RosterLine(*slot, plan.mode, plan.desk) for slot, plan in found.plans.items()]
    desks = {
        day: [
            DeskNeed(
                one.name,
                one.needed,
                frozenset(
                    slot[0]
                    for slot, plan in found.plans.items()
                    if slot[1] == day and plan.desk == one.desk
                ),
            )
            for one in seats
        ]
        for day, seats in case.seats.items()
    }
    return replace(case.roster, lines=lines, desks=desks)


def impossible_cases() -> Iterator[GenerationCase]:
    for seed in UNITS:
        case = case_of(random_unit(seed))
        if not can_hold(case, case.days):
            yield case


def test_a_collision_is_one_and_loses_it_with_any_of_its_rules() -> None:
    cases = list(islice(impossible_cases(), 15))
    found = 0
    for case in cases:
        every, blamed = rules_of(case), set()
        for collision in collisions_of(case):
            found += 1
            days, named = week_of(case, collision.days[0]), set(collision.rules)
            assert not can_hold(case, days, lifted=every - named)
            for rule in named:
                assert can_hold(case, days, lifted=(every - named) | {rule})
            blamed |= named
        # Nothing else stands in the way.
        assert can_hold(case, case.days, lifted=blamed)
    assert found > len(cases) == 15
