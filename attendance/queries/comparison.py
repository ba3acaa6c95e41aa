"""Two months of an agency or unit beside each other, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import Employee, Unit
from attendance.models import ComplianceReport
from attendance.queries.compliance import Line, Lines
from attendance.queries.overview import (
    ListedUnit,
    figures_by_report,
    reports_between,
    unit_path,
    units_of,
)

EARLIEST = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in the former and the later month.

    `points` is the difference of the shares, where both have one; `difference` that of the values;
    `percent` the latter in percent of the former value, where that is not 0.
    """

    former: Line
    later: Line

    @property
    def points(self) -> float | None:
        """How much the share rose, in percentage points."""
        if self.former.share is None or self.later.share is None:
            return None
        return self.later.share - self.former.share

    @property
    def difference(self) -> int:
        """How much the value rose."""
        return self.later.value - self.former.value

    @property
    def percent(self) -> float | None:
        """How much the value rose, in percent of the former."""
        return 100 * self.difference / self.former.value if self.former.value else None


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit one step below, in both months."""

    unit: Unit
    opens: bool
    present: Change
    on_time: Change
    quota_broken: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two months. A side without a report is None, then nothing is compared.

    `months` are all that have a report, newest first; `units` those with the largest change of
    presence first.
    """

    former: ComplianceReport | None
    later: ComplianceReport | None
    months: tuple[date, ...]
    path: tuple[Unit, ...]
    changes: dict[str, Change]
    units: tuple[UnitChange, ...]


def comparison_of(
    person: Employee, former: date, later: date, unit_id: int | None = None
) -> Comparison:
    """The figures of both months side by side; five statements at most, however many units.

    A unit of no report among the two raises Unit.DoesNotExist.
    """
    path = unit_path(person, unit_id)
    unit = path[-1] if path else None
    reports = reports_between(person, EARLIEST, date.max)
    sides = reports.get(former), reports.get(later)
    found = Comparison(*sides, tuple(sorted(reports, reverse=True)), path, {}, ())
    if found.former is None or found.later is None:
        return found
    lines = figures_by_report([found.former.pk, found.later.pk], person.agency_id, unit)
    if not lines:
        raise Unit.DoesNotExist
    if len({found.former.pk, found.later.pk} - lines.keys()):
        return found
    changes = _changes(lines[found.former.pk], lines[found.later.pk])
    units = _unit_changes(units_of(found.former, unit), units_of(found.later, unit))
    return Comparison(*sides, found.months, path, changes, tuple(units))


def _changes(former: Lines, later: Lines) -> dict[str, Change]:
    return {code: Change(former[code], later[code]) for code in later}


def _unit_changes(former: list[ListedUnit], later: list[ListedUnit]) -> list[UnitChange]:
    """Units that stand in both months; a new one has nothing to be compared with."""
    before = {one.unit.pk: one.lines for one in former}
    found = [
        UnitChange(
            one.unit,
            one.opens,
            *(
                Change(before[one.unit.pk][code], one.lines[code])
                for code in ("present_days", "on_time_days", "quota_broken_days")
            ),
        )
        for one in later
        if one.unit.pk in before
    ]
    return sorted(found, key=lambda one: (-abs(one.present.points or 0), one.unit.name))
