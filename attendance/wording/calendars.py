"""Words of calendars people subscribe to, and of the page that makes their addresses."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MODES = {
    "WFO": gettext_lazy("di kantor"),
    "WFH": gettext_lazy("di rumah"),
    "WFA": gettext_lazy("di tempat lain"),
}


def own_calendar_name(name: str) -> str:
    """Name of a person's own calendar."""
    return _("Jadwal kerja %(name)s") % {"name": name}


def unit_calendar_name(unit: str) -> str:
    """Name of a unit's calendar."""
    return _("Jadwal kerja %(unit)s") % {"unit": unit}


def day_summary(mode: str) -> str:
    """`WFH (di rumah)`."""
    return f"{mode} ({MODES[mode]})"


def day_details(desk: str, note: str) -> str:
    """Desk and note of a planned day, a line each; empty without either."""
    lines = [_("Loket: %(desk)s") % {"desk": desk}] if desk else []
    return "\n".join([*lines, *([note] if note else [])])


def unit_summary(unit: str, counts: Mapping[str, int]) -> str:
    """`Bidang Umum: 4 WFO, 3 WFH`."""
    figures = ", ".join(f"{count} {mode}" for mode, count in counts.items())
    return f"{unit}: {figures}" if figures else unit


def unit_details(names: Mapping[str, list[str]]) -> str:
    """Who works where, a line for each place; those who are away without the reason."""
    return "\n".join(
        f"{_('Berhalangan') if mode == '' else mode}: {', '.join(people)}"
        for mode, people in names.items()
        if people
    )


def unknown_address() -> str:
    """What a calendar program gets for an address that holds no more, or never did."""
    return _(
        "Alamat kalender ini tidak berlaku: salah ketik, sudah dicabut, atau pembuatnya tidak lagi "
        "berhak. Buat alamat baru di Hadir, pada Pesan lalu Kalender."
    )


def may_not_feed_unit() -> str:
    """Asked for the calendar of a unit one does not lead."""
    return _(
        "Kalender unit memuat nama pegawai, jadi hanya atasan unit itu dan pejabat yang membaca "
        "seluruh instansi yang dapat membuatnya. Pakai kalender jadwal Anda sendiri."
    )


def feed_made(name: str) -> str:
    """Answer to a new address."""
    return _("Alamat untuk %(name)s sudah dibuat. Salin sekarang: hanya ditunjukkan sekali.") % {
        "name": name
    }


def feed_revoked() -> str:
    """Answer to an address taken back."""
    return _("Alamat dicabut. Aplikasi kalender yang memakainya tidak menerima jadwal lagi.")
