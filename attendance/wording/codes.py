"""The words around the code on an office's screen: to the person, and to who keeps the screens."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.rules.codes import DIGITS, CodeFault
from attendance.wording.moments import clock_words


def code_sentence(fault: CodeFault, until: datetime | None, zone: ZoneInfo) -> str:
    """Why a code was not taken, so that nothing was recorded, and what to do.

    `until` is the moment from which codes are looked at again, where that is the reason.
    """
    match fault:
        case CodeFault.WRONG:
            return _(
                "Kode itu tidak sama dengan kode di layar kantor; kode berganti tiap 30 detik. "
                "Ketik kode yang tampil sekarang, atau kosongkan isiannya untuk presensi tanpa "
                "kode."
            )
        case CodeFault.USED:
            return _(
                "Kode itu sudah Anda pakai untuk presensi sebelumnya, dan satu kode hanya untuk "
                "satu presensi. Tunggu kode berikutnya tampil di layar, lalu ketik kode itu."
            )
        case CodeFault.TOO_MANY:
            return _(
                "Terlalu banyak kode yang salah, jadi kode baru diperiksa lagi mulai pukul "
                "%(until)s. Kosongkan isian kode untuk presensi sekarang tanpa kode."
            ) % {"until": "" if until is None else clock_words(until, zone)}
        case CodeFault.NO_SCREEN:
            return _(
                "Instansi Anda tidak punya layar kode yang aktif, jadi kode tidak dapat "
                "diperiksa. Kosongkan isian kode, lalu tekan sekali lagi."
            )


def code_shape() -> str:
    """What a code of another shape is told."""
    return _(
        "Kode layar terdiri atas %(digits)d angka. Ketik semua angka yang tampil di layar kantor, "
        "atau kosongkan isiannya."
    ) % {"digits": DIGITS}


def may_not_keep() -> str:
    """To somebody who opens the pages of the personnel office."""
    return _(
        "Layar kode dikelola operator kepegawaian, dan Anda tidak memegang peran itu hari ini. "
        "Hubungi bagian kepegawaian instansi Anda."
    )


def screen_made(name: str) -> str:
    """Above the address of a new screen."""
    return _("Layar %(name)s dibuat. Buka alamat di bawah ini pada tablet atau TV di kantor.") % {
        "name": name
    }


def address_renewed(name: str) -> str:
    """Above the new address of a screen."""
    return _(
        "Layar %(name)s mendapat alamat dan rahasia baru; alamat dan kode yang lama tidak berlaku "
        "lagi. Buka alamat baru ini pada tablet atau TV di kantor."
    ) % {"name": name}


def screen_switched(name: str, *, active: bool) -> str:
    """After a screen was switched on or off."""
    if active:
        return _("Layar %(name)s aktif lagi, dan kodenya diterima.") % {"name": name}
    return _(
        "Layar %(name)s dimatikan: alamatnya tidak menampilkan apa pun, dan kodenya tidak diterima."
    ) % {"name": name}
