"""What the files of a month hold, read a little at a time: no file's rows are ever held whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import F

from attendance.models import ComplianceFigure, ComplianceReport

CHUNK = 2000

Counted = tuple[int, int | None]
"""A figure's value, and what it is a share of (None: of nothing)."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures by code of the agency (`unit_id` None) or of one unit.

    With `below` they include all units below it.
    """

    unit_id: int | None
    unit_code: str
    unit_name: str
    below: bool
    counted: dict[str, Counted]

    def value(self, code: str) -> int:
        """The figure, or 0 where the report is older than the figure."""
        return self.counted.get(code, (0, None))[0]

    def base(self, code: str) -> int | None:
        """What the figure is a share of, or None."""
        return self.counted.get(code, (0, None))[1]


@dataclass(frozen=True, slots=True)
class SliceFigure:
    """One figure of a part of the agency: `slice` as `employment:pns` or `weekday:5`."""

    slice: str
    code: str
    value: int
    base: int | None


def unit_figures(report: ComplianceReport, *, below: bool = False) -> Iterator[UnitFigures]:
    """The agency's figures, then each unit's by code; one statement, one unit in memory.

    With `below` also those of units with all below them, each after the unit's own.
    """
    rows = ComplianceFigure.objects.filter(
        agency_id=report.agency_id, report=report, slice=""
    ).order_by(F("unit__code").asc(nulls_first=True), "unit_id", "below")
    if not below:
        rows = rows.filter(below=False)
    fields = ("unit_id", "unit__code", "unit__name", "below", "code", "value", "base")
    read = rows.values_list(*fields).iterator(chunk_size=CHUNK)
    for (unit_id, code, name, is_sum), figures in groupby(read, itemgetter(0, 1, 2, 3)):
        counted = {row[4]: (row[5], row[6]) for row in figures}
        yield UnitFigures(unit_id, code or "", name or "", is_sum, counted)


def slice_figures(report: ComplianceReport) -> Iterator[SliceFigure]:
    """The agency's figures of its parts, in order of part and code; one statement."""
    rows = ComplianceFigure.objects.filter(agency_id=report.agency_id, report=report, unit=None)
    rows = rows.exclude(slice="").order_by("slice", "code")
    for row in rows.values_list("slice", "code", "value", "base").iterator(chunk_size=CHUNK):
        yield SliceFigure(*row)
