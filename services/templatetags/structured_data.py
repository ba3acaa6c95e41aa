"""What search engines read of an office and of a desk: schema.org, with planned hours only.

A state of this minute does not belong there: a search engine would show it for days.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from asn_wfh.templatetags.hadir_language import absolute
from services.queries.offices import DeskPage, OfficePage
from services.queries.planned import Planned
from services.queries.shown import OfficeShown
from services.rules import DayHours

register = template.Library()

CONTEXT = "https://schema.org"
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
"""So that no text can end the element that holds it; as Django's own `json_script`."""


@register.simple_tag
def structured_office(shown: OfficePage) -> SafeString:
    """The office as a GovernmentOffice, in a data block that no browser runs."""
    return _block({"@context": CONTEXT, **_office(shown.office, shown.planned)})


@register.simple_tag
def structured_desk(shown: DeskPage) -> SafeString:
    """The desk's services, each a GovernmentService given at the office in the desk's hours."""
    office = shown.office
    services = [
        {
            "@type": "GovernmentService",
            "name": each.name,
            "url": absolute(shown.desk.url),
            "serviceOperator": {"@type": "GovernmentOrganization", "name": shown.desk.agency},
            "areaServed": office.region,
            "availableChannel": {
                "@type": "ServiceChannel",
                "name": shown.desk.name,
                "serviceLocation": _office(office, shown.planned),
            },
            "availableLanguage": ["id"],
        }
        for each in shown.desk.services
    ]
    return _block({"@context": CONTEXT, "@graph": services})


def _office(office: OfficeShown, planned: Planned) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "GovernmentOffice",
        "@id": absolute(office.url),
        "url": absolute(office.url),
        "name": office.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": office.address,
            "addressLocality": office.region,
            "addressRegion": office.province,
            "addressCountry": "ID",
        },
        "openingHoursSpecification": [
            each
            for row in planned.week
            for each in _hours(row.hours, {"dayOfWeek": [DAYS[day - 1] for day in row.weekdays]})
        ],
        "specialOpeningHoursSpecification": [
            each for row in planned.exceptions for each in _date(row.day, row.hours)
        ],
    }
    if office.phone:
        found["telephone"] = office.phone
    if office.latitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": office.latitude,
            "longitude": office.longitude,
        }
    return {name: value for name, value in found.items() if value}


def _date(day: date, hours: DayHours | None) -> list[dict[str, Any]]:
    """Other hours of one date; a closed one opens and closes at midnight, as schema.org has it."""
    when = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
    if hours is None:
        closed = {"opens": "00:00", "closes": "00:00"}
        return [{"@type": "OpeningHoursSpecification", **when, **closed}]
    return _hours(hours, when)


def _hours(hours: DayHours, when: dict[str, Any]) -> list[dict[str, Any]]:
    """The hours before and after the break."""
    spans = [(hours.opens, hours.closes)]
    if hours.break_start is not None and hours.break_end is not None:
        spans = [(hours.opens, hours.break_start), (hours.break_end, hours.closes)]
    return [
        {
            "@type": "OpeningHoursSpecification",
            **when,
            "opens": f"{opens:%H:%M}",
            "closes": f"{closes:%H:%M}",
        }
        for opens, closes in spans
    ]


def _block(data: dict[str, Any]) -> SafeString:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped
