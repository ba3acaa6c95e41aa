"""What superiors read at their queue: why they may not decide, and what became of a decision."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.rules.approval import DelegationEnded, DelegationNotBegun, NoAuthority
from attendance.rules.claims import (
    ClaimKind,
)
from attendance.rules.settlement import (
    AlreadySettled,
    OwnRequest,
    RequestState,
    SettlementReasonMissing,
    SettlementRefusal,
)
from attendance.wording.moments import clock_words, day_words


def settlement_sentence(refusal: SettlementRefusal) -> str:
    """Why this person may not decide about a request."""
    match refusal:
        case AlreadySettled(state=RequestState.WITHDRAWN):
            return _(
                "Permohonan ini sudah ditarik kembali oleh pegawainya. Tidak ada lagi yang perlu "
                "diputuskan."
            )
        case AlreadySettled():
            return _("Permohonan ini sudah diputus. Keputusan yang ada tetap berlaku.")
        case OwnRequest():
            return _(
                "Ini permohonan Anda sendiri, jadi bukan Anda yang memutuskannya. Atasan Anda "
                "yang memutuskan."
            )
        case SettlementReasonMissing():
            return _(
                "Alasan keputusan belum diisi, padahal pegawai berhak mengetahuinya. Tulis "
                "alasannya, lalu putuskan lagi."
            )
        case NoAuthority():
            return _(
                "Permohonan pegawai unit ini diputus oleh atasannya, dan peran itu tidak Anda "
                "pegang hari ini. Minta atasan unit itu, atau surat pelimpahan wewenang."
            )
        case DelegationEnded():
            return _(
                "Pelimpahan wewenang Anda (%(letter)s) berakhir %(ended)s; hari ini %(today)s. "
                "Minta surat pelimpahan yang baru, atau serahkan kepada pemberi wewenangnya."
            ) % {
                "letter": refusal.letter,
                "ended": day_words(refusal.ended_on),
                "today": day_words(refusal.today),
            }
        case DelegationNotBegun():
            return _(
                "Pelimpahan wewenang Anda (%(letter)s) baru mulai %(begins)s. Tunggu tanggal itu, "
                "atau serahkan kepada pemberi wewenangnya."
            ) % {"letter": refusal.letter, "begins": day_words(refusal.begins_on)}


def settled_meanwhile(by: str, at: datetime, zone: ZoneInfo, *, accepted: bool) -> str:
    """What the second of two superiors is told: who was faster, and what was decided."""
    values = {"by": by, "at": clock_words(at, zone), "day": day_words(at.astimezone(zone).date())}
    if accepted:
        return (
            _(
                "Permohonan ini sudah diterima oleh %(by)s, %(day)s pukul %(at)s. Keputusan itu "
                "tetap."
            )
            % values
        )
    return (
        _("Permohonan ini sudah ditolak oleh %(by)s, %(day)s pukul %(at)s. Keputusan itu tetap.")
        % values
    )


def without_request(kind: ClaimKind) -> str:
    """Stands as the reason of a request that a superior settled without being asked."""
    if kind is ClaimKind.TAP:
        return _("Ditandai menunggu verifikasi oleh sistem; diputus atasan tanpa permohonan.")
    return _("Ditandai tidak sesuai jadwal oleh sistem; diputus atasan tanpa permohonan.")


def flag_gone() -> str:
    """The day no longer carries the flag that was to be settled."""
    return _(
        "Hari itu tidak lagi menunggu keputusan: penilaiannya sudah berubah atau sudah diputus "
        "orang lain. Muat ulang daftarnya."
    )


def queue_closed() -> str:
    """What somebody without people of their own reads at the superiors' queue."""
    return _(
        "Halaman ini untuk atasan yang memutus permohonan pegawainya. Permohonan Anda sendiri ada "
        "di menu Izin & koreksi."
    )


def done_sentence(*, accepted: bool, count: int = 1) -> str:
    """What a superior reads after deciding."""
    if count > 1:
        return _("%(count)d permohonan diterima, dan pegawainya dapat membaca alasannya.") % {
            "count": count
        }
    if accepted:
        return _("Permohonan diterima. Harinya dinilai ulang dengan keputusan ini.")
    return _("Permohonan ditolak. Pegawainya dapat membaca alasannya.")


def none_chosen() -> str:
    """Accepting several was pressed without any being ticked."""
    return _("Belum ada permohonan yang dicentang. Centang dulu, lalu terima bersama.")


def kinds_mixed() -> str:
    """Accepting several at once needs one kind, since one reason stands for all."""
    return _(
        "Yang dicentang berlainan jenis, padahal satu alasan berlaku untuk semuanya. Centang yang "
        "sejenis saja."
    )


def some_refused(count: int, why: str) -> str:
    """Some of several could not be accepted."""
    return _("%(count)d permohonan tidak dapat diterima: %(why)s") % {"count": count, "why": why}


def others_away_words(count: int) -> str:
    """How many others of the unit are away in the same time."""
    if not count:
        return _("tidak ada orang lain yang berhalangan pada tanggal itu")
    return _("%(count)d orang lain berhalangan pada sebagian tanggal itu") % {"count": count}


def decision_missing() -> str:
    """Neither of the two buttons was pressed."""
    return _("Keputusannya belum dipilih. Tekan Terima atau Tolak.")
