"""Words of discipline cases: an indication, its arithmetic, and what may be done next."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from accounts.models import Delegation
from attendance.models import DisciplineCase
from attendance.rules.discipline import Tally
from attendance.rules.sanctions import Measure, Sanction, Step
from attendance.wording.moments import basis_words, day_words


def sanction_label(sanction: str) -> str:
    """A kind of sanction as PP 94/2021 names it."""
    return {
        Sanction.NONE.value: _("Tidak ada hukuman"),
        Sanction.LISAN.value: _("Teguran lisan"),
        Sanction.TERTULIS.value: _("Teguran tertulis"),
        Sanction.TIDAK_PUAS.value: _("Pernyataan tidak puas secara tertulis"),
        Sanction.TUKIN_6.value: _("Pemotongan tunjangan kinerja 25% selama 6 bulan"),
        Sanction.TUKIN_9.value: _("Pemotongan tunjangan kinerja 25% selama 9 bulan"),
        Sanction.TUKIN_12.value: _("Pemotongan tunjangan kinerja 25% selama 12 bulan"),
        Sanction.TURUN_JABATAN.value: _("Penurunan jabatan setingkat selama 12 bulan"),
        Sanction.PELAKSANA.value: _("Pembebasan menjadi jabatan pelaksana selama 12 bulan"),
        Sanction.BERHENTI.value: _("Pemberhentian dengan hormat tidak atas permintaan sendiri"),
        Sanction.AKHIR_KONTRAK.value: _("Pemutusan perjanjian kerja"),
    }[sanction]


def level_label(level: str) -> str:
    """How heavy a sanction is."""
    return {"ringan": _("Ringan"), "sedang": _("Sedang"), "berat": _("Berat")}.get(level, "")


def basis_of_threshold(step: Step) -> str:
    """From how many days what is indicated, and by which article."""
    counted = (
        _("%(days)d hari kerja berturut-turut tanpa keterangan")
        if step.measure is Measure.STREAK
        else _("%(days)d hari dalam setahun")
    ) % {"days": step.days}
    return _("Ambang %(counted)s%(basis)s.") % {
        "counted": counted,
        "basis": basis_words(step.legal_basis),
    }


def sum_sentence(
    absent_days: int, minutes: int, converted_days: int, minutes_per_day: int | None
) -> str:
    """The arithmetic of a total: `3 hari + (450 menit = 1 hari) = 4 hari`."""
    total = absent_days + converted_days
    if not minutes or minutes_per_day is None:
        return _("%(days)d hari tanpa keterangan.") % {"days": absent_days}
    return _(
        "%(days)d hari tanpa keterangan + %(minutes)d menit terlambat dan pulang awal "
        "(%(per_day)d menit = 1 hari, jadi %(converted)d hari) = %(total)d hari."
    ) % {
        "days": absent_days,
        "minutes": minutes,
        "per_day": minutes_per_day,
        "converted": converted_days,
        "total": total,
    }


def streak_sentence(days: int) -> str:
    """The longest run of working days without any presence."""
    return _(
        "%(days)d hari kerja berturut-turut tanpa keterangan; hari libur di antaranya tidak "
        "dihitung dan tidak memutus."
    ) % {"days": days}


def ground_sentence(case: DisciplineCase, *, is_streak: bool) -> str:
    """What a case rests on, in one sentence with its arithmetic."""
    if is_streak:
        return streak_sentence(case.longest_streak)
    per_day = case.table.minutes_per_day
    return sum_sentence(case.absent_days, case.minutes, case.converted_days, per_day)


def delegation_words(delegation: Delegation) -> str:
    """The letter under which somebody acts for another."""
    return _("pelimpahan wewenang Nomor %(letter)s") % {"letter": delegation.letter_number}


def pay_sentence(stops_from: date) -> str:
    """That pay stops, and since when."""
    return _("Tanda penghentian gaji: mulai %(month)s (10 hari kerja berturut-turut).") % {
        "month": format_date(stops_from, "F Y")
    }


def pay_note(stops_from: date | None) -> str:
    """What a case's history says when the pay-stop mark changed."""
    if stops_from is None:
        return _("Tanda penghentian gaji dicabut: tidak ada lagi 10 hari kerja berturut-turut.")
    return pay_sentence(stops_from)


def lapse_note(now: Tally) -> str:
    """Why a case lapsed: what its days add up to now."""
    return _(
        "Penilaian harinya berubah. Sekarang: %(absent)d hari tanpa keterangan dan %(minutes)d "
        "menit, jumlah %(total)d hari; paling lama %(streak)d hari berturut-turut. Ambangnya tidak "
        "lagi tercapai."
    ) % {
        "absent": len(now.absent_days),
        "minutes": now.minutes,
        "total": now.total_days,
        "streak": now.longest_streak,
    }


def merged_note(heaviest: str) -> str:
    """Why a lighter case waits no more."""
    return _(
        "Ambang yang lebih berat tercapai, jadi diperiksa bersama kasus itu: %(sanction)s."
    ) % {"sanction": sanction_label(heaviest)}


def reopened_note() -> str:
    """Why a case that was joined stands on its own again."""
    return _("Kasus yang lebih berat gugur, jadi kasus ini berdiri sendiri lagi.")


def attendance_note(*, attended: bool) -> str:
    """How an examination was held."""
    if attended:
        return _("Pegawai hadir dan memberi keterangan.")
    return _(
        "Pegawai tidak hadir pada panggilan kedua; diperiksa berdasarkan bukti dan keterangan yang "
        "ada."
    )


def done_words(kind: str) -> str:
    """What a page says after a step was recorded."""
    return {
        "summoned": _("Panggilan dicatat. Unduh suratnya, beri nomor, lalu sampaikan."),
        "answered": _("Tanggapan Anda dicatat dan dapat dibaca atasan yang memeriksa."),
        "examined": _("Hasil pemeriksaan dicatat. Unduh berita acaranya untuk ditandatangani."),
        "dismissed": _("Kasus ditutup: tidak terbukti."),
        "sanctioned": _("Keputusan hukuman dicatat."),
    }[kind]


def group_label(group: str) -> str:
    """A group of cases on the list."""
    return {
        "menunggu": _("Menunggu pemeriksaan"),
        "dipanggil": _("Dipanggil"),
        "diperiksa": _("Menunggu keputusan"),
        "selesai": _("Selesai"),
        "lainnya": _("Gugur atau digabung"),
    }[group]


def no_cases(group: str) -> str:
    """What an empty group means."""
    if group == "menunggu":
        return _(
            "Tidak ada pegawai yang mencapai ambang dan menunggu pemeriksaan. Kasus terbuka "
            "sendiri setelah hari kerja dinilai."
        )
    return _("Tidak ada kasus dalam keadaan ini. Pilih keadaan lain di atas.")


def letter_label(kind: str) -> str:
    """A letter that can be made of a case."""
    return {
        "panggilan-1": _("Surat panggilan I"),
        "panggilan-2": _("Surat panggilan II"),
        "berita-acara": _("Berita acara pemeriksaan"),
    }[kind]


def move_label(move: str, *, again: bool) -> str:
    """What may be done in a case, as a heading."""
    if move == "summon":
        return _("Panggil sekali lagi") if again else _("Panggil untuk diperiksa")
    return {
        "examine": _("Catat hasil pemeriksaan"),
        "sanction": _("Catat keputusan hukuman"),
        "dismiss": _("Tutup: tidak terbukti"),
    }[move]


def move_hint(move: str, until: date | None) -> str:
    """What a step means, and what the law says about it."""
    if move == "summon":
        if until is None:
            return _("Surat panggilan disiapkan dari isian ini.")
        return _(
            "Surat panggilan disiapkan dari isian ini. Menurut pengaturan instansi, pemeriksaan "
            "berlangsung paling lambat %(day)s."
        ) % {"day": day_words(until)}
    return {
        "examine": _("Tulis apa yang diterangkan pegawai dan apa yang Anda temukan."),
        "sanction": _(
            "Portal tidak menjatuhkan hukuman. Catat keputusan yang sudah ditetapkan; selama masa "
            "hukuman tidak ada hari kerja fleksibel."
        ),
        "dismiss": _("Kasus ditutup dan tidak dibuka lagi untuk ambang ini tahun ini."),
    }[move]


def pending_note(days: list[date]) -> str:
    """That some of the days may still change."""
    return _(
        "Masih ada yang menunggu keputusan tentang %(days)s. Putuskan dulu, karena penilaian "
        "harinya dapat berubah."
    ) % {"days": "; ".join(day_words(day) for day in days)}
