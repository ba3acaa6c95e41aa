"""Words of the warnings about desks, for the board and for a telephone."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.wording.moments import clock_words, day_words

NAMED_MOST = 3
"""So many names fit into a message that is read on a locked telephone."""


def alarm_title(kind: str, desk: str) -> str:
    """An alarm in a line, for the board and the telephone."""
    return {
        "late": _("%(desk)s belum ada petugas"),
        "left": _("%(desk)s ditinggal petugas terakhir"),
        "closed_but_staffed": _("%(desk)s diumumkan tutup, petugasnya hadir"),
        "short_roster": _("%(desk)s kekurangan petugas menurut jadwal"),
    }[kind] % {"desk": desk}


def remedy_label(verb: str) -> str:
    """What an alarm asks the reader for, on its button."""
    return {
        "cover": _("Tunjuk pengganti"),
        "look": _("Lihat loket"),
        "plan": _("Buka jadwal tim"),
        "announce": _("Umumkan penutupan"),
    }[verb]


def late_detail(opened_at: datetime, at: datetime, zone: ZoneInfo) -> str:
    """Nobody came."""
    return _("Buka %(opened)s; sampai %(at)s belum ada yang tercatat masuk.") % {
        "opened": clock_words(opened_at, zone),
        "at": clock_words(at, zone),
    }


def left_detail(closes_at: datetime, zone: ZoneInfo) -> str:
    """The last one left."""
    return _("Petugas terakhir pulang, padahal loket melayani sampai %(closes)s.") % {
        "closes": clock_words(closes_at, zone)
    }


def closed_but_staffed_detail(message: str) -> str:
    """A closure that may be over in truth."""
    return _("Warga membaca “Tutup” (%(message)s), tetapi petugas tercatat hadir.") % {
        "message": message.rstrip(".")
    }


def short_detail(day: date, planned: int, needed: int) -> str:
    """One date on which too few are planned."""
    return _("%(day)s: %(planned)d dari %(needed)d petugas.") % {
        "day": day_words(day),
        "planned": planned,
        "needed": needed,
    }


def could_cover(names: Sequence[str]) -> str:
    """Whom to ask."""
    if not names:
        return _("Belum ada petugas cakap lain yang tercatat di kantor.")
    return _("Dapat menggantikan: %(names)s.") % {"names": ", ".join(names[:NAMED_MOST])}


def told_body(office: str, detail: str, names: Sequence[str] | None) -> str:
    """An alarm's message: where, what, who could help."""
    parts = [f"{office}.", detail]
    if names is not None:
        parts.append(could_cover(names))
    return " ".join(parts)


def short_title(days: int) -> str:
    """The short days of one unit's roster, told together."""
    return _("Jadwal menyisakan loket kurang petugas pada %(days)d hari") % {"days": days}


def short_body(lines: Iterable[str]) -> str:
    """Which desks on which dates, and what next."""
    return " ".join([_("Tambah petugas atau umumkan penutupan."), *lines])
