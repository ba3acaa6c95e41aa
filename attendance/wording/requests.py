"""Why a correction may not be asked, what to choose, and what was wrong with its evidence."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.rules.claims import (
    AskedTooLate,
    ChangesNothing,
    ClaimKind,
    ClaimRefusal,
    DetailMissing,
    FutureDay,
    MomentAhead,
    MomentNotOfDay,
    NoMismatch,
    NothingDue,
    NotWaiting,
    SameMode,
)
from attendance.wording.days import mode_label
from attendance.wording.moments import basis_words, clock_words, day_words


def claim_sentence(refusal: ClaimRefusal, zone: ZoneInfo) -> str:
    """Why a correction cannot be asked like this; times on the posting's clock."""
    match refusal:
        case AskedTooLate():
            return too_late_sentence(refusal)
        case DetailMissing():
            return missing_sentence(refusal.field)
        case ChangesNothing():
            return _changes_nothing(refusal, zone)
        case MomentNotOfDay():
            return _(
                "Pukul %(at)s tidak termasuk hari kerja %(day)s. Periksa jamnya, atau ajukan "
                "koreksi untuk tanggal yang benar."
            ) % {"at": clock_words(refusal.moment, zone), "day": day_words(refusal.day)}
        case MomentAhead():
            return _(
                "Pukul %(at)s belum lewat; sekarang %(now)s. Isi waktu yang sudah terjadi."
            ) % {"at": clock_words(refusal.moment, zone), "now": clock_words(refusal.now, zone)}
        case FutureDay() | NothingDue() | NotWaiting() | SameMode() | NoMismatch():
            return _needless_sentence(refusal)


def _needless_sentence(
    refusal: FutureDay | NothingDue | NotWaiting | SameMode | NoMismatch,
) -> str:
    match refusal:
        case FutureDay():
            return _(
                "%(day)s belum terjadi, jadi belum ada yang perlu dikoreksi. Ajukan setelah "
                "tanggal itu."
            ) % {"day": day_words(refusal.day)}
        case NothingDue():
            return _(
                "%(day)s bukan hari kerja Anda atau sudah tercatat berhalangan sah, jadi koreksi "
                "tidak mengubah apa pun."
            ) % {"day": day_words(refusal.day)}
        case NotWaiting():
            return _(
                "Presensi itu sudah dihitung dan tidak menunggu verifikasi. Pilih presensi lain, "
                "atau pilih jenis koreksi lain."
            )
        case SameMode():
            return _(
                "Presensi itu sudah tercatat dari %(mode)s. Pilih tempat kerja yang sebenarnya."
            ) % {"mode": mode_label(refusal.mode)}
        case NoMismatch():
            return _(
                "Tempat kerja pada hari itu sudah sesuai jadwal, jadi tidak ada yang perlu "
                "diputuskan. Pilih jenis koreksi lain bila ada yang keliru."
            )


def too_late_sentence(refusal: AskedTooLate) -> str:
    """The time for asking is over: until when it was, and on what basis."""
    return _(
        "Permohonan untuk %(day)s paling lambat diajukan %(last)s, yaitu %(within)d hari "
        "sesudahnya%(basis)s. Sampaikan langsung kepada atasan atau operator kepegawaian."
    ) % {
        "day": day_words(refusal.day),
        "last": day_words(refusal.last_day),
        "within": refusal.within_days,
        "basis": basis_words(refusal.legal_basis),
    }


def missing_sentence(field: str) -> str:
    """What a claim of the chosen kind still needs."""
    return {
        "moment": _("Jam yang sebenarnya belum diisi. Tulis jamnya, misalnya 07.24."),
        "mode": _("Tempat kerja yang sebenarnya belum dipilih. Pilih salah satu."),
        "event": _("Presensi yang dimaksud belum dipilih. Pilih salah satu dari hari itu."),
        "reason": _("Alasan belum diisi. Ceritakan singkat apa yang terjadi."),
    }[field]


def _changes_nothing(refusal: ChangesNothing, zone: ZoneInfo) -> str:
    values = {"at": clock_words(refusal.recorded_at, zone)}
    if refusal.kind is ClaimKind.IN:
        return (
            _(
                "Presensi masuk sudah tercatat pukul %(at)s, tidak sesudah jam yang Anda isi. Yang "
                "paling awal yang dihitung, jadi koreksi ini tidak mengubah apa pun."
            )
            % values
        )
    return (
        _(
            "Presensi pulang sudah tercatat pukul %(at)s, tidak sebelum jam yang Anda isi. Yang "
            "paling akhir yang dihitung, jadi koreksi ini tidak mengubah apa pun."
        )
        % values
    )


def kind_label(kind: ClaimKind) -> str:
    """A kind of correction as its title."""
    match kind:
        case ClaimKind.IN:
            return _("Presensi masuk tidak tercatat")
        case ClaimKind.OUT:
            return _("Presensi pulang tidak tercatat")
        case ClaimKind.TAP:
            return _("Presensi terlambat terkirim")
        case ClaimKind.MODE:
            return _("Salah memilih tempat kerja")
        case ClaimKind.PLACE:
            return _("Bekerja di tempat lain dari jadwal")


def kind_hint(kind: ClaimKind) -> str:
    """When to choose a kind."""
    match kind:
        case ClaimKind.IN:
            return _("Anda sudah datang lebih awal, tetapi presensi masuknya tidak tercatat.")
        case ClaimKind.OUT:
            return _("Anda pulang lebih akhir, tetapi presensi pulangnya tidak tercatat.")
        case ClaimKind.TAP:
            return _("Tombol sudah ditekan tepat waktu, tetapi jaringan baru mengirimnya kemudian.")
        case ClaimKind.MODE:
            return _("Presensi tercatat, tetapi tempat kerja yang dipilih keliru.")
        case ClaimKind.PLACE:
            return _("Anda memang bekerja di tempat lain dari jadwal, dan ada alasannya.")


def asked_sentence(due_on: date) -> str:
    """What an employee reads after asking."""
    return _(
        "Permohonan terkirim kepada atasan Anda. Paling lambat diputus %(due)s; hasilnya muncul di "
        "halaman ini."
    ) % {"due": day_words(due_on)}


def withdrawn_sentence() -> str:
    """What an employee reads after taking a request back."""
    return _(
        "Permohonan ditarik kembali. Anda boleh mengajukan lagi selama tenggatnya belum lewat."
    )


def not_open_any_more() -> str:
    """Why a settled request cannot be taken back."""
    return _(
        "Permohonan ini sudah diputus atau sudah ditarik, jadi tidak dapat ditarik lagi. Lihat "
        "keputusannya di bawah."
    )


EVIDENCE_FAULTS_SIZE = 2
"""Megabytes a file of evidence may have; the constraint of the table says the same."""


def evidence_too_large() -> str:
    """The file is larger than allowed."""
    return _(
        "Berkas bukti lebih dari %(size)d MB. Perkecil fotonya atau kirim halaman yang perlu saja."
    ) % {"size": EVIDENCE_FAULTS_SIZE}


def evidence_empty() -> str:
    """The file holds nothing."""
    return _("Berkas bukti kosong. Pilih berkasnya sekali lagi.")


def evidence_unknown() -> str:
    """The bytes are of no kind that is kept."""
    return _(
        "Isi berkas bukan PDF, JPEG, atau PNG, apa pun namanya. Simpan sebagai salah satunya, lalu "
        "kirim lagi."
    )


def no_hours_on_record() -> str:
    """Nothing can be judged, so nothing can be corrected either."""
    return _(
        "Jam kerja Anda untuk tanggal itu belum ada di data, jadi belum ada yang dapat dikoreksi. "
        "Minta operator kepegawaian melengkapinya."
    )


def time_unreadable() -> str:
    """A time of day that is none."""
    return _("Jam tidak terbaca. Tulis jam dan menit, misalnya 07.24.")
