"""Whose office a page of keeping is about, and how its refusals and successes are told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import structlog
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models.agencies import ZONES
from accounts.requests import SignedInRequest
from attendance.actions.public_changes import tell_public
from attendance.queries.kept_offices import KeptDesk, KeptOffice, keeps_anything, office_to_keep
from attendance.wording import offices as words
from services.actions import KeepingRefused
from services.models import Office

log = structlog.get_logger(__name__)


def require_manager(request: SignedInRequest) -> None:
    """PermissionDenied for whoever is no service manager today."""
    if not keeps_anything(request.user):
        raise PermissionDenied(words.closed())


def kept_office_of(request: SignedInRequest, slug: str) -> KeptOffice:
    """The office with what the person keeps of it; 403 for others, 404 where it is not theirs."""
    require_manager(request)
    kept = office_to_keep(request.user, slug)
    if kept is None:
        raise Http404
    return kept


def hosted_office_of(request: SignedInRequest, slug: str) -> KeptOffice:
    """The office, if the person keeps all of it."""
    kept = kept_office_of(request, slug)
    if not kept.hosted:
        raise PermissionDenied(words.not_whole_agency())
    return kept


def kept_desk_of(request: SignedInRequest, slug: str, pk: int) -> tuple[KeptOffice, KeptDesk]:
    """The desk with its office; 404 where it is not one the person keeps."""
    kept = kept_office_of(request, slug)
    desk = kept.desk(pk)
    if desk is None:
        raise Http404
    return kept, desk


def scope_of(kept: KeptOffice, typed: str) -> KeptDesk | None:
    """The desk that `typed` names (``?loket=12``), or None for the whole office.

    404 for a desk that is not kept, and for the whole office where only desks are.
    """
    if not typed:
        if not kept.hosted:
            raise Http404
        return None
    desk = kept.desk(int(typed)) if typed.isdecimal() and len(typed) < 12 else None
    if desk is None:
        raise Http404
    return desk


def today_at(office: Office, now: datetime) -> date:
    """The date on the office's clock."""
    return now.astimezone(ZoneInfo(office.zone)).date()


def zone_name(office: Office) -> str:
    """`WIB`, `WITA` or `WIT`."""
    return ZONES[office.zone]


def refuse(form: forms.Form, refused: KeepingRefused) -> None:
    """Put a refusal beside the field it belongs to; what was typed stays."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, words.refused_words(refused))


def kept(request: SignedInRequest, office: Office, text: str = "") -> None:
    """Say that something was saved, note by whom, and have the public told."""
    log.info("office.kept", agency=request.user.agency_id, office=office.pk, by=request.user.pk)
    tell_public(agency_id=request.user.agency_id, office_id=office.pk)
    messages.success(request, text or words.saved())
