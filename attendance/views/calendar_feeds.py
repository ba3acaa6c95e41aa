"""Calendars to subscribe to: the secret addresses of one's own, and what programs read there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Unit
from accounts.requests import SignedInRequest
from attendance.actions.feeds import make_feed, revoke_feed, ring_that_read
from attendance.actions.refused import RequestRefused
from attendance.models import CalendarFeed
from attendance.queries.calendar_feeds import my_feeds, read_feed, units_to_feed
from attendance.wording import calendars as words


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calendar_feeds(request: SignedInRequest) -> HttpResponse:
    """One's calendar addresses; POST makes one and shows it, this once."""
    if request.method != "POST":
        return _show(request)
    unit = None
    if request.POST.get("unit"):
        units = Unit.objects.filter(agency_id=request.user.agency_id)
        try:
            unit = get_object_or_404(units, pk=int(request.POST["unit"]))
        except ValueError as error:
            raise Http404 from error
    try:
        _feed, token = make_feed(unit=unit, by=request.user, at=request.now)
    except RequestRefused as refusal:
        return _show(request, refused=refusal.sentence, status=409)
    path = reverse("attendance:calendar_feed", kwargs={"secret": token})
    name = (
        words.own_calendar_name(request.user.name)
        if unit is None
        else words.unit_calendar_name(unit.name)
    )
    address = request.build_absolute_uri(path)
    webcal = f"webcal://{address.partition('://')[2]}"
    context = {"said": words.feed_made(name), "address": address, "webcal": webcal, "unit": unit}
    return render(request, "attendance/calendar_feed_address.html", context, status=201)


@require_POST
def calendar_feed_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an address back."""
    feed = get_object_or_404(CalendarFeed.objects.visible_to(request.user), pk=pk)
    revoke_feed(feed=feed, by=request.user, at=request.now)
    messages.success(request, words.feed_revoked())
    return redirect("attendance:calendar_feeds")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar at a secret address, for calendar programs; the address is all the right."""
    read = read_feed(secret, request.now)  # type: ignore[attr-defined]
    if read is None:
        response = HttpResponse(words.unknown_address(), status=404, content_type="text/plain")
        response["Cache-Control"] = "no-store"
        return response
    if read.is_news:
        ring_that_read(agency_id=read.agency_id, feed_id=read.feed_id)
    response = HttpResponse(read.content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="jadwal.ics"'
    # The reader may keep it and ask whether it changed; nobody in between may.
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = read.etag
    return get_conditional_response(request, etag=read.etag, response=response) or response


def _show(request: SignedInRequest, refused: str = "", status: int = 200) -> HttpResponse:
    feeds = my_feeds(request.user)
    made = {feed.unit_id for feed in feeds}
    context = {
        "feeds": feeds,
        "has_own": None in made,
        "units": [unit for unit in units_to_feed(request.user) if unit.pk not in made],
        "refused": refused,
        "zone": request.user.zone,
    }
    return render(request, "attendance/calendar_feeds.html", context, status=status)
