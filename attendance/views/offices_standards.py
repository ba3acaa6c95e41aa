"""Service standards as their keeper sees them: fourteen components, the nation's and one's own."""

from datetime import date
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import can_keep_offices
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.public_changes import tell_public
from attendance.forms.offices_standards import ComponentForm
from attendance.queries.kept_standards import (
    KeptStandard,
    coming_from,
    kept_standard,
    kept_standards,
)
from attendance.views.desk_tabs import desk_tabs
from attendance.views.offices_access import refuse, require_manager
from attendance.wording import offices as words
from services.actions import (
    KeepingRefused,
    copy_national,
    drop_component,
    save_component,
)
from services.models import Desk, Service, StandardComponent
from services.queries.standards import component_label

log = structlog.get_logger(__name__)
TOTAL = len(StandardComponent)


@require_safe
def kept_standards_list(request: SignedInRequest) -> HttpResponse:
    """The services the agency gives, with how many components are filled."""
    _authorise(request)
    found = kept_standards(request.user.agency_id, _today(request))
    context = {
        "standards": [
            {
                "service": each.service,
                "share": 100 * len(each.shown) / TOTAL,
                "national": each.national,
                "progress": words.progress(len(each.shown), TOTAL),
            }
            for each in found
        ],
        "tabs": desk_tabs(request.user.standing),
    }
    return render(request, "attendance/office_standards.html", context)


@require_safe
def kept_standard_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """The components of one service's standard."""
    kept = _standard(request, slug)
    shown = {each.component: each for each in kept.shown}
    later = coming_from(request.user.agency_id, kept.service, _today(request))
    context = {
        "service": kept.service,
        "filled": len(kept.shown),
        "total": TOTAL,
        "national": kept.national,
        "progress": words.progress(len(kept.shown), TOTAL),
        "components": [
            {
                "code": each.value,
                "label": component_label(each),
                "shown": shown.get(each),
                "later": later.get(each.value),
            }
            for each in StandardComponent
        ],
    }
    return render(request, "attendance/office_standard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kept_component(request: SignedInRequest, slug: str, component: str) -> HttpResponse:
    """One component: what is in force, and the form for the agency's own text."""
    kept, code = _standard(request, slug), _component(component)
    shown = next((each for each in kept.shown if each.component == code), None)
    initial: dict[str, Any] = {"valid_from": _today(request)}
    if shown is not None:
        initial |= {
            "text": shown.text,
            "text_en": shown.text_en,
            "legal_basis": shown.legal_basis,
        }
        if not shown.national:
            initial["valid_from"] = shown.valid_from
    form = ComponentForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save_component(
                    agency_id=request.user.agency_id,
                    service=kept.service,
                    component=code,
                    content=form.content(),
                    valid_from=form.cleaned_data["valid_from"],
                )
            except KeepingRefused as refused:
                refuse(form, refused)
            else:
                _kept(request, kept.service, words.saved())
                return redirect("attendance:kept_standard", slug)
    context = {
        "service": kept.service,
        "code": code.value,
        "label": component_label(code),
        "shown": shown,
        "form": form,
    }
    return render(request, "attendance/office_component.html", context, status=status)


@require_POST
def kept_component_drop(request: SignedInRequest, slug: str, component: str) -> HttpResponse:
    """Drop the agency's own text, so that the nation's speaks again."""
    kept, code = _standard(request, slug), _component(component)
    drop_component(
        agency_id=request.user.agency_id,
        service=kept.service,
        component=code,
        today=_today(request),
    )
    _kept(request, kept.service, words.component_emptied())
    return redirect("attendance:kept_standard", slug)


@require_POST
def kept_standard_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    """Copy the nation's components for the agency, to be adapted."""
    kept = _standard(request, slug)
    try:
        copied = copy_national(
            agency_id=request.user.agency_id, service=kept.service, day=_today(request)
        )
    except KeepingRefused as refused:
        messages.error(request, words.refused_words(refused))
    else:
        _kept(request, kept.service, words.copied(copied))
    return redirect("attendance:kept_standard", slug)


def _kept(request: SignedInRequest, service: Service, text: str) -> None:
    """Say that it was saved, and publish anew the offices where the agency gives the service."""
    agency_id = request.user.agency_id
    log.info("standard.kept", agency=agency_id, service=service.pk, by=request.user.pk)
    desks = Desk.objects.filter(desk_services__service=service, desk_services__agency=agency_id)
    for office_id in sorted(set(desks.values_list("office", flat=True))):
        tell_public(agency_id=agency_id, office_id=office_id)
    messages.success(request, text)


def _authorise(request: SignedInRequest) -> None:
    require_manager(request)
    if can_keep_offices(request.user.standing) is None:
        raise PermissionDenied(words.not_whole_agency())


def _standard(request: SignedInRequest, slug: str) -> KeptStandard:
    _authorise(request)
    kept = kept_standard(request.user.agency_id, slug, _today(request))
    if kept is None:
        raise Http404
    return kept


def _component(code: str) -> StandardComponent:
    try:
        return StandardComponent(code)
    except ValueError:
        raise Http404 from None


def _today(request: SignedInRequest) -> date:
    return clock.on_local_date(request.now, request.user.agency.zone)
