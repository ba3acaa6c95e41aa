"""Who is at a desk, as numbers: what the citizens' side may know of the officers' check-ins.

An officer counts at the desk of the roster, or where a cover puts them, never at two at once
(unless both desks declare that they share officers: then no cover takes them away). Only a check-in
that proves presence counts; a break they declared takes them off until they are seen again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from attendance.rules.modes import EventKind


class Evidence(StrEnum):
    """What the newest sign of life of a desk was; as `services.models.EvidenceKind`."""

    CHECK_IN = "check_in"
    BREAK_END = "break_end"
    PING = "ping"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class OfficerEvent:
    """One check-in of an officer of the desk; `at` is its receipt (aware)."""

    kind: EventKind
    at: datetime
    proves: bool
    """Given as WFO and not measured outside the office: only such a check-in proves presence."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When an officer belongs to the desk: half-open, None without that bound."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether the officer belongs to the desk at `at`."""
        began = self.starts_at is None or self.starts_at <= at
        return began and (self.ends_at is None or at < self.ends_at)


ALL_DAY = Turn()


@dataclass(frozen=True, slots=True)
class Pause:
    """A declared break, of an officer or of the whole desk; `ended_at` is when they came back."""

    starts_at: datetime
    until: datetime
    ended_at: datetime | None = None

    def runs(self, at: datetime, seen_at: datetime | None) -> bool:
        """Whether it runs at `at` for somebody last seen at `seen_at`: a later check-in ends it."""
        open_then = self.starts_at <= at and (self.ended_at is None or at < self.ended_at)
        return open_then and (seen_at is None or seen_at <= self.starts_at)


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer of a desk on a date: when they belong to it, their events and own breaks."""

    events: Sequence[OfficerEvent] = ()
    turns: Sequence[Turn] = (ALL_DAY,)
    pauses: Sequence[Pause] = ()


@dataclass(frozen=True, slots=True)
class DeskDay:
    """What happened at a desk on a date. `pauses` are those of the whole desk."""

    officers: Sequence[Officer] = ()
    pauses: Sequence[Pause] = ()
    tap: tuple[datetime, Evidence] | None = None
    """The newest sign of life of the desk itself, from its tablet or its queue."""


@dataclass(frozen=True, slots=True)
class DeskCount:
    """A desk's officers at one moment of a date; on site and on break are disjoint."""

    on_site: int = 0
    on_break: int = 0
    first_in_at: datetime | None = None
    """When the day's first officer was at the desk, kept after that officer has left."""
    evidence_at: datetime | None = None
    """The newest sign of those on site; of anybody, when nobody is left."""
    evidence: Evidence | None = None
    break_until: datetime | None = None
    """The next promised return that is not overdue; where all are, the last one."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One officer as they stand at the moment of the count."""

    arrived_at: datetime | None
    sign: tuple[datetime, Evidence] | None
    is_in: bool
    """Checked in on site, and belonging to the desk now; on a break or not."""
    pauses: tuple[Pause, ...]
    """The breaks that run: their own, and the whole desk's."""


def count_desk(day: DeskDay, at: datetime, overdue: timedelta) -> DeskCount:
    """Count the officers of a desk at `at` (aware) from what happened there, in any order.

    A break longer than promised by `overdue` no longer says when somebody returns.
    """
    seen = [see_officer(officer, day.pauses, at) for officer in day.officers]
    here = [one for one in seen if one.is_in and not one.pauses]
    away = [one for one in seen if one.is_in and one.pauses]
    signs = [one.sign for one in (here or seen) if one.sign is not None]
    if here and day.tap is not None and day.tap[0] <= at:
        signs.append(day.tap)
    newest = max(signs, key=lambda sign: sign[0], default=None)
    return DeskCount(
        on_site=len(here),
        on_break=len(away),
        first_in_at=min((one.arrived_at for one in seen if one.arrived_at), default=None),
        evidence_at=None if newest is None else newest[0],
        evidence=None if newest is None else newest[1],
        break_until=_return_at(away, at, overdue),
    )


def turns_of(
    *, planned: bool, here: Sequence[Turn], elsewhere: Sequence[tuple[datetime, datetime]]
) -> tuple[Turn, ...]:
    """When an officer belongs to a desk: planned there, less the turns elsewhere, and covers here.

    `elsewhere` are (start, end) of the covers at other desks, in any order.
    """
    found = list(here)
    if not planned:
        return tuple(found)
    start: datetime | None = None
    for begins, ends in sorted(elsewhere):
        if start is None or start < begins:
            found.append(Turn(start, begins))
        start = ends if start is None else max(start, ends)
    return (*found, Turn(start))


def see_officer(officer: Officer, whole: Sequence[Pause], at: datetime) -> Seen:
    """One officer at `at`: in, when the latest event up to then is a check-in that proves it.

    A WFH, out-of-fence or rejected one never counts, and it ends what an earlier one proved.
    """
    # Of two events in one instant the one that proves less is taken as the later.
    events = sorted(
        (one for one in officer.events if one.at <= at), key=lambda one: (one.at, not _proves(one))
    )
    proofs = [one.at for one in events if _proves(one)]
    last = proofs[-1] if proofs else None
    is_in = bool(events) and _proves(events[-1])
    pauses = (*officer.pauses, *whole)
    return Seen(
        arrived_at=min(
            (one for turn in officer.turns if (one := _arrival(events, turn, at))), default=None
        ),
        sign=_sign(proofs, pauses, at),
        is_in=is_in and any(turn.covers(at) for turn in officer.turns),
        pauses=tuple(pause for pause in pauses if pause.runs(at, last)),
    )


def _proves(event: OfficerEvent) -> bool:
    return event.kind is EventKind.IN and event.proves


def _arrival(events: Sequence[OfficerEvent], turn: Turn, at: datetime) -> datetime | None:
    """When the officer was first at the desk in `turn`; `events` in order, up to `at`."""
    if turn.starts_at is not None:
        if at < turn.starts_at:
            return None
        before = [one for one in events if one.at <= turn.starts_at]
        if before and _proves(before[-1]):
            return turn.starts_at
    return next((one.at for one in events if _proves(one) and turn.covers(one.at)), None)


def _sign(
    proofs: Sequence[datetime], pauses: Iterable[Pause], at: datetime
) -> tuple[datetime, Evidence] | None:
    """The newest proof of an officer: a check-in, or the end of a break after one."""
    if not proofs:
        return None
    ended = [pause.ended_at for pause in pauses if pause.ended_at is not None]
    signs = [(proofs[-1], Evidence.CHECK_IN)]
    signs += [(one, Evidence.BREAK_END) for one in ended if proofs[0] <= one <= at]
    return max(signs, key=lambda sign: sign[0])


def _return_at(away: Iterable[Seen], at: datetime, overdue: timedelta) -> datetime | None:
    """When the next of those on a break returns: each at the end of their longest one."""
    returns = sorted(max(pause.until for pause in one.pauses) for one in away)
    ahead = [one for one in returns if at < one + overdue]
    return ahead[0] if ahead else (returns[-1] if returns else None)
