"""Offices: made, corrected, ended. They are never deleted: reports and weeks point at them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

import structlog
from django.db import transaction
from django.utils.text import slugify

from accounts.models.agencies import Region
from services.actions.keepers import require_host
from services.actions.refused import Fault, KeepingRefused, refusing
from services.models import Office

log = structlog.get_logger(__name__)

SLUG_LENGTH: int = Office._meta.get_field("slug").max_length or 60


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What is said of an office; latitude and longitude in degrees (WGS 84), both or none."""

    name: str
    kind: str
    address: str
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    access: str = ""


@transaction.atomic
def make_office(*, agency_id: int, facts: OfficeFacts, region: Region) -> Office:
    """An office the agency hosts, in the zone of its region. Raises KeepingRefused.

    Its address is made of the name once and stays: posters and search engines point at it.
    """
    known = Office.objects.filter(slug__startswith=slugify(facts.name)[:SLUG_LENGTH])
    slug = free_slug(facts.name, set(known.values_list("slug", flat=True)))
    office = Office(host_id=agency_id, slug=slug, region=region, zone=region.zone, **asdict(facts))
    with refusing("name"):
        office.save(force_insert=True)
    log.info("office.made", agency=agency_id, office=office.pk)
    return office


@transaction.atomic
def change_office(*, agency_id: int, office: Office, facts: OfficeFacts, region: Region) -> None:
    """Correct what is said of a hosted office. Raises KeepingRefused."""
    require_host(agency_id, office)
    for name, value in asdict(facts).items():
        setattr(office, name, value)
    office.region, office.zone = region, region.zone
    office.save()
    log.info("office.changed", agency=agency_id, office=office.pk)


@transaction.atomic
def end_office(*, agency_id: int, office: Office, day: date, today: date) -> None:
    """Let a hosted office serve no more from `day` on (its own date). Raises KeepingRefused."""
    require_host(agency_id, office)
    if day < today:
        raise KeepingRefused(Fault.DAY_PAST, "day")
    office.ended_on = day
    office.save(update_fields=["ended_on"])
    log.info("office.ended", agency=agency_id, office=office.pk)


@transaction.atomic
def resume_office(*, agency_id: int, office: Office) -> None:
    """Take back the end of a hosted office. Raises KeepingRefused."""
    require_host(agency_id, office)
    office.ended_on = None
    office.save(update_fields=["ended_on"])
    log.info("office.resumed", agency=agency_id, office=office.pk)


def free_slug(name: str, taken: set[str]) -> str:
    """An address made of a name, none of `taken`. Raises KeepingRefused where no letter is left."""
    wanted = slugify(name)[:SLUG_LENGTH].strip("-")
    if not wanted:
        raise KeepingRefused(Fault.NAME_WITHOUT_LETTERS, "name")
    slug, number = wanted, 2
    while slug in taken:
        tail = f"-{number}"
        slug, number = wanted[: SLUG_LENGTH - len(tail)].strip("-") + tail, number + 1
    return slug
