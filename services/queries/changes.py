"""Which rows the account of a week gets from a settled status: what the public read, and when.

A row says from when a code stood. What nobody settled, because the tasks were down, stands there
too: a status that rests on presence reads "unconfirmed" from the moment it expired.
"""

from __future__ import annotations

from datetime import datetime

from services.models import StatusChange
from services.queries.statuses import LineStatus
from services.rules import Code, Reason
from services.rules.status import SENSED


def changes_of(status: LineStatus, at: datetime) -> list[StatusChange]:
    """The rows that `status`, settled at `at` (aware), adds to the history of its service."""
    stored, state = status.line.stored, status.state
    reason = "" if state.reason is None else state.reason.value
    if stored is None:
        return [_row(status, state.code.value, reason, status.settled.since)]
    silent_from = _silent_from(status, at)
    if silent_from is None:
        if stored.code == state.code:
            return []
        return [_row(status, state.code.value, reason, status.settled.since)]
    gap = _row(status, Code.UNCONFIRMED.value, Reason.SYSTEM.value, silent_from)
    if (state.code, state.reason) == (Code.UNCONFIRMED, Reason.SYSTEM):
        return [gap]
    # A code that stood before the silence, too, was public again only from now on.
    since = at if stored.code == state.code else max(status.settled.since, silent_from)
    return [gap, _row(status, state.code.value, reason, since)]


def _silent_from(status: LineStatus, at: datetime) -> datetime | None:
    """When the stored status ran out because nobody was heard, if it did so before `at`."""
    stored = status.line.stored
    if stored is None or Code(stored.code) not in SENSED or stored.valid_until >= at:
        return None
    planned = stored.next_at is not None and stored.next_at <= stored.valid_until
    zone = status.line.zone
    overnight = (
        stored.valid_until.astimezone(zone).date() != stored.settled_at.astimezone(zone).date()
    )
    return None if planned or overnight or stored.due_at is not None else stored.valid_until


def _row(status: LineStatus, code: str, reason: str, at: datetime) -> StatusChange:
    line = status.line
    return StatusChange(
        agency_id=line.agency.pk,
        desk_id=line.desk.pk,
        service_id=line.service.pk,
        code=code,
        reason=reason,
        at=at,
    )
