"""What an employee reads after a tap."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.rules.check_in import (
    DuringAbsence,
    ModeChanged,
    Note,
    NotOpenYet,
    OnDayOff,
    OutsideWindows,
    OutWithoutIn,
    PlanDiffers,
    ReleasedHome,
    Repeat,
    TapIgnored,
    TapInOutage,
    TapQueued,
)
from attendance.rules.events import AbsenceKind
from attendance.wording.days import mode_label
from attendance.wording.moments import basis_words, clock_words
from attendance.wording.schedules import off_sentence


def absence_label(kind: AbsenceKind) -> str:
    """The kind of an approved absence."""
    match kind:
        case AbsenceKind.LEAVE:
            return _("cuti")
        case AbsenceKind.TRAVEL:
            return _("dinas luar")
        case AbsenceKind.SICK:
            return _("sakit")
        case AbsenceKind.STUDY:
            return _("tugas belajar")


def refused_sentence(refusal: NotOpenYet, zone: ZoneInfo) -> str:
    """Why a tap was not recorded, and when to come again."""
    return _("Presensi dibuka pukul %(opens)s; sekarang %(now)s. Coba lagi setelah %(opens)s.") % {
        "opens": clock_words(refusal.opens_at, zone),
        "now": clock_words(refusal.at, zone),
    }


def repeat_sentence(repeat: Repeat, zone: ZoneInfo) -> str:
    """The answer to a second tap: the first one stands."""
    return _(
        "Presensi masuk Anda sudah tercatat pukul %(at)s dari %(mode)s. Tidak perlu diulang."
    ) % {
        "at": clock_words(repeat.event.received_at, zone),
        "mode": mode_label(repeat.event.mode),
    }


def note_sentence(note: Note, zone: ZoneInfo) -> str:
    """What people should know about a recorded tap; times on the posting's clock."""
    match note:
        case OnDayOff():
            return _("%(why)s Presensi tetap dicatat, tetapi tidak dihitung.") % {
                "why": off_sentence(note.off)
            }
        case DuringAbsence():
            return _(
                "Anda tercatat %(kind)s hari ini. Presensi tetap dicatat; bila ternyata bekerja, "
                "minta atasan membetulkan catatan itu."
            ) % {"kind": absence_label(note.kind)}
        case OutWithoutIn():
            return _(
                "Belum ada presensi masuk hari ini. Presensi pulang dicatat dan menunggu "
                "verifikasi; ajukan koreksi jam masuknya di menu Izin & koreksi."
            )
        case ModeChanged():
            return _(
                "Presensi pertama hari ini dari %(before)s, yang ini dari %(now)s. Keduanya "
                "dicatat; tempat kerja mengikuti yang pertama."
            ) % {"before": mode_label(note.before), "now": mode_label(note.now)}
        case PlanDiffers():
            return _(
                "Jadwal Anda hari ini %(plan)s, presensi dari %(mode)s. Anda tercatat hadir, dan "
                "atasan akan memeriksa perbedaannya; "
                "jelaskan sebabnya di menu Izin & koreksi."
            ) % {"plan": mode_label(note.plan), "mode": mode_label(note.mode)}
        case ReleasedHome():
            return _released(note)
        case TapQueued() | TapInOutage() | TapIgnored():
            return _tap_sentence(note, zone)
        case OutsideWindows():
            return _(
                "Presensi pukul %(at)s di luar jendela presensi instansi. Tetap dicatat; atasan "
                "dapat melihatnya."
            ) % {"at": clock_words(note.at, zone)}


def _released(note: ReleasedHome) -> str:
    return _(
        "Keadaan darurat dinyatakan (%(reason)s), jadi Anda boleh bekerja dari rumah "
        "meski jadwalnya di kantor. Tidak perlu penjelasan%(basis)s."
    ) % {
        "reason": note.release.reason.rstrip("."),
        "basis": basis_words(note.release.legal_basis),
    }


def _tap_sentence(note: TapQueued | TapInOutage | TapIgnored, zone: ZoneInfo) -> str:
    match note:
        case TapQueued():
            return _(
                "Ditekan pukul %(tapped)s, diterima %(minutes)d menit kemudian. Dihitung saat "
                "diterima sampai atasan menerima waktu tekannya; alasan dan bukti dapat dikirim "
                "lewat menu Izin & koreksi."
            ) % {"tapped": clock_words(note.tapped_at, zone), "minutes": note.minutes}
        case TapInOutage():
            return _(
                "Ditekan pukul %(tapped)s saat sistem terganggu. Dihitung pada waktu itu, dengan "
                "alasan teknis."
            ) % {"tapped": clock_words(note.tapped_at, zone)}
        case TapIgnored():
            return _(
                "Jam perangkat Anda tidak cocok dengan jam server, jadi hanya waktu server yang "
                "dicatat. Atur jam perangkat ke otomatis."
            )
