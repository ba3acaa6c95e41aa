"""Corrections of a day: what may be asked, what it needs, and until when.

What was recorded is never edited. An employee says what should count, a superior decides with a
reason, and an accepted claim becomes one more event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from attendance.rules.events import Basis, Counted, Event, Outage, count_event
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import DaySchedule
from attendance.rules.verdict import Flag, Status, Verdict

ONE_DAY = timedelta(days=1)


class ClaimKind(StrEnum):
    """What a correction is about."""

    IN = "in"
    OUT = "out"
    TAP = "tap"
    MODE = "mode"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Term:
    """Until when something may be asked and should be settled.

    `ask_within_days` are calendar days after the date in question, `settle_within_days` working
    days after the request.
    """

    ask_within_days: int
    settle_within_days: int
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an employee says about their duty date `day`.

    `moment` (aware) should count for `in` and `out`; `event` is the recorded one a `tap` or
    `mode` claim is about; `mode` is where the person really worked.
    """

    kind: ClaimKind
    day: date
    moment: datetime | None = None
    event: Event | None = None
    mode: WorkMode | None = None


@dataclass(frozen=True, slots=True)
class ClaimedDay:
    """What is on record for the date: its hours, events and verdict, and the agency's outages."""

    hours: DaySchedule
    verdict: Verdict
    events: Sequence[Event]
    outages: Sequence[Outage] = ()


@dataclass(frozen=True, slots=True)
class FutureDay:
    """The date has not come yet."""

    day: date


@dataclass(frozen=True, slots=True)
class AskedTooLate:
    """The time for asking ended on `last_day`."""

    day: date
    last_day: date
    within_days: int
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class NothingDue:
    """A day off or an excused day: no claim could change it."""

    day: date


@dataclass(frozen=True, slots=True)
class DetailMissing:
    """A `kind` of claim that lacks the `field` it needs (`moment`, `event` or `mode`)."""

    kind: ClaimKind
    field: str


@dataclass(frozen=True, slots=True)
class MomentNotOfDay:
    """The moment belongs to another date."""

    moment: datetime
    day: date


@dataclass(frozen=True, slots=True)
class MomentAhead:
    """The moment has not come yet."""

    moment: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class ChangesNothing:
    """An event on record already counts at least as well as the claimed one."""

    kind: ClaimKind
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class NotWaiting:
    """The event counts already: its tap time needs no decision."""


@dataclass(frozen=True, slots=True)
class SameMode:
    """The event already names this place of work."""

    mode: WorkMode


@dataclass(frozen=True, slots=True)
class NoMismatch:
    """Plan and place agree: there is nothing to settle."""


ClaimRefusal = (
    FutureDay
    | AskedTooLate
    | NothingDue
    | DetailMissing
    | MomentNotOfDay
    | MomentAhead
    | ChangesNothing
    | NotWaiting
    | SameMode
    | NoMismatch
)


def refuse_ask_date(day: date, *, today: date, term: Term) -> FutureDay | AskedTooLate | None:
    """Why nothing may be asked about `day` on `today` (both of the posting), or None."""
    if day > today:
        return FutureDay(day)
    last_day = day + term.ask_within_days * ONE_DAY
    if today > last_day:
        return AskedTooLate(day, last_day, term.ask_within_days, term.legal_basis)
    return None


def refuse_claim(
    claim: Claim, on_record: ClaimedDay, *, now: datetime, term: Term
) -> ClaimRefusal | None:
    """Why `claim` may not be asked at `now` (aware), or None. `on_record` is its day."""
    today = on_record.hours.local(now).date()
    late = refuse_ask_date(claim.day, today=today, term=term)
    if late is not None:
        return late
    if on_record.verdict.status in (Status.OFF, Status.EXCUSED):
        return NothingDue(claim.day)
    match claim.kind:
        case ClaimKind.IN | ClaimKind.OUT:
            return _refuse_moment(claim, on_record, now)
        case ClaimKind.TAP:
            return _refuse_tap(claim, on_record)
        case ClaimKind.MODE:
            return _refuse_mode(claim)
        case ClaimKind.PLACE:
            return None if Flag.MISMATCH in on_record.verdict.flags else NoMismatch()


def offered_kinds(on_record: ClaimedDay) -> tuple[ClaimKind, ...]:
    """The kinds of claim that could change this day, the likeliest first."""
    if on_record.verdict.status in (Status.OFF, Status.EXCUSED):
        return ()
    kinds = [ClaimKind.IN, ClaimKind.OUT]
    if waiting_events(on_record):
        kinds.insert(0, ClaimKind.TAP)
    if Flag.MISMATCH in on_record.verdict.flags:
        kinds.insert(0, ClaimKind.PLACE)
    if on_record.events:
        kinds.append(ClaimKind.MODE)
    return tuple(kinds)


def waiting_events(on_record: ClaimedDay) -> tuple[Counted, ...]:
    """The events that stand for the day and whose tap time waits for a superior."""
    decisive = (on_record.verdict.first_in, on_record.verdict.last_out)
    return tuple(one for one in decisive if one is not None and one.basis is Basis.PENDING)


def _refuse_moment(claim: Claim, on_record: ClaimedDay, now: datetime) -> ClaimRefusal | None:
    moment = claim.moment
    if moment is None:
        return DetailMissing(claim.kind, "moment")
    if claim.mode is None:
        return DetailMissing(claim.kind, "mode")
    if not on_record.hours.owns(moment):
        return MomentNotOfDay(moment, claim.day)
    if moment > now:
        return MomentAhead(moment, now)
    if claim.kind is ClaimKind.IN:
        recorded = on_record.verdict.first_in_at
        useless = recorded is not None and recorded <= moment
    else:
        recorded = on_record.verdict.last_out_at
        useless = recorded is not None and recorded >= moment
    return ChangesNothing(claim.kind, recorded) if useless and recorded is not None else None


def _refuse_tap(claim: Claim, on_record: ClaimedDay) -> ClaimRefusal | None:
    if claim.event is None:
        return DetailMissing(claim.kind, "event")
    counted = count_event(claim.event, on_record.outages)
    return None if counted.basis is Basis.PENDING else NotWaiting()


def _refuse_mode(claim: Claim) -> ClaimRefusal | None:
    if claim.event is None:
        return DetailMissing(claim.kind, "event")
    if claim.mode is None:
        return DetailMissing(claim.kind, "mode")
    return SameMode(claim.mode) if claim.event.mode is claim.mode else None


def claimed_moment(hours: DaySchedule, hour: int, minute: int, kind: EventKind) -> datetime:
    """The instant at which a clock on the wall of the posting showed `hour`.`minute`.

    Of a shift across midnight the next date's morning is meant where the duty date has none;
    what no reading puts into the date is answered on the duty date itself.
    """
    readings = [
        datetime(
            (day := hours.date + number * ONE_DAY).year,
            day.month,
            day.day,
            hour,
            minute,
            tzinfo=hours.zone,
        )
        for number in (0, 1)
    ]
    owned = [moment for moment in readings if hours.owns(moment)]
    if not owned:
        return readings[0]
    return owned[0] if kind is EventKind.IN else owned[-1]
