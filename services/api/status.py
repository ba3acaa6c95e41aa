"""What programs read about an office now: one pure function from the page's values to JSON.

The page and the API are made of the same `OfficePage`, so the two cannot disagree.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from services.queries.offices import OfficePage
from services.queries.shown import DeskShown, OfficeShown, ServiceShown


def status_content(shown: OfficePage) -> dict[str, Any]:
    """`GET /api/v1/offices/{slug}/status` without its `generated_at`.

    Pure: the same values give the same content, so its digest is the answer's ETag. Sentences are
    in the language `shown` was worded in. A snapshot of the status (`services.snapshots`) is
    `dumped(dated(status_content(shown), now))` under `weak_etag(dumped(status_content(shown)))`,
    served with the headers of `services.views.api.OPEN_HEADERS`.
    """
    office = shown.office
    return {**_office(office), "desks": [_desk(each) for each in office.desks]}


def desk_status_content(office: OfficeShown, desk: DeskShown) -> dict[str, Any]:
    """`GET /api/v1/offices/{slug}/desks/{desk}/status` without its `generated_at`."""
    valid_until = min((each.valid_until for each in desk.services), default=office.valid_until)
    return {
        "office": _identity(office),
        "valid_until": utc(valid_until),
        "desk": _desk(desk),
    }


def dated(content: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The content with the moment it was made at."""
    return {**content, "generated_at": utc(now)}


def dumped(content: dict[str, Any]) -> bytes:
    """JSON as sent: UTF-8, without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def utc(at: datetime | None) -> str | None:
    """`2026-11-24T01:20:00Z`."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def service_content(service: ServiceShown) -> dict[str, Any]:
    """One service at one desk, as the public may know it."""
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


def _identity(office: OfficeShown) -> dict[str, Any]:
    return {"slug": office.slug, "name": office.name, "zone": office.zone}


def _office(office: OfficeShown) -> dict[str, Any]:
    return {
        "office": _identity(office),
        "valid_until": utc(office.valid_until),
        "staffed": office.staffed,
        "desks_total": office.total,
    }


def _desk(desk: DeskShown) -> dict[str, Any]:
    return {
        "slug": desk.slug,
        "name": desk.name,
        "agency": desk.agency,
        "services": [service_content(each) for each in desk.services],
    }
