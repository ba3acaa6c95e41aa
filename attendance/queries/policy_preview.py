"""A draft on a day: how many may be at home, must come, are undecided, and what changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from accounts.models import Unit
from attendance.models import Policy, WorkMode
from attendance.queries.policy_effect import PersonEffect, effects_on, known_people
from attendance.queries.policy_scope import units_in_scope
from attendance.rulebook import Rulebook, rulebook_of
from attendance.rules import modes
from attendance.rules.calendar import FIVE_DAYS, day_off
from attendance.rules.caps import home_limit, office_limit
from attendance.rules.eligibility import EligibilityRefusal
from attendance.rules.outcome import FactMissing, Outcome
from attendance.rules.policy import excluded_as, policy_on

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = 28
"""Days within which the first day that a draft allows is looked for."""

Reasons = tuple[tuple[type[EligibilityRefusal], int], ...]


@dataclass
class Tally:
    """People of a unit, or of all, on a day; those on leave or travel stand apart.

    `home_allowed` and `office_allowed` are the caps, None without one.
    """

    may: int = 0
    must: int = 0
    undecided: int = 0
    absent: int = 0
    home_allowed: int | None = None
    office_allowed: int | None = None

    @property
    def people(self) -> int:
        """Everybody in service that day."""
        return self.may + self.must + self.undecided + self.absent

    @property
    def home_at_most(self) -> int:
        """How many can be away from the office at once: those who may, within the cap."""
        return self.may if self.home_allowed is None else min(self.may, self.home_allowed)

    def add(self, effect: PersonEffect) -> None:
        """Count one person."""
        if effect.is_absent:
            self.absent += 1
        elif effect.outcome is Outcome.ALLOWED:
            self.may += 1
        elif effect.outcome is Outcome.UNDECIDED:
            self.undecided += 1
        else:
            self.must += 1


@dataclass(frozen=True)
class UnitPreview:
    """A unit before and after."""

    unit: Unit
    before: Tally
    after: Tally


@dataclass(frozen=True)
class Preview:
    """What a draft means on `day` in `mode` for everybody in its scope, beside what holds now.

    `why_must` and `why_undecided` count every reason that decides, so a person may stand under
    several.
    `gained` may be at home only by the draft, `lost` only without it.
    """

    day: date
    mode: modes.WorkMode
    is_off: bool
    before: Tally
    after: Tally
    units: tuple[UnitPreview, ...]
    why_must: Reasons
    why_undecided: Reasons
    gained: int
    lost: int


@dataclass
class _Sums:
    """Counting while the effects pass by."""

    units: dict[int, Tally] = field(default_factory=dict)
    may: set[int] = field(default_factory=set)
    must: Counter[type[EligibilityRefusal]] = field(default_factory=Counter)
    undecided: Counter[type[EligibilityRefusal]] = field(default_factory=Counter)

    def add(self, effect: PersonEffect) -> None:
        self.units.setdefault(effect.unit_id, Tally()).add(effect)
        if effect.is_absent:
            return
        if effect.outcome is Outcome.ALLOWED:
            self.may.add(effect.employee_id)
        undecided = effect.outcome is Outcome.UNDECIDED
        # Of somebody who must come, a fact that is missing too would change nothing.
        kinds = {
            type(refusal)
            for refusal in effect.refusals
            if undecided or not isinstance(refusal, FactMissing)
        }
        (self.undecided if undecided else self.must).update(kinds)


def preview_policy(policy: Policy, day: date) -> Preview:
    """Count everybody in the scope of a draft on `day`, with it and without; ten statements, and
    a few more where a policy asks for scores, readiness or the region's level.

    Must run inside the agency's tenancy.
    """
    agency, mode = policy.agency, mode_of(policy)
    book = rulebook_of(agency, day, day)
    tried = book.with_policy(*book.bounds_of(policy))
    both = replace(book, policies=(*book.policies, *tried.policies))
    scope = units_in_scope(policy)
    people = [
        one
        for one in known_people(agency, both, day, day, unit_ids=scope)
        if not policy.post or _holds_post(policy, one.person.echelon, one.person.job_title)
    ]
    before = _sums(effects_on(people, book, day, mode=mode))
    after = _sums(effects_on(people, tried, day, mode=mode))
    if not policy.post:
        _put_caps(before, book, day)
        _put_caps(after, tried, day)
    names = Unit.objects.in_bulk(after.units)
    units = [UnitPreview(names[pk], before.units[pk], tally) for pk, tally in after.units.items()]
    return Preview(
        day=day,
        mode=mode,
        is_off=day_off(day, FIVE_DAYS, book.holidays) is not None,
        before=_total(before.units.values()),
        after=_total(after.units.values()),
        units=tuple(sorted(units, key=lambda one: one.unit.name)),
        why_must=tuple(after.must.most_common()),
        why_undecided=tuple(after.undecided.most_common()),
        gained=len(after.may - before.may),
        lost=len(before.may - after.may),
    )


def mode_of(policy: Policy) -> modes.WorkMode:
    """The place a preview counts: home, or elsewhere where the policy knows no home."""
    only_elsewhere = WorkMode.WFA in policy.modes and WorkMode.WFH not in policy.modes
    return modes.WorkMode.WFA if only_elsewhere else modes.WorkMode.WFH


def first_day_of(policy: Policy, today: date) -> date:
    """The first working day from `today` on that the draft allows, else its first day; at most
    the rulebook's statements.
    """
    start = max(today, policy.valid_from)
    if policy.valid_until is not None:
        start = min(start, policy.valid_until)
    book = rulebook_of(policy.agency, start, start + LOOK_AHEAD * ONE_DAY)
    mode = mode_of(policy)
    for bound in book.bounds_of(policy):
        for offset in range(LOOK_AHEAD):
            day = start + offset * ONE_DAY
            working = day_off(day, FIVE_DAYS, book.holidays) is None
            if working and bound.value.period.covers(day) and bound.value.allows(mode, day):
                return day
    return start


def _sums(effects: Iterable[PersonEffect]) -> _Sums:
    sums = _Sums()
    for effect in effects:
        sums.add(effect)
    return sums


def _put_caps(sums: _Sums, book: Rulebook, day: date) -> None:
    """The caps of each unit; of a policy for a post there are none, nor whole units to count."""
    for unit_id, tally in sums.units.items():
        policy = policy_on(day, book.policies_for(unit_id))
        if policy is not None:
            base = tally.people - (0 if policy.counts_absent_in_base else tally.absent)
            tally.home_allowed = home_limit(policy, base)
            tally.office_allowed = office_limit(policy, base)


def _total(tallies: Collection[Tally]) -> Tally:
    """The sum; a cap is summed over what it leaves possible in each unit."""
    total = Tally(
        may=sum(one.may for one in tallies),
        must=sum(one.must for one in tallies),
        undecided=sum(one.undecided for one in tallies),
        absent=sum(one.absent for one in tallies),
    )
    if any(one.home_allowed is not None for one in tallies):
        total.home_allowed = sum(one.home_at_most for one in tallies)
    if tallies and all(one.office_allowed is not None for one in tallies):
        total.office_allowed = sum(one.office_allowed or 0 for one in tallies)
    return total


def _holds_post(policy: Policy, echelon: str, title: str) -> bool:
    return excluded_as(echelon, title, [policy.post]) is not None
