"""What to relax so that a collision goes away, each proposal tried before it is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from attendance.rules.calendar import Period, week_start
from attendance.rules.caps import home_limit, office_limit
from attendance.rules.eligibility import NoRecordedHome, NotReady
from attendance.rules.events import Absence, absence_on
from attendance.rules.policy import Percent, Policy, policy_on
from attendance.rules.roster import DeskSkill, Member, Ref, count_day
from attendance.solver.case import GenerationCase, openings_of
from attendance.solver.collisions import (
    Collision,
    StoppedExplaining,
    can_hold,
    rules_of,
    week_of,
)
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

ONE_DAY = timedelta(days=1)
MOST_TRIED = 8
"""Colleagues tried for a desk or a return before giving up: each costs a search."""


@dataclass(frozen=True, slots=True)
class LowerDesk:
    """Ask `to` officers at the desk instead of `now`."""

    day: date
    desk: Ref
    name: str
    now: int
    to: int


@dataclass(frozen=True, slots=True)
class RaiseCap:
    """Allow `to` percent instead of `now`, at home or in the office."""

    day: date
    is_home: bool
    policy: str
    now: Percent
    to: int


@dataclass(frozen=True, slots=True)
class RaiseWeekly:
    """Allow `to` flexible days a week instead of `now`."""

    day: date
    policy: str
    now: int
    to: int


@dataclass(frozen=True, slots=True)
class FreeLine:
    """Let the search fill a line that was to stay."""

    day: date
    person: Ref


@dataclass(frozen=True, slots=True)
class MoveLeave:
    """Have somebody on leave work on the date."""

    day: date
    person: Ref


@dataclass(frozen=True, slots=True)
class Qualify:
    """Name somebody an officer of the desk."""

    day: date
    person: Ref
    desk: Ref
    name: str


@dataclass(frozen=True, slots=True)
class MendRecord:
    """Complete what somebody's record lacks for work from home: address or declaration."""

    day: date
    person: Ref


Relief = LowerDesk | RaiseCap | RaiseWeekly | FreeLine | MoveLeave | Qualify | MendRecord


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relief that was tried: it ends its collision, and perhaps every one (`ends_all`)."""

    relief: Relief
    ends_all: bool


@dataclass(frozen=True)
class Explained:
    """Collisions of one kind: the first of them, the dates of the others, what would help."""

    collision: Collision
    also: tuple[date, ...]
    proposals: tuple[Proposal, ...]


type _Try = tuple[Relief, GenerationCase]


def explain(
    case: GenerationCase,
    collisions: Sequence[Collision],
    goes_on: Callable[[], bool] = lambda: True,
) -> tuple[Explained, ...]:
    """Collisions that differ by their date only are told once, each kind with what would help.

    Raises StoppedExplaining when `goes_on` says no.
    """
    alike: dict[object, list[Collision]] = defaultdict(list)
    for collision in collisions:
        alike[_kind(collision)].append(collision)
    found: list[Explained] = []
    for first, *others in alike.values():
        also = tuple(sorted({one.days[0] for one in others}))
        proposals: list[Proposal] = []
        for rule in first.rules:
            if not goes_on():
                raise StoppedExplaining
            for relief, changed in _reliefs(case, rule, first, collisions):
                proposals.append(Proposal(relief, _ends_all(changed, collisions)))
        found.append(Explained(first, also, tuple(proposals)))
    return tuple(found)


def _kind(collision: Collision) -> object:
    return tuple((type(rule), getattr(rule, "desk", None)) for rule in collision.rules)


def _ends_all(changed: GenerationCase, collisions: Sequence[Collision]) -> bool:
    weeks = {week_start(day) for one in collisions for day in one.days}
    return all(can_hold(changed, week_of(changed, monday)) for monday in weeks)


def _reliefs(
    case: GenerationCase, rule: NamedRule, collision: Collision, collisions: Sequence[Collision]
) -> Iterator[_Try]:
    """The least of each kind of relief that the rule allows and that helps.

    Best is one after which the week can be planned, but for the other collisions; where there
    is none, one that ends this collision.
    """
    days = week_of(case, rule.day)
    others = {one for each in collisions if each is not collision for one in each.rules}
    beside = rules_of(case) - set(collision.rules)
    for kind in _kinds(case, rule):
        tries = list(islice(kind, MOST_TRIED))
        for lifted in (others, beside):
            helping = (one for one in tries if can_hold(one[1], days, lifted=lifted))
            if (found := next(helping, None)) is not None:
                yield found
                break


def _kinds(case: GenerationCase, rule: NamedRule) -> Sequence[Iterator[_Try]]:
    match rule:
        case DeskMinimum():
            return (_lower_desk(case, rule), _move_leave(case, rule))
        case DeskQualified():
            return (_qualify(case, rule),)
        case OfficeCap() | HomeCap():
            return (_raise_cap(case, rule),)
        case WeeklyMaximum():
            return (_raise_weekly(case, rule),)
        case KeptLine():
            return (_free_line(case, rule),)
        case OfficeBound():
            return (_mend_record(case, rule),)


def _lower_desk(case: GenerationCase, rule: DeskMinimum) -> Iterator[_Try]:
    seats = case.seats[rule.day]
    desk = next(one for one in seats if one.desk == rule.desk)
    for to in range(desk.needed - 1, -1, -1):
        changed = tuple(replace(one, needed=to) if one is desk else one for one in seats)
        relief = LowerDesk(rule.day, desk.desk, desk.name, desk.needed, to)
        yield relief, replace(case, seats={**case.seats, rule.day: changed})


def _move_leave(case: GenerationCase, rule: DeskMinimum) -> Iterator[_Try]:
    for member in case.roster.members:
        person = member.person.ref
        if not member.active.covers(rule.day) or not case.takes(rule.desk, (person, rule.day)):
            continue
        if absence_on(rule.day, member.absences) is not None:
            back = replace(member, absences=_without(member, rule.day))
            yield MoveLeave(rule.day, person), _with_member(case, back)


def _without(member: Member, day: date) -> tuple[Absence, ...]:
    """The member's absences but for the one day."""
    kept = []
    for absence in member.absences:
        if not absence.period.covers(day):
            kept.append(absence)
            continue
        if absence.period.first_day < day:
            period = Period(absence.period.first_day, day - ONE_DAY)
            kept.append(replace(absence, period=period))
        if absence.period.last_day is None or absence.period.last_day > day:
            period = Period(day + ONE_DAY, absence.period.last_day)
            kept.append(replace(absence, period=period))
    return tuple(kept)


def _qualify(case: GenerationCase, rule: DeskQualified) -> Iterator[_Try]:
    name = next(one.name for one in case.seats[rule.day] if one.desk == rule.desk)
    skill = case.roster.skills[rule.desk]
    for member in sorted(case.roster.members, key=lambda one: str(one.person.ref)):
        person = member.person.ref
        if member.is_working(rule.day) and not skill.takes(person, rule.day):
            periods = (*skill.officers.get(person, ()), Period(rule.day, rule.day))
            officers = {**skill.officers, person: periods}
            skills = {**case.roster.skills, rule.desk: DeskSkill(skill.name, officers)}
            changed = case.with_roster(skills=skills)
            yield Qualify(rule.day, person, rule.desk, name), changed


def _raise_cap(case: GenerationCase, rule: OfficeCap | HomeCap) -> Iterator[_Try]:
    policy = policy_on(rule.day, case.roster.policies)
    if policy is None:
        return
    is_home = isinstance(rule, HomeCap)
    base = count_day(rule.day, case.roster.members, set(), policy)[0].base
    held = home_limit(policy, base) if is_home else office_limit(policy, base)
    now = policy.wfh_percent if is_home else policy.wfo_percent
    if held is None or now is None or not base:
        return
    for people in range(held + 1, base + 1):
        to = -(-100 * people // base)
        changed = replace(policy, wfh_percent=to) if is_home else replace(policy, wfo_percent=to)
        relief = RaiseCap(rule.day, is_home, policy.name, now, to)
        yield relief, _with_policy(case, policy, changed)


def _raise_weekly(case: GenerationCase, rule: WeeklyMaximum) -> Iterator[_Try]:
    policy = policy_on(week_of(case, rule.day)[0], case.roster.policies)
    if policy is None or policy.weekly_limit is None:
        return
    now = policy.weekly_limit
    for to in range(now + 1, len(week_of(case, rule.day)) + 1):
        changed = _with_policy(case, policy, replace(policy, weekly_limit=to))
        yield RaiseWeekly(rule.day, policy.name, now, to), changed


def _free_line(case: GenerationCase, rule: KeptLine) -> Iterator[_Try]:
    kept = {slot: plan for slot, plan in case.kept.items() if slot != (rule.person, rule.day)}
    yield FreeLine(rule.day, rule.person), replace(case, kept=kept)


def _mend_record(case: GenerationCase, rule: OfficeBound) -> Iterator[_Try]:
    """Only what a person can put right; posts, status and sanctions are no matter of choice."""
    people: Mapping[Ref, Member] = case.people
    for (ref, day), opening in openings_of(case).items():
        if day != rule.day or not opening.why:
            continue
        if all(isinstance(one, NoRecordedHome | NotReady) for one in opening.why):
            member = people[ref]
            mended = replace(member.person, has_recorded_home=True, is_ready=True)
            yield MendRecord(day, ref), _with_member(case, replace(member, person=mended))


def _with_member(case: GenerationCase, changed: Member) -> GenerationCase:
    ref = changed.person.ref
    members = tuple(changed if one.person.ref == ref else one for one in case.roster.members)
    return case.with_roster(members=members)


def _with_policy(case: GenerationCase, old: Policy, changed: Policy) -> GenerationCase:
    policies = tuple(changed if one is old else one for one in case.roster.policies)
    return case.with_roster(policies=policies)
