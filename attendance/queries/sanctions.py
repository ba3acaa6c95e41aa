"""The sanction tables and terms that bind an agency, as the rules' values: its own come first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from accounts.models import Agency
from accounts.rules import EmploymentType
from attendance.models import SanctionTable as TableRow
from attendance.rules.calendar import Period
from attendance.rules.sanctions import (
    Level,
    Measure,
    Sanction,
    SanctionTable,
    Step,
    table_on,
)


@dataclass(frozen=True, slots=True)
class TableBook:
    """Every table an agency may be judged by. `rows` gives a table's row id by the value."""

    own: tuple[SanctionTable, ...]
    national: tuple[SanctionTable, ...]
    rows: dict[SanctionTable, int]

    def on(self, employment_type: EmploymentType, day: date) -> SanctionTable | None:
        """The table that binds an employment type on `day`: the agency's own before the nation's.

        None where neither is on record.
        """
        own = table_on(self.own, employment_type, day)
        return table_on(self.national, employment_type, day) if own is None else own

    def least(self, day: date) -> tuple[int, int]:
        """The fewest days any table in force on `day` starts at, and its fewest minutes per day.

        Whoever stays below has crossed nothing. Days are 0 where no table is in force: nobody is
        below that, and nobody is looked up either.
        """
        valid = [one for one in (*self.own, *self.national) if one.period.covers(day)]
        days = [step.days for table in valid for step in table.steps]
        minutes = [table.minutes_per_day for table in valid if table.minutes_per_day is not None]
        return min(days, default=0), min(minutes, default=0)


def tables_of(agency: Agency) -> TableBook:
    """The tables of `agency` and of the nation; two statements, inside the agency's tenancy."""
    found = TableRow.objects.filter(Q(agency=agency) | Q(agency=None)).prefetch_related("steps")
    own: list[SanctionTable] = []
    national: list[SanctionTable] = []
    rows: dict[SanctionTable, int] = {}
    for row in found:
        value = _table(row)
        (national if row.agency_id is None else own).append(value)
        rows[value] = row.pk
    return TableBook(tuple(own), tuple(national), rows)


def table_value(row: TableRow) -> SanctionTable:
    """The rules' value of one table row, with its steps."""
    return _table(row)


def step_of(table: SanctionTable, sanction: str, total_days: int) -> Step | None:
    """The step of a table by which a case with `total_days` in all came to `sanction`, or None.

    Where a total and a streak lead to the same sanction, the total is told if it was reached.
    """
    fitting = [step for step in table.steps if step.sanction == sanction]
    reached = [
        step for step in fitting if step.measure is Measure.TOTAL and step.days <= total_days
    ]
    in_a_row = [step for step in fitting if step.measure is Measure.STREAK]
    return next(iter(reached or in_a_row or fitting), None)


def _table(row: TableRow) -> SanctionTable:
    steps = sorted(_steps(row.steps.all()), key=lambda step: (step.severity, step.days))
    table = SanctionTable(
        code=f"{row.code}:{row.pk}",
        period=Period(row.valid_from, row.valid_until),
        employment_types=frozenset(map(EmploymentType, row.employment_types)),
        steps=tuple(steps),
    )
    return replace(table, minutes_per_day=row.minutes_per_day)


def _steps(rows: Iterable) -> Iterator[Step]:
    for row in rows:
        yield Step(
            measure=Measure(row.measure),
            days=row.days,
            level=Level(row.level),
            sanction=Sanction(row.sanction),
            legal_basis=row.legal_basis,
            stops_pay=row.stops_pay,
        )
