"""What the month at a glance prints: figures with their targets, what waits, units, the way on."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from accounts.models import Employee
from attendance.models import ComplianceReport, JobState, ThresholdCode
from attendance.queries.compliance import Lines
from attendance.queries.months import last_of_month
from attendance.queries.overview import ListedUnit, Overview, WeekdayShare
from attendance.views.headline_shapes import Headline, headline_shape
from attendance.views.job_shapes import job_shape
from attendance.wording import compliance as words
from attendance.wording import day_words
from attendance.wording import overview as said

Shape = dict[str, Any]

TARGETS = {
    "present_days": ThresholdCode.PRESENT_TARGET_PERCENT,
    "on_time_days": ThresholdCode.ON_TIME_TARGET_PERCENT,
    "quota_kept_days": ThresholdCode.QUOTA_TARGET_PERCENT,
    "desk_staffed_minutes": ThresholdCode.STAFFED_TARGET_PERCENT,
}
"""The headline shares, and the threshold that is the target of each."""

FAIR_POINTS = 10
"""A share at most so many points below its target is yellow; below that it is red."""

ATTENTION = (
    ("quota_broken_days", "exclamation-triangle-fill", "bad"),
    ("absent_days", "x-circle-fill", "bad"),
    ("cases_opened", "exclamation-circle-fill", "wait"),
    ("open_requests", "hourglass-split", "pause"),
    ("waiting_days", "clock-history", "pause"),
)
"""Figures that call for somebody as soon as they are more than 0."""

UNITS_A_PAGE = 25


def overview_shape(
    overview: Overview, person: Employee, now: datetime, *, may_compute: bool, page: str = ""
) -> Shape:
    """What `_compliance_overview.html` shows; `page` is that of the units."""
    month, report, job = overview.month, overview.report, overview.job
    unit_id = _unit_id(overview)
    # What nobody asked for waits behind all others; somebody's click lets it go first.
    active = job is not None and (
        job.state == JobState.RUNNING
        or (job.state == JobState.QUEUED and job.asked_by_id is not None)
    )
    shape = {
        "agency": person.agency.name,
        "unit": overview.unit,
        "date": month.first,
        "previous_url": _address(month.before, unit_id),
        "next_url": _address(month.after, unit_id) if month.last < month.today else "",
        "compute_url": (
            reverse("attendance:compliance_compute")
            if may_compute and not active and not overview.is_frozen and month.first <= month.today
            else ""
        ),
        "compute_month": f"{month.first:%Y-%m}",
        "may_compute": may_compute,
        "job": None if job is None else job_shape(job, now, may_cancel=may_compute),
        "report": report,
    }
    return shape if report is None else shape | _of_report(overview, report, page)


def tone_of(share: float | None, goal: int | None) -> str:
    """Green from the target on, yellow just below it, red beneath; "" where either is unknown."""
    if share is None or goal is None:
        return ""
    return "ok" if share >= goal else "wait" if share >= goal - FAIR_POINTS else "bad"


def state_of(overview: Overview, report: ComplianceReport) -> str:
    """`frozen`, `complete` where the whole month is counted, or `partial`."""
    if overview.is_frozen:
        return "frozen"
    return "complete" if report.data_until >= last_of_month(report.month) else "partial"


def _of_report(overview: Overview, report: ComplianceReport, page: str) -> Shape:
    goal = overview.targets.get(TARGETS["present_days"])
    units = Paginator(overview.units, UNITS_A_PAGE).get_page(page)
    state, month = state_of(overview, report), f"{report.month:%Y-%m}"
    return {
        "state": state,
        "state_label": said.state_words(state, report.data_until),
        "summary": _summary(overview.lines, report),
        "figures": [_headline(overview, report, code) for code in _headlines(overview.lines)],
        "attention": list(_attention(overview, report)),
        "quiet": said.all_quiet(),
        "weekdays": [_weekday(one) for one in overview.weekdays],
        "path": [{"unit": unit, "url": _address(month, unit.pk)} for unit in overview.path],
        "top_url": _address(month, None),
        "units": [_unit_row(overview, report, one) for one in units.object_list],
        "page": units,
        "page_query": _query(month, _unit_id(overview)) + "&",
        "goal": goal,
        "fair": None if goal is None else goal - FAIR_POINTS,
        "ways": list(_ways(overview, report)),
    }


def _headlines(lines: Lines) -> tuple[str, ...]:
    """The four figures; where nothing is known of desks, the last is who stayed away."""
    last = "desk_staffed_minutes" if _knows_desks(lines) else "absent_days"
    return ("present_days", "on_time_days", "quota_kept_days", last)


def _knows_desks(lines: Lines) -> bool:
    """Whether any desk sent news in the month: otherwise a share of 0 would be no finding."""
    return lines["desk_promised_minutes"].value > lines["desk_unknown_minutes"].value


def _headline(overview: Overview, report: ComplianceReport, code: str) -> Shape:
    in_days = code == "absent_days"
    # Days of a part of a month are fewer for that alone; shares can be compared all the same.
    is_compared = not (in_days and state_of(overview, report) == "partial")
    before = overview.before if is_compared else None

    def measured(lines: Lines) -> float | None:
        if code == "desk_staffed_minutes" and not _knows_desks(lines):
            return None
        return lines[code].value if in_days else lines[code].share

    return headline_shape(
        Headline(
            said.headline_label(code),
            measured(overview.lines),
            None if before is None else measured(before),
            [measured(one) for one in overview.history],
            goal=None if in_days else overview.targets.get(TARGETS[code]),
            in_days=in_days,
            more_is_better=not in_days,
            url=_days_url(overview, report, code) if overview.lines[code].value else "",
        ),
        overview.month.day_before,
    )


def _attention(overview: Overview, report: ComplianceReport) -> Iterator[Shape]:
    """What calls for somebody, with the list behind each."""
    for code, icon, tone in ATTENTION:
        number = overview.lines[code].value
        if number:
            yield {
                "icon": icon,
                "tone": tone,
                "number": number,
                "minutes": False,
                "text": said.attention_words(code),
                "url": _days_url(overview, report, code),
            }
    promised, staffed, unknown = (
        overview.lines[f"desk_{what}_minutes"].value for what in ("promised", "staffed", "unknown")
    )
    if promised - staffed - unknown > 0:
        yield {
            "icon": "person-dash-fill",
            "tone": "bad",
            "number": promised - staffed - unknown,
            "minutes": True,
            "text": said.attention_words("unstaffed_minutes"),
            "url": _days_url(overview, report, "desk_promised_minutes"),
        }


def _weekday(one: WeekdayShare) -> Shape:
    over = (one.is_open is False and one.share > 0) or (one.cap is not None and one.share > one.cap)
    return {
        "label": said.weekday_label(one.weekday),
        "share": one.share,
        "cap": one.cap,
        "said": said.cap_words(one.cap, one.is_open),
        "tone": "wait" if over else "",
    }


def _unit_row(overview: Overview, report: ComplianceReport, one: ListedUnit) -> Shape:
    presence = one.lines["present_days"].share
    broken = one.lines["quota_broken_days"].value
    figures = reverse("attendance:compliance_report", args=[report.month])
    below = _address(f"{report.month:%Y-%m}", one.unit.pk)
    return {
        "name": one.unit.name,
        "opens": one.opens,
        "url": below if one.opens else f"{figures}?unit={one.unit.pk}",
        "employees": one.lines["employees"].value,
        "presence": presence,
        "on_time": one.lines["on_time_days"].share,
        "late_minutes": one.late_per_person,
        "quota_broken": broken,
        "quota_url": (
            days_url(report, "quota_broken_days", one.unit.pk, below=one.opens) if broken else ""
        ),
        "tone": tone_of(presence, overview.targets.get(TARGETS["present_days"])),
    }


AGENCY_WAYS = (
    ("compliance_filing", "filing", "pencil-square"),
    ("compliance_pdf", "pdf", "file-earmark-text"),
    ("compliance_files", "files", "download"),
    ("compliance_difference", "difference", "clock-history"),
)
"""The month's pages that are about the whole agency: address, words, icon."""


def _ways(overview: Overview, report: ComplianceReport) -> Iterator[Shape]:
    """The way to the month's other pages."""
    month, unit = report.month, _unit_id(overview)
    narrowed = "" if unit is None else f"?unit={unit}"
    figures = reverse("attendance:compliance_report", args=[month]) + narrowed
    figures += "&bawahan=1" if narrowed and overview.units else ""
    yield {"url": figures, "label": said.way_label("figures"), "icon": "bar-chart-line"}
    calendar = reverse("attendance:compliance_calendar", args=[month]) + narrowed
    yield {"url": calendar, "label": said.way_label("calendar"), "icon": "calendar3"}
    compared = reverse("attendance:compliance_compare")
    query = f"?a={month:%Y-%m}&b={overview.month.before}" + (f"&unit={unit}" if unit else "")
    yield {"url": compared + query, "label": said.way_label("compare"), "icon": "arrow-left-right"}
    for name, label, icon in AGENCY_WAYS if unit is None else ():
        url = reverse(f"attendance:{name}", args=[month])
        yield {"url": url, "label": said.way_label(label), "icon": icon}


def days_url(
    report: ComplianceReport, code: str, unit_id: int | None = None, *, below: bool = False
) -> str:
    """The list behind a figure of the agency, a unit, or a unit with all below it."""
    url = reverse("attendance:compliance_days", args=[report.month, code])
    if unit_id is None:
        return url
    return f"{url}?unit={unit_id}" + ("&bawahan=1" if below else "")


def _days_url(overview: Overview, report: ComplianceReport, code: str) -> str:
    return days_url(report, code, _unit_id(overview), below=bool(overview.units))


def _unit_id(overview: Overview) -> int | None:
    return None if overview.unit is None else overview.unit.pk


def _address(month: str, unit_id: int | None) -> str:
    """The overview of a month (`2026-11`), of a unit or of the agency."""
    return f"{reverse('attendance:compliance')}?{_query(month, unit_id)}"


def _query(month: str, unit_id: int | None) -> str:
    return f"bulan={month}" + ("" if unit_id is None else f"&unit={unit_id}")


def _summary(lines: Lines, report: ComplianceReport) -> str:
    present, on_time = lines["present_days"].share, lines["on_time_days"].share
    if present is None:
        return ""
    return words.summary_words(
        f"{words.decimal_words(present)}%",
        f"{words.decimal_words(on_time or 0)}%",
        day_words(report.data_until),
    )
