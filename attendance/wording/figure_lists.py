"""Words of the lists behind the figures of the compliance report."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.moments import day_words, weekday_words

Heads = list[tuple[str, bool]]


def heads(measure: str) -> Heads:
    """The columns of a list of records, each with whether it holds numbers."""
    asked = [(_("Pegawai"), False), (_("Hal"), False), (_("Tanggal"), False)]
    of: dict[str, Heads] = {
        "converted": [
            (_("Pegawai"), False),
            (_("Menit sampai bulan lalu"), True),
            (_("Menit bulan ini"), True),
            (_("Hari dari menit"), True),
        ],
        "cases": [(_("Pegawai"), False), (_("Indikasi"), False), (_("Ambang tercapai"), False)],
        "requests": asked,
        "outages": [(_("Gangguan"), False), (_("Menit bulan ini"), True)],
        "outage_minutes": [(_("Gangguan"), False), (_("Menit bulan ini"), True)],
        "desk_minutes": [
            (_("Loket"), False),
            (_("Tanggal"), False),
            (_("Dijanjikan"), True),
            (_("Terjaga"), True),
            (_("Tanpa kabar"), True),
        ],
        "dates": [(_("Tanggal"), False), (_("Ditutup"), False)],
        "waiting": [
            (_("Tanggal"), False),
            (_("Ditutup, atau sebab"), False),
            (_("Hari"), True),
        ],
    }
    return of[measure]


def part_words(part: str) -> str:
    """A part of the agency: `PNS`, `bekerja dari rumah (WFH)`, `hari Jumat`, a date; or empty."""
    name, _sep, value = part.partition(":")
    if name == "employment":
        return value.upper()
    if name == "mode":
        return {
            "WFO": _("di kantor (WFO)"),
            "WFH": _("dari rumah (WFH)"),
            "WFA": _("di tempat lain (WFA)"),
        }.get(value, _("tanpa tempat kerja"))
    if name == "weekday":
        return _("hari %(day)s") % {"day": weekday_words([int(value)])}
    return day_words(date.fromisoformat(value)) if name == "date" else ""


def with_below(unit: str) -> str:
    """A unit with all below it."""
    return _("%(unit)s dengan unit di bawahnya") % {"unit": unit}


def nothing_behind() -> tuple[str, str]:
    """Title and sentence where nothing stands behind a figure."""
    return (
        _("Tidak ada yang termasuk angka ini"),
        _(
            "Pada bulan dan bagian ini tidak ada yang dihitung. Pilih unit lain, atau kembali ke "
            "laporan."
        ),
    )


def records_changed(listed: int, figure: int) -> str:
    """What stands behind a figure changed since the report was computed."""
    text = _(
        "Laporan mencatat %(figure)d, sekarang ada %(listed)d: datanya berubah sesudah laporan "
        "dihitung. Hitung laporan lagi supaya angkanya sama."
    )
    return text % {"listed": listed, "figure": figure}
