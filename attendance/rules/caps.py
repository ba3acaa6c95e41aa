"""Caps on how many may be at home or in the office, and desks that need officers.

Both kinds of cap round down: WFH at most 50 % of 7 is 3 at home; WFO at most 25 % of 10 is 2 in
the office, so 8 at home (SE MenPANRB 1/2024, 6/2022).
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attendance.rules.policy import Percent, Policy


def cap_count(percent: Percent, base: int) -> int:
    """People allowed under `percent` (0-100) of `base` employees, rounded down."""
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is no percentage")
    return int(Decimal(base) * percent / 100)


@dataclass(frozen=True, slots=True)
class DayCount:
    """A unit's people on a date.

    `base` are those the percentages count; `office` and `away` are those who really work, in
    the office and at home or elsewhere. With people on leave counted in the base, the two add
    up to less than it.
    """

    base: int
    office: int
    away: int


@dataclass(frozen=True, slots=True)
class DeskNeed:
    """Officers a desk needs in the office on a date, and who can serve there."""

    desk: str
    needed: int
    officers: frozenset[int | str]


@dataclass(frozen=True, slots=True)
class WfhOverCap:
    """More away from the office than the cap allows."""

    day: date
    unit: str
    away: int
    allowed: int
    percent: Percent
    base: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class WfoOverCap:
    """More in the office than the cap allows; `away_needed` have to be away."""

    day: date
    unit: str
    office: int
    allowed: int
    away_needed: int
    percent: Percent
    base: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class DeskUnderstaffed:
    """Fewer officers in the office than a desk needs."""

    day: date
    desk: str
    office: int
    needed: int


@dataclass(frozen=True, slots=True)
class CapMeetsDesks:
    """The cap on the office and the desks' minimum cannot both hold."""

    day: date
    unit: str
    allowed: int
    percent: Percent
    base: int
    needed: int
    desks: tuple[str, ...]
    legal_basis: str


@dataclass(frozen=True, slots=True)
class CapsCollide:
    """The cap on home and the cap on the office leave somebody with no place."""

    day: date
    unit: str
    home_allowed: int
    office_allowed: int
    people: int
    legal_basis: str


CapRefusal = WfhOverCap | WfoOverCap | DeskUnderstaffed | CapMeetsDesks | CapsCollide


def home_limit(policy: Policy, base: int) -> int | None:
    """How many may be away from the office, or None without such a cap."""
    return None if policy.wfh_percent is None else cap_count(policy.wfh_percent, base)


def office_limit(policy: Policy, base: int) -> int | None:
    """How many may be in the office, or None without such a cap."""
    return None if policy.wfo_percent is None else cap_count(policy.wfo_percent, base)


def cap_refusals(
    day: date,
    unit: str,
    count: DayCount,
    policy: Policy | None,
    desks: Sequence[tuple[DeskNeed, int]] = (),
) -> tuple[CapRefusal, ...]:
    """Every cap and desk minimum that `unit` breaks on `day`; without a policy only desks.

    `desks` pairs each need with the officers it gets (`staff_desks`). Where two rules cannot
    both hold, the collision is told in place of the single refusals: no roster could satisfy
    it, so somebody has to change a rule.
    """
    found: list[CapRefusal] = []
    if policy is not None:
        collisions = _collisions(day, unit, count, policy, [need for need, _ in desks])
        if collisions:
            return collisions
        found.extend(_over_caps(day, unit, count, policy))
    found.extend(
        DeskUnderstaffed(day, need.desk, present, need.needed)
        for need, present in desks
        if present < need.needed
    )
    return tuple(found)


def staff_desks(
    needs: Sequence[DeskNeed], present: AbstractSet[int | str]
) -> tuple[tuple[DeskNeed, int], ...]:
    """How many officers of `present` each desk gets, one desk per officer, as many as possible.

    Officers who can serve at several desks are placed by augmenting paths, so a desk is short
    only when no other way of placing them would fill it too.
    """
    slots = [index for index, need in enumerate(needs) for _ in range(need.needed)]
    holder: dict[int | str, int] = {}

    def place(slot: int, tried: set[int | str]) -> bool:
        for officer in sorted(needs[slots[slot]].officers & present, key=str):
            if officer in tried:
                continue
            tried.add(officer)
            if officer not in holder or place(holder[officer], tried):
                holder[officer] = slot
                return True
        return False

    for slot in range(len(slots)):
        place(slot, set())
    filled = [slots[slot] for slot in holder.values()]
    return tuple((need, filled.count(index)) for index, need in enumerate(needs))


def _over_caps(day: date, unit: str, count: DayCount, policy: Policy) -> list[CapRefusal]:
    found: list[CapRefusal] = []
    home, office = home_limit(policy, count.base), office_limit(policy, count.base)
    basis = policy.legal_basis
    if home is not None and policy.wfh_percent is not None and count.away > home:
        found.append(WfhOverCap(day, unit, count.away, home, policy.wfh_percent, count.base, basis))
    if office is not None and policy.wfo_percent is not None and count.office > office:
        away_needed = count.office + count.away - office
        found.append(
            WfoOverCap(
                day, unit, count.office, office, away_needed, policy.wfo_percent, count.base, basis
            )
        )
    return found


def _collisions(
    day: date, unit: str, count: DayCount, policy: Policy, needs: Sequence[DeskNeed]
) -> tuple[CapRefusal, ...]:
    if policy.wfo_percent is None:
        return ()
    office = cap_count(policy.wfo_percent, count.base)
    found: list[CapRefusal] = []
    basis = policy.legal_basis
    needed = sum(need.needed for need in needs)
    if needed > office:
        names = tuple(need.desk for need in needs if need.needed)
        found.append(
            CapMeetsDesks(day, unit, office, policy.wfo_percent, count.base, needed, names, basis)
        )
    home = home_limit(policy, count.base)
    people = count.office + count.away
    if home is not None and home + office < people:
        found.append(CapsCollide(day, unit, home, office, people, basis))
    return tuple(found)
