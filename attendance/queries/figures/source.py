"""The judged days that a report counts: the rows themselves, or as amended since a freeze."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.backends.utils import CursorWrapper

from accounts.models import Agency
from attendance.queries.days import Span

DAYS = """(
    SELECT agency_id, date, employee_id, unit_id, status, plan, place, first_in, last_out,
           late_minutes, early_minutes, flags
    FROM attendance_workday
    WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
) AS attendance_workday"""

# A frozen day keeps its row; what it would be now stands in its latest amendment, and somebody
# who had no row then has one in it.
AMENDED = """(
    SELECT agency_id, date, employee_id, unit_id, status, plan, place, first_in, last_out,
           late_minutes, early_minutes, flags
    FROM attendance_workday kept
    WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
      AND NOT EXISTS (
        SELECT FROM attendance_dayamendment later
        WHERE later.agency_id = %(agency)s AND later.date = kept.date
          AND later.employee_id = kept.employee_id)
    UNION ALL
    SELECT agency_id, date, employee_id, (after->>'unit_id')::bigint, after->>'status',
           after->>'plan', after->>'place', (after->>'first_in')::timestamptz,
           (after->>'last_out')::timestamptz, (after->>'late_minutes')::smallint,
           (after->>'early_minutes')::smallint, string_to_array(after->>'flags', ';')
    FROM (
        SELECT DISTINCT ON (date, employee_id) agency_id, date, employee_id, after
        FROM attendance_dayamendment
        WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
        ORDER BY date, employee_id, version DESC
    ) AS latest
) AS attendance_workday"""

ROOM = "64MB"
"""Memory that PostgreSQL may take for one count: with its default the groups go to disk."""


def take_room(cursor: CursorWrapper) -> None:
    """Let PostgreSQL take `ROOM` for each count until the transaction ends."""
    cursor.execute("SELECT set_config('work_mem', %s, true)", [ROOM])


def counted_rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one counting statement; in the caller's transaction."""
    with connection.cursor() as cursor:
        take_room(cursor)
        cursor.execute(sql, values)
        return cursor.fetchall()


def days_source(*, amended: bool) -> str:
    """SQL that stands for the judged days of a span, named `attendance_workday`.

    Parameters: agency, first, last. With `amended` each day is as its latest amendment says.
    """
    return AMENDED if amended else DAYS


def moments(agency: Agency, span: Span) -> tuple[datetime, datetime]:
    """When the first date of `span` begins and the one after its last, by the agency's clocks."""
    zone = ZoneInfo(agency.zone)
    return (
        datetime.combine(span.first, time(), zone),
        datetime.combine(span.last + timedelta(days=1), time(), zone),
    )
