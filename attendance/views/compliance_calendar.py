"""A month of the compliance report as a calendar, coloured by one of its shares."""

from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.permissions import can_read_compliance
from accounts.requests import SignedInRequest
from attendance.models import ComplianceReport, ThresholdCode
from attendance.queries.compliance import latest_report
from attendance.queries.month_calendar import CalendarDay, calendar_of
from attendance.queries.months import months_before
from attendance.queries.overview import reports_between, unit_path, units_of
from attendance.queries.thresholds import thresholds_on
from attendance.views.compliance_comparison import unit_from
from attendance.views.overview_shapes import FAIR_POINTS, days_url, tone_of
from attendance.wording import comparison as words
from attendance.wording import compliance as compliance_words

log = structlog.get_logger(__name__)
Shape = dict[str, Any]

WFH_STEPS = (25, 50, 75)
"""Percent of work from home at which a cell's blue deepens; neither more nor less is better."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a calendar is coloured by: value and base of a date, its list, its target if any."""

    value: Callable[[CalendarDay], int]
    base: Callable[[CalendarDay], int]
    opens: Callable[[CalendarDay], str]
    target: str = ""

    def share(self, day: CalendarDay) -> float | None:
        """The number in the cell, in percent; None where there is nothing to take it of."""
        base = self.base(day)
        return 100 * self.value(day) / base if base else None


def _count(code: str) -> Callable[[CalendarDay], int]:
    return lambda day: day.counts[code]


def _list(code: str) -> Callable[[CalendarDay], str]:
    return lambda _: code


def _quota_list(day: CalendarDay) -> str:
    """The units that broke the quota; where none did, those that kept it."""
    return "quota_broken_days" if day.counts["quota_broken_days"] else "quota_kept_days"


SIZES = {
    "hadir": Size(
        _count("present_days"),
        _count("due_days"),
        _list("due_days"),
        ThresholdCode.PRESENT_TARGET_PERCENT,
    ),
    "tepat": Size(
        _count("on_time_days"),
        _count("present_days"),
        _list("present_days"),
        ThresholdCode.ON_TIME_TARGET_PERCENT,
    ),
    "wfh": Size(_count("wfh_days"), _count("present_days"), _list("wfh_days")),
    "kuota": Size(
        _count("quota_kept_days"),
        lambda day: day.counts["quota_kept_days"] + day.counts["quota_broken_days"],
        _quota_list,
        ThresholdCode.QUOTA_TARGET_PERCENT,
    ),
}
"""By the word in the address (`?ukuran=wfh`)."""


@require_safe
def compliance_calendar(request: SignedInRequest, month: date) -> HttpResponse:
    """The month by dates, of the agency or of a unit with all below it (`?unit=3`)."""
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance_words.may_not_read())
    overview = f"{reverse('attendance:compliance')}?bulan={month:%Y-%m}"
    report = latest_report(request.user, month)
    if report is None:
        return redirect(overview)
    unit_id, chosen = unit_from(request), request.GET.get("ukuran", "hadir")
    size = SIZES.get(chosen)
    if size is None:
        raise Http404
    try:
        path = unit_path(request.user, unit_id)
    except Unit.DoesNotExist:
        raise Http404 from None
    unit = path[-1] if path else None
    days = calendar_of(request.user, report, unit)
    goal = thresholds_on(report.agency_id, report.data_until).get(size.target)
    below = units_of(report, unit)
    log.info("compliance.calendar_read", agency=report.agency_id, by=request.user.pk, unit=unit_id)
    opens = _opener(report, size, unit_id, below=bool(below))
    narrowed = "" if unit is None else f"&unit={unit.pk}"
    context = {
        "report": report,
        "unit": unit,
        "path": [{"unit": one, "url": f"?ukuran={chosen}&unit={one.pk}"} for one in path],
        "top_url": f"?ukuran={chosen}",
        "overview_url": overview + narrowed,
        "below": sorted((one.unit for one in below), key=lambda one: one.name),
        "size": chosen,
        "label": words.size_label(chosen),
        "meaning": words.size_meaning(chosen),
        "sizes": _tabs(chosen, narrowed),
        "weekdays": [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in range(7)],
        "weeks": _weeks(report, days, chosen, goal, opens),
        "legend": _legend(chosen, goal),
        "rows": [_row(days[day], opens(days[day])) for day in sorted(days)],
        **_neighbours(request, month, f"?ukuran={chosen}{narrowed}"),
    }
    return render(request, "attendance/compliance_calendar.html", context)


def _tabs(chosen: str, narrowed: str) -> list[Shape]:
    return [
        {
            "label": words.size_label(name),
            "url": f"?ukuran={name}{narrowed}",
            "current": name == chosen,
        }
        for name in SIZES
    ]


def _opener(
    report: ComplianceReport, size: Size, unit_id: int | None, *, below: bool
) -> Callable[[CalendarDay], str]:
    """The address of the days behind a date."""

    def opens(day: CalendarDay) -> str:
        url = days_url(report, size.opens(day), unit_id, below=below)
        return f"{url}{'&' if '?' in url else '?'}tanggal={day.date}"

    return opens


def _weeks(
    report: ComplianceReport,
    days: dict[date, CalendarDay],
    chosen: str,
    goal: int | None,
    opens: Callable[[CalendarDay], str],
) -> list[list[Shape | None]]:
    """Weeks from Monday to Sunday; dates of other months are None."""
    month = report.month

    def cell(day: date) -> Shape | None:
        if day.month != month.month:
            return None
        return _cell(report, day, days.get(day), chosen, goal, opens)

    return [
        [cell(day) for day in week]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]


def _cell(
    report: ComplianceReport,
    day: date,
    found: CalendarDay | None,
    chosen: str,
    goal: int | None,
    opens: Callable[[CalendarDay], str],
) -> Shape:
    size = SIZES[chosen]
    share = None if found is None else size.share(found)
    if found is None or share is None:
        return {"date": day, "share": None, "said": words.empty_cell(day, report.data_until)}
    return {
        "date": day,
        "share": share,
        # Rounded down: 100 stands only where nobody is missing.
        "whole": int(share),
        "said": words.cell_words(chosen, size.value(found), size.base(found)),
        "look": _look(chosen, share, goal),
        "url": opens(found),
    }


def _look(chosen: str, share: float, goal: int | None) -> str:
    """The cell's class: a tone where there is a target, else one of four depths."""
    if chosen != "wfh":
        return f"tone-{tone_of(share, goal) or 'far'}"
    return f"depth-{sum(share >= step for step in WFH_STEPS)}"


def _legend(chosen: str, goal: int | None) -> list[Shape]:
    if chosen == "wfh":
        steps = [None, *WFH_STEPS, None]
        return [
            {"look": f"depth-{depth}", "text": words.legend_words(steps[depth], steps[depth + 1])}
            for depth in range(4)
        ]
    if goal is None:
        return []
    fair = goal - FAIR_POINTS
    return [
        {"look": "tone-ok", "text": words.legend_words(goal, None)},
        {"look": "tone-wait", "text": words.legend_words(fair, goal)},
        {"look": "tone-bad", "text": words.legend_words(None, fair)},
    ]


def _row(day: CalendarDay, url: str) -> Shape:
    return {"day": day, "url": url, **{name: size.share(day) for name, size in SIZES.items()}}


def _neighbours(request: SignedInRequest, month: date, query: str) -> Shape:
    """The calendars of the months beside it that have a report."""
    before, after = months_before(month, 1), months_before(month, -1)
    known = reports_between(request.user, before, after)
    return {
        f"{name}_url": (
            reverse("attendance:compliance_calendar", args=[one]) + query if one in known else ""
        )
        for name, one in (("previous", before), ("next", after))
    }
