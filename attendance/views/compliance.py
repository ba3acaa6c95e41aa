"""The compliance report: the month at a glance, every figure, the days behind it, the file."""

from datetime import date
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from accounts.models import Unit
from accounts.permissions import (
    can_compute_compliance,
    can_read_compliance,
)
from accounts.requests import SignedInRequest
from attendance.actions.compliance import ACTIVE, ReportRefused
from attendance.actions.compliance_jobs import ask_report, cancel_job
from attendance.exports import file_name, report_csv
from attendance.models import ComplianceReport, Job
from attendance.queries.compliance import ReportPage, latest_report, report_page, shown_month
from attendance.queries.freezes import freeze_panel
from attendance.queries.overview import Overview, overview_of
from attendance.views.compliance_comparison import unit_from
from attendance.views.compliance_shapes import report_shape
from attendance.views.freezes import freeze_shape
from attendance.views.job_shapes import job_shape
from attendance.views.overview_shapes import overview_shape
from attendance.wording import compliance as words

log = structlog.get_logger(__name__)
PAGE_SIZE = 50


@require_safe
def compliance(request: SignedInRequest) -> HttpResponse:
    """The month at a glance (`?bulan=2026-11`, `?unit=3`), with the computation under way."""
    _require_reader(request)
    month = shown_month(request.user, request.GET.get("bulan", ""), request.now)
    try:
        overview = overview_of(request.user, month, request.now, unit_from(request))
    except Unit.DoesNotExist:
        raise Http404 from None
    return render(request, "attendance/compliance.html", _overview_context(request, overview))


@require_POST
def compliance_compute(request: SignedInRequest) -> HttpResponse:
    """Ask for the report of a month; a second click finds the first one's job."""
    _require_computer(request)
    month = shown_month(request.user, request.POST.get("bulan", ""), request.now).first
    try:
        ask_report(agency=request.user.agency, month=month, by=request.user, at=request.now)
    except ReportRefused as refused:
        messages.error(request, refused.sentence)
    return redirect(_overview_url(month))


@require_safe
def compliance_job(request: SignedInRequest, pk: int) -> HttpResponse:
    """A computation as it stands: asked for every two seconds until it ends, then the month."""
    _require_reader(request)
    job = get_object_or_404(Job.objects.visible_to(request.user).filter(kind="compliance"), pk=pk)
    if job.month is None:
        raise Http404
    if not request.htmx:
        return redirect(_overview_url(job.month))
    if job.state in ACTIVE:
        may_cancel = can_compute_compliance(request.user.standing)
        context = {"job": job_shape(job, request.now, may_cancel=may_cancel)}
        return render(request, "components/_progress.html", context)
    month = shown_month(request.user, f"{job.month:%Y-%m}", request.now)
    context = _overview_context(request, overview_of(request.user, month, request.now))
    context["month"]["job"] = job_shape(job, request.now, may_cancel=False)
    answer = render(request, "attendance/_compliance_overview.html", context)
    return reswap(retarget(answer, "#kepatuhan"), "outerHTML")


@require_POST
def compliance_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a computation before its next step."""
    _require_computer(request)
    job = get_object_or_404(Job.objects.visible_to(request.user).filter(kind="compliance"), pk=pk)
    if job.month is None:
        raise Http404
    if not cancel_job(job=job, by=request.user, at=request.now):
        messages.info(request, words.too_late_to_cancel())
    return redirect(_overview_url(job.month))


@require_safe
def compliance_report(request: SignedInRequest, month: date) -> HttpResponse:
    """Every figure of a month, of the agency or a unit (`?unit=3`; with all below `&bawahan=1`)."""
    report = _report(request, month)
    if report is None:
        return redirect(_overview_url(month))
    below = request.GET.get("bawahan") == "1"
    panel = freeze_panel(request.user, month, request.now)
    context = {
        "page": report_shape(_page(request, report, below=below), below=below),
        "freeze": freeze_shape(panel, report, request.user.agency.zone),
        "zone": request.user.zone,
    }
    return render(request, "attendance/compliance_report.html", context)


@require_safe
def compliance_csv(request: SignedInRequest, month: date) -> HttpResponse:
    """The report as a file for spreadsheets."""
    report = _report(request, month)
    if report is None:
        raise Http404
    log.info("compliance.downloaded", agency=report.agency_id, by=request.user.pk, report=report.pk)
    return HttpResponse(
        report_csv(report),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(report)}"'},
    )


def _require_reader(request: SignedInRequest) -> None:
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(words.may_not_read())


def _require_computer(request: SignedInRequest) -> None:
    _require_reader(request)
    if not can_compute_compliance(request.user.standing):
        raise PermissionDenied(words.may_not_compute())


def _report(request: SignedInRequest, month: date) -> ComplianceReport | None:
    _require_reader(request)
    return latest_report(request.user, month)


def _page(request: SignedInRequest, report: ComplianceReport, *, below: bool) -> ReportPage:
    """The figures of the agency, or of the unit in the address; 404 where it has none."""
    try:
        return report_page(report, unit_from(request), below=below)
    except Unit.DoesNotExist:
        raise Http404 from None


def _overview_context(request: SignedInRequest, overview: Overview) -> dict[str, Any]:
    may_compute = can_compute_compliance(request.user.standing)
    month = overview_shape(
        overview,
        request.user,
        request.now,
        may_compute=may_compute,
        page=request.GET.get("halaman", ""),
    )
    return {"month": month, "zone": request.user.zone}


def _overview_url(month: date) -> str:
    return f"{reverse('attendance:compliance')}?bulan={month:%Y-%m}"
