"""The PPK's rules for a period, as a value: who may work away, on which weekdays, how many.

Every field is a dated setting of the policy row; the defaults follow PermenPANRB 4/2025.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from attendance.rules.calendar import Period
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import Scope

Percent = Decimal | int

CLOCK = r"((?:[01]?\d|2[0-3]):[0-5]\d)"
WINDOW = re.compile(rf"\s*{CLOCK}\s*-\s*{CLOCK}\s*", re.ASCII)

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
class Duties:
    """What a day at home asks for: calls to answer, and a report of the day's work.

    `answer_minutes` bounds the answer to each of `presence_checks` calls; None leaves it open, as
    does `report_due_at` (local time) for the report.
    """

    presence_checks: int = 0
    answer_minutes: int | None = None
    report_due_at: time | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as it holds for an agency or unit.

    `weekdays` are ISO weekdays on which WFH is allowed, `wfa_weekdays` those of WFA (empty: every
    working day); on `office_weekdays` everybody comes. `weekly_limit` is the number of flexible
    days in a Mon-Sun week (None: no limit). With a `post` it binds only the holders of such posts,
    with a `region_level` only dates on which the region has that level: then its periods are cut
    to those dates already. `excluded_posts` names echelons (`II`, `II.a`), levels (`jpt_pratama`,
    `eselon_3`) or posts by title (`camat`, `lurah`); `excluded_units` are the ids of the excluded
    units and of all below them. `top_performers_percent` keeps flexible days for the best of those
    who have a score. `wfh_percent` caps those away from the office, `wfo_percent` those in it, each
    of the unit's base; a policy for a post has neither. `counts_absent_in_base` keeps people on
    leave or travel in the base.
    """

    period: Period
    name: str = ""
    legal_basis: str = ""
    scope: Scope = Scope.AGENCY
    depth: int = 0
    post: str = ""
    region_level: int | None = None
    weekdays: frozenset[int] = frozenset()
    wfa_weekdays: frozenset[int] = frozenset()
    office_weekdays: frozenset[int] = frozenset()
    modes: frozenset[WorkMode] = frozenset({WorkMode.WFH})
    weekly_limit: int | None = 2
    wfh_percent: Percent | None = None
    wfo_percent: Percent | None = None
    counts_absent_in_base: bool = False
    excluded_posts: frozenset[str] = frozenset()
    excluded_units: frozenset[int | str] = frozenset()
    excludes_cpns: bool = True
    excludes_pppk_first_year: bool = True
    excludes_disciplined: bool = True
    excludes_direct_service: bool = True
    top_performers_percent: Percent | None = None
    requires_readiness: bool = False
    duties: Duties = Duties()
    check_in_windows: tuple[Window, ...] = ()

    def weekdays_of(self, mode: WorkMode) -> frozenset[int]:
        """The ISO weekdays kept for a flexible mode; empty means every working day."""
        return self.wfa_weekdays if mode is WorkMode.WFA else self.weekdays

    def allows(self, mode: WorkMode, day: date) -> bool:
        """Whether the policy knows `mode` on the weekday of `day`; the office always is."""
        if not mode.is_flexible:
            return True
        weekday, kept = day.isoweekday(), self.weekdays_of(mode)
        return (
            mode in self.modes
            and weekday not in self.office_weekdays
            and weekday in (kept or {weekday})
        )

    def binds_post(self, echelon: str, job_title: str) -> bool:
        """Whether it binds the holder of a post: everybody's, where it names none."""
        return not self.post or excluded_as(echelon, job_title, [self.post]) is not None


def policy_on(day: date, policies: Iterable[Policy]) -> Policy | None:
    """The unit's policy that holds on `day`, whose caps count: the narrowest, then the latest.

    Policies for a post are left out: they bind persons and have no caps. None means that nothing
    allows flexible work: everybody is in the office.
    """
    valid = [policy for policy in policies if not policy.post and policy.period.covers(day)]
    return max(valid, key=_order, default=None)


def own_policy_on(
    day: date, policies: Iterable[Policy], *, echelon: str, job_title: str
) -> Policy | None:
    """The policy that binds one person on `day`: for the post before the deepest unit's, then the
    region level's, then the agency's."""
    valid = [
        policy
        for policy in policies
        if policy.period.covers(day) and policy.binds_post(echelon, job_title)
    ]
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


def read_window(text: str) -> Window:
    """The window written as `06:30-07:30` (or with dots). Raises ValueError for anything else."""
    found = WINDOW.fullmatch(text.replace(".", ":"))
    if found is None:
        raise ValueError(f"{text!r} is no window of a day")
    opens, closes = (time.fromisoformat(part.zfill(5)) for part in found.groups())
    if closes <= opens:
        raise ValueError(f"{text!r} is no window of a day")
    return Window(opens, closes)


def _order(policy: Policy) -> tuple[bool, int, int, bool, date]:
    return (
        bool(policy.post),
        policy.scope,
        policy.depth,
        policy.region_level is not None,
        policy.period.first_day,
    )
