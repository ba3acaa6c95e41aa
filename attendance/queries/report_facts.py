"""Everything a report's document says, read from the figures as they were kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import Unit
from attendance.models import (
    ComplianceFigure,
    ComplianceReport,
    DayAmendment,
    MonthFreeze,
    Policy,
)
from attendance.queries.months import last_of_month, months_before
from attendance.queries.thresholds import thresholds_on

TREND_MONTHS = 6
"""So many months stand in the charts, the report's own included."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A kept figure. `share` is `value` in percent of `base`, 0 to 100."""

    value: int
    base: int | None

    @property
    def share(self) -> float | None:
        """The percentage, or None where there is no base to take it of."""
        return 100 * self.value / self.base if self.base else None


Counts = Mapping[str, Counted]
"""Figures by code; a figure that the report does not know is missing."""


def value_of(counts: Counts, code: str) -> int:
    """The figure, 0 where the report does not know it."""
    return counts[code].value if code in counts else 0


def share_of(counts: Counts, code: str) -> float | None:
    """The figure in percent of its base, None where there is none.

    Where no desk sent any news in the month, a share of 0 of staffed time would be no finding.
    """
    if code == "desk_staffed_minutes" and _is_silent(counts):
        return None
    return counts[code].share if code in counts else None


def _is_silent(counts: Counts) -> bool:
    return value_of(counts, "desk_unknown_minutes") >= value_of(counts, "desk_promised_minutes")


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """A unit with the figures of its own people (those of the units below it stand there)."""

    unit: Unit
    counts: Counts


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the document of a report is made of.

    `history` holds the agency's figures of up to `TREND_MONTHS` months by their first day, oldest
    first, the report's own last. `units` are in order of name. `parts` are the agency's slices,
    as `weekday:5`. `targets` are the thresholds in force by code; `caps` the agency-wide policies
    of the month that limit WFH or WFO. `amended` counts the days of a frozen month that
    changed since.
    """

    report: ComplianceReport
    history: Mapping[date, Counts]
    units: tuple[UnitCounts, ...]
    parts: Mapping[str, Counts]
    targets: Mapping[str, int]
    caps: tuple[Policy, ...]
    freeze: MonthFreeze | None
    amended: int

    @property
    def whole(self) -> Counts:
        """The agency's own figures."""
        return self.history[self.report.month]

    @property
    def before(self) -> Counts | None:
        """The agency's figures of the month before, where it has a report."""
        return self.history.get(months_before(self.report.month, 1))


def agency_counts(report: ComplianceReport) -> Counts:
    """The agency's own figures of a report; one statement."""
    rows = ComplianceFigure.objects.filter(
        agency_id=report.agency_id, report=report, unit=None, slice=""
    )
    return {row.code: Counted(row.value, row.base) for row in rows}


def report_facts(report: ComplianceReport, freeze: MonthFreeze | None = None) -> ReportFacts:
    """The facts of `report`: seven statements, however many units; inside the tenancy.

    `freeze` is the one that is being signed; without it, the one that is kept.
    """
    month, last = report.month, last_of_month(report.month)
    former = _former(report)
    rows = (
        ComplianceFigure.objects.filter(agency_id=report.agency_id)
        .filter(
            Q(report_id__in=list(former), unit=None, slice="")
            | Q(report_id=report.pk, below=False, slice="")
            | Q(report_id=report.pk, unit=None)
        )
        .select_related("unit")
    )
    months = {**former, report.pk: month}
    history, units, parts = _sorted_out(rows, months, report.pk)
    in_month = {"agency_id": report.agency_id, "date__range": (month, last)}
    changed = DayAmendment.objects.filter(**in_month).values("date", "employee_id").distinct()
    return ReportFacts(
        report=report,
        history=dict(sorted({month: {}, **history}.items())),
        units=tuple(units),
        parts=parts,
        targets=thresholds_on(report.agency_id, report.data_until),
        caps=_caps(report),
        freeze=freeze
        or MonthFreeze.objects.filter(agency_id=report.agency_id, month=month)
        .select_related("report")
        .first(),
        amended=changed.count(),
    )


def _former(report: ComplianceReport) -> dict[int, date]:
    """The reports of the months before, by id: of each month the signed or newest one."""
    earliest = months_before(report.month, TREND_MONTHS - 1)
    found = (
        ComplianceReport.objects.filter(
            agency_id=report.agency_id,
            amends=None,
            month__gte=earliest,
            month__lt=report.month,
        )
        .order_by("month", "-version")
        .distinct("month")
    )
    return dict(found.values_list("pk", "month"))


def _sorted_out(
    rows: Iterable[ComplianceFigure], months: Mapping[int, date], own: int
) -> tuple[dict[date, Counts], list[UnitCounts], dict[str, Counts]]:
    """The agency's figures by month, its units', and its slices'."""
    by_month: dict[date, dict[str, Counted]] = defaultdict(dict)
    by_unit: dict[int, dict[str, Counted]] = defaultdict(dict)
    by_slice: dict[str, dict[str, Counted]] = defaultdict(dict)
    units: dict[int, Unit] = {}
    for row in rows:
        counted = Counted(row.value, row.base)
        if row.unit is not None:
            units[row.unit.pk] = row.unit
            by_unit[row.unit.pk][row.code] = counted
        elif row.slice:
            by_slice[row.slice][row.code] = counted
        else:
            by_month[months[row.report_id]][row.code] = counted
    named = sorted(units.values(), key=lambda unit: (unit.name, unit.pk))
    return dict(by_month), [UnitCounts(one, by_unit[one.pk]) for one in named], dict(by_slice)


def _caps(report: ComplianceReport) -> tuple[Policy, ...]:
    """Agency-wide policies of the report's dates that limit places, the oldest first."""
    rows = (
        Policy.objects.published()
        .filter(agency_id=report.agency_id, unit=None, post="", valid_from__lte=report.data_until)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=report.month))
        .exclude(wfh_cap_percent=None, wfo_cap_percent=None)
        .select_related("regulation")
        .order_by("valid_from", "pk")
    )
    return tuple(rows)
