"""A roster as a calendar file (RFC 5545, 7986) that programs read again and again.

Every planned day keeps its UID for ever; a change raises SEQUENCE, and a day that is no longer
planned stays in the file as cancelled, so that programs which merge instead of replacing see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

REFRESHED_EVERY = timedelta(hours=1)
PRODUCT = "-//Hadir//Jadwal kerja//ID"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date. `hours` are aware moments in UTC, None for the whole day.

    `sequence` grows with every change of the plan, `changed_at` (aware) is when that was.
    """

    uid: str
    date: date
    summary: str
    details: str
    place: str
    sequence: int
    changed_at: datetime
    hours: tuple[datetime, datetime] | None = None
    cancelled: bool = False


def calendar_file(*, name: str, zone: str, link: str, days: Iterable[CalendarDay]) -> bytes:
    """The file: the same bytes for the same days, so that its digest tells whether it changed."""
    # Imported here: few processes ever write a calendar.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for day in days:
        calendar.add_component(_event(day, link))
    return calendar.to_ical()


def _event(day: CalendarDay, link: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("sequence", day.sequence)
    if day.hours is None:
        event.add("dtstart", day.date)
        event.add("dtend", day.date + ONE_DAY)
    else:
        event.add("dtstart", day.hours[0])
        event.add("dtend", day.hours[1])
    event.add("summary", day.summary)
    if day.details:
        event.add("description", day.details)
    if day.place:
        event.add("location", day.place)
    event.add("url", link)
    event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    # A plan of where to work, not an appointment: it must not make the person look busy.
    event.add("transp", "TRANSPARENT")
    return event
