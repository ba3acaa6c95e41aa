"""The hours of an office or a desk: the week, special dates, and what citizens will read."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from attendance.forms.offices_hours import SpecialForm, WeekForm, scope_choices
from attendance.queries.kept_hours import (
    HOLIDAYS_AHEAD,
    holidays_of,
    public_days,
    special_dates,
    special_runs,
    week_of,
)
from attendance.queries.kept_offices import KeptDesk, KeptOffice
from attendance.views.offices_access import (
    kept,
    kept_office_of,
    refuse,
    scope_of,
    today_at,
    zone_name,
)
from attendance.views.offices_shapes import day_shape, run_shape
from attendance.wording import offices as words
from services.actions import (
    KeepingRefused,
    follow_office,
    remove_special,
    save_special,
    save_week,
)


@require_http_methods(["GET", "HEAD", "POST"])
def kept_hours(request: SignedInRequest, slug: str) -> HttpResponse:
    """The week of the office, or with `?loket=` of a desk; saved as a whole by POST."""
    found, each = _scope(request, slug)
    if request.method != "POST":
        return _show(request, found, each)
    form = WeekForm(request.POST)
    if form.is_valid():
        try:
            save_week(
                agency_id=request.user.agency_id,
                office=found.office,
                desk=each.desk if each else None,
                week=form.week(),
            )
        except KeepingRefused as refused:
            refuse(form, refused)
        else:
            kept(request, found.office)
            return redirect(_address(slug, each))
    return _show(request, found, each, status=422, week=form)


@require_POST
def kept_hours_follow(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let a desk follow the week of its office again."""
    found, each = _scope(request, slug)
    if each is not None:
        follow_office(agency_id=request.user.agency_id, desk=each.desk)
        kept(request, found.office)
    return redirect(_address(slug, each))


@require_POST
def kept_special(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give the dates of a period hours of their own."""
    found, each = _scope(request, slug)
    desk = each.desk if each else None
    form = SpecialForm(request.POST, auto_id="khusus_%s")
    if form.is_valid():
        first, last = form.period()
        dates = special_dates(
            office=found.office,
            desk=desk,
            first=first,
            last=last,
            weekdays=frozenset(form.cleaned_data["weekdays"]),
            holidays_too=form.cleaned_data["holidays_too"],
        )
        try:
            replaced = save_special(
                agency_id=request.user.agency_id,
                office=found.office,
                desk=desk,
                dates=dates,
                hours=form.hours(),
            )
        except KeepingRefused as refused:
            refuse(form, refused)
        else:
            kept(request, found.office, words.special_saved(len(dates), replaced))
            return redirect(_address(slug, each))
    return _show(request, found, each, status=422, special=form)


@require_POST
def kept_special_remove(
    request: SignedInRequest, slug: str, first: date, last: date
) -> HttpResponse:
    """Take special hours back; the ordinary ones hold again."""
    found, each = _scope(request, slug)
    removed = remove_special(
        agency_id=request.user.agency_id,
        office=found.office,
        desk=each.desk if each else None,
        first=max(first, today_at(found.office, request.now)),
        last=last,
    )
    kept(request, found.office, words.special_removed(removed))
    return redirect(_address(slug, each))


def _scope(request: SignedInRequest, slug: str) -> tuple[KeptOffice, KeptDesk | None]:
    """The office, and the desk of `?loket=`; without it the office, or the first desk one keeps."""
    found = kept_office_of(request, slug)
    typed = _typed(request)
    if not typed and not found.hosted:
        typed = str(found.desks[0].desk.pk)
    return found, scope_of(found, typed)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("loket", "")


def _address(slug: str, each: KeptDesk | None) -> str:
    address = reverse("attendance:kept_hours", args=[slug])
    return f"{address}?loket={each.desk.pk}" if each else address


def _show(
    request: SignedInRequest,
    found: KeptOffice,
    each: KeptDesk | None,
    *,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    office, today = found.office, today_at(found.office, request.now)
    desk = each.desk if each else None
    own = week_of(office, desk)
    copied = bool(desk) and not own
    week = own or week_of(office, None)
    holidays = holidays_of(office, today, today + HOLIDAYS_AHEAD + timedelta(days=1))
    context = {
        "kept": found,
        "office": office,
        "each": each,
        "zone_words": zone_name(office),
        "scopes": list(scope_choices(found)),
        "query": f"?loket={desk.pk}" if desk else "",
        "week": forms.get("week") or WeekForm(initial=WeekForm.of(week)),
        "copied": copied,
        "own": bool(desk and own),
        "special": forms.get("special") or SpecialForm(auto_id="khusus_%s"),
        "runs": [run_shape(run) for run in special_runs(office, desk, today)],
        "days": [day_shape(day, office.zone) for day in public_days(office, desk, request.now)],
        "holidays": holidays,
    }
    return render(request, "attendance/office_hours.html", context, status=status)
