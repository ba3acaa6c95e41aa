"""Which addresses of an office are snapshots, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial

from django.urls import reverse

from asn_wfh.language import INDONESIAN, LANGUAGES, spoken
from services import renders
from services.queries.offices import Filter, OfficeRead, show_desk, show_office
from services.renders import LIVE_PART, PART, Rendered
from services.renders_lobby import screen_html
from services.snapshots.store import Entry, Manifest, Page

LIVE_QUERY = f"{PART}={LIVE_PART}"
OFFICE_KEPT, DESK_KEPT = timedelta(seconds=55), timedelta(seconds=295)
"""How long a page may name the minute of an older look while nothing else on it changed.

An office's page and its JSON are looked at anew each minute, a desk's page every five, so that
what costs most, many desks on which nothing happens, is not rendered for a clock's sake.
"""


@dataclass(frozen=True, slots=True)
class _Address:
    """One address: where it is asked for, where it lies, what it shows, how its bytes are made."""

    path: str
    query: str
    file: str
    kind: str
    kept: timedelta
    seen: str
    make: Callable[[], Rendered]


def pages_of(read: OfficeRead, before: Manifest | None) -> list[Page]:
    """Every snapshot of the office, in both languages, as of `read.now`.

    A page whose values are those of the version before, looked at not long ago (`kept`), comes
    without bytes: the store carries the old ones over. So an officer's arrival renders the pages
    it changes, and not those of every other desk.
    """
    pages = []
    for language in LANGUAGES:
        with spoken(language):
            pages += [
                _kept(address, before, read.now) or _made(address, read.now)
                for address in _addresses(read, language)
            ]
    return pages


def has_changed(pages: list[Page], before: Manifest | None) -> bool:
    """Whether any page has new bytes, or an address has gone."""
    return (
        before is None
        or len(pages) != len(before.entries)
        or any(page.body is not None for page in pages)
    )


def _kept(address: _Address, before: Manifest | None, now: datetime) -> Page | None:
    old = before.entry(address.path, address.query) if before else None
    if old is None or (old.seen, old.file) != (address.seen, address.file):
        return None
    runs_out = min(filter(None, (old.valid_until, old.next_at)))
    is_fresh = now < runs_out and timedelta(0) <= now - old.made_at < address.kept
    return Page(old, None) if is_fresh else None


def _made(address: _Address, now: datetime) -> Page:
    made = address.make()
    entry = Entry(
        path=address.path,
        query=address.query,
        file=address.file,
        kind=address.kind,
        etag=made.etag,
        made_at=now,
        valid_until=made.valid_until,
        next_at=made.next_at,
        seen=address.seen,
    )
    return Page(entry, made.body)


def _addresses(read: OfficeRead, language: str) -> Iterator[_Address]:
    """The office's addresses in `language`, which is the active one."""
    slug, shown = read.office.slug, show_office(read, Filter())
    seen = renders.digest_of(shown)
    yield from _both(
        reverse("services:office", args=[slug]),
        f"{language}/",
        OFFICE_KEPT,
        seen,
        partial(renders.office_html, shown, Filter()),
    )
    yield from _both(
        reverse("services:screen", args=[slug]),
        f"{language}/screen/",
        OFFICE_KEPT,
        seen,
        partial(screen_html, shown),
    )
    yield _Address(
        path=reverse("services:api_office_status", args=[slug]),
        query="" if language == INDONESIAN else f"lang={language}",
        file=f"{language}/status.json",
        kind="json",
        kept=OFFICE_KEPT,
        seen=seen,
        make=partial(renders.status_json, shown),
    )
    for desk in shown.office.desks:
        yield from _desk(read, language, desk.slug)


def _desk(read: OfficeRead, language: str, desk_slug: str) -> Iterator[_Address]:
    shown = show_desk(read, desk_slug)
    if shown is not None:
        yield from _both(
            reverse("services:desk", args=[read.office.slug, desk_slug]),
            f"{language}/desks/{desk_slug}/",
            DESK_KEPT,
            renders.digest_of(shown),
            partial(renders.desk_html, shown),
        )


def _both(
    path: str, folder: str, kept: timedelta, seen: str, make: Callable[..., Rendered]
) -> Iterator[_Address]:
    """A page and the part of it that is polled, which is rendered once for both."""
    page, live = f"{folder}page.html", f"{folder}live.html"
    part = cache(partial(make, live=True))
    yield _Address(path, "", page, "page", kept, seen, lambda: make(around=part()))
    yield _Address(path, LIVE_QUERY, live, "live", kept, seen, part)
