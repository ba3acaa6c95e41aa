"""The regions' monthly form: reminding of it before it is due."""

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.filing_reminders import remind_of_form
from attendance.tasks.days import staffed_agencies

log = structlog.get_logger(__name__)


@shared_task(name="attendance.remind_of_forms")
def remind_of_forms() -> int:
    """Every hour, agency by agency in its own zone: who has to be told of the form; how many."""
    now, told = clock.now(), 0
    for agency in staffed_agencies():
        try:
            with tenant(agency.pk):
                told += remind_of_form(agency=agency, now=now)
        except DatabaseError:
            # One agency's trouble must not silence the others.
            log.exception("filing.agency_failed", agency=agency.pk)
    return told
