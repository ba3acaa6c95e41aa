"""Days on which everybody is sent home at once, and whose place they settle.

A release makes working from home right from its start on; it obliges nobody, moves no hours and
excuses no absence. Who keeps a desk or serves the public directly stays, unless it says otherwise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from attendance.rules.modes import WorkMode

Ref = int | str
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Release:
    """A declared emergency: from `starts_at` (aware) to the end of `last_day`, by duty date.

    `unit_id` and all units below it, or None for the agency. `ends_at` is the moment it was
    withdrawn, if it was: what was done under it before stays right.
    """

    ref: Ref
    starts_at: datetime
    last_day: date
    unit_id: int | None = None
    includes_direct_service: bool = False
    reason: str = ""
    legal_basis: str = ""
    ends_at: datetime | None = None

    def covers(self, unit_path: Sequence[int]) -> bool:
        """Whether it was declared for the agency, or for a unit on the way down to this one."""
        return self.unit_id is None or self.unit_id in unit_path

    def holds(self, at: datetime, day: date) -> bool:
        """Whether it holds at the aware moment `at` for the duty date `day`."""
        begun = at >= self.starts_at and day <= self.last_day
        return begun and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where somebody stands: the units from the top of the tree down to their own, and whether
    they serve the public (by their unit's direct service, or at a desk on the date)."""

    unit_path: Sequence[int]
    serves_public: bool = False


def concerns(release: Release, placed: Placed) -> bool:
    """Whether somebody placed so may go home under `release`."""
    return release.covers(placed.unit_path) and (
        release.includes_direct_service or not placed.serves_public
    )


def release_for(
    releases: Iterable[Release], at: datetime, day: date, placed: Placed
) -> Release | None:
    """The release under which somebody may be at home at `at` on the duty date `day`, or None.

    Of several the one that was first to begin.
    """
    fitting = [one for one in releases if one.holds(at, day) and concerns(one, placed)]
    return min(fitting, key=lambda one: one.starts_at, default=None)


def settles_place(
    releases: Iterable[Release],
    *,
    mode: WorkMode,
    plan: WorkMode,
    at: datetime,
    day: date,
    placed: Placed,
) -> Release | None:
    """The release that makes a place other than the planned office right, or None.

    `at` is the counted moment of the event that decides about the day's place. Coming to the
    office against a plan for home is another matter, and stays for the supervisor.
    """
    if plan.is_flexible or not mode.is_flexible:
        return None
    return release_for(releases, at, day, placed)


def serves_public(*, direct_service: bool, back_office: bool, at_desk: bool) -> bool:
    """Whether somebody keeps a public service going on a date.

    `direct_service` is the unit's, lifted by a `back_office` post; `at_desk`: the roster in force
    places them at a desk.
    """
    return at_desk or (direct_service and not back_office)


@dataclass(frozen=True, slots=True)
class StartsTooEarly:
    """It would begin before today: what lies behind is the supervisors' matter."""

    today: date


@dataclass(frozen=True, slots=True)
class StartsTooLate:
    """It would begin later than tomorrow: what can be planned is a policy."""


@dataclass(frozen=True, slots=True)
class EndsBeforeStart:
    """The last day lies before the day it begins."""

    first: date


@dataclass(frozen=True, slots=True)
class TooManyDays:
    """Longer than the setting allows; `latest` is the last day that would do."""

    days: int
    latest: date


@dataclass(frozen=True, slots=True)
class HoldsAlready:
    """One for the same people and desks is in force or to come: nobody is told twice."""

    other: Release


ReleaseRefusal = StartsTooEarly | StartsTooLate | EndsBeforeStart | TooManyDays | HoldsAlready


def refuse_release(
    wanted: Release,
    *,
    starts_on: date,
    today: date,
    longest_days: int,
    standing: Iterable[Release] = (),
) -> ReleaseRefusal | None:
    """Why `wanted` may not be declared, or None.

    `starts_on` is the agency's date of its start, `longest_days` a setting (both ends counted),
    `standing` are those in force or to come.
    """
    last_day = wanted.last_day
    if starts_on < today:
        return StartsTooEarly(today)
    if starts_on > today + ONE_DAY:
        return StartsTooLate()
    if last_day < starts_on:
        return EndsBeforeStart(starts_on)
    latest = starts_on + (longest_days - 1) * ONE_DAY
    if last_day > latest:
        return TooManyDays(longest_days, latest)
    same = (one for one in standing if _covers(one, wanted))
    return next((HoldsAlready(one) for one in same), None)


def _covers(one: Release, wanted: Release) -> bool:
    """Whether `one` lets the same people and desks go for all of the wanted time."""
    return (
        one.unit_id in (None, wanted.unit_id)
        and one.includes_direct_service >= wanted.includes_direct_service
        and one.starts_at <= wanted.starts_at
        and one.last_day >= wanted.last_day
    )
