"""An office and a desk: can I be served here now, and if not, what else."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from services.forms import FilterForm
from services.queries.offices import Filter, desk_page, find_office, office_page
from services.views.answers import LIVE, fresh_for, moment_of, page, public

PART = "bagian"
LIVE_PART = "langsung"
"""`?bagian=langsung` asks for the part of the page that changes, and nothing around it."""


@public
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kantor/<slug>/`: the answer first, then the desks, filtered as the address says."""
    now = moment_of(request)
    found = find_office(slug)
    if found is None:
        return _missing(request, "Kantor ini tidak ditemukan")
    wanted = FilterForm(request.GET).wanted()
    shown = office_page(found, now, wanted)
    context = {
        "shown": shown,
        "office": shown.office,
        "wanted": wanted,
        "live_url": _live_url(request, wanted),
    }
    if request.GET.get(PART) == LIVE_PART:
        return page(request, "services/_office_live.html", context, cache=LIVE)
    cache = fresh_for(now, shown.office.next_at)
    return page(request, "services/office.html", context, cache=cache)


@public
def desk(request: HttpRequest, slug: str, desk_slug: str) -> HttpResponse:
    """`/kantor/<slug>/<loket>/`: one desk, its hours of the week, its announced closures."""
    now = moment_of(request)
    found = find_office(slug)
    shown = None if found is None else desk_page(found, desk_slug, now)
    if shown is None:
        return _missing(request, "Loket ini tidak ditemukan")
    context = {
        "shown": shown,
        "office": shown.office,
        "desk": shown.desk,
        "live_url": _live_url(request, Filter()),
    }
    if request.GET.get(PART) == LIVE_PART:
        return page(request, "services/_desk_live.html", context, cache=LIVE)
    cache = fresh_for(now, shown.office.next_at)
    return page(request, "services/desk.html", context, cache=cache)


def _live_url(request: HttpRequest, wanted: Filter) -> str:
    """The address of the changing part, with the same filters and nothing else of the query."""
    given = {
        "instansi": wanted.agency,
        "layanan": wanted.service,
        "dilayani": "1" if wanted.staffed else "",
        PART: LIVE_PART,
    }
    return f"{request.path}?{urlencode({key: value for key, value in given.items() if value})}"


def _missing(request: HttpRequest, title: str) -> HttpResponse:
    """404 in words, with the way back to the search."""
    cache = "public, max-age=60"
    return page(request, "services/missing.html", {"title": title}, cache=cache, status=404)
