"""The door of the open API: read-only JSON, for every origin, without a key and without a cookie.

What lies behind it (`services.api`) brings django-ninja and its shapes; they are loaded by the
first request that needs them, so that workers and most pages never carry them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from asn_wfh.language import LANGUAGES
from asn_wfh.visits import MINUTE_SECONDS, too_often
from services.api.status import dated, dumped
from services.views.answers import checked, fresh_for, moment_of, page, public, weak_etag

READING = ("GET", "HEAD", "OPTIONS")
PREFLIGHT_AGE = 86_400
PER_MINUTE = 600
"""Requests of one address a minute: a province asked for every half minute, behind one NAT."""
SEARCHES_PER_MINUTE = 60
DIRECTORY_CACHE = "public, max-age=60, s-maxage=300, stale-if-error=86400"
"""Of what changes by plan only."""
OPEN_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Date, ETag, Retry-After",
}
"""On every answer of the open API, snapshots included."""

type View = Callable[..., HttpResponse]


def open_api(view: View) -> View:
    """An address of the open API: any origin, no session, refusals as JSON."""

    @login_not_required
    @gzip_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _permitted(request, view, *args, **kwargs)
        for name, value in OPEN_HEADERS.items():
            response[name] = value
        del request.session
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _permitted(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        response = HttpResponse(status=204)
        response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(READING)
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = str(PREFLIGHT_AGE)
        return response
    if request.method not in READING:
        sentence = _("Alamat ini hanya dapat dibaca. Pakai GET, bukan %(method)s.")
        response = refusal("method", sentence % {"method": request.method}, status=405)
        response["Allow"] = ", ".join(READING)
        return response
    if too_often(request, "api", PER_MINUTE):
        return slow_down(request, PER_MINUTE)
    if request.GET.get("lang", LANGUAGES[0]) not in LANGUAGES:
        return refusal("lang", _("Bahasa jawaban hanya “id” atau “en”."), status=422)
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def operation(name: str) -> View:
    """The operation of that name in `services.api.operations`, loaded when first asked for."""

    @open_api
    def answer(request: HttpRequest, **path: str) -> HttpResponse:
        from services.api.operations import views

        return views()[name](request, **path)

    return answer


@open_api
def document(request: HttpRequest) -> HttpResponse:
    """`GET /api/openapi.json`: the whole API in OpenAPI 3.1."""
    from services.api.document import openapi

    body = dumped(openapi())
    response = HttpResponse(body, content_type="application/json")
    response["Cache-Control"] = "public, max-age=3600"
    return checked(request, response, weak_etag(body))


@public
def about(request: HttpRequest) -> HttpResponse:
    """`/api/`: the open data for people: what there is, with examples, limits and terms."""
    from services.api.document import listed

    context = {"operations": listed(), "per_minute": PER_MINUTE}
    return page(request, "services/api.html", context, cache="public, max-age=3600")


@open_api
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address under `/api/`."""
    sentence = _("Tidak ada alamat API ini. Mulailah dari %(address)s.")
    return refusal("path", sentence % {"address": reverse("services:api_offices")}, status=404)


def refusal(field: str, sentence: str, *, status: int) -> HttpResponse:
    """What is wrong, as JSON: `{"errors": {field: [sentence]}}`."""
    return refusals({field: [sentence]}, status=status)


def refusals(errors: dict[str, list[str]], *, status: int) -> HttpResponse:
    """The same for several fields."""
    answer = JsonResponse(
        {"errors": errors}, status=status, json_dumps_params={"ensure_ascii": False}
    )
    answer["Cache-Control"] = "public, max-age=15"
    return answer


def slow_down(request: HttpRequest, per_minute: int) -> HttpResponse:
    """429: the limit, and after how many seconds the next minute begins."""
    wait = MINUTE_SECONDS - int(moment_of(request).timestamp()) % MINUTE_SECONDS
    sentence = _(
        "Terlalu banyak permintaan dari alamat ini: batasnya %(limit)d per menit. "
        "Coba lagi %(wait)d detik lagi, dan kirim If-None-Match agar jawaban yang sama tidak "
        "dikirim ulang."
    )
    answer = refusal("rate", sentence % {"limit": per_minute, "wait": wait}, status=429)
    answer["Retry-After"] = str(wait)
    answer["Cache-Control"] = "no-store"
    return answer


def answered(
    request: HttpRequest, content: dict[str, Any], *, cache: str | None = None
) -> HttpResponse:
    """The content with its moment; the ETag is of the content, so that a poll mostly hears 304."""
    now = moment_of(request)
    response = HttpResponse(dumped(dated(content, now)), content_type="application/json")
    response["Cache-Control"] = cache or fresh_for(now, None)
    return checked(request, response, weak_etag(dumped(content)))
