"""The citizens' side in words: every status, reason and time as an Indonesian sentence.

Nothing here says why an officer is away, or how many there are. Times that come from evidence are
rounded down to five minutes, planned ones are printed as planned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

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

PUBLIC_STEP_MINUTES = 5

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ZONE_LABELS = {7: "WIB", 8: "WITA", 9: "WIT"}
"""By offset from UTC in hours: Keppres 41/1987 knows three zones and no summer time."""

LABELS: dict[Code, str] = {
    Code.STAFFED: "Ada petugas",
    Code.BREAK: "Istirahat",
    Code.EXPECTED: "Menunggu petugas",
    Code.UNSTAFFED: "Belum ada petugas",
    Code.REMOTE: "Dilayani daring/telepon",
    Code.CLOSED: "Tutup",
    Code.UNCONFIRMED: "Belum terkonfirmasi",
}

REASONS: dict[Reason, str] = {
    Reason.HOURS: "di luar jam layanan",
    Reason.HOLIDAY: "hari libur",
    Reason.COLLECTIVE_LEAVE: "cuti bersama",
    Reason.ANNOUNCED: "penutupan yang sudah diumumkan",
    Reason.EMERGENCY: "penutupan darurat",
    Reason.NO_SERVICE_TODAY: "tidak ada layanan hari ini",
    Reason.NO_DATA: "jam layanan belum tercatat",
    Reason.PLAN: "rencana layanan hari ini belum ditetapkan",
    Reason.SYSTEM: "sistem belum menerima kabar dari loket",
    Reason.STALE: "kabar terakhir dari loket sudah lama",
}

BASES: dict[Basis, str] = {
    Basis.LIVE: "baru saja dikonfirmasi",
    Basis.RECENT: "dikonfirmasi dalam satu jam terakhir",
    Basis.HELD: "dikonfirmasi saat petugas masuk hari ini",
    Basis.DECLARED: "dinyatakan oleh loket",
    Basis.PLAN: "menurut jadwal",
    Basis.PIPELINE: "sistem terhubung, belum ada kabar kehadiran",
    Basis.NONE: "belum ada bukti",
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


def public_time(at: datetime) -> datetime:
    """`at` rounded down to five minutes: one officer's arrival is not to be read to the minute."""
    return at - timedelta(
        minutes=at.minute % PUBLIC_STEP_MINUTES, seconds=at.second, microseconds=at.microsecond
    )


def public_next_change(change: NextChange | None) -> NextChange | None:
    """The change with its moment as published: planned ones exact, expiries of evidence rounded."""
    if change is None or change.event is not Event.EVIDENCE_EXPIRY:
        return change
    return replace(change, at=public_time(change.at))


def zone_label(at: datetime, zone: ZoneInfo) -> str:
    """WIB, WITA or WIT; for any other zone its own abbreviation."""
    local = at.astimezone(zone)
    offset = local.utcoffset() or timedelta(0)
    return ZONE_LABELS.get(offset // timedelta(hours=1), local.tzname() or "UTC")


def clock(at: datetime, zone: ZoneInfo) -> str:
    """The wall clock at the office: `08.00`."""
    return at.astimezone(zone).strftime("%H.%M")


def clock_with_zone(at: datetime, zone: ZoneInfo) -> str:
    """`08.00 WIB`."""
    return f"{clock(at, zone)} {zone_label(at, zone)}"


def long_date(day: date) -> str:
    """`Jumat, 27 Februari 2026`."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def full_moment(at: datetime, zone: ZoneInfo) -> str:
    """`Jumat, 27 Februari 2026 pukul 08.00 WIB`: unmistakable on a page that may be a copy."""
    return f"{long_date(at.astimezone(zone).date())} pukul {clock_with_zone(at, zone)}"


def near_moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`10.00` today, `Kamis 08.00` within the coming six days, else with the whole date.

    Never "besok": the words may be read in a copy after midnight.
    """
    days = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 0:
        return clock(at, zone)
    if 0 < days < 7:
        return f"{DAYS[at.astimezone(zone).weekday()]} {clock(at, zone)}"
    return f"{long_date(at.astimezone(zone).date())} pukul {clock(at, zone)}"


def hours_text(hours: DayHours) -> str:
    """`08.00–15.00, istirahat 12.00–13.00`."""
    text = f"{hours.opens:%H.%M}–{hours.closes:%H.%M}"
    if hours.break_start is None or hours.break_end is None:
        return text
    return f"{text}, istirahat {hours.break_start:%H.%M}–{hours.break_end:%H.%M}"


def label(state: DeskState) -> str:
    """The short text beside icon and colour: `Ada petugas · layanan terbatas`."""
    return f"{LABELS[state.code]} · layanan terbatas" if state.limited else LABELS[state.code]


def reason_text(state: DeskState) -> str:
    """Why the desk is closed or unconfirmed; empty for the other codes."""
    if state.reason is None:
        return ""
    if state.reason in (Reason.HOLIDAY, Reason.COLLECTIVE_LEAVE) and state.detail:
        return state.detail
    return REASONS[state.reason]


def sentence(state: DeskState, now: datetime, zone: ZoneInfo, *, contact: str = "") -> str:
    """The status in one or two full sentences, as announced and as read aloud.

    `contact` is the remote channel's address or number, where one is planned.
    """
    match state.code:
        case Code.STAFFED:
            return _staffed(state, zone)
        case Code.BREAK:
            until = "" if state.until is None else f" sampai {clock_with_zone(state.until, zone)}"
            return f"Loket sedang istirahat{until}."
        case Code.EXPECTED:
            return "Loket baru buka dan sedang menunggu petugas."
        case Code.UNSTAFFED:
            return "Jam layanan sudah mulai, tetapi belum ada petugas yang terkonfirmasi di loket."
        case Code.REMOTE:
            where = f": {contact}" if contact else ""
            return f"Hari ini layanan diberikan secara daring atau lewat telepon{where}."
        case Code.CLOSED:
            return _closed(state, now, zone)
        case Code.UNCONFIRMED:
            return _unconfirmed(state, zone)


def _staffed(state: DeskState, zone: ZoneInfo) -> str:
    """`Ada petugas di loket, terkonfirmasi pukul 09.20 WIB.`"""
    seen = ""
    if state.evidence_at is not None:
        seen = f", terkonfirmasi pukul {clock_with_zone(public_time(state.evidence_at), zone)}"
    limited = " Layanan terbatas: antrean bisa lebih lama." if state.limited else ""
    return f"Ada petugas di loket{seen}.{limited}"


def _closed(state: DeskState, now: datetime, zone: ZoneInfo) -> str:
    """The reason, the closure's own message, and the next opening where one is known."""
    message = ""
    if state.detail and state.reason in (Reason.ANNOUNCED, Reason.EMERGENCY):
        message = f" {state.detail.rstrip('.')}."
    opening = next_opening(state, now, zone)
    return f"Tutup: {reason_text(state)}.{message}" + (f" {opening}" if opening else "")


def _unconfirmed(state: DeskState, zone: ZoneInfo) -> str:
    """Why nothing can be said, what was known last, and the hours planned for today."""
    text = f"Belum terkonfirmasi: {reason_text(state)}."
    if state.last_known is not None:
        known = state.last_known
        when = clock_with_zone(public_time(known.at), zone)
        text += f" Keadaan terakhir pukul {when}: {LABELS[known.code].lower()}."
    elif state.evidence_at is not None:
        when = clock_with_zone(public_time(state.evidence_at), zone)
        text += f" Kabar terakhir pukul {when}."
    if state.hours is not None:
        text += f" Jam layanan hari ini {hours_text(state.hours)}."
    return text


def next_opening(state: DeskState, now: datetime, zone: ZoneInfo) -> str:
    """`Buka lagi Kamis 08.00 WIB.` for a closed desk with a planned opening, else empty."""
    at = state.opens_at
    if at is None:
        return ""
    return f"Buka lagi {near_moment(at, now, zone)} {zone_label(at, zone)}."


def headline_text(headline: Headline, now: datetime, zone: ZoneInfo, *, unit: str = "loket") -> str:
    """The first line of a page: `12 dari 15 loket dilayani`; `unit` is `loket` or `layanan`."""
    if headline.total == 0:
        return f"Belum ada {unit} yang tercatat"
    if headline.closed == headline.total:
        if headline.opens_at is None:
            return "Tutup"
        at = headline.opens_at
        return f"Tutup, buka lagi {near_moment(at, now, zone)} {zone_label(at, zone)}"
    text = f"{headline.served} dari {headline.total} {unit} dilayani"
    return f"{text}, {headline.partial} sebagian" if headline.partial else text
