"""What a search is given, and what the rules leave open on each person's working day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from attendance.rules.calendar import week_start
from attendance.rules.eligibility import (
    EligibilityRefusal,
    Person,
    WeeklyLimitReached,
    eligibility_refusals,
)
from attendance.rules.modes import WorkMode
from attendance.rules.roster import Member, Ref, RosterCase

Slot = tuple[Ref, date]
ONE_DAY = timedelta(days=1)
AWAY = (WorkMode.WFH, WorkMode.WFA)


@dataclass(frozen=True, slots=True)
class Seats:
    """A desk that is open on a date: how many officers it needs."""

    desk: Ref
    name: str
    needed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Where somebody works on a date; `desk` only in the office."""

    mode: WorkMode
    desk: Ref | None = None


@dataclass(frozen=True)
class GenerationCase:
    """Everything a search knows.

    `roster` holds people, rules and period; its lines and desks' needs are left empty and
    come from the answer. `seats` are the desks open on each date. `kept` are lines the user
    wants to stay. `wishes` name a mode; those of `special` people (*keadaan khusus*) weigh
    more. `shares` are everybody's flexible days of the last eight weeks, `before` the plans in
    force in the week before the period.
    """

    roster: RosterCase
    seats: Mapping[date, tuple[Seats, ...]] = field(default_factory=dict)
    kept: Mapping[Slot, Plan] = field(default_factory=dict)
    wishes: Mapping[Slot, WorkMode] = field(default_factory=dict)
    special: frozenset[Ref] = frozenset()
    shares: Mapping[Ref, int] = field(default_factory=dict)
    before: Mapping[Slot, WorkMode] = field(default_factory=dict)

    @property
    def days(self) -> tuple[date, ...]:
        """The working dates, in order."""
        return tuple(day for day in self.roster.period.days() if day not in self.roster.off)

    @property
    def people(self) -> Mapping[Ref, Member]:
        """The members by reference."""
        return {member.person.ref: member for member in self.roster.members}

    def slots(self) -> Iterator[Slot]:
        """Every person and date with work to plan, by date, in a fixed order."""
        members = sorted(self.roster.members, key=lambda member: str(member.person.ref))
        for day in self.days:
            for member in members:
                if member.is_working(day):
                    yield member.person.ref, day

    def takes(self, desk: Ref, slot: Slot) -> bool:
        """Whether the person may serve at the desk on the date."""
        skill = self.roster.skills.get(desk)
        return skill is None or skill.takes(*slot)

    def outside(self, person: Ref, week_of: date) -> int:
        """The person's flexible days in force in a Mon-Sun week, outside the period."""
        return sum(
            week_start(day) == week_of and not self.roster.period.covers(day)
            for day in set(self.roster.taken_elsewhere.get(person, ()))
        )

    def with_roster(self, **changes: object) -> GenerationCase:
        """The same case under other rules or with other people."""
        return replace(self, roster=replace(self.roster, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Opening:
    """What the rules leave open to one person on one date.

    `modes` are the allowed places away from the office, `limit` the flexible days its week
    may hold (None: any), `why` the reasons where no place away is allowed.
    """

    modes: tuple[WorkMode, ...]
    limit: int | None
    why: tuple[EligibilityRefusal, ...] = ()


def openings_of(case: GenerationCase) -> dict[Slot, Opening]:
    """What is open on every slot of the case."""
    people = case.people
    return {slot: _opening(case, people[slot[0]].person, slot[1]) for slot in case.slots()}


def _opening(case: GenerationCase, person: Person, day: date) -> Opening:
    # Asked with every other day of the week taken, the rule tells its limit along with the rest.
    monday = week_start(day)
    others = [monday + ONE_DAY * n for n in range(7) if monday + ONE_DAY * n != day]
    allowed: list[WorkMode] = []
    limits: list[int] = []
    refused: list[tuple[EligibilityRefusal, ...]] = []
    for mode in AWAY:
        found = eligibility_refusals(
            person,
            day,
            mode,
            policies=case.roster.policies,
            off=case.roster.off.get(day),
            taken=others,
        )
        limits += [one.limit for one in found if isinstance(one, WeeklyLimitReached)]
        lasting = tuple(one for one in found if not isinstance(one, WeeklyLimitReached))
        if lasting:
            refused.append(lasting)
        else:
            allowed.append(mode)
    why = () if allowed else min(refused, key=len)
    return Opening(tuple(allowed), min(limits, default=None), why)
