"""How public addresses answer: no cookie, no session, cacheable, checked by ETag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from asn_wfh.templatetags.hadir_icons import light_icons

MAX_AGE = 15
SHARED_MAX_AGE = 30
ERROR_AGE = 300
LIVE_AGE = 2
"""Seconds. A live part is asked for every few seconds, so that a tap shows within five."""


def public[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """An open, read-only address: GET and HEAD, for everybody the same.

    Who is signed in makes no difference here. So the session goes before the session middleware
    could say "it varies by cookie", or set one: a shared cache may keep every answer.
    """

    @login_not_required
    @gzip_page
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)  # type: ignore[arg-type]
        del request.session
        return response

    return answer  # type: ignore[return-value]


def moment_of(request: HttpRequest) -> datetime:
    """The moment of the request, aware, in UTC; read once by the middleware."""
    return request.now  # type: ignore[attr-defined]


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    cache: str,
    status: int = 200,
) -> HttpResponse:
    """A template as a cacheable page; 304 when the asker holds it already.

    Rendered without the request: nothing of the asker can get into it but `here`, the address that
    was asked for, by which the page finds its other language. It names times to the
    minute, so that it is the same bytes, and the same ETag, until something changes.
    """
    with light_icons():
        body = render_to_string(template, {"here": request.get_full_path(), **context}).encode()
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = cache
    if status != 200:
        return response
    return checked(request, response, f'"{_digest(body)}"')


def as_asked(request: HttpRequest, body: bytes, etag: str, *, cache: str) -> HttpResponse:
    """A page that is bytes already (`services.renders`); 304 when the asker holds it."""
    response = HttpResponse(body)
    response["Cache-Control"] = cache
    return checked(request, response, etag)


def checked(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    """`response` under `etag` (quoted, or weak), or 304 without a body."""
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return response if answer is None else answer


def weak_etag(content: bytes) -> str:
    """An ETag for answers that say the same, if not in the same bytes."""
    return f'W/"{_digest(content)}"'


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def fresh_for(now: datetime, next_at: datetime | None) -> str:
    """Cache-Control of a status: shared caches drop it when the next planned change comes."""
    shared = SHARED_MAX_AGE
    if next_at is not None:
        shared = max(0, min(shared, int((next_at - now).total_seconds())))
    own = min(MAX_AGE, shared)
    return f"public, max-age={own}, s-maxage={shared}, stale-if-error={ERROR_AGE}"


LIVE = f"public, max-age=0, s-maxage={LIVE_AGE}, stale-if-error={ERROR_AGE}"
"""Cache-Control of a live part: browsers ask each time, and mostly hear 304."""
