"""A month's reports of all agencies, shared among any number of workers."""

from typing import Any

import structlog
from celery import shared_task
from django.db import DatabaseError

from asn_wfh import clock
from attendance.actions.bells import AFTER_PEOPLE
from attendance.actions.national_parts import fail_part, put_back, run_part
from attendance.actions.national_runs import (
    BEGIN_TASK,
    PART_TASK,
    begin_run,
    lost_parts,
    resume_runs,
    ring_parts,
)
from attendance.rules.runs import WAITS, wait_before
from attendance.tasks.compliance import DATABASE_AWAY, drop_broken_connections
from attendance.tasks.days import staffed_agencies
from attendance.wording.compliance import computation_failed
from attendance.wording.runs import database_away, tried_again_soon

log = structlog.get_logger(__name__)


@shared_task(name=BEGIN_TASK)
def begin_national_run(run_id: int) -> None:
    """Share a run out among the workers, a message per agency."""
    now = clock.now()
    staffed = [agency.pk for agency in staffed_agencies()]
    begin_run(run_id=run_id, agency_ids=staffed, at=now)
    # Asked of the rows, also by whoever hears it again: parts may be made and not yet rung for.
    lost = lost_parts(run_id, now)
    if lost:
        ring_parts(run_id, lost, now)


@shared_task(name=PART_TASK, bind=True, max_retries=len(WAITS))
def compute_national_part(self: Any, run_id: int, agency_id: int) -> None:
    """Compute one agency's report of a run; heard twice, or after a kill, it goes on."""
    try:
        run_part(run_id=run_id, agency_id=agency_id, now=clock.now())
    except DATABASE_AWAY as error:
        tried = self.request.retries + 1
        wait = wait_before(tried, f"{run_id}-{agency_id}")
        log.warning("national_run.retried", run=run_id, agency=agency_id, tried=tried, wait=wait)
        _write(run_id, agency_id, wait, tried)
        if wait is not None:
            raise self.retry(exc=error, countdown=wait, priority=AFTER_PEOPLE) from error
        raise
    except Exception:
        _fail(run_id, agency_id, computation_failed())
        raise


@shared_task(name="attendance.resume_national_runs")
def resume_national_runs() -> int:
    """Every minute: ask again for what killed workers and lost messages left; how many parts."""
    return resume_runs(at=clock.now())


def _write(run_id: int, agency_id: int, wait: int | None, tried: int) -> None:
    """Say on the part that it is tried again, or that it is over."""
    if wait is None:
        _fail(run_id, agency_id, database_away(tried))
        return
    drop_broken_connections()
    try:
        put_back(
            run_id=run_id, agency_id=agency_id, sentence=tried_again_soon(wait), at=clock.now()
        )
    except DatabaseError:
        log.warning("national_run.wait_not_written", run=run_id, agency=agency_id)


def _fail(run_id: int, agency_id: int, sentence: str) -> None:
    drop_broken_connections()
    try:
        fail_part(run_id=run_id, agency_id=agency_id, sentence=sentence, at=clock.now())
    except DatabaseError:
        # The part stays as it is, and is asked for again after a while without a sign of life.
        log.exception("national_run.fail_not_written", run=run_id, agency=agency_id)
