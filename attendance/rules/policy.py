"""The PPK's rules for a period, as a value: who may work away, on which weekdays, how many.

Every field is a dated setting of the policy row; the defaults follow PermenPANRB 4/2025.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from attendance.rules.calendar import Period
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import Scope

Percent = Decimal | int

# Levels of posts as the circulars name them, and the echelons of the personnel records they mean.
LEVEL_ECHELONS = {
    "jpt_madya": "I",
    "jpt_pratama": "II",
    "eselon_1": "I",
    "eselon_2": "II",
    "eselon_3": "III",
    "eselon_4": "IV",
}


@dataclass(frozen=True, slots=True)
class Window:
    """Local hours in which a check-in is expected (Kaltim 06.30-07.30 WITA), ends included."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as it holds for an agency or unit.

    `weekdays` are ISO weekdays on which flexible work is allowed (empty: every working day);
    `weekly_limit` is the number of flexible days in a Mon-Sun week (None: no limit).
    `excluded_posts` names echelons (`II`, `II.a`), levels (`jpt_pratama`, `eselon_3`) or posts
    by title (`camat`, `lurah`). `wfh_percent` caps those away from the
    office, `wfo_percent` those in it, each of the unit's base. `counts_absent_in_base` keeps
    people on leave or travel in the base.
    """

    period: Period
    name: str = ""
    legal_basis: str = ""
    scope: Scope = Scope.AGENCY
    depth: int = 0
    weekdays: frozenset[int] = frozenset()
    modes: frozenset[WorkMode] = frozenset({WorkMode.WFH})
    weekly_limit: int | None = 2
    wfh_percent: Percent | None = None
    wfo_percent: Percent | None = None
    counts_absent_in_base: bool = False
    excluded_posts: frozenset[str] = frozenset()
    excludes_cpns: bool = True
    excludes_pppk_first_year: bool = True
    excludes_direct_service: bool = True
    check_in_windows: tuple[Window, ...] = ()


def policy_on(day: date, policies: Iterable[Policy]) -> Policy | None:
    """The policy that holds on `day`: the narrowest scope, then the latest `first_day`.

    None means that nothing allows flexible work: everybody is in the office.
    """
    valid = [policy for policy in policies if policy.period.covers(day)]
    return max(valid, key=_order, default=None)


def last_before(day: date, policies: Iterable[Policy]) -> Policy | None:
    """The policy that ended last before `day`, for saying why nothing holds any more."""
    ended = [
        policy
        for policy in policies
        if policy.period.last_day is not None and policy.period.last_day < day
    ]
    return max(ended, key=lambda policy: policy.period.last_day or day, default=None)


def excluded_as(echelon: str, job_title: str, excluded: Iterable[str]) -> str | None:
    """The entry of `excluded` that a post falls under, or None.

    `II` covers II.a and II.b; a title entry covers the post that begins with its words ("Camat
    Cimalaka"), not a post below it ("Sekretaris Camat"). SE Mendagri 800.1.5/3349/SJ.
    """
    exact = echelon.strip().casefold()
    group = exact.partition(".")[0]
    title = f"{job_title.strip().casefold()} "
    for entry in sorted(excluded):
        wanted = LEVEL_ECHELONS.get(entry.casefold(), entry).casefold()
        if wanted in (exact, group) or title.startswith(f"{wanted} "):
            return entry
    return None


def _order(policy: Policy) -> tuple[int, int, date]:
    return (policy.scope, policy.depth, policy.period.first_day)
