"""Who stands in at a desk: the list of those who could, sending one, calling them back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from attendance.actions.desk_covers import WantedCover, cover_desk, end_cover
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.desk_duty import CoverForm
from attendance.models import DeskCover
from attendance.queries.desk_covers import Candidate, cover_candidates, open_time
from attendance.queries.desk_keepers import desk_to_run
from attendance.wording import desk_duty as words
from services.models import Desk

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_http_methods(["GET", "HEAD", "POST"])
def desk_cover(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose who stands in at the desk `pk`, and until when."""
    desk = _desk_or_404(request, pk)
    if request.method != "POST":
        return _page(request, desk, CoverForm())
    form = CoverForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, form, 422)
    zone = ZoneInfo(desk.office.zone)
    clock = form.clock()
    today = request.now.astimezone(zone).date()
    wanted = WantedCover(
        desk_id=desk.pk,
        employee_id=form.cleaned_data["employee"],
        ends_at=None if clock is None else datetime.combine(today, clock, zone),
        reason=form.cleaned_data["reason"],
    )
    try:
        row = cover_desk(wanted=wanted, by=request.user, at=request.now)
    except RequestRefused as refused:
        form.add_error(refused.field or None, refused.sentence)
        return _page(request, desk, form, STATUS[refused.ground])
    messages.success(request, words.covered(row.employee.name, row.ends_at, zone))
    return redirect("attendance:desk_board")


@require_POST
def desk_cover_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call somebody back from a desk before the time."""
    row = DeskCover.objects.filter(agency_id=request.user.agency_id, pk=pk).first()
    if row is None:
        raise Http404
    _desk_or_404(request, row.desk_id)
    try:
        ended = end_cover(cover_id=pk, by=request.user, at=request.now)
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.cover_ended(ended.employee.name))
    return redirect("attendance:desk_board")


def _desk_or_404(request: SignedInRequest, pk: int) -> Desk:
    """The desk, to those who may send somebody there; to others it does not exist."""
    found = desk_to_run(request.user, pk)
    if found is None or not found[1].covers(found[0]):
        raise Http404
    return found[0]


def _page(request: SignedInRequest, desk: Desk, form: CoverForm, status: int = 200) -> HttpResponse:
    agency_id, zone = request.user.agency_id, ZoneInfo(desk.office.zone)
    times = open_time(agency_id, desk, request.now)
    people = cover_candidates(agency_id=agency_id, desk=desk, now=request.now)
    log.info("desk_cover.read", by=request.user.pk, desk=desk.pk, people=len(people))
    chosen = form["employee"].value()
    context = {
        "desk": desk,
        "closed": "" if times.closes_at is not None else words.desk_closed(desk.name, times, zone),
        "closes_at": times.closes_at,
        "closes_clock": ""
        if times.closes_at is None
        else f"{times.closes_at.astimezone(zone):%H:%M}",
        "office_zone": desk.office.zone,
        "possible": [_row(one, chosen) for one in people if one.is_possible],
        "others": [_row(one, chosen) for one in people if not one.is_possible],
        "form": form,
        "errors": [one for said in form.errors.values() for one in said],
    }
    return render(request, "attendance/desk_cover.html", context, status=status)


def _row(one: Candidate, chosen: object) -> dict[str, object]:
    return {
        "pk": one.employee.pk,
        "name": one.employee.name,
        "position": one.employee.job_title,
        "text": words.candidate_words(one),
        "warns": one.is_possible and one.hindrance > 0,
        "chosen": str(one.employee.pk) == str(chosen),
    }
