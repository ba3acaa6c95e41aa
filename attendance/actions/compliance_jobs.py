"""The life of a job that computes a compliance report: asked, queued, begun, ended.

A job's row is the truth and the message only rings the bell: a bell nobody could ring ends the
job with a sentence, a lost one is rung again, one heard twice finds the job taken.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.bells import is_lost, ring
from attendance.actions.compliance import (
    ACTIVE,
    Computed,
    JobEnded,
    ReportRefused,
    compute_report,
    require_span,
)
from attendance.models import Job, JobState
from attendance.wording import compliance as words

log = structlog.get_logger(__name__)

KIND = "compliance"
COMPUTE_TASK = "attendance.compute_compliance"

QUEUED_TOO_LONG = timedelta(minutes=2)
RUNNING_TOO_LONG = timedelta(minutes=15)
"""After so long a job's message is taken for lost, and sent again."""

GIVEN_UP_AFTER = timedelta(hours=2)


def ask_report(*, agency: Agency, month: date, by: Employee | None, at: datetime) -> Job:
    """Queue the computation of `month` (its first day), or answer the one under way.

    Runs inside the agency's tenancy; a worker is asked on commit. Raises ReportRefused where
    the month has nothing to count.
    """
    job, is_new = open_job(agency=agency, month=month, by=by, at=at)
    if is_new or is_stuck(job, at):
        transaction.on_commit(partial(_ring, agency.pk, job.pk), robust=True)
    return job


def open_job(*, agency: Agency, month: date, by: Employee | None, at: datetime) -> tuple[Job, bool]:
    """The job of the month that is queued or running, else a new one; whether it is new.

    Two clicks at once make one job: the database lets only one through. Raises ReportRefused.
    """
    require_span(agency, month, at)
    jobs = Job.objects.filter(agency=agency, kind=KIND, month=month)
    active = jobs.filter(state__in=ACTIVE).first()
    if active is not None:
        return active, False
    try:
        with transaction.atomic():
            job = Job.objects.create(
                agency=agency, kind=KIND, month=month, asked_by=by, asked_at=at
            )
    except IntegrityError:
        return jobs.latest("asked_at"), False
    log.info(
        "compliance.asked", agency=agency.pk, job=job.pk, month=f"{month:%Y-%m}", by=by and by.pk
    )
    return job, True


def cancel_job(*, job: Job, by: Employee, at: datetime) -> bool:
    """Stop a job before its next step; False where it had ended already.

    The days closed so far stay closed, and no report is written: its worker finds the job gone.
    """
    stopped = Job.objects.filter(pk=job.pk, agency_id=job.agency_id, state__in=ACTIVE).update(
        state=JobState.CANCELLED, step="", message=words.cancelled(), finished_at=at
    )
    log.info("compliance.cancelled", agency=job.agency_id, job=job.pk, by=by.pk, stopped=stopped)
    return bool(stopped)


def is_stuck(job: Job, at: datetime) -> bool:
    """Whether an unfinished job has waited so long at `at` that its message must be lost."""
    return is_lost(job, at, queued=QUEUED_TOO_LONG, running=RUNNING_TOO_LONG)


def resume_jobs(*, agency: Agency, at: datetime) -> int:
    """Ask again for jobs of the agency that got stuck, and end those given up; how many."""
    with tenant(agency.pk):
        jobs = [
            job
            for job in Job.objects.filter(agency=agency, kind=KIND, state__in=ACTIVE)
            if is_stuck(job, at)
        ]
    for job in jobs:
        if at - job.asked_at >= GIVEN_UP_AFTER:
            fail_job(agency_id=agency.pk, job_id=job.pk, sentence=words.given_up(), at=at)
        else:
            _ring(agency.pk, job.pk)
    return len(jobs)


def run_job(*, agency_id: int, job_id: int, now: datetime) -> Computed | None:
    """Compute the report of a queued job, or go on with one left half-way.

    None where there is nothing to do or to count. An error ends the job with a sentence and is
    raised again; only a database that cannot be reached leaves the job as it is, for a retry.
    """
    with tenant(agency_id):
        job = Job.objects.select_related("agency").filter(pk=job_id, state__in=ACTIVE).first()
    if job is None or job.month is None:
        return None
    try:
        return compute_report(agency=job.agency, month=job.month, job=job, now=now)
    except ReportRefused as refused:
        fail_job(agency_id=agency_id, job_id=job_id, sentence=refused.sentence, at=now)
    except JobEnded:
        log.info("compliance.ended_elsewhere", agency=agency_id, job=job_id)
    return None


def fail_job(*, agency_id: int, job_id: int, sentence: str, at: datetime) -> None:
    """End a job that cannot go on, with the sentence its page shows; a job that ended stays."""
    with tenant(agency_id):
        Job.objects.filter(pk=job_id, state__in=ACTIVE).update(
            state=JobState.FAILED, step="", message=sentence, finished_at=at
        )
    log.warning("compliance.failed", agency=agency_id, job=job_id)


def _ring(agency_id: int, job_id: int) -> None:
    """Ask a worker for the job; where nobody can be asked, the job ends and says so."""
    if not ring(COMPUTE_TASK, agency_id, job_id):
        fail_job(agency_id=agency_id, job_id=job_id, sentence=words.broker_away(), at=clock.now())
