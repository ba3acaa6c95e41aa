"""What makes a plan good, and that the same question has one answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from attendance.rules.modes import WorkMode
from attendance.solver.case import GenerationCase
from attendance.solver.search import CalledOff, Effort, Generated, Glimpse, generate
from tests.attendance.solver.units import MONDAY, Counter, Rule, Someone, UnitFacts, case_of

FRIDAY = MONDAY + timedelta(days=4)
SUNDAY = MONDAY + timedelta(days=6)


def unit(people: int, rule: Rule, weeks: int = 1, **fields: object) -> UnitFacts:
    return UnitFacts(
        first=MONDAY,
        last=MONDAY + timedelta(days=7 * weeks - 1),
        people=[Someone(f"p{n:02d}") for n in range(people)],
        rules=[rule],
        **fields,
    )


def planned(facts: UnitFacts | GenerationCase, **effort: float) -> Generated:
    case = case_of(facts) if isinstance(facts, UnitFacts) else facts
    found = generate(case, Effort(**{"seconds": 20, **effort}), lambda _: True)
    assert isinstance(found, Generated)
    return found


def away(found: Generated) -> dict[str, set[date]]:
    days: dict[str, set[date]] = {}
    for (name, day), plan in found.plans.items():
        days.setdefault(name, set())
        if plan.mode.is_flexible:
            days[name].add(day)
    return days


FRIDAYS = Rule(date(2026, 1, 1), weekdays=frozenset({5}), home=50)
ANY_DAY = Rule(date(2026, 1, 1), home=50)


def test_the_cap_is_used_up_and_goes_to_those_who_had_least() -> None:
    shares = {"p00": 9, "p01": 2, "p02": 8, "p03": 1, "p04": 7, "p05": 3}
    found = planned(unit(6, FRIDAYS, shares=shares))
    assert {name for name, days in away(found).items() if days} == {"p01", "p03", "p05"}
    assert (found.figures.used, found.figures.usable) == (3, 3)
    assert (found.figures.fewest, found.figures.most) == (2, 9)
    assert found.is_best


def test_a_month_shares_out_evenly() -> None:
    found = planned(unit(6, FRIDAYS, weeks=4))
    assert {len(days) for days in away(found).values()} == {2}


def test_wishes_are_met_and_a_special_circumstance_comes_first() -> None:
    tuesday = MONDAY + timedelta(days=1)
    one_place = replace(ANY_DAY, home=25, per_week=1)
    wishes = {(f"p{n:02d}", tuesday): "WFH" for n in range(3)}
    facts = unit(4, one_place, wishes=wishes, special=frozenset({"p01"}))
    found = planned(facts)
    assert found.plans["p01", tuesday].mode is WorkMode.WFH
    assert (found.figures.met, found.figures.possible) == (1, 3)


def test_a_wish_for_the_office_counts_as_much() -> None:
    facts = unit(2, replace(FRIDAYS, home=50), wishes={("p00", FRIDAY): "WFO"})
    assert away(planned(facts)) == {"p00": set(), "p01": {FRIDAY}}


def test_another_place_is_given_only_where_it_was_wished() -> None:
    rule = replace(FRIDAYS, elsewhere=True, home=None)
    found = planned(unit(2, rule, wishes={("p01", FRIDAY): "WFA"}))
    modes = {name: found.plans[name, FRIDAY].mode for name in ("p00", "p01")}
    assert modes == {"p00": WorkMode.WFH, "p01": WorkMode.WFA}


def test_two_flexible_days_of_a_week_lie_side_by_side() -> None:
    found = planned(unit(4, ANY_DAY))
    for days in away(found).values():
        first, second = sorted(days)
        assert second - first == timedelta(days=1)
    assert found.figures.stretches == 0


def test_the_weekday_of_the_week_before_is_kept_where_nothing_speaks_against_it() -> None:
    facts = case_of(unit(2, replace(ANY_DAY, home=None, per_week=1)))
    before = {
        (name, MONDAY - timedelta(days=7 - n)): WorkMode.WFH if n == day else WorkMode.WFO
        for name, day in (("p00", 3), ("p01", 1))
        for n in range(5)
    }
    found = away(planned(replace(facts, before=before)))
    assert found == {"p00": {MONDAY + timedelta(days=3)}, "p01": {MONDAY + timedelta(days=1)}}


def test_what_was_to_stay_stays() -> None:
    tuesday = MONDAY + timedelta(days=1)
    kept = {("p00", tuesday): ("WFH", None), ("p01", tuesday): ("WFO", "Loket 1")}
    facts = unit(4, ANY_DAY, kept=kept, counters=[Counter("Loket 1", 1)])
    found = planned(facts)
    assert found.plans["p00", tuesday].mode is WorkMode.WFH
    assert found.plans["p01", tuesday].desk == "Loket 1"


@pytest.fixture(scope="module")
def large() -> GenerationCase:
    """A fortnight of twenty people with a desk and wishes."""
    facts = unit(20, ANY_DAY, weeks=2, counters=[Counter("Loket 1", 2)])
    facts.shares = {f"p{n:02d}": (n * 7) % 11 for n in range(20)}
    facts.wishes = {
        (f"p{n:02d}", MONDAY + timedelta(days=(3 * n) % 5 + 7 * (n % 2))): "WFH" for n in range(20)
    }
    return case_of(facts)


def test_the_same_case_has_the_same_answer_in_whatever_order_it_is_told(
    large: GenerationCase,
) -> None:
    first = planned(large)
    members = tuple(reversed(large.roster.members))
    turned = replace(
        large.with_roster(members=members),
        wishes=dict(reversed(large.wishes.items())),
        shares=dict(reversed(large.shares.items())),
    )
    assert planned(large).plans == first.plans
    assert planned(turned).plans == first.plans
    assert first.is_repeatable


def test_a_watcher_is_told_and_can_call_off(
    large: GenerationCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A quiet machine is done before the usual tick.
    monkeypatch.setattr("attendance.solver.search.TICK_SECONDS", 0.001)
    heard: list[Glimpse] = []

    def stop(glimpse: Glimpse) -> bool:
        heard.append(glimpse)
        return False

    # A gap that is never reached, so that only the watcher can end it.
    assert isinstance(generate(large, Effort(seconds=60, gap=-1), stop), CalledOff)
    assert len(heard) == 1
