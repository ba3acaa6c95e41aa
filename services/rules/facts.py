"""What the derivation of a desk's status is given: plain numbers and times, never a person.

One `DeskFacts` describes one service at one desk. All moments are aware datetimes; all dates and
wall-clock times are local to the office (`ServiceCalendar.zone`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class StatusSettings:
    """How long evidence counts. Each may differ per agency; the defaults are the product's."""

    grace_minutes: int = 15
    """After the opening, before "nobody there" is said."""
    fresh_minutes: int = 15
    """Evidence up to this age is `live`."""
    stale_minutes: int = 60
    """Evidence up to this age is `recent`; older proves nothing."""
    pipeline_minutes: int = 10
    """A pipeline silent for longer cannot tell an empty desk from a lost signal."""
    debounce_minutes: int = 3
    """An unannounced change for the worse is published only after it has lasted this long."""
    overdue_minutes: int = 10
    """How long a break may overrun; also the time for the first tap after it."""
    horizon_days: int = 14
    """How far ahead the next change is looked for."""

    @property
    def grace(self) -> timedelta:
        """`grace_minutes` as a duration."""
        return timedelta(minutes=self.grace_minutes)

    @property
    def fresh(self) -> timedelta:
        """`fresh_minutes` as a duration."""
        return timedelta(minutes=self.fresh_minutes)

    @property
    def stale(self) -> timedelta:
        """`stale_minutes` as a duration."""
        return timedelta(minutes=self.stale_minutes)

    @property
    def pipeline(self) -> timedelta:
        """`pipeline_minutes` as a duration."""
        return timedelta(minutes=self.pipeline_minutes)

    @property
    def debounce(self) -> timedelta:
        """`debounce_minutes` as a duration."""
        return timedelta(minutes=self.debounce_minutes)

    @property
    def overdue(self) -> timedelta:
        """`overdue_minutes` as a duration."""
        return timedelta(minutes=self.overdue_minutes)


@dataclass(frozen=True, slots=True)
class DayHours:
    """Service hours of one date, half-open: served from `opens` until just before `closes`.

    Raises ValueError unless opens < break start < break end < closes, the break being optional.
    """

    opens: time
    closes: time
    break_start: time | None = None
    break_end: time | None = None

    def __post_init__(self) -> None:
        if (self.break_start is None) != (self.break_end is None):
            raise ValueError("a break needs both its start and its end")
        marks = (self.opens, self.break_start, self.break_end, self.closes)
        ordered = [mark for mark in marks if mark is not None]
        if ordered != sorted(set(ordered)):
            raise ValueError("hours must run opens < break start < break end < closes")


class HolidayKind(StrEnum):
    """Why a date is no working day; as the calendar records it."""

    HOLIDAY = "holiday"
    COLLECTIVE_LEAVE = "collective_leave"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday or cuti bersama in force where the office stands (national or regional)."""

    name: str
    kind: HolidayKind = HolidayKind.HOLIDAY


@dataclass(frozen=True, slots=True)
class ServiceCalendar:
    """When a service is promised: weekly hours, dated exceptions, holidays of the office's region.

    `weekly` is keyed by ISO weekday (1 = Monday); empty means that no hours are on record. In
    `special` a date's own hours replace everything else, holidays included.
    """

    zone: ZoneInfo
    weekly: Mapping[int, DayHours] = field(default_factory=dict)
    special: Mapping[date, DayHours] = field(default_factory=dict)
    holidays: Mapping[date, Holiday] = field(default_factory=dict)


class ClosureKind(StrEnum):
    """Whether a closure was planned and announced, or declared on the spot."""

    ANNOUNCED = "announced"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure of the service, its desk or its office; half-open, `ends_at` None until revoked."""

    starts_at: datetime
    ends_at: datetime | None
    kind: ClosureKind = ClosureKind.ANNOUNCED
    message: str = ""

    def covers(self, at: datetime) -> bool:
        """Whether the closure is in force at `at`."""
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What the roster promises the desk on one date."""

    officers_planned: int
    """Officers planned on site; cover arranged during the day raises it."""
    remote: bool = False
    """Whether a remote channel (online, telephone) is planned."""
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of the desk on one local date `day`; it says nothing about any other date.

    The two counts are disjoint, and hold valid on-site check-ins only: WFH, rejected and
    out-of-fence ones never get here. A shared officer counts at one desk unless declared shared.
    """

    day: date
    on_site: int = 0
    """Officers at the desk now: checked in, not out, not on break."""
    on_break: int = 0
    """Officers on a break they declared."""
    first_in_at: datetime | None = None
    """The day's first valid check-in, kept after that officer has left."""
    evidence_at: datetime | None = None
    """The newest evidence: check-in, end of break, desk ping or ticket call."""
    break_until: datetime | None = None
    """When the declared break ends; None: at the end of the scheduled break."""


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """Everything `derive` may know about one service at one desk."""

    calendar: ServiceCalendar
    closures: tuple[Closure, ...] = ()
    plans: Mapping[date, DayPlan] = field(default_factory=dict)
    """Per local date; a date without an entry has no plan."""
    presence: Presence | None = None
    needed: int = 1
    """Officers the desk needs for full service."""
    has_ping: bool = False
    """Whether the desk signals by itself; if not, a check-in holds until the scheduled break."""
    heartbeat_at: datetime | None = None
    """When the evidence pipeline last showed that it is alive."""
