"""What an office announces, for feed readers and calendars: no cookie, checked by ETag."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from services.queries.announced import announced
from services.queries.offices import find_office
from services.views.answers import checked, moment_of, page, public, weak_etag

CACHE = "public, max-age=60, s-maxage=60, stale-if-error=86400"


@public
def office_atom(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kantor/<slug>/umpan.atom`: closures, their changes, and their ends."""
    from services.feeds_atom import atom

    office = find_office(slug)
    if office is None:
        return _missing(request)
    now = moment_of(request)
    return _file(request, atom(announced(office, now), now), "application/atom+xml; charset=utf-8")


@public
def office_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kantor/<slug>/penutupan.ics`: closures, special hours, holidays."""
    from services.feeds_ical import calendar_file

    office = find_office(slug)
    if office is None:
        return _missing(request)
    now = moment_of(request)
    body = calendar_file(announced(office, now), now)
    response = _file(request, body, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return response


def _missing(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Kantor ini tidak ditemukan")}
    return page(request, "services/missing.html", context, cache="public, max-age=60", status=404)


def _file(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Cache-Control"] = CACHE
    response["Access-Control-Allow-Origin"] = "*"
    return checked(request, response, weak_etag(body))
