"""Words of the personnel office's hub: each card in one sentence that says what waits."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.queries.personnel import OfficeCounts


def outages(counts: OfficeCounts) -> str:
    """The card of outages."""
    if not counts.outages:
        return _("Tidak ada usulan pemantau yang menunggu.")
    return ngettext(
        "%(number)d usulan pemantau menunggu keputusan.",
        "%(number)d usulan pemantau menunggu keputusan.",
        counts.outages,
    ) % {"number": counts.outages}


def machines(counts: OfficeCounts) -> str:
    """The card of machines."""
    values = {"machines": counts.machines or 0, "unknown": counts.unknown_numbers or 0}
    if counts.unknown_numbers:
        text = _("%(machines)d mesin dipakai; %(unknown)d nomor belum diketahui milik siapa.")
        return text % values
    return _("%(machines)d mesin sidik jari dipakai.") % values


def code_screens(counts: OfficeCounts) -> str:
    """The card of code screens."""
    return _("%(screens)d layar di kantor menampilkan kode.") % {"screens": counts.screens or 0}


def events_import(_counts: OfficeCounts) -> str:
    """The card of imports."""
    return _("Masukkan presensi dari berkas mesin atau CSV.")


def anomalies(counts: OfficeCounts) -> str:
    """The card of patterns."""
    if not counts.patterns:
        return _("Tidak ada pola yang belum dilihat.")
    return _("%(number)d pola belum dilihat orang. Bukan bukti, bukan hukuman.") % {
        "number": counts.patterns
    }


def delegations(_counts: OfficeCounts) -> str:
    """The card of who acts for whom."""
    return _("Plh., Plt. dan limpahan keputusan PPK, dengan surat dan masanya.")


def readiness(_counts: OfficeCounts) -> str:
    """The card of readiness for work from home."""
    return _("Perangkat, jaringan, tempat kerja, dan surat pernyataan pegawai.")


def emergencies(_counts: OfficeCounts) -> str:
    """The card of the emergency switch."""
    return _("Banjir, asap, kerusuhan: semua boleh bekerja dari rumah saat itu juga.")


def cases(counts: OfficeCounts) -> str:
    """The card of discipline cases."""
    if not counts.cases:
        return _("Tidak ada indikasi pelanggaran yang terbuka.")
    return _("%(number)d indikasi menunggu atau sedang diperiksa atasan.") % {
        "number": counts.cases
    }


def closed_to_you() -> str:
    """To somebody who has no part in the personnel office."""
    return _(
        "Halaman kepegawaian untuk operator kepegawaian, PyB, PPK, dan Inspektorat. Urusan Anda "
        "sendiri ada di menu Izin & koreksi."
    )


def scores(_counts: OfficeCounts) -> str:
    """On scores of performance."""
    return _("Nilai tahunan, untuk kebijakan yang mengutamakan kinerja terbaik.")


def letters(_counts: OfficeCounts) -> str:
    """The card of signed letters."""
    return _("Surat yang sudah ditandatangani, kode verifikasinya, dan pola nomornya.")
