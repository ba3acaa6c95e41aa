"""A month date by date: the few shares a calendar is coloured by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count
from django.db.models.expressions import RawSQL

from accounts.models import Employee, Unit
from attendance.models import ComplianceFigure, ComplianceReport, WorkDay
from attendance.queries.days import Span
from attendance.queries.figures import BY_CODE, quota_days
from attendance.rulebook import rulebook_of

CODES = ("due_days", "present_days", "on_time_days", "late_days", "wfh_days", "absent_days")
"""What is counted for each date, by the conditions of the report."""

QUOTA_CODES = ("quota_kept_days", "quota_broken_days")


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A date with work due: counts of person-days, and of unit-days whose quota held or not."""

    date: date
    counts: dict[str, int]

    def share(self, code: str, of: str) -> float | None:
        """`code` in percent of `of`; None where that is 0."""
        return 100 * self.counts[code] / self.counts[of] if self.counts[of] else None

    @property
    def quota_share(self) -> float | None:
        """Unit-days with the quota kept, in percent; None on a date without a quota."""
        held = sum(self.counts[code] for code in QUOTA_CODES)
        return 100 * self.counts["quota_kept_days"] / held if held else None


def calendar_of(
    person: Employee, report: ComplianceReport, unit: Unit | None
) -> dict[date, CalendarDay]:
    """The report's dates on which work was due, of the agency or of a unit with all below it.

    The agency's counts are those the report keeps; a unit's are counted from its days by the same
    conditions. Twelve statements at most, however many dates.
    """
    if unit is None:
        counts = _kept(report)
    else:
        units = frozenset(
            Unit.objects.filter(agency_id=report.agency_id)
            .with_tree_fields()
            .descendants(unit, include_self=True)
            .values_list("pk", flat=True)
        )
        counts = _counted(person, report, units)
        _add_quota(report, units, counts)
    return {day: CalendarDay(day, dict(one)) for day, one in counts.items() if one["due_days"]}


_Counts = dict[date, dict[str, int]]


def _kept(report: ComplianceReport) -> _Counts:
    """From the report's own slices by date; one statement."""
    counts: _Counts = defaultdict(lambda: dict.fromkeys((*CODES, *QUOTA_CODES), 0))
    rows = ComplianceFigure.objects.filter(
        agency_id=report.agency_id,
        report=report,
        unit=None,
        code__in=(*CODES, *QUOTA_CODES),
        slice__startswith="date:",
    )
    for row in rows:
        counts[date.fromisoformat(row.slice.partition(":")[2])][row.code] = row.value
    return counts


def _counted(person: Employee, report: ComplianceReport, units: frozenset[int]) -> _Counts:
    """From the units' judged days; one grouped statement."""
    wanted = {code: Count("employee_id", filter=_where(code)) for code in CODES}
    rows = (
        WorkDay.objects.visible_to(person)
        .filter(unit_id__in=units, date__range=(report.month, report.data_until))
        .order_by()
        .values("date")
        .annotate(**wanted)
    )
    counts: _Counts = {}
    for row in rows:
        counts[row.pop("date")] = row | dict.fromkeys(QUOTA_CODES, 0)
    return counts


def _where(code: str) -> RawSQL:
    # A constant of `figures.kinds`: one definition for report and calendar.
    return RawSQL(BY_CODE[code].where, [], output_field=BooleanField())  # noqa: S611


def _add_quota(report: ComplianceReport, units: frozenset[int], counts: _Counts) -> None:
    span = Span(report.month, report.data_until)
    book = rulebook_of(report.agency, span.first, span.last)
    for one in quota_days(report.agency, span, book, sorted(units)):
        counts[one.date][one.code] += 1
