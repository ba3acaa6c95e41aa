"""What the derivation answers: the code of the desk's status with its reason and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.rules.facts import DayHours


class Code(StrEnum):
    """The public status of one service at one desk."""

    STAFFED = "staffed"
    BREAK = "break"
    EXPECTED = "expected"
    UNSTAFFED = "unstaffed"
    REMOTE = "remote"
    CLOSED = "closed"
    UNCONFIRMED = "unconfirmed"


class Reason(StrEnum):
    """Why a desk is `closed` or `unconfirmed`; never says why an officer is away."""

    HOURS = "hours"
    HOLIDAY = "holiday"
    COLLECTIVE_LEAVE = "collective_leave"
    ANNOUNCED = "announced"
    EMERGENCY = "emergency"
    NO_SERVICE_TODAY = "no_service_today"
    NO_DATA = "no_data"
    PLAN = "plan"
    SYSTEM = "system"
    STALE = "stale"


class Basis(StrEnum):
    """What the status rests on."""

    LIVE = "live"
    """Evidence no older than the fresh limit."""
    RECENT = "recent"
    """Evidence no older than the stale limit."""
    HELD = "held"
    """An older check-in at a desk without pings, which holds until the scheduled break."""
    DECLARED = "declared"
    """A break an officer declared."""
    PLAN = "plan"
    """Hours, calendar, closures and roster alone."""
    PIPELINE = "pipeline"
    """A healthy pipeline that has reported nobody."""
    NONE = "none"
    """Nothing that could be trusted."""


class Event(StrEnum):
    """The foreseeable moments at which a status may change by itself."""

    CLOSURE_START = "closure_start"
    CLOSURE_END = "closure_end"
    OPENING = "opening"
    CLOSING = "closing"
    BREAK_START = "break_start"
    BREAK_END = "break_end"
    BREAK_OVERDUE = "break_overdue"
    GRACE_END = "grace_end"
    EVIDENCE_EXPIRY = "evidence_expiry"
    NEW_DAY = "new_day"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer of the ten steps for one moment."""

    code: Code
    reason: Reason | None = None
    basis: Basis = Basis.PLAN
    limited: bool = False
    """Staffed with fewer officers than the desk needs: "layanan terbatas"."""
    until: datetime | None = None
    """The end of the break or closure, where one is known."""
    detail: str = ""
    """The closure's message or the holiday's name."""
    evidence_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LastKnown:
    """The status at the last moment the pipeline was heard."""

    code: Code
    at: datetime


@dataclass(frozen=True, slots=True)
class NextChange:
    """The earliest foreseeable change of code.

    `code` never promises an officer: where the rules would find one present, it says `expected`.
    """

    at: datetime
    code: Code
    event: Event
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class DeskState:
    """A desk's status for one service, ready to be settled, worded and published.

    All moments are exact; public ones pass through `services.wording.public_time` first.
    """

    code: Code
    reason: Reason | None
    basis: Basis
    limited: bool
    until: datetime | None
    detail: str
    evidence_at: datetime | None
    last_known: LastKnown | None
    hours: DayHours | None
    """The hours planned for today, shown where the status is not confirmed."""
    next_change: NextChange | None
    valid_until: datetime
    """Past this moment a copy of the status is "mungkin sudah usang"."""

    @property
    def opens_at(self) -> datetime | None:
        """When a closed desk opens again by its hours; None where no opening is known."""
        change = self.next_change
        if self.code is not Code.CLOSED or change is None or change.reason is Reason.NO_DATA:
            return None
        return change.at
