"""The words around the tablets at desks: to the manager, and on the tablet itself."""

from django.utils.translation import gettext as _


def may_not_keep() -> str:
    """To somebody who does not keep the desk."""
    return _(
        "Tablet loket dikelola pengelola layanan unit itu, dan Anda tidak memegang peran itu hari "
        "ini. Hubungi pengelola layanan instansi Anda."
    )


def tablet_made(name: str) -> str:
    """Above the address of a new tablet."""
    return _("Tablet %(name)s dibuat. Buka alamat di bawah ini pada tablet di loketnya.") % {
        "name": name
    }


def tablet_renamed(name: str) -> str:
    """After a new name."""
    return _("Nama tablet disimpan: %(name)s.") % {"name": name}


def tablet_revoked(name: str) -> str:
    """After a tablet was revoked."""
    return _(
        "Tablet %(name)s dicabut: alamatnya tidak berlaku lagi. Bila masih dipakai di loket, buat "
        "tablet baru dan buka alamatnya di sana."
    ) % {"name": name}


def revoked_already(name: str) -> str:
    """To a change of a revoked tablet."""
    return _(
        "Tablet %(name)s sudah dicabut, jadi tidak dapat diubah lagi. Buat tablet baru bila loket "
        "itu memerlukannya."
    ) % {"name": name}


def too_often() -> str:
    """To a tablet tapped too many times."""
    return _(
        "Terlalu banyak ketukan dalam satu menit, jadi yang terakhir tidak dicatat. Tunggu satu "
        "menit, lalu ketuk sekali lagi."
    )


def tap_unreadable() -> str:
    """To a post without a known step."""
    return _("Ketukan tidak terbaca, jadi tidak ada yang dicatat. Ketuk salah satu tombol lagi.")


def tapped(what: str) -> str:
    """After a tap that was noted; empty for an unknown `what`."""
    return {
        "melayani": _("Tercatat: loket melayani."),
        "istirahat": _("Tercatat: loket istirahat. Warga membaca jam kembalinya."),
        "kembali": _("Tercatat: loket melayani lagi."),
    }.get(what, "")
