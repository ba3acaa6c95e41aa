"""Check-in events, outages and absences, and the time at which an event counts.

The record is the server's receipt, with the time of the tap beside it: a phone without a signal
queues the tap and sends it later. Inside an outage of the agency the tap is believed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from attendance.rules.calendar import Period
from attendance.rules.modes import EventKind, WorkMode

TAP_TOLERANCE = timedelta(minutes=2)


class AbsenceKind(StrEnum):
    """Approved excuses; travel (*dinas luar*) counts as presence."""

    LEAVE = "leave"
    TRAVEL = "travel"
    SICK = "sick"
    STUDY = "study"


@dataclass(frozen=True, slots=True)
class Absence:
    """An approved excuse for whole local dates."""

    kind: AbsenceKind
    period: Period


def absence_on(day: date, absences: Iterable[Absence]) -> AbsenceKind | None:
    """The kind of excuse that covers `day`, the first given when several do, else None."""
    for absence in absences:
        if absence.period.covers(day):
            return absence.kind
    return None


@dataclass(frozen=True, slots=True)
class Outage:
    """A declared or measured failure of the system: aware instants, both ends included."""

    start: datetime
    end: datetime

    def covers(self, at: datetime) -> bool:
        """Whether the aware instant `at` lies in the outage."""
        return self.start <= at <= self.end


class Event(NamedTuple):
    """One check-in as it was recorded; both times aware.

    `tap_accepted` is the supervisor's decision about a queued tap: True lets it count at
    `tapped_at`, False settles it at receipt, None is undecided.
    """

    kind: EventKind
    mode: WorkMode
    tapped_at: datetime
    received_at: datetime
    tap_accepted: bool | None = None
    ref: int | str | None = None


class Basis(StrEnum):
    """On what ground an event counts at its time."""

    RECEIPT = "receipt"
    ACCEPTED_TAP = "accepted_tap"
    OUTAGE = "outage"
    PENDING = "pending"


class Counted(NamedTuple):
    """An event and the aware instant `at` at which the rules count it."""

    at: datetime
    basis: Basis
    event: Event


def count_event(event: Event, outages: Sequence[Outage] = ()) -> Counted:
    """When `event` counts, and on what ground.

    A tap inside an outage counts when tapped. Outside one it counts at receipt; where the tap is
    more than two minutes before the receipt it waits for the supervisor (*menunggu verifikasi*).
    """
    tapped, received = event.tapped_at, event.received_at
    if event.tap_accepted:
        return Counted(tapped, Basis.ACCEPTED_TAP, event)
    for outage in outages:
        if outage.start <= tapped <= outage.end:
            return Counted(tapped, Basis.OUTAGE, event)
    if event.tap_accepted is None and received - tapped > TAP_TOLERANCE:
        return Counted(received, Basis.PENDING, event)
    return Counted(received, Basis.RECEIPT, event)


def counted_events(events: Iterable[Event], outages: Sequence[Outage] = ()) -> list[Counted]:
    """When each event counts, without the queued taps about which a superior has decided.

    The decision is an event of its own at the moment that stands, so the tap it settles no longer
    waits: a check-out queued at 16.00 and sent at 17.00 must not count at 17.00 as well.
    """
    counted = [count_event(event, outages) for event in events]
    for one in counted:
        if one.basis is Basis.PENDING:
            break
    else:
        return counted
    decided = {(one.event.kind, one.at) for one in counted if one.basis is Basis.ACCEPTED_TAP}
    return [one for one in counted if not is_settled(one, decided)]


def is_settled(counted: Counted, decided: Collection[tuple[EventKind, datetime]]) -> bool:
    """Whether a waiting tap was settled: `decided` are kinds and instants that a superior set."""
    return counted.basis is Basis.PENDING and (
        (counted.event.kind, counted.event.tapped_at) in decided
        or (counted.event.kind, counted.at) in decided
    )
