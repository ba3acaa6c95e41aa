"""The open API for programs: read-only JSON, for every origin, without a key."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from services.models import Office
from services.queries.offices import Filter, OfficePage, find_office, office_page, offices_page
from services.queries.shown import DeskShown, OfficeShown, ServiceShown
from services.views.answers import checked, fresh_for, moment_of, weak_etag

READING = ("GET", "HEAD", "OPTIONS")
PREFLIGHT_AGE = 86_400


def open_api(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An address of the open API: any origin, no session, refusals as JSON."""

    @login_not_required
    @gzip_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = ", ".join(READING)
            response["Access-Control-Allow-Headers"] = "If-None-Match"
            response["Access-Control-Max-Age"] = str(PREFLIGHT_AGE)
        elif request.method not in READING:
            sentence = f"Alamat ini hanya dapat dibaca. Pakai GET, bukan {request.method}."
            response = refusal("method", sentence, status=405)
            response["Allow"] = ", ".join(READING)
        else:
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        del request.session
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


@open_api
def offices(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/offices?page=1`: the directory with counts, in pages."""
    now = moment_of(request)
    page, shown = offices_page(Office.objects.all(), now, request.GET.get("page", "1"))
    content = {
        "offices": [_office_entry(each) for each in shown],
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    next_at = min((each.next_at for each in shown if each.next_at), default=None)
    return _answer(request, content, now, next_at)


@open_api
def office_status(request: HttpRequest, slug: str) -> HttpResponse:
    """`GET /api/v1/offices/{slug}/status`: every service at every desk, as on the page."""
    now = moment_of(request)
    office = find_office(slug)
    if office is None:
        sentence = (
            f"Tidak ada kantor dengan alamat “{slug}”. "
            f"Lihat daftarnya di {reverse('services:api_offices')}."
        )
        return refusal("slug", sentence, status=404)
    shown = office_page(office, now, Filter())
    return _answer(request, _status(shown), now, shown.office.next_at)


@open_api
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address under `/api/`."""
    sentence = f"Tidak ada alamat API ini. Mulailah dari {reverse('services:api_offices')}."
    return refusal("path", sentence, status=404)


def refusal(field: str, sentence: str, *, status: int) -> JsonResponse:
    """What is wrong, as JSON: `{"errors": {field: [sentence]}}`."""
    answer = JsonResponse(
        {"errors": {field: [sentence]}}, status=status, json_dumps_params={"ensure_ascii": False}
    )
    answer["Cache-Control"] = "public, max-age=15"
    return answer


def _answer(
    request: HttpRequest, content: dict[str, Any], now: datetime, next_at: datetime | None
) -> HttpResponse:
    """The content with its moment; the ETag is of the content, so that a poll mostly hears 304."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    body = json.dumps({**content, "generated_at": utc(now)}, ensure_ascii=False)
    response = HttpResponse(body, content_type="application/json")
    response["Cache-Control"] = fresh_for(now, next_at)
    return checked(request, response, weak_etag(text.encode()))


def utc(at: datetime | None) -> str | None:
    """`2026-11-24T01:20:00Z`."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _office_entry(office: OfficeShown) -> dict[str, Any]:
    return {
        "slug": office.slug,
        "name": office.name,
        "address": office.address,
        "region": office.region,
        "zone": office.zone,
        "phone": office.phone,
        "staffed": office.staffed,
        "desks_total": office.total,
        "valid_until": utc(office.valid_until),
        "url": office.url,
        "status_url": reverse("services:api_office_status", args=[office.slug]),
    }


def _status(shown: OfficePage) -> dict[str, Any]:
    office = shown.office
    return {
        "office": {"slug": office.slug, "name": office.name, "zone": office.zone},
        "valid_until": utc(office.valid_until),
        "staffed": office.staffed,
        "desks_total": office.total,
        "desks": [_desk(each) for each in office.desks],
    }


def _desk(desk: DeskShown) -> dict[str, Any]:
    return {
        "slug": desk.slug,
        "name": desk.name,
        "agency": desk.agency,
        "services": [_service(each) for each in desk.services],
    }


def _service(service: ServiceShown) -> dict[str, Any]:
    change = None
    if service.next_at is not None:
        change = {"at": utc(service.next_at), "code": service.next_code}
    return {
        "slug": service.slug,
        "name": service.name,
        "code": service.code,
        "reason": service.reason,
        "basis": service.basis,
        "since": utc(service.since),
        "evidence_at": utc(service.evidence_at),
        "next_change": change,
        "message": service.text,
        "alternatives": [
            {"kind": way.kind, "label": way.label, "url": way.url} for way in service.ways
        ],
    }
