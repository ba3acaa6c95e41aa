"""Readiness for work from home: one's own declaration, and the agency's figures."""

from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import can_read_readiness
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.readiness import declare_readiness, remind_silent, withdraw_readiness
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.readiness import ReadinessForm
from attendance.queries.readiness import MyReadiness, my_readiness
from attendance.queries.readiness_figures import (
    ReadinessCount,
    people_not_ready,
    readiness_figures,
)
from attendance.rules.readiness import Device, Line, NotReady
from attendance.wording import readiness as words

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def readiness(request: SignedInRequest) -> HttpResponse:
    """One's own declaration; a POST replaces it."""
    mine = my_readiness(request.user, request.now)
    if request.method != "POST":
        return _show(request, mine, ReadinessForm(initial=_initial(mine)))
    form = ReadinessForm(request.POST)
    if not form.is_valid():
        return _show(request, mine, form, 422)
    given = {name: form.cleaned_data[name] for name in ("device", "line", "workplace")}
    agreement = form.cleaned_data["agreement"]
    try:
        declare_readiness(by=request.user, at=request.now, agreement_id=agreement, **given)
    except RequestRefused as refused:
        form.add_error(None, refused.sentence)
        return _show(request, mine, form, STATUS[refused.ground])
    is_ready = not my_readiness(request.user, request.now).missing
    messages.success(request, words.declared(is_ready=is_ready))
    return redirect("attendance:readiness")


@require_POST
def readiness_withdraw(request: SignedInRequest) -> HttpResponse:
    """Take one's own declaration back."""
    try:
        withdraw_readiness(by=request.user, at=request.now)
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.withdrawn())
    return redirect("attendance:readiness")


@require_safe
def readiness_figures_page(request: SignedInRequest) -> HttpResponse:
    """The agency's figures by unit, and what the report's section 2f says."""
    _require_reader(request)
    today = clock.on_local_date(request.now, request.user.agency.zone)
    found = readiness_figures(agency_id=request.user.agency_id, day=today)
    context = {
        "figures": found,
        "infrastructure": words.infrastructure_words(found.infrastructure),
        "limits": words.limits_words(found.limits),
        "missing": _missing(found.total),
        "devices": _shares(
            found.total, [(words.device_label(one), found.total.devices[one]) for one in Device]
        ),
        "lines": _shares(
            found.total, [(words.line_label(one), found.total.lines[one]) for one in Line]
        ),
        "units": [
            {"unit": one.unit, "count": one.count, "missing": _missing(one.count, one.unit.pk)}
            for one in found.units
        ],
    }
    return render(request, "attendance/readiness_figures.html", context)


@require_safe
def readiness_people(request: SignedInRequest, reason: str) -> HttpResponse:
    """Who is not ready for one reason (`?unit=`); reading it is logged."""
    _require_reader(request)
    wanted = next((one for one in NotReady if one.value == reason), None)
    if wanted is None:
        raise Http404
    unit = request.GET.get("unit", "")
    found = people_not_ready(
        request.user,
        today=clock.on_local_date(request.now, request.user.agency.zone),
        reason=wanted,
        unit_id=int(unit) if unit.isdecimal() else None,
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("halaman"))
    log.info(
        "readiness.read",
        agency=request.user.agency_id,
        by=request.user.pk,
        people=[one.pk for one in page.object_list],
    )
    context = {
        "page": page,
        "reason": words.missing_label(wanted),
        "query": f"unit={unit}&" if unit.isdecimal() else "",
    }
    return render(request, "attendance/readiness_people.html", context)


@require_POST
def readiness_remind(request: SignedInRequest) -> HttpResponse:
    """Send a message to everybody whose declaration is missing."""
    _require_reader(request)
    told = remind_silent(by=request.user, at=request.now)
    messages.success(request, words.reminded(told))
    return redirect("attendance:readiness_figures")


def _require_reader(request: SignedInRequest) -> None:
    if not can_read_readiness(request.user.standing):
        raise PermissionDenied(words.may_not_read())


def _initial(mine: MyReadiness) -> dict[str, Any]:
    """What the form shows first: the former answers, and the text to accept unticked."""
    if mine.declared is None:
        return {}
    return {name: getattr(mine.declared, name) for name in ("device", "line", "workplace")}


def _show(
    request: SignedInRequest, mine: MyReadiness, form: ReadinessForm, status: int = 200
) -> HttpResponse:
    context = {
        "mine": mine,
        "form": form,
        "missing": [words.missing_sentence(one) for one in mine.missing],
        "stands": mine.declared is not None and mine.declared.withdrawn_at is None,
        "zone": request.user.zone,
    }
    return render(request, "attendance/readiness.html", context, status=status)


def _missing(count: ReadinessCount, unit_id: int | None = None) -> list[dict[str, Any]]:
    """The reasons that occur, the commonest first, each opening its list of people."""
    query = "" if unit_id is None else f"?unit={unit_id}"
    return [
        {
            "label": words.missing_label(reason),
            "people": people,
            "url": reverse("attendance:readiness_people", args=[reason.value]) + query,
        }
        for reason, people in count.missing.most_common()
    ]


def _shares(count: ReadinessCount, rows: list[tuple[str, int]]) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "people": people,
            "percent": 100 * people / count.declared if count.declared else 0,
        }
        for label, people in rows
    ]
