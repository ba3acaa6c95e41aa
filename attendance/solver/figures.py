"""What a plan is worth in words people use: shares, wishes, changes, days used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attendance.rules.calendar import week_start
from attendance.solver.case import GenerationCase, Opening, Plan, Slot
from attendance.solver.goals import shares_of


@dataclass(frozen=True, slots=True)
class Figures:
    """`used` of `usable` flexible days; days of the last eight weeks and the period per person
    from `fewest` to `most`, among those who may be away; wishes `met` of those the rules
    allowed (`possible`) of all (`wished`); `stretches` beyond one a person and week."""

    used: int
    usable: int
    fewest_before: int
    most_before: int
    fewest: int
    most: int
    met: int
    possible: int
    wished: int
    stretches: int


def figures_of(
    case: GenerationCase, openings: Mapping[Slot, Opening], plans: Mapping[Slot, Plan]
) -> Figures:
    """Count a plan."""
    shares = shares_of(case, openings)
    away = [slot for slot, plan in plans.items() if plan.mode.is_flexible]
    before = [case.shares.get(one, 0) for one in shares.room]
    after = [case.shares.get(one, 0) + sum(slot[0] == one for slot in away) for one in shares.room]
    possible = {
        slot: mode
        for slot, mode in case.wishes.items()
        if slot in plans and (not mode.is_flexible or mode in openings[slot].modes)
    }
    return Figures(
        used=len(away),
        usable=shares.usable,
        fewest_before=min(before, default=0),
        most_before=max(before, default=0),
        fewest=min(after, default=0),
        most=max(after, default=0),
        met=sum(plans[slot].mode is mode for slot, mode in possible.items()),
        possible=len(possible),
        wished=len(case.wishes),
        stretches=_stretches(case, plans),
    )


def _stretches(case: GenerationCase, plans: Mapping[Slot, Plan]) -> int:
    found = 0
    last: dict[object, bool] = {}
    begun: set[object] = set()
    for slot in case.slots():
        person, week = slot[0], week_start(slot[1])
        is_away = plans[slot].mode.is_flexible
        if is_away and not last.get((person, week), False):
            found += (person, week) in begun
            begun.add((person, week))
        last[person, week] = is_away
    return found
