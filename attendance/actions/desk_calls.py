"""Having desks counted anew: a row in the outbox of the same transaction, and one ring after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from attendance.actions.bells import ring
from attendance.models import Outbox
from attendance.queries.desk_days import DeskDate

DRAIN_TASK = "attendance.drain_outbox"


def tell_desks(*, agency_id: int, desk_days: Iterable[DeskDate], at: datetime) -> None:
    """Leave word at `at` (aware) that these desks must be counted anew for these dates.

    Needs the agency's tenant and a transaction; a broker that is away delays it and no more.
    """
    rows = [
        Outbox(agency_id=agency_id, desk_id=desk_id, date=day, created_at=at)
        for desk_id, day in dict.fromkeys(desk_days)
    ]
    if rows:
        Outbox.objects.bulk_create(rows)
        transaction.on_commit(partial(ring_for_desks, agency_id), robust=True)


def ring_for_desks(agency_id: int) -> None:
    """Ask for the outbox to be drained now; without a broker the schedule does it later."""
    ring(DRAIN_TASK, agency_id)
