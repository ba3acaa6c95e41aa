"""Closures, special hours and holidays as a calendar file (RFC 5545, 7986).

A closure keeps its UID for ever; each change raises SEQUENCE, and one that was taken back stays as
cancelled, so that programs which merge instead of replacing see it. Moments are in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from asn_wfh.language import current
from services import feeds, wording
from services.models import Holiday, SpecialHours
from services.queries.announced import Announced, Told, hours_of
from services.rules import DayHours

if TYPE_CHECKING:
    from icalendar import Event

REFRESHED_EVERY = timedelta(hours=1)
OPEN_END = timedelta(days=1)
"""How long a closure without an end is drawn: until the end of the day after its last word."""
ONE_DAY = timedelta(days=1)


def calendar_file(found: Announced, now: datetime) -> bytes:
    """The file: the same bytes all day unless something was announced."""
    # Imported here: few processes ever write a calendar.
    from icalendar import Calendar

    office = found.office
    calendar = Calendar()
    calendar.add("prodid", f"-//Hadir//Penutupan kantor//{current().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = _("Penutupan di %(office)s") % {"office": office.name}
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", office.zone)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    zone = ZoneInfo(office.zone)
    made_at = datetime.combine(now.astimezone(zone).date(), time(0), zone).astimezone(UTC)
    for told in found.closures:
        calendar.add_component(_closure(told, found, now))
    for row in found.special:
        calendar.add_component(_special(row, found, made_at))
    for holiday in found.holidays:
        calendar.add_component(_holiday(holiday, found, made_at))
    return calendar.to_ical()


def _event(found: Announced, uid: str, stamp: datetime) -> Event:
    """What all events have. They must not make the reader look busy."""
    from icalendar import Event

    event = Event()
    host = urlsplit(settings.PORTAL_URL).hostname
    event.add("uid", f"{uid}@{host}")
    event.add("dtstamp", stamp)
    event.add(
        "location", ", ".join(each for each in (found.office.name, found.office.address) if each)
    )
    event.add("url", feeds.absolute(found.office.get_absolute_url()))
    event.add("transp", "TRANSPARENT")
    return event


def _closure(told: Told, found: Announced, now: datetime) -> Event:
    event = _event(found, f"penutupan-{told.number}", told.changed_at)
    event.add("created", told.told_at)
    event.add("last-modified", told.changed_at)
    event.add("sequence", told.changes)
    event.add("dtstart", told.starts_at.astimezone(UTC))
    event.add("dtend", _drawn_until(told, now, ZoneInfo(found.office.zone)))
    event.add("summary", feeds.closure_title(told, found.office))
    event.add("description", feeds.closure_text(told, found.office))
    event.add("status", "CANCELLED" if told.is_withdrawn else "CONFIRMED")
    return event


def _drawn_until(told: Told, now: datetime, zone: ZoneInfo) -> datetime:
    """The end; of a closure without one, the end of tomorrow, which moves on with the days."""
    if told.ends_at is not None:
        return told.ends_at.astimezone(UTC)
    tomorrow = max(now, told.starts_at).astimezone(zone).date() + OPEN_END
    return datetime.combine(tomorrow + ONE_DAY, time(0), zone).astimezone(UTC)


def _special(row: SpecialHours, found: Announced, stamp: datetime) -> Event:
    office = found.office
    opens, closes = hours_of(row, office)
    where = row.desk.slug if row.desk else "kantor"
    event = _event(found, f"jam-khusus-{office.slug}-{where}-{row.date:%Y%m%d}", stamp)
    event.add("dtstart", opens.astimezone(UTC))
    event.add("dtend", closes.astimezone(UTC))
    hours = DayHours(row.opens, row.closes, row.break_start, row.break_end)
    facts = {
        "what": row.desk.name if row.desk else office.name,
        "hours": f"{wording.hours_text(hours)} {wording.zone_label(opens, ZoneInfo(office.zone))}",
    }
    event.add("summary", _("Jam khusus %(what)s: %(hours)s") % facts)
    event.add("status", "CONFIRMED")
    return event


def _holiday(holiday: Holiday, found: Announced, stamp: datetime) -> Event:
    event = _event(found, f"libur-{found.office.slug}-{holiday.date:%Y%m%d}", stamp)
    event.add("dtstart", holiday.date)
    event.add("dtend", holiday.date + ONE_DAY)
    event.add("summary", _("Tutup: %(what)s") % {"what": holiday.name})
    event.add("status", "CONFIRMED" if holiday.confirmed else "TENTATIVE")
    return event
