"""The life of a job that computes a compliance report: asked, queued, begun, ended.

A job's row is the truth and the message only rings the bell: a bell nobody could ring ends the
job with a sentence, a lost one is rung again, one heard twice finds the job taken.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.bells import AFTER_PEOPLE, is_lost, ring
from attendance.actions.compliance import (
    ACTIVE,
    Computed,
    JobEnded,
    ReportRefused,
    Tell,
    compute_report,
    require_span,
)
from attendance.actions.report_news import tell_asker, tell_of_report
from attendance.models import Job, JobState
from attendance.rulebook import RULE_VERSION
from attendance.rules.runs import MOST_ATTEMPTS
from attendance.wording import compliance as words
from attendance.wording.runs import stopped_too_often

log = structlog.get_logger(__name__)

KIND = "compliance"
COMPUTE_TASK = "attendance.compute_compliance"

QUEUED_TOO_LONG = timedelta(minutes=2)
SILENT_TOO_LONG = timedelta(minutes=15)
"""After so long in the queue, or without a step, a job's message is lost and sent again."""

UNATTENDED_TOO_LONG = timedelta(hours=1)
"""So long where nobody waits for it: in the queue of a whole country two minutes are no silence."""

GIVEN_UP_AFTER = timedelta(hours=2)
"""Somebody's job that is still stuck so long after they asked for it ends with a sentence."""


def ask_report(*, agency: Agency, month: date, by: Employee | None, at: datetime) -> Job:
    """Queue the computation of `month` (its first day), or answer the one under way.

    One that nobody asked for becomes `by`'s, and no longer waits behind all others. Runs inside the
    agency's tenancy; a worker is asked on commit. Raises ReportRefused where the month has nothing
    to count.
    """
    job, is_new = open_job(agency=agency, month=month, by=by, at=at)
    goes_first = not is_new and _take_over(job, by, at)
    if is_new or goes_first or is_stuck(job, at):
        transaction.on_commit(partial(_ring, job), robust=True)
    return job


def _take_over(job: Job, by: Employee | None, at: datetime) -> bool:
    """Make an unattended job somebody's; whether it still waits and must be rung for anew."""
    if by is None or job.asked_by_id is not None:
        return False
    mine = Job.objects.filter(pk=job.pk, asked_by=None, state__in=ACTIVE)
    if not mine.update(asked_by=by, asked_at=at):
        return False
    job.asked_by, job.asked_at = by, at
    return job.state == JobState.QUEUED


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
    """Whether an unfinished job gave no sign of life for so long that its message must be lost."""
    if job.seen_at is not None:
        if job.state == JobState.RUNNING:
            return at - job.seen_at >= SILENT_TOO_LONG
        if job.asked_by_id is None and job.state == JobState.QUEUED:
            return at - job.seen_at >= UNATTENDED_TOO_LONG
    return is_lost(job, at, queued=QUEUED_TOO_LONG, running=SILENT_TOO_LONG)


def resume_jobs(*, agency: Agency, at: datetime) -> int:
    """Ask again for jobs of the agency that got stuck, and end those given up; how many.

    What the schedule asked for is never given up for its age: it is due, however long the queue or
    the broker was away. Those of a run over all agencies that goes on are that run's to ask for.
    """
    with tenant(agency.pk):
        active = Job.objects.filter(agency=agency, kind=KIND, state__in=ACTIVE)
        jobs = [job for job in active.exclude(run__state__in=ACTIVE) if is_stuck(job, at)]
    for job in jobs:
        if job.asked_by_id and at - job.asked_at >= GIVEN_UP_AFTER:
            fail_job(agency_id=agency.pk, job_id=job.pk, sentence=words.given_up(), at=at)
        else:
            _ring(job)
    return len(jobs)


def run_job(
    *, agency_id: int, job_id: int, now: datetime, tell: Tell | None = None
) -> Computed | None:
    """Compute the report of a queued job, or go on with one left half-way; then tell of it.

    None where there is nothing to do or to count. An error is raised again, with the job as it is:
    the caller knows whether it is tried once more.
    """
    with tenant(agency_id):
        job = Job.objects.select_related("agency").filter(pk=job_id, kind=KIND).first()
    if job is None or job.month is None:
        return None
    computed = None
    if job.state in ACTIVE and _take_up(job, now):
        computed = _compute(job, now, tell)
    # Also for a job that another worker ended, and was killed before it could tell.
    with tenant(agency_id):
        job.refresh_from_db()
    if job.state == JobState.DONE:
        tell_of_report(job=job, at=now)
    return computed


def _take_up(job: Job, now: datetime) -> bool:
    """Note that a worker begins with the job; False where it ended, or ended too many workers."""
    with tenant(job.agency_id):
        taken = Job.objects.filter(pk=job.pk, state__in=ACTIVE).update(
            attempts=F("attempts") + 1, rule_version=RULE_VERSION, seen_at=now
        )
    if taken and job.attempts >= MOST_ATTEMPTS:
        sentence = stopped_too_often(job.attempts)
        fail_job(agency_id=job.agency_id, job_id=job.pk, sentence=sentence, at=now)
        return False
    return bool(taken)


def _compute(job: Job, now: datetime, tell: Tell | None) -> Computed | None:
    month = job.month
    assert month is not None  # noqa: S101 - for the type checker: run_job has looked

    def alive(step: str, done: int, total: int) -> None:
        with tenant(job.agency_id):
            Job.objects.filter(pk=job.pk).update(seen_at=clock.now())
        if tell is not None:
            tell(step, done, total)

    try:
        with tenant(job.agency_id):
            span = require_span(job.agency, month, now)
            Job.objects.filter(pk=job.pk).update(data_until=span.last)
        return compute_report(agency=job.agency, month=month, job=job, now=now, tell=alive)
    except ReportRefused as refused:
        fail_job(agency_id=job.agency_id, job_id=job.pk, sentence=refused.sentence, at=now)
    except JobEnded:
        log.info("compliance.ended_elsewhere", agency=job.agency_id, job=job.pk)
    return None


def fail_job(*, agency_id: int, job_id: int, sentence: str, at: datetime) -> None:
    """End a job that cannot go on, with the sentence its page shows; a job that ended stays.

    Who asked for it is told the same sentence.
    """
    with tenant(agency_id):
        job = Job.objects.select_for_update().filter(pk=job_id, state__in=ACTIVE).first()
        if job is None:
            return
        job.state, job.step, job.message, job.finished_at = JobState.FAILED, "", sentence, at
        job.save(update_fields=["state", "step", "message", "finished_at"])
        tell_asker(job=job, at=at)
    log.warning("compliance.failed", agency=agency_id, job=job_id)


def _ring(job: Job) -> None:
    """Ask a worker for the job. Without a broker somebody's job ends and says so; others wait."""
    agency_id = job.agency_id
    if job.asked_by_id:
        if not ring(COMPUTE_TASK, agency_id, job.pk):
            sentence = words.broker_away()
            fail_job(agency_id=agency_id, job_id=job.pk, sentence=sentence, at=clock.now())
    elif ring(COMPUTE_TASK, agency_id, job.pk, priority=AFTER_PEOPLE):
        with tenant(agency_id):
            Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(seen_at=clock.now())
