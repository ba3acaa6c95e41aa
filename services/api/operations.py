"""The operations of the open API on django-ninja, which checks what is asked and describes it all.

Each answers with bytes of its own (`services.views.api.answered`), so that ETag and caches are the
same with and without a snapshot; the shapes describe, the tests hold answers to them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from typing import Annotated, Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as to_translate
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from asn_wfh.visits import too_often
from services.api import directory_shapes, hsds_operations, shapes
from services.api.directory import (
    api_address,
    found_entry,
    office_content,
    office_entry,
    place_entry,
    service_entry,
)
from services.api.status import desk_status_content, status_content
from services.api.words import said, unknown_parameter
from services.queries.directory import (
    offered_services,
    office_plan,
    offices_in,
    places_by_standard,
)
from services.queries.matching import find_matching, offices_for
from services.queries.offices import Filter, desk_page, find_office, office_page, offices_page
from services.queries.search import places_of
from services.views.answers import fresh_for, moment_of
from services.views.api import (
    DIRECTORY_CACHE,
    SEARCHES_PER_MINUTE,
    answered,
    refusal,
    refusals,
    slow_down,
)

SERVICES_PER_PAGE = 100
MOST_PAGES = 10_000

Slug = Annotated[
    str, Path(description="Alamat singkat.", examples=["mpp-sumedang"], pattern=r"^[-a-zA-Z0-9_]+$")
]
PageNumber = Annotated[int, Query(ge=1, le=MOST_PAGES, description="Halaman, dari 1.")]

api = NinjaAPI(
    title="Hadir", version="1", docs_url=None, openapi_url=None, urls_namespace="hadir-open"
)
api.add_router("/hsds", hsds_operations.router)


def asked_only(operation: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse parameters the operation does not know: a typing error must not ask for everything."""
    known = {*signature(operation).parameters, "lang"} - {"request"}

    @wraps(operation)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        strange = [name for name in request.GET if name not in known]
        if strange:
            return refusals({name: [unknown_parameter(name)] for name in strange}, status=422)
        return operation(request, *args, **kwargs)

    return answer


api.add_decorator(asked_only, mode="operation")


@cache
def views() -> dict[str, Callable[..., HttpResponse]]:
    """The operations' views by their name in `services.urls`."""
    return {
        each.name: each.callback
        for each in api.urls[0]
        if isinstance(each, URLPattern) and each.name
    }


@api.exception_handler(ValidationError)
def refuse_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 with a sentence for each thing that was asked in a wrong shape."""
    return refusals({str(each["loc"][-1]): [said(each)] for each in error.errors}, status=422)


@api.get(
    "/offices",
    response=shapes.Offices,
    url_name="api_offices",
    operation_id="listOffices",
    summary=to_translate("Daftar kantor dengan jumlah loket yang dilayani sekarang"),
    tags=["Status"],
)
def offices(
    request: HttpRequest,
    page: PageNumber = 1,
    region: Annotated[
        str,
        Query(
            description="Kode Kemendagri provinsi, kabupaten, atau kota.",
            examples=["32.11"],
            pattern=r"^(\d{2}(\.\d{2})?)?$",
        ),
    ] = "",
    service: Annotated[
        str,
        Query(
            description="Slug layanan yang harus tersedia.",
            examples=["ktp-el"],
            pattern=r"^[-a-zA-Z0-9_]{0,60}$",
        ),
    ] = "",
) -> HttpResponse:
    """Kantor menurut wilayah dan nama, 24 per halaman."""
    now = moment_of(request)
    found, shown = offices_page(offices_in(region, service, now), now, page)
    if found.number != page:
        return _no_page(page, found.paginator.num_pages)
    content = {
        "offices": [office_entry(each) for each in shown],
        "page": found.number,
        "pages": found.paginator.num_pages,
        "total": found.paginator.count,
    }
    next_at = min((each.next_at for each in shown if each.next_at), default=None)
    return answered(request, content, cache=fresh_for(now, next_at))


@api.get(
    "/offices/{slug:slug}",
    response=directory_shapes.Office,
    url_name="api_office",
    operation_id="getOffice",
    summary=to_translate("Satu kantor: letak, jam yang direncanakan, penutupan, loket, layanan"),
    tags=["Direktori"],
)
def office(request: HttpRequest, slug: Slug) -> HttpResponse:
    """Tanpa status: apa yang ditawarkan dan direncanakan."""
    plan = office_plan(slug, moment_of(request))
    if plan is None:
        return _no_office(slug)
    return answered(request, office_content(plan), cache=DIRECTORY_CACHE)


@api.get(
    "/offices/{slug:slug}/status",
    response=shapes.OfficeStatus,
    url_name="api_office_status",
    operation_id="getOfficeStatus",
    summary=to_translate("Status setiap layanan di setiap loket sebuah kantor"),
    tags=["Status"],
)
def office_status(request: HttpRequest, slug: Slug) -> HttpResponse:
    """Sama dengan halaman kantor. Jangan tampilkan lagi sesudah `valid_until`."""
    now = moment_of(request)
    found = find_office(slug)
    if found is None:
        return _no_office(slug)
    shown = office_page(found, now, Filter())
    return answered(request, status_content(shown), cache=fresh_for(now, shown.office.next_at))


@api.get(
    "/offices/{slug:slug}/desks/{slug:desk}/status",
    response=shapes.OneDeskStatus,
    url_name="api_desk_status",
    operation_id="getDeskStatus",
    summary=to_translate("Status setiap layanan di satu loket"),
    tags=["Status"],
)
def desk_status(request: HttpRequest, slug: Slug, desk: Slug) -> HttpResponse:
    """Sama dengan halaman loket. Jangan tampilkan lagi sesudah `valid_until`."""
    now = moment_of(request)
    found = find_office(slug)
    if found is None:
        return _no_office(slug)
    shown = desk_page(found, desk, now)
    if shown is None:
        sentence = _("Tidak ada loket “%(desk)s” di kantor ini. Lihat daftarnya di %(address)s.")
        address = api_address("api_office", slug)
        return refusal("desk", sentence % {"desk": desk, "address": address}, status=404)
    content = desk_status_content(shown.office, shown.desk)
    return answered(request, content, cache=fresh_for(now, shown.office.next_at))


@api.get(
    "/services",
    response=directory_shapes.Services,
    url_name="api_services",
    operation_id="listServices",
    summary=to_translate("Katalog layanan dengan kata-kata warga dan nama Inggris"),
    tags=["Direktori"],
)
def services(request: HttpRequest, page: PageNumber = 1) -> HttpResponse:
    """Layanan yang ditawarkan sedikitnya satu loket, 100 per halaman."""
    offered: QuerySet[Any] = offered_services(moment_of(request))
    paginator = Paginator(offered, SERVICES_PER_PAGE)
    try:
        found = paginator.page(page)
    except EmptyPage:
        return _no_page(page, paginator.num_pages)
    content = {
        "services": [service_entry(each) for each in found.object_list],
        "page": page,
        "pages": paginator.num_pages,
        "total": paginator.count,
    }
    return answered(request, content, cache=DIRECTORY_CACHE)


@api.get(
    "/services/{slug:slug}",
    response=directory_shapes.Service,
    url_name="api_service",
    operation_id="getService",
    summary=to_translate("Satu layanan: standar pelayanannya dan di mana ditawarkan"),
    tags=["Direktori"],
)
def service(request: HttpRequest, slug: Slug) -> HttpResponse:
    """Komponen standar pelayanan menurut UU 25/2009 pasal 21, sejauh sudah diisi."""
    now = moment_of(request)
    found = offered_services(now).filter(slug=slug).first()
    if found is None:
        sentence = _("Tidak ada layanan “%(slug)s”. Lihat daftarnya di %(address)s.")
        address = api_address("api_services")
        return refusal("slug", sentence % {"slug": slug, "address": address}, status=404)
    content = {
        **service_entry(found),
        "places": [place_entry(*each) for each in places_by_standard(found, now)],
    }
    return answered(request, content, cache=DIRECTORY_CACHE)


@api.get(
    "/search",
    response=shapes.Search,
    url_name="api_search",
    operation_id="search",
    summary=to_translate("Cari layanan dan kantor dengan kata-kata warga"),
    tags=["Status"],
)
def search(
    request: HttpRequest,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=80,
            description="Kata-kata warga.",
            examples=["ktp hilang"],
            pattern=r"\S",
        ),
    ],
) -> HttpResponse:
    """Salah ketik kecil dimaafkan. Layanan yang sedang dilayani lebih dulu."""
    if too_often(request, "api-search", SEARCHES_PER_MINUTE):
        return slow_down(request, SEARCHES_PER_MINUTE)
    now = moment_of(request)
    words = " ".join(q.replace("\x00", " ").split())
    matching = find_matching(words)
    found = places_of(matching, now)
    _page, listed = offices_page(offices_for(matching.asked), now, 1)
    content = {
        "query": words,
        "services": [found_entry(each) for each in found],
        "offices": [office_entry(each) for each in listed],
    }
    moments = [each.next_at for each in listed]
    moments += [place.status.next_at for each in found for place in each.places]
    next_at = min((each for each in moments if each), default=None)
    return answered(request, content, cache=fresh_for(now, next_at))


def _no_office(slug: str) -> HttpResponse:
    sentence = _("Tidak ada kantor dengan alamat “%(slug)s”. Lihat daftarnya di %(address)s.")
    address = api_address("api_offices")
    return refusal("slug", sentence % {"slug": slug, "address": address}, status=404)


def _no_page(page: int, pages: int) -> HttpResponse:
    sentence = _("Halaman %(page)d tidak ada. Halaman terakhir: %(pages)d.")
    return refusal("page", sentence % {"page": page, "pages": pages}, status=404)
