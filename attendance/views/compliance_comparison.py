"""Two months of the compliance report side by side (`?a=2026-10&b=2026-09`)."""

from datetime import date
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.permissions import can_read_compliance
from accounts.requests import SignedInRequest
from attendance.queries.comparison import Change, Comparison, UnitChange, comparison_of
from attendance.queries.compliance import shown_month
from attendance.queries.figures import GROUPED
from attendance.queries.months import last_of_month, months_before
from attendance.wording import comparison as words
from attendance.wording import compliance as compliance_words

log = structlog.get_logger(__name__)
Shape = dict[str, Any]
UNITS_A_PAGE = 25
SAME_POINTS = 0.05
ALIKE_PERCENT = 15
"""How far the workdays of two months may lie apart for their numbers to be compared."""

BETTER_UP = frozenset(
    {
        "present_days",
        "on_time_days",
        "quota_kept_days",
        "as_planned_days",
        "status_in_time",
        "complaints_in_time",
        "desk_staffed_minutes",
        "ready_people",
    }
)
BETTER_DOWN = frozenset(
    {
        "absent_days",
        "late_days",
        "late_minutes",
        "early_minutes",
        "no_out_days",
        "mismatch_days",
        "pending_days",
        "outage_days",
        "quota_broken_days",
        "home_instead_days",
        "lost_minutes",
        "converted_days",
        "cases_opened",
        "cases_light",
        "cases_medium",
        "cases_severe",
        "status_wrong",
        "complaints",
        "outages",
        "outage_minutes",
        "desk_unknown_minutes",
        "waiting_days",
        "late_closed_days",
        "open_requests",
    }
)
"""Of the other figures neither more nor less is better: they say how much there was."""


@require_safe
def compliance_compare(request: SignedInRequest) -> HttpResponse:
    """Every figure of month `a` beside that of month `b`; `?unit=3` narrows both to a unit."""
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance_words.may_not_read())
    later, former = _months(request)
    try:
        found = comparison_of(request.user, former, later, unit_from(request))
    except Unit.DoesNotExist:
        raise Http404 from None
    log.info("compliance.compared", agency=request.user.agency_id, by=request.user.pk)
    page = Paginator(found.units, UNITS_A_PAGE).get_page(request.GET.get("halaman"))
    kept = f"a={later:%Y-%m}&b={former:%Y-%m}"
    unit = found.path[-1] if found.path else None
    context = {
        "agency": request.user.agency.name,
        "later": later,
        "former": former,
        "months": sorted({*found.months, later, former}, reverse=True),
        "unit": unit,
        "path": [{"unit": one, "url": f"?{kept}&unit={one.pk}"} for one in found.path],
        "top_url": f"?{kept}",
        "swap_url": f"?a={former:%Y-%m}&b={later:%Y-%m}" + (f"&unit={unit.pk}" if unit else ""),
        "problem": _problem(found, former, later),
        "note": _note(found),
        "groups": _groups(found),
        "units": [_unit_row(one, kept) for one in page.object_list],
        "page": page,
        "query": f"{kept}&unit={unit.pk}&" if unit else f"{kept}&",
        "overview_url": f"{reverse('attendance:compliance')}?bulan={later:%Y-%m}"
        + (f"&unit={unit.pk}" if unit else ""),
    }
    return render(request, "attendance/compliance_comparison.html", context)


def unit_from(request: SignedInRequest) -> int | None:
    """The unit an address names (`?unit=3`); a text that is no number is no address."""
    text = request.GET.get("unit", "")
    if text and not (text.isdecimal() and len(text) < 12):
        raise Http404
    return int(text) if text else None


def verdict_of(code: str, step: float) -> str:
    """`better`, `worse`, `same`, or `other` where neither direction is good."""
    if abs(step) < SAME_POINTS:
        return "same"
    if code in BETTER_UP:
        return "better" if step > 0 else "worse"
    if code in BETTER_DOWN:
        return "worse" if step > 0 else "better"
    return "other"


def _months(request: SignedInRequest) -> tuple[date, date]:
    """The later month (`a`), by default the latest with a report, and the one before it (`b`)."""
    later = shown_month(request.user, request.GET.get("a", ""), request.now).first
    text = request.GET.get("b", "")
    if not text:
        return later, months_before(later, 1)
    return later, shown_month(request.user, text, request.now).first


def _problem(found: Comparison, former: date, later: date) -> str:
    for side, month in ((found.later, later), (found.former, former)):
        if side is None:
            return words.not_computed(month)
    return "" if found.changes else words.not_there()


def _note(found: Comparison) -> str:
    """A sentence where numbers of the two months cannot be held against each other."""
    if found.later is None or found.former is None:
        return ""
    sides = (found.later, found.former)
    short = [one for one in sides if one.data_until < last_of_month(one.month)]
    if len(short) == 1:
        return words.partial_months(short[0].month, short[0].data_until)
    if _is_alike(found):
        return ""
    days = found.changes["workdays"]
    return words.uneven_months(
        found.former.month, days.former.value, found.later.month, days.later.value
    )


def _is_alike(found: Comparison) -> bool:
    """Whether both months have about as many workdays, so that numbers can be compared."""
    days = found.changes.get("workdays")
    return days is None or (days.percent is not None and abs(days.percent) <= ALIKE_PERCENT)


def _groups(found: Comparison) -> list[Shape]:
    """The report's parts with their figures; for a unit without those that no unit has."""
    groups, alike = [], _is_alike(found)
    for group, codes in GROUPED.items():
        lines = [
            _line(code, found.changes[code], alike=alike) for code in codes if code in found.changes
        ]
        if found.path:
            lines = [line for line in lines if line["former"] or line["later"]]
        if lines:
            groups.append({"label": compliance_words.group_label(group), "lines": lines})
    return groups


def _line(code: str, change: Change, *, alike: bool) -> Shape:
    counted = compliance_words.unit_words(change.later.measure)
    return {
        "code": code,
        "label": compliance_words.figure_label(code),
        "counted": counted,
        "former": change.former.value,
        "later": change.later.value,
        "former_share": change.former.share,
        "later_share": change.later.share,
        **step_shape(code, change, counted, alike=alike),
    }


def step_shape(code: str, change: Change, counted: str = "", *, alike: bool = True) -> Shape:
    """A change in words, with its verdict: in points where there are shares, else in numbers.

    Numbers of months that are not `alike` in length have no verdict.
    """
    if change.points is not None:
        step, said = change.points, words.step_words(change.points, words.points_unit())
    else:
        step, said = change.difference, words.step_words(change.difference, counted)
    verdict = verdict_of(code, step)
    if not alike and change.points is None and verdict != "same":
        verdict = "other"
    return {
        "step": said,
        "percent": (
            words.step_words(change.percent, "%").replace(" %", "%")
            if change.points is None and change.percent
            else ""
        ),
        "direction": "flat" if verdict == "same" else "up" if step > 0 else "down",
        "tone": {"better": "ok", "worse": "bad"}.get(verdict, "shut"),
        "verdict": words.verdict_words(verdict),
    }


def _unit_row(one: UnitChange, kept: str) -> Shape:
    return {
        "name": one.unit.name,
        "url": f"?{kept}&unit={one.unit.pk}",
        "former": one.present.former.share,
        "later": one.present.later.share,
        "present": step_shape("present_days", one.present),
        "on_time": step_shape("on_time_days", one.on_time),
        "quota": step_shape(
            "quota_broken_days",
            one.quota_broken,
            compliance_words.unit_words(one.quota_broken.later.measure),
        ),
    }
