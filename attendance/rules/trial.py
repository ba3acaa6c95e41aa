"""A policy tried on weeks that really were: what it would have refused, by unit and week.

Every question is asked of the rules that also decide about rosters, with the draft in place of
what held. Only ids, dates and numbers come out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from attendance.rules import eligibility
from attendance.rules.caps import (
    CapMeetsDesks,
    CapRefusal,
    CapsCollide,
    DeskUnderstaffed,
    WfhOverCap,
    WfoOverCap,
)
from attendance.rules.eligibility import EligibilityRefusal, eligibility_refusals
from attendance.rules.modes import WorkMode
from attendance.rules.policy import own_policy_on
from attendance.rules.roster import Ref, RosterCase, check_roster

REASONS: Mapping[type[EligibilityRefusal], str] = {
    eligibility.NotWorkingDay: "not_working_day",
    eligibility.NoPolicy: "no_policy",
    eligibility.PolicyEnded: "policy_ended",
    eligibility.WeekdayNotAllowed: "weekday",
    eligibility.OfficeDay: "office_day",
    eligibility.ModeNotAllowed: "mode",
    eligibility.WeeklyLimitReached: "weekly_limit",
    eligibility.ServingSanction: "sanction",
    eligibility.StillCpns: "cpns",
    eligibility.FirstContractYear: "first_year",
    eligibility.PostExcluded: "post",
    eligibility.UnitExcluded: "unit",
    eligibility.DirectService: "direct_service",
    eligibility.BelowTopPerformers: "performance",
    eligibility.NoScore: "no_score",
    eligibility.NotReady: "not_ready",
    eligibility.NoRecordedHome: "no_home",
}
"""The refusals by the code under which a trial counts them."""

OF_PERSON = frozenset({
    "sanction", "cpns", "first_year", "post", "unit", "direct_service", "performance", "no_score",
    "not_ready", "no_home",
})  # fmt: skip
"""Reasons that lie in the person and not in the day: whoever has one is excluded."""


@dataclass(frozen=True, slots=True)
class CapDay:
    """A cap that a date breaks: `kind` `wfh`, `wfo` or `collide`, people beside the allowed."""

    day: date
    kind: str
    people: int
    allowed: int
    base: int

    @property
    def excess(self) -> int:
        """People too many."""
        return self.people - self.allowed


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A desk that lacks officers on a date; `collides` where the cap on the office is why."""

    day: date
    desk: str
    office: int
    needed: int
    collides: bool = False


@dataclass(slots=True)
class UnitTrial:
    """What a policy would have done to a unit.

    `due` are person-days of work, `away` those of them planned away from the office. `refused`
    gives for each person the dates planned away that would not have been allowed, with their
    reasons; `excluded` the people by reason. Person-days, dates and people are whole numbers.
    """

    people: set[Ref] = field(default_factory=set)
    due: int = 0
    away: int = 0
    caps: list[CapDay] = field(default_factory=list)
    desks: list[DeskDay] = field(default_factory=list)
    refused: dict[Ref, dict[date, tuple[str, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    excluded: dict[str, set[Ref]] = field(default_factory=lambda: defaultdict(set))

    def add(self, case: RosterCase) -> None:
        """Count one week of the unit: its plan as it was, under the policies of `case`.

        The lines are those away from the office; whoever works and has none was in it.
        """
        working = [
            (member.person, day)
            for member in case.members
            for day in case.period.days()
            if day not in case.off and member.is_working(day)
        ]
        self.people.update(person.ref for person, _ in working)
        self.due += len(working)
        self.away += len(case.lines)
        for finding in check_roster(case):
            self._keep(finding.refusal, finding.person)
        for person, day in working:
            for code in personal_reasons(person, day, case):
                self.excluded[code].add(person.ref)

    def _keep(self, refusal: Any, person: Ref | None) -> None:
        code = REASONS.get(type(refusal))
        if code is not None and person is not None:
            known = self.refused[person].get(refusal.day, ())
            self.refused[person][refusal.day] = (*known, code)
        elif isinstance(refusal, DeskUnderstaffed):
            self.desks.append(DeskDay(refusal.day, refusal.desk, refusal.office, refusal.needed))
        else:
            self._keep_cap(refusal)

    def _keep_cap(self, refusal: CapRefusal) -> None:
        match refusal:
            case WfhOverCap():
                found = CapDay(refusal.day, "wfh", refusal.away, refusal.allowed, refusal.base)
                self.caps.append(found)
            case WfoOverCap():
                found = CapDay(refusal.day, "wfo", refusal.office, refusal.allowed, refusal.base)
                self.caps.append(found)
            case CapsCollide():
                allowed = refusal.home_allowed + refusal.office_allowed
                self.caps.append(
                    CapDay(refusal.day, "collide", refusal.people, allowed, refusal.people)
                )
            case CapMeetsDesks():
                desks = ", ".join(refusal.desks)
                self.desks.append(
                    DeskDay(refusal.day, desks, refusal.allowed, refusal.needed, collides=True)
                )


def personal_reasons(person: eligibility.Person, day: date, case: RosterCase) -> tuple[str, ...]:
    """The codes of what keeps `person` in the office on `day` whatever the roster says.

    Asked in the mode that the policy binding the person knows; nothing where none holds.
    """
    policy = own_policy_on(day, case.policies, echelon=person.echelon, job_title=person.job_title)
    if policy is None:
        return ()
    mode = WorkMode.WFH if WorkMode.WFH in policy.modes else WorkMode.WFA
    refusals = eligibility_refusals(person, day, mode, policies=case.policies, off=None)
    codes = (REASONS[type(refusal)] for refusal in refusals)
    return tuple(code for code in codes if code in OF_PERSON)


def worst_cap(days: Iterable[CapDay]) -> CapDay | None:
    """The date with the most people too many, the earliest of several."""
    return min(days, key=lambda one: (-one.excess, one.day), default=None)


def days_of(found: Sequence[CapDay | DeskDay]) -> int:
    """How many dates these are: a date counts once, however much breaks on it."""
    return len({one.day for one in found})
