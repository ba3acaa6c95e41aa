"""The judged days that a report counts: the rows themselves, or as amended since a freeze."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

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
