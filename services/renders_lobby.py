"""What hangs in an office: the lobby's screen and the poster, as bytes; pure as `renders`.

The screen shows the desks of the office's own page, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse

from asn_wfh.language import ENGLISH, INDONESIAN, current
from asn_wfh.templatetags.hadir_icons import light_icons
from asn_wfh.templatetags.hadir_language import absolute
from services.qr import qr_picture
from services.queries.offices import OfficePage
from services.queries.planned import Planned
from services.queries.shown import DeskShown, OfficeShown
from services.queries.week import week_lines
from services.renders import LIVE_PART, PART, Rendered, page_of

DESKS_AT_ONCE = 15
"""Desks a person reads from across a hall on a screen of 1080 lines; more are shown in turns."""
COLUMNS = {5: 1, 10: 2, 15: 3}
"""Columns by the most desks they suit."""
PAGE = "halaman"

_drawn = lru_cache(maxsize=512)(qr_picture)
"""A screen's picture is the same each minute, and drawing it takes longer than the page around it.
"""


def screen_html(
    shown: OfficePage, *, number: int = 1, live: bool = False, around: Rendered | None = None
) -> Rendered:
    """`/layar/<slug>/`, or its live part; without a script `number` (from 1) is seen first.

    `around` is the live part of the same `shown` and `number`, where it is rendered already.
    """
    office = shown.office
    path = reverse("services:screen", args=[office.slug])
    pages = screen_pages(office.desks)
    first = min(max(number, 1), len(pages))
    context = {
        "office": office,
        "pages": pages,
        "first": first,
        "columns": next(n for most, n in COLUMNS.items() if len(pages[0]) <= most),
        "next_url": f"{path}?{urlencode({PAGE: first % len(pages) + 1})}" if pages[1:] else path,
        "live_url": f"{path}?{urlencode({PART: LIVE_PART})}",
        "here": path,
        "qr": _drawn(absolute(office.url)),
    }
    part = around or page_of("services/_screen_live.html", context, office)
    return part if live else page_of("services/screen.html", context, office, part)


def screen_pages(desks: Sequence[DeskShown]) -> list[Sequence[DeskShown]]:
    """The desks in pages of about the same length; one empty page where there are none."""
    pages = max(1, ceil(len(desks) / DESKS_AT_ONCE))
    each = ceil(len(desks) / pages)
    return [desks[number * each : (number + 1) * each] for number in range(pages)]


def poster_html(office: OfficeShown, desk: DeskShown | None, planned: Planned) -> bytes:
    """`/poster/<slug>/`: an A4 sheet for the office's door, or for one desk of it."""
    address = absolute(desk.url if desk else office.url)
    path = reverse("services:poster", args=[office.slug])
    context = {
        "office": office,
        "desk": desk,
        "address": address.split("://", 1)[-1].rstrip("/"),
        "qr": _drawn(address),
        "week": week_lines(planned),
        "other": ENGLISH if current() == INDONESIAN else INDONESIAN,
        "here": f"{path}?{urlencode({'loket': desk.slug})}" if desk else path,
    }
    with light_icons():
        return render_to_string("services/poster.html", context).encode()
