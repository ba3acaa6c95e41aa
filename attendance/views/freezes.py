"""Fixing and signing a month: the page that signs, the report's PDF, the panel on its page."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import can_read_compliance
from accounts.requests import SignedInRequest
from attendance.actions.freezes import FreezeRefused, Signable, freeze_month, signable_month
from attendance.forms.letters import PassphraseForm
from attendance.letters.assignments import office_words
from attendance.letters.reports import report_pdf
from attendance.models import ComplianceReport, SignedDocument
from attendance.queries.freezes import Amended, FreezePanel
from attendance.signing.values import SigningRefused
from attendance.wording import compliance, report_changes
from attendance.wording import freezes as words
from attendance.wording.letters import date_words

log = structlog.get_logger(__name__)
MOST_DIGITS = 9


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compliance_freeze(request: SignedInRequest, month: date) -> HttpResponse:
    """The month's report to look at before it is signed; signing fixes the month."""
    # Only who opens this page loads the libraries that sign.
    from attendance.signing.sign import asks_passphrase

    form = PassphraseForm(request.POST or None) if asks_passphrase() else None
    asked: dict[str, Any] = {
        "agency": request.user.agency,
        "month": month,
        "by": request.user,
        "at": request.now,
        "version": number_of(request.POST.get("versi", "")) if request.method == "POST" else None,
    }
    try:
        found = signable_month(**asked)
        if request.method == "POST" and (form is None or form.is_valid()):
            freeze = freeze_month(**asked, typed=None if form is None else form.typed())
            document = freeze.report.document
            number = "" if document is None else document.number
            messages.success(request, words.frozen(month, freeze.days, number))
            return redirect("attendance:compliance_report", month)
    except FreezeRefused as refused:
        if refused.by_right:
            raise PermissionDenied(str(refused)) from refused
        for sentence in refused.sentences:
            messages.error(request, sentence)
        return redirect("attendance:compliance_report", month)
    except SigningRefused as refused:
        return _show_sign(request, found, form, refused)
    return _show_sign(request, found, form)


@require_safe
@never_cache
def compliance_pdf(request: SignedInRequest, month: date) -> HttpResponse:
    """The month's report as PDF, or one version of it (`?versi=3`): signed, or marked a draft."""
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance.may_not_read())
    reports = ComplianceReport.objects.visible_to(request.user).filter(month=month)
    text = request.GET.get("versi", "")
    if text:
        reports = reports.filter(version=int(text)) if is_version(text) else reports.none()
    else:
        reports = reports.filter(amends=None)
    report = reports.select_related("agency__region", "amends", "document").first()
    if report is None:
        raise Http404
    log.info("compliance.pdf_read", agency=report.agency_id, by=request.user.pk, report=report.pk)
    return pdf_answer(report_pdf(report, request.now), report)


def pdf_answer(content: bytes, report: ComplianceReport) -> HttpResponse:
    """A report's PDF to look at; its name says month, version, and whether it is signed."""
    draft = "" if report.document_id else "-draf"
    name = f"laporan-kepatuhan-{report.month:%Y-%m}-v{report.version}{draft}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def is_version(text: str) -> bool:
    """Whether a word of an address can be the number of a version."""
    return text.isascii() and text.isdecimal() and len(text) < 5


def number_of(text: str) -> int:
    """The number a form sends back of what its reader has seen; 0, nothing's, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else 0


def freeze_shape(panel: FreezePanel, report: ComplianceReport, zone: str) -> dict[str, Any]:
    """What `_month_freeze.html` shows; times on the agency's clock."""
    freeze, clock = panel.freeze, ZoneInfo(zone)
    urls = {
        name: reverse(f"attendance:compliance_{name}", args=[panel.month])
        for name in ("pdf", "difference", "freeze", "amend")
    }
    if freeze is None:
        return {
            "month": panel.month,
            "done": None,
            "may": panel.may_freeze,
            "version": report.version,
            "urls": urls,
            "obstacles": [words.obstacle_sentence(one, panel.month) for one in panel.obstacles],
        }
    under = freeze.frozen_under
    return {
        "month": panel.month,
        "may": panel.may_freeze,
        "urls": urls,
        "done": {
            "by": freeze.frozen_by.name,
            "at": words.moment_words(freeze.frozen_at, clock),
            "for": None if under is None else under.principal.name,
            "letter": "" if under is None else under.letter_number,
            "version": freeze.report.version,
            "digest": freeze.content_hash,
            "days": freeze.days,
            "document": _document(freeze.report.document),
        },
        "issued": [_issued(one, urls["pdf"]) for one in panel.issued],
        "unissued": panel.unissued,
        "amended": panel.amended,
        "more": panel.amended - len(panel.amendments),
        "amendments": [_amendment(one, clock) for one in panel.amendments],
    }


def _issued(report: ComplianceReport, url: str) -> dict[str, Any]:
    return {
        "version": report.version,
        "reason": report.reason,
        "url": f"{url}?versi={report.version}",
        "document": _document(report.document),
    }


def _document(document: SignedDocument | None) -> dict[str, str] | None:
    if document is None:
        return None
    return {
        "number": document.number,
        "code": document.code,
        "on": date_words(document.issued_on),
        "signer": document.signer_name,
        "office": document.signer_title,
        "url": reverse("attendance:verify", args=[document.code]),
    }


def _amendment(amended: Amended, clock: ZoneInfo) -> dict[str, Any]:
    one = amended.amendment
    return {
        "person": one.employee.name,
        "day": one.date,
        "url": reverse("attendance:day_of", args=[one.date, one.employee_id]),
        "version": one.version,
        "at": words.moment_words(one.amended_at, clock),
        "cause": report_changes.cause_words(one.get_cause_display(), one.by),
        "changes": words.differences(amended, clock),
    }


def sign_context(form: Form | None, refused: SigningRefused | None) -> tuple[dict[str, Any], int]:
    """What every page that signs a report shows of the signing itself, and its status."""
    if refused is not None and form is not None and refused.field in form.fields:
        form.add_error(refused.field, refused.sentence)
    invalid = form is not None and form.is_bound and not form.is_valid()
    context = {
        "form": form,
        "refused": refused,
        "practice": settings.SIGNING.kind == "test",
    }
    return context, 422 if refused is not None or invalid else 200


def _show_sign(
    request: SignedInRequest,
    found: Signable,
    form: PassphraseForm | None,
    refused: SigningRefused | None = None,
) -> HttpResponse:
    context, status = sign_context(form, refused)
    report, office = found.report, found.office
    context |= {
        "report": report,
        "month": report.month,
        "signer": office.signer.name,
        "office": office_words(office),
        "principal": None if office.delegation is None else office.delegation.principal.name,
    }
    return render(request, "attendance/month_sign.html", context, status=status)
