"""The monthly compliance report, computed behind the page that asked for it."""

from typing import Any

import structlog
from celery import shared_task
from django.db import DatabaseError, OperationalError

from asn_wfh import clock
from attendance.actions.compliance_jobs import COMPUTE_TASK, fail_job, resume_jobs, run_job
from attendance.tasks.days import staffed_agencies
from attendance.wording.compliance import computation_failed

log = structlog.get_logger(__name__)
RETRIES = 3
RETRY_SECONDS = 10


@shared_task(name=COMPUTE_TASK, bind=True, max_retries=RETRIES, default_retry_delay=RETRY_SECONDS)
def compute_compliance(self: Any, agency_id: int, job_id: int) -> None:
    """Compute the report of a job; heard twice, or after a worker was killed, it goes on."""
    now = clock.now()
    try:
        run_job(agency_id=agency_id, job_id=job_id, now=now)
    except OperationalError as error:
        # The database was away, or a table was held: the days closed so far stay closed.
        if self.request.retries < RETRIES:
            raise self.retry(exc=error) from error
        _fail(agency_id, job_id)
        raise
    except Exception:
        _fail(agency_id, job_id)
        raise


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


def _fail(agency_id: int, job_id: int) -> None:
    try:
        fail_job(agency_id=agency_id, job_id=job_id, sentence=computation_failed(), at=clock.now())
    except DatabaseError:
        log.exception("compliance.fail_not_written", agency=agency_id, job=job_id)
