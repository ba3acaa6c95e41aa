"""Days that close by themselves after midnight on each agency's own clocks, and open again."""

from collections.abc import Iterator
from datetime import datetime

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.models import Agency, AgencyKind, Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.cases import ring_for_cases
from attendance.actions.days import close_day
from attendance.actions.reopenings import (
    REJUDGE_TASK,
    rejudge_reopened,
    reopen_for_late_events,
)
from attendance.queries.days import ONE_DAY, days_to_close, first_kept_day

log = structlog.get_logger(__name__)
DAYS_BACK = 7
"""So many past days are looked at; older ones are closed by command or by their report."""


@shared_task(name="attendance.close_due_days")
def close_due_days() -> int:
    """Every ten minutes: close what is over and not closed, in every agency; how many days."""
    now = clock.now()
    closed = 0
    for agency in staffed_agencies():
        try:
            closed += close_due(agency, now)
        except DatabaseError:
            # One agency's trouble must not leave the days of all others open.
            log.exception("days.agency_failed", agency=agency.pk)
    return closed


def close_due(agency: Agency, now: datetime) -> int:
    """Close the due days of one agency at `now` (aware), oldest first; how many.

    Nothing before the agency's first day here: an empty past is nobody's absence.
    """
    today = clock.on_local_date(now, agency.zone)
    with tenant(agency.pk):
        kept = first_kept_day(agency)
        if kept is None or kept >= today:
            return 0
        first, last = max(kept, today - DAYS_BACK * ONE_DAY), today - ONE_DAY
        due = days_to_close(agency, first, last, now)
    for day in due:
        close_day(agency=agency, day=day, now=now)
    if due:
        ring_for_cases(agency.pk)
    reopen_for_late_events(agency=agency, first=first, last=last, at=now, received_since=last)
    return len(due)


@shared_task(name=REJUDGE_TASK)
def rejudge_days(agency_id: int) -> int:
    """Judge again what was reopened in one agency; sent after each such commit. How many."""
    return _rejudge(Agency.objects.get(pk=agency_id), clock.now())


@shared_task(name="attendance.rejudge_waiting")
def rejudge_waiting() -> int:
    """Every minute: judge again what a lost message left, in every agency; how many."""
    now = clock.now()
    judged = 0
    for agency in staffed_agencies():
        try:
            judged += _rejudge(agency, now)
        except DatabaseError:
            log.exception("days.agency_failed", agency=agency.pk)
    return judged


def _rejudge(agency: Agency, now: datetime) -> int:
    judged = rejudge_reopened(agency=agency, now=now)
    if judged:
        ring_for_cases(agency.pk)
    return judged


def staffed_agencies() -> Iterator[Agency]:
    """The agencies whose employees are here: each is asked, because none may see another's."""
    for agency in Agency.objects.exclude(kind=AgencyKind.PARTNER).order_by("pk"):
        with tenant(agency.pk):
            staffed = Employee.objects.active().filter(agency=agency).exists()
        if staffed:
            yield agency
