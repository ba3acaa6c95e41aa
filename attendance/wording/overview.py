"""Words of the month at a glance: what needs attention, whose it is, how far a computation is."""

from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from attendance.wording.compliance import decimal_words, figure_label
from attendance.wording.moments import day_words


def attention_words(code: str) -> str:
    """What calls for somebody, as the words behind its number."""
    return {
        "quota_broken_days": _("hari unit melewati kuota"),
        "absent_days": _("hari tanpa keterangan"),
        "cases_opened": _("kasus disiplin dibuka"),
        "open_requests": _("permohonan belum diputus"),
        "waiting_days": _("hari pegawai belum dinilai"),
        "unstaffed_minutes": _("loket dijanjikan buka, tanpa petugas"),
    }[code]


def headline_label(code: str) -> str:
    """A headline: shares of desks are told in hours, though the report keeps minutes."""
    return _("Jam loket terjaga") if code == "desk_staffed_minutes" else figure_label(code)


def all_quiet() -> str:
    """Nothing needs attention."""
    return _("Tidak ada yang menunggu: kuota dipatuhi dan tidak ada permohonan tersisa.")


def weekday_label(number: int) -> str:
    """`Jumat` from an ISO weekday number."""
    return str(WEEKDAYS[number - 1])


def cap_words(cap: float | None, is_open: bool | None) -> str:
    """What the policy allows on a weekday."""
    if is_open is None:
        return _("belum ada kebijakan")
    if not is_open:
        return _("WFH tidak dibuka")
    if cap is None:
        return _("tanpa batas")
    return _("batas %(cap)s%%") % {"cap": decimal_words(cap, 0 if cap == int(cap) else 1)}


def state_words(state: str, until: date) -> str:
    """How far the month's report is."""
    text = {
        "frozen": _("Disahkan"),
        "complete": _("Sebulan penuh, belum disahkan"),
        "partial": _("Sementara: data sampai %(until)s"),
    }[state]
    return text % {"until": day_words(until)}


def asked_by(name: str) -> str:
    """Who asked for a computation."""
    return _("Diminta oleh %(name)s") % {"name": name}


def asked_by_portal() -> str:
    """A computation that nobody asked for by hand."""
    return _("Diminta oleh jadwal portal")


def running_for(seconds: int) -> str:
    """How long a computation runs already."""
    if seconds < 60:
        return _("berjalan %(seconds)d detik") % {"seconds": seconds}
    return _("berjalan %(minutes)d menit") % {"minutes": seconds // 60}


def way_label(page: str) -> str:
    """A link from the month to another of its pages."""
    return {
        "figures": _("Semua angka dan hari di baliknya"),
        "calendar": _("Kalender bulan ini"),
        "compare": _("Bandingkan dengan bulan lalu"),
        "filing": _("Formulir pelaporan"),
        "files": _("Berkas untuk diunduh"),
        "pdf": _("Laporan PDF"),
        "difference": _("Perubahan antarversi"),
    }[page]
