"""Words of the team board."""

from django.utils.translation import gettext as _

from attendance.rules.live import LiveCode, LiveDay


def my_team() -> str:
    """The title over several units of one supervisor."""
    return _("Tim saya")


def group_label(group: str) -> str:
    """A count of the board in one or two words."""
    return {
        "present": _("Hadir"),
        "late": _("Terlambat"),
        "not_yet": _("Belum presensi"),
        "WFH": _("WFH"),
        "leave": _("Cuti/dinas"),
        "off": _("Libur"),
    }[group]


def person_label(live: LiveDay, late_minutes: int) -> str:
    """How somebody's day stands, where the state's own word says too little; else empty."""
    if live.code is LiveCode.MISSED:
        return _("Tanpa presensi")
    if live.code is LiveCode.OVERDUE:
        return _("Belum presensi, lewat %(minutes)d menit") % {"minutes": live.minutes}
    if late_minutes:
        return _("Terlambat %(minutes)d menit") % {"minutes": late_minutes}
    return ""


def waiting_title(unit: str, week: str) -> str:
    """A roster that waits for the reader."""
    return _("Jadwal %(unit)s, %(week)s") % {"unit": unit, "week": week}


def submitted_by_words(name: str, when: str) -> str:
    """Who handed a roster in, and when."""
    return _("Diajukan %(name)s, %(when)s") % {"name": name, "when": when}


def returned_words(reason: str) -> str:
    """Why a roster came back."""
    return _("Dikembalikan: %(reason)s") % {"reason": reason}


def requests_title(count: int) -> str:
    """`3 permintaan menunggu`."""
    return _("%(count)d permintaan menunggu") % {"count": count}


def requests_detail() -> str:
    """What kinds of requests those are."""
    return _("Koreksi presensi, cuti, dinas luar, sakit, dan tugas belajar")


def cases_title(count: int) -> str:
    """Discipline cases that wait for the reader."""
    return _("%(count)d indikasi disiplin menunggu pemeriksaan") % {"count": count}


def cases_detail() -> str:
    """What a case is, in a few words."""
    return _("Ambang ketidakhadiran tercapai; atasan yang memeriksa.")
