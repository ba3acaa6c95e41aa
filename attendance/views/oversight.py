"""The overview of several agencies, for those who oversee them: figures and no person."""

from collections.abc import Sequence
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import AgencyKind
from accounts.permissions import can_oversee, can_run_nationally
from accounts.requests import SignedInRequest
from attendance.actions.compliance import ACTIVE
from attendance.exports.oversight import overseen_csv, overseen_file_name
from attendance.models import NationalRun
from attendance.queries.oversight import (
    SHARES,
    Amounts,
    Asked,
    Overseen,
    Oversight,
    Standing,
    overseen_month,
    oversight_of,
)
from attendance.queries.thresholds import thresholds_on
from attendance.views.headline_shapes import Headline, headline_shape
from attendance.views.overview_shapes import TARGETS, tone_of
from attendance.wording import oversight as words

log = structlog.get_logger(__name__)
Shape = dict[str, Any]
PAGE_SIZE = 40

ORDERS = {
    "hadir": "present_days",
    "tepat": "on_time_days",
    "kuota": "quota_kept_days",
    "loket": "desk_staffed_minutes",
    "nama": "",
}
"""What the list is sorted by, worst first; without a code by name."""

REPORTED = frozenset({Standing.FROZEN, Standing.COMPLETE, Standing.PARTIAL})
STATES = {
    "": ("overseen", "building", "shut"),
    "melapor": ("reported", "file-earmark-text", "far"),
    "disahkan": ("frozen", "lock-fill", "ok"),
    "belum": ("missing", "hourglass-split", "unsure"),
    "terlambat": ("late", "exclamation-circle-fill", "bad"),
}
"""The tiles that narrow the list: the word in the address, what it counts, icon and tone."""


@require_safe
def compliance_overseen(request: SignedInRequest) -> HttpResponse:
    """Every agency overseen in a month (`?bulan=2026-10`), with totals and trend."""
    found = _found(request)
    rows = _sorted(_narrowed(found.agencies, request.GET), request.GET)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("halaman"))
    targets = thresholds_on(request.user.agency_id, found.month.last)
    context = {
        "month": _month_shape(found, request),
        "figures": _figures(found, targets),
        "trend": [
            {"month": one.month, "reported": one.reported, "shares": _shares(one.totals)}
            for one in reversed(found.trend)
        ],
        "columns": [words.share_label(code) for code in SHARES],
        "tiles": _tiles(found, request.GET),
        "orders": _orders(request.GET),
        "filters": _filters(found, request.GET),
        "page": page,
        "page_query": _page_query(request.GET),
        "rows": [_row(one, targets) for one in page.object_list],
        "goal": targets.get(TARGETS["present_days"]),
        "run": _run(found, request),
        "csv_url": f"{reverse('attendance:compliance_overseen_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "attendance/compliance_overseen.html", context)


@require_safe
def compliance_overseen_csv(request: SignedInRequest) -> HttpResponse:
    """The same list, narrowed and sorted alike, as a file for spreadsheets."""
    found = _found(request)
    rows = _sorted(_narrowed(found.agencies, request.GET), request.GET)
    log.info("oversight.downloaded", agency=request.user.agency_id, by=request.user.pk)
    return HttpResponse(
        overseen_csv(found.month.first, rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{overseen_file_name(found.month.first)}"'
        },
    )


def _found(request: SignedInRequest) -> Oversight:
    if not can_oversee(request.user.standing):
        raise PermissionDenied(words.may_not_oversee())
    asked = request.GET
    month = overseen_month(asked.get("bulan", ""), request.user, request.now)
    wanted = Asked(
        province=asked.get("provinsi", ""),
        kind=asked.get("jenis", ""),
        name=asked.get("nama", "").strip()[:120],
    )
    log.info("oversight.read", agency=request.user.agency_id, by=request.user.pk)
    return oversight_of(request.user, month, wanted, request.now)


def _narrowed(agencies: Sequence[Overseen], asked: QueryDict) -> list[Overseen]:
    wanted = STATES.get(asked.get("keadaan", ""), STATES[""])[0]
    return [one for one in agencies if _counts_as(one, wanted)]


def _counts_as(one: Overseen, what: str) -> bool:
    return {
        "overseen": True,
        "reported": one.standing in REPORTED,
        "frozen": one.standing is Standing.FROZEN,
        "missing": one.standing is Standing.MISSING,
        "late": one.is_late,
    }[what]


def _sorted(agencies: list[Overseen], asked: QueryDict) -> list[Overseen]:
    """Worst first; agencies without the figure come last, by name."""
    code = ORDERS.get(asked.get("urut", ""), ORDERS["hadir"])
    if not code:
        return agencies
    return sorted(agencies, key=lambda one: (share_of(one, code) is None, share_of(one, code) or 0))


def share_of(one: Overseen, code: str) -> float | None:
    """An agency's share of the figure in percent, or None."""
    amount = one.amounts.get(code)
    return None if amount is None else amount.share


def _month_shape(found: Oversight, request: SignedInRequest) -> Shape:
    month, reported = found.month, found.count(*REPORTED)
    present = found.totals.get("present_days")
    over = month.today > found.due if found.due else False
    return {
        "first": month.first,
        "agency": request.user.agency.name,
        "none": not found.all_agencies,
        "reported": reported,
        "summary": words.month_summary(
            month.first, reported, len(found.agencies), present.share if present else None
        ),
        "due": found.due and words.due_words(found.due, is_over=over),
        "previous_url": f"?{_query(request.GET, bulan=month.before, halaman=None)}",
        "next_url": (
            f"?{_query(request.GET, bulan=month.after, halaman=None)}"
            if month.last < month.today
            else ""
        ),
    }


def _run(found: Oversight, request: SignedInRequest) -> Shape | None:
    """The computation of the month for all agencies: the latest one, and the button for another."""
    month = found.month
    if not can_run_nationally(request.user.standing, request.user.agency.kind):
        return None
    latest = NationalRun.objects.filter(month=month.first).first()
    return {
        "month": f"{month.first:%Y-%m}",
        "latest": latest,
        "may_ask": month.last < month.today and (latest is None or latest.state not in ACTIVE),
    }


def _figures(found: Oversight, targets: dict[str, int]) -> list[Shape]:
    """The shares of all agencies asked for, added up; none before the first report."""
    if not found.count(*REPORTED):
        return []
    before = found.trend[-2].totals
    return [
        headline_shape(
            Headline(
                words.share_label(code),
                found.totals[code].share,
                before[code].share if code in before else None,
                [one.totals[code].share for one in found.trend if code in one.totals],
                goal=targets.get(TARGETS[code]),
            ),
            found.month.day_before,
        )
        for code in SHARES
        if code in TARGETS and code in found.totals
    ]


def _shares(amounts: Amounts) -> list[tuple[str, float | None]]:
    """Each share with its column's words; None where nobody reported it."""
    return [
        (words.share_label(code), amounts[code].share if code in amounts else None)
        for code in SHARES
    ]


def _tiles(found: Oversight, asked: QueryDict) -> list[Shape]:
    here = asked.get("keadaan", "")
    return [
        {
            "label": words.tile_label(what),
            "icon": icon,
            "tone": tone,
            "count": sum(_counts_as(one, what) for one in found.agencies),
            "url": f"?{_query(asked, keadaan=state or None, halaman=None)}#instansi",
            "current": state == here,
        }
        for state, (what, icon, tone) in STATES.items()
    ]


def _orders(asked: QueryDict) -> list[Shape]:
    here = asked.get("urut", "hadir")
    return [
        {
            "label": words.share_label(code) if code else words.by_name(),
            "url": f"?{_query(asked, urut=order, halaman=None)}#instansi",
            "current": order == here,
        }
        for order, code in ORDERS.items()
    ]


def _filters(found: Oversight, asked: QueryDict) -> Shape:
    provinces = {
        province.code: province.name for one in found.all_agencies if (province := one.province)
    }
    kinds = {one.agency.kind for one in found.all_agencies}
    return {
        "provinces": sorted(provinces.items(), key=lambda pair: pair[1]),
        "kinds": [kind for kind in AgencyKind.choices if kind[0] in kinds],
        "province": asked.get("provinsi", ""),
        "kind": asked.get("jenis", ""),
        "name": asked.get("nama", ""),
        "kept": [(key, asked[key]) for key in ("bulan", "urut", "keadaan") if asked.get(key)],
    }


def _row(one: Overseen, targets: dict[str, int]) -> Shape:
    present = share_of(one, "present_days")
    return {
        "one": one,
        "place": one.province.name if one.province and one.province != one.agency.region else "",
        "standing": f"report_month_{one.standing}",
        "until": one.standing is Standing.PARTIAL and one.data_until,
        "present": present,
        "tone": tone_of(present, targets.get(TARGETS["present_days"])),
        "shares": _shares(one.amounts)[1:],
        "employees": one.amounts["employees"].value if "employees" in one.amounts else None,
    }


def _page_query(asked: QueryDict) -> str:
    kept = _query(asked, halaman=None)
    return f"{kept}&" if kept else ""


def _query(asked: QueryDict, **changed: str | None) -> str:
    """The address' parameters with some changed; None leaves one out."""
    query = asked.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return query.urlencode()
