"""Days that close by themselves, a few minutes after midnight on each agency's own clocks."""

from collections.abc import Iterator
from datetime import datetime

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.models import Agency, AgencyKind, Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.days import close_day
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
        first = max(kept, today - DAYS_BACK * ONE_DAY)
        due = days_to_close(agency, first, today - ONE_DAY, now, received_since=today - ONE_DAY)
    for day in due:
        close_day(agency=agency, day=day, now=now)
    return len(due)


def staffed_agencies() -> Iterator[Agency]:
    """The agencies whose employees are here: each is asked, because none may see another's."""
    for agency in Agency.objects.exclude(kind=AgencyKind.PARTNER).order_by("pk"):
        with tenant(agency.pk):
            staffed = Employee.objects.active().filter(agency=agency).exists()
        if staffed:
            yield agency
