"""Rosters that make themselves: an invented unit's month, and a hundred units' weeks at once."""

from __future__ import annotations

import random
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from typing import Any

from accounts.rules import EmploymentType
from attendance.rules.calendar import DayOff, OffKind, Period
from attendance.rules.eligibility import Person
from attendance.rules.events import Absence, AbsenceKind
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy
from attendance.rules.roster import DeskSkill, Member, RosterCase
from attendance.solver.case import GenerationCase, Seats
from attendance.solver.collisions import can_hold
from attendance.solver.search import Effort, Generated, generate

MONDAY = date(2026, 11, 23)
FRIDAY = 5


def run(rounds: int, units: int, processes: int) -> dict[str, Any]:
    """Seconds of a month of 50 people to a gap of 2 %, beside any plan at all, and of `units`."""
    months = [_month(seed) for seed in range(1, rounds + 1)]
    begun = time.perf_counter()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        gaps = list(pool.map(_week, range(units)))
    return {
        "months": months,
        "seconds": statistics.median(one["seconds"] for one in months),
        "cpu": statistics.median(one["cpu"] for one in months),
        "anchor": statistics.median(one["anchor"] for one in months),
        "ratio": statistics.median(one["cpu"] / one["anchor"] for one in months),
        "gap": max(one["gap"] for one in months),
        "units": units,
        "units_seconds": time.perf_counter() - begun,
        "units_gap": max(gaps),
    }


def _month(seed: int) -> dict[str, float]:
    case = _case(seed, people=50, weeks=4, desks=4)
    cpu = time.process_time()
    possible = can_hold(case, case.days)
    anchor = time.process_time() - cpu
    begun, cpu = time.perf_counter(), time.process_time()
    found = generate(case, Effort(seconds=30), lambda _: True)
    if not possible or not isinstance(found, Generated):
        raise RuntimeError(f"the invented month {seed} has no plan")
    return {
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time() - cpu,
        "anchor": anchor,
        "gap": found.gap,
    }


def _week(seed: int) -> float:
    found = generate(_case(seed, people=20, weeks=1, desks=1), Effort(), lambda _: True)
    return found.gap if isinstance(found, Generated) else 1.0


def _case(seed: int, *, people: int, weeks: int, desks: int) -> GenerationCase:
    """A unit under "at most half at home, two days a week", with leave, desks and wishes."""
    dice = random.Random(seed)
    period = Period(MONDAY, MONDAY + timedelta(days=7 * weeks - 1))
    days = list(period.days())
    work = [day for day in days if day.isoweekday() <= FRIDAY]
    refs = list(range(people))
    return GenerationCase(
        roster=RosterCase(
            unit="Unit bench",
            period=period,
            lines=(),
            members=tuple(_member(dice, ref, work) for ref in refs),
            policies=(Policy(Period(date(2026, 1, 1)), wfh_percent=50),),
            off={day: DayOff(day, OffKind.WEEKEND) for day in days if day not in work},
            skills={
                f"Loket {n}": DeskSkill(
                    f"Loket {n}", {ref: (Period(MONDAY),) for ref in dice.sample(refs, people // 3)}
                )
                for n in range(desks)
            },
        ),
        seats={
            day: tuple(Seats(f"Loket {n}", f"Loket {n}", 2) for n in range(desks)) for day in work
        },
        wishes={
            (dice.choice(refs), dice.choice(work)): dice.choice((WorkMode.WFH, WorkMode.WFO))
            for _ in range(people * weeks // 2)
        },
        special=frozenset(dice.sample(refs, 2)),
        shares={ref: dice.randint(2, 14) for ref in refs},
    )


def _member(dice: random.Random, ref: int, work: list[date]) -> Member:
    kind = EmploymentType.CPNS if dice.random() < 0.05 else EmploymentType.PNS
    leave: tuple[Absence, ...] = ()
    if dice.random() < 0.2:
        first = dice.choice(work)
        leave = (Absence(AbsenceKind.LEAVE, Period(first, first + timedelta(days=2))),)
    return Member(Person(ref=ref, employment_type=kind), absences=leave)
