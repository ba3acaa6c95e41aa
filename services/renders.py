"""The pages of an office as bytes: pure, so that a view and a snapshot give the same.

Each function takes what is shown at one moment (`services.queries.offices`) and reads neither the
request nor the clock nor the database; it answers in the active language, the one in which the
values were worded. A page that has a snapshot gets its bytes here and nowhere else, and
`services.snapshots.pages` lists them all. So a new page of an office is added by a function here,
a line there, and a view that answers with `services.views.offices.answer`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from asn_wfh.templatetags.hadir_icons import light_icons
from services.api.status import dated, dumped, status_content
from services.queries.offices import DeskPage, Filter, OfficePage
from services.queries.shown import OfficeShown

PART = "bagian"
LIVE_PART = "langsung"
"""`?bagian=langsung` asks for the part of the page that changes, and nothing around it."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer as bytes; until `valid_until` it may be believed, at `next_at` it changes by plan.

    Both are aware. `etag` is quoted.
    """

    body: bytes
    etag: str
    valid_until: datetime
    next_at: datetime | None


def office_html(
    shown: OfficePage, wanted: Filter, *, live: bool = False, around: Rendered | None = None
) -> Rendered:
    """`/kantor/<slug>/`, or its live part, with the desks that `wanted` lists.

    `around` is the live part of the same `shown` and `wanted`, where it is rendered already.
    """
    path = reverse("services:office", args=[shown.office.slug])
    context = {
        "shown": shown,
        "office": shown.office,
        "wanted": wanted,
        "live_url": _with_query(path, {**_asked(wanted), PART: LIVE_PART}),
        "here": _with_query(path, _asked(wanted)),
    }
    part = around or page_of("services/_office_live.html", context, shown.office)
    return part if live else page_of("services/office.html", context, shown.office, part)


def desk_html(shown: DeskPage, *, live: bool = False, around: Rendered | None = None) -> Rendered:
    """`/kantor/<slug>/<loket>/`, or its live part; `around` as in `office_html`."""
    path = reverse("services:desk", args=[shown.office.slug, shown.desk.slug])
    context = {
        "shown": shown,
        "office": shown.office,
        "desk": shown.desk,
        "live_url": _with_query(path, {PART: LIVE_PART}),
        "here": path,
    }
    part = around or page_of("services/_desk_live.html", context, shown.office)
    return part if live else page_of("services/desk.html", context, shown.office, part)


def status_json(shown: OfficePage) -> Rendered:
    """`/api/v1/offices/<slug>/status`; its ETag is weak, of what it says without its moment."""
    content = status_content(shown)
    return Rendered(
        body=dumped(dated(content, shown.office.generated_at)),
        etag=f'W/"{digest(dumped(content))}"',
        valid_until=shown.office.valid_until,
        next_at=shown.office.next_at,
    )


def digest(content: bytes) -> str:
    """What an ETag is made of."""
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def digest_of(shown: OfficePage | DeskPage) -> str:
    """A digest of the values shown, but for the moment at which they were looked at."""
    return digest(repr(shown).replace(repr(shown.office.generated_at), "").encode())


def page_of(
    template: str, context: Mapping[str, object], office: OfficeShown, live: Rendered | None = None
) -> Rendered:
    """A page, or a part of one; `live` stands in it as `live`, and is not rendered again."""
    given = dict(context)
    if live is not None:
        given["live"] = mark_safe(live.body.decode())  # noqa: S308 - its own template escaped it
    with light_icons():
        body = render_to_string(template, given).encode()
    return Rendered(body, f'"{digest(body)}"', office.valid_until, office.next_at)


def _asked(wanted: Filter) -> Mapping[str, str]:
    """The filter as an address has it."""
    given = {
        "instansi": wanted.agency,
        "layanan": wanted.service,
        "dilayani": "1" if wanted.staffed else "",
    }
    return {key: value for key, value in given.items() if value}


def _with_query(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
