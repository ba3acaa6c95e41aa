"""A person's own plan, month by month."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import can_keep_some_desk_officers
from accounts.requests import SignedInRequest
from attendance.queries.months import month_from
from attendance.queries.my_roster import my_roster_of


@require_safe
def my_roster(request: SignedInRequest) -> HttpResponse:
    """Where one works on each day of a month (`?bulan=2026-11`)."""
    month = month_from(request.GET.get("bulan", ""), request.user, request.now)
    page = my_roster_of(request.user, month)
    context = {
        "page": page,
        "month": month,
        "zone": request.user.zone,
        "keeps_officers": can_keep_some_desk_officers(request.user.standing),
    }
    return render(request, "attendance/my_roster.html", context)
