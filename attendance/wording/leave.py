"""Why leave or travel may not be asked, and the arithmetic of annual leave."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.rules.calendar import Period
from attendance.rules.claims import AskedTooLate
from attendance.rules.events import AbsenceKind
from attendance.rules.leave import (
    AbsenceRefusal,
    AlreadyAway,
    Balance,
    NotServedYet,
    NoWorkingDay,
    PeriodReversed,
    TooFewDays,
)
from attendance.wording.check_ins import absence_label
from attendance.wording.moments import basis_words, day_words
from attendance.wording.requests import too_late_sentence


def absence_sentence(refusal: AbsenceRefusal) -> str:
    """Why an absence cannot be asked like this, and what to do."""
    match refusal:
        case PeriodReversed():
            return _("Hari terakhir mendahului hari pertama. Betulkan salah satunya.")
        case AskedTooLate():
            return too_late_sentence(refusal)
        case AlreadyAway(waits=True):
            return _(
                "Permohonan %(kind)s untuk %(period)s masih menunggu keputusan atasan. Tunggu "
                "keputusannya, atau tarik kembali dulu."
            ) % {"kind": absence_label(refusal.kind), "period": period_words(refusal.period)}
        case AlreadyAway():
            return _(
                "Anda sudah tercatat %(kind)s pada %(period)s. Pilih tanggal lain, atau minta "
                "operator kepegawaian membetulkan catatan itu."
            ) % {"kind": absence_label(refusal.kind), "period": period_words(refusal.period)}
        case NoWorkingDay():
            return _(
                "%(period)s seluruhnya hari libur menurut hari kerja Anda, jadi tidak perlu izin."
            ) % {"period": period_words(refusal.period)}
        case NotServedYet():
            return _(
                "Cuti tahunan baru menjadi hak setelah %(months)d bulan bekerja terus-menerus, "
                "yaitu mulai %(begins)s%(basis)s. Bila perlu sebelum itu, pilih jenis cuti lain."
            ) % {
                "months": refusal.service_months,
                "begins": day_words(refusal.begins),
                "basis": basis_words(refusal.legal_basis),
            }
        case TooFewDays():
            return _(
                "Cuti tahunan %(year)d tidak cukup: perlu %(needed)d hari kerja, tersisa "
                "%(left)d. %(sum)s Kurangi harinya, atau pilih jenis cuti lain."
            ) % {
                "year": refusal.balance.year,
                "needed": refusal.needed,
                "left": refusal.balance.left,
                "sum": balance_sentence(refusal.balance),
            }


def balance_sentence(balance: Balance) -> str:
    """The sum behind what is left: `12 hak + 6 bawaan + 1 pengganti − 3 terpakai = …`."""
    return _(
        "Hitungannya: hak %(right)d + bawaan %(brought)d + pengganti cuti bersama %(gained)d − "
        "terpakai %(taken)d − menunggu keputusan %(asked)d = %(left)d hari."
    ) % {
        "right": balance.right,
        "brought": balance.brought,
        "gained": balance.gained,
        "taken": balance.taken,
        "asked": balance.asked,
        "left": balance.left,
    }


def period_words(period: Period) -> str:
    """`Senin, 2 November 2026`, or from a day to a day."""
    last = period.last_day
    if last is None or last == period.first_day:
        return day_words(period.first_day)
    return _("%(first)s sampai %(last)s") % {
        "first": day_words(period.first_day),
        "last": day_words(last),
    }


def overlaps_now() -> str:
    """At the moment of deciding the days turn out to be taken."""
    return _(
        "Pegawai ini sudah tercatat berhalangan pada sebagian tanggal itu, jadi permohonan ini "
        "tidak dapat diterima utuh. Tolak dengan alasan itu, atau minta pegawai mengajukan "
        "tanggal yang lain."
    )


def too_long(years: int) -> str:
    """A period longer than any leave or study."""
    return _("Masa itu lebih dari %(years)d tahun. Periksa tahunnya.") % {"years": years}


def leave_type_missing() -> str:
    """Leave was chosen without its type."""
    return _("Jenis cuti belum dipilih. Pilih jenis cutinya.")


def place_missing() -> str:
    """Travel needs its destination."""
    return _("Tujuan dinas luar belum diisi. Tulis kota atau instansi tujuannya.")


def letter_missing() -> str:
    """Travel and study rest on a letter."""
    return _("Nomor surat belum diisi. Tulis nomor surat tugas atau keputusannya.")


def first_day_missing() -> str:
    """No first day."""
    return _("Hari pertama belum diisi. Pilih tanggalnya.")


def last_day_missing() -> str:
    """No last day."""
    return _("Hari terakhir belum diisi. Untuk satu hari, isi tanggal yang sama.")


def date_unreadable() -> str:
    """A date that is none."""
    return _("Tanggal tidak terbaca. Pilih dari kalender, atau tulis seperti 2026-11-30.")


def evidence_hint(kind: str) -> str:
    """What to send along, and who can read it."""
    kept = _(
        "PDF, JPEG, atau PNG, paling besar 2 MB. Hanya atasan dan pejabat yang berwenang yang "
        "dapat membukanya, dan setiap pembacaan dicatat."
    )
    if kind == AbsenceKind.SICK:
        return _("Surat keterangan dokter dianjurkan bila sakit lebih dari satu hari.") + f" {kept}"
    return kept


def asked_sentence(due_on: date) -> str:
    """What an employee reads after asking."""
    return _("Permohonan terkirim kepada atasan Anda. Paling lambat diputus %(due)s.") % {
        "due": day_words(due_on)
    }


def kind_hint(kind: str) -> str:
    """When to choose a kind of absence."""
    match AbsenceKind(kind):
        case AbsenceKind.LEAVE:
            return _("Cuti tahunan, besar, melahirkan, alasan penting, dan lainnya.")
        case AbsenceKind.TRAVEL:
            return _("Bertugas di luar tempat kerja dengan surat tugas; dihitung hadir.")
        case AbsenceKind.SICK:
            return _("Tidak dapat bekerja karena sakit.")
        case AbsenceKind.STUDY:
            return _("Belajar dengan keputusan tugas belajar.")


def balance_facts(balance: Balance) -> list[tuple[str, int, str]]:
    """The arithmetic of a balance, line by line: what, how many days, why."""
    idle = _("dua tahun atau lebih tanpa cuti") if balance.idle_years > 1 else ""
    basis = balance.legal_basis
    lines = [
        (_("Hak tahun %(year)d") % {"year": balance.year}, balance.right, basis),
        (_("Bawaan tahun sebelumnya"), balance.brought, idle),
        (_("Pengganti cuti bersama yang tetap bekerja"), balance.gained, ""),
        (_("Sudah dipakai"), -balance.taken, ""),
        (_("Menunggu keputusan"), -balance.asked, ""),
    ]
    return [line for line in lines if line[1] or line[0] == lines[0][0]]


def partly_known(kept: date) -> str:
    """Leave before the portal's first day is not known here."""
    return _(
        "Portal mencatat cuti sejak %(kept)s; cuti tahun ini sebelum tanggal itu belum ada di "
        "data. Bila ada, minta operator kepegawaian memasukkannya."
    ) % {"kept": day_words(kept)}
