"""Outages: what the monitor proposes, what an operator declares, and whom it touches."""

from typing import Any

import structlog
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models.agencies import ZONES
from accounts.permissions import can_declare_outages, can_read_outages
from accounts.requests import SignedInRequest
from attendance.actions.outages import (
    OutageRefused,
    confirm_outage,
    declare_outage,
    dismiss_outage,
    withdraw_outage,
)
from attendance.actions.refused import Ground
from attendance.forms.outages import OutageForm, ReasonForm
from attendance.models import Outage, OutageState
from attendance.queries.outages import OutageRow, TouchedDay, outage_list, outage_page
from attendance.wording import outages as words

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_safe
def outages(request: SignedInRequest) -> HttpResponse:
    """Proposals on top, then what was settled."""
    _require_reader(request)
    found = outage_list(request.user, request.GET.get("halaman"))
    context = {
        "waiting": [_row(one, request) for one in found.waiting],
        "settled": [_row(one, request) for one in found.settled],
        "page": found.page,
        "may_declare": can_declare_outages(request.user.standing) is not None,
    }
    return render(request, "attendance/outages.html", context)


@require_safe
def outage(request: SignedInRequest, pk: int) -> HttpResponse:
    """One outage, with the people it touches; their reading is logged."""
    return _show(request, _visible(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def outage_declare(request: SignedInRequest) -> HttpResponse:
    """Declare an outage that the monitor did not propose."""
    _require_operator(request)
    form = _form(request, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                made = declare_outage(
                    agency=request.user.agency,
                    span=form.span(),
                    cause=form.cleaned_data["cause"],
                    by=request.user,
                    at=request.now,
                )
            except OutageRefused as refused:
                _tell(form, refused)
            else:
                messages.success(request, words.declared())
                return redirect("attendance:outage", made.pk)
        status = 422
    return render(request, "attendance/outage_declare.html", {"form": form}, status=status)


@require_POST
def outage_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare a proposal, with times of one's own."""
    found, form = _visible(request, pk), _form(request, request.POST)
    if not form.is_valid():
        return _show(request, found, 422, confirm=form)
    try:
        confirm_outage(
            outage_id=pk,
            span=form.span(),
            cause=form.cleaned_data["cause"],
            by=request.user,
            at=request.now,
        )
    except OutageRefused as refused:
        return _refused(request, found, refused, confirm=form)
    messages.success(request, words.declared())
    return redirect("attendance:outage", pk)


@require_POST
def outage_dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a proposal was no outage."""
    found, form = _visible(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, 422, dismiss=form)
    try:
        dismiss_outage(outage_id=pk, **form.cleaned_data, by=request.user, at=request.now)
    except OutageRefused as refused:
        return _refused(request, found, refused, dismiss=form)
    messages.success(request, words.dismissed())
    return redirect("attendance:outages")


@require_POST
def outage_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a declared outage back."""
    found, form = _visible(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, 422, withdraw=form)
    try:
        withdraw_outage(outage_id=pk, **form.cleaned_data, by=request.user, at=request.now)
    except OutageRefused as refused:
        return _refused(request, found, refused, withdraw=form)
    messages.success(request, words.withdrawn())
    return redirect("attendance:outage", pk)


def _require_reader(request: SignedInRequest) -> None:
    if not can_read_outages(request.user.standing):
        raise PermissionDenied(words.may_not_read())


def _require_operator(request: SignedInRequest) -> None:
    _require_reader(request)
    if can_declare_outages(request.user.standing) is None:
        raise PermissionDenied(words.may_not_declare())


def _visible(request: SignedInRequest, pk: int) -> Outage:
    _require_reader(request)
    if request.method == "POST":
        _require_operator(request)
    visible = Outage.objects.visible_to(request.user).select_related("settled_by", "settled_under")
    found: Outage = get_object_or_404(visible, pk=pk)
    return found


def _form(request: SignedInRequest, data: Any = None, **options: Any) -> OutageForm:
    zone = request.user.agency.zone
    return OutageForm(data, zone=zone, zone_name=ZONES[zone], **options)


def _tell(form: forms.Form, refused: OutageRefused) -> None:
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, refused.sentence)


def _refused(
    request: SignedInRequest, found: Outage, refused: OutageRefused, **typed: forms.Form
) -> HttpResponse:
    """The page again with the refusal beside what was typed, and the outage as it stands now."""
    found.refresh_from_db()
    if refused.ground is Ground.STATE:
        return _show(request, found, STATUS[refused.ground], told=refused.sentence)
    for form in typed.values():
        _tell(form, refused)
    return _show(request, found, STATUS[refused.ground], "", **typed)


def _show(
    request: SignedInRequest, found: Outage, status: int = 200, told: str = "", **typed: forms.Form
) -> HttpResponse:
    page = outage_page(request.user, found, request.GET.get("halaman"))
    log.info(
        "outage.read",
        agency=found.agency_id,
        by=request.user.pk,
        outage=found.pk,
        people=[one.employee.pk for one in page.days],
    )
    may_settle = can_declare_outages(request.user.standing) is not None
    initial = {"starts_at": found.starts_at, "ends_at": found.ends_at, "cause": found.cause}
    context = {
        "page": page,
        "row": _row(page.row, request),
        "days": [_day(one) for one in page.days],
        "touched": words.touched_words(page.row.touched.taps, page.row.touched.people),
        "effect": words.effect_words(page.effect, proposed=found.state == OutageState.PROPOSED),
        "rejudged": words.rejudged_words(page.asked, page.waiting),
        "told": told,
        "confirm": typed.get("confirm") or _form(request, initial=initial),
        "dismiss": typed.get("dismiss") or ReasonForm(auto_id="tolak_%s"),
        "withdraw": typed.get("withdraw") or ReasonForm(auto_id="cabut_%s"),
        "may_settle": may_settle,
        "zone": request.user.agency.zone,
    }
    return render(request, "attendance/outage.html", context, status=status)


def _row(one: OutageRow, request: SignedInRequest) -> dict[str, Any]:
    zone = request.user.agency.zone
    return {
        "outage": one.outage,
        "state": f"outage_{one.outage.state}",
        "when": words.span_words(one.span, zone),
        "minutes": (one.span.end - one.span.start).seconds // 60 or 24 * 60,
        "touched": one.touched,
        "signals": [words.signal_sentence(signal, zone) for signal in one.signals],
    }


def _day(one: TouchedDay) -> dict[str, Any]:
    """A touched day as the table prints it: taps, and minutes before and after."""
    return {
        "employee": one.employee,
        "date": one.date,
        "taps": one.taps,
        "changed": one.changed,
        "before": words.minutes_words(one.before),
        "after": words.minutes_words(one.after),
    }
