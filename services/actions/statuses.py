"""Settling the published statuses of desks: what the public reads now, kept for what comes next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef

from services.models import DeskService, DeskStatus, StatusChange
from services.queries.changes import changes_of
from services.queries.facts import lines_of
from services.queries.statuses import LineStatus, statuses_at

log = structlog.get_logger(__name__)

KEY = ("agency", "desk", "service")


@transaction.atomic
def settle_desks(*, agency_id: int, at: datetime, desk_ids: Collection[int] | None = None) -> int:
    """Settle the services this agency gives at `desk_ids` (None: at all desks) as of `at` (aware).

    Needs the agency's tenant, and that nobody else settles the same desks meanwhile. Writes the
    rows that change and answers how many services changed their code.
    """
    offered = DeskService.objects.filter(agency_id=agency_id)
    if desk_ids is not None:
        offered = offered.filter(desk__in=desk_ids)
    lines, _ = lines_of(offered, at)
    changed_rows: list[DeskStatus] = []
    history: list[StatusChange] = []
    changed_codes = 0
    for status in statuses_at(lines, at):
        columns = _columns(status)
        stored = status.line.stored
        if stored is not None and all(getattr(stored, name) == columns[name] for name in columns):
            continue
        history += changes_of(status, at)
        changed_codes += stored is None or stored.code != columns["code"]
        changed_rows.append(
            DeskStatus(
                agency_id=agency_id,
                desk_id=status.line.desk.pk,
                service_id=status.line.service.pk,
                settled_at=at,
                **columns,
            )
        )
    if changed_rows:
        DeskStatus.objects.bulk_create(
            changed_rows,
            update_conflicts=True,
            unique_fields=KEY,
            update_fields=[
                each.name
                for each in DeskStatus._meta.concrete_fields
                if each.name not in KEY and not each.primary_key
            ],
        )
        StatusChange.objects.bulk_create(history)
        log.info("desks.settled", agency=agency_id, rows=len(changed_rows), codes=changed_codes)
    return changed_codes


@transaction.atomic
def forget_statuses(*, agency_id: int, office_id: int) -> int:
    """Forget what was settled for services this agency gives no more at desks of an office.

    Needs the agency's tenant; answers how many rows went. Without it a desk would still be named
    as a way out for as long as its last status was valid.
    """
    given = DeskService.objects.filter(
        agency_id=OuterRef("agency_id"),
        desk_id=OuterRef("desk_id"),
        service_id=OuterRef("service_id"),
    )
    gone = DeskStatus.objects.filter(agency_id=agency_id, desk__office=office_id)
    gone = gone.exclude(Exists(given))
    count = gone.count()
    if count:
        # Deleted by key: a composite key takes no joins in a DELETE.
        for row in gone:
            row.delete()
        log.info("desks.statuses_forgotten", agency=agency_id, office=office_id, rows=count)
    return count


def _columns(status: LineStatus) -> dict[str, Any]:
    """The settled state as columns of `DeskStatus`."""
    state, settled = status.state, status.settled
    known, change = state.last_known, state.next_change
    return {
        "code": state.code.value,
        "reason": state.reason.value if state.reason else "",
        "basis": state.basis.value,
        "limited": state.limited,
        "until": state.until,
        "detail": state.detail,
        "evidence_at": state.evidence_at,
        "last_known_code": known.code.value if known else "",
        "last_known_at": known.at if known else None,
        "next_at": change.at if change else None,
        "next_code": change.code.value if change else "",
        "next_event": change.event.value if change else "",
        "next_reason": change.reason.value if change and change.reason else "",
        "valid_until": state.valid_until,
        "since": settled.since,
        "since_known": status.since_known,
        "due_at": settled.due_at,
    }
