"""The weeks of one's own desks, for those who answer for them."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import can_see_desks
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.queries.desk_keepers import reach_of
from attendance.views.desk_tabs import desk_tabs
from services.models import DeskWeek
from services.queries.weeks import WEEKS_SHOWN, desk_weeks


@never_cache
@require_safe
def weeks(request: SignedInRequest) -> HttpResponse:
    """`/loket/jam-terjaga/`: promised and staffed hours desk by desk, the last eight weeks."""
    if not can_see_desks(request.user.standing):
        raise PermissionDenied
    reach = reach_of(request.user)
    today = clock.on_local_date(request.now, request.user.zone)
    rows = DeskWeek.objects.filter(
        agency_id=request.user.agency_id,
        monday__gte=today - timedelta(days=today.weekday() + 7 * WEEKS_SHOWN),
    )
    mine = {
        row.desk_id for row in rows.select_related("desk") if reach.sees(row.desk, is_served=True)
    }
    context = {
        "desks": desk_weeks(rows.filter(desk__in=mine)),
        "tabs": desk_tabs(request.user.standing),
    }
    return render(request, "attendance/desk_weeks.html", context)
