"""When the status changes by itself: the rules asked again at every foreseeable moment.

Nothing here repeats a rule. The moments at which an answer *can* change are listed (openings,
breaks, closures, expiries), and `judge` is asked at each until it answers differently. No new
event is assumed, and the pipeline is taken to stay as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.rules.facts import DayHours, DeskFacts, StatusSettings
from services.rules.hours import first_uncovered, hours_on, span_of
from services.rules.state import Code, Event, Judgement, NextChange
from services.rules.steps import judge


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the rules will say with no new event."""

    next_change: NextChange | None
    """The first other code within the horizon."""
    holds_until: datetime | None
    """The first moment with another code or reason within the horizon."""


def outlook(
    facts: DeskFacts, now: datetime, settings: StatusSettings, current: Judgement, *, silent: bool
) -> Outlook:
    """The next change after `now`, at which `current` is the answer."""
    holds_until: datetime | None = None
    for at, event in foreseeable(facts, now, settings):
        then = judge(facts, at, settings, silent=silent)
        if holds_until is None and (then.code, then.reason) != (current.code, current.reason):
            holds_until = at
        if then.code != current.code:
            return Outlook(NextChange(at, promised(then.code), event, then.reason), holds_until)
    return Outlook(None, holds_until)


def promised(code: Code) -> Code:
    """The code that may be announced ahead: an officer is expected, never promised."""
    return Code.EXPECTED if code is Code.STAFFED else code


def foreseeable(
    facts: DeskFacts, now: datetime, settings: StatusSettings
) -> Iterator[tuple[datetime, Event]]:
    """The moments after `now`, in order, at which the answer may change; to the horizon."""
    today = now.astimezone(facts.calendar.zone).date()
    horizon = now + timedelta(days=settings.horizon_days)
    single = list(_dated_moments(facts, settings))
    for offset in range(settings.horizon_days + 1):
        day = today + timedelta(days=offset)
        start = datetime.combine(day, time(0), facts.calendar.zone)
        end = start + timedelta(days=1)
        moments = [(start, Event.NEW_DAY), *_hours_moments(facts, settings, day)]
        moments += [(at, event) for at, event in single if start <= at < end]
        # What the hours of a date stand for beyond its midnight belongs to another date's rules.
        moments = [(at, event) for at, event in moments if start <= at <= end]
        # A named event speaks before the bare date change at the same instant.
        moments.sort(key=lambda each: (each[0], each[1] is Event.NEW_DAY))
        yield from ((at, event) for at, event in moments if now < at <= horizon)


def _hours_moments(
    facts: DeskFacts, settings: StatusSettings, day: date
) -> Iterator[tuple[datetime, Event]]:
    """The moments the hours of `day` stand for."""
    hours = hours_on(facts.calendar, day)
    if not isinstance(hours, DayHours):
        return
    span = span_of(hours, day, facts.calendar.zone)
    yield span.opens, Event.OPENING
    opening = first_uncovered(span.opens, facts.closures)
    if opening is not None:
        yield opening + settings.grace, Event.GRACE_END
    if span.break_start is not None and span.break_end is not None:
        yield span.break_start, Event.BREAK_START
        yield span.break_end, Event.BREAK_END
        yield span.break_end + settings.overdue, Event.BREAK_OVERDUE
    yield span.closes, Event.CLOSING


def _dated_moments(facts: DeskFacts, settings: StatusSettings) -> Iterator[tuple[datetime, Event]]:
    """The moments that stand in the facts themselves: closures, expiries, declared breaks."""
    for closure in facts.closures:
        yield closure.starts_at, Event.CLOSURE_START
        if closure.ends_at is not None:
            yield closure.ends_at, Event.CLOSURE_END
    presence = facts.presence
    if presence is None:
        return
    if presence.evidence_at is not None:
        # Evidence still counts at its last moment; the change comes the instant after.
        expiry = presence.evidence_at + settings.stale + datetime.resolution
        yield expiry, Event.EVIDENCE_EXPIRY
    if presence.break_until is not None:
        yield presence.break_until + settings.overdue, Event.BREAK_OVERDUE
