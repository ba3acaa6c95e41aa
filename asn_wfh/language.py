"""The language of a page is a part of its address: `/en/…` is English, all else Indonesian.

No cookie and no `Accept-Language` has a say, so one address has one answer, and a shared cache may
keep it. Addresses for programs (`/api/…`) stand outside and take `?lang=en`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import translation

INDONESIAN = "id"
ENGLISH = "en"
LANGUAGES = (INDONESIAN, ENGLISH)
PROGRAMS = "/api/"
"""Addresses under this one (not itself, which is a page) have no prefix; `?lang=en` asks them for
English sentences."""


def language_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer each request in the language of its address, and in no other."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with spoken(language_of(request)):
            return get_response(request)

    return middleware


def language_of(request: HttpRequest) -> str:
    """`en` or `id`, from the address alone."""
    if request.path_info.startswith(PROGRAMS) and request.path_info != PROGRAMS:
        return ENGLISH if request.GET.get("lang") == ENGLISH else INDONESIAN
    inside = request.path_info == f"/{ENGLISH}" or request.path_info.startswith(f"/{ENGLISH}/")
    return ENGLISH if inside else INDONESIAN


def spoken(language: str) -> AbstractContextManager[None]:
    """Within it, sentences and `reverse()` are in `language` (`id` or `en`)."""
    return translation.override(language)


def current() -> str:
    """The language in which is answered now: `id` or `en`."""
    return ENGLISH if (translation.get_language() or "").startswith(ENGLISH) else INDONESIAN


def address_in(address: str, language: str) -> str:
    """The same page in `language`; `address` begins with a slash and may have a query."""
    bare = address.removeprefix(f"/{ENGLISH}") if _is_english(address) else address
    return f"/{ENGLISH}{bare}" if language == ENGLISH else bare


def _is_english(address: str) -> bool:
    return address.startswith(f"/{ENGLISH}/")


def in_both_languages(*patterns: URLPattern | URLResolver) -> URLResolver:
    """These addresses once without a prefix and once under `/en/`, under the same names."""
    return URLResolver(_LanguagePrefix(), list(patterns))  # type: ignore[arg-type]


class _LanguagePrefix:
    """Like Django's own prefix pattern, which may stand in the root URLconf only."""

    converters: dict[str, Any] = {}

    @property
    def regex(self) -> re.Pattern[str]:
        """What `reverse()` puts in front; the resolver keeps it by language."""
        return re.compile(re.escape(self._prefix))

    @property
    def _prefix(self) -> str:
        return "" if current() == settings.LANGUAGE_CODE else f"{current()}/"

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
        """The rest of the path, where it begins as the language says."""
        if not path.startswith(self._prefix):
            return None
        return path.removeprefix(self._prefix), (), {}

    def check(self) -> Sequence[CheckMessage]:
        """Nothing can be wrong with it."""
        return []

    def describe(self) -> str:
        """For the listing of addresses."""
        return f"'{self}'"

    def __str__(self) -> str:
        return self._prefix
