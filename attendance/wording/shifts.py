"""What the page of shifts says, and why a shift is not made or ended."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.rules.schedule import ScheduleFaultCode
from attendance.wording.moments import day_words


def may_not_read() -> str:
    """Why somebody without a team has no page of shifts."""
    return _(
        "Daftar giliran untuk atasan langsung dan pengelola kepegawaian. Jam kerja Anda sendiri "
        "ada di Hari ini dan Jadwal."
    )


def may_not_keep() -> str:
    """Why somebody may not enter a shift."""
    return _(
        "Giliran dicatat oleh operator kepegawaian menurut keputusan pimpinan instansi, dan peran "
        "itu tidak Anda pegang hari ini. Minta operator kepegawaian mencatatnya."
    )


def made(name: str) -> str:
    """A shift is on record."""
    return _(
        "Giliran %(name)s tercatat. Giliran ini baru mengikat bila disebut di jadwal pegawai."
    ) % {"name": name}


def ended(name: str, day: date) -> str:
    """A shift has its last day."""
    return _("Giliran %(name)s berakhir %(day)s.") % {"name": name, "day": day_words(day)}


def fault(code: ScheduleFaultCode) -> str:
    """Why hours cannot be."""
    match code:
        case ScheduleFaultCode.REST_TOO_LONG:
            return _("Istirahat lebih panjang daripada jam kerjanya. Betulkan salah satunya.")
        case ScheduleFaultCode.PERIOD_REVERSED:
            return _("Giliran berakhir sebelum mulai berlaku. Betulkan tanggalnya.")
        case _other:
            return _("Jam giliran ini tidak mungkin. Periksa jam, istirahat dan harinya.")


def still_named(day: date) -> str:
    """Why a shift cannot end yet."""
    return _(
        "Jadwal yang berlaku masih menyebut giliran ini sampai %(day)s. Ubah jadwal itu dulu, "
        "atau akhiri giliran pada hari itu atau sesudahnya."
    ) % {"day": day_words(day)}


def ends_before_it_begins(day: date) -> str:
    """Why a shift cannot end before its first day."""
    return _("Giliran ini mulai %(day)s. Pilih hari itu atau sesudahnya.") % {"day": day_words(day)}


def day_unreadable() -> str:
    """A last day that is no date."""
    return _("Hari terakhir tidak terbaca. Pilih tanggalnya, lalu coba lagi.")
