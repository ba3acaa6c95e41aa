"""Every address of the portal, as the resolver knows it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def addresses() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The name (with its app) and the view of every URL pattern."""
    for name, view, _ in _below(get_resolver(), "", frozenset()):
        yield name, view


def open_addresses() -> dict[str, frozenset[str]]:
    """What each address that needs no sign-in must be told, by the address's name."""
    return {
        name: told
        for name, view, told in _below(get_resolver(), "", frozenset())
        if not getattr(view, "login_required", True)
    }


def _below(
    resolver: URLResolver, prefix: str, above: frozenset[str]
) -> Iterator[tuple[str, Callable[..., Any], frozenset[str]]]:
    for entry in resolver.url_patterns:
        told = above | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _below(entry, space, told)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            yield prefix + entry.name, entry.callback, told
