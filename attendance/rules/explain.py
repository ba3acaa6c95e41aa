"""Why a day got its verdict: facts in the order a person would tell them.

Built from the verdict itself, so that an explanation can never disagree with the figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from attendance.rules.calendar import DayOff
from attendance.rules.emergencies import Release
from attendance.rules.events import (
    AbsenceKind,
    Basis,
    Counted,
    Event,
    Outage,
    count_event,
    is_settled,
)
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import DaySchedule
from attendance.rules.verdict import Flag, Status, Verdict


@dataclass(frozen=True, slots=True)
class NoWorkDue:
    """The date is no working day."""

    off: DayOff


@dataclass(frozen=True, slots=True)
class HoursUsed:
    """The hours that held on the date, with the number of their legal basis."""

    start_at: datetime
    end_at: datetime
    rest_minutes: int
    net_minutes: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Excused:
    """An approved absence covers the date."""

    kind: AbsenceKind


@dataclass(frozen=True, slots=True)
class EventUsed:
    """The event that stands for the first check-in or the last check-out."""

    counted: Counted


class AsideCode(StrEnum):
    """Why an event of the day is not the one that counts."""

    LATER_IN = "later_in"
    EARLIER_OUT = "earlier_out"
    OUT_BEFORE_IN = "out_before_in"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class EventSetAside:
    """An event of the day that changes nothing."""

    counted: Counted
    code: AsideCode


@dataclass(frozen=True, slots=True)
class OnTime:
    """The first check-in is not late; `arrival_minutes` may lie within flex or grace."""

    arrival_minutes: int


@dataclass(frozen=True, slots=True)
class Late:
    """How the late minutes come about: arrival less flex less grace (when it is forgiven)."""

    arrival_minutes: int
    flex_minutes: int
    grace_minutes: int
    late_minutes: int


@dataclass(frozen=True, slots=True)
class EndMoved:
    """The flex band moved the required end."""

    minutes: int
    required_end: datetime


@dataclass(frozen=True, slots=True)
class LeftEarly:
    """Minutes missing to the required end."""

    minutes: int
    required_end: datetime


@dataclass(frozen=True, slots=True)
class LeftOnTime:
    """The last check-out is not before the required end."""

    required_end: datetime


@dataclass(frozen=True, slots=True)
class NoCheckOut:
    """Nobody checked out by the end of the day; `minutes` count for it by setting."""

    minutes: int


@dataclass(frozen=True, slots=True)
class OnlyCheckOut:
    """A check-out without a check-in: the supervisor has to settle it."""


@dataclass(frozen=True, slots=True)
class PlaceDiffers:
    """Plan and place disagree; the supervisor settles it, or has (`settled`)."""

    plan: WorkMode
    place: WorkMode
    settled: bool = False


@dataclass(frozen=True, slots=True)
class PlaceReleased:
    """Away from the planned office, and rightly: an emergency was declared."""

    place: WorkMode
    release: Release


@dataclass(frozen=True, slots=True)
class NothingRecorded:
    """A working day without event or excuse; `closed` tells a verdict from a day still running."""

    closed: bool


Reason = (
    NoWorkDue
    | HoursUsed
    | Excused
    | EventUsed
    | EventSetAside
    | OnTime
    | Late
    | EndMoved
    | LeftEarly
    | LeftOnTime
    | NoCheckOut
    | OnlyCheckOut
    | PlaceDiffers
    | PlaceReleased
    | NothingRecorded
)


def explain_day(
    day: DaySchedule,
    verdict: Verdict,
    events: Iterable[Event],
    outages: Sequence[Outage] = (),
    release: Release | None = None,
) -> tuple[Reason, ...]:
    """The reasons of `verdict`, in order; `events` and `outages` as given to `judge_day`.

    `release` is the emergency that settled the place, where one did.
    """
    reasons: list[Reason] = []
    if day.off is not None:
        reasons.append(NoWorkDue(day.off))
    else:
        basis = day.schedule.legal_basis
        reasons.append(
            HoursUsed(day.start_at, day.end_at, day.rest_minutes, day.net_minutes, basis)
        )
    if verdict.absence is not None:
        reasons.append(Excused(verdict.absence))
    if verdict.status in (Status.ABSENT, Status.OPEN):
        reasons.append(NothingRecorded(closed=verdict.status is Status.ABSENT))
    reasons.extend(EventUsed(used) for used in (verdict.first_in, verdict.last_out) if used)
    reasons.extend(_set_aside(day, verdict, events, outages))
    if verdict.status is Status.PRESENT:
        reasons.extend(_arrival(day, verdict))
        reasons.extend(_departure(verdict))
        if verdict.plan and verdict.place and verdict.plan is not verdict.place:
            settled = Flag.MISMATCH not in verdict.flags
            if release is not None:
                reasons.append(PlaceReleased(verdict.place, release))
            else:
                reasons.append(PlaceDiffers(verdict.plan, verdict.place, settled))
    return tuple(reasons)


def _set_aside(
    day: DaySchedule, verdict: Verdict, events: Iterable[Event], outages: Sequence[Outage]
) -> list[EventSetAside]:
    used = (verdict.first_in, verdict.last_out)
    aside = []
    found = [count_event(event, outages) for event in events]
    decided = {(one.event.kind, one.at) for one in found if one.basis is Basis.ACCEPTED_TAP}
    for counted in found:
        event = counted.event
        if not day.owns(counted.at) or counted in used:
            continue
        if is_settled(counted, decided) or (event.kind, counted.at) in decided:
            code = AsideCode.SETTLED
        elif event.kind is EventKind.IN:
            code = AsideCode.LATER_IN
        elif verdict.first_in is not None and counted.at < verdict.first_in.at:
            code = AsideCode.OUT_BEFORE_IN
        else:
            code = AsideCode.EARLIER_OUT
        aside.append(EventSetAside(counted, code))
    return sorted(aside, key=lambda one: (one.counted.at, one.code))


def _arrival(day: DaySchedule, verdict: Verdict) -> list[Reason]:
    if verdict.first_in is None:
        return [OnlyCheckOut()]
    schedule, arrival = day.schedule, verdict.arrival_minutes
    if not verdict.late_minutes:
        found: list[Reason] = [OnTime(arrival)]
    else:
        forgiven = 0 if schedule.grace_counts_from_start else schedule.grace_minutes
        found = [Late(arrival, schedule.flex_minutes, forgiven, verdict.late_minutes)]
    moved = min(arrival, schedule.flex_minutes)
    if moved:
        found.append(EndMoved(moved, verdict.required_end))
    return found


def _departure(verdict: Verdict) -> list[Reason]:
    if verdict.last_out is not None:
        if verdict.early_minutes:
            return [LeftEarly(verdict.early_minutes, verdict.required_end)]
        return [LeftOnTime(verdict.required_end)]
    # While the day runs a missing check-out is no fact yet: `no_out` is flagged on closing only.
    if "no_out" in verdict.flags:
        return [NoCheckOut(verdict.early_minutes)]
    return []
