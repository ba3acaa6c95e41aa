"""The random number by which the portal knows a browser again: a first-party cookie, no more.

It holds nothing about the device or the person, is not readable by scripts and never leaves this
portal. Only its digest is stored with an event, so that one device tapping for many people can be
seen (docs/decisions/0007-what-a-check-in-keeps.md).
"""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "hadir_perangkat"
SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")
LIFE_SECONDS = 400 * 24 * 3600
"""The longest that browsers keep a cookie; visits do not prolong it."""


def device_of(request: HttpRequest) -> str:
    """The browser's number, or a new one where it bears none."""
    known = request.COOKIES.get(COOKIE, "")
    return known if SHAPE.fullmatch(known) else secrets.token_urlsafe(16)


def remember_device(request: HttpRequest, response: HttpResponse, device: str) -> HttpResponse:
    """`response`, which leaves the number `device` with a browser that did not bear it."""
    if request.COOKIES.get(COOKIE) != device:
        response.set_cookie(
            COOKIE,
            device,
            max_age=LIFE_SECONDS,
            path="/hari-ini/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
