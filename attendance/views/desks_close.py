"""Closing a desk, a service of it or a whole office at once; opening it again."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models.agencies import ZONES
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.desk_closings import (
    WantedClosing,
    close_desk_now,
    close_office_now,
    reopen_now,
)
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.desk_duty import ClosingForm
from attendance.queries.desk_board import here_now
from attendance.queries.desk_keepers import desk_to_run, reach_of
from attendance.wording import desk_closings as words
from services.models import Closure, Desk, Office, Service

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_http_methods(["GET", "HEAD", "POST"])
def desk_close_now(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the desk `pk`, or one of its services, from now on."""
    found = desk_to_run(request.user, pk)
    if found is None:
        raise Http404
    desk, reach = found
    if not reach.closes(desk):
        raise PermissionDenied(words.may_not_close())
    services = list(desk.services.order_by("name"))
    form = _form(request, desk.office, services)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            service_id = form.cleaned_data.get("service")
            try:
                close_desk_now(
                    desk=desk,
                    service_id=service_id,
                    wanted=_wanted(form),
                    by=request.user,
                    at=request.now,
                )
            except RequestRefused as refused:
                status = _refuse(form, refused)
            else:
                one = next((each.name for each in services if each.pk == service_id), desk.name)
                return _closed(request, one, desk.office, form)
    return _page(request, form, desk.name, desk.office, [desk], status)


@require_http_methods(["GET", "HEAD", "POST"])
def office_close_now(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close a whole office from now on, with everybody's desks in it."""
    office = Office.objects.filter(slug=slug, host_id=request.user.agency_id).first()
    if office is None:
        raise Http404
    if not reach_of(request.user).closes_office(office):
        raise PermissionDenied(words.may_not_close())
    form = _form(request, office, [])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                close_office_now(
                    office=office, wanted=_wanted(form), by=request.user, at=request.now
                )
            except RequestRefused as refused:
                status = _refuse(form, refused)
            else:
                return _closed(request, office.name, office, form)
    desks = list(office.desks.filter(owner_id=request.user.agency_id))
    return _page(request, form, office.name, office, desks, status)


@require_POST
def desk_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the closure `pk`, of a desk or of a whole office."""
    closure = Closure.objects.select_related("office", "desk__office").filter(pk=pk).first()
    if closure is None or not _is_near(request, closure):
        raise Http404
    try:
        reopen_now(closure=closure, by=request.user, at=request.now)
    except RequestRefused as refused:
        if refused.ground is Ground.AUTHORITY:
            raise PermissionDenied(refused.sentence) from None
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.reopened())
    return redirect("attendance:desk_board")


def _is_near(request: SignedInRequest, closure: Closure) -> bool:
    """Whether the closure touches what the reader's agency hosts or owns."""
    owners = {closure.office.host_id, closure.desk.owner_id if closure.desk else None}
    return request.user.agency_id in owners


def _form(request: SignedInRequest, office: Office, services: list[Service]) -> ClosingForm:
    """Bound to what was sent, or filled with the example chosen by `contoh`."""
    named = request.GET.get("contoh", "")
    initial: dict[str, Any] = {}
    if named in words.TEMPLATES:
        initial = dict(zip(("message", "alternative"), words.closing_template(named), strict=True))
    return ClosingForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        zone=office.zone,
        zone_name=ZONES[office.zone],
        services=services,
    )


def _wanted(form: ClosingForm) -> WantedClosing:
    typed = form.cleaned_data
    return WantedClosing(typed["message"], typed["alternative"], typed["until"])


def _refuse(form: ClosingForm, refused: RequestRefused) -> int:
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
    return STATUS[refused.ground]


def _closed(request: SignedInRequest, what: str, office: Office, form: ClosingForm) -> HttpResponse:
    until = form.cleaned_data["until"]
    messages.success(request, words.closed_done(what, until, ZoneInfo(office.zone)))
    return redirect("attendance:desk_board")


def _page(
    request: SignedInRequest,
    form: ClosingForm,
    what: str,
    office: Office,
    desks: list[Desk],
    status: int,
) -> HttpResponse:
    today = clock.on_local_date(request.now, office.zone)
    here = here_now(request.user.agency_id, desks, today)
    context = {
        "form": form,
        "what": what,
        "office": office,
        "is_office": what == office.name,
        "warning": words.on_site_warning(here) if here else "",
        "examples": [(name, words.closing_template(name)[0]) for name in words.TEMPLATES],
    }
    return render(request, "attendance/desk_close_now.html", context, status=status)
