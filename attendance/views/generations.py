"""Rosters that make themselves: one draft's panel, and all units of an agency at once."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import can_draft_roster, can_generate_rosters
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.generation_batches import ask_batch
from attendance.actions.generations import ask_generation, cancel_batch, cancel_generation
from attendance.actions.refused import RosterRefused
from attendance.models import Roster, RosterGeneration
from attendance.queries.generations import ACTIVE, USUAL_LIMIT, generation_panel, newest_batch
from attendance.rules.calendar import week_start
from attendance.views.generation_shapes import batch_shape, panel_shape
from attendance.views.rosters import STATUS, visible_roster
from attendance.wording import generations as words
from attendance.wording import roster_pages

ONE_WEEK = timedelta(weeks=1)
CHOICES = 4
"""Weeks ahead that a batch can be asked for."""


@require_http_methods(["GET", "POST"])
def roster_generate(request: SignedInRequest, pk: int) -> HttpResponse:
    """The panel of a draft's search, asked for every second; a POST begins a search."""
    roster = _draftable(request, pk)
    if request.method == "POST":
        return begin_search(request, roster)
    if not request.htmx:
        return redirect("attendance:roster_edit", roster.pk)
    shape = panel_shape(generation_panel(roster), request.now)
    context = {"panel": shape | {"is_fresh": not shape["is_active"]}}
    return render(request, "attendance/_roster_generate.html", context)


@require_POST
def roster_generate_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call a draft's search off."""
    roster = _draftable(request, pk)
    active = RosterGeneration.objects.visible_to(request.user).filter(
        roster=roster, state__in=ACTIVE
    )
    generation = active.first()
    if generation is None or not cancel_generation(
        generation=generation, by=request.user, at=request.now
    ):
        messages.info(request, words.too_late_to_cancel())
    return redirect(f"{reverse('attendance:roster_edit', args=[roster.pk])}#susunan")


@require_http_methods(["GET", "POST"])
def generations(request: SignedInRequest) -> HttpResponse:
    """All units at once: choose a week or month, then see how far each unit is."""
    person = request.user
    if can_generate_rosters(person.standing) is None:
        raise PermissionDenied(words.may_not_generate_all())
    if request.method == "POST":
        return _begin_batch(request)
    batch = newest_batch(person, _uuid(request.GET.get("susunan", "")))
    shape = None if batch is None else batch_shape(batch, request.now)
    if request.htmx:
        part = {"batch": shape, "zone": person.zone}
        return render(request, "attendance/_generation_batch.html", part)
    monday = week_start(clock.on_local_date(request.now, person.zone))
    context: dict[str, Any] = {
        "batch": shape,
        "weeks": [
            (start, roster_pages.period_words(start, start + timedelta(days=6)))
            for start in (monday + ONE_WEEK * number for number in range(CHOICES))
        ],
        "coming": monday + ONE_WEEK,
        "months": _months(monday),
        "zone": person.zone,
    }
    return render(request, "attendance/generations.html", context)


@require_POST
def generations_cancel(request: SignedInRequest, batch: UUID) -> HttpResponse:
    """Call off whatever of a batch has not ended."""
    person = request.user
    if can_generate_rosters(person.standing) is None:
        raise PermissionDenied(words.may_not_generate_all())
    known = RosterGeneration.objects.visible_to(person).filter(batch=batch)
    get_object_or_404(known.order_by("pk")[:1])
    if not cancel_batch(agency=person.agency, batch=batch, by=person, at=request.now):
        messages.info(request, words.too_late_to_cancel())
    return redirect(_batch_url(batch))


def begin_search(request: SignedInRequest, roster: Roster) -> HttpResponse:
    """Queue the search with the options of the form and go back to the grid."""
    seconds = request.POST.get("batas", "")
    try:
        ask_generation(
            roster_id=roster.pk,
            keeps_lines=request.POST.get("pertahankan") == "ya",
            seconds=int(seconds) if seconds.isdecimal() else USUAL_LIMIT,
            by=request.user,
            at=request.now,
        )
    except RosterRefused as refused:
        if STATUS[refused.ground] == 403:
            raise PermissionDenied(refused.sentence) from refused
        messages.error(request, refused.sentence)
        return redirect("attendance:roster_detail", roster.pk)
    messages.success(request, words.asked())
    return redirect(f"{reverse('attendance:roster_edit', args=[roster.pk])}#susunan")


def _draftable(request: SignedInRequest, pk: int) -> Roster:
    roster = visible_roster(request, pk)
    if can_draft_roster(request.user.standing, roster.unit_id) is None:
        raise PermissionDenied(roster_pages.may_not_draft())
    return roster


def _begin_batch(request: SignedInRequest) -> HttpResponse:
    person, span = request.user, _span(request.POST.get("masa", ""))
    if span is None:
        messages.error(request, words.period_unreadable())
        return redirect("attendance:generations")
    try:
        batch, count = ask_batch(
            agency=person.agency,
            first_day=span[0],
            last_day=span[1],
            with_drafts=request.POST.get("draf") == "ya",
            by=person,
            at=request.now,
        )
    except RosterRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("attendance:generations")
    messages.success(request, words.batch_asked(count))
    return redirect(_batch_url(batch))


def _span(text: str) -> tuple[date, date] | None:
    """`2026-11-23` is the week from that Monday, `2026-12` the month."""
    try:
        day = parse_date(text if text.count("-") > 1 else f"{text}-01")
    except ValueError:
        return None
    if day is None:
        return None
    if text.count("-") == 1:
        return day, day.replace(day=monthrange(day.year, day.month)[1])
    return (day, day + timedelta(days=6)) if day.isoweekday() == 1 else None


def _months(monday: date) -> list[date]:
    """The next two months by their first days."""
    first = (monday.replace(day=1) + timedelta(days=32)).replace(day=1)
    return [first, (first + timedelta(days=32)).replace(day=1)]


def _batch_url(batch: UUID) -> str:
    return f"{reverse('attendance:generations')}?susunan={batch}"


def _uuid(text: str) -> Any:
    try:
        return UUID(text)
    except ValueError:
        return None
