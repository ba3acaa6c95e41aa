"""Why a step in a discipline case is not taken: what happened, why, what next."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.cases import sanction_label
from attendance.wording.moments import day_words


def cases_closed() -> str:
    """Why somebody without a team sees no list of cases."""
    return _(
        "Daftar ini hanya untuk atasan yang memeriksa, kepegawaian, dan Inspektorat. Bila ada "
        "indikasi tentang Anda sendiri, pemberitahuannya ada di Kehadiran."
    )


def may_not_examine() -> str:
    """Why somebody may read a case and not act in it."""
    return _(
        "Pemeriksaan dilakukan atasan langsung pegawai ini atau pejabat di atasnya (PP 94/2021 "
        "Pasal 26), dan peran itu tidak Anda pegang hari ini. Serahkan kepada atasan yang "
        "tertulis di kasus."
    )


def never_oneself() -> str:
    """Why nobody examines themselves."""
    return _(
        "Kasus ini tentang Anda sendiri, jadi Anda tidak dapat memeriksanya. Pejabat di atas Anda "
        "yang memeriksa."
    )


def moved_meanwhile(state: str) -> str:
    """Why a step came too late: `state` is how the case stands now."""
    return _(
        "Kasus ini sudah berubah menjadi “%(state)s”, jadi langkah Anda tidak dicatat. Baca "
        "riwayatnya di bawah, lalu pilih langkah yang masih mungkin."
    ) % {"state": state.lower()}


def meeting_past() -> str:
    """Why a summons to a moment gone by is refused."""
    return _("Waktu pemeriksaan sudah lewat. Pilih hari kerja sesudah hari ini.")


def meeting_on_day_off(day: date) -> str:
    """Why a summons to a day off is refused."""
    return _("%(day)s bukan hari kerja pegawai ini. Pilih hari kerja.") % {"day": day_words(day)}


def summons_twice() -> str:
    """Why there is no third summons."""
    return _(
        "Panggilan kedua sudah dibuat. Bila pegawai tetap tidak hadir, catat hasil pemeriksaan "
        "berdasarkan bukti yang ada (PP 94/2021 Pasal 26)."
    )


def second_summons_first() -> str:
    """Why an absent person is not yet judged by the evidence alone."""
    return _(
        "Pegawai yang tidak hadir dipanggil sekali lagi sebelum diperiksa berdasarkan bukti yang "
        "ada (PP 94/2021 Pasal 26). Buat panggilan kedua dulu."
    )


def meeting_ahead(day: date) -> str:
    """Why somebody cannot have stayed away from a meeting that is still to come."""
    return _(
        "Pemeriksaan dijadwalkan %(day)s dan belum berlangsung. Catat ketidakhadiran sesudahnya."
    ) % {"day": day_words(day)}


def answer_closed() -> str:
    """Why an answer comes too late."""
    return _(
        "Kasus ini tidak lagi menunggu tanggapan. Bila ada yang keliru pada harinya, ajukan "
        "koreksi presensi atau hubungi atasan yang memeriksa."
    )


def period_missing(sanction: str) -> str:
    """Why a sanction that is served for a time needs its dates."""
    return _(
        "%(sanction)s dijalani dalam suatu masa. Isi hari pertama dan hari terakhirnya seperti "
        "tertulis di keputusan."
    ) % {"sanction": sanction_label(sanction)}


def period_needless(sanction: str) -> str:
    """Why a sanction that is served at once takes no dates."""
    return _("%(sanction)s tidak dijalani dalam suatu masa. Kosongkan kedua tanggalnya.") % {
        "sanction": sanction_label(sanction)
    }
