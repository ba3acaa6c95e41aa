"""An office and a desk: can I be served here now, and if not, what else.

The bytes come from `services.renders`, as those of the snapshots do: asked at the same moment, a
view and a snapshot are the same. Addresses without a filter have snapshots, which `asn_wfh.wsgi`
or nginx answers before these views; filtered ones are rendered here.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from services import renders
from services.forms import FilterForm
from services.queries.offices import desk_page, find_office, office_page
from services.renders import LIVE_PART, PART, Rendered
from services.views.answers import LIVE, as_asked, fresh_for, moment_of, page, public


@public
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kantor/<slug>/`: the answer first, then the desks, filtered as the address says."""
    found = find_office(slug)
    if found is None:
        return _missing(request, _("Kantor ini tidak ditemukan"))
    wanted = FilterForm(request.GET).wanted()
    shown = office_page(found, moment_of(request), wanted)
    return answer(request, renders.office_html(shown, wanted, live=is_live(request)))


@public
def desk(request: HttpRequest, slug: str, desk_slug: str) -> HttpResponse:
    """`/kantor/<slug>/<loket>/`: one desk, its hours of the week, its announced closures."""
    found = find_office(slug)
    shown = None if found is None else desk_page(found, desk_slug, moment_of(request))
    if shown is None:
        return _missing(request, _("Loket ini tidak ditemukan"))
    return answer(request, renders.desk_html(shown, live=is_live(request)))


def is_live(request: HttpRequest) -> bool:
    """Whether only the changing part of the page is asked for."""
    return request.GET.get(PART) == LIVE_PART


def answer(request: HttpRequest, shown: Rendered) -> HttpResponse:
    """Rendered bytes with the headers of a status; 304 when the asker holds them."""
    cache = LIVE if is_live(request) else fresh_for(moment_of(request), shown.next_at)
    return as_asked(request, shown.body, shown.etag, cache=cache)


def _missing(request: HttpRequest, title: str) -> HttpResponse:
    """404 in words, with the way back to the search."""
    cache = "public, max-age=60"
    return page(request, "services/missing.html", {"title": title}, cache=cache, status=404)
