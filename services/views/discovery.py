"""For browsers that sort by distance, and for search engines: places, sitemap, robots."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from asn_wfh.language import INDONESIAN, LANGUAGES, address_in, spoken
from services.queries.public_places import office_places, page_addresses
from services.views.answers import moment_of, public

HOURLY = "public, max-age=3600"
CLOSED_TO_ROBOTS = (
    *("/masuk/", "/keluar/", "/api/", "/*?bagian=", "/tablet/", "/ikuti/"),
    # The form may be found; where somebody's report stands may not.
    *("/lapor/*/", "/en/lapor/*/"),
)


@public
def places(request: HttpRequest) -> HttpResponse:
    """`/kantor/lokasi.json`: where all offices are, so that a browser sorts them by itself."""
    found = [asdict(each) for each in office_places(moment_of(request))]
    response = JsonResponse({"offices": found})
    response["Cache-Control"] = HOURLY
    return response


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: offices and desks, each address with its other language."""
    with spoken(INDONESIAN):
        addresses = page_addresses(moment_of(request))
    pages = [
        {each: f"{settings.PORTAL_URL}{address_in(address, each)}" for each in LANGUAGES}
        for address in addresses
    ]
    body = render_to_string("services/sitemap.xml", {"pages": pages})
    return HttpResponse(body, content_type="application/xml", headers={"Cache-Control": HOURLY})


@public
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: the citizens' pages may be found; the rest is nobody's search result."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    lines += ["", f"Sitemap: {settings.PORTAL_URL}{reverse('services:sitemap')}", ""]
    return HttpResponse(
        "\n".join(lines),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": HOURLY},
    )
