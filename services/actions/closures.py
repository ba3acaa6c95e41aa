"""Closures announced beforehand: of an office, of a desk, or of one service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from services.actions.keepers import require_keeper
from services.actions.refused import Fault, KeepingRefused, refusing
from services.actions.sudden import reopen_desks
from services.models import Closure, ClosureKind, Desk, DeskService, Office, Service

log = structlog.get_logger(__name__)

WHILE_TYPING = timedelta(minutes=5)
"""A closure from "now" on is not refused because the form took a few minutes to fill."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """From when until when (aware; None: until further notice), and what citizens read."""

    starts_at: datetime
    ends_at: datetime | None
    message: str
    alternative: str = ""


@transaction.atomic
def announce_closure(
    *,
    agency_id: int,
    office: Office,
    desk: Desk | None,
    service: Service | None,
    wanted: Announcement,
    at: datetime,
) -> Closure:
    """Announce a closure of the office, one desk or one service. Raises KeepingRefused."""
    require_keeper(agency_id, office, desk)
    if service is not None:
        offered = DeskService.objects.filter(desk__office=office, service=service)
        if not (offered if desk is None else offered.filter(desk=desk)).exists():
            raise KeepingRefused(Fault.SERVICE_NOT_HERE, "service")
    if wanted.starts_at < at - WHILE_TYPING:
        raise KeepingRefused(Fault.STARTS_PAST, "starts_at")
    _require_future_end(wanted, at)
    closure = Closure(office=office, desk=desk, service=service, kind=ClosureKind.ANNOUNCED)
    _write(closure, wanted)
    log.info("closure.announced", agency=agency_id, office=office.pk, closure=closure.pk)
    return closure


@transaction.atomic
def change_closure(*, agency_id: int, closure: Closure, wanted: Announcement, at: datetime) -> None:
    """Correct a closure that is not over. Raises KeepingRefused.

    One that began keeps its beginning: what citizens read yesterday stays true.
    """
    require_keeper(agency_id, closure.office, closure.desk)
    if closure.ends_at is not None and closure.ends_at <= at:
        raise KeepingRefused(Fault.CLOSURE_OVER)
    if closure.starts_at <= at:
        if wanted.starts_at != closure.starts_at:
            raise KeepingRefused(Fault.CLOSURE_BEGAN, "starts_at")
    elif wanted.starts_at < at - WHILE_TYPING:
        raise KeepingRefused(Fault.STARTS_PAST, "starts_at")
    _require_future_end(wanted, at)
    _write(closure, wanted)
    log.info("closure.changed", agency=agency_id, office=closure.office_id, closure=closure.pk)


@transaction.atomic
def end_closure(*, agency_id: int, closure: Closure, at: datetime) -> bool:
    """End a closure now; one that has not begun is taken back (then True). KeepingRefused."""
    require_keeper(agency_id, closure.office, closure.desk)
    if closure.ends_at is not None and closure.ends_at <= at:
        raise KeepingRefused(Fault.CLOSURE_OVER)
    reopen_desks(closure_ids=[closure.pk], at=at)
    log.info("closure.ended", agency=agency_id, office=closure.office_id, closure=closure.pk)
    return closure.starts_at >= at


def _require_future_end(wanted: Announcement, at: datetime) -> None:
    if wanted.ends_at is not None and wanted.starts_at < wanted.ends_at <= at:
        raise KeepingRefused(Fault.ENDS_PAST, "ends_at")


def _write(closure: Closure, wanted: Announcement) -> None:
    closure.starts_at, closure.ends_at = wanted.starts_at, wanted.ends_at
    closure.message, closure.alternative = wanted.message, wanted.alternative
    with refusing("ends_at"):
        closure.save()
