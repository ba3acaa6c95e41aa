"""The weekly list of patterns: for a person to look at, never a sanction."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import can_mark_anomalies, can_read_anomalies
from accounts.requests import SignedInRequest
from attendance.actions.anomalies import AnomalyRefused, mark_anomaly
from attendance.actions.refused import Ground
from attendance.forms.anomalies import MarkForm
from attendance.models import Anomaly, AnomalyKind
from attendance.queries.anomalies import pattern_page, pattern_week
from attendance.wording import anomalies as words
from attendance.wording.roster_pages import week_words

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
SIX_DAYS = timedelta(days=6)


@require_safe
def anomalies(request: SignedInRequest) -> HttpResponse:
    """The patterns of a week (`?pekan=2026-11-09`), all or of one kind (`?jenis=same_second`)."""
    _require_reader(request)
    asked = request.GET.get
    found = pattern_week(
        request.user, _monday(asked("pekan", "")), asked("jenis", ""), asked("halaman")
    )
    week = None if found.search is None else found.search.week
    query = {"pekan": "" if week is None else week.isoformat(), "jenis": found.kind}
    context = {
        "found": found,
        "period": "" if week is None else week_words(week, week + SIX_DAYS),
        "kinds": [
            {"code": one.kind, "label": AnomalyKind(one.kind).label, "total": one.total}
            for one in found.counts
        ],
        "total": sum(one.total for one in found.counts),
        "rows": [_row(one) for one in found.page.object_list],
        "query": urlencode({name: value for name, value in query.items() if value}) + "&",
        "nothing_follows": words.nothing_follows(),
        "zone": request.user.agency.zone,
    }
    return render(request, "attendance/anomalies.html", context)


@require_safe
def anomaly(request: SignedInRequest, pk: int) -> HttpResponse:
    """One pattern with its people and dates; their reading is logged."""
    return _show(request, _visible(request, pk), MarkForm())


@require_POST
def anomaly_mark(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note what became of a pattern."""
    found, form = _visible(request, pk), MarkForm(request.POST)
    if can_mark_anomalies(request.user.standing) is None:
        raise PermissionDenied(words.may_not_mark())
    if not form.is_valid():
        return _show(request, found, form, 422)
    try:
        mark_anomaly(anomaly_id=pk, **form.cleaned_data, by=request.user, at=request.now)
    except AnomalyRefused as refused:
        form.add_error(refused.field or None, refused.sentence)
        return _show(request, found, form, STATUS[refused.ground])
    messages.success(request, words.marked())
    return redirect("attendance:anomaly", pk)


def _require_reader(request: SignedInRequest) -> None:
    if not can_read_anomalies(request.user.standing):
        raise PermissionDenied(words.may_not_read())


def _visible(request: SignedInRequest, pk: int) -> Anomaly:
    _require_reader(request)
    found: Anomaly = get_object_or_404(Anomaly.objects.visible_to(request.user), pk=pk)
    return found


def _show(
    request: SignedInRequest, found: Anomaly, form: MarkForm, status: int = 200
) -> HttpResponse:
    page = pattern_page(found)
    log.info(
        "anomaly.read",
        agency=found.agency_id,
        by=request.user.pk,
        anomaly=found.pk,
        people=[one.employee.pk for one in page.people],
    )
    context = {
        "page": page,
        "row": _row(found),
        "period": week_words(found.week, found.week + SIX_DAYS),
        "trips": [_trip(one) for one in found.facts.get("trips", ())],
        "innocent": words.innocent_reasons(found.kind),
        "nothing_follows": words.nothing_follows(),
        "form": form,
        "may_mark": can_mark_anomalies(request.user.standing) is not None,
        "zone": request.user.agency.zone,
    }
    return render(request, "attendance/anomaly.html", context, status=status)


def _row(one: Anomaly) -> dict[str, Any]:
    return {
        "pattern": one,
        "state": f"anomaly_{one.state}",
        "label": AnomalyKind(one.kind).label,
        "what": words.what_it_is(one.kind),
        "seen": words.what_was_seen(one.kind, one.facts),
    }


def _trip(kept: dict[str, Any]) -> dict[str, Any]:
    moments = {name: datetime.fromisoformat(kept[name]) for name in ("from_at", "to_at")}
    return {**kept, **moments}


def _monday(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
