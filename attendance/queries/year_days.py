"""The judged days of a year that could matter for discipline, person by person."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from attendance.models import Reopening
from attendance.queries.requests import open_claims
from attendance.rules.discipline import YearDay
from attendance.rules.verdict import Status

STATUSES = {status.value: status for status in Status}
READ_AT_ONCE = 5_000

# A frozen day keeps its row; what it would be now stands in its latest amendment.
DAYS = """
WITH amended AS (
    SELECT DISTINCT ON (employee_id, date) employee_id, date, after
    FROM attendance_dayamendment
    WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
    ORDER BY employee_id, date, version DESC
), days AS (
    SELECT judged.employee_id, judged.date,
           coalesce(amended.after->>'status', judged.status) AS status,
           coalesce((amended.after->>'late_minutes')::int, judged.late_minutes) AS late,
           coalesce((amended.after->>'early_minutes')::int, judged.early_minutes) AS early,
           CASE WHEN amended.after IS NULL THEN 'pending' = ANY(judged.flags)
                ELSE coalesce(amended.after->>'flags', '') LIKE '%%pending%%' END AS pending
    FROM attendance_workday judged
    LEFT JOIN amended USING (employee_id, date)
    WHERE judged.agency_id = %(agency)s AND judged.date BETWEEN %(first)s AND %(last)s
)
"""
PEOPLE = """
SELECT employee_id FROM days GROUP BY employee_id
HAVING count(*) FILTER (WHERE status = 'absent')
     + CASE WHEN %(minutes)s > 0
            THEN coalesce(sum(late + early) FILTER (WHERE status <> 'absent'), 0) / %(minutes)s
            ELSE 0 END >= %(least)s
"""
OF_PEOPLE = """
SELECT employee_id, date, status, late, early, pending FROM days
WHERE employee_id = ANY(%(people)s) AND status <> 'off'
ORDER BY employee_id, date
"""


def people_near(
    agency_id: int, first: date, last: date, *, least_days: int, least_minutes: int
) -> list[int]:
    """Ids of those whose days from `first` to `last` could add up to `least_days`, in order.

    `least_minutes` late and early make one day (0: minutes make none). One statement.
    """
    values: dict[str, date | int] = {
        "agency": agency_id,
        "first": first,
        "last": last,
        "least": least_days,
        "minutes": least_minutes,
    }
    with connection.cursor() as cursor:
        cursor.execute(DAYS + PEOPLE, values)
        return sorted(row[0] for row in cursor.fetchall())


def days_of(
    agency_id: int, first: date, last: date, people: Collection[int]
) -> Iterator[tuple[int, list[YearDay]]]:
    """Each of `people` with their judged working days, in order of id and date.

    A day is pending while its verdict waits for a superior, while it waits to be judged again, or
    while somebody's claim about it is open. Read as a stream; the caller stands inside the
    agency's tenancy.
    """
    ids = list(people)
    unsettled = open_claims(agency_id=agency_id, first=first, last=last, employee_ids=ids) | set(
        Reopening.objects.filter(
            agency_id=agency_id,
            date__range=(first, last),
            done_at__isnull=True,
            employee_id__in=ids,
        ).values_list("employee_id", "date")
    )
    values: dict[str, Any] = {"agency": agency_id, "first": first, "last": last, "people": ids}
    with connection.chunked_cursor() as cursor:
        cursor.execute(DAYS + OF_PEOPLE, values)
        for employee_id, rows in groupby(_in_chunks(cursor), key=itemgetter(0)):
            yield (
                employee_id,
                [
                    YearDay(
                        day,
                        STATUSES[status],
                        late,
                        early,
                        pending or (employee_id, day) in unsettled,
                    )
                    for _, day, status, late, early, pending in rows
                ],
            )


def _in_chunks(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(READ_AT_ONCE):
        yield from rows
