"""One agency's part of a run over all agencies: taken up, mirrored as it goes, ended once.

The computation is the agency's own job, under its locks and row-level security. The part says of it
what those may read who oversee the agency: how far it is and what came of it, and no figure.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.compliance import ACTIVE, ReportRefused, Tell
from attendance.actions.compliance_jobs import KIND, fail_job, open_job, run_job
from attendance.actions.national_runs import close_run, lost_parts
from attendance.models import ComplianceReport, Job, JobState, NationalRun, NationalRunPart
from attendance.rules.runs import MOST_ATTEMPTS
from attendance.wording import runs as words

log = structlog.get_logger(__name__)


def run_part(*, run_id: int, agency_id: int, now: datetime, tell: Tell | None = None) -> None:
    """Compute an agency's report for a run, or go on with it; then end the run if it was the last.

    Heard twice, or after a worker was killed anywhere, it leaves one report and one end. An error
    is raised with the part as it is: the caller knows whether it is tried once more.
    """
    part = _take_up(run_id, agency_id, now)
    if part is not None:
        try:
            job = _job_of(part, now)
        except ReportRefused as refused:
            # Frozen, or nothing on record: said, and no failure.
            _end(part, JobState.DONE, refused.sentence)
        else:
            run_job(agency_id=agency_id, job_id=job.pk, now=now, tell=_mirror(part, tell))
            _end_as(part, job)
    close_run(run_id=run_id, at=clock.now())


def next_part(*, run_id: int, at: datetime) -> int | None:
    """The agency whose part of a run is to do next, by id, or None: workers have the others.

    First those nobody began, then those that a worker left. It is not reserved: two who take it up
    at once are slow and not wrong.
    """
    waiting = NationalRunPart.objects.filter(run_id=run_id, state=JobState.QUEUED)
    first = waiting.order_by("agency_id").values_list("agency_id", flat=True).first()
    return first or next(iter(lost_parts(run_id, at)), None)


def put_back(*, run_id: int, agency_id: int, sentence: str, at: datetime) -> None:
    """Let a part wait for its next try, and say why."""
    NationalRunPart.objects.filter(run_id=run_id, agency_id=agency_id, state__in=ACTIVE).update(
        state=JobState.QUEUED, step="", message=sentence, seen_at=at
    )


def fail_part(*, run_id: int, agency_id: int, sentence: str, at: datetime) -> None:
    """End a part that cannot go on, with its job and a sentence; and the run, if it was the last.

    A part that ended stays as it is.
    """
    part = NationalRunPart.objects.filter(run_id=run_id, agency_id=agency_id).first()
    if part is None:
        return
    with tenant(agency_id):
        jobs = Job.objects.filter(agency_id=agency_id, run_id=run_id, state__in=ACTIVE)
        ids = list(jobs.values_list("pk", flat=True))
    for job_id in ids:
        fail_job(agency_id=agency_id, job_id=job_id, sentence=sentence, at=at)
    _end(part, JobState.FAILED, sentence)
    close_run(run_id=run_id, at=at)


def _take_up(run_id: int, agency_id: int, now: datetime) -> NationalRunPart | None:
    """The part, begun by a worker now; None where it ended, or ended too many workers."""
    parts = NationalRunPart.objects.filter(run_id=run_id, agency_id=agency_id)
    taken = parts.filter(state__in=ACTIVE).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        message="",
        started_at=Coalesce(F("started_at"), Value(now)),
        seen_at=now,
    )
    if not taken:
        return None
    part = parts.select_related("run").get()
    if part.attempts > MOST_ATTEMPTS:
        sentence = words.stopped_too_often(MOST_ATTEMPTS)
        fail_part(run_id=run_id, agency_id=agency_id, sentence=sentence, at=now)
        return None
    return part


def _job_of(part: NationalRunPart, now: datetime) -> Job:
    """The agency's job for this run: one that was begun, one that somebody asked for, or a new one.

    One that has ended with a report is this part's end: its worker was killed before it said so.
    Raises ReportRefused.
    """
    agency = Agency.objects.get(pk=part.agency_id)
    with tenant(agency.pk):
        mine = Job.objects.filter(agency=agency, kind=KIND, run_id=part.run_id)
        begun = mine.filter(state__in=(*ACTIVE, JobState.DONE)).order_by("pk").last()
        if begun is not None:
            return begun
        job, _ = open_job(agency=agency, month=part.run.month, by=None, at=now)
        Job.objects.filter(pk=job.pk, run=None).update(run_id=part.run_id)
        return job


def _mirror(part: NationalRunPart, tell: Tell | None) -> Tell:
    def heard(step: str, done: int, total: int) -> None:
        NationalRunPart.objects.filter(
            run_id=part.run_id, agency_id=part.agency_id, state=JobState.RUNNING
        ).update(step=step, seen_at=clock.now())
        if tell is not None:
            tell(step, done, total)

    return heard


def _end_as(part: NationalRunPart, job: Job) -> None:
    """End the part as its job ended; a computation that somebody stopped there has failed here."""
    with tenant(job.agency_id):
        job.refresh_from_db()
    _end(part, JobState.DONE if job.state == JobState.DONE else JobState.FAILED, job.message)


def _end(part: NationalRunPart, state: JobState, message: str) -> None:
    """Write the part's end once, with the report that stands."""
    run: NationalRun = part.run
    with tenant(part.agency_id):
        reports = ComplianceReport.objects.filter(
            agency_id=part.agency_id, month=run.month, amends=None
        )
        report = reports.order_by("-version").first()
    ended = NationalRunPart.objects.filter(
        run_id=part.run_id, agency_id=part.agency_id, state__in=ACTIVE
    ).update(
        state=state,
        step="",
        message=message,
        version=report and report.version,
        content_hash="" if report is None else report.content_hash,
        finished_at=clock.now(),
    )
    if ended:
        log.info("national_run.part_ended", run=part.run_id, agency=part.agency_id, state=state)
