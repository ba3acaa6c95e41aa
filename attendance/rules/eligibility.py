"""Whether one employee may work away from the office on one date, and every reason why not.

PermenPANRB 4/2025: a possibility, not a right; SE MenPANRB 3/2026 and SE Mendagri
800.1.5/3349/SJ: not for structural posts, camat, lurah and direct public service.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.rules import EmploymentType
from attendance.rules.calendar import DayOff, Period, week_start
from attendance.rules.caps import cap_count
from attendance.rules.ineligible import (
    BelowTopPerformers,
    DirectService,
    EligibilityRefusal,
    FirstContractYear,
    ModeNotAllowed,
    NoPolicy,
    NoRecordedHome,
    NoScore,
    NotReady,
    NotWorkingDay,
    OfficeDay,
    PolicyEnded,
    PostExcluded,
    ServingSanction,
    StillCpns,
    UnitExcluded,
    WeekdayNotAllowed,
    WeeklyLimitReached,
)
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy, excluded_as, last_before, own_policy_on

__all__ = [
    "BelowTopPerformers",
    "DirectService",
    "EligibilityRefusal",
    "FirstContractYear",
    "ModeNotAllowed",
    "NoPolicy",
    "NoRecordedHome",
    "NoScore",
    "NotReady",
    "NotWorkingDay",
    "OfficeDay",
    "Person",
    "PolicyEnded",
    "PostExcluded",
    "ServingSanction",
    "StillCpns",
    "UnitExcluded",
    "WeekdayNotAllowed",
    "WeeklyLimitReached",
    "eligibility_refusals",
    "first_anniversary",
    "refuse_weekly_limit",
]


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules need to know of an employee.

    `echelon` is as in the personnel record (`II.a`, empty for none). `started_on` is the date
    of appointment or, for a PPPK, of the first contract. `sanctions`
    are the periods of hukuman disiplin being served. `direct_service` is the unit's, lifted by a
    `back_office` post. `inherently_flexible` is a setting of the job that lifts the weekly limit.
    `performance` is the rank (from 1) by the latest score and how many are ranked, None without a
    score. `is_ready` says whether a declaration of readiness holds.
    """

    ref: int | str
    employment_type: EmploymentType = EmploymentType.PNS
    started_on: date = date.min
    echelon: str = ""
    job_title: str = ""
    direct_service: bool = False
    back_office: bool = False
    inherently_flexible: bool = False
    has_recorded_home: bool = True
    sanctions: tuple[Period, ...] = ()
    unit: int | str | None = None
    performance: tuple[int, int] | None = None
    is_ready: bool = True


def eligibility_refusals(
    person: Person,
    day: date,
    mode: WorkMode,
    *,
    policies: Sequence[Policy],
    off: DayOff | None,
    taken: Iterable[date] = (),
) -> tuple[EligibilityRefusal, ...]:
    """Every reason why `person` may not work in `mode` on `day`; empty when it is allowed.

    `off` is the date's reason for no work. `taken` are the person's other flexible dates; those
    of the same Mon-Sun week count. Office days are refused only where there is no work at all.
    Of the `policies` the narrowest that binds the person decides.
    """
    if off is not None:
        return (NotWorkingDay(day, off),)
    if not mode.is_flexible:
        return ()
    policy = own_policy_on(day, policies, echelon=person.echelon, job_title=person.job_title)
    if policy is None:
        return (_without_policy(person, day, policies),)
    found: list[EligibilityRefusal] = []
    found.extend(_refused_by_date(day, mode, policy))
    found.extend(_refused_by_person(person, day, policy))
    if mode is WorkMode.WFH and not person.has_recorded_home:
        found.append(NoRecordedHome(day))
    over = refuse_weekly_limit(person, day, policy, taken)
    if over is not None:
        found.append(over)
    return tuple(found)


def refuse_weekly_limit(
    person: Person, day: date, policy: Policy, taken: Iterable[date]
) -> WeeklyLimitReached | None:
    """Why `day` is one flexible day too many in its Mon-Sun week, or None.

    PermenPANRB 4/2025: at most two, unless the duty inherently needs it.
    """
    if policy.weekly_limit is None or person.inherently_flexible:
        return None
    monday = week_start(day)
    same_week = sorted({other for other in taken if other != day and week_start(other) == monday})
    if len(same_week) < policy.weekly_limit:
        return None
    return WeeklyLimitReached(day, monday, tuple(same_week), policy.weekly_limit)


def first_anniversary(day: date) -> date:
    """The same date a year later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _without_policy(
    person: Person, day: date, policies: Sequence[Policy]
) -> NoPolicy | PolicyEnded:
    binding = [one for one in policies if one.binds_post(person.echelon, person.job_title)]
    ended = last_before(day, binding)
    if ended is None or ended.period.last_day is None:
        return NoPolicy(day)
    return PolicyEnded(day, ended.period.last_day, ended.legal_basis)


def _refused_by_date(day: date, mode: WorkMode, policy: Policy) -> list[EligibilityRefusal]:
    found: list[EligibilityRefusal] = []
    kept = policy.weekdays_of(mode)
    if day.isoweekday() in policy.office_weekdays:
        found.append(OfficeDay(day, policy.office_weekdays, policy.legal_basis))
    elif kept and day.isoweekday() not in kept:
        found.append(WeekdayNotAllowed(day, kept, policy.legal_basis, mode))
    if mode not in policy.modes:
        found.append(ModeNotAllowed(day, mode, policy.legal_basis))
    return found


def _refused_by_person(person: Person, day: date, policy: Policy) -> list[EligibilityRefusal]:
    found: list[EligibilityRefusal] = []
    serving = [period for period in person.sanctions if period.covers(day)]
    if policy.excludes_disciplined and serving:
        found.append(ServingSanction(day, serving[0].last_day))
    if policy.excludes_cpns and person.employment_type is EmploymentType.CPNS:
        found.append(StillCpns(day))
    if policy.excludes_pppk_first_year and person.employment_type is EmploymentType.PPPK:
        until = first_anniversary(person.started_on)
        if day < until:
            found.append(FirstContractYear(day, until))
    post = excluded_as(person.echelon, person.job_title, policy.excluded_posts)
    if post is not None:
        found.append(PostExcluded(day, post, policy.legal_basis))
    if person.unit in policy.excluded_units:
        found.append(UnitExcluded(day, policy.legal_basis))
    if policy.excludes_direct_service and person.direct_service and not person.back_office:
        found.append(DirectService(day, policy.legal_basis))
    below = _below_top(person, day, policy)
    if below is not None:
        found.append(below)
    if policy.requires_readiness and not person.is_ready:
        found.append(NotReady(day, policy.legal_basis))
    return found


def _below_top(person: Person, day: date, policy: Policy) -> BelowTopPerformers | NoScore | None:
    percent = policy.top_performers_percent
    if percent is None:
        return None
    if person.performance is None:
        return NoScore(day, percent, policy.legal_basis)
    rank, ranked = person.performance
    places = cap_count(percent, ranked)
    if rank <= places:
        return None
    return BelowTopPerformers(day, rank, ranked, places, percent, policy.legal_basis)
