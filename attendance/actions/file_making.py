"""Making a file of a month: written on the worker's own disk, kept in the database in parts.

Web servers and workers share no folder, and neither ever holds a large file whole. Each step and
each part is a transaction of its own. A worker that is killed leaves a job whose next worker starts
from the beginning and replaces the parts; one that was only slow finds its place taken and stops.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import IO

import structlog
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.compliance import ACTIVE, JobEnded
from attendance.actions.compliance_jobs import is_stuck
from attendance.exports.archive import write_archive, write_lines
from attendance.exports.csv import report_lines
from attendance.exports.days import Tell, write_days
from attendance.exports.json import report_json
from attendance.exports.pay import write_pay
from attendance.exports.picture import one_picture, quiet
from attendance.exports.workbook import write_workbook
from attendance.exports.workroom import workroom
from attendance.models import ExportKind, FileExport, FileExportPart, Job, JobState
from attendance.wording import file_exports as words

log = structlog.get_logger(__name__)

PART_BYTES = 1 << 20
KEPT_FOR = timedelta(days=7)
"""So long a file can be fetched. It can be made again; what names people lies about no longer."""

KEPT_AFTER_NEWER = timedelta(hours=1)
"""So long an older file of the same kind stays beside a newer one: a page may still offer it."""

LONGEST_FETCH = timedelta(hours=1)
"""So long the bytes of a file stay after its time is over: somebody may be fetching them."""

MOST_ATTEMPTS = 4
"""So often a worker takes one file up: what ends four workers would end the fifth too."""


def run_file(
    *, agency_id: int, job_id: int, now: datetime, again: bool = False
) -> FileExport | None:
    """Make the file of a job, from the beginning; None where there is nothing (more) to do.

    A job that another worker is busy with is left to it, but for `again`: that worker was lost.
    Call it outside any transaction. An error is raised again with the job as it is: the caller
    knows whether it is tried once more.
    """
    work = _take_up(agency_id, job_id, now, again=again)
    if work is None:
        return None
    try:
        with workroom() as folder, TemporaryFile(dir=folder) as out:
            _write(work, out, folder)
            return _keep(work, out)
    except JobEnded:
        log.info("file_export.ended_elsewhere", agency=agency_id, job=job_id)
        return None


def fail_file(*, agency_id: int, job_id: int, sentence: str, at: datetime) -> None:
    """End a job that cannot go on, with the sentence its page shows; its parts go."""
    with tenant(agency_id):
        failed = Job.objects.filter(pk=job_id, state__in=ACTIVE).update(
            state=JobState.FAILED, step="", message=sentence, finished_at=at
        )
        if failed:
            drop_parts(agency_id, job_id)
    log.warning("file_export.failed", agency=agency_id, job=job_id, failed=failed)


def drop_parts(agency_id: int, job_id: int) -> None:
    """Take away what was kept so far; behind the job's row, so that no part comes after."""
    parts = FileExportPart.objects.filter(agency_id=agency_id, export__job_id=job_id)
    parts.delete()


@dataclass(frozen=True, slots=True)
class _Work:
    """A file that this worker makes: `attempt` tells its job's rows from another worker's."""

    export: FileExport
    job: Job
    attempt: int
    now: datetime

    def tell(self, what: str, done: int, total: int) -> None:
        """Write a step where other transactions see it at once. Raises JobEnded."""
        with tenant(self.job.agency_id):
            self.require(step=what[:120], done=done, total=total)

    def require(self, **changes: object) -> None:
        """Change the job's row while it is this worker's, and hold it. Raises JobEnded."""
        going = Job.objects.filter(
            pk=self.job.pk, attempts=self.attempt, state=JobState.RUNNING
        ).update(seen_at=clock.now(), **changes)
        if not going:
            raise JobEnded


def _take_up(agency_id: int, job_id: int, now: datetime, *, again: bool) -> _Work | None:
    with tenant(agency_id):
        job = Job.objects.select_for_update().filter(pk=job_id, state__in=ACTIVE).first()
        export = (
            FileExport.objects.filter(job_id=job_id)
            .select_related("report__agency", "report__document")
            .first()
        )
        if job is None or export is None:
            return None
        if job.state == JobState.RUNNING and not again and not is_stuck(job, now):
            return None
        if job.attempts >= MOST_ATTEMPTS:
            fail_file(agency_id=agency_id, job_id=job_id, sentence=words.failed(), at=now)
            return None
        Job.objects.filter(pk=job_id).update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            started_at=Coalesce(F("started_at"), Value(now)),
            seen_at=clock.now(),
        )
        drop_parts(agency_id, job_id)
    return _Work(export, job, job.attempts + 1, now)


def _write(work: _Work, out: IO[bytes], folder: str) -> None:
    report, kind = work.export.report, ExportKind(work.export.kind)
    tell: Tell = work.tell
    tell(words.reading_step(), 0, 0)
    match kind:
        case ExportKind.CSV:
            write_lines(report, report_lines, out)
        case ExportKind.JSON:
            write_lines(report, report_json, out)
        case ExportKind.XLSX:
            write_workbook(report, out, folder)
        case ExportKind.DAYS:
            write_days(report, out, folder, tell)
        case ExportKind.PAY:
            with one_picture(report.agency_id):
                write_pay(report, out, quiet)
        case ExportKind.ZIP:
            with_pay = work.export.holds_pay
            write_archive(report, out, folder, tell, at=work.now, with_pay=with_pay)
        case ExportKind.PDF:
            raise ValueError("a report's PDF is signed with the report, not made as a file")


def _keep(work: _Work, out: IO[bytes]) -> FileExport:
    """Put the file away in parts, then say that it is ready."""
    size, digest = out.seek(0, 2), hashlib.sha256()
    total = -(-size // PART_BYTES)
    out.seek(0)
    for number in range(total):
        content = out.read(PART_BYTES)
        digest.update(content)
        with tenant(work.job.agency_id):
            work.require(step=words.keeping_step(), done=number, total=total)
            FileExportPart.objects.create(
                agency_id=work.job.agency_id, export=work.export, number=number, content=content
            )
    return _finish(work, size, digest.hexdigest())


def _finish(work: _Work, size: int, sha256: str) -> FileExport:
    export, agency_id = work.export, work.job.agency_id
    at = clock.now()  # the one moment that cannot be passed in at the start
    with tenant(agency_id):
        work.require(
            state=JobState.DONE, step="", done=F("total"), message=words.done(), finished_at=at
        )
        export.size, export.sha256, export.made_at = size, sha256, at
        export.expires_at = at + KEPT_FOR
        export.save(update_fields=["size", "sha256", "made_at", "expires_at"])
        older = FileExport.objects.filter(
            agency_id=agency_id,
            report__month=export.report.month,
            kind=export.kind,
            holds_pay=export.holds_pay,
            made_at__isnull=False,
            expires_at__gt=at + KEPT_AFTER_NEWER,
        ).exclude(pk=export.pk)
        older.update(expires_at=at + KEPT_AFTER_NEWER)
    log.info("file_export.made", agency=agency_id, export=export.pk, kind=export.kind, bytes=size)
    return export
