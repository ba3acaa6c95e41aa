"""What other sites show of an office or a desk: a picture or a framed page, and the HTML for it.

The picture hides its own state when its time is over (SMIL works inside `<img>`, where scripts do
not); the framed page does so by script, and both name their moment with the year.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from services.badge import Badge, desk_badge, office_badge
from services.feeds import absolute
from services.queries.offices import DeskPage, Filter, desk_page, find_office, office_page
from services.queries.shown import OfficeShown
from services.views.answers import checked, fresh_for, moment_of, page, public, weak_etag

FRAMED: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}
"""The framed page takes no input, so any site may frame it."""


@public
def office_svg(request: HttpRequest, slug: str) -> HttpResponse:
    """`/lencana/<slug>.svg`."""
    now = moment_of(request)
    found = find_office(slug)
    if found is None:
        return _missing(request)
    office = office_page(found, now, Filter()).office
    return _picture(request, office_badge(office, now), office)


@public
def desk_svg(request: HttpRequest, slug: str, desk_slug: str) -> HttpResponse:
    """`/lencana/<slug>/<loket>.svg`."""
    shown = _desk(request, slug, desk_slug)
    if shown is None:
        return _missing(request)
    badge = desk_badge(shown.office, shown.desk, moment_of(request))
    return _picture(request, badge, shown.office)


@public
@xframe_options_exempt
@csp_override(FRAMED)
def office_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """`/sematan/<slug>/`: for an iframe on any site."""
    now = moment_of(request)
    found = find_office(slug)
    if found is None:
        return _missing(request)
    office = office_page(found, now, Filter()).office
    return _framed(request, office_badge(office, now), office, office.url)


@public
@xframe_options_exempt
@csp_override(FRAMED)
def desk_embed(request: HttpRequest, slug: str, desk_slug: str) -> HttpResponse:
    """`/sematan/<slug>/<loket>/`: the same for one desk."""
    shown = _desk(request, slug, desk_slug)
    if shown is None:
        return _missing(request)
    badge = desk_badge(shown.office, shown.desk, moment_of(request))
    return _framed(request, badge, shown.office, shown.desk.url)


@public
def badges(request: HttpRequest, slug: str) -> HttpResponse:
    """`/lencana/<slug>/`: the HTML to copy, for the office and for each desk."""
    now = moment_of(request)
    found = find_office(slug)
    if found is None:
        return _missing(request)
    office = office_page(found, now, Filter()).office
    names = [(office.name, [slug], office.url)]
    names += [(each.name, [slug, each.slug], each.url) for each in office.desks]
    context = {"office": office, "codes": [_code(*each) for each in names]}
    return page(request, "services/badges.html", context, cache="public, max-age=300")


def _code(name: str, path: list[str], url: str) -> dict[str, str]:
    kind = "" if len(path) == 1 else "_desk"
    preview = reverse(f"services:badge{kind}", args=path)
    return {
        "name": name,
        "preview": preview,
        "picture": absolute(preview),
        "frame": absolute(reverse(f"services:embed{kind}", args=path)),
        "url": absolute(url),
    }


def _desk(request: HttpRequest, slug: str, desk_slug: str) -> DeskPage | None:
    found = find_office(slug)
    return None if found is None else desk_page(found, desk_slug, moment_of(request))


def _picture(request: HttpRequest, badge: Badge, office: OfficeShown) -> HttpResponse:
    body = render_to_string("services/badge.svg", {"badge": badge}).encode()
    response = HttpResponse(body, content_type="image/svg+xml")
    response["Cache-Control"] = fresh_for(moment_of(request), _next(office))
    response["Access-Control-Allow-Origin"] = "*"
    # Inside an image, nothing else is loaded; opened by itself, it may do nothing.
    response["Content-Security-Policy"] = "default-src 'none'"
    return checked(request, response, weak_etag(body))


def _framed(request: HttpRequest, badge: Badge, office: OfficeShown, url: str) -> HttpResponse:
    context = {"badge": badge, "office": office, "url": url}
    cache = fresh_for(moment_of(request), _next(office))
    return page(request, "services/embed.html", context, cache=cache)


def _next(office: OfficeShown) -> datetime:
    """The first moment at which a copy would be wrong, or no longer provable."""
    return min(office.next_at or office.valid_until, office.valid_until)


def _missing(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Kantor atau loket ini tidak ditemukan")}
    return page(request, "services/missing.html", context, cache="public, max-age=60", status=404)
