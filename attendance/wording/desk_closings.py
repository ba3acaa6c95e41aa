"""Words of sudden closures: what is offered to say, what is refused, what stands."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.wording.moments import moment_words
from services.models import Closure

MESSAGE_MISSING = gettext_lazy(
    "Pesan untuk warga belum diisi. Tulis satu kalimat, misalnya “Jaringan terganggu.”"
)
CLOSING_UNTIL_UNREADABLE = gettext_lazy(
    "Waktu buka kembali tidak terbaca. Pilih tanggal dan jamnya."
)
SERVICE_UNKNOWN = gettext_lazy("Layanan itu tidak diberikan di loket ini. Pilih dari daftar.")

TEMPLATES = ("network", "power", "queue", "staff", "safety")


def closing_template(name: str) -> tuple[str, str]:
    """A message to citizens and an alternative, in plain words, for a usual cause."""
    return {
        "network": (
            _("Jaringan sedang terganggu, layanan belum dapat diberikan."),
            _("Permohonan dapat diajukan lewat layanan daring atau datang lagi besok."),
        ),
        "power": (
            _("Listrik di kantor padam, layanan berhenti sementara."),
            _("Telepon dulu sebelum berangkat."),
        ),
        "queue": (
            _("Antrean hari ini sudah penuh, pendaftaran ditutup."),
            _("Datang besok pagi atau pakai layanan daring."),
        ),
        "staff": (
            _("Loket ditutup sementara."),
            _("Silakan ke loket lain di kantor ini atau telepon dulu."),
        ),
        "safety": (
            _("Kantor ditutup sementara demi keselamatan."),
            _("Jangan datang dulu. Kabar berikutnya ada di halaman ini."),
        ),
    }[name]


def may_not_close() -> str:
    """A desk or office that the person may not close."""
    return _(
        "Menutup loket adalah tugas pengelola layanan instansi pemiliknya, dan peran itu tidak "
        "Anda pegang hari ini. Hubungi pengelola layanan."
    )


def closing_until_wrong(at: datetime, zone: ZoneInfo) -> str:
    """An end of a closure that lies behind."""
    return _(
        "Waktu buka kembali sudah lewat (sekarang %(now)s). Isi waktu yang akan datang, atau "
        "kosongkan supaya tutup sampai Anda buka kembali."
    ) % {"now": moment_words(at, zone)}


def closed_already() -> str:
    """Nothing was left to close."""
    return _(
        "Untuk waktu itu penutupan yang sama sudah diumumkan, jadi tidak ada yang berubah. Buka "
        "kembali dulu bila pesannya harus lain."
    )


def closed_done(what: str, until: datetime | None, zone: ZoneInfo) -> str:
    """What citizens read now."""
    return _("%(what)s ditutup%(until)s. Warga membacanya sekarang.") % {
        "what": what,
        "until": until_words(until, zone),
    }


def reopened() -> str:
    """A closure was ended."""
    return _("Penutupan berakhir. Warga melihat keadaan loket yang sebenarnya lagi.")


def not_closed_any_more() -> str:
    """A closure that was over already."""
    return _("Penutupan itu sudah berakhir. Tidak ada lagi yang perlu dibuka.")


def on_site_warning(number: int) -> str:
    """Before a closure: officers are at the desk."""
    return _(
        "%(number)d petugas tercatat di sini sekarang. Begitu ditutup, warga membaca “Tutup” walau "
        "mereka hadir."
    ) % {"number": number}


def closed_words(closure: Closure, service: str, zone: ZoneInfo) -> str:
    """A closure in force as a line of the board; its message stands in what citizens read."""
    what = _("%(service)s tutup") % {"service": service} if service else _("Tutup")
    return f"{what}{until_words(closure.ends_at, zone)}."


def until_words(until: datetime | None, zone: ZoneInfo) -> str:
    """` sampai Selasa, 17 November 2026 pukul 10.00 WIB`, or until somebody opens again."""
    if until is None:
        return _(" sampai dibuka kembali")
    return _(" sampai %(until)s") % {"until": moment_words(until, zone)}
