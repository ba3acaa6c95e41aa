"""What is published of a derived status: changes for the worse wait, all others show at once.

Two officers changing places leave a desk empty for a moment. Only a change nobody had announced,
to a status in which the citizen may come in vain, waits; planned ones (the closing hour, the end of
the grace, the expiry of evidence) and closures come on time. No status outlives its own expiry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.rules.facts import StatusSettings
from services.rules.next_change import promised
from services.rules.state import Code, DeskState

_DOUBTFUL = frozenset({Code.UNSTAFFED, Code.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class SettledState:
    """The published status and since when its code stands."""

    state: DeskState
    since: datetime
    due_at: datetime | None = None
    """When a waiting change for the worse shows if nothing happens: settle again then."""


def settle(
    previous: SettledState | None,
    derived: DeskState,
    now: datetime,
    settings: StatusSettings | None = None,
) -> SettledState:
    """The status to publish at `now` (aware), given the one published before.

    `since` is the announced moment of a planned change, the end of the wait of a delayed one, and
    `now` for the others: as far as can be, it does not depend on how often the caller looks.
    """
    if previous is None:
        return SettledState(derived, since=now)
    shown = previous.state
    if derived.code is shown.code:
        return SettledState(derived, since=previous.since)
    announced = shown.next_change
    if announced is not None and announced.at <= now and announced.code is promised(derived.code):
        return SettledState(derived, since=announced.at)
    if not _for_the_worse(shown.code, derived.code):
        return SettledState(derived, since=now)
    if now >= shown.valid_until:
        return SettledState(derived, since=shown.valid_until)
    wait = (settings or StatusSettings()).debounce
    # The held status expires with the wait; held again, it ends no later.
    due_at = min(now + wait, shown.valid_until)
    return SettledState(replace(shown, valid_until=due_at), since=previous.since, due_at=due_at)


def _for_the_worse(shown: Code, derived: Code) -> bool:
    """Whether a citizen who set out on the shown status may now come in vain."""
    return derived in _DOUBTFUL and shown not in _DOUBTFUL and shown is not Code.CLOSED
