"""Closing an office, desks or one service of them suddenly, and opening them again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Q

from services.models import Closure, ClosureKind, Desk, Office, Service

log = structlog.get_logger(__name__)


@transaction.atomic
def close_desks(
    *,
    desks: Iterable[Desk],
    starts_at: datetime,
    ends_at: datetime | None,
    message: str,
    alternative: str = "",
    service: Service | None = None,
) -> list[int]:
    """Close `desks` suddenly from `starts_at` to `ends_at` (aware); the ids of the new closures.

    None as the end closes until revoked, a `service` only that one at these desks. Needs the
    tenant of the agency that owns the desks or hosts their offices. What is closed for part of
    that time already stays as it was announced. `settle_desks` then tells the public.
    """
    made = [
        closure
        for desk in desks
        for closure in _missing(
            Closure(
                office_id=desk.office_id,
                desk=desk,
                service=service,
                kind=ClosureKind.EMERGENCY,
                starts_at=starts_at,
                ends_at=ends_at,
                message=message,
                alternative=alternative,
            )
        )
    ]
    closures = Closure.objects.bulk_create(made)
    log.info("desks.closed", closures=len(closures))
    return [closure.pk for closure in closures]


@transaction.atomic
def close_office(
    *,
    office: Office,
    starts_at: datetime,
    ends_at: datetime | None,
    message: str,
    alternative: str = "",
) -> list[int]:
    """Close a whole office suddenly, as `close_desks` does desks; needs its host's tenant."""
    whole = Closure(
        office=office,
        kind=ClosureKind.EMERGENCY,
        starts_at=starts_at,
        ends_at=ends_at,
        message=message,
        alternative=alternative,
    )
    closures = Closure.objects.bulk_create(_missing(whole))
    log.info("office.closed", office=office.pk, closures=len(closures))
    return [closure.pk for closure in closures]


@transaction.atomic
def reopen_desks(*, closure_ids: Collection[int], at: datetime) -> None:
    """End these closures at `at` (aware), or take them back where they have not begun."""
    closures = Closure.objects.filter(pk__in=closure_ids)
    closures.filter(starts_at__gte=at).delete()
    ended = closures.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at)).update(ends_at=at)
    log.info("desks.reopened", closures=ended)


def _missing(wanted: Closure) -> list[Closure]:
    """`wanted`, cut into the parts that no standing closure of the same thing covers."""
    standing = Closure.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=wanted.starts_at),
        office=wanted.office_id,
        desk=wanted.desk_id,
        service=wanted.service_id,
    ).order_by("starts_at")
    return [
        Closure(
            office_id=wanted.office_id,
            desk_id=wanted.desk_id,
            service_id=wanted.service_id,
            kind=wanted.kind,
            starts_at=first,
            ends_at=last,
            message=wanted.message,
            alternative=wanted.alternative,
        )
        for first, last in _gaps(wanted.starts_at, wanted.ends_at, standing)
    ]


def _gaps(
    starts_at: datetime, ends_at: datetime | None, standing: Iterable[Closure]
) -> list[tuple[datetime, datetime | None]]:
    """The parts of a time that no closure of `standing` (in order) covers; None is without end."""
    gaps: list[tuple[datetime, datetime | None]] = []
    at = starts_at
    for closure in standing:
        if ends_at is not None and closure.starts_at >= ends_at:
            break
        if closure.starts_at > at:
            gaps.append((at, closure.starts_at))
        if closure.ends_at is None:
            return gaps
        at = max(at, closure.ends_at)
    return [*gaps, (at, ends_at)] if ends_at is None or at < ends_at else gaps
