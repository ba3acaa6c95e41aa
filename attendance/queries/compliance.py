"""What the pages of the compliance report show, each in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from accounts.models import Employee, Unit
from asn_wfh import clock
from attendance.models import ComplianceFigure, ComplianceReport
from attendance.queries.figures import ALL_KINDS, Measure
from attendance.queries.months import FIRST_YEAR, LAST_YEAR, Month


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


def latest_report(person: Employee, month: date) -> ComplianceReport | None:
    """The newest version of the month's report that `person` may read.

    A frozen month's is the signed one: amendments stand beside it.
    """
    return (
        ComplianceReport.objects.visible_to(person)
        .filter(month=month, amends=None)
        .select_related("agency")
        .first()
    )


def report_page(
    report: ComplianceReport, unit_id: int | None, *, below: bool = False
) -> ReportPage:
    """The figures of a report the person may read; two statements.

    With `below` those of the unit and all below it; a unit with none below it is itself. A unit
    without figures in the report raises Unit.DoesNotExist.
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
    rows = ComplianceFigure.objects.filter(
        agency_id=report.agency_id, report=report, unit=unit, slice=""
    ).order_by("below")
    if not below:
        rows = rows.filter(below=False)
    return ReportPage(report, unit, units, lines_of({row.code: row for row in rows}))


def exported_lines(report: ComplianceReport) -> tuple[Lines, tuple[UnitLines, ...]]:
    """The agency's figures, and every unit's by code; one statement."""
    rows = ComplianceFigure.objects.filter(
        agency_id=report.agency_id, report=report, below=False, slice=""
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


def figure_of(
    report: ComplianceReport, code: str, unit_id: int | None, *, below: bool = False, part: str = ""
) -> int:
    """One figure's value as the report keeps it, of exactly this scope; 0 where it has none."""
    row = (
        ComplianceFigure.objects.filter(
            agency_id=report.agency_id, report=report, code=code, unit=unit_id, slice=part
        )
        .filter(below__in=(False, below))
        .order_by("-below")
        .first()
    )
    return 0 if row is None else row.value
