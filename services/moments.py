"""Dates and times as citizens read them, in the office's zone and the language of the page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from asn_wfh.language import INDONESIAN, current
from asn_wfh.templatetags.hadir_display import DAYS, MONTHS

PUBLIC_STEP_MINUTES = 5
ZONE_LABELS = {7: "WIB", 8: "WITA", 9: "WIT"}
"""By offset from UTC in hours: Keppres 41/1987 knows three zones and no summer time."""


def public_time(at: datetime) -> datetime:
    """`at` rounded down to five minutes: one officer's arrival is not to be read to the minute."""
    return at - timedelta(
        minutes=at.minute % PUBLIC_STEP_MINUTES, seconds=at.second, microseconds=at.microsecond
    )


def zone_label(at: datetime, zone: ZoneInfo) -> str:
    """WIB, WITA or WIT; for any other zone its own abbreviation."""
    local = at.astimezone(zone)
    offset = local.utcoffset() or timedelta(0)
    return ZONE_LABELS.get(offset // timedelta(hours=1), local.tzname() or "UTC")


def clock_pattern() -> str:
    """How hours and minutes are written: `%H.%M`, in English `%H:%M`."""
    return "%H.%M" if current() == INDONESIAN else "%H:%M"


def clock(at: datetime, zone: ZoneInfo) -> str:
    """The wall clock at the office: `08.00`."""
    return at.astimezone(zone).strftime(clock_pattern())


def clock_with_zone(at: datetime, zone: ZoneInfo) -> str:
    """`08.00 WIB`."""
    return f"{clock(at, zone)} {zone_label(at, zone)}"


def day_name(day: date) -> str:
    """`Jumat`."""
    return DAYS[current()][day.weekday()]


def long_date(day: date) -> str:
    """`Jumat, 27 Februari 2026`."""
    return f"{day_name(day)}, {day.day} {MONTHS[current()][day.month - 1]} {day.year}"


def full_moment(at: datetime, zone: ZoneInfo) -> str:
    """`Jumat, 27 Februari 2026 pukul 08.00 WIB`: unmistakable on a page that may be a copy."""
    day = long_date(at.astimezone(zone).date())
    return _("%(day)s pukul %(time)s") % {"day": day, "time": clock_with_zone(at, zone)}


def near_moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`10.00` today, `Kamis 08.00` within the coming six days, else with the whole date.

    Never "besok": the words may be read in a copy after midnight.
    """
    local = at.astimezone(zone).date()
    days = (local - now.astimezone(zone).date()).days
    if days == 0:
        return clock(at, zone)
    if 0 < days < 7:
        return f"{day_name(local)} {clock(at, zone)}"
    return _("%(day)s pukul %(time)s") % {"day": long_date(local), "time": clock(at, zone)}
