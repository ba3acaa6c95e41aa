"""What each person's judged days of a month add up to, kept beside the report made of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from attendance.queries.days import Span
from attendance.queries.figures import BY_CODE, Measure
from attendance.queries.figures.source import days_source, take_room

SUMMED = (
    *("workdays", "present_days", "absent_days", "excused_days", "wfo_days", "wfh_days"),
    *("wfa_days", "on_time_days", "late_days", "late_minutes", "early_minutes", "no_out_days"),
    "mismatch_days",
)
"""The columns of a person's month: each is a figure of the report, by the same condition."""

# Who changed units has a group for each: the days of all are added up, the latest unit stands.
INSERT = """
INSERT INTO attendance_personmonth
    (agency_id, month, employee_id, unit_id, employment_type, data_until, {columns})
SELECT %(agency)s, %(month)s, part.employee_id,
       (array_agg(part.unit_id ORDER BY part.latest DESC))[1],
       person.employment_type, %(last)s, {totals}
FROM (
    SELECT employee_id, unit_id, max(date) AS latest, {sums}
    FROM {days} GROUP BY employee_id, unit_id
) AS part
JOIN accounts_employee person ON person.agency_id = %(agency)s AND person.id = part.employee_id
GROUP BY part.employee_id, person.employment_type
"""


def keep_person_months(*, agency_id: int, month: date, span: Span) -> int:
    """Put the months of all people in the place of earlier ones; how many; two statements.

    Runs in the caller's transaction, inside the tenancy and behind `hold_days`, and never for a
    frozen month: its rows stay as they were signed.
    """
    values: dict[str, Any] = {
        "agency": agency_id,
        "month": month,
        "first": span.first,
        "last": span.last,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM attendance_personmonth WHERE agency_id = %(agency)s AND month = %(month)s",
            values,
        )
        take_room(cursor)
        cursor.execute(_insert_sql(), values)
        return cursor.rowcount


def _insert_sql() -> str:
    return INSERT.format(
        columns=", ".join(SUMMED),
        totals=", ".join(f"sum(part.{code})" for code in SUMMED),
        sums=", ".join(f"{_sum(code)} AS {code}" for code in SUMMED),
        days=days_source(amended=False),
    )


def _sum(code: str) -> str:
    kind = BY_CODE[code]
    what = f"sum({kind.minutes})" if kind.measure is Measure.MINUTES else "count(*)"
    return f"coalesce({what} FILTER (WHERE {kind.where}), 0)"
