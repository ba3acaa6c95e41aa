"""Officers of desks: why a qualification is not noted, and what became of it."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.moments import day_words


def closed() -> str:
    """Why somebody keeps no desk's officers."""
    return _(
        "Petugas loket dicatat oleh atasan langsung unitnya, pengelola layanan, atau operator "
        "kepegawaian, dan peran itu tidak Anda pegang hari ini. Hubungi salah satunya."
    )


def not_your_desk() -> str:
    """A desk of a unit the person does not keep."""
    return _(
        "Loket itu bukan loket unit yang Anda urus, jadi petugasnya tidak Anda catat. Hubungi "
        "atasan unit pemilik loket itu."
    )


def not_of_unit(unit: str) -> str:
    """An employee of another unit."""
    return _(
        "Pegawai itu bukan pegawai aktif %(unit)s. Pilih pegawai unit itu, atau minta operator "
        "kepegawaian memindahkannya dulu."
    ) % {"unit": unit}


def period_reversed() -> str:
    """A qualification that ends before it begins."""
    return _("Hari terakhir mendahului hari pertama. Betulkan salah satunya.")


def ended_already(day: date) -> str:
    """A qualification that is over."""
    return _("Kecakapan ini sudah berakhir %(day)s. Tidak ada lagi yang perlu diakhiri.") % {
        "day": day_words(day)
    }


def missing(field: str) -> str:
    """A field left empty."""
    if field == "employee":
        return _("Pegawai belum dipilih. Pilih seorang pegawai unit ini.")
    return _("Tanggal mulai belum diisi. Pilih sejak kapan pegawai ini cakap.")


def noted() -> str:
    """An officer was noted."""
    return _("Petugas tercatat. Jadwal berikutnya diperiksa menurut daftar ini.")


def ended() -> str:
    """A qualification was ended."""
    return _(
        "Kecakapan berakhir hari ini. Jadwal yang sudah berlaku tidak berubah dengan sendirinya."
    )


def removed() -> str:
    """A qualification that had not begun was removed."""
    return _("Catatan yang belum mulai itu dihapus.")
