"""Discipline cases that open by themselves: every hour, and after days were judged."""

from datetime import date, datetime, timedelta

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.models import Agency
from asn_wfh import clock
from attendance.actions.cases import OPEN_TASK, open_cases
from attendance.tasks.days import staffed_agencies

log = structlog.get_logger(__name__)

LOOKS_BACK = timedelta(days=31)
"""In January the year before is looked at too: its last days close and are corrected then."""


@shared_task(name=OPEN_TASK)
def open_agency_cases(agency_id: int) -> int:
    """Open and lapse the cases of one agency; sent after days were judged. How many opened."""
    agency = Agency.objects.get(pk=agency_id)
    return _open(agency, clock.now())


@shared_task(name="attendance.open_all_cases")
def open_all_cases() -> int:
    """Every hour: open what a settled claim released or a lost message left, agency by agency."""
    now = clock.now()
    opened = 0
    for agency in staffed_agencies():
        try:
            opened += _open(agency, now)
        except DatabaseError:
            # One agency's trouble must not keep all others from theirs.
            log.exception("cases.agency_failed", agency=agency.pk)
    return opened


def _open(agency: Agency, now: datetime) -> int:
    years = years_of(clock.on_local_date(now, agency.zone))
    return sum(open_cases(agency=agency, year=year, now=now).opened for year in years)


def years_of(today: date) -> tuple[int, ...]:
    """The years whose days may still change on `today`."""
    before = (today - LOOKS_BACK).year
    return (today.year,) if before == today.year else (before, today.year)
