"""Forgets, once a day, who used which screen's code a month ago."""

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.codes import forget_codes
from attendance.tasks.days import staffed_agencies

log = structlog.get_logger(__name__)


@shared_task(name="attendance.forget_codes")
def forget_old_codes() -> int:
    """Delete old uses of codes and old wrong guesses in every agency; how many rows."""
    now, gone = clock.now(), 0
    for agency in staffed_agencies():
        try:
            with tenant(agency.pk):
                gone += forget_codes(agency=agency, at=now)
        except DatabaseError:
            # One agency's trouble must not keep the rows of all others.
            log.exception("codes.agency_failed", agency=agency.pk)
    return gone
