"""Wishes and special circumstances: why not, and what became of them."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.rules.eligibility import EligibilityRefusal
from attendance.rules.wishes import (
    NotAtWork,
    WishDecided,
    WishRefusal,
    WishTooFar,
    WishTooLate,
)
from attendance.wording.eligibility import eligibility_sentence
from attendance.wording.moments import day_words
from attendance.wording.rosters import state_label


def wish_sentence(refusal: WishRefusal | EligibilityRefusal) -> str:
    """Why a wish cannot be noted, changed or deleted."""
    match refusal:
        case WishTooLate():
            return _(
                "%(day)s sudah lewat atau sedang berjalan, jadi keinginan untuk hari itu tidak "
                "dapat diubah lagi. Untuk berganti hari, minta tukar jadwal."
            ) % {"day": day_words(refusal.day)}
        case WishTooFar():
            return _(
                "%(day)s masih terlalu jauh: keinginan dapat dicatat sampai %(until)s. Catat lagi "
                "mendekati harinya."
            ) % {"day": day_words(refusal.day), "until": day_words(refusal.until)}
        case WishDecided():
            return _(
                "Jadwal untuk %(day)s sudah %(state)s, jadi keinginan untuk hari itu tidak dapat "
                "diubah lagi. Bicarakan dengan atasan, atau minta tukar jadwal bila sudah berlaku."
            ) % {"day": day_words(refusal.day), "state": state_label(refusal.state)}
        case NotAtWork():
            return _("%(day)s bukan hari kerja Anda, jadi tidak ada yang perlu diinginkan.") % {
                "day": day_words(refusal.day)
            }
        case _:
            return eligibility_sentence(refusal)


def locked_words(refusal: WishRefusal) -> str:
    """In a few words beside the date, why its wish is fixed."""
    match refusal:
        case WishTooLate():
            return _("sudah lewat")
        case WishTooFar():
            return _("belum dapat dicatat")
        case WishDecided():
            return _("jadwal sudah %(state)s") % {"state": state_label(refusal.state)}
        case _:
            return _("bukan hari kerja Anda")


def saved(count: int) -> str:
    """Wishes were noted."""
    if not count:
        return _("Tidak ada yang berubah.")
    return ngettext(
        "Keinginan untuk %(count)d hari tersimpan. Penyusun jadwal melihatnya, tetapi tidak "
        "terikat padanya.",
        "Keinginan untuk %(count)d hari tersimpan. Penyusun jadwal melihatnya, tetapi tidak "
        "terikat padanya.",
        count,
    ) % {"count": count}


def mode_unreadable() -> str:
    """A place that is none of the choices."""
    return _("Pilihan tempat kerja tidak terbaca. Pilih lagi dari daftar.")


def note_too_long(limit: int) -> str:
    """A note beyond `limit` characters."""
    return _("Catatan paling panjang %(limit)d huruf. Singkatkan, lalu simpan lagi.") % {
        "limit": limit
    }


def special_asked() -> str:
    """A special circumstance waits for the superior."""
    return _(
        "Permohonan keadaan khusus dikirim. Sampaikan keadaannya langsung kepada atasan; di sini "
        "hanya masanya yang disimpan."
    )


def special_withdrawn() -> str:
    """One's own special circumstance was taken back."""
    return _("Keadaan khusus ditarik kembali. Sejak sekarang tidak dihitung lagi.")


def special_settled(*, accepted: bool) -> str:
    """What the superior reads after deciding."""
    if accepted:
        return _("Keadaan khusus diterima. Penyusun jadwal melihat tandanya, bukan sebabnya.")
    return _("Keadaan khusus ditolak. Pegawainya diberi tahu; jelaskan alasannya secara langsung.")


def special_gone() -> str:
    """Why a special circumstance is not decided or taken back any more."""
    return _(
        "Permohonan ini sudah diputus atau ditarik kembali. Keadaannya yang terbaru ada di "
        "halaman ini."
    )


def special_reversed() -> str:
    """A period that ends before it begins."""
    return _("Hari terakhir mendahului hari pertama. Betulkan salah satunya.")


def special_over() -> str:
    """A period that is over already."""
    return _("Masa ini sudah lewat, jadi tidak ada jadwal yang dapat diprioritaskan lagi.")


def special_too_long(months: int) -> str:
    """A period beyond what is asked for at once."""
    return _(
        "Keadaan khusus diajukan paling lama %(months)d bulan sekaligus. Pendekkan masanya; nanti "
        "dapat diajukan lagi."
    ) % {"months": months}


def special_waits(name: str, first: date, last: date) -> tuple[str, str]:
    """To the superiors: somebody asks."""
    values = {"name": name, "period": _period(first, last)}
    return (
        _("%(name)s mengajukan keadaan khusus") % values,
        _(
            "%(name)s memohon prioritas kerja fleksibel karena keadaan khusus, %(period)s. "
            "Bicarakan langsung dengannya, lalu terima atau tolak."
        )
        % values,
    )


def special_answer(first: date, last: date, by: str, *, accepted: bool) -> tuple[str, str]:
    """To the employee: what was decided and by whom."""
    values = {"period": _period(first, last), "by": by}
    if accepted:
        return (
            _("Keadaan khusus Anda diterima"),
            _(
                "Keadaan khusus Anda untuk %(period)s diterima oleh %(by)s. Penyusun jadwal boleh "
                "mendahulukan Anda; ini bukan hak atas hari tertentu."
            )
            % values,
        )
    return (
        _("Keadaan khusus Anda ditolak"),
        _(
            "Keadaan khusus Anda untuk %(period)s ditolak oleh %(by)s. Tanyakan alasannya langsung "
            "kepada beliau; Anda dapat mengajukan lagi."
        )
        % values,
    )


def _period(first: date, last: date) -> str:
    start, end = format_date(first, "j F Y"), format_date(last, "j F Y")
    return start if first == last else _("%(start)s sampai %(end)s") % {"start": start, "end": end}
