"""Whether one employee may work away from the office on one date, and every reason why not.

PermenPANRB 4/2025: a possibility, not a right; SE MenPANRB 3/2026 and SE Mendagri
800.1.5/3349/SJ: not for structural posts, camat, lurah and direct public service.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.rules import EmploymentType
from attendance.rules.calendar import DayOff, Period, week_start
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy, excluded_as, last_before, policy_on


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules need to know of an employee.

    `echelon` is as in the personnel record (`II.a`, empty for none). `started_on` is the date
    of appointment or, for a PPPK, of the first contract. `sanctions`
    are the periods of hukuman disiplin being served. `direct_service` is the unit's, lifted by a
    `back_office` post. `inherently_flexible` is a setting of the job that lifts the weekly limit.
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


@dataclass(frozen=True, slots=True)
class NotWorkingDay:
    """The date has no roster at all."""

    day: date
    off: DayOff


@dataclass(frozen=True, slots=True)
class NoPolicy:
    """No policy allows flexible work on the date."""

    day: date


@dataclass(frozen=True, slots=True)
class PolicyEnded:
    """The policy ended before the date: back to the office."""

    day: date
    ended_on: date
    legal_basis: str


@dataclass(frozen=True, slots=True)
class WeekdayNotAllowed:
    """The policy allows other weekdays only (ISO numbers)."""

    day: date
    allowed: frozenset[int]
    legal_basis: str


@dataclass(frozen=True, slots=True)
class ModeNotAllowed:
    """The policy does not know this place of work."""

    day: date
    mode: WorkMode
    legal_basis: str


@dataclass(frozen=True, slots=True)
class ServingSanction:
    """The employee serves a hukuman disiplin; `until` None is open."""

    day: date
    until: date | None


@dataclass(frozen=True, slots=True)
class StillCpns:
    """The employee is not yet appointed for good."""

    day: date


@dataclass(frozen=True, slots=True)
class FirstContractYear:
    """A PPPK in the first year; `until` is the first date that is allowed."""

    day: date
    until: date


@dataclass(frozen=True, slots=True)
class PostExcluded:
    """The post is excluded: by the policy's entry `post` (an echelon, a level, a title)."""

    day: date
    post: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class DirectService:
    """The unit serves the public directly and the post is not back office."""

    day: date
    legal_basis: str


@dataclass(frozen=True, slots=True)
class WeeklyLimitReached:
    """One flexible day more than the week allows; `taken` are those already planned."""

    day: date
    week_of: date
    taken: tuple[date, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class NoRecordedHome:
    """WFH is at the residence in the personnel record, and there is none."""

    day: date


EligibilityRefusal = (
    NotWorkingDay
    | NoPolicy
    | PolicyEnded
    | WeekdayNotAllowed
    | ModeNotAllowed
    | ServingSanction
    | StillCpns
    | FirstContractYear
    | PostExcluded
    | DirectService
    | WeeklyLimitReached
    | NoRecordedHome
)


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
    """
    if off is not None:
        return (NotWorkingDay(day, off),)
    if not mode.is_flexible:
        return ()
    policy = policy_on(day, policies)
    if policy is None:
        return (_without_policy(day, policies),)
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


def _without_policy(day: date, policies: Sequence[Policy]) -> NoPolicy | PolicyEnded:
    ended = last_before(day, policies)
    if ended is None or ended.period.last_day is None:
        return NoPolicy(day)
    return PolicyEnded(day, ended.period.last_day, ended.legal_basis)


def _refused_by_date(day: date, mode: WorkMode, policy: Policy) -> list[EligibilityRefusal]:
    found: list[EligibilityRefusal] = []
    if policy.weekdays and day.isoweekday() not in policy.weekdays:
        found.append(WeekdayNotAllowed(day, policy.weekdays, policy.legal_basis))
    if mode not in policy.modes:
        found.append(ModeNotAllowed(day, mode, policy.legal_basis))
    return found


def _refused_by_person(person: Person, day: date, policy: Policy) -> list[EligibilityRefusal]:
    found: list[EligibilityRefusal] = []
    serving = [period for period in person.sanctions if period.covers(day)]
    if serving:
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
    if policy.excludes_direct_service and person.direct_service and not person.back_office:
        found.append(DirectService(day, policy.legal_basis))
    return found
