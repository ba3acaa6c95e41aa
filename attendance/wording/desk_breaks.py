"""What an officer reads about breaks from the desk, and what a tap at the desk is told."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.wording.moments import clock_words


def break_begun(until: datetime, zone: ZoneInfo) -> str:
    """After the officer's own break began."""
    return _(
        "Istirahat dari loket tercatat sampai %(until)s. Warga membaca jam kembali ini. "
        "Begitu kembali, tekan Kembali ke loket."
    ) % {"until": clock_words(until, zone)}


def back_at_desk() -> str:
    """After the officer came back."""
    return _("Anda tercatat kembali di loket.")


def choice_unreadable() -> str:
    """To a post without a known choice."""
    return _(
        "Lama istirahat tidak terbaca, jadi tidak ada yang dicatat. Pilih salah satu tombol lagi."
    )


def no_desk_now() -> str:
    """To somebody who has no desk at this moment."""
    return _(
        "Saat ini Anda tidak dijadwalkan atau ditugaskan di loket mana pun, jadi tidak ada yang "
        "dicatat. Bila seharusnya ada, minta pengelola layanan memeriksa jadwal loket."
    )


def not_checked_in() -> str:
    """To an officer without a check-in at the office."""
    return _(
        "Presensi masuk Anda di kantor belum tercatat, jadi loket belum menghitung Anda. "
        "Lakukan presensi masuk dulu, lalu coba lagi."
    )


def on_break_already(until: datetime, zone: ZoneInfo) -> str:
    """To a second break while one runs."""
    return _(
        "Istirahat yang tercatat sampai %(until)s belum diakhiri. Akhiri dulu dengan tombol "
        "Kembali, lalu mulai yang baru."
    ) % {"until": clock_words(until, zone)}


def desk_closed_now() -> str:
    """To a break outside the desk's hours."""
    return _(
        "Loket sedang di luar jam layanan, jadi istirahat tidak perlu dicatat. Coba lagi saat "
        "loket buka."
    )


def return_is_past(zone: ZoneInfo, at: datetime) -> str:
    """To a return that is not in the future."""
    return _(
        "Jam kembali harus sesudah sekarang (%(now)s). Pilih jam kembali yang lebih kemudian."
    ) % {"now": clock_words(at, zone)}


def return_after_closing(closes: datetime, zone: ZoneInfo) -> str:
    """To a return after the desk has closed."""
    return _(
        "Loket tutup pukul %(closes)s, sebelum jam kembali itu. Pilih istirahat yang lebih pendek, "
        "atau minta pengelola layanan mengumumkan penutupan loket."
    ) % {"closes": clock_words(closes, zone)}


def not_on_break() -> str:
    """To a return where no break runs."""
    return _("Tidak ada istirahat yang sedang berjalan, jadi tidak ada yang perlu diakhiri.")


def nobody_at_desk() -> str:
    """To a tap of the tablet while no officer of the desk is checked in."""
    return _(
        "Belum ada petugas loket ini yang presensi masuk di kantor, jadi ketukan belum menyatakan "
        "apa pun kepada warga. Petugas presensi dulu di halaman Hari ini, lalu ketuk lagi."
    )


def own_breaks_run() -> str:
    """To a tap of the tablet while several officers are on breaks of their own."""
    return _(
        "Beberapa petugas sedang istirahat masing-masing, dan tablet tidak tahu siapa yang "
        "kembali. Petugas yang kembali menekan Kembali ke loket di halaman Hari ini."
    )
