"""The files of a month, made behind the page that asked for them."""

from typing import Any

import structlog
from celery import shared_task
from django.db import DatabaseError, OperationalError

from asn_wfh import clock
from attendance.actions.file_exports import MAKE_TASK, forget_files, resume_files
from attendance.actions.file_making import fail_file, run_file
from attendance.exports.workroom import is_full
from attendance.tasks.days import staffed_agencies
from attendance.wording import file_exports as words

log = structlog.get_logger(__name__)
RETRIES = 3
RETRY_SECONDS = 10


@shared_task(name=MAKE_TASK, bind=True, max_retries=RETRIES, default_retry_delay=RETRY_SECONDS)
def make_file(self: Any, agency_id: int, job_id: int) -> None:
    """Make the file of a job; heard again after a worker was killed, it starts anew."""
    info = self.request.delivery_info or {}
    again = bool(self.request.retries or info.get("redelivered"))
    try:
        run_file(agency_id=agency_id, job_id=job_id, now=clock.now(), again=again)
    except OperationalError as error:
        if self.request.retries < RETRIES and not is_full(error):
            raise self.retry(exc=error) from error
        _fail(agency_id, job_id, error)
        raise
    except Exception as error:
        _fail(agency_id, job_id, error)
        raise


@shared_task(name="attendance.tend_files")
def tend_files() -> int:
    """Every five minutes: ask again for files whose message was lost, take old ones away."""
    now = clock.now()
    tended = 0
    for agency in staffed_agencies():
        try:
            tended += resume_files(agency=agency, at=now) + forget_files(agency=agency, at=now)
        except DatabaseError:
            log.exception("file_export.agency_failed", agency=agency.pk)
    return tended


def _fail(agency_id: int, job_id: int, error: Exception) -> None:
    sentence = words.no_room() if is_full(error) else words.failed()
    try:
        fail_file(agency_id=agency_id, job_id=job_id, sentence=sentence, at=clock.now())
    except DatabaseError:
        log.exception("file_export.fail_not_written", agency=agency_id, job=job_id)
