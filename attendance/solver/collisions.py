"""Why there is no plan: sets of rules that cannot hold together, none of which can be missed.

A set is minimal: without any one of its rules the others can hold. Days are looked at alone
first, because a collision within one day is what people can act on; then Mon-Sun weeks, which
only the weekly maximum ties together. Weeks do not touch each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from attendance.rules.calendar import week_start
from attendance.solver.case import GenerationCase, Opening, Slot, openings_of
from attendance.solver.grid import NOTHING_LIFTED, build_grid
from attendance.solver.named import (
    LEAST_TELLING_FIRST,
    NamedRule,
    WeeklyMaximum,
    in_telling_order,
)

MOST_TOLD = 12
"""More collisions than this tell nobody anything: mend these first."""

STEP_SECONDS = 5.0


class StoppedExplaining(Exception):  # noqa: N818 - somebody called it off
    """The watcher called the search for reasons off."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Rules that cannot hold together, the most telling of each date first."""

    rules: tuple[NamedRule, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The dates of its rules; that of a weekly maximum is the week's Monday."""
        return tuple(sorted({rule.day for rule in self.rules}))


def collisions_of(
    case: GenerationCase, goes_on: Callable[[], bool] = lambda: True
) -> tuple[Collision, ...]:
    """The collisions of a case without a plan, at most `MOST_TOLD`, by date.

    Raises StoppedExplaining as soon as `goes_on` says no.
    """
    openings = openings_of(case)
    found: list[Collision] = []
    blamed: set[NamedRule] = set()
    for days in _spans(case):
        if not goes_on():
            raise StoppedExplaining
        if len(found) >= MOST_TOLD:
            break
        span = _Span(case, openings, days)
        rules = set(span.rules - blamed)
        if len(days) == 1:
            rules -= {rule for rule in rules if isinstance(rule, WeeklyMaximum)}
        for core in span.cores(rules):
            blamed |= core
            found.append(Collision(tuple(sorted(core, key=in_telling_order))))
    return tuple(sorted(found[:MOST_TOLD], key=lambda one: one.days))


def can_hold(
    case: GenerationCase,
    days: Collection[date],
    *,
    lifted: Collection[NamedRule] = NOTHING_LIFTED,
    openings: Mapping[Slot, Opening] | None = None,
) -> bool:
    """Whether all rules of these days but the lifted ones can hold together."""
    from ortools.sat.python import cp_model

    known = openings_of(case) if openings is None else openings
    grid = build_grid(case, known, days=days, lifted=lifted)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    # Ten people who share twenty days cannot take twenty-five: a relaxation sees it at once,
    # a search by cases never.
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = STEP_SECONDS
    return bool(solver.solve(grid.model) != cp_model.INFEASIBLE)


def rules_of(case: GenerationCase) -> frozenset[NamedRule]:
    """Every rule that binds the case."""
    return frozenset(build_grid(case, openings_of(case)).named)


def week_of(case: GenerationCase, day: date) -> tuple[date, ...]:
    """The working dates of the case in the Mon-Sun week of `day`."""
    return tuple(one for one in case.days if week_start(one) == week_start(day))


def _spans(case: GenerationCase) -> Iterator[tuple[date, ...]]:
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in case.days:
        weeks[week_start(day)].append(day)
        yield (day,)
    yield from (tuple(days) for days in weeks.values())


@dataclass(frozen=True)
class _Span:
    """Some dates of a case, whose rules are tried in sets."""

    case: GenerationCase
    openings: Mapping[Slot, Opening]
    days: tuple[date, ...]

    @cached_property
    def rules(self) -> frozenset[NamedRule]:
        """The rules that bind on these dates."""
        return frozenset(build_grid(self.case, self.openings, days=self.days).named)

    def cores(self, rules: Iterable[NamedRule]) -> Iterator[set[NamedRule]]:
        """Minimal collisions without a rule in common, until what is left can hold."""
        left = set(rules)
        while self._collide(left):
            core = self._core(left)
            yield core
            left -= core

    def _core(self, rules: set[NamedRule]) -> set[NamedRule]:
        """What is left of a collision when each rule it can do without is gone."""
        core = set(rules)
        for rule in sorted(rules, key=_telling):
            if self._collide(core - {rule}):
                core.remove(rule)
        return core

    def _collide(self, rules: set[NamedRule]) -> bool:
        lifted = self.rules - rules
        return not can_hold(self.case, self.days, lifted=lifted, openings=self.openings)


def _telling(rule: NamedRule) -> tuple[int, date, str]:
    return LEAST_TELLING_FIRST.index(type(rule)), rule.day, str(rule)
