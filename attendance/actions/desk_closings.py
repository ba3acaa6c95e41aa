"""Closing a desk, one of its services or a whole office at once, and opening it again.

What was planned and announced before is kept with the offices; this is for the morning on which
the network fails. The rows are the citizens' side's own; who may write them is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction

from accounts.models import Employee
from attendance.actions.desks import hold_desks
from attendance.actions.public_changes import tell_public
from attendance.actions.refused import Ground, RequestRefused
from attendance.queries.desk_keepers import reach_of
from attendance.wording import desk_closings as words
from services.actions import close_desks, close_office, reopen_desks, settle_desks
from services.models import Closure, Desk, DeskService, Office, Service

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WantedClosing:
    """What citizens shall read; `ends_at` (aware) None is until somebody opens again."""

    message: str
    alternative: str = ""
    ends_at: datetime | None = None


@transaction.atomic
def close_desk_now(
    *, desk: Desk, service_id: int | None, wanted: WantedClosing, by: Employee, at: datetime
) -> list[int]:
    """Close a desk, or one service of it, from `at` (aware) on; the ids of the closures.

    Runs inside the tenancy of the desk's owner. Raises RequestRefused.
    """
    if not reach_of(by).closes(desk):
        raise RequestRefused(Ground.AUTHORITY, words.may_not_close())
    _check(wanted, at, ZoneInfo(desk.office.zone))
    service = None if service_id is None else _service_of(desk, service_id)
    hold_desks(by.agency_id)
    made = close_desks(
        desks=[desk],
        service=service,
        starts_at=at,
        ends_at=wanted.ends_at,
        message=wanted.message,
        alternative=wanted.alternative,
    )
    if not made:
        raise RequestRefused(Ground.STATE, words.closed_already())
    settle_desks(agency_id=by.agency_id, at=at, desk_ids=[desk.pk])
    tell_public(agency_id=by.agency_id, office_id=desk.office_id)
    log.info("desk.closed_now", desk=desk.pk, service=service_id, closures=made, by=by.pk)
    return made


@transaction.atomic
def close_office_now(
    *, office: Office, wanted: WantedClosing, by: Employee, at: datetime
) -> list[int]:
    """Close a whole office from `at` (aware) on, guests' desks included; the closures' ids.

    Runs inside the tenancy of the office's host. Raises RequestRefused.
    """
    if not reach_of(by).closes_office(office):
        raise RequestRefused(Ground.AUTHORITY, words.may_not_close())
    _check(wanted, at, ZoneInfo(office.zone))
    hold_desks(by.agency_id)
    made = close_office(
        office=office,
        starts_at=at,
        ends_at=wanted.ends_at,
        message=wanted.message,
        alternative=wanted.alternative,
    )
    if not made:
        raise RequestRefused(Ground.STATE, words.closed_already())
    settle_desks(agency_id=by.agency_id, at=at)
    tell_public(agency_id=by.agency_id, office_id=office.pk)
    log.info("office.closed_now", office=office.pk, closures=made, by=by.pk)
    return made


@transaction.atomic
def reopen_now(*, closure: Closure, by: Employee, at: datetime) -> None:
    """End a closure in force at `at` (aware), sudden or announced. Raises RequestRefused."""
    reach = reach_of(by)
    desk = closure.desk
    may = reach.closes_office(closure.office) if desk is None else reach.closes(desk)
    if not may:
        raise RequestRefused(Ground.AUTHORITY, words.may_not_close())
    if closure.starts_at > at or (closure.ends_at is not None and closure.ends_at <= at):
        raise RequestRefused(Ground.STATE, words.not_closed_any_more())
    hold_desks(by.agency_id)
    reopen_desks(closure_ids=[closure.pk], at=at)
    desk_ids = None if desk is None else [desk.pk]
    settle_desks(agency_id=by.agency_id, at=at, desk_ids=desk_ids)
    tell_public(agency_id=by.agency_id, office_id=closure.office_id)
    log.info("closure.ended_now", closure=closure.pk, office=closure.office_id, by=by.pk)


def _check(wanted: WantedClosing, at: datetime, zone: ZoneInfo) -> None:
    if not wanted.message.strip():
        raise RequestRefused(Ground.CONTENT, str(words.MESSAGE_MISSING), "message")
    if wanted.ends_at is not None and wanted.ends_at <= at:
        raise RequestRefused(Ground.CONTENT, words.closing_until_wrong(at, zone), "until")


def _service_of(desk: Desk, service_id: int) -> Service:
    offered = DeskService.objects.filter(desk=desk, service_id=service_id)
    row = offered.select_related("service").first()
    if row is None:
        raise RequestRefused(Ground.CONTENT, str(words.SERVICE_UNKNOWN), "service")
    return row.service
