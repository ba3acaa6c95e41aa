"""Words for handing over an office: why not, what was done, and what the delegate reads."""

from django.utils.translation import gettext as _

from accounts.models import Delegation, Role
from attendance.rules.delegations import (
    AlreadyOver,
    DelegationRefusal,
    LetterStillToCome,
    NotInService,
    ToOneself,
    WithoutOffice,
)
from attendance.wording.moments import day_words


def refusal_sentence(refusal: DelegationRefusal) -> str:
    """Why the office may not be handed over."""
    match refusal:
        case ToOneself():
            return _(
                "Wewenang tidak dapat dilimpahkan kepada pemegangnya sendiri. Pilih pegawai lain."
            )
        case NotInService():
            return _(
                "%(name)s tidak aktif, jadi tidak dapat menerima wewenang. Pilih pegawai lain."
            ) % {"name": refusal.name}
        case AlreadyOver():
            return _(
                "Masa itu sudah lewat (hari ini %(today)s). Pelimpahan tidak berlaku surut; isi "
                "tanggal akhir hari ini atau sesudahnya."
            ) % {"today": day_words(refusal.today)}
        case LetterStillToCome():
            return _(
                "Surat bertanggal %(date)s tidak dapat berlaku untuk hari sebelumnya, dan tanggal "
                "surat tidak dapat di masa depan. Periksa tanggal surat dan tanggal mulai."
            ) % {"date": day_words(refusal.letter_date)}
        case WithoutOffice():
            return _(
                "Wewenang itu tidak dipegang pada %(date)s, jadi tidak dapat dilimpahkan. "
                "Minta operator kepegawaian memeriksa peran pejabatnya."
            ) % {"date": day_words(refusal.on)}


def may_not_delegate() -> str:
    """For somebody without an office to hand over."""
    return _(
        "Halaman ini untuk atasan, PyB dan PPK yang melimpahkan wewenangnya. Bila Anda seharusnya "
        "termasuk, minta operator kepegawaian memeriksa peran Anda."
    )


def may_not_end() -> str:
    """For somebody who neither gave the delegation nor stands above it."""
    return _(
        "Hanya pejabat yang melimpahkan, PyB atau PPK yang dapat mengakhiri pelimpahan ini. "
        "Hubungi pejabat yang namanya tertulis."
    )


def nobody_found(text: str) -> str:
    """No employee of the agency bears the NIP or name."""
    return _(
        "Tidak ada pegawai instansi ini dengan NIP atau nama \u201c%(text)s\u201d. Periksa "
        "ejaannya, atau tulis 18 angka NIP."
    ) % {"text": text}


def several_found(names: list[str]) -> str:
    """More than one employee bears the name; `names` are those, with what tells them apart."""
    return _("Ada beberapa pegawai dengan nama itu: %(names)s. Tulis NIP-nya.") % {
        "names": "; ".join(names)
    }


def already_ended() -> str:
    """The delegation is over."""
    return _("Pelimpahan ini sudah berakhir. Tidak ada yang berubah.")


def made(name: str) -> str:
    """After handing over."""
    return _("Wewenang dilimpahkan kepada %(name)s. Ia sudah diberi tahu.") % {"name": name}


def ended(row: Delegation | None) -> str:
    """After ending; None where it was taken back before it began."""
    if row is None or row.valid_until is None:
        return _("Pelimpahan dibatalkan sebelum mulai berlaku.")
    return _("Pelimpahan diakhiri: terakhir berlaku %(date)s.") % {
        "date": day_words(row.valid_until)
    }


def told_title() -> str:
    """The title of the delegate's message."""
    return _("Anda menerima pelimpahan wewenang")


def told_body(row: Delegation) -> str:
    """What the delegate may do, on whose behalf, until when."""
    return _(
        "Wewenang %(role)s dari %(principal)s, surat nomor %(letter)s, %(first)s sampai %(last)s. "
        "Keputusan Anda mencatat kedua nama."
    ) % {
        "role": str(Role(row.role).label),
        "principal": row.principal.name,
        "letter": row.letter_number,
        "first": day_words(row.valid_from),
        "last": "" if row.valid_until is None else day_words(row.valid_until),
    }
