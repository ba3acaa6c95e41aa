"""Rosters that make themselves, searched behind the page that asked for them."""

from typing import Any

import structlog
from celery import shared_task
from django.db import DatabaseError, OperationalError

from asn_wfh import clock
from attendance.actions.generation_runs import run_generation
from attendance.actions.generations import GENERATE_TASK, fail_generation, resume_generations
from attendance.tasks.days import staffed_agencies
from attendance.wording.generations import search_failed

log = structlog.get_logger(__name__)
RETRIES = 3
RETRY_SECONDS = 10


@shared_task(name=GENERATE_TASK, bind=True, max_retries=RETRIES, default_retry_delay=RETRY_SECONDS)
def generate_roster(self: Any, agency_id: int, generation_id: int) -> str:
    """Search for one unit's roster; heard twice, or after a worker was killed, it is found once."""
    again = bool(self.request.retries or (self.request.delivery_info or {}).get("redelivered"))
    try:
        return run_generation(
            agency_id=agency_id, generation_id=generation_id, now=clock.now(), again=again
        )
    except OperationalError as error:
        if self.request.retries < RETRIES:
            raise self.retry(exc=error) from error
        _fail(agency_id, generation_id)
        raise
    except Exception:
        _fail(agency_id, generation_id)
        raise


@shared_task(name="attendance.resume_generations")
def resume_all_generations() -> int:
    """Every minute: ask again for searches whose message was lost; how many."""
    now = clock.now()
    asked = 0
    for agency in staffed_agencies():
        try:
            asked += resume_generations(agency=agency, at=now)
        except DatabaseError:
            log.exception("generation.agency_failed", agency=agency.pk)
    return asked


def _fail(agency_id: int, generation_id: int) -> None:
    try:
        fail_generation(
            agency_id=agency_id,
            generation_id=generation_id,
            sentence=search_failed(),
            at=clock.now(),
        )
    except DatabaseError:
        log.exception("generation.fail_not_written", agency=agency_id, generation=generation_id)
