"""What the pages of the compliance report show, each in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q

from accounts.models import Employee, Unit
from asn_wfh import clock
from attendance.models import ComplianceFigure, ComplianceReport, Job, JobState
from attendance.queries.figures import ALL_KINDS, Measure
from attendance.queries.months import FIRST_YEAR, LAST_YEAR, Month

NEWS_FOR = timedelta(minutes=2)
"""So long a finished computation is told of: one may be over before its page is drawn."""

TREND_MONTHS = 6
"""So many months stand on a figure's line, the shown one included."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure as the report keeps it. `share` is `value` in percent of `base`, 0 to 100."""

    code: str
    measure: Measure
    base_code: str
    value: int
    base: int | None

    @property
    def share(self) -> float | None:
        """The percentage, or None where there is no base to take it of."""
        return 100 * self.value / self.base if self.base else None


Lines = dict[str, Line]
"""The figures of an agency or unit by code, in the order of the report."""


@dataclass(frozen=True, slots=True)
class UnitLines:
    """A unit with its figures."""

    unit: Unit
    lines: Lines

    @property
    def late_per_person(self) -> int:
        """Minutes late per person in the month, rounded to whole minutes."""
        people = self.lines["employees"].value
        return round(self.lines["late_minutes"].value / people) if people else 0


@dataclass(frozen=True, slots=True)
class Overview:
    """A month at a glance. `report` is None before the first computation.

    `history` holds the agency's figures of months with a report, oldest first, the shown one
    last; `before` those of the month just before, where it has a report. `units` come worst
    first. `job` is the latest of the month that is still of interest.
    """

    month: Month
    report: ComplianceReport | None
    lines: Lines
    before: Lines | None
    history: tuple[Lines, ...]
    units: tuple[UnitLines, ...]
    job: Job | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All figures of one report: of the agency, or of `unit`. `units` are those with figures."""

    report: ComplianceReport
    unit: Unit | None
    units: tuple[Unit, ...]
    lines: Lines


def shown_month(person: Employee, text: str, now: datetime) -> Month:
    """The month an address names; else the latest with a report, else the running one."""
    today = clock.on_local_date(now, person.agency.zone)
    try:
        named = date.fromisoformat(f"{text}-01")
    except ValueError:
        named = None
    if named is not None and FIRST_YEAR < named.year < LAST_YEAR:
        return Month(named, today)
    latest = ComplianceReport.objects.visible_to(person).aggregate(latest=Max("month"))["latest"]
    return Month(latest or today.replace(day=1), today)


def overview_of(person: Employee, month: Month, now: datetime) -> Overview:
    """The month as the first screen shows it; three statements, however many units."""
    earliest = _months_before(month.first, TREND_MONTHS - 1)
    reports = {
        report.month: report
        for report in ComplianceReport.objects.visible_to(person)
        .filter(month__range=(earliest, month.first))
        .order_by("month", "-version")
        .distinct("month")
    }
    report = reports.get(month.first)
    rows = (
        ComplianceFigure.objects.filter(agency_id=person.agency_id)
        .filter(
            Q(report__in=[one.pk for one in reports.values()], unit=None)
            | Q(report=None if report is None else report.pk, unit__isnull=False)
        )
        .select_related("unit")
    )
    of_month, of_unit = _sorted_out(rows)
    job = Job.objects.visible_to(person).filter(kind="compliance", month=month.first)
    before = reports.get(_months_before(month.first, 1))
    return Overview(
        month=month,
        report=report,
        lines={} if report is None else of_month[report.pk],
        before=None if before is None else of_month[before.pk],
        history=tuple(of_month[reports[first].pk] for first in sorted(reports)),
        units=tuple(sorted(of_unit, key=_worst_first)),
        job=_of_interest(job.order_by("-asked_at", "-pk").first(), report, now),
    )


def latest_report(person: Employee, month: date) -> ComplianceReport | None:
    """The newest version of the month's report that `person` may read."""
    return (
        ComplianceReport.objects.visible_to(person)
        .filter(month=month)
        .select_related("agency")
        .first()
    )


def report_page(report: ComplianceReport, unit_id: int | None) -> ReportPage:
    """The figures of a report the person may read; two statements.

    A unit without figures in it raises Unit.DoesNotExist.
    """
    units = tuple(
        Unit.objects.filter(
            pk__in=ComplianceFigure.objects.filter(
                agency_id=report.agency_id, report=report, code="employees", unit__isnull=False
            ).values("unit_id")
        ).order_by("name")
    )
    unit = None
    if unit_id is not None:
        unit = next((one for one in units if one.pk == unit_id), None)
        if unit is None:
            raise Unit.DoesNotExist
    rows = ComplianceFigure.objects.filter(agency_id=report.agency_id, report=report, unit=unit)
    return ReportPage(report, unit, units, lines_of({row.code: row for row in rows}))


def exported_lines(report: ComplianceReport) -> tuple[Lines, tuple[UnitLines, ...]]:
    """The agency's figures, and every unit's by code; one statement."""
    rows = ComplianceFigure.objects.filter(
        agency_id=report.agency_id, report=report
    ).select_related("unit")
    of_month, of_unit = _sorted_out(rows)
    return of_month[report.pk], tuple(sorted(of_unit, key=lambda one: one.unit.code))


def lines_of(rows: dict[str, ComplianceFigure]) -> Lines:
    """Figures in the order of the report; one that an older report did not have yet is 0."""
    found: Lines = {}
    for kind in ALL_KINDS:
        row = rows.get(kind.code)
        value, base = (0, None) if row is None else (row.value, row.base)
        found[kind.code] = Line(kind.code, kind.measure, kind.base, value, base)
    return found


def _sorted_out(
    rows: Iterable[ComplianceFigure],
) -> tuple[dict[int, Lines], list[UnitLines]]:
    """The agency's figures by report, and those of units."""
    by_report: dict[int, dict[str, ComplianceFigure]] = defaultdict(dict)
    by_unit: dict[int, dict[str, ComplianceFigure]] = defaultdict(dict)
    units: dict[int, Unit] = {}
    for row in rows:
        if row.unit is None:
            by_report[row.report_id][row.code] = row
        else:
            units[row.unit.pk] = row.unit
            by_unit[row.unit.pk][row.code] = row
    of_month = {report: lines_of(figures) for report, figures in by_report.items()}
    return of_month, [UnitLines(units[pk], lines_of(by_unit[pk])) for pk in units]


def _worst_first(one: UnitLines) -> tuple[bool, float, float, int, str]:
    """Least presence first, then least punctual, then most often over quota, then by name."""
    present, on_time = one.lines["present_days"].share, one.lines["on_time_days"].share
    return (
        present is None,
        present or 0.0,
        on_time or 0.0,
        -one.lines["quota_broken_days"].value,
        one.unit.name,
    )


def _of_interest(job: Job | None, report: ComplianceReport | None, now: datetime) -> Job | None:
    """A job that runs or has just ended; or that stopped with no report computed since."""
    if job is None:
        return None
    if job.state == JobState.DONE:
        return job if job.finished_at and now - job.finished_at < NEWS_FOR else None
    stopped = job.state in (JobState.FAILED, JobState.CANCELLED)
    if stopped and report is not None and report.computed_at > job.asked_at:
        return None
    return job


def _months_before(month: date, number: int) -> date:
    months = month.year * 12 + month.month - 1 - number
    return date(months // 12, months % 12 + 1, 1)
