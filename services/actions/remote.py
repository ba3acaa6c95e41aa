"""Service by telephone or online on some weekdays, as the desk's owner plans it."""

from __future__ import annotations

from datetime import date, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from services.actions.keepers import require_owner
from services.actions.refused import Fault, KeepingRefused, refusing
from services.models import Desk, RemoteService

log = structlog.get_logger(__name__)


@transaction.atomic
def plan_remote(
    *,
    agency_id: int,
    desk: Desk,
    first: date,
    last: date | None,
    weekdays: frozenset[int],
    channel: str,
) -> RemoteService:
    """Plan remote service on ISO `weekdays` from `first` to `last`. Raises KeepingRefused.

    A weekday of a date has one channel: where another plan speaks already, the new one is refused.
    """
    require_owner(agency_id, desk)
    touching = RemoteService.objects.filter(desk=desk).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=first)
    )
    if last is not None:
        touching = touching.filter(valid_from__lte=last)
    for row in touching:
        if weekdays & {int(digit) for digit in row.weekdays}:
            raise KeepingRefused(Fault.REMOTE_TWICE, "weekdays", row.channel)
    row = RemoteService(
        agency_id=agency_id,
        desk=desk,
        valid_from=first,
        valid_until=last,
        weekdays="".join(str(day) for day in sorted(weekdays)),
        channel=channel,
    )
    with refusing("last"):
        row.save(force_insert=True)
    log.info("remote.planned", agency=agency_id, desk=desk.pk, remote=row.pk)
    return row


@transaction.atomic
def end_remote(*, agency_id: int, row: RemoteService, today: date) -> None:
    """End a plan with yesterday; one that has not begun is removed. Raises KeepingRefused."""
    require_owner(agency_id, row.desk)
    if row.valid_until is not None and row.valid_until < today:
        raise KeepingRefused(Fault.REMOTE_OVER)
    if row.valid_from >= today:
        row.delete()
    else:
        row.valid_until = today - timedelta(days=1)
        row.save(update_fields=["valid_until"])
    log.info("remote.ended", agency=agency_id, desk=row.desk_id)
