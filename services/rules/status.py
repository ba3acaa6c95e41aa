"""The desk's status: one pure function from facts to what the public may be told."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from services.rules.facts import DayHours, DeskFacts, StatusSettings
from services.rules.hours import hours_on
from services.rules.next_change import Outlook, outlook
from services.rules.state import Code, DeskState, Judgement, LastKnown, Reason
from services.rules.steps import is_silent, judge

SENSED = frozenset({Code.STAFFED, Code.BREAK, Code.EXPECTED, Code.UNSTAFFED})
"""Codes that rest on the evidence pipeline, not on the plan alone."""


def derive(facts: DeskFacts, now: datetime, settings: StatusSettings | None = None) -> DeskState:
    """The status of one service at one desk at `now` (aware), with its next change and expiry.

    Raises ValueError for a naive `now`.
    """
    if now.tzinfo is None:
        raise ValueError("now must carry its zone")
    settings = settings or StatusSettings()
    silent = is_silent(facts, now, settings)
    found = judge(facts, now, settings, silent=silent)
    ahead = outlook(facts, now, settings, found, silent=silent)
    day = now.astimezone(facts.calendar.zone).date()
    hours = hours_on(facts.calendar, day)
    return DeskState(
        code=found.code,
        reason=found.reason,
        basis=found.basis,
        limited=found.limited,
        until=found.until,
        detail=found.detail,
        evidence_at=found.evidence_at,
        last_known=_last_known(facts, now, settings) if found.reason is Reason.SYSTEM else None,
        hours=hours if isinstance(hours, DayHours) else None,
        next_change=ahead.next_change,
        valid_until=_valid_until(facts, now, settings, found, ahead),
    )


def _last_known(facts: DeskFacts, now: datetime, settings: StatusSettings) -> LastKnown | None:
    """What the rules said when the pipeline was last heard, if that was today."""
    heartbeat = facts.heartbeat_at
    zone = facts.calendar.zone
    if heartbeat is None or heartbeat.astimezone(zone).date() != now.astimezone(zone).date():
        return None
    return LastKnown(judge(facts, heartbeat, settings, silent=False).code, heartbeat)


def _valid_until(
    facts: DeskFacts, now: datetime, settings: StatusSettings, found: Judgement, ahead: Outlook
) -> datetime:
    """When a copy of this status stops being true or provable, at the latest at local midnight.

    A sensed status lives no longer than the pipeline's last word; a status that waits for the
    pipeline to come back is looked at again after as long.
    """
    zone = facts.calendar.zone
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    limits = [datetime.combine(tomorrow, time(0), zone)]
    if ahead.holds_until is not None:
        limits.append(ahead.holds_until)
    if found.reason is Reason.SYSTEM:
        limits.append(now + settings.pipeline)
    elif facts.heartbeat_at is not None and (found.code in SENSED or found.reason is Reason.STALE):
        limits.append(facts.heartbeat_at + settings.pipeline)
    return min(limits)
