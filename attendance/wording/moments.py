"""Dates, clock times and shares as people read them: `Jumat, 27 Februari 2026`, `07.30 WIB`."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.dates import WEEKDAYS

from attendance.rules.policy import Percent


def day_words(day: date) -> str:
    """`Jumat, 27 Februari 2026`."""
    return format_date(day, "l, j F Y")


def clock_words(at: datetime, zone: ZoneInfo) -> str:
    """`07.30 WIB`: the posting's clock at an aware instant."""
    local = at.astimezone(zone)
    return f"{local:%H.%M} {local.tzname()}"


def second_words(at: datetime, zone: ZoneInfo) -> str:
    """`07.30.59 WIB`: where a second decides, the second is shown."""
    local = at.astimezone(zone)
    return f"{local:%H.%M.%S} {local.tzname()}"


def moment_words(at: datetime, zone: ZoneInfo) -> str:
    """`Rabu, 18 November 2026 pukul 11.00 WIB`."""
    return f"{day_words(at.astimezone(zone).date())} pukul {clock_words(at, zone)}"


def weekday_words(weekdays: Iterable[int]) -> str:
    """`Selasa, Jumat` from ISO weekday numbers."""
    return ", ".join(str(WEEKDAYS[number - 1]) for number in sorted(weekdays))


def percent_words(percent: Percent) -> str:
    """`50` or `33,5`."""
    return f"{float(percent):g}".replace(".", ",")


def basis_words(legal_basis: str) -> str:
    """` (SE MenPANRB 3/2026)`, or nothing when no basis is known."""
    return f" ({legal_basis})" if legal_basis else ""
