"""The emergency switch: what holds, declaring after a look at what it does, withdrawing."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models.agencies import ZONES
from accounts.permissions import can_declare_emergency, can_read_policies
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.emergencies import declare_emergency, refuse_wanted, withdraw_emergency
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.emergencies import EmergencyForm
from attendance.models import EmergencyRelease
from attendance.queries.emergencies import release_value
from attendance.queries.release_pages import reach_of, release_list
from attendance.wording import emergencies as words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
CONFIRMED = "ya"


@require_safe
def emergencies(request: SignedInRequest) -> HttpResponse:
    """What is in force, and what was."""
    if not can_read_policies(request.user.standing):
        raise PermissionDenied(words.may_not_read())
    found = release_list(request.user, request.now)
    context = {
        "standing": [_row(one, request) for one in found.standing],
        "over": [_row(one, request) for one in found.over],
        "may_declare": can_declare_emergency(request.user.standing) is not None,
    }
    return render(request, "attendance/emergencies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def emergency_declare(request: SignedInRequest) -> HttpResponse:
    """Fill in, look at what it does (`pasti` not yet said), then declare."""
    if can_declare_emergency(request.user.standing) is None:
        raise PermissionDenied(words.may_not_declare())
    if request.method != "POST":
        return _form_page(request, _form(request))
    form = _form(request, request.POST)
    if not form.is_valid() or "ubah" in request.POST:
        return _form_page(request, form, 200 if form.is_valid() else 422)
    agency, wanted = request.user.agency, form.wanted()
    try:
        if request.POST.get("pasti") != CONFIRMED:
            refuse_wanted(agency=agency, wanted=wanted, by=request.user, at=request.now)
            return _confirm_page(request, form)
        _, told = declare_emergency(agency=agency, wanted=wanted, by=request.user, at=request.now)
    except RequestRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return _form_page(request, form, STATUS[refused.ground])
    messages.success(request, words.declared(told))
    return redirect("attendance:emergencies")


@require_POST
def emergency_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call everybody back: from now on the ordinary plan holds."""
    if can_declare_emergency(request.user.standing) is None:
        raise PermissionDenied(words.may_not_declare())
    get_object_or_404(EmergencyRelease.objects.visible_to(request.user), pk=pk)
    try:
        _, told = withdraw_emergency(release_id=pk, by=request.user, at=request.now)
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.withdrawn(told))
    return redirect("attendance:emergencies")


def _form(request: SignedInRequest, data: Any = None) -> EmergencyForm:
    person = request.user
    today = clock.on_local_date(request.now, person.agency.zone)
    initial = {"starts_at": request.now, "last_day": today}
    zone_name = ZONES[person.agency.zone]
    return EmergencyForm(data, initial=initial, person=person, zone_name=zone_name)


def _form_page(request: SignedInRequest, form: EmergencyForm, status: int = 200) -> HttpResponse:
    return render(request, "attendance/emergency_declare.html", {"form": form}, status=status)


def _confirm_page(request: SignedInRequest, form: EmergencyForm) -> HttpResponse:
    wanted, zone = form.wanted(), ZoneInfo(request.user.agency.zone)
    reach = reach_of(request.user.agency, wanted.unit, wanted.starts_at.astimezone(zone).date())
    context = {
        "wanted": wanted,
        "since": words.start_words(wanted.starts_at, zone),
        "reach": reach,
        "typed": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return render(request, "attendance/emergency_confirm.html", context)


def _row(one: EmergencyRelease, request: SignedInRequest) -> dict[str, Any]:
    zone = ZoneInfo(request.user.agency.zone)
    return {
        "release": one,
        "scope": request.user.agency.name if one.unit is None else one.unit.name,
        "since": words.start_words(one.starts_at, zone),
        "until": words.until_words(release_value(one), zone),
        "by": words.declared_by(one),
        "ended": words.ended_words(one, zone),
        "is_begun": request.now >= one.starts_at,
    }
