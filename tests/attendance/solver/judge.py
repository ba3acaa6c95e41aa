"""An independent judge of a unit's plan: the rules page in plain Python, and nothing of ours.

It imports neither the solver nor `attendance.rules`. Each sentence of the page is one check that
names what it found; an empty list is a plan that may stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.attendance.solver.units import Rule, Someone, UnitFacts

type Answer = dict[tuple[str, date], tuple[str, str | None]]
"""By person and date: the mode, and the desk they serve at, if any."""


def faults(facts: UnitFacts, answer: Answer) -> list[str]:
    """Everything that is wrong with the answer."""
    return [
        *_everybody_once(facts, answer),
        *_who_may_be_away(facts, answer),
        *_days_a_week(facts, answer),
        *_caps(facts, answer),
        *_desks(facts, answer),
        *_kept(facts, answer),
    ]


def working_days(facts: UnitFacts) -> list[date]:
    """Monday to Friday without the holidays."""
    span = (facts.last - facts.first).days + 1
    days = [facts.first + timedelta(days=n) for n in range(span)]
    return [day for day in days if day.weekday() < 5 and day not in facts.holidays]


def at_work(facts: UnitFacts, day: date) -> list[Someone]:
    """Those employed on the day and not on leave."""
    return [one for one in facts.people if one.joined <= day and not _on_leave(one, day)]


def rule_on(facts: UnitFacts, day: date) -> Rule | None:
    """The policy in force, the latest where two are."""
    held = [
        one for one in facts.rules if one.first <= day and (one.last is None or day <= one.last)
    ]
    return max(held, key=lambda one: one.first, default=None)


def percent_of(percent: int, base: int) -> int:
    """A cap in people, rounded down."""
    return percent * base // 100


def base_on(facts: UnitFacts, day: date) -> int:
    """Whom the percentage counts: those at work, or all employed by the policy's setting."""
    rule = rule_on(facts, day)
    if rule is not None and rule.with_absent:
        return sum(one.joined <= day for one in facts.people)
    return len(at_work(facts, day))


def can_be_planned(facts: UnitFacts) -> bool:
    """Whether any plan at all may stand: every choice of people away, tried day by day.

    For small units only. Weeks are tried by the days each person has used up so far, so that
    the limit of a week is kept exactly.
    """
    names = [one.name for one in facts.people]
    used = {tuple(0 for _ in names)}
    week = None
    for day in working_days(facts):
        if day - timedelta(days=day.weekday()) != week:
            week = day - timedelta(days=day.weekday())
            used = {tuple(_outside(facts, name, week) for name in names)}
        used = {
            after
            for before in used
            for away in _choices(facts, day)
            if (after := _counted(facts, day, names, before, away)) is not None
        }
        if not used:
            return False
    return True


def _outside(facts: UnitFacts, name: str, monday: date) -> int:
    week = {monday + timedelta(days=n) for n in range(7)}
    days = facts.taken.get(name, set()) & week
    return sum(not facts.first <= day <= facts.last for day in days)


def _counted(
    facts: UnitFacts, day: date, names: list[str], before: tuple[int, ...], away: frozenset[str]
) -> tuple[int, ...] | None:
    after = tuple(n + (name in away) for name, n in zip(names, before, strict=True))
    rule = rule_on(facts, day)
    if rule is None or rule.per_week is None:
        return after
    over = any(n > rule.per_week for name, n in zip(names, after, strict=True) if name in away)
    return None if over else after


@cache
def _all_of(names: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)
    )


def _choices(facts: UnitFacts, day: date) -> list[frozenset[str]]:
    """Everybody who could be away together on the day, but for the week's limit."""
    working = tuple(one.name for one in at_work(facts, day))
    kept = {name: mode for (name, on), (mode, _) in facts.kept.items() if on == day}
    found = []
    for away in _all_of(working):
        answer: Answer = {(name, day): ("WFH" if name in away else "WFO", None) for name in working}
        stays = all((kept[name] == "WFH") == (name in away) for name in working if name in kept)
        wrong = [*_who_may_be_away(facts, answer), *_caps_on(facts, answer, day)]
        # Who was to stay as they are serves at no desk: their line names none.
        free = [name for name in working if name not in away and name not in kept]
        if stays and not wrong and _seats(facts, day, free):
            found.append(away)
    return found


def _seats(facts: UnitFacts, day: date, free: list[str]) -> bool:
    """Whether the open desks can be staffed, tried chair by chair."""
    chairs = [
        counter
        for counter in facts.counters
        if day.isoweekday() in counter.weekdays
        for _ in range(counter.needed)
    ]

    def fill(chair: int, left: frozenset[str]) -> bool:
        if chair == len(chairs):
            return True
        able = left if chairs[chair].officers is None else left & chairs[chair].officers
        return any(fill(chair + 1, left - {name}) for name in able)

    return fill(0, frozenset(free))


def _on_leave(one: Someone, day: date) -> bool:
    return one.leave is not None and one.leave[0] <= day <= one.leave[1]


def _everybody_once(facts: UnitFacts, answer: Answer) -> Iterator[str]:
    wanted = {(one.name, day) for day in working_days(facts) for one in at_work(facts, day)}
    for name, day in wanted ^ set(answer):
        yield f"{name} {day}: a line missing, or one too many"


def _who_may_be_away(facts: UnitFacts, answer: Answer) -> Iterator[str]:
    people = {one.name: one for one in facts.people}
    for (name, day), (mode, _) in answer.items():
        if mode != "WFO":
            yield from _against_the_day(facts, name, day, mode)
            yield from _against_the_person(facts, people[name], day)


def _against_the_day(facts: UnitFacts, name: str, day: date, mode: str) -> Iterator[str]:
    rule = rule_on(facts, day)
    if rule is None:
        yield f"{name} {day}: no policy, so the office"
        return
    if mode not in ({"WFH", "WFA"} if rule.elsewhere else {"WFH"}):
        yield f"{name} {day}: {mode} is not allowed"
    if rule.weekdays and day.isoweekday() not in rule.weekdays:
        yield f"{name} {day}: not a flexible weekday"
    if day.isoweekday() in rule.office_days:
        yield f"{name} {day}: a fixed office day"


def _against_the_person(facts: UnitFacts, one: Someone, day: date) -> Iterator[str]:
    if one.kind == "cpns":
        yield f"{one.name}: CPNS"
    if one.kind == "pppk" and day < one.since.replace(year=one.since.year + 1):
        yield f"{one.name} {day}: PPPK in the first year"
    if one.sanction is not None and one.sanction[0] <= day <= one.sanction[1]:
        yield f"{one.name} {day}: serves a hukuman disiplin"
    if one.echelon.split(".")[0] == "III":
        yield f"{one.name}: echelon III is excluded"
    if facts.serves_public and not one.back_office:
        yield f"{one.name}: serves the public directly"


def _days_a_week(facts: UnitFacts, answer: Answer) -> Iterator[str]:
    away: dict[str, set[date]] = defaultdict(set)
    for (name, day), (mode, _) in answer.items():
        if mode != "WFO":
            away[name].add(day)
    for name, days in away.items():
        outside = {day for day in facts.taken.get(name, ()) if not facts.first <= day <= facts.last}
        for day in days:
            rule = rule_on(facts, day)
            monday = day - timedelta(days=day.weekday())
            # Where the limit changes within a week, a day is measured by the days before it.
            before = {one for one in days if monday <= one <= day}
            before |= {one for one in outside if monday <= one <= monday + timedelta(days=6)}
            if rule is not None and rule.per_week is not None and len(before) > rule.per_week:
                yield f"{name}: {len(before)} flexible days by {day}, {rule.per_week} a week"


def _caps(facts: UnitFacts, answer: Answer) -> Iterator[str]:
    for day in working_days(facts):
        yield from _caps_on(facts, answer, day)


def _caps_on(facts: UnitFacts, answer: Answer, day: date) -> Iterator[str]:
    rule = rule_on(facts, day)
    if rule is None:
        return
    modes = [mode for (_, on), (mode, _) in answer.items() if on == day]
    office, base = modes.count("WFO"), base_on(facts, day)
    away = len(modes) - office
    if rule.home is not None and away > percent_of(rule.home, base):
        yield f"{day}: {away} away of {base}, cap {rule.home} %"
    if rule.office is not None and office > percent_of(rule.office, base):
        yield f"{day}: {office} in the office of {base}, cap {rule.office} %"


def _desks(facts: UnitFacts, answer: Answer) -> Iterator[str]:
    for counter in facts.counters:
        for day in working_days(facts):
            if day.isoweekday() not in counter.weekdays:
                continue
            there = [
                name
                for (name, on), (mode, desk) in answer.items()
                if on == day and desk == counter.name and mode == "WFO"
            ]
            if len(there) < counter.needed:
                yield f"{counter.name} {day}: {len(there)} of {counter.needed} officers"
            if counter.officers is not None and not counter.officers >= set(there):
                yield f"{counter.name} {day}: somebody is not qualified"
    for (name, day), (mode, desk) in answer.items():
        if desk is not None and mode != "WFO":
            yield f"{name} {day}: a desk from {mode}"


def _kept(facts: UnitFacts, answer: Answer) -> Iterator[str]:
    for slot, line in facts.kept.items():
        if slot in answer and answer[slot] != line:
            yield f"{slot}: was to stay {line}, is {answer[slot]}"
