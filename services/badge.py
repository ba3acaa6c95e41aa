"""The badge other sites show: one state with its moment and year, and when to stop believing it."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asn_wfh.language import current
from asn_wfh.templatetags.hadir_display import MONTHS
from services import wording
from services.moments import clock_with_zone
from services.queries.shown import DeskShown, OfficeShown
from services.rules import Code

NAME_LETTERS = 40
WORD_LETTERS = 29
"""How many fit on a line, in the widest of the usual fonts (DejaVu Sans)."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What the badge of an office or a desk says at `now`. Moments are aware."""

    name: str
    words: str
    """The state: `12 dari 15 loket dilayani`, `Tutup`."""
    code: str
    """The code that gives icon and colour."""
    told: str
    """`Pukul 09.20 WIB, 24 November 2026`."""
    seconds_left: int
    """Until it may no longer be believed."""

    @property
    def name_line(self) -> str:
        """The name, shortened to one line."""
        return textwrap.shorten(self.name, NAME_LETTERS, placeholder=" …")

    @property
    def word_lines(self) -> list[str]:
        """The state on up to two lines."""
        return textwrap.wrap(self.words, WORD_LETTERS, max_lines=2, placeholder=" …")

    @property
    def height(self) -> int:
        """In pixels; a second line of words needs room."""
        return 74 + 20 * len(self.word_lines)


def office_badge(office: OfficeShown, now: datetime) -> Badge:
    """An office in its headline; served desks give the colour, else what most desks are."""
    most = Counter(office.codes).most_common(1)
    code = Code.STAFFED.value if office.staffed else (most[0][0] if most else Code.UNCONFIRMED)
    return Badge(
        name=office.name,
        words=office.headline,
        code=code,
        told=told_at(now, office.zone),
        seconds_left=_seconds(office.valid_until, now),
    )


def desk_badge(office: OfficeShown, desk: DeskShown, now: datetime) -> Badge:
    """A desk: the state its services share, or how many of them are served."""
    codes = {each.code for each in desk.services}
    served = sum(each.code == Code.STAFFED for each in desk.services)
    if len(codes) == 1:
        words = wording.code_label(Code(desk.code))
    else:
        words = ngettext(
            "%(served)d dari %(total)d layanan dilayani",
            "%(served)d dari %(total)d layanan dilayani",
            len(desk.services),
        ) % {"served": served, "total": len(desk.services)}
    return Badge(
        name=f"{desk.name}, {office.name}",
        words=words,
        code=desk.code,
        told=told_at(now, office.zone),
        seconds_left=_seconds(min(each.valid_until for each in desk.services), now),
    )


def told_at(now: datetime, zone: str) -> str:
    """`Pukul 09.20 WIB, 24 November 2026`: unmistakable in a copy."""
    local = now.astimezone(ZoneInfo(zone))
    date = f"{local.day} {MONTHS[current()][local.month - 1]} {local.year}"
    clock = clock_with_zone(now, ZoneInfo(zone))
    return _("Pukul %(clock)s, %(date)s") % {"clock": clock, "date": date}


def _seconds(valid_until: datetime, now: datetime) -> int:
    return max(0, int((valid_until - now).total_seconds()))
