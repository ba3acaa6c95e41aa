"""The words around one tap: what was recorded, how it counts, what comes next, what was wrong."""

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.rules.live import LiveCode, LiveDay
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import PlaceClass
from attendance.wording.days import mode_label
from attendance.wording.moments import clock_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NO_HOURS = gettext_lazy(
    "Jam kerja Anda untuk tanggal ini belum ada di data, jadi belum bisa dinilai. Presensi tetap "
    "dicatat; minta operator kepegawaian melengkapi jam kerjanya."
)
NO_PLAN = gettext_lazy("Belum ada jadwal yang disetujui untuk hari ini, jadi WFO.")

FIELD_FAULTS: "dict[str, _StrPromise]" = {
    "kind": gettext_lazy(
        "Jenis presensi tidak dikenal. Pilih presensi masuk atau presensi pulang."
    ),
    "mode": gettext_lazy("Tempat kerja tidak dikenal. Pilih WFO, WFH atau WFA."),
    "key": gettext_lazy(
        "Nomor permintaan tidak terbaca, jadi presensi belum dicatat. Muat ulang halaman ini, "
        "lalu tekan sekali lagi."
    ),
    "latitude": gettext_lazy(
        "Lintang harus angka dari -90 sampai 90. Kirim ulang, atau kirim tanpa lokasi."
    ),
    "longitude": gettext_lazy(
        "Bujur harus angka dari -180 sampai 180. Kirim ulang, atau kirim tanpa lokasi."
    ),
    "accuracy": gettext_lazy(
        "Ketelitian lokasi harus angka meter, 0 atau lebih. Kirim ulang, atau kirim tanpa lokasi."
    ),
    "tapped_at": gettext_lazy(
        "Waktu tekan harus ditulis lengkap dengan selisih zona, misalnya "
        "2026-11-16T07:24:00+07:00. Kirim ulang, atau kosongkan supaya waktu server yang dipakai."
    ),
}
"""What a request with a faulty field is told, by field."""


def recorded_sentence(kind: EventKind, mode: WorkMode, at_words: str) -> str:
    """`Presensi masuk tercatat pukul 07.24 WIB dari kantor (WFO).`"""
    values = {"at": at_words, "mode": mode_label(mode)}
    if kind is EventKind.IN:
        return _("Presensi masuk tercatat pukul %(at)s dari %(mode)s.") % values
    return _("Presensi pulang tercatat pukul %(at)s dari %(mode)s.") % values


def outcome_sentence(live: LiveDay) -> str:
    """How the day counts after a tap."""
    values = {"span": span_words(live.minutes)}
    match live.code:
        case LiveCode.OFF:
            return _("Hari ini bukan hari kerja.")
        case LiveCode.EXCUSED:
            return _("Anda tercatat berhalangan sah hari ini.")
        case LiveCode.LATE:
            return _("Masuk terlambat %(span)s.") % values
        case LiveCode.ON_TIME:
            return _("Masuk tepat waktu.")
        case LiveCode.LEFT_EARLY:
            return _("Pulang %(span)s lebih awal.") % values
        case LiveCode.LEFT | LiveCode.MAY_LEAVE if live.minutes:
            return _("Hari ini terlambat %(span)s.") % values
        case LiveCode.LEFT:
            return _("Hari kerja lengkap.")
        case LiveCode.MAY_LEAVE:
            return _("Masuk tepat waktu, dan jam kerja sudah selesai.")
        case LiveCode.NOT_YET | LiveCode.DUE | LiveCode.OVERDUE | LiveCode.MISSED:
            return _("Belum ada presensi yang dihitung untuk hari ini.")


def next_sentence(live: LiveDay, kind: EventKind, zone: ZoneInfo) -> str:
    """What the person does next after a tap of `kind`."""
    values = {"end": clock_words(live.required_end, zone)}
    match live.code:
        case LiveCode.ON_TIME | LiveCode.LATE:
            return _("Presensi pulang mulai pukul %(end)s.") % values
        case LiveCode.MAY_LEAVE:
            return _("Jam kerja selesai pukul %(end)s. Jangan lupa presensi pulang.") % values
        case LiveCode.LEFT:
            return _("Tidak ada lagi yang perlu dilakukan hari ini. Terima kasih, sampai jumpa.")
        case LiveCode.LEFT_EARLY:
            text = _(
                "Bila masih bekerja sampai pukul %(end)s, presensi pulang sekali lagi nanti: yang "
                "terakhir yang dihitung."
            )
            return text % values
        case _ if kind is EventKind.IN:
            return _("Bila selesai, presensi pulang supaya catatannya lengkap.")
        case _:
            return _("Tidak ada lagi yang perlu dilakukan hari ini.")


def early_hint(minutes_words: str, live: LiveDay, zone: ZoneInfo) -> str:
    """What leaving now would cost; `minutes_words` is the missing time written out."""
    return _(
        "Jam pulang pukul %(end)s. Presensi pulang sekarang tercatat %(early)s lebih awal."
    ) % {
        "end": clock_words(live.required_end, zone),
        "early": minutes_words,
    }


def place_sentence(place: PlaceClass, mode: WorkMode, distance_m: int | None) -> str:
    """What the fix says, where somebody should know it; empty when there is nothing to say."""
    values = {"mode": mode_label(mode), "distance": distance_m or 0}
    match place:
        case PlaceClass.OUTSIDE:
            return (
                _(
                    "Lokasi terbaca sekitar %(distance)d m dari %(mode)s, jadi ditandai di luar "
                    "lokasi dan atasan akan memeriksanya. Bila keliru, jelaskan di menu Izin & "
                    "koreksi."
                )
                % values
            )
        case PlaceClass.UNSURE:
            return (
                _(
                    "Lokasi kurang teliti untuk memastikan Anda di %(mode)s; atasan dapat "
                    "memeriksanya."
                )
                % values
            )
        case PlaceClass.INSIDE | PlaceClass.UNMEASURED:
            return ""


def span_words(minutes: int) -> str:
    """Whole minutes as `1 jam 10 menit`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d menit") % {"minutes": rest}
    if not rest:
        return _("%(hours)d jam") % {"hours": hours}
    return _("%(hours)d jam %(minutes)d menit") % {"hours": hours, "minutes": rest}


def where_words(plan: WorkMode, *, unit: str, note: str) -> str:
    """Where the plan puts somebody, as a line under the hours."""
    match plan:
        case WorkMode.WFO:
            return unit
        case WorkMode.WFH:
            return _("Rumah menurut data kepegawaian")
        case WorkMode.WFA:
            return note or _("Tempat lain yang disetujui")


def basis_sentence(first_day: date, last_day: date, settled_by: str) -> str:
    """Which roster the plan comes from, and who approved it."""
    values = {
        "first": format_date(first_day, "j F"),
        "last": format_date(last_day, "j F Y"),
        "by": settled_by,
    }
    if settled_by:
        return _("Jadwal %(first)s sampai %(last)s, disetujui %(by)s") % values
    return _("Jadwal %(first)s sampai %(last)s") % values
