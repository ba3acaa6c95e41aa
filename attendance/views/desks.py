"""The live board of desks, and the break of a whole desk."""

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import can_see_desks
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.desk_breaks import end_break, start_break
from attendance.actions.refused import RequestRefused
from attendance.queries.desk_board import desk_board as board_of
from attendance.queries.desk_keepers import desk_to_run
from attendance.queries.desk_places import Seat, break_choices, seat_at
from attendance.views.desk_shapes import board_shape
from attendance.views.desk_tabs import desk_tabs
from attendance.wording import desk_breaks as break_words
from attendance.wording import desk_duty as words

log = structlog.get_logger(__name__)
REFRESH_SECONDS = 30
"""Evidence is published within two seconds; a manager looks up from other work."""


@require_GET
def desk_board(request: SignedInRequest) -> HttpResponse:
    """The board; `kantor` in the address narrows it to one office, `jeda` stops the refresh."""
    person = request.user
    if not can_see_desks(person.standing):
        raise PermissionDenied(words.closed_page())
    office = request.GET.get("kantor", "")
    board = board_of(person, request.now, office)
    if office and not board.offices:
        raise Http404
    log.info("desk_board.read", by=person.pk, people=len(board.people))
    tabs = desk_tabs(person.standing)
    is_paused = request.GET.get("jeda") == "1"
    known = request.GET.get("tahu", "")
    context = {
        "board": board_shape(board),
        "tabs": tabs,
        "keep_url": next((tab["url"] for tab in tabs if tab["name"] == "kantor"), ""),
        "office": office,
        "as_of": request.now,
        "is_paused": is_paused,
        "seconds": REFRESH_SECONDS,
        "refresh_query": _query(office, tahu=str(len(board.urgent))),
        "pause_query": _query(office, jeda="" if is_paused else "1"),
        "announce": request.htmx and known != str(len(board.urgent)),
    }
    template = "_desk_board.html" if request.htmx else "desk_board.html"
    return render(request, f"attendance/{template}", context)


def _query(office: str, **parts: str) -> str:
    query = QueryDict(mutable=True)
    for name, value in {"kantor": office, **parts}.items():
        if value:
            query[name] = value
    return query.urlencode()


@require_http_methods(["GET", "HEAD", "POST"])
def desk_pause(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the whole desk `pk` take a break; citizens read when it serves again."""
    seat = _seat_or_404(request, pk)
    choices = break_choices(seat, request.now)
    refusal = "" if choices else break_words.desk_closed_now()
    status = 200
    if request.method == "POST":
        sent = request.POST.get("lama")
        until = next((one.until for one in choices if one.value == sent), None)
        if until is None:
            refusal, status = refusal or break_words.choice_unreadable(), 422
        else:
            try:
                start_break(
                    agency_id=request.user.agency_id,
                    seat=seat,
                    employee=None,
                    until=until,
                    at=request.now,
                )
            except RequestRefused as refused:
                refusal, status = refused.sentence, 409
            else:
                messages.success(request, words.paused(until, seat.zone))
                return redirect("attendance:desk_board")
    context = {"desk": seat.desk, "choices": choices, "refusal": refusal}
    return render(request, "attendance/desk_pause.html", context, status=status)


@require_POST
def desk_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the break of the whole desk `pk`."""
    seat = _seat_or_404(request, pk)
    try:
        end_break(agency_id=request.user.agency_id, seat=seat, employee=None, at=request.now)
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.pause_ended())
    return redirect("attendance:desk_board")


def _seat_or_404(request: SignedInRequest, pk: int) -> Seat:
    """The desk today, to those who may let it pause; to others it does not exist."""
    found = desk_to_run(request.user, pk)
    if found is None or not found[1].covers(found[0]):
        raise Http404
    desk = found[0]
    return seat_at(desk, clock.on_local_date(request.now, desk.office.zone), request.now)
