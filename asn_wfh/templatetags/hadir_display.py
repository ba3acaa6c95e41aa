"""How templates print dates, times, spans, numbers, icons and states.

Nothing here reads the clock or the database: every moment comes in as a value, together with the
IANA name of the zone it is to be read in. The module is a template builtin (see settings).
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from asn_wfh.templatetags import hadir_day as days
from asn_wfh.templatetags import hadir_states as states
from asn_wfh.templatetags.hadir_icons import icon

register = template.Library()

NONE = "–"
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _local(moment: datetime, zone: str) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no zone; pass an aware moment.")
    return moment.astimezone(ZoneInfo(zone))


def _day(value: date | datetime, zone: str | None) -> date:
    if isinstance(value, datetime):
        if zone is None:
            raise ValueError("A moment has a date only in a zone: write {{ moment|tanggal:zone }}.")
        return _local(value, zone).date()
    return value


@register.filter
def zona(zone: str) -> str:
    """The abbreviation people read for an IANA zone: WIB, WITA or WIT (Keppres 41/1987)."""
    try:
        return ZONES[zone]
    except KeyError:
        raise ValueError(f"{zone!r} is not one of Indonesia's zones: {', '.join(ZONES)}.") from None


@register.filter
def tanggal(value: date | datetime | None, zone: str | None = None) -> str:
    """``Jumat, 27 Februari 2026``; a moment needs the zone. None prints a dash."""
    if value is None:
        return NONE
    day, language = _day(value, zone), _language()
    month = MONTHS[language][day.month - 1]
    return f"{DAYS[language][day.weekday()]}, {day.day} {month} {day.year}"


@register.filter
def tanggal_pendek(value: date | datetime | None, zone: str | None = None) -> str:
    """``27 Feb 2026``, for tables; a moment needs the zone. None prints a dash."""
    if value is None:
        return NONE
    day = _day(value, zone)
    month = MONTHS[_language()][day.month - 1]
    return f"{day.day} {'Agu' if month == 'Agustus' else month[:3]} {day.year}"


@register.filter
def hari(value: date | datetime, zone: str | None = None) -> str:
    """The day of the week: ``Jumat``."""
    return DAYS[_language()][_day(value, zone).weekday()]


@register.filter
def bulan(value: date | datetime, zone: str | None = None) -> str:
    """Month and year: ``Februari 2026``."""
    day = _day(value, zone)
    return f"{MONTHS[_language()][day.month - 1]} {day.year}"


@register.filter
def jam(moment: datetime | None, zone: str) -> str:
    """``07.30`` on the clocks of `zone`, without naming it. None prints a dash."""
    if moment is None:
        return NONE
    local = _local(moment, zone)
    return f"{local:%H:%M}" if _language() == "en" else f"{local:%H.%M}"


@register.filter
def pukul(moment: datetime | None, zone: str) -> str:
    """``07.30 WIB``. None prints a dash."""
    return NONE if moment is None else f"{jam(moment, zone)}\u00a0{zona(zone)}"


@register.filter
def iso(moment: datetime | date, zone: str | None = None) -> str:
    """For `datetime` attributes and scripts: ISO 8601, a moment with its offset in `zone`."""
    if isinstance(moment, datetime):
        local = _local(moment, zone) if zone else moment
        return local.isoformat(timespec="seconds")
    return moment.isoformat()


@register.filter
def durasi(minutes: int) -> str:
    """Whole minutes as ``1 jam 15 menit``; 0 as ``0 menit``. Negative minutes are an error."""
    if minutes < 0:
        raise ValueError(f"A span of {minutes} minutes does not exist.")
    hours, rest = divmod(minutes, 60)
    words = ("hours" if hours != 1 else "hour", "min") if _language() == "en" else ("jam", "menit")
    said = [f"{hours} {words[0]}"] if hours else []
    if rest or not hours:
        said.append(f"{rest} {words[1]}")
    return " ".join(said)


@register.filter
def angka(number: float | Decimal, places: int = 0) -> str:
    """A number as Indonesians write it: ``1.234,5`` (English: ``1,234.5``)."""
    text = f"{number:,.{places}f}"
    return text if _language() == "en" else text.translate(str.maketrans(",.", ".,"))


@register.filter
def persen(number: float | Decimal | None, places: int = 1) -> str:
    """A percentage, 0 to 100, as ``96,4%``. None prints a dash."""
    return NONE if number is None else f"{angka(number, places)}%"


@register.filter
def svg_percent(number: float | Decimal) -> str:
    """A percentage, held inside 0 to 100, as an SVG attribute in any language: ``96.4%``."""
    return f"{min(max(float(number), 0.0), 100.0):.2f}%"


register.simple_tag(icon)


@register.filter
def state_icon(code: str) -> str:
    """The icon of a state code (person, day, roster or desk)."""
    return states.state(code).icon


@register.filter
def state_tone(code: str) -> str:
    """The tone of a state code: ok, pause, wait, bad, far, shut or unsure."""
    return states.state(code).tone


@register.filter
def state_label(code: str) -> str:
    """The word of a state code."""
    return str(states.state(code).label)


@register.filter
def sparkline_points(values: list[float], size: str = "88x36") -> str:
    """`values`, oldest first, as the points of an SVG polyline in a box of ``WIDTHxHEIGHT``."""
    width, height = (int(part) for part in size.split("x"))
    low, high = min(values), max(values)
    span = (high - low) or 1
    step = width / max(len(values) - 1, 1)
    inner = height - 8
    return " ".join(
        f"{index * step:.1f},{4 + inner - (float(value) - float(low)) / float(span) * inner:.1f}"
        for index, value in enumerate(values)
    )


@register.filter
def last_y(points: str) -> str:
    """The height of the last point of `sparkline_points`."""
    return points.rsplit(",", 1)[-1]


@register.inclusion_tag("components/_day_line.html")
def day_line(
    *,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    zone: str,
    rest_starts_at: datetime | None = None,
    rest_ends_at: datetime | None = None,
    first_in: datetime | None = None,
    last_out: datetime | None = None,
) -> dict[str, object]:
    """The working day as a line that fills, with the same facts as text beside it."""
    rest = (rest_starts_at, rest_ends_at) if rest_starts_at and rest_ends_at else None
    return {
        "line": days.line(
            starts_at=starts_at,
            ends_at=ends_at,
            rest=rest,
            first_in=first_in,
            last_out=last_out,
            now=now,
        ),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "rest_starts_at": rest_starts_at,
        "rest_ends_at": rest_ends_at,
        "first_in": first_in,
        "last_out": last_out,
        "zone": zone,
    }


@register.simple_tag
def roster_words(roster: Any, now: datetime, zone: str) -> str:
    """A roster's state as people read it at `now`: what is approved holds from its first day on.

    Empty where the table's own word does.
    """
    if roster.state != "approved":
        return ""
    today = now.astimezone(ZoneInfo(zone)).date()
    if today < roster.first_day:
        return _("Disetujui, berlaku mulai %(day)s") % {"day": tanggal_pendek(roster.first_day)}
    if today > roster.last_day:
        return _("Berlaku sampai %(day)s") % {"day": tanggal_pendek(roster.last_day)}
    return ""
