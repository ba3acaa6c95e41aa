"""The life of a file of a month: asked for, cancelled, asked for again, forgotten.

The job's row is the truth and the message only rings the bell, as for a report.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import structlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_export_pay, can_read_compliance
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.bells import ring
from attendance.actions.compliance import ACTIVE
from attendance.actions.compliance_jobs import GIVEN_UP_AFTER, is_stuck
from attendance.actions.file_making import KEPT_FOR, LONGEST_FETCH, drop_parts, fail_file
from attendance.exports.csv import file_name
from attendance.models import (
    ComplianceReport,
    ExportKind,
    FileExport,
    FileExportPart,
    Job,
    JobState,
)
from attendance.queries.pay import pay_basis
from attendance.wording import compliance
from attendance.wording import file_exports as words

log = structlog.get_logger(__name__)

MAKE_TASK = "attendance.make_file"
JOB_KINDS: dict[ExportKind, str] = {
    kind: f"file_{kind.value}" for kind in ExportKind if kind is not ExportKind.PDF
}
"""The job of each kind of file: one at a time for each month of an agency."""

ZIP_WITH_PAY = "file_zip_pay"
OF_FILES = (*JOB_KINDS.values(), ZIP_WITH_PAY)

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: dict[ExportKind, str] = {
    ExportKind.XLSX: XLSX_TYPE,
    ExportKind.CSV: "text/csv; charset=utf-8",
    ExportKind.JSON: "application/json",
    ExportKind.DAYS: XLSX_TYPE,
    ExportKind.ZIP: "application/zip",
    ExportKind.PAY: "text/csv; charset=utf-8",
}
NAMES: dict[ExportKind, tuple[str, str]] = {
    ExportKind.DAYS: ("hari-", "xlsx"),
}


def ask_file(*, report: ComplianceReport, kind: ExportKind, by: Employee, at: datetime) -> Job:
    """Queue a file of the report, or answer the one of its kind and month that is under way.

    The ZIP of somebody who may export pay holds that too, and is shown to such people alone.
    Raises PermissionDenied. A worker is asked on commit.
    """
    _authorise(by, kind)
    holds_pay = kind is ExportKind.PAY or (kind is ExportKind.ZIP and can_export_pay(by.standing))
    job_kind = ZIP_WITH_PAY if kind is ExportKind.ZIP and holds_pay else JOB_KINDS[kind]
    jobs = Job.objects.filter(agency_id=report.agency_id, kind=job_kind, month=report.month)
    job, is_new = jobs.filter(state__in=ACTIVE).first(), False
    if job is None:
        job, is_new = _open(report, kind, job_kind, holds_pay, by, at)
    if is_new or is_stuck(job, at):
        transaction.on_commit(partial(_ring, report.agency_id, job.pk), robust=True)
    return job


def _authorise(by: Employee, kind: ExportKind) -> None:
    if not can_read_compliance(by.standing):
        raise PermissionDenied(compliance.may_not_read())
    if kind is ExportKind.PAY and not can_export_pay(by.standing):
        raise PermissionDenied(words.may_not_export_pay())


def _open(
    report: ComplianceReport,
    kind: ExportKind,
    job_kind: str,
    holds_pay: bool,
    by: Employee,
    at: datetime,
) -> tuple[Job, bool]:
    """A new job with its file, and True; or the one that came a moment before."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                agency_id=report.agency_id,
                kind=job_kind,
                month=report.month,
                asked_by=by,
                asked_at=at,
            )
            export = FileExport.objects.create(
                agency_id=report.agency_id,
                report=report,
                kind=kind,
                holds_pay=holds_pay,
                job=job,
                asked_by=by,
                name=_name(report, kind),
                content_type=TYPES[kind],
                expires_at=at + KEPT_FOR,
            )
    except IntegrityError:
        return Job.objects.filter(
            agency_id=report.agency_id, kind=job_kind, month=report.month
        ).latest("asked_at"), False
    log.info(
        "file_export.asked", agency=report.agency_id, by=by.pk, export=export.pk, kind=kind.value
    )
    return job, True


def _name(report: ComplianceReport, kind: ExportKind) -> str:
    """The file's name, with the version it is made of: for pay the one signed last."""
    if kind is ExportKind.PAY:
        version = pay_basis(report).version
        return f"tunjangan-{report.agency.code}-{report.month:%Y-%m}-v{version}.csv"
    prefix, suffix = NAMES.get(kind, ("", kind.value))
    return f"{prefix}{file_name(report, suffix)}"


def cancel_file(*, export: FileExport, by: Employee, at: datetime) -> bool:
    """Stop a file before its next step and take away its parts; False where it had ended."""
    stopped = Job.objects.filter(pk=export.job_id, state__in=ACTIVE).update(
        state=JobState.CANCELLED, step="", message=words.cancelled(), finished_at=at
    )
    if stopped:
        drop_parts(export.agency_id, export.job_id)
    log.info("file_export.cancelled", agency=export.agency_id, by=by.pk, export=export.pk)
    return bool(stopped)


def resume_files(*, agency: Agency, at: datetime) -> int:
    """Ask again for files of the agency that got stuck, and end those given up; how many."""
    with tenant(agency.pk):
        active = Job.objects.filter(agency=agency, kind__in=OF_FILES, state__in=ACTIVE)
        jobs = [job for job in active if is_stuck(job, at)]
    for job in jobs:
        if at - job.asked_at >= GIVEN_UP_AFTER:
            fail_file(agency_id=agency.pk, job_id=job.pk, sentence=words.given_up(), at=at)
        else:
            _ring(agency.pk, job.pk)
    return len(jobs)


def forget_files(*, agency: Agency, at: datetime) -> int:
    """Take away the files of the agency that nobody can be fetching at `at`; how many."""
    with tenant(agency.pk):
        over = FileExport.objects.filter(agency=agency, expires_at__lte=at - LONGEST_FETCH)
        over = over.exclude(job__state__in=ACTIVE)
        found = list(over.values_list("pk", "job_id"))
        exports = [pk for pk, _ in found]
        FileExportPart.objects.filter(agency=agency, export_id__in=exports).delete()
        FileExport.objects.filter(agency=agency, pk__in=exports).delete()
        Job.objects.filter(agency=agency, pk__in=[job for _, job in found]).delete()
    if found:
        log.info("file_export.forgotten", agency=agency.pk, files=len(found))
    return len(found)


def _ring(agency_id: int, job_id: int) -> None:
    """Ask a worker for the file; where nobody can be asked, the job ends and says so."""
    if not ring(MAKE_TASK, agency_id, job_id):
        fail_file(agency_id=agency_id, job_id=job_id, sentence=words.broker_away(), at=clock.now())
