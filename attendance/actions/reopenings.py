"""Judging closed days again: exactly the people and dates that something came late for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

import structlog
from django.db import connection, transaction

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.actions.amendments import Cause
from attendance.actions.bells import ring
from attendance.actions.days import hold_days, rejudge_people
from attendance.models import DayClose, ReopenCause, Reopening
from attendance.queries.days import is_over, late_events

log = structlog.get_logger(__name__)

REJUDGE_TASK = "attendance.rejudge_days"

# A row that waits is locked until the caller commits, so nobody takes it for done meanwhile; one
# that a worker is just judging says nothing about what the caller writes: that needs a row more.
OPEN_AGAIN = """
WITH wanted AS (
    SELECT DISTINCT employee_id, date FROM unnest(%(people)s::bigint[], %(dates)s::date[])
        AS given (employee_id, date)
), closed AS (
    SELECT wanted.* FROM wanted
    JOIN attendance_dayclose day ON day.agency_id = %(agency)s AND day.date = wanted.date
), waiting AS (
    SELECT employee_id, date FROM attendance_reopening
    WHERE agency_id = %(agency)s AND done_at IS NULL AND cause = %(cause)s
      AND date = ANY(%(dates)s::date[])
    FOR SHARE SKIP LOCKED
), opened AS (
    INSERT INTO attendance_reopening (agency_id, date, employee_id, cause, by_id, asked_at)
    SELECT %(agency)s, closed.date, closed.employee_id, %(cause)s, %(by)s, %(at)s FROM closed
    WHERE NOT EXISTS (
        SELECT FROM waiting
        WHERE waiting.employee_id = closed.employee_id AND waiting.date = closed.date)
    RETURNING 1
)
SELECT (SELECT count(*) FROM closed), (SELECT count(*) FROM opened)
"""


def reopen_days(
    *,
    agency_id: int,
    days: Iterable[tuple[int, date]],
    cause: ReopenCause,
    by: Employee | None,
    at: datetime,
) -> int:
    """Have the closed ones of `days`, (employee id, duty date) pairs, judged again; how many.

    A date that is not closed yet is left out: its close will see what the caller wrote; so is a
    day that waits already for the same cause. Runs in the caller's transaction, inside the
    agency's tenancy; a worker is asked on commit, and the minute's sweep finds what a lost message
    left.
    """
    pairs = sorted(set(days))
    if not pairs:
        return 0
    _await_running_close(agency_id, {day for _, day in pairs}, at)
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN_AGAIN,
            {
                "people": [person for person, _ in pairs],
                "dates": [day for _, day in pairs],
                "agency": agency_id,
                "cause": cause.value,
                "by": None if by is None else by.pk,
                "at": at,
            },
        )
        closed, opened = cursor.fetchone()
    if closed:
        transaction.on_commit(partial(_ring, agency_id), robust=True)
        log.info("days.reopened", agency=agency_id, cause=cause.value, days=opened)
    return opened


def reopen_for_late_events(
    *, agency: Agency, first: date, last: date, at: datetime, received_since: date | None = None
) -> int:
    """Reopen the closed days from `first` to `last` whose events came in unnoticed; how many.

    The net under `reopen_days`: for an event committed while its day was being closed.
    """
    with tenant(agency.pk):
        late = late_events(agency.pk, first, last, received_since or first)
        cause = ReopenCause.LATE_EVENT
        return reopen_days(agency_id=agency.pk, days=late, cause=cause, by=None, at=at)


def rejudge_reopened(
    *, agency: Agency, now: datetime, first: date = date.min, last: date = date.max
) -> int:
    """Judge again what waits in `agency`, a transaction per date; how many people's days.

    Safe to run twice and at the same time: a second worker waits, and finds the rest.
    """
    with tenant(agency.pk):
        waiting = Reopening.objects.filter(agency=agency, done_at=None, date__range=(first, last))
        dates = sorted(set(waiting.order_by().values_list("date", flat=True).distinct()))
    return sum(_rejudge_date(agency, day, now) for day in dates)


def _rejudge_date(agency: Agency, day: date, now: datetime) -> int:
    with tenant(agency.pk), transaction.atomic():
        hold_days(agency.pk)
        # Rows of a request that has not committed are left to it: it rings when it has.
        waiting = Reopening.objects.select_for_update(skip_locked=True).filter(
            agency=agency, date=day, done_at=None
        )
        rows = list(waiting.order_by("pk").values_list("pk", "employee_id", "cause", "by_id"))
        causes = {person: Cause(ReopenCause(cause), by) for _, person, cause, by in rows}
        changed = rejudge_people(agency=agency, day=day, causes=causes, now=now) if rows else set()
        done = Reopening.objects.filter(pk__in=[pk for pk, *_ in rows])
        done.update(done_at=now, changed=False)
        done.filter(employee_id__in=changed).update(changed=True)
    log.info(
        "day.rejudged", agency=agency.pk, day=str(day), people=len(causes), changed=len(changed)
    )
    return len(causes)


def _await_running_close(agency_id: int, days: set[date], at: datetime) -> None:
    """Let a close end that may have read its events before the caller wrote.

    Only where a date is over and not closed; for all others nothing is waited for.
    """
    closed = DayClose.objects.filter(agency_id=agency_id, date__in=days)
    missing = days.difference(closed.values_list("date", flat=True))
    if not missing:
        return
    agency = Agency.objects.only("zone").get(pk=agency_id)
    if any(is_over(agency, day, at) for day in missing):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock_shared(hashtextextended('close_day', %s))",
                [agency_id],
            )


def _ring(agency_id: int) -> None:
    """Ask for the reopened days to be judged now; without a broker the schedule does it later."""
    ring(REJUDGE_TASK, agency_id)
