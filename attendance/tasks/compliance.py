"""The monthly compliance report, computed behind the page or the schedule that asked for it."""

from typing import Any

import structlog
from celery import shared_task
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)

from asn_wfh import clock
from attendance.actions.compliance_jobs import COMPUTE_TASK, fail_job, resume_jobs, run_job
from attendance.actions.monthly_reports import ask_if_due
from attendance.rules.runs import WAITS, wait_before
from attendance.tasks.days import staffed_agencies
from attendance.wording.compliance import computation_failed
from attendance.wording.runs import database_away

log = structlog.get_logger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)
"""What may be over in a moment: a server that restarts, a table that is held, two who wait."""


@shared_task(name=COMPUTE_TASK, bind=True, max_retries=len(WAITS))
def compute_compliance(self: Any, agency_id: int, job_id: int) -> None:
    """Compute the report of a job; heard twice, or after a worker was killed, it goes on."""
    try:
        run_job(agency_id=agency_id, job_id=job_id, now=clock.now())
    except DATABASE_AWAY as error:
        # The days closed so far stay closed.
        tried = self.request.retries + 1
        wait = wait_before(tried, f"{agency_id}-{job_id}")
        if wait is not None:
            log.warning("compliance.retried", agency=agency_id, job=job_id, tried=tried, wait=wait)
            raise self.retry(exc=error, countdown=wait) from error
        _fail(agency_id, job_id, database_away(tried))
        raise
    except Exception:
        _fail(agency_id, job_id, computation_failed())
        raise


@shared_task(name="attendance.ask_due_reports")
def ask_due_reports() -> int:
    """Every quarter of an hour: ask for last month's report where it is due; how many."""
    now = clock.now()
    asked = 0
    for agency in staffed_agencies():
        try:
            asked += ask_if_due(agency=agency, at=now) is not None
        except (DatabaseError, LookupError):
            log.exception("compliance.agency_failed", agency=agency.pk)
    return asked


@shared_task(name="attendance.resume_reports")
def resume_reports() -> int:
    """Every five minutes: ask again for jobs whose message was lost; how many."""
    now = clock.now()
    asked = 0
    for agency in staffed_agencies():
        try:
            asked += resume_jobs(agency=agency, at=now)
        except DatabaseError:
            log.exception("compliance.agency_failed", agency=agency.pk)
    return asked


def drop_broken_connections() -> None:
    """After an error: let the next statement open a new connection where the old one is gone."""
    if not connection.in_atomic_block:
        close_old_connections()


def _fail(agency_id: int, job_id: int, sentence: str) -> None:
    drop_broken_connections()
    try:
        fail_job(agency_id=agency_id, job_id=job_id, sentence=sentence, at=clock.now())
    except DatabaseError:
        log.exception("compliance.fail_not_written", agency=agency_id, job=job_id)
