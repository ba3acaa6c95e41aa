"""Why a roster may not stand, be moved or be approved, and what to do about it."""

from django.utils.translation import gettext as _

from attendance.rules.approval import (
    ApprovalRefusal,
    DelegationEnded,
    DelegationNotBegun,
    EmptyRoster,
    MoveRefusal,
    NoAuthority,
    NotEditable,
    OwnCode,
    OwnRoster,
    ReasonMissing,
    RosterState,
    WrongState,
)
from attendance.rules.caps import (
    CapMeetsDesks,
    CapRefusal,
    CapsCollide,
    DeskUnderstaffed,
    WfhOverCap,
    WfoOverCap,
)
from attendance.rules.roster import (
    NotAMember,
    NotQualified,
    OutsidePeriod,
    RosterRefusal,
    SecondLine,
)
from attendance.rules.shifts import ShiftNotHeld
from attendance.wording.eligibility import eligibility_sentence
from attendance.wording.moments import basis_words, day_words, percent_words


def state_label(state: RosterState) -> str:
    """A roster's state in one word."""
    match state:
        case RosterState.DRAFT:
            return _("draf")
        case RosterState.SUBMITTED:
            return _("diajukan")
        case RosterState.RETURNED:
            return _("dikembalikan")
        case RosterState.APPROVED:
            return _("berlaku")
        case RosterState.SUPERSEDED:
            return _("digantikan")


def roster_sentence(refusal: RosterRefusal) -> str:
    """One reason against a roster; a caller puts the person's name in front."""
    match refusal:
        case OutsidePeriod():
            return _(
                "%(day)s di luar masa jadwal ini (%(first)s sampai %(last)s). Hapus barisnya, atau "
                "buat jadwal untuk masa itu."
            ) % {
                "day": day_words(refusal.day),
                "first": day_words(refusal.period.first_day),
                "last": day_words(refusal.period.last_day or refusal.period.first_day),
            }
        case NotAMember():
            return _("Pegawai ini bukan anggota unit pada %(day)s. Hapus barisnya.") % {
                "day": day_words(refusal.day)
            }
        case SecondLine():
            return _("Ada dua baris untuk %(day)s. Sisakan satu.") % {"day": day_words(refusal.day)}
        case NotQualified():
            return _(
                "Pegawai ini tidak tercatat sebagai petugas %(desk)s pada %(day)s. Pilih petugas "
                "loket itu, atau catat kecakapannya dulu di Petugas loket."
            ) % {"desk": refusal.desk, "day": day_words(refusal.day)}
        case ShiftNotHeld():
            return _(
                "Giliran %(shift)s tidak ada pada %(day)s. Pilih giliran lain, atau kosongkan "
                "gilirannya: jam kerja biasa yang berlaku."
            ) % {"shift": refusal.name or "itu", "day": day_words(refusal.day)}
        case WfhOverCap() | WfoOverCap() | DeskUnderstaffed() | CapMeetsDesks() | CapsCollide():
            return cap_sentence(refusal)
        case _:
            return eligibility_sentence(refusal)


def cap_sentence(refusal: CapRefusal) -> str:
    """A cap or a desk's minimum that a day breaks, with its numbers."""
    day = day_words(refusal.day)
    match refusal:
        case WfhOverCap():
            return _(
                "%(unit)s, %(day)s: %(away)d pegawai di luar kantor, padahal paling banyak "
                "%(allowed)d (%(percent)s %% dari %(base)d, dibulatkan ke bawah)%(basis)s. Ubah "
                "%(over)d orang menjadi WFO."
            ) % {
                "unit": refusal.unit,
                "day": day,
                "away": refusal.away,
                "allowed": refusal.allowed,
                "percent": percent_words(refusal.percent),
                "base": refusal.base,
                "basis": basis_words(refusal.legal_basis),
                "over": refusal.away - refusal.allowed,
            }
        case WfoOverCap():
            return _(
                "%(unit)s, %(day)s: %(office)d pegawai di kantor, padahal paling banyak "
                "%(allowed)d (%(percent)s %% dari %(base)d, dibulatkan ke bawah)%(basis)s. "
                "Sedikitnya %(away)d orang harus WFH."
            ) % {
                "unit": refusal.unit,
                "day": day,
                "office": refusal.office,
                "allowed": refusal.allowed,
                "percent": percent_words(refusal.percent),
                "base": refusal.base,
                "basis": basis_words(refusal.legal_basis),
                "away": refusal.away_needed,
            }
        case DeskUnderstaffed():
            return _(
                "%(desk)s, %(day)s: %(office)d petugas di kantor, padahal perlu %(needed)d. Ubah "
                "petugas loket itu menjadi WFO."
            ) % {
                "desk": refusal.desk,
                "day": day,
                "office": refusal.office,
                "needed": refusal.needed,
            }
        case CapMeetsDesks() | CapsCollide():
            return _collision_sentence(refusal)


def _collision_sentence(refusal: CapMeetsDesks | CapsCollide) -> str:
    day = day_words(refusal.day)
    match refusal:
        case CapMeetsDesks():
            return _(
                "%(unit)s, %(day)s: dua aturan bertabrakan. Batas WFO%(basis)s %(percent)s %% dari "
                "%(base)d hanya membolehkan %(allowed)d orang di kantor, tetapi loket %(desks)s "
                "perlu %(needed)d petugas. Minta PPK mengubah batasnya atau pengelola layanan "
                "mengubah kebutuhan loketnya."
            ) % {
                "unit": refusal.unit,
                "day": day,
                "basis": basis_words(refusal.legal_basis),
                "percent": percent_words(refusal.percent),
                "base": refusal.base,
                "allowed": refusal.allowed,
                "desks": ", ".join(refusal.desks),
                "needed": refusal.needed,
            }
        case CapsCollide():
            return _(
                "%(unit)s, %(day)s: dua aturan bertabrakan. Kebijakan%(basis)s membolehkan paling "
                "banyak %(home)d orang di luar kantor dan %(office)d di kantor, padahal ada "
                "%(people)d pegawai. Minta PPK mengubah salah satu batasnya."
            ) % {
                "unit": refusal.unit,
                "day": day,
                "basis": basis_words(refusal.legal_basis),
                "home": refusal.home_allowed,
                "office": refusal.office_allowed,
                "people": refusal.people,
            }


def approval_sentence(refusal: ApprovalRefusal) -> str:
    """Why this person may not approve the roster today."""
    match refusal:
        case WrongState():
            return move_sentence(refusal)
        case OwnRoster(code=OwnCode.LISTED):
            return _(
                "Jadwal ini memuat hari fleksibel Anda sendiri, jadi bukan Anda yang "
                "menyetujuinya. Minta PPK atau pejabat lain yang diberi wewenang."
            )
        case OwnRoster(code=OwnCode.PRINCIPAL):
            return _(
                "Pemberi wewenang Anda menyusun jadwal ini, atau mendapat hari fleksibel darinya; "
                "atas namanya Anda juga tidak dapat menyetujuinya. Minta PyB atau pejabat lain."
            )
        case OwnRoster():
            return _(
                "Jadwal ini Anda sendiri yang menyusun atau mengajukan, jadi bukan Anda yang "
                "menyetujuinya. Minta PPK atau pejabat lain yang diberi wewenang."
            )
        case NoAuthority():
            return _(
                "Anda tidak punya wewenang menyetujui jadwal unit ini. Persetujuan ada pada PPK "
                "atau pejabat yang diberi wewenang dengan surat."
            )
        case DelegationEnded():
            return _(
                "Pelimpahan wewenang Anda (%(letter)s) berakhir %(ended)s. Minta surat "
                "perpanjangan, atau serahkan jadwal ini kepada PPK."
            ) % {"letter": refusal.letter, "ended": day_words(refusal.ended_on)}
        case DelegationNotBegun():
            return _(
                "Pelimpahan wewenang Anda (%(letter)s) baru mulai %(begins)s. Setujui mulai hari "
                "itu, atau serahkan jadwal ini kepada PPK."
            ) % {"letter": refusal.letter, "begins": day_words(refusal.begins_on)}


def move_sentence(refusal: MoveRefusal) -> str:
    """Why a roster cannot be submitted, returned, changed or replaced now."""
    match refusal:
        case WrongState():
            return _(
                "Jadwal ini berstatus %(state)s, jadi tidak dapat menjadi %(wanted)s. Mungkin "
                "orang lain sudah mengubahnya: muat ulang halaman ini."
            ) % {"state": state_label(refusal.state), "wanted": state_label(refusal.wanted)}
        case NotEditable():
            return _(
                "Jadwal berstatus %(state)s tidak dapat diubah. Untuk jadwal yang berlaku, buat "
                "versi baru dengan alasannya."
            ) % {"state": state_label(refusal.state)}
        case ReasonMissing():
            return _(
                "Alasan belum diisi. Tulis mengapa jadwal ini %(wanted)s, supaya penyusunnya "
                "tahu apa yang perlu diubah."
            ) % {"wanted": state_label(refusal.wanted)}
        case EmptyRoster():
            return _("Jadwal ini masih kosong. Isi paling sedikit satu baris, lalu ajukan lagi.")
