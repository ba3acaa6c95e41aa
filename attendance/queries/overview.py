"""The month at a glance, of an agency or one of its units, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import Employee, Unit
from attendance.models import ComplianceFigure, ComplianceReport, Job, JobState, MonthFreeze, Policy
from attendance.queries.compliance import Lines, UnitLines, lines_of
from attendance.queries.months import Month, months_before
from attendance.queries.thresholds import thresholds_on

NEWS_FOR = timedelta(minutes=2)
"""So long a finished computation is told of: one may be over before its page is drawn."""

TREND_MONTHS = 6
"""So many months stand on a figure's line, the shown one included."""

UNIT_CODES = (
    "employees",
    "present_days",
    "on_time_days",
    "late_minutes",
    "quota_broken_days",
    "absent_days",
)
"""What the list of units prints."""


@dataclass(frozen=True, slots=True)
class ListedUnit(UnitLines):
    """A unit of the list. `opens`: there are units below it, whose people its figures hold too."""

    opens: bool


@dataclass(frozen=True, slots=True)
class WeekdayShare:
    """Work from home on one weekday (ISO): its share of the days present, in percent.

    `is_open` says whether the agency's policy opens the weekday to it, `cap` is the policy's
    percentage or None; both None where no policy of the whole agency holds.
    """

    weekday: int
    share: float
    is_open: bool | None
    cap: float | None


@dataclass(frozen=True, slots=True)
class Overview:
    """A month at a glance: of the agency, or of `unit` with all below it.

    `report` is None before the first computation. `history` holds the figures of months with a
    report, oldest first, the shown one last; `before` those of the month just before, where it has
    a report. `units` are those one step below, worst first; `path` the units from the top down to
    `unit`. `job` is the latest of the month that is still of interest. `targets` by threshold code.
    """

    month: Month
    report: ComplianceReport | None
    unit: Unit | None
    path: tuple[Unit, ...]
    lines: Lines
    before: Lines | None
    history: tuple[Lines, ...]
    units: tuple[ListedUnit, ...]
    weekdays: tuple[WeekdayShare, ...]
    targets: dict[str, int]
    is_frozen: bool
    job: Job | None


def overview_of(
    person: Employee, month: Month, now: datetime, unit_id: int | None = None
) -> Overview:
    """The month as the first screen shows it; eight statements at most, however many units.

    A unit without figures in it raises Unit.DoesNotExist.
    """
    path = unit_path(person, unit_id)
    reports = reports_between(person, months_before(month.first, TREND_MONTHS - 1), month.first)
    report = reports.get(month.first)
    unit = path[-1] if path else None
    of_month = figures_by_report([one.pk for one in reports.values()], person.agency_id, unit)
    if unit is not None and (report is None or report.pk not in of_month):
        raise Unit.DoesNotExist
    job = Job.objects.visible_to(person).filter(kind="compliance", month=month.first)
    before = reports.get(months_before(month.first, 1))
    return Overview(
        month=month,
        report=report,
        unit=unit,
        path=path,
        lines={} if report is None else of_month[report.pk],
        before=None if before is None else of_month.get(before.pk),
        history=tuple(
            of_month[reports[first].pk]
            for first in sorted(reports)
            if reports[first].pk in of_month
        ),
        units=() if report is None else tuple(sorted(units_of(report, unit), key=_worst_first)),
        weekdays=() if report is None or unit is not None else _weekdays(report),
        targets=thresholds_on(person.agency_id, min(month.last, month.today)),
        is_frozen=MonthFreeze.objects.filter(
            agency_id=person.agency_id, month=month.first
        ).exists(),
        job=_of_interest(
            job.select_related("asked_by").order_by("-asked_at", "-pk").first(), report, now
        ),
    )


def reports_between(person: Employee, first: date, last: date) -> dict[date, ComplianceReport]:
    """The newest report of each month from `first` to `last`, by month; one statement."""
    rows = (
        ComplianceReport.objects.visible_to(person)
        .filter(month__range=(first, last), amends=None)
        .order_by("month", "-version")
        .distinct("month")
    )
    return {row.month: row for row in rows}


def figures_by_report(reports: list[int], agency_id: int, unit: Unit | None) -> dict[int, Lines]:
    """The figures of the agency or of a unit, with all below it, by report; one statement."""
    rows = ComplianceFigure.objects.filter(
        agency_id=agency_id, report__in=reports, unit=unit, slice=""
    ).order_by("below")
    found: dict[int, dict[str, ComplianceFigure]] = defaultdict(dict)
    for row in rows:
        # The sum of all below comes later, and takes the place of the unit's own people.
        found[row.report_id][row.code] = row
    return {pk: lines_of(figures) for pk, figures in found.items()}


def units_of(report: ComplianceReport, parent: Unit | None) -> list[ListedUnit]:
    """The units right below `parent` (None: at the top), each with all below it; one statement."""
    rows = (
        ComplianceFigure.objects.filter(
            agency_id=report.agency_id,
            report=report,
            unit__isnull=False,
            unit__parent=parent,
            code__in=UNIT_CODES,
            slice="",
        )
        .select_related("unit")
        .order_by("below")
    )
    found: dict[int, dict[str, ComplianceFigure]] = defaultdict(dict)
    units: dict[int, Unit] = {}
    opens: set[int] = set()
    for row in rows:
        assert row.unit is not None  # noqa: S101 - for the type checker: the query says so
        units[row.unit.pk] = row.unit
        found[row.unit.pk][row.code] = row
        if row.below:
            opens.add(row.unit.pk)
    return [ListedUnit(units[pk], lines_of(found[pk]), pk in opens) for pk in units]


def unit_path(person: Employee, unit_id: int | None) -> tuple[Unit, ...]:
    """The units from the top down to this one; none for the agency. Raises Unit.DoesNotExist."""
    if unit_id is None:
        return ()
    units = Unit.objects.filter(agency_id=person.agency_id).with_tree_fields()
    return tuple(units.ancestors(unit_id, include_self=True))


def _weekdays(report: ComplianceReport) -> tuple[WeekdayShare, ...]:
    """The shares by weekday, beside the cap of the agency's own policy; two statements."""
    rows = ComplianceFigure.objects.filter(
        agency_id=report.agency_id,
        report=report,
        unit=None,
        code="wfh_days",
        slice__startswith="weekday:",
    )
    policy = (
        Policy.objects.filter(agency_id=report.agency_id, unit=None, post="", region_level=None)
        .published()
        .on(report.data_until)
        .order_by("-valid_from", "-pk")
        .first()
    )
    shares = {
        int(row.slice.partition(":")[2]): 100 * row.value / row.base for row in rows if row.base
    }
    return tuple(_weekday(number, shares[number], policy) for number in sorted(shares))


def _weekday(number: int, share: float, policy: Policy | None) -> WeekdayShare:
    if policy is None:
        return WeekdayShare(number, share, None, None)
    is_open = not policy.wfh_weekdays or str(number) in policy.wfh_weekdays
    cap = policy.wfh_cap_percent if is_open else None
    return WeekdayShare(number, share, is_open, None if cap is None else float(cap))


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
