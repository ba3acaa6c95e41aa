"""Sums over judged days: of the agency, its units, and the parts it is sliced into.

The days are read once, grouped by all that a condition looks at; the many conditions are then
tried on these few groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import Agency
from attendance.queries.days import Span
from attendance.queries.figures.alike import columns_of_number, number_of_day
from attendance.queries.figures.kinds import KINDS, SUMMED, Kind, Measure
from attendance.queries.figures.source import counted_rows, days_source

NO_PLACE = "none"
"""The part `mode:none`: days that were spent at no place, absent, excused or off."""

LOOKED_UP = tuple(kind for kind in KINDS if kind.looked_up)

# In a group either all days have late minutes or none has, so the group's sum is above 0 exactly
# where each of its days is.
SUMS = """
WITH alike AS MATERIALIZED (
    SELECT unit_id, date, employment_type, number, count(*) AS days,
           sum(late_minutes) AS late_minutes, sum(early_minutes) AS early_minutes
    FROM (
        SELECT attendance_workday.unit_id, date, person.employment_type, late_minutes,
               early_minutes, {number} AS number
        FROM {days}
        JOIN accounts_employee person
          ON person.agency_id = attendance_workday.agency_id
         AND person.id = attendance_workday.employee_id
    ) AS told
    GROUP BY GROUPING SETS ((unit_id, number), (date, employment_type, number))
), attendance_workday AS (
    SELECT unit_id, date, employment_type, days, late_minutes, early_minutes,
           {columns}
    FROM alike
)
SELECT unit_id, NULL::text, {totals} FROM attendance_workday
WHERE unit_id IS NOT NULL GROUP BY unit_id
UNION ALL
SELECT NULL, CASE
           WHEN grouping(employment_type) = 0 THEN 'employment:' || employment_type
           WHEN grouping(place) = 0 THEN 'mode:' || coalesce(nullif(place, ''), '{no_place}')
           WHEN grouping(extract(isodow FROM date)) = 0
               THEN 'weekday:' || extract(isodow FROM date)
           WHEN grouping(date) = 0 THEN 'date:' || date
           ELSE '' END, {totals}
FROM attendance_workday WHERE unit_id IS NULL
GROUP BY GROUPING SETS ((employment_type), (place), (extract(isodow FROM date)), (date), ())
"""

FEW = """
SELECT attendance_workday.unit_id, date, person.employment_type, place, count(*)
FROM {days}
JOIN accounts_employee person
  ON person.agency_id = attendance_workday.agency_id AND person.id = attendance_workday.employee_id
WHERE {where}
GROUP BY attendance_workday.unit_id, date, person.employment_type, place
"""

Values = Counter[str]
"""Counts by code of a figure."""


@dataclass(slots=True)
class Sums:
    """What the days add up to: in all, by unit, and by part (`mode:WFH`) of the agency."""

    total: Values = field(default_factory=Counter)
    units: dict[int, Values] = field(default_factory=lambda: defaultdict(Counter))
    parts: dict[str, Values] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, code: str, count: int, unit_id: int | None, parts: Iterable[str] = ()) -> None:
        """Count `count` more of a figure: in all, in a unit, and in some parts."""
        self.total[code] += count
        if unit_id is not None:
            self.units[unit_id][code] += count
        for part in parts:
            self.parts[part][code] += count


def sum_days(agency: Agency, span: Span, *, amended: bool = False) -> Sums:
    """Every figure that is a sum over the judged days of `span`; four statements.

    Runs inside the agency's tenancy. `amended` counts each day as its latest amendment says.
    """
    sums = Sums()
    codes = [kind.code for kind in SUMMED]
    for unit_id, part, *counts in _rows(sums_sql(amended=amended), agency, span):
        values = Counter(dict(zip(codes, counts, strict=True)))
        if unit_id is not None:
            sums.units[unit_id] = values
        elif part:
            sums.parts[part] = values
        else:
            sums.total = values
    for kind in LOOKED_UP:
        sql = FEW.format(days=days_source(amended=amended), where=kind.where)
        for unit_id, day, employment_type, place, count in _rows(sql, agency, span):
            sums.add(kind.code, count, unit_id, parts_of(day, employment_type, place))
    return sums


def parts_of(day: date, employment_type: str, place: str) -> tuple[str, ...]:
    """The parts of the agency that a person's day belongs to."""
    return (f"employment:{employment_type}", f"mode:{place or NO_PLACE}", *parts_of_date(day))


def parts_of_date(day: date) -> tuple[str, str]:
    """The parts that all of a date belongs to."""
    return f"weekday:{day.isoweekday()}", f"date:{day}"


def sums_sql(*, amended: bool) -> str:
    """The statement behind `sum_days`: unit, part (empty: the agency), then every sum in order."""
    totals = ", ".join(_total(kind) for kind in SUMMED)
    return SUMS.format(
        days=days_source(amended=amended),
        number=number_of_day(),
        columns=columns_of_number("number"),
        totals=totals,
        no_place=NO_PLACE,
    )


def _total(kind: Kind) -> str:
    what = kind.minutes if kind.measure is Measure.MINUTES else "attendance_workday.days"
    return f"coalesce(sum({what}) FILTER (WHERE {kind.where}), 0)::bigint"


def _rows(sql: str, agency: Agency, span: Span) -> list[tuple[Any, ...]]:
    return counted_rows(sql, {"agency": agency.pk, "first": span.first, "last": span.last})
