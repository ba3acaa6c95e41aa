"""What the page of a month's files shows, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Employee
from accounts.permissions import can_export_pay
from accounts.tenancy import tenant
from attendance.models import (
    ComplianceReport,
    ExportKind,
    FileExport,
    FileExportPart,
    JobState,
    ReportMail,
)
from attendance.queries.freezes import freeze_of

SHOWN = (
    ExportKind.XLSX,
    ExportKind.ZIP,
    ExportKind.DAYS,
    ExportKind.CSV,
    ExportKind.JSON,
    ExportKind.PAY,
)
"""In order of the page."""


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """One kind of file of a month: the newest that is ready, and the latest that was asked for.

    `under_way` is the one that is made now, or the one that failed since `ready` was made.
    """

    kind: ExportKind
    ready: FileExport | None
    under_way: FileExport | None


@dataclass(frozen=True, slots=True)
class FilesPage:
    """The files of a month's report, and whether the reader is told of new reports.

    `frozen_at` is when the month was signed, None for one that can still change.
    """

    report: ComplianceReport
    kinds: tuple[KindOfFile, ...]
    frozen_at: datetime | None
    wants_mail: bool
    may_pay: bool


def files_page(person: Employee, report: ComplianceReport, now: datetime) -> FilesPage:
    """What `person`, who may read the report, finds at `now`; three statements."""
    may_pay = can_export_pay(person.standing)
    found = list(
        FileExport.objects.visible_to(person)
        .filter(report__month=report.month, expires_at__gt=now)
        .select_related("job", "report", "asked_by")
    )
    if may_pay:
        # Beside their own ZIP with everything the lesser one of somebody else is no news.
        found = [one for one in found if one.holds_pay or one.kind != ExportKind.ZIP]
    kinds = tuple(
        _kind_of(kind, [one for one in found if one.kind == kind])
        for kind in SHOWN
        if may_pay or kind is not ExportKind.PAY
    )
    mine = ReportMail.objects.filter(agency_id=person.agency_id, employee=person)
    freeze = freeze_of(person.agency_id, report.month)
    frozen_at = None if freeze is None else freeze.frozen_at
    return FilesPage(report, kinds, frozen_at, mine.exists(), may_pay)


def _kind_of(kind: ExportKind, found: list[FileExport]) -> KindOfFile:
    """`found` are the newest first."""
    ready = next((one for one in found if one.made_at is not None), None)
    latest = found[0] if found else None
    news = latest is not None and latest.made_at is None and latest.job.state != JobState.CANCELLED
    return KindOfFile(kind, ready, latest if news else None)


def visible_file(person: Employee, pk: int, now: datetime) -> FileExport | None:
    """A file that `person` may fetch and whose time is not over, made or not, with its job."""
    found: FileExport | None = (
        FileExport.objects.visible_to(person)
        .filter(expires_at__gt=now)
        .select_related("job", "report__agency")
        .filter(pk=pk)
        .first()
    )
    return found


def is_under_way(export: FileExport) -> bool:
    """Whether a worker makes the file, or is asked to."""
    return export.job.state in (JobState.QUEUED, JobState.RUNNING)


class PartMissingError(RuntimeError):
    """A file was taken away while somebody fetched it."""


def parts_of(export: FileExport) -> Iterator[bytes]:
    """The bytes of a file that is ready, piece by piece, each read in a tenancy of its own.

    For an answer that is streamed: by then the request's transaction is over. PartMissingError
    breaks the connection off, so that nobody takes the beginning of a file for all of it.
    """
    sent, number = 0, 0
    while sent < (export.size or 0):
        with tenant(export.agency_id):
            content = (
                FileExportPart.objects.filter(
                    agency_id=export.agency_id, export_id=export.pk, number=number
                )
                .values_list("content", flat=True)
                .first()
            )
        if content is None:
            raise PartMissingError(export.pk, number)
        yield bytes(content)
        sent, number = sent + len(content), number + 1
