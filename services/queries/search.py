"""Search in citizens' words: "ktp hilang sumedang" finds KTP elektronik, and where it is served.

What is served now comes first, here before near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from accounts.models.agencies import Region
from services.models import DeskService, DeskStatus, Office, Service
from services.queries.asked import take_apart
from services.queries.facts import lines_of
from services.queries.matching import Search, find_matching, offices_for, province_of, within
from services.queries.shown import ServiceShown, service_name, service_shown
from services.queries.statuses import LineStatus, statuses_at
from services.querysets import lasting
from services.rules import Code

HERE, NEAR, FAR = 0, 1, 2
"""In the place asked for (or no place asked for), in its province, elsewhere."""
LOOKED_AT = 8
"""Desks derived for each service and distance: the work of a search is bounded."""
PLACES_SHOWN = 6
SECOND_SHOWN = 2
"""Of the first service found, and of each after it: a phone shows what was asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A desk that gives the found service, with its status now."""

    office: str
    region: str
    desk: str
    url: str
    zone: str
    distance: int
    """`HERE`, `NEAR` or `FAR`, in administration."""
    status: ServiceShown

    @property
    def is_served(self) -> bool:
        """Whether the desk serves it now."""
        return self.status.code == Code.STAFFED


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service that fits the words, and the places that give it, served ones first."""

    slug: str
    name: str
    served: int
    """Places in the place asked for, among those looked at, that serve it now."""
    distance: int
    """Of the nearest desk that gives it; `HERE` where nobody asked for a place."""
    places: tuple[Place, ...]
    more: int
    """Places there that are not shown."""


def find_services(words: str, now: datetime) -> list[FoundService]:
    """The services that fit `words` best, and where each is served at `now`."""
    return places_of(find_matching(words), now)


def find_offices(words: str) -> QuerySet[Office]:
    """Offices that `words`, as typed, name: by name, kind, address or place."""
    return offices_for(take_apart(words))


def places_of(found: Search, now: datetime) -> list[FoundService]:
    """Where each found service is given at `now`; one statement and those of `lines_of`."""
    regions = found.asked.regions
    totals = dict[tuple[int, int], int]()
    chosen: list[int] = []
    row: Any
    for row in _nearest(found.services, regions, now):
        chosen.append(row.pk)
        totals[row.service_id, row.distance] = row.total
    lines, _ = lines_of(DeskService.objects.filter(pk__in=chosen), now)
    places: dict[int, list[Place]] = {service.pk: [] for service in found.services}
    for status in statuses_at(lines, now):
        places[status.line.service.pk].append(_place(status, regions, now))
    return [
        _found(service, places[service.pk], totals, SECOND_SHOWN if number else PLACES_SHOWN)
        for number, service in enumerate(found.services)
    ]


def _nearest(
    services: Sequence[Service], regions: Sequence[Region], now: datetime
) -> QuerySet[DeskService]:
    """Up to `LOOKED_AT` desks for each service and distance, served ones first."""
    served = DeskStatus.objects.filter(
        desk=OuterRef("desk"), service=OuterRef("service"), code=Code.STAFFED, valid_until__gt=now
    )
    field = "desk__office__region"
    near = [province_of(region) for region in regions]
    distance = Case(
        When(within(regions, field), then=HERE),
        When(within(near, field), then=NEAR),
        default=FAR if regions else HERE,
        output_field=IntegerField(),
    )
    group = ["service", "distance"]
    order = ["-served", "desk__office__name", "desk__position", "pk"]
    return (
        DeskService.objects.filter(
            lasting(now, "desk__office__", desk="desk__"), service__in=services
        )
        .annotate(served=Exists(served), distance=distance)
        .annotate(
            number=Window(RowNumber(), partition_by=group, order_by=order),
            total=Window(Count(Value(1)), partition_by=group),
        )
        .filter(number__lte=LOOKED_AT)
    )


def _place(status: LineStatus, regions: Sequence[Region], now: datetime) -> Place:
    office, shown = status.line.desk.office, service_shown(status, now, ())
    return Place(
        office=office.name,
        region=office.region.name,
        desk=status.line.desk.name,
        url=status.line.desk.get_absolute_url(),
        zone=office.zone,
        distance=_distance(office, regions),
        status=shown,
    )


def _distance(office: Office, regions: Sequence[Region]) -> int:
    codes = {office.region_id, office.region_id.split(".")[0]}
    if not regions or any(region.pk in codes for region in regions):
        return HERE
    return NEAR if any(province_of(region) in codes for region in regions) else FAR


def _found(
    service: Service, places: list[Place], totals: dict[tuple[int, int], int], most: int
) -> FoundService:
    """The nearest places; where none of them serves, also those of the province that do."""
    distance = min((each.distance for each in places), default=HERE)
    nearest = sorted(
        (each for each in places if each.distance == distance),
        key=lambda each: not each.is_served,
    )
    served = sum(each.is_served for each in nearest)
    further = [
        each
        for each in places
        if distance < each.distance <= NEAR and each.is_served and not served
    ][: most // 2]
    shown = nearest[: most - len(further)]
    return FoundService(
        slug=service.slug,
        name=service_name(service),
        served=served if distance == HERE else 0,
        distance=distance,
        places=(*shown, *further),
        more=totals.get((service.pk, distance), 0) - len(shown),
    )
