"""Planned closures of an office, a desk or a service: the list, announcing, changing, ending."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from attendance.forms.offices_closures import ClosureForm
from attendance.queries.kept_hours import closures_of
from attendance.queries.kept_offices import KeptOffice
from attendance.views.offices_access import kept, kept_office_of, refuse, zone_name
from attendance.views.offices_shapes import closure_shape
from attendance.wording import offices as words
from services.actions import KeepingRefused, announce_closure, change_closure, end_closure
from services.models import Closure, Service


@require_http_methods(["GET", "HEAD", "POST"])
def kept_closures(request: SignedInRequest, slug: str) -> HttpResponse:
    """What is closed or will be; announced by POST."""
    found = kept_office_of(request, slug)
    typed = request.POST if request.method == "POST" else None
    form = ClosureForm(typed, kept=found, zone_name=zone_name(found.office))
    status = 200
    if typed is not None:
        status = 422
        if form.is_valid() and _announce(request, found, form):
            return redirect("attendance:kept_closures", slug)
    desks = [each.desk for each in found.desks]
    coming, over = closures_of(found.office, desks, request.now, hosted=found.hosted)
    context = {
        "kept": found,
        "office": found.office,
        "zone_words": zone_name(found.office),
        "form": form,
        "coming": [closure_shape(each, request.now) for each in coming],
        "over": [closure_shape(each, request.now) for each in over],
    }
    return render(request, "attendance/office_closures.html", context, status=status)


def _announce(request: SignedInRequest, found: KeptOffice, form: ClosureForm) -> bool:
    typed = form.cleaned_data
    each = found.desk(typed["desk"]) if typed["desk"] else None
    try:
        announce_closure(
            agency_id=request.user.agency_id,
            office=found.office,
            desk=each.desk if each else None,
            service=Service.objects.filter(pk=typed["service"]).first(),
            wanted=form.wanted(),
            at=request.now,
        )
    except KeepingRefused as refused:
        refuse(form, refused)
        return False
    kept(request, found.office)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def kept_closure(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One closure, and its correction."""
    found, closure = _closure(request, slug, pk)
    form = ClosureForm(
        request.POST if request.method == "POST" else None,
        kept=found,
        zone_name=zone_name(found.office),
        fixed=True,
        initial=ClosureForm.of(closure),
    )
    shape = closure_shape(closure, request.now)
    form.fields["starts_at"].disabled = shape["began"]
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            wanted = form.wanted()
            try:
                change_closure(
                    agency_id=request.user.agency_id, closure=closure, wanted=wanted, at=request.now
                )
            except KeepingRefused as refused:
                refuse(form, refused)
            else:
                kept(request, found.office)
                return redirect("attendance:kept_closures", slug)
    context = {"office": found.office, "closure": closure, "shape": shape, "form": form}
    return render(request, "attendance/office_closure.html", context, status=status)


@require_POST
def kept_closure_end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End a closure now, or take it back before it begins."""
    found, closure = _closure(request, slug, pk)
    try:
        taken_back = end_closure(agency_id=request.user.agency_id, closure=closure, at=request.now)
    except KeepingRefused as refused:
        messages.error(request, words.refused_words(refused))
    else:
        kept(request, found.office, words.closure_ended(taken_back=taken_back))
    return redirect("attendance:kept_closures", slug)


def _closure(request: SignedInRequest, slug: str, pk: int) -> tuple[KeptOffice, Closure]:
    """A closure of what the person keeps; 404 otherwise."""
    found = kept_office_of(request, slug)
    rows = Closure.objects.filter(office=found.office).select_related("office", "desk", "service")
    if not found.hosted:
        rows = rows.filter(desk__in=[each.desk for each in found.desks])
    closure = rows.filter(pk=pk).first()
    if closure is None:
        raise Http404
    return found, closure
