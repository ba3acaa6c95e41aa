"""What the monitor measures, and when an outage may be declared.

Two signals point to a failed portal: its own beat fell silent, or many people's taps came in long
after they were made. Both only propose; an operator declares (rules page, section 2). Every moment
is aware; a span includes both its ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from attendance.rules.events import TAP_TOLERANCE

MINUTE = timedelta(minutes=1)
LONGEST = timedelta(hours=24)
"""Longer than a day is no single outage: its days are looked at one by one."""


class Span(NamedTuple):
    """From `start` to `end`, both included; aware, `end` not before `start`."""

    start: datetime
    end: datetime

    def touches(self, other: "Span") -> bool:
        """Whether the two share a moment."""
        return self.start <= other.end and other.start <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share more than the one moment at which they meet."""
        return self.start < other.end and other.start < self.end


class QueuedTap(NamedTuple):
    """A tap of `person` that reached the server later than it was made."""

    person: int
    tapped_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """From which numbers on the monitor proposes; units in the names.

    `queued_percent` is the share of those who tapped; `queued_gap_minutes` the longest pause
    inside one crowd; a tap held back longer than `queued_longest_minutes` tells of its own phone,
    not of the portal. `lead_minutes` before the hours begin are watched too.
    """

    silence_minutes: int
    lead_minutes: int
    queued_people: int
    queued_percent: int
    queued_gap_minutes: int
    queued_longest_minutes: int


class SignalKind(StrEnum):
    """What was measured."""

    SILENCE = "silence"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Signal:
    """One measurement. `people` are those it counted: of a queue whose taps came late, of a
    silence whose taps arrived all the same. `of` are all who tapped; `longest_minutes` is the
    length of a silence, or the longest delay of a queue.
    """

    kind: SignalKind
    span: Span
    people: int
    of: int
    longest_minutes: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody should decide about; `refs` are the rows it replaces, the oldest first."""

    span: Span
    signals: tuple[Signal, ...]
    refs: tuple[int, ...] = ()


def silences(beats: Iterable[Span], now: datetime, least: timedelta) -> list[Span]:
    """The gaps of at least `least` between the stretches `beats`, also the one that lasts."""
    found: list[Span] = []
    latest: datetime | None = None
    for beat in [*sorted(beats), Span(now, now)]:
        if latest is not None and beat.start - latest >= least:
            found.append(Span(latest, beat.start))
        latest = beat.end if latest is None else max(latest, beat.end)
    # Without a single beat nothing is known, not even that the portal ought to have run.
    return found


def within(spans: Iterable[Span], hours: Sequence[Span]) -> Iterator[Span]:
    """The parts of `spans` inside one of `hours`."""
    for span in spans:
        for watch in hours:
            if span.touches(watch):
                yield Span(max(span.start, watch.start), min(span.end, watch.end))


def without(spans: Iterable[Span], settled: Iterable[Span]) -> list[Span]:
    """What remains of `spans` outside `settled`: the rest before and after each of them."""
    left = list(spans)
    for done in settled:
        parts: list[Span] = []
        for span in left:
            if not span.touches(done):
                parts.append(span)
                continue
            if span.start < done.start:
                parts.append(Span(span.start, done.start))
            if span.end > done.end:
                parts.append(Span(done.end, span.end))
        left = parts
    return left


def crowds(taps: Iterable[QueuedTap], limits: WatchLimits) -> list[list[QueuedTap]]:
    """Taps held back more than two minutes, grouped where the pauses between them are short.

    A crowd of fewer than `queued_people` different people is none.
    """
    longest = limits.queued_longest_minutes * MINUTE
    pause = limits.queued_gap_minutes * MINUTE
    groups: list[list[QueuedTap]] = []
    for tap in sorted(taps, key=lambda one: (one.tapped_at, one.person)):
        if not TAP_TOLERANCE < tap.received_at - tap.tapped_at <= longest:
            continue
        if groups and tap.tapped_at - groups[-1][-1].tapped_at <= pause:
            groups[-1].append(tap)
        else:
            groups.append([tap])
    return [group for group in groups if _people(group) >= limits.queued_people]


def queue_signal(crowd: Sequence[QueuedTap], tapped: int, limits: WatchLimits) -> Signal | None:
    """What a crowd says, when `tapped` people tapped in its time at all; None if too few of them.

    The span runs from the first tap to the last receipt: that long nothing was sure to arrive.
    """
    people = _people(crowd)
    if people * 100 < limits.queued_percent * tapped:
        return None
    delay = max(tap.received_at - tap.tapped_at for tap in crowd)
    span = Span(crowd[0].tapped_at, max(tap.received_at for tap in crowd))
    return Signal(SignalKind.QUEUE, span, people, max(people, tapped), delay // MINUTE)


def proposals(waiting: Iterable[Proposal], signals: Iterable[Signal]) -> list[Proposal]:
    """Each group of signals and waiting proposals that touch, as one proposal, in order of time.

    A newer measurement of the same kind and time replaces the older one. Spans grow to whole
    minutes outward and never shrink, so asking again with the same signals changes nothing.
    """
    parts = [*waiting, *(Proposal(_whole_minutes(one.span), (one,)) for one in signals)]
    groups: list[list[Proposal]] = []
    latest: datetime | None = None
    for part in sorted(parts, key=lambda one: (one.span, one.refs)):
        if latest is not None and part.span.start <= latest:
            groups[-1].append(part)
            latest = max(latest, part.span.end)
        else:
            groups.append([part])
            latest = part.span.end
    return [_joined(group) for group in groups]


def _joined(group: Sequence[Proposal]) -> Proposal:
    new = [signal for part in group if not part.refs for signal in part.signals]
    kept = [
        signal
        for part in group
        if part.refs
        for signal in part.signals
        if not any(signal.kind is one.kind and signal.span.touches(one.span) for one in new)
    ]
    return Proposal(
        span=Span(min(part.span.start for part in group), max(part.span.end for part in group)),
        signals=tuple(sorted([*kept, *new], key=lambda one: (one.span, one.kind))),
        refs=tuple(sorted(ref for part in group for ref in part.refs)),
    )


def _people(taps: Iterable[QueuedTap]) -> int:
    return len({tap.person for tap in taps})


def _whole_minutes(span: Span) -> Span:
    start = span.start.replace(second=0, microsecond=0)
    end = span.end.replace(second=0, microsecond=0)
    return Span(start, end if end == span.end else end + MINUTE)


@dataclass(frozen=True, slots=True)
class EndsFirst:
    """The outage ends before, or when, it starts."""


@dataclass(frozen=True, slots=True)
class StillToCome:
    """The outage reaches past the present minute: nobody knows yet whether it lasts."""

    now: datetime


@dataclass(frozen=True, slots=True)
class TooLong:
    """The outage is longer than a day."""

    hours: int


@dataclass(frozen=True, slots=True)
class TooOld:
    """The outage began before `oldest`, the first date that may still be declared."""

    oldest: date
    term_days: int


@dataclass(frozen=True, slots=True)
class Overlaps:
    """A declared outage holds for a part of this time."""

    other: Span


@dataclass(frozen=True, slots=True)
class ProposalWaits:
    """The monitor has proposed an outage at this time: that one is to be settled."""

    proposed: Span


@dataclass(frozen=True, slots=True)
class BesideProposal:
    """The declared time lies wholly outside the proposal it is to settle."""

    proposed: Span


OutageRefusal = (
    EndsFirst | StillToCome | TooLong | TooOld | Overlaps | ProposalWaits | BesideProposal
)


def refuse_outage(
    span: Span,
    *,
    now: datetime,
    today: date,
    starts_on: date,
    term_days: int,
    declared: Iterable[Span],
    waiting: Iterable[Span] = (),
    proposed: Span | None = None,
) -> OutageRefusal | None:
    """Why the outage `span` may not be declared at `now`, or None.

    `today` and `starts_on` are the agency's local dates of `now` and of the start; `declared` are
    the outages that hold, `waiting` the other proposals, `proposed` the one to be settled. The
    present minute may be included: it is what an operator types.
    """
    oldest = today - timedelta(days=term_days)
    if span.end <= span.start:
        return EndsFirst()
    if span.end > _whole_minutes(Span(now, now)).end:
        return StillToCome(now)
    if span.end - span.start > LONGEST:
        return TooLong(LONGEST // timedelta(hours=1))
    if starts_on < oldest:
        return TooOld(oldest, term_days)
    for other in declared:
        if span.overlaps(other):
            return Overlaps(other)
    for other in waiting:
        if span.overlaps(other):
            return ProposalWaits(other)
    if proposed is not None and not span.overlaps(proposed):
        return BesideProposal(proposed)
    return None
