"""What programs read of the directory: offices, desks, services, planned hours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from asn_wfh.language import ENGLISH, current
from services.api.status import service_content, utc
from services.models import Closure, Desk, DeskService, Service, SpecialHours
from services.models.hours import HoursOfDay, OpeningHours
from services.queries.directory import OfficePlan
from services.queries.search import FoundService
from services.queries.shown import OfficeShown, service_name
from services.queries.standards import ShownComponent


def api_address(name: str, *args: str) -> str:
    """An address of the API that answers in the language of this answer."""
    address = reverse(f"services:{name}", args=args)
    return f"{address}?lang={ENGLISH}" if current() == ENGLISH else address


def office_entry(office: OfficeShown) -> dict[str, Any]:
    """An office with its counts."""
    return {
        "slug": office.slug,
        "name": office.name,
        "address": office.address,
        "region": office.region,
        "province": office.province,
        "zone": office.zone,
        "phone": office.phone,
        "staffed": office.staffed,
        "desks_total": office.total,
        "valid_until": utc(office.valid_until),
        "url": office.url,
        "status_url": api_address("api_office_status", office.slug),
    }


def office_content(plan: OfficePlan) -> dict[str, Any]:
    """An office with its planned hours, closures and desks."""
    office = plan.office
    return {
        "slug": office.slug,
        "name": office.name,
        "agency": office.host.name,
        "address": office.address,
        "region": office.region.name,
        "region_code": office.region_id,
        "province": (office.region.parent or office.region).name,
        "zone": office.zone,
        "latitude": office.latitude,
        "longitude": office.longitude,
        "phone": office.phone,
        "access": office.access,
        "weekly": [_weekday(row) for row in plan.week_of(None)],
        "special": [_date(row) for row in plan.special],
        "closures": [_closure(row) for row in plan.closures],
        "desks": [_desk(desk, plan) for desk in plan.desks],
        "url": office.get_absolute_url(),
        "status_url": api_address("api_office_status", office.slug),
        "atom_url": reverse("services:office_atom", args=[office.slug]),
        "calendar_url": reverse("services:office_ics", args=[office.slug]),
    }


def _hours(row: HoursOfDay) -> dict[str, Any]:
    def at(mark: Any) -> str | None:
        return None if mark is None else f"{mark:%H:%M}"

    return {
        "opens": at(row.opens),
        "closes": at(row.closes),
        "break_start": at(row.break_start),
        "break_end": at(row.break_end),
    }


def _weekday(row: OpeningHours) -> dict[str, Any]:
    return {"weekday": row.weekday, **_hours(row)}


def _date(row: SpecialHours) -> dict[str, Any]:
    return {
        "date": row.date.isoformat(),
        "desk": row.desk.slug if row.desk else None,
        **_hours(row),
    }


def _closure(row: Closure) -> dict[str, Any]:
    return {
        "desk": row.desk.slug if row.desk else None,
        "service": row.service.slug if row.service else None,
        "starts_at": utc(row.starts_at),
        "ends_at": utc(row.ends_at),
        "message": row.message,
        "alternative": row.alternative,
    }


def _desk(desk: Desk, plan: OfficePlan) -> dict[str, Any]:
    slug = plan.office.slug
    return {
        "slug": desk.slug,
        "name": desk.name,
        "agency": desk.owner.name,
        "whereabouts": desk.whereabouts,
        "weekly": [_weekday(row) for row in plan.week_of(desk)],
        "services": [
            {"slug": each.service.slug, "name": service_name(each.service)}
            for each in desk.desk_services.all()
        ],
        "url": reverse("services:desk", args=[slug, desk.slug]),
        "status_url": api_address("api_desk_status", slug, desk.slug),
    }


def service_entry(service: Service) -> dict[str, Any]:
    """A service of the catalogue; `name` is the official one in every language."""
    return {
        "slug": service.slug,
        "name": service.name,
        "name_en": service.name_en,
        "category": service.category,
        "synonyms": [each.strip() for each in service.synonyms.split(";") if each.strip()],
        "online_url": service.online_url,
        "phone": service.phone,
        "url": f"{reverse('services:home')}?{urlencode({'q': service.name})}",
    }


def place_entry(offered: DeskService, standard: Iterable[ShownComponent]) -> dict[str, Any]:
    """A desk that offers a service, and by which standard of its agency."""
    desk, office = offered.desk, offered.desk.office
    return {
        "office": office.name,
        "office_slug": office.slug,
        "region": office.region.name,
        "desk": desk.name,
        "desk_slug": desk.slug,
        "agency": offered.agency.name,
        "standard": [component_entry(each) for each in standard],
        "status_url": api_address("api_desk_status", office.slug, desk.slug),
    }


def found_entry(found: FoundService) -> dict[str, Any]:
    """A service that fits the words, with where it is served."""
    return {
        "slug": found.slug,
        "name": found.name,
        "served": found.served,
        "more": found.more,
        "places": [
            {
                "office": each.office,
                "region": each.region,
                "desk": each.desk,
                "url": each.url,
                "zone": each.zone,
                "status": service_content(each.status),
            }
            for each in found.places
        ],
    }


def component_entry(component: ShownComponent) -> dict[str, Any]:
    """A component of a service's standard."""
    return {
        "component": component.component.value,
        "label": component.label,
        "items": list(component.lines),
        "legal_basis": component.legal_basis,
    }
