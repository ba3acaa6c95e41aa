"""Every office and desk in short: for sorting by distance, and for search engines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from services.models import Desk, Office
from services.querysets import lasting

MOST_ADDRESSES = 20_000
"""Of a sitemap, each in two languages; the protocol allows 50,000 in one file."""


@dataclass(frozen=True, slots=True)
class OfficePlace:
    """Where an office is: WGS 84, degrees."""

    name: str
    region: str
    url: str
    latitude: float
    longitude: float


def office_places(now: datetime) -> list[OfficePlace]:
    """The offices whose place is on record, in the active language; one statement."""
    rows = (
        Office.objects.filter(lasting(now))
        .order_by("pk")
        .values_list("name", "region__name", "slug", "latitude", "longitude")
    )
    return [
        OfficePlace(name, region, reverse("services:office", args=[slug]), latitude, longitude)
        for name, region, slug, latitude, longitude in rows
        if latitude is not None and longitude is not None
    ]


def page_addresses(now: datetime) -> list[str]:
    """The citizens' pages: first page, offices, desks; in the active language, two statements."""
    found = [reverse("services:home"), reverse("services:about_status")]
    offices = Office.objects.filter(lasting(now)).order_by("slug")
    slugs = offices.values_list("slug", flat=True)
    found += [reverse("services:office", args=[slug]) for slug in slugs]
    desks = Desk.objects.filter(lasting(now, "office__", desk="")).order_by("office__slug", "slug")
    found += [
        reverse("services:desk", args=pair) for pair in desks.values_list("office__slug", "slug")
    ]
    return found[:MOST_ADDRESSES]
