"""A month's reports of all agencies with staff: asked for, begun, repeated, stopped, closed.

The rows are the truth: a run and one part per agency. Messages only say which part to look at, so
any number of workers share a run, and what a killed one leaves is asked for again (decision 0017).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import partial

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.bells import AFTER_PEOPLE, ring, ring_all
from attendance.actions.compliance import ACTIVE
from attendance.actions.compliance_jobs import cancel_job
from attendance.actions.messages import tell
from attendance.models import Job, JobState, MessageKind, NationalRun, NationalRunPart
from attendance.rulebook import RULE_VERSION
from attendance.wording import runs as words

log = structlog.get_logger(__name__)

BEGIN_TASK = "attendance.begin_national_run"
PART_TASK = "attendance.compute_national_part"

EASTERNMOST = "Asia/Jayapura"
"""Where a day is over first."""

BEGUN_TOO_LATE = timedelta(minutes=2)
SILENT_TOO_LONG = timedelta(minutes=7)
"""After so long without a sign of life a message is lost; longer than the longest wait of a retry.

A queue of hundreds is no silence: parts that wait are asked for again only when no part moves."""


class RunRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was begun; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def ask_national_run(*, month: date, by: Employee | None, at: datetime) -> tuple[NationalRun, bool]:
    """Ask for `month` (its first day) of all agencies; the run, and whether it is new.

    A run of the month that is under way is answered instead. A worker is asked on commit. Raises
    RunRefused where no day of the month is over anywhere.
    """
    run, is_new = open_run(month=month, by=by, at=at)
    if is_new:
        transaction.on_commit(partial(_ring_begin, run.pk), robust=True)
    return run, is_new


def open_run(*, month: date, by: Employee | None, at: datetime) -> tuple[NationalRun, bool]:
    """The run of `month` under way, else a new one; whether it is new. Asks no worker.

    Two at once make one: the database lets only one through. Raises RunRefused.
    """
    if clock.on_local_date(at, EASTERNMOST) <= month:
        raise RunRefused(words.nothing_over(month))
    active = NationalRun.objects.filter(month=month, state__in=ACTIVE)
    found = active.first()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            run = NationalRun.objects.create(
                month=month,
                rule_version=RULE_VERSION,
                asked_by_id=None if by is None else by.pk,
                asked_from_id=None if by is None else by.agency_id,
                asked_at=at,
            )
    except IntegrityError:
        return NationalRun.objects.filter(month=month).latest("asked_at"), False
    log.info("national_run.asked", run=run.pk, month=f"{month:%Y-%m}", by=run.asked_by_id)
    return run, True


def begin_run(*, run_id: int, agency_ids: Collection[int], at: datetime) -> bool:
    """Make the parts of a run that waits, one per agency; True for whoever began it.

    Heard twice, or after a worker was killed between, it goes on: parts are made once. Without one
    agency the run ends at once.
    """
    with transaction.atomic():
        waits = NationalRun.objects.select_for_update().filter(pk=run_id, state=JobState.QUEUED)
        if waits.first() is None:
            return False
        NationalRunPart.objects.bulk_create(
            (NationalRunPart(run_id=run_id, agency_id=one) for one in agency_ids),
            ignore_conflicts=True,
        )
        waits.update(state=JobState.RUNNING)
    log.info("national_run.begun", run=run_id, parts=len(agency_ids))
    close_run(run_id=run_id, at=at)
    return True


def ring_parts(run_id: int, agency_ids: Collection[int], at: datetime) -> None:
    """Ask workers for these parts, behind all that people wait for.

    Without a broker the rows wait, and are asked for again within the minute.
    """
    parts = NationalRunPart.objects.filter(run_id=run_id, agency_id__in=agency_ids)
    parts.update(seen_at=at)
    calls = [(run_id, one) for one in agency_ids]
    if not ring_all(PART_TASK, calls, priority=AFTER_PEOPLE):
        parts.filter(state=JobState.QUEUED).update(seen_at=None)


def repeat_failed(*, run: NationalRun, by: Employee | None, at: datetime) -> int:
    """Open an ended run again for the agencies that failed, and ask workers for them; how many.

    Raises RunRefused where none has failed, where the run goes on, or another of its month does.
    """
    try:
        with transaction.atomic():
            ids = _reopen(run.pk, at)
    except IntegrityError:
        raise RunRefused(words.another_run(run.month)) from None
    transaction.on_commit(partial(ring_parts, run.pk, ids, at), robust=True)
    log.info("national_run.repeated", run=run.pk, parts=len(ids), by=by and by.pk)
    return len(ids)


def _reopen(run_id: int, at: datetime) -> list[int]:
    """Let the run go on with its failed parts; their agencies' ids. Raises RunRefused."""
    ended = NationalRun.objects.filter(pk=run_id, state=JobState.FAILED)
    failed = NationalRunPart.objects.filter(run_id=run_id, state=JobState.FAILED)
    reopened = ended.update(state=JobState.RUNNING, finished_at=None, message="")
    ids = list(failed.values_list("agency_id", flat=True))
    if not reopened or not ids:
        raise RunRefused(words.nothing_to_repeat())
    failed.update(
        state=JobState.QUEUED, attempts=0, message="", started_at=None, seen_at=at, finished_at=None
    )
    return ids


def cancel_run(*, run_id: int, by: Employee, at: datetime) -> None:
    """End a run before it is through: who waits is dropped, who is counted stops at its next step.

    Reports and closed days stand, and what somebody asked for in an agency goes on for them. Raises
    RunRefused where the run has ended.
    """
    with transaction.atomic():
        runs = NationalRun.objects.select_for_update().filter(pk=run_id, state__in=ACTIVE)
        run = runs.first()
        if run is None:
            raise RunRefused(words.ended_before())
        parts = NationalRunPart.objects.filter(run_id=run_id, state__in=ACTIVE)
        for agency_id in parts.exclude(started_at=None).values_list("agency_id", flat=True):
            _stop_job(run_id, agency_id, by, at)
        dropped = parts.update(
            state=JobState.CANCELLED, step="", message=words.part_stopped(), finished_at=at
        )
        done, idle, failed = _counted(run_id)
        run.state = JobState.CANCELLED
        run.message = words.run_stopped(done + idle, dropped + failed)
        run.finished_at = at
        run.save(update_fields=["state", "message", "finished_at"])
        if by.pk != run.asked_by_id:
            _tell_asker(run, at)
    log.info("national_run.cancelled", run=run_id, by=by.pk, dropped=dropped)


def _stop_job(run_id: int, agency_id: int, by: Employee, at: datetime) -> None:
    """Cancel the agency's computation for the run; one that a person asked for is only let go."""
    with tenant(agency_id):
        jobs = Job.objects.filter(agency_id=agency_id, run_id=run_id, state__in=ACTIVE)
        jobs.exclude(asked_by=None).update(run=None)
        for job in jobs.filter(asked_by=None):
            cancel_job(job=job, by=by, at=at)


def close_run(*, run_id: int, at: datetime) -> bool:
    """End a run none of whose parts is left to do; True for the one caller who ended it.

    Whoever ends a part calls this after that is committed, so whoever comes last finds all ended;
    the run's row lets one in at a time, and only while the run goes on.
    """
    parts = NationalRunPart.objects.filter(run_id=run_id)
    left = parts.filter(state__in=ACTIVE)
    if left.exists():
        return False
    with transaction.atomic():
        runs = NationalRun.objects.filter(pk=run_id, state=JobState.RUNNING)
        run = runs.select_for_update().first()
        # Read after the wait: it may have been opened again.
        if run is None or left.exists():
            return False
        done, idle, failed = _counted(run_id)
        run.state = JobState.FAILED if failed else JobState.DONE
        run.message = words.run_failed(done, idle, failed) if failed else words.run_done(done, idle)
        run.finished_at = at
        run.save(update_fields=["state", "message", "finished_at"])
        _tell_asker(run, at)
    log.info("national_run.closed", run=run_id, done=done, idle=idle, failed=failed)
    return True


def _counted(run_id: int) -> tuple[int, int, int]:
    """So many agencies have a report, had nothing to count, and failed."""
    counted = NationalRunPart.objects.filter(run_id=run_id).aggregate(
        done=Count("agency_id", filter=Q(state=JobState.DONE) & ~Q(version=None)),
        idle=Count("agency_id", filter=Q(state=JobState.DONE, version=None)),
        failed=Count("agency_id", filter=Q(state=JobState.FAILED)),
    )
    return counted["done"], counted["idle"], counted["failed"]


def resume_runs(*, at: datetime) -> int:
    """Ask again for what a lost message or a killed worker left of the runs; how many parts."""
    asked = 0
    for run in NationalRun.objects.filter(state__in=ACTIVE):
        if run.state == JobState.QUEUED:
            if at - run.asked_at >= BEGUN_TOO_LATE:
                ring(BEGIN_TASK, run.pk)
            continue
        lost = lost_parts(run.pk, at)
        if lost:
            log.warning("national_run.resumed", run=run.pk, parts=len(lost))
            ring_parts(run.pk, lost, at)
        asked += len(lost)
        close_run(run_id=run.pk, at=at)
    return asked


def lost_parts(run_id: int, at: datetime) -> list[int]:
    """The agencies whose parts no worker has any more at `at`, by id.

    Those begun and silent; those that wait only when nothing of the run moves.
    """
    parts = NationalRunPart.objects.filter(run_id=run_id, state__in=ACTIVE)
    since = at - SILENT_TOO_LONG
    begun = Q(state=JobState.RUNNING)
    moves = NationalRunPart.objects.filter(run_id=run_id, seen_at__gt=since).exists()
    wanted = parts.filter(begun) if moves else parts
    silent = wanted.exclude(seen_at__gt=since).order_by("agency_id")
    return list(silent.values_list("agency_id", flat=True))


def _ring_begin(run_id: int) -> None:
    """Ask a worker to share the run out; where nobody can be asked, the run ends and says so."""
    if not ring(BEGIN_TASK, run_id):
        NationalRun.objects.filter(pk=run_id, state=JobState.QUEUED).update(
            state=JobState.FAILED, message=words.run_queue_away(), finished_at=clock.now()
        )


def _tell_asker(run: NationalRun, at: datetime) -> None:
    if run.asked_by_id is None or run.asked_from_id is None:
        return
    with tenant(run.asked_from_id):
        tell(
            agency_id=run.asked_from_id,
            employee_ids=[run.asked_by_id],
            kind=MessageKind.REPORT,
            key=f"national-run-{run.pk}-{at:%Y%m%dT%H%M%S}",
            title=words.run_over(run.month),
            body=run.message,
            url=reverse("attendance:compliance_national_run", args=[run.pk]),
            at=at,
        )
