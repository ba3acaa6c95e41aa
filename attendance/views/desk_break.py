"""An officer's break from the desk, by the buttons on their first screen."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.desk_breaks import end_break, start_break
from attendance.actions.refused import Ground, RequestRefused
from attendance.queries.desk_places import Seat, break_choices, seat_of
from attendance.queries.today import today_of
from attendance.views.today import show_today
from attendance.wording import desk_breaks as words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_POST
@never_cache
def desk_break(request: SignedInRequest) -> HttpResponse:
    """Begin a break (`istirahat`: 15, 30, 60 or `jadwal`) or come back (`kembali`).

    htmx gets the card, a plain form the page again.
    """
    person, now = request.user, request.now
    try:
        said = _done(request, seat_of(person, clock.on_local_date(now, person.zone), now))
    except RequestRefused as refused:
        page = replace(today_of(person, now), notice=refused.sentence)
        return show_today(request, page, status=STATUS[refused.ground])
    if request.htmx:
        return show_today(request, replace(today_of(person, now), notice=said))
    messages.success(request, said)
    return redirect("attendance:today")


def _done(request: SignedInRequest, seat: Seat | None) -> str:
    """Do what the button says; the sentence for it. Raises RequestRefused."""
    person, now = request.user, request.now
    if seat is None:
        raise RequestRefused(Ground.STATE, words.no_desk_now())
    if "kembali" in request.POST:
        end_break(agency_id=person.agency_id, seat=seat, employee=person, at=now)
        return words.back_at_desk()
    wanted = request.POST.get("istirahat", "")
    chosen = next((one for one in break_choices(seat, now) if one.value == wanted), None)
    if chosen is None:
        said = words.choice_unreadable() if seat.is_open(now) else words.desk_closed_now()
        raise RequestRefused(Ground.CONTENT, said)
    row = start_break(
        agency_id=person.agency_id, seat=seat, employee=person, until=chosen.until, at=now
    )
    return words.break_begun(row.until, ZoneInfo(seat.desk.office.zone))
