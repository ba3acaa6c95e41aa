"""When the keeper of a desk must be called: nobody came, the last one left, too few are planned.

Only what the citizens' side knows of a desk, in numbers, decides; who could help is not asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.rules import (
    Code,
    DayHours,
    DeskFacts,
    DeskWarning,
    StatusSettings,
    hours_on,
    warn_manager,
)
from services.rules.hours import Span, first_uncovered, span_of
from services.rules.steps import is_silent, judge

LATE_AFTER = timedelta(minutes=5)
"""After the opening. The page says "expected" for fifteen minutes: ten are left to send somebody
before citizens read that nobody is there."""
AHEAD = timedelta(days=7)
"""How far rosters are looked through: a week ahead lines can still be exchanged in peace."""
RETOLD_AFTER = timedelta(minutes=30)
"""A trouble that comes back within this time is shown again, but not told again: an officer who
fetches something twice must not ring everybody's telephone twice."""


class Alarm(StrEnum):
    """What the keeper is called for; the values are those of the table's column."""

    SHORT_ROSTER = "short_roster"
    LATE = "late"
    LEFT = "left"
    CLOSED_BUT_STAFFED = "closed_but_staffed"


@dataclass(frozen=True, slots=True)
class ShortDay:
    """A date on which the desk is open and the roster puts fewer there than it needs."""

    day: date
    planned: int
    needed: int


def alarm_at(
    services: Sequence[DeskFacts], now: datetime, settings: StatusSettings | None = None
) -> Alarm | None:
    """What is wrong at a desk at `now` (aware), from the facts of each of its services.

    Somebody missing at one service is enough; a closure is doubted only when everything at the
    desk is closed, for one service may well be closed beside others.
    """
    settings = settings or StatusSettings()
    warnings = [warn_manager(facts, now, settings) for facts in services]
    if warnings and all(each is DeskWarning.CLOSED_BUT_STAFFED for each in warnings):
        return Alarm.CLOSED_BUT_STAFFED
    if DeskWarning.LEFT_BEFORE_CLOSING in warnings:
        return Alarm.LEFT
    if any(is_late(facts, now, settings) for facts in services):
        return Alarm.LATE
    return None


def is_unheard(
    services: Sequence[DeskFacts], now: datetime, settings: StatusSettings | None = None
) -> bool:
    """Whether nothing can be said: silence does not tell an empty desk from a lost signal."""
    settings = settings or StatusSettings()
    return any(is_silent(facts, now, settings) for facts in services)


def is_late(facts: DeskFacts, now: datetime, settings: StatusSettings) -> bool:
    """Whether the desk has been open for `LATE_AFTER` and nobody has come today."""
    span = _span(facts, now.astimezone(facts.calendar.zone).date())
    if span is None or _came_today(facts, now):
        return False
    opened = first_uncovered(span.opens, facts.closures)
    if opened is None or not opened + LATE_AFTER <= now < span.closes:
        return False
    code = judge(facts, now, settings, silent=is_silent(facts, now, settings)).code
    return code in (Code.EXPECTED, Code.UNSTAFFED)


def short_days(facts: DeskFacts, now: datetime) -> tuple[ShortDay, ...]:
    """The dates from today to a week ahead whose approved roster leaves the desk short.

    A date without a roster in force is no short one yet, and a date served from afar is meant so.
    """
    today = now.astimezone(facts.calendar.zone).date()
    found = []
    for offset in range(AHEAD.days + 1):
        day = today + timedelta(days=offset)
        plan, span = facts.plans.get(day), _span(facts, day)
        if plan is None or not plan.approved or span is None or now >= span.closes:
            continue
        if plan.officers_planned >= facts.needed or (plan.remote and not plan.officers_planned):
            continue
        opened = first_uncovered(span.opens, facts.closures)
        if opened is not None and opened < span.closes:
            found.append(ShortDay(day, plan.officers_planned, facts.needed))
    return tuple(found)


def _span(facts: DeskFacts, day: date) -> Span | None:
    """The day's hours as moments; None on a day off or without hours on record."""
    hours = hours_on(facts.calendar, day)
    return span_of(hours, day, facts.calendar.zone) if isinstance(hours, DayHours) else None


def _came_today(facts: DeskFacts, now: datetime) -> bool:
    seen = facts.presence
    if seen is None or seen.day != now.astimezone(facts.calendar.zone).date():
        return False
    return seen.first_in_at is not None or seen.on_site > 0 or seen.on_break > 0
