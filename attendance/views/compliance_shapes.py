"""What the templates of the compliance report print: figures put into words and addresses."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from accounts.models import Employee, Unit
from attendance.models import ComplianceReport, Job, JobState, WorkDay
from attendance.queries.compliance import Line, Lines, Overview, ReportPage, UnitLines
from attendance.queries.figure_days import UnitDay
from attendance.queries.figures import REPORT_KINDS
from attendance.wording import complaints as complaint_words
from attendance.wording import compliance as words
from attendance.wording import day_words
from services import wording_complaints as public
from services.models import Complaint

Shape = dict[str, Any]

HEADLINES = (
    ("present_days", True),
    ("on_time_days", True),
    ("quota_kept_days", True),
    ("absent_days", False),
)
"""The four figures of the month, and whether more of it is better."""

GROUPS = {
    "presence": (
        "employees",
        "workdays",
        "due_days",
        "present_days",
        "absent_days",
        "excused_days",
    ),
    "places": (
        "wfo_days",
        "wfh_days",
        "wfa_days",
        "mismatch_days",
        "quota_kept_days",
        "quota_broken_days",
    ),
    "hours": (
        "on_time_days",
        "late_days",
        "late_minutes",
        "early_minutes",
        "no_out_days",
        "pending_days",
        "outage_days",
    ),
    "citizens": tuple(kind.code for kind in REPORT_KINDS),
}

GOOD_PRESENCE, FAIR_PRESENCE = 95, 85
"""Percent of due days from which a unit's bar is green, or yellow; below it is red."""

SAME_POINTS = 0.05
WAITING_LONG = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)


def overview_shape(
    overview: Overview, person: Employee, now: datetime, *, may_compute: bool
) -> Shape:
    """What `_compliance_overview.html` shows."""
    month, report, job = overview.month, overview.report, overview.job
    active = job is not None and job.state in (JobState.QUEUED, JobState.RUNNING)
    here = reverse("attendance:compliance")
    return {
        "agency": person.agency.name,
        "date": month.first,
        "generated_at": None if report is None else report.computed_at,
        "data_until": None if report is None else report.data_until,
        "version": None if report is None else report.version,
        "summary": "" if report is None else _summary(overview.lines, report),
        "previous_url": f"{here}?bulan={month.before}",
        "next_url": f"{here}?bulan={month.after}" if month.last < month.today else "",
        "figures": [] if report is None else [_headline(overview, *one) for one in HEADLINES],
        "units": [] if report is None else [_unit_row(report, one) for one in overview.units],
        "goal": None,
        "good_presence": GOOD_PRESENCE,
        "fair_presence": FAIR_PRESENCE,
        "report_url": "" if report is None else _of_month("attendance:compliance_report", report),
        "download_url": "" if report is None else _of_month("attendance:compliance_csv", report),
        "compute_url": (
            reverse("attendance:compliance_compute")
            if may_compute and not active and month.first <= month.today
            else ""
        ),
        "compute_month": f"{month.first:%Y-%m}",
        "may_compute": may_compute,
        "job": None if job is None else job_shape(job, now, may_cancel=may_compute),
    }


def job_shape(job: Job, now: datetime, *, may_cancel: bool) -> Shape:
    """What `components/_progress.html` shows."""
    active = job.state in (JobState.QUEUED, JobState.RUNNING)
    return {
        "id": job.pk,
        "url": reverse("attendance:compliance_job", args=[job.pk]),
        "title": words.job_title(job.month or job.asked_at.date()),
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "note": _job_note(job, now),
        "result_url": "",
        "result_label": "",
        "cancel_url": (
            reverse("attendance:compliance_cancel", args=[job.pk]) if active and may_cancel else ""
        ),
    }


def report_shape(page: ReportPage) -> Shape:
    """What the report's page and the list behind a figure show of it."""
    report, unit = page.report, page.unit
    by_code = {code: _line(report, line, unit) for code, line in page.lines.items()}
    query = "" if unit is None else f"?unit={unit.pk}"
    return {
        "report": report,
        "unit": unit,
        "units": page.units,
        "by_code": by_code,
        "groups": [
            {"label": words.group_label(group), "lines": [by_code[code] for code in codes]}
            for group, codes in GROUPS.items()
            if unit is None or group != "citizens"
        ],
        "url": _of_month("attendance:compliance_report", report) + query,
        "overview_url": f"{reverse('attendance:compliance')}?bulan={report.month:%Y-%m}",
        "download_url": _of_month("attendance:compliance_csv", report),
    }


def row_of_day(report: ComplianceReport, one: WorkDay | UnitDay | Complaint) -> Shape:
    """A row of the list behind a figure."""
    if isinstance(one, Complaint):
        return {
            "one": one,
            "title": public.kind_label(one.kind),
            "place": complaint_words.place(one),
            "state": f"report_{one.state}",
            "finding": complaint_words.finding_label(one.finding),
            "url": reverse("attendance:complaint", args=[one.pk]),
        }
    if isinstance(one, WorkDay):
        return {
            "day": one,
            "flags": sorted(set(one.flags) - {"late", "early"}),
            "url": reverse("attendance:day_of", args=[one.date, one.employee_id]),
        }
    due = reverse("attendance:compliance_days", args=[report.month, "present_days"])
    return {
        "unit": one.unit,
        "day": one.day,
        "url": f"{due}?unit={one.unit.pk}&tanggal={one.day.date}",
    }


def _job_note(job: Job, now: datetime) -> str:
    if job.state == JobState.RUNNING:
        return job.step
    if job.state != JobState.QUEUED:
        return job.message
    waited = now - job.asked_at
    if waited < WAITING_LONG:
        return words.queued_words()
    return words.waiting_long(waited // timedelta(minutes=1))


def _summary(lines: Lines, report: ComplianceReport) -> str:
    present, on_time = lines["present_days"].share, lines["on_time_days"].share
    if present is None:
        return ""
    return words.summary_words(
        f"{words.decimal_words(present)}%",
        f"{words.decimal_words(on_time or 0)}%",
        day_words(report.data_until),
    )


def _headline(overview: Overview, code: str, more_is_better: bool) -> Shape:
    """One of the four figures, as `components/_figure.html` prints it."""
    line = overview.lines[code]
    in_days = code == "absent_days"
    value = _measured(line, in_days=in_days)
    text = words.decimal_words(value, 0 if in_days else 1) if value is not None else "–"
    before = None if overview.before is None else overview.before[code]
    trend = _trend(value, None if before is None else _measured(before, in_days=in_days), in_days)
    past = [_measured(one[code], in_days=in_days) for one in overview.history]
    series = [one for one in past if one is not None]
    previous = overview.month.first - ONE_DAY
    return {
        "label": words.figure_label(code),
        "value": text,
        "unit": "" if value is None else " hari" if in_days else "%",
        "trend": trend[0],
        "trend_good": (trend[0] == "up") == more_is_better,
        "trend_label": trend[1]
        and words.trend_words(trend[0], trend[1], words.month_words(previous)),
        "series": series if len(series) > 1 else [],
    }


def _measured(line: Line, *, in_days: bool) -> float | None:
    return line.value if in_days else line.share


def _trend(value: float | None, before: float | None, in_days: bool) -> tuple[str, str]:
    """The direction since the month before, and the step in words; empty where unknown."""
    if value is None or before is None:
        return "", ""
    step = abs(value - before)
    said = words.days_words(round(step)) if in_days else words.points_words(step)
    if step < SAME_POINTS:
        return "flat", said
    return ("up" if value > before else "down"), said


def _unit_row(report: ComplianceReport, one: UnitLines) -> Shape:
    presence = one.lines["present_days"].share
    broken = one.lines["quota_broken_days"].value
    return {
        "name": one.unit.name,
        "url": f"{_of_month('attendance:compliance_report', report)}?unit={one.unit.pk}",
        "employees": one.lines["employees"].value,
        "presence": presence,
        "on_time": one.lines["on_time_days"].share,
        "late_minutes": one.late_per_person,
        "quota_broken": broken,
        "quota_url": _days_url(report, "quota_broken_days", one.unit) if broken else "",
        "tone": _tone(presence),
    }


def _tone(presence: float | None) -> str:
    if presence is None:
        return ""
    return "ok" if presence >= GOOD_PRESENCE else "wait" if presence >= FAIR_PRESENCE else "bad"


def _line(report: ComplianceReport, line: Line, unit: Unit | None) -> Shape:
    return {
        "code": line.code,
        "label": words.figure_label(line.code),
        "meaning": words.figure_meaning(line.code),
        "value": line.value,
        "counted": words.unit_words(line.measure),
        "share": line.share,
        "of": words.share_words(line.base_code) if line.share is not None else "",
        "url": _days_url(report, line.code, unit) if line.value else "",
    }


def _days_url(report: ComplianceReport, code: str, unit: Unit | None) -> str:
    url = reverse("attendance:compliance_days", args=[report.month, code])
    return url if unit is None else f"{url}?unit={unit.pk}"


def _of_month(name: str, report: ComplianceReport) -> str:
    month: date = report.month
    return reverse(name, args=[month])
