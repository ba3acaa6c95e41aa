"""What one version of a roster says otherwise than another, in plain words."""

import structlog
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from attendance.queries.roster_difference import roster_difference, versions_of
from attendance.views.rosters import PUBLISHED, visible_roster
from attendance.wording.roster_pages import week_words

log = structlog.get_logger(__name__)


@require_safe
def roster_difference_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """A version beside an earlier or later one (`?dari=1`), else the one published before it."""
    person = request.user
    roster = visible_roster(request, pk)
    standing = person.standing
    reads_all = standing.sees_whole_agency or roster.unit_id in standing.unit_ids
    versions = [
        one for one in versions_of(roster) if reads_all or one.state in PUBLISHED or one == roster
    ]
    others = [one for one in versions if one.pk != roster.pk]
    asked = request.GET.get("dari", "")
    earlier = [one for one in others if one.version < roster.version and one.state in PUBLISHED]
    other = next((one for one in others if str(one.version) == asked), None)
    other = other or next(iter(earlier), None)
    log.info("roster.difference_read", roster=roster.pk, by=person.pk)
    context = {
        "roster": roster,
        "others": others,
        "other": other,
        "difference": None if other is None else roster_difference(other, roster),
        "period": week_words(roster.first_day, roster.last_day),
        "zone": person.zone,
    }
    return render(request, "attendance/roster_difference.html", context)
