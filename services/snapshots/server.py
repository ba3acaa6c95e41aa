"""Snapshots over WSGI, before Django: the bytes, their headers, and what to do when they are old.

While a snapshot may be believed it is the answer; after that Django renders the page as it is now;
and where Django cannot (the database is away), the old bytes are the answer as they are: they say
until when they hold, with date, year and zone. One call of the operating system per request finds
out whether the office has a newer version; the rest lies in memory.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from django.utils.http import http_date

from services.snapshots.headers import headers_for, is_known_host
from services.snapshots.store import ENCODINGS, Entry, SnapshotStore
from services.views.answers import LIVE, fresh_for

log = structlog.get_logger(__name__)

type Environ = dict[str, Any]
type Headers = list[tuple[str, str]]
type ExcInfo = tuple[type[BaseException], BaseException, TracebackType]
type Start = Callable[..., Any]
type Application = Callable[[Environ, Start], Iterable[bytes]]

OFFICE = re.compile(
    r"/(?:en/)?(?:kantor|layar)/(?P<slug>[-\w]{1,60})/(?:[-\w]{1,60}/)?"
    r"|/api/v1/offices/(?P<program>[-\w]{1,60})/status",
    re.ASCII,
)
"""Addresses that may have a snapshot; whether they do, the version's manifest says."""
MOST_BYTES = 16 * 1024 * 1024
"""Kept in memory by one process; past it, the offices that were read first go."""
AHEAD = timedelta(seconds=60)
"""A version from further in the future was written before the clock was set back."""
TROUBLE = timedelta(seconds=15)
"""After Django failed, old bytes are the answer at once: nobody waits for a dead database."""


@dataclass(slots=True)
class _Office:
    """What is in memory of one version of an office."""

    version: str
    folder: Path
    generated_at: datetime
    entries: dict[tuple[str, str], Entry]
    bodies: dict[tuple[str, str], bytes]
    size: int = 0


class SnapshotServer:
    """A WSGI application: snapshots from `store`, everything else from `application`."""

    def __init__(
        self, application: Application, store: SnapshotStore, now: Callable[[], datetime]
    ) -> None:
        """`now` gives the present moment (aware); the answer's `Date` is of it."""
        self._application, self._store, self._now = application, store, now
        self._offices: OrderedDict[str, _Office] = OrderedDict()
        self._size = 0
        self._trouble_until: datetime | None = None

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._application(environ, start)
        found = OFFICE.fullmatch(environ["PATH_INFO"])
        if found is None or not is_known_host(environ):
            return self._application(environ, start)
        office = self._office(found["slug"] or found["program"])
        if office is None:
            return self._application(environ, start)
        entry = office.entries.get((environ["PATH_INFO"], environ.get("QUERY_STRING", "")))
        if entry is None:
            return self._application(environ, start)
        now = self._now()
        if _is_fresh(office, entry, now) or self._is_in_trouble(now):
            return self._answer(office, entry, environ, start, now)
        return self._live(office, entry, environ, start, now)

    def _live(
        self, office: _Office, entry: Entry, environ: Environ, start: Start, now: datetime
    ) -> Iterable[bytes]:
        """What Django says now; the old bytes where it cannot say anything."""
        said = _Said()
        try:
            body = self._application(environ, said)
        except Exception:
            log.exception("snapshots.live_failed", path=entry.path)
        else:
            if not said.status.startswith("5"):
                start(said.status, said.headers)
                return body
            close = getattr(body, "close", None)
            if close is not None:
                close()
        self._trouble_until = now + TROUBLE
        log.warning("snapshots.stale", path=entry.path, valid_until=entry.valid_until.isoformat())
        return self._answer(office, entry, environ, start, now)

    def _is_in_trouble(self, now: datetime) -> bool:
        until = self._trouble_until
        return until is not None and now < until <= now + TROUBLE

    def _answer(
        self, office: _Office, entry: Entry, environ: Environ, start: Start, now: datetime
    ) -> Iterable[bytes]:
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self._body(office, entry, encoding)
        if body is None and encoding:
            encoding, body = "", self._body(office, entry, "")
        if body is None:  # removed while it was asked for: the folder is in somebody else's hands
            return self._application(environ, start)
        etag = f"W/{entry.etag}" if encoding and not entry.etag.startswith("W/") else entry.etag
        headers = [
            *headers_for(entry.kind, environ),
            ("Cache-Control", LIVE if entry.kind == "live" else fresh_for(now, entry.next_at)),
            ("ETag", etag),
            ("Date", http_date(now.timestamp())),
        ]
        if _holds(environ.get("HTTP_IF_NONE_MATCH", ""), entry.etag):
            start("304 Not Modified", headers)
            return [b""]
        headers.append(("Content-Length", str(len(body))))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start("200 OK", headers)
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _office(self, slug: str) -> _Office | None:
        """The office's current version, from memory where it is still the current one."""
        version, known = self._store.version_of(slug), self._offices.get(slug)
        if known is not None and known.version == version:
            return known
        if known is not None:
            self._forget(slug)
        manifest = None if version is None else self._store.manifest(slug)
        if manifest is None:
            return None
        office = _Office(
            version=manifest.folder.name,
            folder=manifest.folder,
            generated_at=manifest.generated_at,
            entries={(entry.path, entry.query): entry for entry in manifest.entries},
            bodies={},
        )
        self._offices[slug] = office
        return office

    def _body(self, office: _Office, entry: Entry, encoding: str) -> bytes | None:
        """The bytes of an entry; None where the file is gone, torn or not there so encoded."""
        key = (entry.file, encoding)
        body = office.bodies.get(key)
        if body is not None:
            return body
        try:
            body = (office.folder / f"{entry.file}{ENCODINGS.get(encoding, '')}").read_bytes()
        except OSError:
            return None
        if not encoding and len(body) != entry.size:
            return None
        office.bodies[key] = body
        office.size += len(body)
        self._size += len(body)
        while self._size > MOST_BYTES and len(self._offices) > 1:
            self._forget(next(iter(self._offices)))
        return body

    def _forget(self, slug: str) -> None:
        gone = self._offices.pop(slug, None)
        self._size -= 0 if gone is None else gone.size


class _Said:
    """Takes the status and the headers of an application, to look at them before they are sent."""

    def __init__(self) -> None:
        self.status, self.headers = "500 ", []  # type: str, Headers

    def __call__(self, status: str, headers: Headers, exc_info: ExcInfo | None = None) -> None:
        self.status, self.headers = status, headers


def _is_fresh(office: _Office, entry: Entry, now: datetime) -> bool:
    runs_out = entry.valid_until
    if entry.next_at is not None and entry.next_at < runs_out:
        runs_out = entry.next_at
    return now < runs_out and office.generated_at <= now + AHEAD


def _encoding(accepted: str) -> str:
    """The best encoding among the accepted ones (RFC 9110, 12.5.3); empty for none."""
    wanted = _ENCODINGS.get(accepted)
    if wanted is None:
        wanted = _parsed(accepted)
        if len(_ENCODINGS) < 100:
            _ENCODINGS[accepted] = wanted
    return wanted


_ENCODINGS: dict[str, str] = {}
"""What browsers send, which is the same few words again and again."""


def _parsed(accepted: str) -> str:
    given: dict[str, bool] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        refused = any(re.fullmatch(r"q=0(\.0*)?", each) for each in parameters)
        given[name] = not refused
    return next((name for name in ("br", "gzip") if given.get(name, given.get("*", False))), "")


def _holds(asked: str, etag: str) -> bool:
    """Whether `If-None-Match` names the entry, by the weak comparison (RFC 9110, 13.1.2)."""
    if not asked:
        return False
    opaque = etag.removeprefix("W/")
    return asked.strip() == "*" or any(
        each.strip().removeprefix("W/") == opaque for each in asked.split(",")
    )
