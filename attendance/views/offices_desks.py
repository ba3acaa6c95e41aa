"""Desks of an office as their keeper sees them: added, corrected, put in order, ended."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from attendance.actions.public_changes import recount_ahead
from attendance.forms.offices import EndForm, first_day
from attendance.forms.offices_desks import DeskForm, NewDeskForm, OfferForm
from attendance.forms.offices_hours import RemoteForm
from attendance.queries.kept_hours import public_days
from attendance.queries.kept_offices import (
    KeptDesk,
    KeptOffice,
    StillPlanned,
    agencies_at_home,
    still_planned,
)
from attendance.views.offices_access import (
    hosted_office_of,
    kept,
    kept_desk_of,
    refuse,
    today_at,
    zone_name,
)
from attendance.views.offices_shapes import day_shape, remote_shape
from attendance.wording import offices as words
from services.actions import (
    DeskStaffing,
    Fault,
    KeepingRefused,
    add_desk,
    change_desk,
    end_desk,
    end_remote,
    move_desk,
    offer_service,
    plan_remote,
    resume_desk,
    withdraw_service,
)
from services.models import RemoteService


@require_http_methods(["GET", "HEAD", "POST"])
def kept_desk_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give a place in the hall to the agency itself or to another."""
    found = hosted_office_of(request, slug)
    form = NewDeskForm(request.POST if request.method == "POST" else None, person=request.user)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _add(request, found, form):
            return redirect("attendance:kept_office", slug)
    context = {"form": form, "office": found.office}
    return render(request, "attendance/office_desk_new.html", context, status=status)


def _add(request: SignedInRequest, found: KeptOffice, form: NewDeskForm) -> bool:
    agency_id, owner = request.user.agency_id, form.cleaned_data["owner"]
    try:
        desk = add_desk(
            agency_id=agency_id,
            office=found.office,
            owner_id=owner.pk,
            facts=form.facts(),
            staffing=form.staffing() or DeskStaffing(),
        )
        service = form.cleaned_data["service"]
        offer_service(agency_id=agency_id, desk=desk, service=service, giver_id=owner.pk)
    except KeepingRefused as refused:
        refuse(form, refused)
        return False
    if desk.owner_id == agency_id:
        recount_ahead(desk=desk, today=today_at(found.office, request.now), at=request.now)
    kept(request, found.office)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def kept_desk(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One desk: what is said of it, its services, its end; corrected by POST."""
    found, each = kept_desk_of(request, slug, pk)
    if request.method != "POST":
        return _show(request, found, each)
    form = DeskForm(request.POST, person=request.user, staffing=each.owned)
    if form.is_valid():
        unit_before = each.desk.unit_code
        try:
            change_desk(
                agency_id=request.user.agency_id,
                desk=each.desk,
                facts=form.facts(),
                staffing=form.staffing(),
            )
        except KeepingRefused as refused:
            refuse(form, refused)
        else:
            if each.desk.unit_code != unit_before:
                today = today_at(found.office, request.now)
                recount_ahead(desk=each.desk, today=today, at=request.now)
            kept(request, found.office)
            return redirect("attendance:kept_desk", slug, pk)
    return _show(request, found, each, status=422, form=form)


@require_POST
def kept_desk_move(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Move a desk up or down in the citizens' order (`arah=naik`, `arah=turun`)."""
    hosted_office_of(request, slug)
    found, each = kept_desk_of(request, slug, pk)
    step = -1 if request.POST.get("arah") == "naik" else 1
    move_desk(agency_id=request.user.agency_id, desk=each.desk, step=step)
    kept(request, found.office)
    return redirect(f"{reverse('attendance:kept_office', args=[slug])}#loket")


@require_POST
def kept_desk_end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End a desk from a date on; where officers are still planned there, only when sure."""
    found, each = kept_desk_of(request, slug, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _show(request, found, each, status=422, end=form)
    planned = still_planned(request.user, each.desk, first_day(form))
    if planned.days and not form.cleaned_data["sure"]:
        return _show(request, found, each, status=409, end=form, planned=planned)
    try:
        end_desk(
            agency_id=request.user.agency_id,
            desk=each.desk,
            day=first_day(form),
            today=today_at(found.office, request.now),
        )
    except KeepingRefused as refused:
        refuse(form, refused)
        return _show(request, found, each, status=422, end=form)
    kept(request, found.office)
    return redirect("attendance:kept_desk", slug, pk)


@require_POST
def kept_desk_resume(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take back the end of a desk."""
    found, each = kept_desk_of(request, slug, pk)
    resume_desk(agency_id=request.user.agency_id, desk=each.desk)
    kept(request, found.office)
    return redirect("attendance:kept_desk", slug, pk)


@require_POST
def kept_desk_offer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Add a service to a desk."""
    found, each = kept_desk_of(request, slug, pk)
    form = _offer_form(found, each, request.POST)
    if form.is_valid():
        try:
            offer_service(
                agency_id=request.user.agency_id,
                desk=each.desk,
                service=form.cleaned_data["service"],
                giver_id=form.cleaned_data["agency"],
            )
        except KeepingRefused as refused:
            refuse(form, refused)
        else:
            kept(request, found.office)
            return redirect("attendance:kept_desk", slug, pk)
    return _show(request, found, each, status=422, offer=form)


@require_POST
def kept_desk_withdraw(request: SignedInRequest, slug: str, pk: int, service: int) -> HttpResponse:
    """Take a service off a desk."""
    found, each = kept_desk_of(request, slug, pk)
    try:
        withdraw_service(agency_id=request.user.agency_id, desk=each.desk, service_id=service)
    except KeepingRefused as refused:
        messages.error(request, words.refused_words(refused))
    else:
        kept(request, found.office)
    return redirect("attendance:kept_desk", slug, pk)


@require_POST
def kept_remote_plan(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Plan service by telephone or online on some weekdays; only the desk's owner does."""
    found, each = kept_desk_of(request, slug, pk)
    if not each.owned:
        raise PermissionDenied(words.refused_words(KeepingRefused(Fault.NOT_OWNER)))
    form = RemoteForm(request.POST, auto_id="jauh_%s")
    if form.is_valid():
        typed = form.cleaned_data
        try:
            plan_remote(
                agency_id=request.user.agency_id,
                desk=each.desk,
                first=typed["first"],
                last=typed["last"],
                weekdays=frozenset(typed["weekdays"]),
                channel=typed["channel"],
            )
        except KeepingRefused as refused:
            refuse(form, refused)
        else:
            _recount(request, found, each)
            return redirect("attendance:kept_desk", slug, pk)
    return _show(request, found, each, status=422, remote=form)


@require_POST
def kept_remote_end(request: SignedInRequest, slug: str, pk: int, remote: int) -> HttpResponse:
    """End a plan of remote service."""
    found, each = kept_desk_of(request, slug, pk)
    row = RemoteService.objects.filter(pk=remote, desk=each.desk).select_related("desk").first()
    if row is None:
        raise Http404
    today = today_at(found.office, request.now)
    try:
        end_remote(agency_id=request.user.agency_id, row=row, today=today)
    except KeepingRefused as refused:
        messages.error(request, words.refused_words(refused))
    else:
        _recount(request, found, each)
    return redirect("attendance:kept_desk", slug, pk)


def _recount(request: SignedInRequest, found: KeptOffice, each: KeptDesk) -> None:
    """The plan of the coming days changed: have it published with the desk's status."""
    recount_ahead(desk=each.desk, today=today_at(found.office, request.now), at=request.now)
    kept(request, found.office)


def _offer_form(found: KeptOffice, each: KeptDesk, data: Any = None) -> OfferForm:
    givers = agencies_at_home(found.office)
    return OfferForm(data, givers=givers, owner_id=each.desk.owner_id, auto_id="layanan_%s")


def _show(
    request: SignedInRequest,
    found: KeptOffice,
    each: KeptDesk,
    *,
    status: int = 200,
    planned: StillPlanned | None = None,
    **forms: Any,
) -> HttpResponse:
    office, today = found.office, today_at(found.office, request.now)
    plans = RemoteService.objects.filter(desk=each.desk).exclude(valid_until__lt=today)
    days = public_days(office, each.desk, request.now)
    context = {
        "kept": found,
        "each": each,
        "desk": each.desk,
        "office": office,
        "zone_words": zone_name(office),
        "today": today,
        "form": forms.get("form")
        or DeskForm(initial=DeskForm.of(each.desk), person=request.user, staffing=each.owned),
        "offer": forms.get("offer") or _offer_form(found, each),
        "remote": forms.get("remote") or RemoteForm(auto_id="jauh_%s", initial={"first": today}),
        "plans": [remote_shape(row) for row in plans.order_by("valid_from")],
        "end": forms.get("end") or EndForm(auto_id="akhir_%s", initial={"day": today}),
        "planned": planned,
        "planned_title": words.still_planned_title(planned.days, planned.last) if planned else "",
        "planned_text": _planned_text(each, planned),
        "days": [day_shape(day, office.zone) for day in days],
    }
    return render(request, "attendance/office_desk.html", context, status=status)


def _planned_text(each: KeptDesk, planned: StillPlanned | None) -> str:
    if planned is None:
        return ""
    if each.owned:
        return words.still_planned_own()
    return words.still_planned_other(each.desk.owner.name)
