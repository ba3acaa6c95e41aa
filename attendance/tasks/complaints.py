"""Citizens' reports: telling of them, mailing answers, and forgetting what need not be kept."""

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.complaint_watch import mail_answers, watch_complaints
from attendance.tasks.days import staffed_agencies
from services.actions.complaints import WATCH_TASK, drop_old_reports, forget_contacts

log = structlog.get_logger(__name__)


@shared_task(name=WATCH_TASK)
def watch_agency_complaints(agency_id: int) -> int:
    """Tell what is new about one agency's reports; rung after each step. How many were told."""
    agency = Agency.objects.get(pk=agency_id)
    with tenant(agency_id):
        told = watch_complaints(agency=agency, now=clock.now())
    return told + mail_answers(agency_id=agency_id, now=clock.now())


@shared_task(name="attendance.watch_all_complaints")
def watch_all_complaints() -> int:
    """Every five minutes: deadlines, and what a lost message left; agency by agency."""
    told = 0
    for agency in staffed_agencies():
        try:
            told += watch_agency_complaints(agency.pk)
        except DatabaseError:
            # One agency's trouble must not silence the others.
            log.exception("complaints.agency_failed", agency=agency.pk)
    return told


@shared_task(name="attendance.forget_complaints")
def forget_complaints() -> int:
    """Every day: addresses and reports whose time is over, in every agency; how many."""
    now, gone = clock.now(), 0
    for agency in Agency.objects.order_by("pk"):
        try:
            with tenant(agency.pk):
                gone += forget_contacts(agency_id=agency.pk, at=now)
                gone += drop_old_reports(agency_id=agency.pk, at=now)
        except DatabaseError:
            log.exception("complaints.agency_failed", agency=agency.pk)
    return gone
