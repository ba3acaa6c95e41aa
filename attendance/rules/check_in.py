"""What becomes of a tap: recorded with notes, answered again, or refused.

A check-in is recorded in every case in which it could mean something: a faulty place, a queued
tap or a day off is a note for people, never a gate. Only a tap before the policy's window opens
is refused, and a second *in* is answered with the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from attendance.rules.calendar import DayOff
from attendance.rules.emergencies import Release
from attendance.rules.events import (
    AbsenceKind,
    Basis,
    Event,
    Outage,
    count_event,
)
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.policy import Window
from attendance.rules.schedule import DaySchedule

OLDEST_TAP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class NotOpenYet:
    """The policy's first window of the date opens later; both instants aware."""

    at: datetime
    opens_at: datetime


@dataclass(frozen=True, slots=True)
class OnDayOff:
    """Recorded, though no work is due."""

    off: DayOff


@dataclass(frozen=True, slots=True)
class DuringAbsence:
    """Recorded, though an approved absence covers the date."""

    kind: AbsenceKind


@dataclass(frozen=True, slots=True)
class OutWithoutIn:
    """A check-out, but no check-in before it on this date."""


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """Not the place of the first check-in of the date."""

    before: WorkMode
    now: WorkMode


@dataclass(frozen=True, slots=True)
class PlanDiffers:
    """Not the place of the approved plan."""

    plan: WorkMode
    mode: WorkMode


@dataclass(frozen=True, slots=True)
class ReleasedHome:
    """Away from the office though planned in it, and rightly: an emergency was declared."""

    release: Release


@dataclass(frozen=True, slots=True)
class TapQueued:
    """The tap waited `minutes` for the network, outside any outage: to be verified."""

    tapped_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class TapInOutage:
    """The tap lies in an outage and counts when it was made."""

    tapped_at: datetime


@dataclass(frozen=True, slots=True)
class TapIgnored:
    """A tap from the future or older than a day: only the receipt is kept as time."""

    tapped_at: datetime


@dataclass(frozen=True, slots=True)
class OutsideWindows:
    """Recorded outside the policy's check-in windows."""

    at: datetime


Note = (
    OnDayOff
    | DuringAbsence
    | OutWithoutIn
    | ModeChanged
    | PlanDiffers
    | ReleasedHome
    | TapQueued
    | TapInOutage
    | TapIgnored
    | OutsideWindows
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """The person is already in, in the same place: answer with that event, record nothing."""

    event: Event


@dataclass(frozen=True, slots=True)
class Refused:
    """Not recorded; nothing is lost by coming again later."""

    refusal: NotOpenYet


@dataclass(frozen=True, slots=True)
class Recorded:
    """To be recorded as `event` (its tap put right), with what people should know."""

    event: Event
    notes: tuple[Note, ...] = ()


CheckInAnswer = Recorded | Repeat | Refused


def receive_check_in(
    event: Event,
    *,
    day: DaySchedule,
    plan: WorkMode | None,
    earlier: Sequence[Event] = (),
    absence: AbsenceKind | None = None,
    outages: Sequence[Outage] = (),
    windows: Sequence[Window] = (),
    released: Release | None = None,
) -> CheckInAnswer:
    """What to do with a tap just received for `day`.

    `earlier` are the day's recorded events in order of receipt. A request with a known
    idempotency key never comes here: the database answers it with the old record. `released` is
    the emergency under which the person may be away from the office at the tap.
    """
    honest = with_honest_tap(event)
    counted_at = count_event(honest, outages).at
    refusal = refuse_before_window(counted_at, day, windows)
    if refusal is not None:
        return Refused(refusal)
    last = earlier[-1] if earlier else None
    if last is not None and event.kind is EventKind.IN is last.kind and last.mode is event.mode:
        return Repeat(last)
    notes: list[Note] = []
    if honest.tapped_at != event.tapped_at:
        notes.append(TapIgnored(event.tapped_at))
    notes.extend(_tap_notes(honest, outages))
    notes.extend(_day_notes(honest, day, plan, absence))
    notes.extend(_order_notes(honest, earlier))
    if released is not None and honest.mode.is_flexible:
        notes = _under_release(notes, released)
    if windows and not any(_inside(counted_at, day, window) for window in windows):
        notes.append(OutsideWindows(counted_at))
    return Recorded(honest, tuple(notes))


def with_honest_tap(event: Event) -> Event:
    """The event as it may be recorded: an impossible tap is replaced by the receipt.

    A phone's clock may run ahead or be years off; a tap after its receipt, or more than 24 hours
    before it, proves nothing and must not count even in an outage.
    """
    delay = event.received_at - event.tapped_at
    if timedelta(0) <= delay <= OLDEST_TAP:
        return event
    return event._replace(tapped_at=event.received_at)


def refuse_before_window(
    at: datetime, day: DaySchedule, windows: Sequence[Window]
) -> NotOpenYet | None:
    """Why a check-in at `at` comes too early, or None: only before the date's first window.

    Windows are local settings (Kaltim 06.30-07.30 and 11.00-13.00 WITA). After a window closes
    the check-in is recorded, late or noted, because not recording it would punish twice.
    """
    if not windows:
        return None
    opens_at = min(_at(day.date, window, day) for window in windows)
    return NotOpenYet(at, opens_at) if at < opens_at else None


def _tap_notes(event: Event, outages: Sequence[Outage]) -> list[Note]:
    basis = count_event(event, outages).basis
    if basis is Basis.OUTAGE and event.tapped_at != event.received_at:
        return [TapInOutage(event.tapped_at)]
    if basis is Basis.PENDING:
        delay = event.received_at - event.tapped_at
        return [TapQueued(event.tapped_at, delay // timedelta(minutes=1))]
    return []


def _day_notes(
    event: Event, day: DaySchedule, plan: WorkMode | None, absence: AbsenceKind | None
) -> list[Note]:
    if day.off is not None:
        return [OnDayOff(day.off)]
    if absence is not None:
        return [DuringAbsence(absence)]
    planned = plan or WorkMode.WFO
    if event.kind is EventKind.IN and planned is not event.mode:
        return [PlanDiffers(planned, event.mode)]
    return []


def _order_notes(event: Event, earlier: Sequence[Event]) -> list[Note]:
    ins = [other for other in earlier if other.kind is EventKind.IN]
    if not ins:
        return [OutWithoutIn()] if event.kind is EventKind.OUT else []
    if ins[0].mode is not event.mode:
        return [ModeChanged(ins[0].mode, event.mode)]
    return []


def _under_release(notes: Sequence[Note], release: Release) -> list[Note]:
    """The notes with one word for the place that an emergency makes right."""
    kept = [note for note in notes if not _is_of_office(note)]
    return kept if len(kept) == len(notes) else [*kept, ReleasedHome(release)]


def _is_of_office(note: Note) -> bool:
    """Whether the note says that somebody should be, or was, in the office."""
    if isinstance(note, PlanDiffers):
        return note.plan is WorkMode.WFO
    return isinstance(note, ModeChanged) and note.before is WorkMode.WFO


def _inside(at: datetime, day: DaySchedule, window: Window) -> bool:
    clock = day.local(at).time()
    return window.opens <= clock <= window.closes


def _at(on: date, window: Window, day: DaySchedule) -> datetime:
    return datetime.combine(on, window.opens, tzinfo=day.zone)
