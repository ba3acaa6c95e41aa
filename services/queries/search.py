"""Search in citizens' words: "ktp hilang" finds KTP elektronik, and where it is served now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Greatest

from services.models import DeskService, DeskStatus, Office, Service
from services.queries.facts import lines_of
from services.queries.shown import ServiceShown, service_shown
from services.queries.statuses import statuses_at
from services.rules import Code

MOST_SERVICES = 6
MOST_PLACES = 48
"""Desks looked at for one answer, served ones first: the work of a search is bounded."""
PLACES_SHOWN = 6
QUICK = ("ktp-el", "kartu-keluarga", "akta-kelahiran", "sim", "paspor", "nib", "jkn-pendaftaran")
"""What most citizens come for at some time; the way in for those who do not type."""
ALIKE = 0.45
"""Word similarity (pg_trgm, 0 to 1) from which a typing error is forgiven: "ktp hlang"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A desk that gives the found service, with its status now."""

    office: str
    region: str
    desk: str
    url: str
    zone: str
    status: ServiceShown


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service that fits the words, and the places that give it, served ones first."""

    slug: str
    name: str
    served: int
    """Places among those looked at that serve it now."""
    places: tuple[Place, ...]
    more: int
    """Places not shown."""


def find_services(words: str, now: datetime) -> list[FoundService]:
    """The services that fit `words` best, and where each is served at `now`.

    Two statements and those of `lines_of`, however many are found.
    """
    services = _matching(words)
    served = DeskStatus.objects.filter(
        desk=OuterRef("desk"), service=OuterRef("service"), code=Code.STAFFED
    )
    best = (
        DeskService.objects.filter(service__in=services)
        .annotate(served=Exists(served))
        .order_by("-served", "desk__office__name", "desk__position", "pk")
        .values_list("pk", flat=True)[:MOST_PLACES]
    )
    lines, _ = lines_of(DeskService.objects.filter(pk__in=list(best)), now)
    places: dict[int, list[Place]] = {service.pk: [] for service in services}
    for status in statuses_at(lines, now):
        office = status.line.desk.office
        places[status.line.service.pk].append(
            Place(
                office=office.name,
                region=office.region.name,
                desk=status.line.desk.name,
                url=status.line.desk.get_absolute_url(),
                zone=office.zone,
                status=service_shown(status, now, ()),
            )
        )
    return [_found(service, places[service.pk]) for service in services]


def _found(service: Service, places: list[Place]) -> FoundService:
    ordered = sorted(places, key=lambda each: each.status.code != Code.STAFFED)
    return FoundService(
        slug=service.slug,
        name=service.name,
        served=sum(each.status.code == Code.STAFFED for each in places),
        places=tuple(ordered[:PLACES_SHOWN]),
        more=max(0, len(places) - PLACES_SHOWN),
    )


def _matching(words: str) -> list[Service]:
    """Services with every word in name, synonyms or category, best first; else similar ones."""
    every = Q()
    for word in words.split():
        every &= Q(name__icontains=word) | Q(synonyms__icontains=word) | Q(category__icontains=word)
    ranked = (
        Service.objects.annotate(
            exact=Case(When(every, then=True), default=False),
            in_name=TrigramWordSimilarity(words, "name"),
            alike=Greatest("in_name", TrigramWordSimilarity(words, "synonyms")),
        )
        .filter(every | Q(alike__gte=ALIKE))
        .order_by("-exact", F("alike").desc(), F("in_name").desc(), "name")
    )
    found: list[Service] = []
    exact: list[Service] = []
    for each in ranked[:MOST_SERVICES]:
        (exact if each.exact else found).append(each)
    return exact or found


def find_offices(words: str) -> QuerySet[Office]:
    """Offices with every word in their name, kind (``mpp``), address, region or province."""
    every = Q()
    for word in words.split():
        every &= (
            Q(name__icontains=word)
            | Q(kind__iexact=word)
            | Q(address__icontains=word)
            | Q(region__name__icontains=word)
            | Q(region__parent__name__icontains=word)
        )
    return Office.objects.filter(every)


def often_needed() -> list[Service]:
    """The services of `QUICK` that some desk gives, in that order."""
    offered = DeskService.objects.filter(service=OuterRef("pk"))
    found = Service.objects.filter(Exists(offered), slug__in=QUICK)
    return sorted(found, key=lambda each: QUICK.index(each.slug))
