"""The operations under `/api/v1/hsds/`, named and paged as HSDS 3.0 names and pages them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as to_translate
from ninja import Path, Query, Router

from services.api import hsds
from services.api import hsds_shapes as shapes
from services.queries.hsds import At, given_services, hours_of, named
from services.views.answers import moment_of
from services.views.api import DIRECTORY_CACHE, answered, refusal

HSDS_PROFILE = "https://docs.openreferral.org/en/v3.0.1/"
TAGS = ["HSDS 3.0"]

router = Router(tags=list(TAGS))

PageNumber = Annotated[int, Query(ge=1, le=10_000, description="Halaman, dari 1.")]
Id = Annotated[UUID, Path(description="UUID seperti di daftarnya.")]


@router.get(
    "/",
    response=shapes.HsdsAbout,
    url_name="api_hsds",
    operation_id="getHsds",
    summary=to_translate("Tentang direktori HSDS ini"),
)
def about(request: HttpRequest) -> HttpResponse:
    """Versi HSDS dan dokumen OpenAPI-nya."""
    content = {
        "version": "3.0",
        "profile": HSDS_PROFILE,
        "openapi_url": reverse("services:api_document"),
    }
    return answered(request, content, cache=DIRECTORY_CACHE)


@router.get(
    "/organizations",
    response=shapes.HsdsOrganizations,
    url_name="api_hsds_organizations",
    operation_id="listHsdsOrganizations",
    summary=to_translate("Instansi yang memberi layanan"),
)
def organizations(request: HttpRequest, page: PageNumber = 1) -> HttpResponse:
    """Menurut nama."""
    agencies = {each.agency.code: each.agency for each in _all(request)}
    ordered = sorted(agencies.values(), key=lambda each: each.name)
    return _page(request, ordered, page, hsds.organization)


@router.get(
    "/organizations/{uuid:id}",
    response=shapes.HsdsFullOrganization,
    url_name="api_hsds_organization",
    operation_id="getHsdsOrganization",
    summary=to_translate("Satu instansi dengan layanannya"),
)
def organization(request: HttpRequest, id: Id) -> HttpResponse:  # noqa: A002 - HSDS's name
    """Layanan yang diberikannya, di mana pun loketnya."""
    given = [each for each in _all(request) if named("organization", each.agency.code) == id]
    if not given:
        return _unknown("api_hsds_organizations")
    content = {
        **hsds.organization(given[0].agency),
        "services": [hsds.service(each) for each in given],
    }
    return answered(request, content, cache=DIRECTORY_CACHE)


@router.get(
    "/services",
    response=shapes.HsdsServices,
    url_name="api_hsds_services",
    operation_id="listHsdsServices",
    summary=to_translate("Layanan menurut instansi yang memberinya"),
)
def services(request: HttpRequest, page: PageNumber = 1) -> HttpResponse:
    """Menurut nama."""
    return _page(request, _all(request), page, hsds.service)


@router.get(
    "/services/{uuid:id}",
    response=shapes.HsdsFullService,
    url_name="api_hsds_service",
    operation_id="getHsdsService",
    summary=to_translate("Satu layanan satu instansi: tempat dan jam yang direncanakan"),
)
def service(request: HttpRequest, id: Id) -> HttpResponse:  # noqa: A002 - HSDS's name
    """Hanya jam yang direncanakan; status sekarang ada di `/api/v1/offices/{slug}/status`."""
    given = next((each for each in _all(request) if each.pk == id), None)
    if given is None:
        return _unknown("api_hsds_services")
    now = moment_of(request)
    content = hsds.full_service(given, hours_of(given.places, now), now)
    return answered(request, content, cache=DIRECTORY_CACHE)


@router.get(
    "/service_at_locations",
    response=shapes.HsdsServicesAtLocations,
    url_name="api_hsds_places",
    operation_id="listHsdsServicesAtLocations",
    summary=to_translate("Layanan di tempat, dengan jam yang direncanakan"),
)
def places(request: HttpRequest, page: PageNumber = 1) -> HttpResponse:
    """Menurut layanan, instansi, dan kantor."""
    every: list[At] = [at for each in _all(request) for at in each.places]
    now = moment_of(request)
    start = (page - 1) * hsds.PER_PAGE
    calendars = hours_of(every[start : start + hsds.PER_PAGE], now)
    return _page(request, every, page, lambda at: hsds.at_location(at, calendars, now))


@router.get(
    "/service_at_locations/{uuid:id}",
    response=shapes.HsdsFullPlace,
    url_name="api_hsds_place",
    operation_id="getHsdsServiceAtLocation",
    summary=to_translate("Satu layanan di satu tempat"),
)
def place(request: HttpRequest, id: Id) -> HttpResponse:  # noqa: A002 - HSDS's name
    """Dengan jam yang direncanakan di sana."""
    every = (at for each in _all(request) for at in each.places)
    found = next((at for at in every if at.pk == id), None)
    if found is None:
        return _unknown("api_hsds_places")
    now = moment_of(request)
    content = hsds.at_location(found, hours_of([found], now), now)
    return answered(request, content, cache=DIRECTORY_CACHE)


def _all(request: HttpRequest) -> list[Any]:
    return given_services(moment_of(request))


def _page(
    request: HttpRequest, items: Sequence[Any], number: int, shown: Callable[[Any], Any]
) -> HttpResponse:
    found = hsds.paged(items, number)
    if found is None:
        sentence = _("Halaman %(page)d tidak ada. Mulailah dari halaman 1.")
        return refusal("page", sentence % {"page": number}, status=404)
    head, here = found
    content = {**head, "contents": [shown(each) for each in here]}
    return answered(request, content, cache=DIRECTORY_CACHE)


def _unknown(listed: str) -> HttpResponse:
    sentence = _("UUID ini tidak ada di sini. Lihat daftarnya di %(address)s.")
    address = reverse(f"services:{listed}")
    return refusal("id", sentence % {"address": address}, status=404)
