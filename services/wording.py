"""The citizens' side in words: every status and reason as a sentence, Indonesian or English.

The language is that of the page (asn_wfh/language.py); sentences are written here in Indonesian
and stand in English in locale/. Nothing here says why an officer is away, or how many there are.
Times that come from evidence are rounded down to five minutes, planned ones stand as planned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from asn_wfh.language import INDONESIAN, current
from services.moments import (
    PUBLIC_STEP_MINUTES,
    clock,
    clock_pattern,
    clock_with_zone,
    full_moment,
    long_date,
    near_moment,
    public_time,
    zone_label,
)
from services.rules import (
    Basis,
    Code,
    DayHours,
    DeskState,
    DeskWarning,
    Event,
    Headline,
    NextChange,
    Reason,
)

__all__ = [
    "BASES",
    "LABELS",
    "PUBLIC_STEP_MINUTES",
    "REASONS",
    "WARNINGS",
    "clock",
    "clock_with_zone",
    "code_label",
    "full_moment",
    "headline_text",
    "hours_text",
    "label",
    "long_date",
    "near_moment",
    "next_opening",
    "own_words",
    "public_next_change",
    "public_time",
    "reason_text",
    "sentence",
    "zone_label",
]

LABELS: dict[Code, Promise] = {
    Code.STAFFED: later("Ada petugas"),
    Code.BREAK: later("Istirahat"),
    Code.EXPECTED: later("Menunggu petugas"),
    Code.UNSTAFFED: later("Belum ada petugas"),
    Code.REMOTE: later("Dilayani daring/telepon"),
    Code.CLOSED: later("Tutup"),
    Code.UNCONFIRMED: later("Belum terkonfirmasi"),
}

REASONS: dict[Reason, Promise] = {
    Reason.HOURS: later("di luar jam layanan"),
    Reason.HOLIDAY: later("hari libur"),
    Reason.COLLECTIVE_LEAVE: later("cuti bersama"),
    Reason.ANNOUNCED: later("penutupan yang sudah diumumkan"),
    Reason.EMERGENCY: later("penutupan darurat"),
    Reason.NO_SERVICE_TODAY: later("tidak ada layanan hari ini"),
    Reason.NO_DATA: later("jam layanan belum tercatat"),
    Reason.PLAN: later("rencana layanan hari ini belum ditetapkan"),
    Reason.SYSTEM: later("sistem belum menerima kabar dari loket"),
    Reason.STALE: later("kabar terakhir dari loket sudah lama"),
}

BASES: dict[Basis, Promise] = {
    Basis.LIVE: later("baru saja dikonfirmasi"),
    Basis.RECENT: later("dikonfirmasi dalam satu jam terakhir"),
    Basis.HELD: later("dikonfirmasi saat petugas masuk hari ini"),
    Basis.DECLARED: later("dinyatakan oleh loket"),
    Basis.PLAN: later("menurut jadwal"),
    Basis.PIPELINE: later("sistem terhubung, belum ada kabar kehadiran"),
    Basis.NONE: later("belum ada bukti"),
}

WARNINGS: dict[DeskWarning, str] = {
    DeskWarning.CLOSED_BUT_STAFFED: (
        "Loket ini diumumkan tutup, tetapi petugas tercatat hadir. Warga melihat “Tutup”. "
        "Akhiri penutupan bila loket sebenarnya melayani."
    ),
    DeskWarning.LEFT_BEFORE_CLOSING: (
        "Petugas terakhir sudah pulang sebelum jam tutup. Warga melihat “Belum ada petugas”. "
        "Tunjuk pengganti atau umumkan penutupan."
    ),
}


def public_next_change(change: NextChange | None) -> NextChange | None:
    """The change with its moment as published: planned ones exact, expiries of evidence rounded."""
    if change is None or change.event is not Event.EVIDENCE_EXPIRY:
        return change
    return replace(change, at=public_time(change.at))


def hours_text(hours: DayHours) -> str:
    """`08.00–15.00, istirahat 12.00–13.00`."""
    pattern = clock_pattern()
    text = f"{hours.opens:{pattern}}–{hours.closes:{pattern}}"
    if hours.break_start is None or hours.break_end is None:
        return text
    pause = f"{hours.break_start:{pattern}}–{hours.break_end:{pattern}}"
    return _("%(hours)s, istirahat %(pause)s") % {"hours": text, "pause": pause}


def code_label(code: Code) -> str:
    """The short text of a code alone: `Ada petugas`."""
    return str(LABELS[code])


def label(state: DeskState) -> str:
    """The short text beside icon and colour: `Ada petugas · layanan terbatas`."""
    text = code_label(state.code)
    return f"{text} · {_('layanan terbatas')}" if state.limited else text


def reason_text(state: DeskState) -> str:
    """Why the desk is closed or unconfirmed; empty for the other codes."""
    if state.reason is None:
        return ""
    reason = str(REASONS[state.reason])
    if state.reason in (Reason.HOLIDAY, Reason.COLLECTIVE_LEAVE) and state.detail:
        # The names of holidays are Indonesian, so English says first what they are.
        return state.detail if current() == INDONESIAN else f"{reason} ({state.detail})"
    return reason


def own_words(state: DeskState) -> tuple[str, ...]:
    """What of the sentence somebody wrote, a closure's message or a holiday's name: Indonesian."""
    return (state.detail.rstrip("."),) if state.code is Code.CLOSED and state.detail else ()


def sentence(state: DeskState, now: datetime, zone: ZoneInfo, *, contact: str = "") -> str:
    """The status in one or two full sentences, as announced and as read aloud.

    `contact` is the remote channel's address or number, where one is planned.
    """
    match state.code:
        case Code.STAFFED:
            return _staffed(state, zone)
        case Code.BREAK:
            if state.until is None:
                return _("Loket sedang istirahat.")
            until = clock_with_zone(state.until, zone)
            return _("Loket sedang istirahat sampai %(until)s.") % {"until": until}
        case Code.EXPECTED:
            return _("Loket baru buka dan sedang menunggu petugas.")
        case Code.UNSTAFFED:
            return _(
                "Jam layanan sudah mulai, tetapi belum ada petugas yang terkonfirmasi di loket."
            )
        case Code.REMOTE:
            return _remote(contact)
        case Code.CLOSED:
            return _closed(state, now, zone)
        case Code.UNCONFIRMED:
            return _unconfirmed(state, zone)


def _staffed(state: DeskState, zone: ZoneInfo) -> str:
    """`Ada petugas di loket, terkonfirmasi pukul 09.20 WIB.`"""
    text = _("Ada petugas di loket.")
    if state.evidence_at is not None:
        seen = clock_with_zone(public_time(state.evidence_at), zone)
        text = _("Ada petugas di loket, terkonfirmasi pukul %(time)s.") % {"time": seen}
    return f"{text} {_('Layanan terbatas: antrean bisa lebih lama.')}" if state.limited else text


def _remote(contact: str) -> str:
    """How the service is given today, with the channel where it is known."""
    if not contact:
        return _("Hari ini layanan diberikan secara daring atau lewat telepon.")
    return _("Hari ini layanan diberikan secara daring atau lewat telepon: %(contact)s.") % {
        "contact": contact
    }


def _closed(state: DeskState, now: datetime, zone: ZoneInfo) -> str:
    """The reason, the closure's own message, and the next opening where one is known."""
    parts = [_("Tutup: %(reason)s.") % {"reason": reason_text(state)}]
    if state.detail and state.reason in (Reason.ANNOUNCED, Reason.EMERGENCY):
        parts.append(f"{state.detail.rstrip('.')}.")
    opening = next_opening(state, now, zone)
    return " ".join([*parts, opening] if opening else parts)


def _unconfirmed(state: DeskState, zone: ZoneInfo) -> str:
    """Why nothing can be said, what was known last, and the hours planned for today."""
    parts = [_("Belum terkonfirmasi: %(reason)s.") % {"reason": reason_text(state)}]
    if state.last_known is not None:
        known = {
            "time": clock_with_zone(public_time(state.last_known.at), zone),
            "state": code_label(state.last_known.code).lower(),
        }
        parts.append(_("Keadaan terakhir pukul %(time)s: %(state)s.") % known)
    elif state.evidence_at is not None:
        when = clock_with_zone(public_time(state.evidence_at), zone)
        parts.append(_("Kabar terakhir pukul %(time)s.") % {"time": when})
    if state.hours is not None:
        parts.append(_("Jam layanan hari ini %(hours)s.") % {"hours": hours_text(state.hours)})
    return " ".join(parts)


def next_opening(state: DeskState, now: datetime, zone: ZoneInfo) -> str:
    """`Buka lagi Kamis 08.00 WIB.` for a closed desk with a planned opening, else empty."""
    if state.opens_at is None:
        return ""
    return _("Buka lagi %(when)s.") % {"when": _near_with_zone(state.opens_at, now, zone)}


def headline_text(headline: Headline, now: datetime, zone: ZoneInfo, *, unit: str = "loket") -> str:
    """The first line of a page: `12 dari 15 loket dilayani`; `unit` is `loket` or `layanan`."""
    if headline.total == 0:
        return _nothing(unit)
    if headline.closed == headline.total:
        if headline.opens_at is None:
            return code_label(Code.CLOSED)
        when = _near_with_zone(headline.opens_at, now, zone)
        return _("Tutup, buka lagi %(when)s") % {"when": when}
    counts = {"served": headline.served, "total": headline.total, "partial": headline.partial}
    if unit == "loket":
        text = ngettext(
            "%(served)d dari %(total)d loket dilayani",
            "%(served)d dari %(total)d loket dilayani",
            headline.total,
        )
    else:
        text = ngettext(
            "%(served)d dari %(total)d layanan dilayani",
            "%(served)d dari %(total)d layanan dilayani",
            headline.total,
        )
    text %= counts
    return f"{text}, {_('%(partial)d sebagian') % counts}" if headline.partial else text


def _nothing(unit: str) -> str:
    if unit == "loket":
        return _("Belum ada loket yang tercatat")
    return _("Belum ada layanan yang tercatat")


def _near_with_zone(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`Kamis 08.00 WIB`."""
    return f"{near_moment(at, now, zone)} {zone_label(at, zone)}"
