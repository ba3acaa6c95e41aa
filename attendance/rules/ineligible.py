"""Why somebody may not work away from the office on a date: a value for each reason."""

from dataclasses import dataclass
from datetime import date

from attendance.rules.calendar import DayOff
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Percent


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
    """The policy allows `mode` on other weekdays only (ISO numbers)."""

    day: date
    allowed: frozenset[int]
    legal_basis: str
    mode: WorkMode = WorkMode.WFH


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """Everybody comes on this weekday: the policy's fixed office days (ISO numbers)."""

    day: date
    weekdays: frozenset[int]
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
class UnitExcluded:
    """The unit, or one above it, stays in the office."""

    day: date
    legal_basis: str


@dataclass(frozen=True, slots=True)
class BelowTopPerformers:
    """Flexible days are kept for the best `percent` of `ranked`: the first `places` ranks."""

    day: date
    rank: int
    ranked: int
    places: int
    percent: Percent
    legal_basis: str


@dataclass(frozen=True, slots=True)
class NoScore:
    """Flexible days are kept for the best performers, and no score is on record."""

    day: date
    percent: Percent
    legal_basis: str


@dataclass(frozen=True, slots=True)
class NotReady:
    """The policy asks for a declaration of readiness, and none holds."""

    day: date
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
    | OfficeDay
    | ModeNotAllowed
    | ServingSanction
    | StillCpns
    | FirstContractYear
    | PostExcluded
    | UnitExcluded
    | DirectService
    | BelowTopPerformers
    | NoScore
    | NotReady
    | WeeklyLimitReached
    | NoRecordedHome
)
