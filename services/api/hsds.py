"""The directory in the words of HSDS 3.0 (Open Referral), with planned hours only.

HSDS has no place for breaks: a day with one is two schedules. Holidays and closures stand in the
schedules' description, because an RRULE of the week cannot say them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models.agencies import Agency, AgencyKind
from services.models import Office
from services.queries.facts import Calendars
from services.queries.hsds import At, Given, named
from services.queries.shown import service_name
from services.rules import DayHours, ServiceCalendar

BY_DAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PER_PAGE = 100

type Content = dict[str, Any]


def organization(agency: Agency) -> Content:
    """An agency that gives services."""
    return {
        "id": str(named("organization", agency.code)),
        "name": agency.name,
        "description": AgencyKind(agency.kind).label,
    }


def service(given: Given) -> Content:
    """A service of an agency, without what belongs to it many times."""
    return {
        "id": str(given.pk),
        "organization_id": str(named("organization", given.agency.code)),
        "name": service_name(given.service),
        "alternate_name": given.service.name_en,
        "description": given.service.category,
        "url": given.service.online_url or None,
        "status": "active",
    }


def full_service(given: Given, calendars: Calendars, now: datetime) -> Content:
    """The same with its organization, its telephones and its places."""
    phone = given.service.phone
    return {
        **service(given),
        "organization": organization(given.agency),
        "phones": [_phone(phone, "service", given.pk)] if phone else [],
        "service_at_locations": [at_location(each, calendars, now) for each in given.places],
    }


def at_location(at: At, calendars: Calendars, now: datetime) -> Content:
    """A service of an agency at one location, with the hours planned there."""
    return {
        "id": str(at.pk),
        "service_id": str(named("service", at.service.slug, at.agency.code)),
        "location_id": str(named("location", at.office.slug)),
        "description": ", ".join(desk.name for desk in at.desks),
        "schedules": schedules(at, calendars, now),
        "location": location(at.office),
    }


def location(office: Office) -> Content:
    """An office."""
    pk = named("location", office.slug)
    return {
        "id": str(pk),
        "location_type": "physical",
        "organization_id": str(named("organization", office.host.code)),
        "name": office.name,
        "latitude": office.latitude,
        "longitude": office.longitude,
        "addresses": [_address(office)],
        "phones": [_phone(office.phone, "location", pk)] if office.phone else [],
    }


def _address(office: Office) -> Content:
    """Postal codes are not kept: HSDS wants the field, so it is empty."""
    return {
        "id": str(named("address", office.slug)),
        "location_id": str(named("location", office.slug)),
        "address_1": office.address,
        "city": office.region.name,
        "state_province": (office.region.parent or office.region).name,
        "postal_code": "",
        "country": "ID",
        "address_type": "physical",
    }


def _phone(number: str, of: str, pk: UUID) -> Content:
    return {"id": str(named("phone", of, str(pk))), f"{of}_id": str(pk), "number": number}


def schedules(at: At, calendars: Calendars, now: datetime) -> list[Content]:
    """When the service is planned to be given at the location: weekly, and on special dates.

    Where desks keep different hours, the hours of each stand there once.
    """
    found: dict[str, Content] = {}
    for desk in at.desks:
        calendar = calendars.of(at.office, desk.pk)
        for each in [*_weekly(at, calendar, now), *_special(at, calendar, now)]:
            found.setdefault(each["id"], each)
    return list(found.values())


def _weekly(at: At, calendar: ServiceCalendar, now: datetime) -> Iterable[Content]:
    """One schedule for each stretch of hours, over the weekdays that have it."""
    stretches: dict[tuple[time, time], list[str]] = {}
    for weekday in sorted(calendar.weekly):
        for stretch in _stretches(calendar.weekly[weekday]):
            stretches.setdefault(stretch, []).append(BY_DAY[weekday - 1])
    words = _("Tutup pada hari libur, cuti bersama, dan penutupan yang diumumkan.")
    for (opens, closes), days in stretches.items():
        facts = {"freq": "WEEKLY", "byday": ",".join(days), "description": words}
        yield _schedule(at, calendar, now, (opens, closes), facts)


def _special(at: At, calendar: ServiceCalendar, now: datetime) -> Iterable[Content]:
    """Hours of single dates, from today on."""
    today = now.astimezone(calendar.zone).date()
    for day in sorted(each for each in calendar.special if each >= today):
        for stretch in _stretches(calendar.special[day]):
            yield _schedule(at, calendar, now, stretch, _on(day))


def _on(day: date) -> Content:
    return {
        "valid_from": day.isoformat(),
        "valid_to": day.isoformat(),
        "dtstart": day.isoformat(),
        "freq": "WEEKLY",
        "count": 1,
        "byday": BY_DAY[day.weekday()],
        "description": _("Jam khusus tanggal ini, pengganti jam biasa."),
    }


def _schedule(
    at: At,
    calendar: ServiceCalendar,
    now: datetime,
    stretch: tuple[time, time],
    facts: Content,
) -> Content:
    offset = f"{now.astimezone(calendar.zone):%:z}"
    opens, closes = (f"{mark:%H:%M}{offset}" for mark in stretch)
    place = (at.service.slug, at.agency.code, at.office.slug)
    when = (opens, closes, facts["byday"], facts.get("valid_from", ""))
    return {
        "id": str(named("schedule", *place, *when)),
        "service_at_location_id": str(at.pk),
        "timezone": int(offset[:3]),
        "opens_at": opens,
        "closes_at": closes,
        **facts,
    }


def _stretches(hours: DayHours) -> Sequence[tuple[time, time]]:
    if hours.break_start is None or hours.break_end is None:
        return [(hours.opens, hours.closes)]
    return [(hours.opens, hours.break_start), (hours.break_end, hours.closes)]


def paged(items: Sequence[Any], number: int) -> tuple[Content, Sequence[Any]] | None:
    """HSDS's page without its contents, and the items on it; None past the last page."""
    pages = max(1, -(-len(items) // PER_PAGE))
    if number > pages:
        return None
    here = items[(number - 1) * PER_PAGE : number * PER_PAGE]
    head = {
        "total_items": len(items),
        "total_pages": pages,
        "page_number": number,
        "size": len(here),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not here,
    }
    return head, here
