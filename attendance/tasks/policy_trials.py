"""A policy tried on real weeks, computed behind the page that asked for it."""

from typing import Any

import structlog
from celery import shared_task
from django.db import DatabaseError, OperationalError

from asn_wfh import clock
from attendance.actions.policy_trials import TRIAL_TASK, fail_trial, resume_trials, run_trial
from attendance.tasks.days import staffed_agencies
from attendance.wording.trials import computation_failed

log = structlog.get_logger(__name__)
RETRIES = 3
RETRY_SECONDS = 10


@shared_task(name=TRIAL_TASK, bind=True, max_retries=RETRIES, default_retry_delay=RETRY_SECONDS)
def try_policy(self: Any, agency_id: int, trial_id: int) -> None:
    """Compute a trial; heard twice, or after a worker was killed, it starts again."""
    try:
        run_trial(agency_id=agency_id, trial_id=trial_id, now=clock.now())
    except OperationalError as error:
        if self.request.retries < RETRIES:
            raise self.retry(exc=error) from error
        _fail(agency_id, trial_id)
        raise
    except Exception:
        _fail(agency_id, trial_id)
        raise


@shared_task(name="attendance.resume_trials")
def resume_lost_trials() -> int:
    """Every five minutes: ask again for trials whose message was lost; how many."""
    now = clock.now()
    asked = 0
    for agency in staffed_agencies():
        try:
            asked += resume_trials(agency=agency, at=now)
        except DatabaseError:
            log.exception("trial.agency_failed", agency=agency.pk)
    return asked


def _fail(agency_id: int, trial_id: int) -> None:
    try:
        fail_trial(
            agency_id=agency_id, trial_id=trial_id, sentence=computation_failed(), at=clock.now()
        )
    except DatabaseError:
        log.exception("trial.fail_not_written", agency=agency_id, trial=trial_id)
