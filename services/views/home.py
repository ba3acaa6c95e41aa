"""The citizens' first page: what do you need, where; offices with true counts."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as later

from services.categories import category_name, offered_categories
from services.forms import SearchForm, tidy
from services.models import Office
from services.queries.matching import find_matching, offices_for, often_needed, within
from services.queries.offices import offices_page
from services.queries.regions import regions_with_offices
from services.queries.search import places_of
from services.queries.shown import service_name
from services.rules import Code
from services.views.answers import fresh_for, moment_of, page, public

MEANINGS = {
    Code.STAFFED: later("Petugas sudah presensi di kantor dan bertugas di loket ini."),
    Code.BREAK: later("Loket sedang istirahat dan kembali pada jam yang tertulis."),
    Code.EXPECTED: later("Loket baru buka; petugas ditunggu sampai 15 menit setelah jam buka."),
    Code.UNSTAFFED: later("Jam layanan sudah mulai, tetapi belum ada petugas yang terkonfirmasi."),
    Code.REMOTE: later("Hari ini dilayani lewat internet atau telepon, tidak di loket."),
    Code.CLOSED: later("Di luar jam layanan, hari libur, atau penutupan yang diumumkan."),
    Code.UNCONFIRMED: later(
        "Belum ada bukti yang cukup, misalnya karena sambungan terputus. "
        "Loket mungkin melayani, mungkin tidak; jam layanannya tetap ditampilkan."
    ),
}
"""What each state means to a citizen."""


@public
def home(request: HttpRequest) -> HttpResponse:
    """Search over services and offices; without words, the offices by province and kab/kota."""
    now = moment_of(request)
    given = tidy(SearchForm(request.GET))
    words, region = given.get("q", ""), given.get("wilayah", "")
    found = find_matching(words) if words else None
    offices = offices_for(found.asked) if found else Office.objects.all()
    regions = regions_with_offices(region, now)
    if regions.chosen:
        offices = offices.filter(within([regions.chosen]))
    listed, shown = offices_page(offices, now, given.get("halaman") or 1)
    if found and found.asked.regions and not (found.services or shown):
        # The words say nothing, the place does: its offices are the next best answer.
        offices = offices_for(replace(found.asked, words=()))
        listed, shown = offices_page(offices, now, given.get("halaman") or 1)
    context = {
        "query": words,
        "quick": [(service_name(each), _address(q=each.name)) for each in often_needed()],
        "found": found,
        "services": places_of(found, now) if found else [],
        "anywhere": _address(q=found.asked.text) if found and found.asked.regions else "",
        "page": listed,
        "page_query": _page_query(words, region),
        "offices": shown,
        "regions": regions,
        "families": [] if not found or found.services else families(),
    }
    next_at = min((each.next_at for each in shown if each.next_at), default=None)
    return page(request, "services/home.html", context, cache=fresh_for(now, next_at))


def families() -> list[tuple[str, str]]:
    """(name, address of the search) of the families of services, for who found nothing."""
    return [(category_name(each), _address(q=each)) for each in offered_categories()]


def _address(**query: str) -> str:
    """The first page with this query, in the language of the page."""
    return f"{reverse('services:home')}?{urlencode(query)}"


def _page_query(words: str, region: str) -> str:
    given = {"q": words, "wilayah": region}
    encoded = urlencode({name: value for name, value in given.items() if value})
    return f"{encoded}&" if encoded else ""


@public
def about_status(request: HttpRequest) -> HttpResponse:
    """What the seven states mean."""
    codes = [(code.value, str(MEANINGS[code])) for code in Code]
    cache = "public, max-age=3600"
    return page(request, "services/about_status.html", {"codes": codes}, cache=cache)
