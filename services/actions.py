"""Writes of the citizens' side: one verb each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

from services.models import Closure, ClosureKind, Desk, DeskService, DeskStatus
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
    changed_codes = 0
    for status in statuses_at(lines, at):
        columns = _columns(status)
        stored = status.line.stored
        if stored is not None and all(getattr(stored, name) == columns[name] for name in columns):
            continue
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
        log.info("desks.settled", agency=agency_id, rows=len(changed_rows), codes=changed_codes)
    return changed_codes


@transaction.atomic
def close_desks(
    *, desks: Iterable[Desk], starts_at: datetime, ends_at: datetime, message: str
) -> list[int]:
    """Close `desks` suddenly from `starts_at` to `ends_at` (aware); the ids of the new closures.

    Needs the tenant of the agency that owns the desks or hosts their offices. What is closed for
    part of that time already stays as it was announced. `settle_desks` then tells the public.
    """
    made: list[Closure] = []
    for desk in desks:
        standing = Closure.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=starts_at),
            office_id=desk.office_id,
            desk=desk,
            service=None,
            starts_at__lt=ends_at,
        ).order_by("starts_at")
        made.extend(
            Closure(
                office_id=desk.office_id,
                desk=desk,
                kind=ClosureKind.EMERGENCY,
                starts_at=first,
                ends_at=last,
                message=message,
            )
            for first, last in _gaps(starts_at, ends_at, standing)
        )
    closures = Closure.objects.bulk_create(made)
    log.info("desks.closed", closures=len(closures))
    return [closure.pk for closure in closures]


@transaction.atomic
def reopen_desks(*, closure_ids: Collection[int], at: datetime) -> None:
    """End these closures at `at` (aware), or take them back where they have not begun."""
    closures = Closure.objects.filter(pk__in=closure_ids)
    closures.filter(starts_at__gte=at).delete()
    ended = closures.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at)).update(ends_at=at)
    log.info("desks.reopened", closures=ended)


def _gaps(
    starts_at: datetime, ends_at: datetime, standing: Iterable[Closure]
) -> list[tuple[datetime, datetime]]:
    """The parts of a time that no closure of `standing` (in order) covers."""
    gaps: list[tuple[datetime, datetime]] = []
    at = starts_at
    for closure in standing:
        if closure.starts_at > at:
            gaps.append((at, closure.starts_at))
        at = ends_at if closure.ends_at is None else max(at, closure.ends_at)
    return [*gaps, (at, ends_at)] if at < ends_at else gaps


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
