"""The portal's beat every minute, and what its gaps and people's late taps propose."""

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.monitor import keep_beat, propose_outages
from attendance.tasks.days import staffed_agencies

log = structlog.get_logger(__name__)


@shared_task(name="attendance.keep_beat")
def beat() -> None:
    """Once a minute: prove that broker, worker and database are there."""
    keep_beat(at=clock.now())


@shared_task(name="attendance.propose_outages")
def propose() -> int:
    """Every five minutes: propose what was measured, agency by agency; how many were written."""
    now = clock.now()
    written = 0
    for agency in staffed_agencies():
        try:
            with tenant(agency.pk):
                written += propose_outages(agency=agency, now=now)
        except (DatabaseError, LookupError):
            # One agency's trouble must not leave all others unwatched.
            log.exception("outages.agency_failed", agency=agency.pk)
    return written
