"""Exchanges of days: why not, and what everybody concerned is told at each step."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from attendance.models import Roster, Swap
from attendance.rules.swaps import (
    Away,
    DateOver,
    NoPlan,
    NotWaiting,
    OwnSwap,
    PlanChanged,
    SamePlan,
    SwapRefusal,
    SwapState,
)
from attendance.wording.moments import day_words

REASON_LIMIT: int = Roster._meta.get_field("reason").max_length or 240


def swap_sentence(refusal: SwapRefusal) -> str:
    """Why plans cannot be exchanged, or not any more."""
    match refusal:
        case DateOver():
            return _(
                "%(day)s sudah lewat atau sedang berjalan, jadi jadwalnya tidak dapat ditukar "
                "lagi. Pilih hari yang akan datang."
            ) % {"day": day_words(refusal.day)}
        case NoPlan():
            return _(
                "Salah satu dari Anda berdua belum punya jadwal yang berlaku pada %(day)s. Pilih "
                "hari yang jadwalnya sudah disetujui."
            ) % {"day": day_words(refusal.day)}
        case Away():
            return _(
                "Salah satu dari Anda berdua cuti atau dinas pada %(day)s, jadi tidak ada yang "
                "dapat ditukar. Pilih hari atau rekan lain."
            ) % {"day": day_words(refusal.day)}
        case SamePlan():
            return _(
                "Jadwal Anda berdua sama, jadi pertukaran ini tidak mengubah apa-apa. Pilih hari "
                "atau rekan lain."
            )
        case PlanChanged():
            return _(
                "Jadwal %(day)s berubah sejak pertukaran ini diminta, jadi pertukaran ini tidak "
                "berlaku lagi. Lihat jadwal yang sekarang, lalu minta lagi bila masih perlu."
            ) % {"day": day_words(refusal.day)}
        case NotWaiting():
            return _(
                "Pertukaran ini %(state)s, jadi langkah ini tidak dapat dilakukan lagi. Keadaannya "
                "yang terbaru ada di halaman ini."
            ) % {"state": _state_words(refusal.state)}
        case OwnSwap():
            return _(
                "Anda ikut dalam pertukaran ini, atau bertindak atas nama yang ikut, jadi bukan "
                "Anda yang memutuskannya. Minta pejabat di atas Anda."
            )


def _state_words(state: SwapState) -> str:
    match state:
        case SwapState.ASKED:
            return _("masih menunggu jawaban rekan")
        case SwapState.ACCEPTED:
            return _("sudah diterima rekan dan menunggu atasan")
        case SwapState.APPROVED:
            return _("sudah disetujui")
        case SwapState.DECLINED:
            return _("sudah ditolak rekan")
        case SwapState.REFUSED:
            return _("sudah ditolak atasan")
        case SwapState.WITHDRAWN:
            return _("sudah ditarik kembali")


def no_colleague() -> str:
    """A colleague who is not in the unit."""
    return _("Rekan itu bukan anggota unit Anda. Pilih rekan dari daftar.")


def choice_unreadable() -> str:
    """Dates or people that the page did not offer."""
    return _("Pilihan hari atau rekan tidak terbaca. Pilih lagi dari daftar.")


def reason_missing() -> str:
    """An exchange without a reason."""
    return _("Alasan belum diisi. Tulis mengapa Anda ingin bertukar, supaya rekan dapat menimbang.")


def refusal_reason_missing() -> str:
    """A superior's no without a reason."""
    return _("Alasan penolakan belum diisi, padahal keduanya berhak mengetahuinya. Tulis dulu.")


def asked_already() -> str:
    """A second exchange of a date while one is open."""
    return _(
        "Masih ada pertukaran Anda untuk hari itu yang belum selesai. Tunggu jawabannya, atau "
        "tarik kembali dulu."
    )


def moved_unit(day: date) -> str:
    """No roster of the unit is in force on the date any more."""
    return _(
        "Unit ini tidak punya jadwal yang berlaku pada %(day)s, jadi tidak ada yang dapat ditukar. "
        "Susun dan setujui jadwalnya dulu."
    ) % {"day": day_words(day)}


def version_under_way(day: date) -> str:
    """A new version of the roster is being written."""
    return _(
        "Versi baru jadwal untuk %(day)s sedang disusun atau menunggu persetujuan. Selesaikan "
        "versi itu dulu, baru putuskan pertukaran ini."
    ) % {"day": day_words(day)}


def version_reason(swap: Swap) -> str:
    """The reason of the roster's new version."""
    said = _("Tukar jadwal %(asker)s dan %(colleague)s, %(days)s.") % _values(swap)
    return said if len(said) <= REASON_LIMIT else _("Tukar jadwal, %(days)s.") % _values(swap)


def asked(swap: Swap) -> tuple[str, str]:
    """To the colleague."""
    values = _values(swap)
    return (
        _("%(asker)s ingin bertukar jadwal dengan Anda") % values,
        _("Untuk %(days)s. Alasan: “%(reason)s”. Terima atau tolak; keputusan akhir pada atasan.")
        % values,
    )


def answered(swap: Swap) -> tuple[str, str]:
    """To the one who asked."""
    values = _values(swap)
    if swap.state == "accepted":
        return (
            _("%(colleague)s setuju bertukar jadwal") % values,
            _("Pertukaran %(days)s kini menunggu keputusan atasan. Jadwal lama berlaku dulu.")
            % values,
        )
    return (
        _("%(colleague)s tidak dapat bertukar jadwal") % values,
        _("Pertukaran %(days)s tidak jadi; jadwal Anda tetap. Anda dapat meminta rekan lain.")
        % values,
    )


def waits(swap: Swap) -> tuple[str, str]:
    """To the superiors."""
    values = _values(swap)
    return (
        _("Tukar jadwal menunggu keputusan Anda"),
        _("%(asker)s dan %(colleague)s sepakat bertukar jadwal %(days)s. Alasan: “%(reason)s”.")
        % values,
    )


def withdrawn(swap: Swap) -> tuple[str, str]:
    """To the colleague."""
    values = _values(swap)
    return (
        _("%(asker)s menarik kembali permintaan tukar jadwal") % values,
        _("Pertukaran %(days)s tidak jadi; jadwal Anda tetap.") % values,
    )


def settled(swap: Swap, by: str, reason: str, *, approved: bool) -> tuple[str, str]:
    """To both."""
    values = {**_values(swap), "by": by, "reason": reason}
    if approved:
        return (
            _("Tukar jadwal disetujui"),
            _(
                "Pertukaran %(asker)s dan %(colleague)s, %(days)s, disetujui oleh %(by)s. Jadwal "
                "yang baru langsung berlaku."
            )
            % values,
        )
    return (
        _("Tukar jadwal ditolak"),
        _(
            "Pertukaran %(days)s ditolak oleh %(by)s. Alasan: “%(reason)s”. Jadwal lama tetap "
            "berlaku."
        )
        % values,
    )


def done_asked(name: str) -> str:
    """What the one who asked reads."""
    return _(
        "Permintaan dikirim kepada %(name)s. Jadwal lama berlaku sampai atasan menyetujui."
    ) % {"name": name}


def done_answered(*, accepted: bool) -> str:
    """What the colleague reads."""
    if accepted:
        return _("Anda setuju bertukar. Atasan kini memutuskan; jadwal lama berlaku dulu.")
    return _("Anda menolak bertukar. Jadwal tetap seperti semula.")


def done_withdrawn() -> str:
    """What the one who takes it back reads."""
    return _("Permintaan tukar jadwal ditarik kembali. Jadwal tetap seperti semula.")


def done_settled(*, approved: bool) -> str:
    """What the superior reads."""
    if approved:
        return _(
            "Pertukaran disetujui. Versi baru jadwal langsung berlaku dan keduanya diberi tahu."
        )
    return _("Pertukaran ditolak. Keduanya diberi tahu dengan alasan Anda.")


def _values(swap: Swap) -> dict[str, str]:
    return {
        "asker": swap.employee.name,
        "colleague": swap.colleague.name,
        "days": _days(swap),
        "reason": swap.reason,
    }


def _days(swap: Swap) -> str:
    days = sorted({swap.asker_date, swap.colleague_date})
    said = [format_date(day, "l j F Y") for day in days]
    return _(" dan ").join(said)
