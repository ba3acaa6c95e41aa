"""The offices a service manager keeps: the list, one office, making, correcting and ending it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models.agencies import Region
from accounts.permissions import can_keep_offices
from accounts.requests import SignedInRequest
from attendance.forms.offices import EndForm, OfficeForm, first_day
from attendance.queries.kept_hours import closures_of, public_days
from attendance.queries.kept_offices import (
    KeptOffice,
    StillPlanned,
    kept_offices,
    still_planned_in,
)
from attendance.views.desk_tabs import desk_tabs
from attendance.views.offices_access import (
    hosted_office_of,
    kept,
    kept_office_of,
    refuse,
    require_manager,
    today_at,
    zone_name,
)
from attendance.views.offices_shapes import closure_shape, day_shape
from attendance.wording import offices as words
from services.actions import (
    KeepingRefused,
    change_office,
    end_office,
    make_office,
    resume_office,
)


@require_safe
def kept_offices_list(request: SignedInRequest) -> HttpResponse:
    """The offices the agency hosts, and the halls where it owns desks."""
    require_manager(request)
    context = {
        "offices": [
            {
                "kept": each,
                "kind": dict(words.OFFICE_KINDS).get(each.office.kind, each.office.kind),
                "owners": len({one.desk.owner_id for one in each.desks}),
                "ended": sum(one.desk.ended_on is not None for one in each.desks),
            }
            for each in kept_offices(request.user)
        ],
        "tabs": desk_tabs(request.user.standing),
        "whole": can_keep_offices(request.user.standing) is not None,
    }
    return render(request, "attendance/offices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kept_office_new(request: SignedInRequest) -> HttpResponse:
    """Make an office that the agency hosts."""
    require_manager(request)
    if can_keep_offices(request.user.standing) is None:
        raise PermissionDenied(words.not_whole_agency())
    agency = request.user.agency
    form = OfficeForm(
        request.POST if request.method == "POST" else None, initial={"region": agency.region_id}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                office = make_office(
                    agency_id=agency.pk,
                    facts=form.facts(),
                    region=Region.objects.get(pk=form.cleaned_data["region"]),
                )
            except KeepingRefused as refused:
                refuse(form, refused)
            else:
                kept(request, office, words.office_made(office.name, office.slug))
                return redirect("attendance:kept_office", office.slug)
    context = {"form": form, "office": None, "back": reverse("attendance:kept_offices")}
    return render(request, "attendance/office_form.html", context, status=status)


@require_safe
def kept_office(request: SignedInRequest, slug: str) -> HttpResponse:
    """One office: its desks, what citizens will read, its closures."""
    return _show(request, kept_office_of(request, slug), None)


@require_http_methods(["GET", "HEAD", "POST"])
def kept_office_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Correct what is said of a hosted office."""
    office = hosted_office_of(request, slug).office
    form = OfficeForm(
        request.POST if request.method == "POST" else None, initial=OfficeForm.of(office)
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_office(
                    agency_id=request.user.agency_id,
                    office=office,
                    facts=form.facts(),
                    region=Region.objects.get(pk=form.cleaned_data["region"]),
                )
            except KeepingRefused as refused:
                refuse(form, refused)
            else:
                kept(request, office)
                return redirect("attendance:kept_office", slug)
    context = {
        "form": form,
        "office": office,
        "zone_words": zone_name(office),
        "back": reverse("attendance:kept_office", args=[slug]),
    }
    return render(request, "attendance/office_form.html", context, status=status)


@require_POST
def kept_office_end(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let an office serve no more from a date on."""
    found = hosted_office_of(request, slug)
    form = EndForm(request.POST)
    if form.is_valid():
        planned = still_planned_in(found.office, first_day(form))
        if planned.days and not form.cleaned_data["sure"]:
            return _show(request, found, form, status=409, planned=planned)
        try:
            end_office(
                agency_id=request.user.agency_id,
                office=found.office,
                day=first_day(form),
                today=today_at(found.office, request.now),
            )
        except KeepingRefused as refused:
            refuse(form, refused)
        else:
            kept(request, found.office)
            return redirect("attendance:kept_office", slug)
    return _show(request, found, form, status=422)


@require_POST
def kept_office_resume(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take back the end of an office."""
    office = hosted_office_of(request, slug).office
    try:
        resume_office(agency_id=request.user.agency_id, office=office)
    except KeepingRefused as refused:
        messages.error(request, words.refused_words(refused))
    else:
        kept(request, office)
    return redirect("attendance:kept_office", slug)


def _show(
    request: SignedInRequest,
    found: KeptOffice,
    end: EndForm | None,
    status: int = 200,
    planned: StillPlanned | None = None,
) -> HttpResponse:
    office = found.office
    coming, _ = closures_of(
        office, [each.desk for each in found.desks], request.now, hosted=found.hosted
    )
    context = {
        "kept": found,
        "office": office,
        "kind": dict(words.OFFICE_KINDS).get(office.kind, office.kind),
        "zone_words": zone_name(office),
        "today": today_at(office, request.now),
        "days": [day_shape(each, office.zone) for each in public_days(office, None, request.now)],
        "closures": [closure_shape(each, request.now) for each in coming[:5]],
        "more": max(len(coming) - 5, 0),
        "planned": words.office_still_planned(planned.days, planned.last) if planned else "",
        "end": end or EndForm(initial={"day": today_at(office, request.now)}),
    }
    return render(request, "attendance/office_kept.html", context, status=status)
