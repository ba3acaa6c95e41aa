"""What people are told when a roster moves: a title and a sentence each."""

from django.utils.translation import gettext as _

from accounts.models import Delegation, Employee
from attendance.models import Roster
from attendance.wording.roster_pages import week_words


def submitted(roster: Roster) -> tuple[str, str]:
    """To those who may settle it: a roster waits."""
    values = _values(roster)
    return (
        _("Jadwal %(unit)s menunggu keputusan Anda") % values,
        _(
            "Jadwal %(unit)s untuk %(period)s diajukan oleh %(author)s. Buka jadwalnya, lalu "
            "setujui atau kembalikan dengan alasan."
        )
        % values,
    )


def returned(roster: Roster, by: Employee, under: Delegation | None) -> tuple[str, str]:
    """To its authors: what the roster needs before it can be handed in again."""
    values = {**_values(roster), "by": in_the_name_of(by, under), "reason": roster.reason}
    return (
        _("Jadwal %(unit)s dikembalikan") % values,
        _(
            "Jadwal %(unit)s untuk %(period)s dikembalikan oleh %(by)s. Alasan: “%(reason)s”. "
            "Perbaiki, lalu ajukan lagi."
        )
        % values,
    )


def approved(roster: Roster) -> tuple[str, str]:
    """To its authors: who approved it."""
    by = in_the_name_of(roster.settled_by, roster.settled_under)
    values = {**_values(roster), "by": by}
    return (
        _("Jadwal %(unit)s disetujui") % values,
        _("Jadwal %(unit)s untuk %(period)s disetujui oleh %(by)s.") % values,
    )


def in_force(roster: Roster) -> tuple[str, str]:
    """To the unit: there is a plan."""
    values = _values(roster)
    return (
        _("Jadwal kerja %(period)s sudah ditetapkan") % values,
        _(
            "Jadwal %(unit)s untuk %(period)s disetujui. Lihat hari WFO dan WFH Anda di halaman "
            "Jadwal."
        )
        % values,
    )


def changed(roster: Roster) -> tuple[str, str]:
    """To those whose plan is another one now, and why."""
    values = {**_values(roster), "reason": roster.reason}
    return (
        _("Jadwal kerja Anda %(period)s berubah") % values,
        _(
            "Versi %(version)d jadwal %(unit)s menggantikan yang lama. Alasan: “%(reason)s”. Buka "
            "halaman ini untuk melihat apa yang berubah."
        )
        % values,
    )


def in_the_name_of(by: Employee | None, under: Delegation | None) -> str:
    """`Sekda a.n. Wali Kota, surat nomor 800/12/2026`; the name alone without a delegation."""
    name = "" if by is None else by.name
    if under is None:
        return name
    return _("%(name)s a.n. %(principal)s, surat nomor %(letter)s") % {
        "name": name,
        "principal": under.principal.name,
        "letter": under.letter_number,
    }


def _values(roster: Roster) -> dict[str, object]:
    author = roster.submitted_by or roster.drafted_by
    return {
        "unit": roster.unit.name,
        "period": week_words(roster.first_day, roster.last_day),
        "author": author.name,
        "version": roster.version,
    }
