"""What changed between the versions of a month, and issuing a dated amendment."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accounts.permissions import can_read_compliance
from accounts.requests import SignedInRequest
from attendance.actions.report_amendments import (
    Amendable,
    AmendmentRefused,
    amendable,
    issue_amendment,
    preview_amendment,
)
from attendance.forms.report_amendments import AmendmentForm
from attendance.letters.assignments import office_words
from attendance.letters.report_changes import step_words, value_words
from attendance.models import ComplianceReport
from attendance.queries.freezes import freeze_of
from attendance.queries.report_differences import (
    Change,
    ChangedDay,
    Difference,
    report_difference,
)
from attendance.signing.values import SigningRefused
from attendance.views.freezes import is_version, number_of, sign_context
from attendance.wording import compliance, figures
from attendance.wording import report_changes as words
from attendance.wording.freezes import changed_words

log = structlog.get_logger(__name__)
DAYS_SHOWN = 500
DAYS_NAMED = 4
"""A figure's line names so many days; all of them stand in the list below it."""


@require_safe
def compliance_difference(request: SignedInRequest, month: date) -> HttpResponse:
    """The figures that differ between two versions (`?dari=1&ke=3`), with the days behind it."""
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance.may_not_read())
    reports = ComplianceReport.objects.visible_to(request.user).filter(month=month)
    versions = list(reports.select_related("agency", "amends").order_by("version"))
    if not versions:
        raise Http404
    freeze = freeze_of(request.user.agency_id, month)
    context: dict[str, Any] = {"month": month, "difference": None}
    if len(versions) > 1:
        frozen = None if freeze is None else freeze.report_id
        pair = _pair(request, versions, frozen)
        context |= _difference_shape(report_difference(*pair), request.user.agency.zone)
        context["versions"] = [
            {"number": one.version, "label": words.version_words(one, frozen)} for one in versions
        ]
        log.info(
            "compliance.difference_read",
            agency=request.user.agency_id,
            by=request.user.pk,
            reports=[one.pk for one in pair],
        )
    context["none"] = words.one_version()
    return render(request, "attendance/compliance_difference.html", context)


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compliance_amend(request: SignedInRequest, month: date) -> HttpResponse:
    """The amendment of a signed month to look at, and to sign with its reason."""
    # Only who opens this page loads the libraries that sign.
    from attendance.signing.sign import asks_passphrase

    form = AmendmentForm(request.POST or None, asks_passphrase=asks_passphrase())
    asked: dict[str, Any] = {"agency": request.user.agency, "month": month, "by": request.user}
    try:
        found = amendable(**asked)
        if request.method == "POST" and form.is_valid():
            reason, typed = form.cleaned_data["alasan"], form.typed()
            seen = number_of(request.POST.get("hari", ""))
            report = issue_amendment(**asked, at=request.now, reason=reason, seen=seen, typed=typed)
            messages.success(request, words.issued(report))
            return redirect("attendance:compliance_report", month)
    except AmendmentRefused as refused:
        return _refuse(request, month, refused)
    except SigningRefused as refused:
        return _show_form(request, found, form, refused)
    return _show_form(request, found, form)


@require_GET
@never_cache
def compliance_amend_draft(request: SignedInRequest, month: date) -> HttpResponse:
    """The amendment as it would be signed, marked as a draft."""
    try:
        content = preview_amendment(
            agency=request.user.agency, month=month, by=request.user, at=request.now
        )
    except AmendmentRefused as refused:
        return _refuse(request, month, refused)
    log.info("report.amendment_draft", agency=request.user.agency_id, by=request.user.pk)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"laporan-kepatuhan-{month:%Y-%m}-perubahan-draf.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _refuse(request: SignedInRequest, month: date, refused: AmendmentRefused) -> HttpResponse:
    if refused.by_right:
        raise PermissionDenied(refused.sentence) from refused
    messages.error(request, refused.sentence)
    return redirect("attendance:compliance_report", month)


def _show_form(
    request: SignedInRequest,
    found: Amendable,
    form: AmendmentForm,
    refused: SigningRefused | None = None,
) -> HttpResponse:
    context, status = sign_context(form, refused)
    delegation = found.office.delegation
    context |= {
        "month": found.signed.month,
        "signed": found.signed,
        "version": found.latest.version + 1,
        "days": found.days,
        "signer": found.office.signer.name,
        "office": office_words(found.office),
        "principal": None if delegation is None else delegation.principal.name,
    }
    return render(request, "attendance/report_amend.html", context, status=status)


def _pair(
    request: SignedInRequest, versions: list[ComplianceReport], frozen: int | None
) -> tuple[ComplianceReport, ComplianceReport]:
    """The versions asked for; else from the signed one, or the last but one, to the newest."""
    by_number = {str(one.version): one for one in versions}
    newest = versions[-1]
    usual = next((one for one in versions if one.pk == frozen and one != newest), versions[-2])
    asked = [request.GET.get(name, "") for name in ("dari", "ke")]
    if not all(not text or (is_version(text) and text in by_number) for text in asked):
        raise Http404
    return by_number.get(asked[0], usual), by_number.get(asked[1], newest)


def _difference_shape(found: Difference, zone: str) -> dict[str, Any]:
    clock = ZoneInfo(zone)
    before, after = found.before, found.after
    return {
        "difference": found,
        "summary": words.changed_many(len(found.changes), len(found.days))
        if found.changes
        else words.same_figures(before, after),
        "changes": [_change_row(one, found) for one in found.changes],
        "days": [_day_row(one, clock) for one in found.days[:DAYS_SHOWN]],
        "more": max(0, len(found.days) - DAYS_SHOWN),
    }


def _change_row(one: Change, found: Difference) -> dict[str, Any]:
    named = [(day.date, day.person.name) for day in one.days]
    by_date = "" if one.unit else words.dates_words(one.dates, DAYS_NAMED)
    days = reverse("attendance:compliance_days", args=[found.after.month, one.code])
    return {
        "label": figures.figure_label(one.code),
        "url": days if one.unit is None else f"{days}?unit={one.unit.pk}",
        "unit": "" if one.unit is None else one.unit.name,
        "before": value_words(one.before),
        "after": value_words(one.after),
        "step": step_words(one),
        "days": words.days_words(named, DAYS_NAMED) if named else by_date,
    }


def _day_row(one: ChangedDay, clock: ZoneInfo) -> dict[str, Any]:
    return {
        "date": one.date,
        "person": one.person.name,
        "url": reverse("attendance:day_of", args=[one.date, one.person.pk]),
        "cause": words.cause_words(one.cause, one.by),
        "changes": changed_words(one.before, one.after, clock),
    }
