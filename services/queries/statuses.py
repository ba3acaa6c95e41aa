"""From lines to statuses: derived at the asked moment, settled against what was published before.

Nothing is written here: a page that is asked between two runs of the tasks says what they would.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.models import DeskStatus
from services.queries.facts import Line
from services.rules import (
    Basis,
    Code,
    DeskFacts,
    DeskState,
    Event,
    LastKnown,
    NextChange,
    Reason,
    SettledState,
    derive,
    settle,
)
from services.rules.status import SENSED

UNSEEN = frozenset({Reason.SYSTEM.value, Reason.STALE.value})
"""Why a desk is unconfirmed on one date; the next one asks anew."""


@dataclass(frozen=True, slots=True)
class LineStatus:
    """A line with its status at one moment."""

    line: Line
    settled: SettledState
    since_known: bool
    """False while the code is the one found at the first look: nobody saw it begin."""

    @property
    def state(self) -> DeskState:
        """The status to publish."""
        return self.settled.state


def statuses_at(lines: Iterable[Line], now: datetime) -> list[LineStatus]:
    """The status of every line at `now` (aware).

    Services that share a desk, a giver and their closures share their facts, and are derived once.
    """
    derived: dict[tuple[int, int, tuple[int, ...]], DeskState] = {}
    found = []
    for line in lines:
        key = (line.desk.pk, line.agency.pk, tuple(each.pk for each in line.closures))
        if key not in derived:
            derived[key] = derive(line.facts, now)
        state = derived[key]
        before = published_before(line.stored, line.facts, state, now)
        settled = settle(before, state, now)
        found.append(
            LineStatus(line, settled, since_known=_saw_begin(line.stored, before, settled))
        )
    return found


def _saw_begin(row: DeskStatus | None, before: SettledState | None, settled: SettledState) -> bool:
    """Whether the present code began under our eyes."""
    if row is None or before is None:
        return False
    return row.since_known or settled.state.code is not before.state.code


def published_before(
    row: DeskStatus | None, facts: DeskFacts, derived: DeskState, now: datetime
) -> SettledState | None:
    """The status a row holds; None where it says nothing about now.

    A status that rests on presence, or says that it is missing, ends with its date: if nobody
    looked overnight (the tasks were down), yesterday's must not go on as today's.
    """
    if row is None:
        return None
    zone = facts.calendar.zone
    code = Code(row.code)
    of_its_date = code in SENSED or row.reason in UNSEEN
    if of_its_date and row.settled_at.astimezone(zone).date() != now.astimezone(zone).date():
        return None
    return SettledState(_state_of(row, code, derived), since=row.since, due_at=row.due_at)


def _state_of(row: DeskStatus, code: Code, derived: DeskState) -> DeskState:
    """The stored columns as the rules' state; the hours of the date come from today's answer."""
    last_known = next_change = None
    if row.last_known_at is not None:
        last_known = LastKnown(Code(row.last_known_code), row.last_known_at)
    if row.next_at is not None:
        next_change = NextChange(
            row.next_at,
            Code(row.next_code),
            Event(row.next_event),
            Reason(row.next_reason) if row.next_reason else None,
        )
    return DeskState(
        code=code,
        reason=Reason(row.reason) if row.reason else None,
        basis=Basis(row.basis),
        limited=row.limited,
        until=row.until,
        detail=row.detail,
        evidence_at=row.evidence_at,
        last_known=last_known,
        hours=derived.hours,
        next_change=next_change,
        valid_until=row.valid_until,
    )
