"""How much of the promised time an office's desks were staffed, week by week."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from services.queries.offices import find_office
from services.queries.weeks import office_weeks
from services.views.answers import moment_of, page, public

CACHE = "public, max-age=3600"
"""A week is accounted after its end, and again a few times a day at most."""


@public
def weeks(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kantor/<slug>/jam-terjaga/`: promised and staffed hours of the last eight weeks."""
    office = find_office(slug)
    if office is None:
        missing = {"title": _("Kantor ini tidak ditemukan")}
        return page(request, "services/missing.html", missing, cache=CACHE, status=404)
    context = {"office": office, "shown": office_weeks(office, moment_of(request))}
    return page(request, "services/weeks.html", context, cache=CACHE)
