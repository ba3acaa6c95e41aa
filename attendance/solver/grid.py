"""What must hold: the case's hard rules as constraints over who is away and who sits where.

The numbers come from the rules (`count_day`, `home_limit`, `office_limit`, the openings); here
they only become inequalities. Each rule has a name, so that a search for a collision can leave
it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from attendance.rules.calendar import week_start
from attendance.rules.caps import home_limit, office_limit
from attendance.rules.modes import WorkMode
from attendance.rules.policy import policy_on
from attendance.rules.roster import Ref, count_day
from attendance.solver.case import GenerationCase, Opening, Plan, Slot
from attendance.solver.named import (
    DeskMinimum,
    DeskQualified,
    HomeCap,
    KeptLine,
    NamedRule,
    OfficeBound,
    OfficeCap,
    WeeklyMaximum,
)

NOTHING_LIFTED: frozenset[NamedRule] = frozenset()


@dataclass
class Grid:
    """The variables: `away` by slot, `seated` by slot and desk; `named` are the rules that bind.

    `lifted` rules are left out.
    """

    case: GenerationCase
    openings: Mapping[Slot, Opening]
    model: Any
    lifted: Collection[NamedRule]
    away: dict[Slot, Any] = field(default_factory=dict)
    seated: dict[tuple[Slot, Ref], Any] = field(default_factory=dict)
    named: set[NamedRule] = field(default_factory=set)

    def hold(self, rule: NamedRule, expression: Any) -> None:
        """Add a constraint in the name of `rule`."""
        self.named.add(rule)
        if rule not in self.lifted:
            self.model.add(expression)

    def begin_at(self, value: Callable[[Any], bool]) -> None:
        """Let the next search begin with the plan found before."""
        for variable in (*self.away.values(), *self.seated.values()):
            self.model.add_hint(variable, value(variable))

    def never_both(self, one: NamedRule, other: NamedRule) -> None:
        """Say that two rules cannot hold together."""
        self.named |= {one, other}
        if one not in self.lifted and other not in self.lifted:
            self.model.add_bool_or([])


def build_grid(
    case: GenerationCase,
    openings: Mapping[Slot, Opening],
    *,
    days: Collection[date] | None = None,
    lifted: Collection[NamedRule] = NOTHING_LIFTED,
) -> Grid:
    """The hard rules of the case, or of some of its `days` only."""
    from ortools.sat.python import cp_model

    grid = Grid(case, openings, cp_model.CpModel(), lifted)
    chosen = case.days if days is None else sorted(days)
    of_day: dict[date, list[Slot]] = defaultdict(list)
    for slot in openings:
        if slot[1] in chosen:
            of_day[slot[1]].append(slot)
            grid.away[slot] = grid.model.new_bool_var(f"away {slot[0]} {slot[1]}")
    for day in chosen:
        _bind_to_office(grid, of_day[day])
        _hold_caps(grid, day, of_day[day])
        _staff_desks(grid, day, of_day[day])
        _keep_lines(grid, of_day[day])
    _hold_weeks(grid)
    return grid


def _bind_to_office(grid: Grid, slots: list[Slot]) -> None:
    for slot in slots:
        opening, kept = grid.openings[slot], grid.case.kept.get(slot)
        if not opening.modes:
            grid.hold(OfficeBound(slot[1]), grid.away[slot] == 0)
        elif kept is not None and kept.mode.is_flexible and kept.mode not in opening.modes:
            grid.never_both(OfficeBound(slot[1]), KeptLine(slot[1], slot[0]))


def _hold_caps(grid: Grid, day: date, slots: list[Slot]) -> None:
    roster = grid.case.roster
    policy = policy_on(day, roster.policies)
    if policy is None:
        return
    count, _ = count_day(day, roster.members, set(), policy)
    away = _sum(grid.away[slot] for slot in slots)
    home, office = home_limit(policy, count.base), office_limit(policy, count.base)
    if home is not None:
        grid.hold(HomeCap(day), away <= home)
    if office is not None:
        grid.hold(OfficeCap(day), len(slots) - away <= office)


def _staff_desks(grid: Grid, day: date, slots: list[Slot]) -> None:
    placed: dict[Slot, list[Any]] = defaultdict(list)
    for seats in grid.case.seats.get(day, ()):
        rule = DeskQualified(day, seats.desk)
        officers = []
        for slot in slots:
            takes = grid.case.takes(seats.desk, slot)
            stays = grid.case.kept.get(slot) == _at_desk(seats.desk)
            if not takes:
                grid.named.add(rule)
            if not (takes or stays or rule in grid.lifted):
                continue
            seat = grid.model.new_bool_var(f"seat {slot[0]} {day} {seats.desk}")
            grid.seated[slot, seats.desk] = seat
            placed[slot].append(seat)
            officers.append(seat)
            if not takes:
                grid.hold(rule, seat == 0)
        grid.hold(DeskMinimum(day, seats.desk), _sum(officers) >= seats.needed)
        kept = sum(grid.case.kept.get(slot) == _at_desk(seats.desk) for slot in slots)
        # Enough is enough: an officer too many at one desk is missing at a table behind it.
        grid.model.add(_sum(officers) <= max(seats.needed, kept))
    for slot, at_desks in placed.items():
        grid.model.add_at_most_one([grid.away[slot], *at_desks])


def _keep_lines(grid: Grid, slots: list[Slot]) -> None:
    for slot in slots:
        kept = grid.case.kept.get(slot)
        if kept is None:
            continue
        rule = KeptLine(slot[1], slot[0])
        grid.hold(rule, grid.away[slot] == int(kept.mode.is_flexible))
        for seats in grid.case.seats.get(slot[1], ()):
            seat = grid.seated.get((slot, seats.desk))
            if seat is not None:
                grid.hold(rule, seat == int(kept.desk == seats.desk))


def _hold_weeks(grid: Grid) -> None:
    weeks: dict[tuple[Ref, date], list[Slot]] = defaultdict(list)
    for slot in grid.away:
        weeks[slot[0], week_start(slot[1])].append(slot)
    for (person, monday), slots in weeks.items():
        before = grid.case.outside(person, monday)
        limits = {grid.openings[slot].limit for slot in slots}
        ordered = sorted(slots, key=lambda slot: slot[1])
        if limits == {None}:
            continue
        if len(limits) == 1:
            most = max(0, (limits.pop() or 0) - before)
            grid.hold(WeeklyMaximum(monday), _sum(grid.away[slot] for slot in slots) <= most)
            continue
        # A policy that changes within the week: each day is measured by the days before it.
        for place, slot in enumerate(ordered):
            limit = grid.openings[slot].limit
            if limit is not None:
                so_far = _sum(grid.away[one] for one in ordered[: place + 1])
                spare = len(ordered) + before
                most = limit - before + spare * (1 - grid.away[slot])
                grid.hold(WeeklyMaximum(monday), so_far <= most)


def _at_desk(desk: Ref) -> Plan:
    return Plan(WorkMode.WFO, desk)


def _sum(terms: Any) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.sum(list(terms))
