"""Keeping the tablets at desks: set one up, rename it, revoke it. The address is never kept."""

from __future__ import annotations

import secrets
from datetime import datetime

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Employee
from asn_wfh import clock
from attendance.actions.desk_calls import tell_desks
from attendance.models import DeskTablet
from attendance.queries.code_screens import address_digest
from attendance.queries.desk_keepers import reach_of
from attendance.wording.desk_tablets import may_not_keep
from services.models import Desk

log = structlog.get_logger(__name__)

TOKEN_BYTES = 24
"""Random bytes of a tablet's address: whoever has it speaks for the desk, so it is unguessable."""


@transaction.atomic
def make_tablet(*, name: str, desk: Desk, by: Employee, at: datetime) -> tuple[DeskTablet, str]:
    """A new active tablet at `desk`, and the token of its address, which is not kept anywhere.

    From now on the desk's evidence lives by taps (`Desk.has_ping`).
    """
    _authorise(by, desk)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    tablet = DeskTablet.objects.create(
        agency_id=by.agency_id,
        desk=desk,
        name=name,
        address_digest=address_digest(token),
        made_by=by,
        made_at=at,
    )
    _follow_tablets(desk, at)
    log.info("tablet.made", agency=by.agency_id, tablet=tablet.pk, desk=desk.pk, by=by.pk)
    return tablet, token


@transaction.atomic
def rename_tablet(*, tablet: DeskTablet, name: str, by: Employee) -> None:
    """Give `tablet` another name; its address stays."""
    _authorise(by, tablet.desk)
    tablet.name = name
    tablet.save(update_fields=["name"])
    log.info("tablet.renamed", agency=by.agency_id, tablet=tablet.pk, by=by.pk)


@transaction.atomic
def revoke_tablet(*, tablet: DeskTablet, by: Employee, at: datetime) -> None:
    """Make the address of `tablet` worthless; without another one the desk has no ping any more."""
    _authorise(by, tablet.desk)
    tablet.is_active = False
    tablet.save(update_fields=["is_active"])
    _follow_tablets(tablet.desk, at)
    log.info("tablet.revoked", agency=by.agency_id, tablet=tablet.pk, by=by.pk)


def note_tapped(*, tablet: DeskTablet, at: datetime) -> None:
    """Remember that `tablet` was used at `at` (aware); inside its agency's tenancy."""
    DeskTablet.objects.filter(pk=tablet.pk).update(last_tapped_at=at)


def _follow_tablets(desk: Desk, at: datetime) -> None:
    """Let `has_ping` say whether an active tablet stands there, and the public read it at once."""
    has_ping = DeskTablet.objects.filter(desk=desk, is_active=True).exists()
    Desk.objects.filter(pk=desk.pk, owner_id=desk.owner_id).update(has_ping=has_ping)
    today = clock.on_local_date(at, desk.office.zone)
    tell_desks(agency_id=desk.owner_id, desk_days=[(desk.pk, today)], at=at)


def _authorise(by: Employee, desk: Desk) -> None:
    if not reach_of(by).closes(desk):
        raise PermissionDenied(may_not_keep())
