"""Searching for a plan: one thread that searches, one that watches and may call it off.

One worker, one seed and a budget counted in work instead of seconds make the same case end in
the same plan, on a busy machine, too. docs/decisions/0009 tells what that costs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from attendance.rules.modes import WorkMode
from attendance.solver.case import GenerationCase, Opening, Plan, Slot, openings_of
from attendance.solver.figures import Figures, figures_of
from attendance.solver.goals import goals_of
from attendance.solver.grid import Grid, build_grid

GOOD_ENOUGH = 0.02
"""The gap at which a search ends: no plan could be better by more than this share."""

WORK_PER_SECOND = 0.2
"""Units of the solver's own work in a second of an ordinary core; its budget is counted in them."""

PATIENCE = 2
"""A search that is slower than ordinary ends at the latest after so many times its limit."""

TICK_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search, in ordinary seconds, with which seed, and to which gap."""

    seconds: float = 10
    seed: int = 1
    gap: float = GOOD_ENOUGH


@dataclass(frozen=True, slots=True)
class Glimpse:
    """How far a search is: plans found so far and the best one's gap (None before the first)."""

    plans: int
    gap: float | None


Watch = Callable[[Glimpse], bool]
"""Hears every `TICK_SECONDS` how far the search is; False calls it off."""


@dataclass(frozen=True)
class Generated:
    """A plan for every slot. `gap` is the share by which a plan might still be better.

    `is_repeatable` is False where the clock, not the budget, ended the search: another run may
    then find another plan.
    """

    plans: Mapping[Slot, Plan]
    gap: float
    is_best: bool
    is_repeatable: bool
    figures: Figures


@dataclass(frozen=True, slots=True)
class CalledOff:
    """The watcher called the search off."""


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """No plan was found within the limit, and none was ruled out."""


@dataclass(frozen=True, slots=True)
class NoPlan:
    """The rules collide: there is no plan at all."""


def generate(
    case: GenerationCase, effort: Effort, watch: Watch
) -> Generated | NoPlan | CalledOff | OutOfTime:
    """The best plan found within `effort`, or why there is none."""
    from ortools.sat.python import cp_model

    openings = openings_of(case)
    grid = build_grid(case, openings)
    goals = goals_of(grid)
    # Use, shares and wishes are a flow and soon settled; few changes of place are sought from
    # there, because alone they keep the search from finding any good plan for long.
    first = _Run(grid, effort)
    if not first.search(goals.main, watch):
        return CalledOff()
    if not first.found:
        return NoPlan() if first.seen.status == cp_model.INFEASIBLE else OutOfTime()
    grid.begin_at(first.value)
    second = _Run(grid, effort, known=first.seen.glimpse.plans)
    if not second.search(goals.all_, watch):
        return CalledOff()
    best = second if second.found else first
    plans = _plans(best, grid)
    return Generated(
        plans=plans,
        gap=second.gap if second.found else 1.0,
        is_best=second.found and second.lack < 1,
        is_repeatable=not (first.was_cut or second.was_cut),
        figures=figures_of(case, openings, plans),
    )


class _Run:
    """One search of a grid for the fewest of some points."""

    def __init__(self, grid: Grid, effort: Effort, known: int = 0) -> None:
        self.grid, self.effort = grid, effort
        self.solver, self.seen = _solver(effort), _listener(known)

    def search(self, points: Any, watch: Watch) -> bool:
        """Search to the end; False where the watcher called it off."""
        self.grid.model.minimize(points)
        return _run(self.solver, self.grid.model, self.seen, watch)

    @property
    def found(self) -> bool:
        """Whether there is a plan."""
        from ortools.sat.python import cp_model

        return self.seen.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    @property
    def lack(self) -> float:
        """Points by which the plan may be worse than the best."""
        return float(self.solver.objective_value - self.solver.best_objective_bound)

    @property
    def gap(self) -> float:
        """The same as a share."""
        return _gap(self.solver.objective_value, self.solver.best_objective_bound)

    @property
    def was_cut(self) -> bool:
        """Whether the clock ended it before its budget of work."""
        return bool(self.solver.wall_time >= self.effort.seconds * PATIENCE)

    def value(self, variable: Any) -> bool:
        """A variable's value in the plan."""
        return bool(self.solver.boolean_value(variable))


def _solver(effort: Effort) -> Any:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.num_workers = 1
    settings.random_seed = effort.seed
    # Sharing out is a flow at heart: the linear relaxation nearly solves it.
    settings.linearization_level = 2
    settings.relative_gap_limit = effort.gap
    settings.repair_hint = True
    settings.max_deterministic_time = effort.seconds * WORK_PER_SECOND
    settings.max_time_in_seconds = effort.seconds * PATIENCE
    return solver


def _listener(known: int) -> Any:
    """Remembers the best plan's gap as the search goes on."""
    from ortools.sat.python import cp_model

    class Listener(cp_model.CpSolverSolutionCallback):
        def __init__(self) -> None:
            super().__init__()
            self.glimpse = Glimpse(known, None)
            self.status = cp_model.UNKNOWN
            self.error: Exception | None = None

        def on_solution_callback(self) -> None:
            gap = _gap(self.objective_value, self.best_objective_bound)
            self.glimpse = Glimpse(self.glimpse.plans + 1, gap)

    return Listener()


def _run(solver: Any, model: Any, seen: Any, watch: Watch) -> bool:
    """Search until the end; False where the watcher called it off."""
    ended = threading.Event()

    def search() -> None:
        try:
            seen.status = solver.solve(model, seen)
        except Exception as error:  # noqa: BLE001 - raised again by the thread that waits
            seen.error = error
        finally:
            ended.set()

    thread = threading.Thread(target=search, name="roster-search", daemon=True)
    thread.start()
    goes_on = True
    try:
        while goes_on and not ended.wait(TICK_SECONDS):
            goes_on = watch(seen.glimpse)
    finally:
        # However the watcher ended, no search may go on behind its back.
        while not ended.wait(0.05):
            solver.stop_search()
        thread.join()
    if seen.error is not None:
        raise seen.error
    return goes_on


def _gap(points: float, bound: float) -> float:
    return max(0.0, (points - bound) / max(1.0, abs(points)))


def _plans(run: _Run, grid: Grid) -> dict[Slot, Plan]:
    desks = {slot: desk for (slot, desk), seat in grid.seated.items() if run.value(seat)}
    return {
        slot: _plan(grid, slot, away=run.value(away), desk=desks.get(slot))
        for slot, away in grid.away.items()
    }


def _plan(grid: Grid, slot: Slot, *, away: bool, desk: Any) -> Plan:
    kept = grid.case.kept.get(slot)
    if kept is not None:
        return kept
    if not away:
        return Plan(WorkMode.WFO, desk)
    return Plan(_place(grid.openings[slot], grid.case.wishes.get(slot)))


def _place(opening: Opening, wish: WorkMode | None) -> WorkMode:
    """Where a flexible day is spent: as wished where that is allowed, else at home if it can be."""
    return wish if wish in opening.modes and wish is not None else opening.modes[0]
