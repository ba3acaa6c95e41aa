"""Figures about people: where they belong in a month, who was ready, whose minutes made days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Agency
from accounts.rules import EmploymentType
from attendance.models import Readiness
from attendance.queries.days import Span
from attendance.queries.figures.source import counted_rows, days_source, moments
from attendance.queries.readiness import Agreements
from attendance.queries.sanctions import tables_of
from attendance.rules.readiness import Declaration, Device, Line, why_not_ready

HOMES = """
SELECT DISTINCT ON (home.employee_id) home.employee_id, home.unit_id, person.employment_type
FROM (
    SELECT employee_id, unit_id, max(date) AS latest FROM {days}
    WHERE %(people)s::bigint[] IS NULL OR employee_id = ANY(%(people)s)
    GROUP BY employee_id, unit_id
) AS home
JOIN accounts_employee person ON person.agency_id = %(agency)s AND person.id = home.employee_id
ORDER BY home.employee_id, home.latest DESC
"""

# The sums of a frozen month cannot drift from its days; all others are added up from the days.
KEPT_MONTHS = """
SELECT DISTINCT kept.month FROM attendance_personmonth kept
JOIN attendance_monthfreeze frozen
  ON frozen.agency_id = kept.agency_id AND frozen.month = kept.month
WHERE kept.agency_id = %(agency)s AND kept.month >= %(year)s AND kept.month < %(month)s
"""

# Minutes of a signed month count as they are known now, as in the cases of a year's days.
CONVERTED = """
SELECT told.employee_id, told.before, told.month, made.minutes
FROM (
    SELECT employee_id, sum(before)::int AS before, sum(month)::int AS month
    FROM (
        SELECT employee_id, late_minutes + early_minutes AS before, 0 AS month
        FROM attendance_personmonth
        WHERE agency_id = %(agency)s AND month = ANY(%(kept)s::date[])
        UNION ALL
        SELECT employee_id, late_minutes + early_minutes, 0 FROM attendance_workday
        WHERE agency_id = %(agency)s AND date >= %(year)s AND date < %(month)s
          AND date_trunc('month', date)::date <> ALL(%(kept)s::date[])
          AND (late_minutes > 0 OR early_minutes > 0)
        UNION ALL
        SELECT latest.employee_id,
               (latest.after->>'late_minutes')::int + (latest.after->>'early_minutes')::int
               - coalesce(signed.late_minutes + signed.early_minutes, 0), 0
        FROM (
            SELECT DISTINCT ON (employee_id, date) employee_id, date, after
            FROM attendance_dayamendment
            WHERE agency_id = %(agency)s AND date >= %(year)s AND date < %(month)s
            ORDER BY employee_id, date, version DESC
        ) AS latest
        LEFT JOIN attendance_workday signed
          ON signed.agency_id = %(agency)s AND signed.employee_id = latest.employee_id
         AND signed.date = latest.date AND signed.date >= %(year)s AND signed.date < %(month)s
        UNION ALL
        SELECT employee_id, 0, late_minutes + early_minutes FROM {days}
        WHERE late_minutes > 0 OR early_minutes > 0
    ) AS part
    GROUP BY employee_id
) AS told
JOIN accounts_employee person ON person.agency_id = %(agency)s AND person.id = told.employee_id
JOIN unnest(%(types)s::text[], %(minutes)s::int[]) AS made (employment_type, minutes)
  ON made.employment_type = person.employment_type
WHERE (told.before + told.month) / made.minutes > told.before / made.minutes
  AND (%(people)s::bigint[] IS NULL OR told.employee_id = ANY(%(people)s))
ORDER BY told.employee_id
"""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a person counts in a month: the unit of their latest judged day, and how they serve."""

    unit_id: int
    employment_type: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """Days that a person's minutes made whole: `before` and in the `month`, at `per_day` each."""

    employee_id: int
    before: int
    month: int
    per_day: int

    @property
    def days(self) -> int:
        """Whole days of the year up to the month's end less those up to its beginning."""
        return (self.before + self.month) // self.per_day - self.before // self.per_day


def homes_of(
    agency: Agency,
    span: Span,
    *,
    amended: bool = False,
    employee_ids: Collection[int] | None = None,
) -> dict[int, Home]:
    """Everybody with judged days in `span`, or those of `employee_ids`, by id; one statement."""
    sql = HOMES.format(days=days_source(amended=amended))
    values: dict[str, Any] = {
        "agency": agency.pk,
        "first": span.first,
        "last": span.last,
        "people": None if employee_ids is None else list(employee_ids),
    }
    return {person: Home(*rest) for person, *rest in counted_rows(sql, values)}


def ready_at_end(agency: Agency, span: Span) -> Iterator[int]:
    """The ids of those whose declaration stood at the end of `span` and suffices; two statements.

    The newest declaration made by then counts, unless it was withdrawn by then.
    """
    _, end = moments(agency, span)
    agreement = Agreements.of(agency.pk).id_on(span.last)
    made = Readiness.objects.filter(agency_id=agency.pk, agreed_at__lt=end)
    newest = made.order_by("employee_id", "-agreed_at", "-pk").distinct("employee_id")
    columns = ("employee_id", "device", "line", "workplace", "agreement_id", "withdrawn_at")
    for person, device, line, workplace, accepted, withdrawn_at in newest.values_list(*columns):
        withdrawn = withdrawn_at is not None and withdrawn_at < end
        declared = Declaration(Device(device), Line(line), workplace, accepted, withdrawn)
        if not why_not_ready(declared, agreement):
            yield person


def conversions(
    agency: Agency,
    span: Span,
    *,
    amended: bool = False,
    employee_ids: Collection[int] | None = None,
) -> list[Conversion]:
    """Those whose minutes late and early made at least one more day whole in `span`, by id.

    By the sanction tables in force on the last date (PP 94/2021; minutes per day, or none).
    Minutes of frozen months come from the people's months and their days' latest amendments, others
    from the days. Five statements.
    """
    tables = tables_of(agency)
    per_day: dict[str, int] = {}
    for one in EmploymentType:
        table = tables.on(one, span.last)
        if table is not None and table.minutes_per_day is not None:
            per_day[one.value] = table.minutes_per_day
    values: dict[str, Any] = {
        "agency": agency.pk,
        "year": date(span.first.year, 1, 1),
        "month": span.first.replace(day=1),
        "first": span.first,
        "last": span.last,
        "types": list(per_day),
        "minutes": list(per_day.values()),
        "people": None if employee_ids is None else list(employee_ids),
    }
    values["kept"] = [month for (month,) in counted_rows(KEPT_MONTHS, values)]
    sql = CONVERTED.format(days=days_source(amended=amended))
    return [Conversion(*row) for row in counted_rows(sql, values)]
