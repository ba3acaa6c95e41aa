"""What should hold: use of the flexible days, an even share, wishes, few changes of place.

Points count what a plan lacks, so that 0 is a plan without any lack and a gap is a gap in
quality, not in some large sum. The weights and what they trade are told in docs/decisions/0009.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from attendance.rules.calendar import week_start
from attendance.rules.caps import home_limit
from attendance.rules.policy import policy_on
from attendance.rules.roster import Ref, count_day
from attendance.solver.case import GenerationCase, Opening, Slot
from attendance.solver.grid import Grid

SHARE = 4
"""Per unevenness: the square of a person's days above the lowest of the last eight weeks."""

WISH = 5
"""An unmet wish: less than the 8 that moving a day from an equal to an equal costs."""

SPECIAL_WISH = 30
"""An unmet wish in a *keadaan khusus*: worth about three days of unevenness."""

SWITCH = 2
"""Each further stretch of flexible days in one week: home, office, home is one."""

RHYTHM = 1
"""A flexible day on a weekday that was an office day the week before."""

ONE_WEEK = timedelta(days=7)
DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Shares:
    """Who shares: flexible days so far above the lowest (`ahead`), and how many may come."""

    ahead: dict[Ref, int]
    room: dict[Ref, int]
    usable: int
    """Flexible days that caps, weekly limits and eligibility leave to the unit at most."""


@dataclass(frozen=True)
class Goals:
    """The points of a grid: the `main` ones alone, or `all_` of them."""

    main: Any
    all_: Any


def goals_of(grid: Grid) -> Goals:
    """What to minimise: use, shares and wishes first, then those with few changes, too."""
    shares = shares_of(grid.case, grid.openings)
    use = use_weight(shares)
    missing = use * (shares.usable - _sum(grid.away.values()))
    main = [*_unevenness(grid, shares), *_unmet_wishes(grid)]
    changes = [*_stretches(grid), *_rhythm(grid)]
    base = missing - _unavoidable(shares, use)
    return Goals(_sum(main) + base, _sum([*main, *changes]) + base)


def use_weight(shares: Shares) -> int:
    """Points for a flexible day nobody has: more than any share of it could cost."""
    longest = max((shares.ahead[one] + shares.room[one] for one in shares.room), default=0)
    return 2 * SHARE * (longest + 1)


def shares_of(case: GenerationCase, openings: dict[Slot, Opening] | Any) -> Shares:
    """What the members share, each by the room the rules leave."""
    weeks: dict[tuple[Ref, date], list[Opening]] = defaultdict(list)
    open_on: dict[date, int] = defaultdict(int)
    for (person, day), opening in openings.items():
        if opening.modes:
            weeks[person, week_start(day)].append(opening)
            open_on[day] += 1
    room: dict[Ref, int] = defaultdict(int)
    by_week: dict[date, int] = defaultdict(int)
    for (person, monday), found in weeks.items():
        limits = [one.limit for one in found if one.limit is not None]
        left = max(0, max(limits) - case.outside(person, monday)) if limits else DAYS_IN_WEEK
        room[person] += min(len(found), left)
        by_week[monday] += min(len(found), left)
    homes: dict[date, int] = defaultdict(int)
    for day, count in open_on.items():
        homes[week_start(day)] += min(count, _home(case, day, count))
    lowest = min((case.shares.get(one, 0) for one in room), default=0)
    ahead = {one: case.shares.get(one, 0) - lowest for one in room}
    return Shares(ahead, dict(room), sum(min(by_week[one], homes[one]) for one in by_week))


def _home(case: GenerationCase, day: date, count: int) -> int:
    policy = policy_on(day, case.roster.policies)
    if policy is None:
        return count
    base = count_day(day, case.roster.members, set(), policy)[0].base
    limit = home_limit(policy, base)
    return count if limit is None else limit


def _steps(ahead: int, room: int) -> Iterator[int]:
    """What each next flexible day adds to the square of a person's days."""
    return (SHARE * (2 * (ahead + nth) - 1) for nth in range(1, room + 1))


def _unevenness(grid: Grid, shares: Shares) -> Iterator[Any]:
    mine: dict[Ref, list[Any]] = defaultdict(list)
    for slot, away in grid.away.items():
        mine[slot[0]].append(away)
    for person, room in shares.room.items():
        nth = [grid.model.new_bool_var(f"day {n} of {person}") for n in range(room)]
        # The cheapest steps are taken first by themselves: their costs rise.
        grid.model.add(_sum(nth) == _sum(mine[person]))
        for taken, cost in zip(nth, _steps(shares.ahead[person], room), strict=True):
            yield cost * taken


def _unavoidable(shares: Shares, use: int) -> int:
    """Points of the most even sharing, were there no dates: the zero of the scale."""
    steps = sorted(
        cost for one, room in shares.room.items() for cost in _steps(shares.ahead[one], room)
    )[: shares.usable]
    return sum(steps) + use * (shares.usable - len(steps))


def _unmet_wishes(grid: Grid) -> Iterator[Any]:
    for slot, mode in grid.case.wishes.items():
        if slot not in grid.away:
            continue
        weight = SPECIAL_WISH if slot[0] in grid.case.special else WISH
        if not mode.is_flexible:
            yield weight * grid.away[slot]
        elif mode in grid.openings[slot].modes:
            yield weight * (1 - grid.away[slot])


def _stretches(grid: Grid) -> Iterator[Any]:
    weeks: dict[tuple[Ref, date], list[Slot]] = defaultdict(list)
    for slot in sorted(grid.away, key=lambda one: one[1]):
        weeks[slot[0], week_start(slot[1])].append(slot)
    for slots in weeks.values():
        if not any(grid.openings[slot].modes for slot in slots):
            continue
        days = [grid.away[slot] for slot in slots]
        begins = [grid.model.new_bool_var("begin") for _ in days]
        some = grid.model.new_bool_var("some")
        for before, day, begin in zip([0, *days], days, begins, strict=False):
            grid.model.add(begin >= day - before)
            grid.model.add_implication(day, some)
        # Both say nothing new of whole days and much to a relaxation that thinks in halves.
        grid.model.add(_sum(begins) >= some)
        limits = [grid.openings[slot].limit for slot in slots]
        most = len(days) if None in limits else max(limit or 0 for limit in limits)
        grid.model.add(_sum(days) <= most * some)
        yield from (SWITCH * begin for begin in begins)
        yield -SWITCH * some


def _rhythm(grid: Grid) -> Iterator[Any]:
    for slot, away in grid.away.items():
        if not grid.openings[slot].modes:
            continue
        earlier = (slot[0], slot[1] - ONE_WEEK)
        if earlier in grid.away:
            new = grid.model.new_bool_var("new")
            grid.model.add(new >= away - grid.away[earlier])
            yield RHYTHM * new
        elif earlier in grid.case.before and not grid.case.before[earlier].is_flexible:
            yield RHYTHM * away


def _sum(terms: Any) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.sum(list(terms))
