"""The citizens' first page: what do you need, where; offices with true counts."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from services.forms import SearchForm, tidy
from services.models import Office
from services.queries.offices import offices_page, provinces
from services.queries.search import find_offices, find_services, often_needed
from services.rules import Code
from services.views.answers import fresh_for, moment_of, page, public

MEANINGS = {
    Code.STAFFED: "Petugas sudah presensi di kantor dan bertugas di loket ini.",
    Code.BREAK: "Loket sedang istirahat dan kembali pada jam yang tertulis.",
    Code.EXPECTED: "Loket baru buka; petugas ditunggu sampai 15 menit setelah jam buka.",
    Code.UNSTAFFED: "Jam layanan sudah mulai, tetapi belum ada petugas yang terkonfirmasi.",
    Code.REMOTE: "Hari ini dilayani lewat internet atau telepon, tidak di loket.",
    Code.CLOSED: "Di luar jam layanan, hari libur, atau penutupan yang diumumkan.",
    Code.UNCONFIRMED: (
        "Belum ada bukti yang cukup, misalnya karena sambungan terputus. "
        "Loket mungkin melayani, mungkin tidak; jam layanannya tetap ditampilkan."
    ),
}
"""What each state means to a citizen."""


@public
def home(request: HttpRequest) -> HttpResponse:
    """Search over services and offices; without words, the offices by province."""
    now = moment_of(request)
    asked = tidy(SearchForm(request.GET))
    words, province = asked.get("q", ""), asked.get("wilayah", "")
    offices = find_offices(words) if words else Office.objects.all()
    if province:
        offices = offices.filter(region__parent=province) | offices.filter(region=province)
    listed, shown = offices_page(offices, now, asked.get("halaman") or 1)
    context = {
        "query": words,
        "quick": [
            {"label": each.name, "url": f"/?{urlencode({'q': each.name})}"}
            for each in often_needed()
        ],
        "services": find_services(words, now) if words else [],
        "page": listed,
        "page_query": _page_query(words, province),
        "offices": shown,
        "provinces": provinces(),
        "province": province,
    }
    next_at = min((each.next_at for each in shown if each.next_at), default=None)
    return page(request, "services/home.html", context, cache=fresh_for(now, next_at))


def _page_query(words: str, province: str) -> str:
    given = {"q": words, "wilayah": province}
    encoded = urlencode({name: value for name, value in given.items() if value})
    return f"{encoded}&" if encoded else ""


@public
def about_status(request: HttpRequest) -> HttpResponse:
    """What the seven states mean."""
    codes = [(code.value, MEANINGS[code]) for code in Code]
    cache = "public, max-age=3600"
    return page(request, "services/about_status.html", {"codes": codes}, cache=cache)
