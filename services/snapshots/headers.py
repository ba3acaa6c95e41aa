"""The headers of snapshots: what Django's own middlewares put on the same page."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.request import split_domain_port, validate_host
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils.cache import patch_vary_headers

from services.views.api import OPEN_HEADERS

HTML, JSON = "text/html; charset=utf-8", "application/json"
MOST_HOSTS = 100

_known_hosts: set[str] = set()


def headers_for(kind: str, environ: dict[str, Any]) -> list[tuple[str, str]]:
    """The headers of a kind of snapshot (`page`, `live`, `json`) that no moment changes."""
    return _headers(kind, _is_secure(environ))


def is_known_host(environ: dict[str, Any]) -> bool:
    """Whether the portal is asked under a name of its own; Django refuses the others."""
    host = environ.get("HTTP_HOST", "")
    if host in _known_hosts:
        return True
    domain, _ = split_domain_port(host)
    if not (domain and validate_host(domain, settings.ALLOWED_HOSTS)):
        return False
    if len(_known_hosts) < MOST_HOSTS:
        _known_hosts.add(host)
    return True


def _is_secure(environ: dict[str, Any]) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return bool(environ.get(name) == value)
    return bool(environ["wsgi.url_scheme"] == "https")


@cache
def _headers(kind: str, secure: bool) -> list[tuple[str, str]]:
    """An empty answer sent through the middlewares that guard every page.

    No page of the public has a nonce, so the policy has none: a script of ours may stand in any.
    """
    scheme = "https" if secure else "http"
    environ = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": scheme, "wsgi.input": BytesIO()}
    if secure and settings.SECURE_PROXY_SSL_HEADER:
        environ |= [settings.SECURE_PROXY_SSL_HEADER]
    asked = WSGIRequest(environ)
    answer = HttpResponse(content_type=JSON if kind == "json" else HTML)
    for middleware in (
        XFrameOptionsMiddleware,
        ContentSecurityPolicyMiddleware,
        SecurityMiddleware,
    ):
        answer = middleware(lambda _: answer).process_response(asked, answer)  # noqa: B023
    patch_vary_headers(answer, ["Accept-Encoding"])
    if kind == "json":
        for name, value in OPEN_HEADERS.items():
            answer[name] = value
    return list(answer.items())
