"""The files of a month: what can be made, what is being made, what is ready to be fetched."""

from datetime import date
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import can_compute_compliance, can_read_compliance, can_set_pay
from accounts.requests import SignedInRequest
from attendance.actions.file_exports import JOB_KINDS, ask_file, cancel_file
from attendance.actions.report_mail import choose_report_mail
from attendance.models import ComplianceReport, ExportKind, FileExport, JobState
from attendance.queries.compliance import latest_report
from attendance.queries.file_exports import (
    FilesPage,
    KindOfFile,
    files_page,
    is_under_way,
    parts_of,
    visible_file,
)
from attendance.wording import compliance
from attendance.wording import file_exports as words

log = structlog.get_logger(__name__)
Shape = dict[str, Any]


@require_safe
def compliance_files(request: SignedInRequest, month: date) -> HttpResponse:
    """What can be made of a month's report, with what is under way and what is ready."""
    report = _report(request, month)
    if report is None:
        return redirect(f"{reverse('attendance:compliance')}?bulan={month:%Y-%m}")
    page = files_page(request.user, report, request.now)
    return render(request, "attendance/compliance_files.html", _context(request, page))


@require_POST
def compliance_file_make(request: SignedInRequest, month: date, kind: str) -> HttpResponse:
    """Ask for one file; a second click finds the first one's job."""
    if kind not in JOB_KINDS:
        raise Http404
    report = _report(request, month)
    if report is None:
        raise Http404
    ask_file(report=report, kind=ExportKind(kind), by=request.user, at=request.now)
    return redirect("attendance:compliance_files", month)


@require_safe
def compliance_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file itself, streamed part by part; every fetch is in the log."""
    export = _file(request, pk)
    if export.made_at is None:
        raise Http404
    etag = f'"{export.sha256}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Content-Length": str(export.size),
        "Content-Disposition": f'attachment; filename="{export.name}"',
        "X-Content-Type-Options": "nosniff",
    }
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    log.info(
        "file_export.fetched",
        agency=export.agency_id,
        by=request.user.pk,
        export=export.pk,
        kind=export.kind,
        holds_pay=export.holds_pay,
    )
    content = iter(()) if request.method == "HEAD" else parts_of(export)
    return StreamingHttpResponse(content, content_type=export.content_type, headers=headers)


@require_safe
def compliance_file_job(request: SignedInRequest, pk: int) -> HttpResponse:
    """The work on a file as it stands: asked for every two seconds until it ends."""
    export = _file(request, pk)
    if not request.htmx:
        return redirect("attendance:compliance_files", export.report.month)
    return render(request, "components/_progress.html", {"job": job_shape(export)})


@require_POST
def compliance_file_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop the work on a file before its next step."""
    export = _file(request, pk)
    if not _may_cancel(request, export):
        raise PermissionDenied(words.may_not_cancel())
    if cancel_file(export=export, by=request.user, at=request.now):
        messages.info(request, words.cancelled())
    else:
        messages.info(request, words.too_late_to_cancel())
    return redirect("attendance:compliance_files", export.report.month)


@require_POST
def compliance_mail(request: SignedInRequest, month: date) -> HttpResponse:
    """Be told of each month's report, or no longer."""
    wanted = request.POST.get("kabari") == "1"
    choose_report_mail(by=request.user, wanted=wanted, at=request.now)
    messages.success(request, words.mail_on() if wanted else words.mail_off())
    return redirect("attendance:compliance_files", month)


def job_shape(export: FileExport) -> Shape:
    """What `components/_progress.html` shows of the work on a file."""
    job, ready = export.job, export.made_at is not None
    return {
        "id": job.pk,
        "url": reverse("attendance:compliance_file_job", args=[export.pk]),
        "title": words.job_title(export.kind, export.report.month),
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "note": {JobState.QUEUED: words.queued(), JobState.RUNNING: job.step}.get(
            JobState(job.state), job.message
        ),
        "result_url": _download_url(export) if ready else "",
        "result_label": words.download_label(),
        "cancel_url": (
            reverse("attendance:compliance_file_cancel", args=[export.pk])
            if is_under_way(export)
            else ""
        ),
    }


def _context(request: SignedInRequest, page: FilesPage) -> Shape:
    report, person = page.report, request.user
    return {
        "report": report,
        "zone": person.zone,
        "kinds": [_kind_shape(page, one) for one in page.kinds],
        "note": "" if page.frozen_at else words.open_month(),
        "wants_mail": page.wants_mail,
        "mail_url": reverse("attendance:compliance_mail", args=[report.month]),
        "pdf_url": reverse("attendance:compliance_pdf", args=[report.month]),
        "pay_url": (
            reverse("attendance:pay_settings")
            if page.may_pay or can_set_pay(person.standing) is not None
            else ""
        ),
        "overview_url": f"{reverse('attendance:compliance')}?bulan={report.month:%Y-%m}",
        "may_compute": can_compute_compliance(person.standing),
    }


def _kind_shape(page: FilesPage, one: KindOfFile) -> Shape:
    meaning = words.kind_meaning(one.kind)
    ready = one.ready
    if one.kind is ExportKind.ZIP and ready is not None and ready.holds_pay:
        meaning = f"{meaning} {words.with_pay_too()}"
    job = None if one.under_way is None else job_shape(one.under_way)
    return {
        "code": one.kind.value,
        "title": words.kind_title(one.kind),
        "meaning": meaning,
        "make_url": reverse("attendance:compliance_file_make", args=[page.report.month, one.kind]),
        "ready": ready,
        "outdated": "" if ready is None else _outdated(page, ready),
        "url": "" if ready is None else _download_url(ready),
        "job": job,
        "is_under_way": one.under_way is not None and is_under_way(one.under_way),
    }


def _outdated(page: FilesPage, ready: FileExport) -> str:
    """Why a file no longer says what is; empty where it does."""
    if ready.report_id != page.report.pk:
        return words.of_older_version()
    begun = ready.job.started_at
    # What was read before the signature does not bear it.
    if page.frozen_at is not None and begun is not None and begun <= page.frozen_at:
        return words.before_signing()
    return ""


def _download_url(export: FileExport) -> str:
    return reverse("attendance:compliance_file", args=[export.pk])


def _report(request: SignedInRequest, month: date) -> ComplianceReport | None:
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance.may_not_read())
    return latest_report(request.user, month)


def _file(request: SignedInRequest, pk: int) -> FileExport:
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance.may_not_read())
    export = visible_file(request.user, pk, request.now)
    if export is None:
        raise Http404
    return export


def _may_cancel(request: SignedInRequest, export: FileExport) -> bool:
    """Who asked for it, or who may have a report computed: the inspectorate stops only its own."""
    mine = export.asked_by_id == request.user.pk
    return mine or can_compute_compliance(request.user.standing)
