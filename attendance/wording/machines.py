"""Words about fingerprint machines: their state, their numbers, every refusal."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.models import Aside, Direction

SILENT_AFTER = timedelta(hours=1)
"""Machines ask for orders twice a minute: an hour of silence is a cable, a power cut, a theft."""


def may_not_keep() -> str:
    """The refusal to people who do not keep machines."""
    return _(
        "Mesin presensi dikelola operator kepegawaian. Bila ada mesin yang perlu didaftarkan atau "
        "diperiksa, hubungi operator kepegawaian instansi Anda."
    )


def seen_words(seen_at: datetime | None, now: datetime) -> str:
    """`terakhir terlihat 3 menit lalu`."""
    if seen_at is None:
        return _("belum pernah memanggil")
    text = _("terakhir terlihat %(ago)s")
    return text % {"ago": ago_words(seen_at, now)}


def ago_words(then: datetime, now: datetime) -> str:
    """`baru saja`, `3 menit lalu`, `2 jam lalu`, `5 hari lalu`."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 1:
        return _("baru saja")
    if minutes < 60:
        return ngettext("%(n)d menit lalu", "%(n)d menit lalu", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)d jam lalu", "%(n)d jam lalu", hours) % {"n": hours}
    return _("%(n)d hari lalu") % {"n": hours // 24}


def direction_label(direction: str) -> str:
    """How a machine's punches become arrivals and departures."""
    return {
        Direction.STATUS: _("Menurut tombol di mesin"),
        Direction.ORDER: _("Menurut urutan ketukan"),
    }[Direction(direction)]


def aside_label(aside: str) -> str:
    """Why a kept line makes no event."""
    return {
        Aside.CLOCK: _("Jam mesin tidak wajar"),
        Aside.STATUS: _("Bukan masuk atau pulang"),
    }[Aside(aside)]


def aside_advice(aside: str) -> str:
    """What to do about lines set aside."""
    return {
        Aside.CLOCK: _(
            "Lebih dari setahun lalu atau di masa depan: jam mesin pernah mati. Pegawai yang "
            "bersangkutan mengajukan koreksi; periksa baterai jam mesinnya."
        ),
        Aside.STATUS: _(
            "Tombol istirahat atau lembur, atau tidak ada tombol yang ditekan. Bila pegawai di "
            "mesin ini memang tidak menekan tombol, ubah arah presensinya di bawah."
        ),
    }[Aside(aside)]


def serial_taken() -> str:
    """The serial number is registered, here or elsewhere."""
    return _(
        "Nomor seri ini sudah terdaftar. Cari di daftar mesin Anda; bila tidak ada, mesin ini "
        "terdaftar di instansi lain: minta instansi itu melepasnya dulu."
    )


def registered(name: str) -> str:
    """A machine was approved."""
    text = _("%(name)s terdaftar. Barisnya masuk begitu mesin memanggil lagi, biasanya 1 menit.")
    return text % {"name": name}


def changed(name: str, events: int) -> str:
    """A machine's settings were saved; `events` came out of kept lines."""
    if not events:
        return _("%(name)s disimpan.") % {"name": name}
    text = _("%(name)s disimpan. %(events)d presensi dibuat dari baris yang tersimpan.")
    return text % {"name": name, "events": events}


def retired(name: str) -> str:
    """A machine is used no more."""
    text = _("%(name)s dilepas. Panggilannya ditolak; presensi yang sudah masuk tetap tercatat.")
    return text % {"name": name}


def number_taken(number: str) -> str:
    """The number belongs to somebody else."""
    text = _(
        "Nomor %(number)s sudah milik pegawai lain. Lepaskan dulu nomor itu, atau pakai nomor lain."
    )
    return text % {"number": number}


def number_malformed() -> str:
    """A text that is no machine's number."""
    return _("Nomor di mesin terdiri dari 1 sampai 24 huruf atau angka. Salin dari mesin.")


def assigned(number: str, name: str, lines: int, events: int) -> str:
    """A number got its employee; what waited became events."""
    values = {"number": number, "name": name, "lines": lines, "events": events}
    if not lines:
        return _("Nomor %(number)s kini milik %(name)s.") % values
    text = _(
        "Nomor %(number)s kini milik %(name)s. %(lines)d baris yang menunggu menjadi %(events)d "
        "presensi pada jam ketukannya."
    )
    return text % values


def released(number: str) -> str:
    """A number is nobody's again."""
    text = _("Nomor %(number)s dilepas. Presensi yang sudah tercatat tidak berubah.")
    return text % {"number": number}


def nobody_found(search: str) -> str:
    """No employee fits what was searched for."""
    text = _("Tidak ada pegawai dengan NIP atau nama “%(search)s”. Periksa ejaannya.")
    return text % {"search": search}


def network_malformed() -> str:
    """A text that is no address and no block of addresses."""
    return _("Tulis alamat IP seperti 203.0.113.7 atau bloknya seperti 203.0.113.0/24.")


def masked_serial(serial: str) -> str:
    """`CK••••0123`: enough to know one's own machine by, too little to claim another's."""
    shown = min(4, len(serial) // 3)
    return f"{serial[: shown // 2]}••••{serial[-shown:]}"
