"""What hangs in an office: the screen in its lobby, and the poster on its door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from services.forms import PosterForm, ScreenForm, tidy
from services.queries.offices import Filter, desk_page, find_office, office_page
from services.renders_lobby import poster_html, screen_html
from services.views.answers import moment_of, page, public
from services.views.offices import answer, is_live

DAILY = "public, max-age=86400"
A_MINUTE = "public, max-age=60"


@public
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """`/layar/<slug>/`: every desk with its state, for a television; nothing to press."""
    office = find_office(slug)
    if office is None:
        return _missing(request, _("Kantor ini tidak ditemukan"))
    shown = office_page(office, moment_of(request), Filter())
    number = tidy(ScreenForm(request.GET)).get("halaman") or 1
    return answer(request, screen_html(shown, number=number, live=is_live(request)))


@public
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """`/poster/<slug>/`: an A4 sheet with the way to the office's page, or a desk's (`?loket=`)."""
    office, now = find_office(slug), moment_of(request)
    if office is None:
        return _missing(request, _("Kantor ini tidak ditemukan"))
    wanted = tidy(PosterForm(request.GET)).get("loket", "")
    at_desk = desk_page(office, wanted, now) if wanted else None
    if wanted and at_desk is None:
        return _missing(request, _("Loket ini tidak ditemukan"))
    shown = at_desk or office_page(office, now, Filter())
    body = poster_html(shown.office, at_desk.desk if at_desk else None, shown.planned)
    return HttpResponse(body, headers={"Cache-Control": DAILY})


def _missing(request: HttpRequest, title: str) -> HttpResponse:
    return page(request, "services/missing.html", {"title": title}, cache=A_MINUTE, status=404)
