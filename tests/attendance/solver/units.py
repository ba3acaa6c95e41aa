"""Random units as plain facts, and the same facts as the solver wants them.

The facts are made once and read twice: `case_of` turns them into the rules' values for the
solver, `judge.py` reads them alone. So a mistake in the one is seen by the other.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.rules import EmploymentType
from attendance.rules.calendar import DayOff, OffKind, Period
from attendance.rules.eligibility import Person
from attendance.rules.events import Absence, AbsenceKind
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy
from attendance.rules.roster import DeskSkill, Member, RosterCase
from attendance.solver.case import GenerationCase, Plan, Seats

MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
FRIDAY = 4


@dataclass
class Someone:
    """A civil servant as the personnel record has them."""

    name: str
    kind: str = "pns"
    since: date = date(2015, 3, 1)
    echelon: str = ""
    back_office: bool = False
    sanction: tuple[date, date] | None = None
    leave: tuple[date, date] | None = None
    joined: date = date(2015, 3, 1)


@dataclass
class Rule:
    """The PPK's policy, in the words of the circular."""

    first: date
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    per_week: int | None = 2
    home: int | None = 50
    office: int | None = None
    with_absent: bool = False
    elsewhere: bool = False
    office_days: frozenset[int] = frozenset()


@dataclass
class Counter:
    """A desk: officers needed, weekdays it opens, who may serve (None: anybody)."""

    name: str
    needed: int
    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    officers: frozenset[str] | None = None


@dataclass
class UnitFacts:
    """A unit and what was planned for it before."""

    first: date
    last: date
    people: list[Someone]
    rules: list[Rule]
    counters: list[Counter] = field(default_factory=list)
    holidays: frozenset[date] = frozenset()
    serves_public: bool = False
    taken: dict[str, set[date]] = field(default_factory=dict)
    kept: dict[tuple[str, date], tuple[str, str | None]] = field(default_factory=dict)
    wishes: dict[tuple[str, date], str] = field(default_factory=dict)
    special: frozenset[str] = frozenset()
    shares: dict[str, int] = field(default_factory=dict)


def case_of(facts: UnitFacts) -> GenerationCase:
    """The facts as the solver's case."""
    days = [facts.first + ONE_DAY * n for n in range((facts.last - facts.first).days + 1)]
    off = {day: DayOff(day, OffKind.WEEKEND) for day in days if day.isoweekday() > 5}
    off |= {day: DayOff(day, OffKind.HOLIDAY, "Libur uji") for day in facts.holidays}
    skills = {
        one.name: DeskSkill(one.name, {person: (Period(date.min),) for person in one.officers})
        for one in facts.counters
        if one.officers is not None
    }
    return GenerationCase(
        roster=RosterCase(
            unit="Unit Uji",
            period=Period(facts.first, facts.last),
            lines=(),
            members=tuple(_member(one, facts.serves_public) for one in facts.people),
            policies=tuple(_policy(rule) for rule in facts.rules),
            off=off,
            taken_elsewhere=facts.taken,
            skills=skills,
        ),
        seats={
            day: tuple(
                Seats(one.name, one.name, one.needed)
                for one in facts.counters
                if day.isoweekday() in one.weekdays
            )
            for day in days
            if day not in off
        },
        kept={slot: Plan(WorkMode(mode), desk) for slot, (mode, desk) in facts.kept.items()},
        wishes={slot: WorkMode(mode) for slot, mode in facts.wishes.items()},
        special=facts.special,
        shares=facts.shares,
    )


def _member(one: Someone, serves_public: bool) -> Member:
    person = Person(
        ref=one.name,
        employment_type=EmploymentType(one.kind),
        started_on=one.since,
        echelon=one.echelon,
        direct_service=serves_public,
        back_office=one.back_office,
        sanctions=() if one.sanction is None else (Period(*one.sanction),),
    )
    leave = () if one.leave is None else (Absence(AbsenceKind.LEAVE, Period(*one.leave)),)
    return Member(person, Period(one.joined), leave)


def _policy(rule: Rule) -> Policy:
    modes = {WorkMode.WFH} | ({WorkMode.WFA} if rule.elsewhere else set())
    return Policy(
        period=Period(rule.first, rule.last),
        weekdays=rule.weekdays,
        wfa_weekdays=rule.weekdays,
        office_weekdays=rule.office_days,
        modes=frozenset(modes),
        weekly_limit=rule.per_week,
        wfh_percent=rule.home,
        wfo_percent=rule.office,
        counts_absent_in_base=rule.with_absent,
        excluded_posts=frozenset({"eselon_3"}),
    )


def random_unit(seed: int) -> UnitFacts:
    """A small unit with a bit of everything; most can be planned, some cannot."""
    dice = random.Random(seed)
    weeks = dice.choice((1, 1, 2))
    first = MONDAY + ONE_DAY * dice.choice((0, 0, 0, 2))
    last = MONDAY + timedelta(days=7 * weeks - 1)
    days = [first + ONE_DAY * n for n in range((last - first).days + 1)]
    people = [_someone(dice, f"p{n:02d}", days) for n in range(dice.randint(3, 11))]
    names = [one.name for one in people]
    facts = UnitFacts(
        first=first,
        last=last,
        people=people,
        rules=_rules(dice, first, last),
        counters=[_counter(dice, n, names) for n in range(dice.choice((0, 1, 1, 2)))],
        holidays=frozenset(dice.sample(days, dice.choice((0, 0, 1)))),
        serves_public=dice.random() < 0.1,
        taken={name: {MONDAY} for name in names if first > MONDAY and dice.random() < 0.4},
        wishes={
            (dice.choice(names), dice.choice(days)): dice.choice(("WFH", "WFH", "WFA", "WFO"))
            for _ in range(6)
        },
        special=frozenset(dice.sample(names, 1)),
        shares={name: dice.randint(0, 14) for name in names},
    )
    for _ in range(dice.choice((0, 0, 0, 2, 3))):
        day = dice.choice(days)
        mode = "WFH" if day.weekday() == FRIDAY else "WFO"
        facts.kept[dice.choice(names), day] = (mode, None)
    return facts


def _someone(dice: random.Random, name: str, days: list[date]) -> Someone:
    one = Someone(name, kind=dice.choice(("pns",) * 6 + ("cpns", "pppk")))
    if one.kind == "pppk":
        one.since = dice.choice((date(2026, 3, 1), date(2025, 11, 25), date(2022, 1, 1)))
    one.echelon = dice.choice(("",) * 8 + ("III.a", "IV.a"))
    one.back_office = dice.random() < 0.3
    if dice.random() < 0.1:
        one.sanction = (date(2026, 9, 1), dice.choice((days[1], date(2026, 12, 31))))
    if dice.random() < 0.25:
        start = dice.choice(days)
        one.leave = (start, start + ONE_DAY * dice.randint(0, 3))
    if dice.random() < 0.05:
        one.joined = days[2]
    return one


def _rules(dice: random.Random, first: date, last: date) -> list[Rule]:
    rule = Rule(
        first=date(2026, 1, 1),
        weekdays=dice.choice((frozenset(), frozenset(), frozenset({5}), frozenset({2, 4, 5}))),
        per_week=dice.choice((2, 2, 1, None)),
        home=dice.choice((50, 50, 33, 75, None)),
        office=dice.choice((None,) * 7 + (90, 75, 50)),
        with_absent=dice.random() < 0.2,
        elsewhere=dice.random() < 0.2,
        office_days=dice.choice((frozenset(), frozenset(), frozenset({1}))),
    )
    if dice.random() < 0.2:
        # The policy changes in the middle of a week.
        rule.last = first + ONE_DAY
        return [rule, Rule(first=first + 2 * ONE_DAY, per_week=1, home=40)]
    if dice.random() < 0.1:
        rule.last = last - 3 * ONE_DAY
    return [rule]


def _counter(dice: random.Random, number: int, names: list[str]) -> Counter:
    few = dice.sample(names, min(len(names), dice.randint(2, 5)))
    return Counter(
        name=f"Loket {number + 1}",
        needed=dice.choice((1, 1, 2)),
        weekdays=dice.choice((frozenset({1, 2, 3, 4, 5}), frozenset({1, 3, 5}))),
        officers=dice.choice((None, frozenset(few))),
    )
