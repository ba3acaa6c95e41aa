"""What the service manager should be asked about; never shown to the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from services.rules.facts import DeskFacts, StatusSettings
from services.rules.state import Code
from services.rules.steps import is_silent, judge


class DeskWarning(StrEnum):
    """A contradiction only the manager can settle."""

    CLOSED_BUT_STAFFED = "closed_but_staffed"
    """A closure is in force while officers are confirmed at the desk."""
    LEFT_BEFORE_CLOSING = "left_before_closing"
    """The last officer has left in service hours: arrange cover or announce a closure."""


def warn_manager(
    facts: DeskFacts, now: datetime, settings: StatusSettings | None = None
) -> DeskWarning | None:
    """What to ask the manager of this desk at `now`, or None."""
    settings = settings or StatusSettings()
    silent = is_silent(facts, now, settings)
    shown = judge(facts, now, settings, silent=silent)
    if any(each.covers(now) for each in facts.closures):
        open_facts = replace(facts, closures=())
        behind = judge(open_facts, now, settings, silent=silent)
        return DeskWarning.CLOSED_BUT_STAFFED if behind.code is Code.STAFFED else None
    presence = facts.presence
    if shown.code is Code.UNSTAFFED and presence is not None:
        today = presence.day == now.astimezone(facts.calendar.zone).date()
        came_and_left = presence.first_in_at is not None and presence.on_break == 0
        return DeskWarning.LEFT_BEFORE_CLOSING if today and came_and_left else None
    return None
