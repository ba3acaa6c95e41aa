"""Correcting a filed form of the regions: asked for with a reason, or given up."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from attendance.actions.filing_corrections import discard_correction, open_correction
from attendance.actions.filings import FilingRefused
from attendance.actions.refused import Ground
from attendance.forms.filings import CorrectionForm
from attendance.views.filings import FORM, month_sheet, show_filing, without_form
from attendance.wording import filings as words


@require_POST
def compliance_filing_correct(request: SignedInRequest, month: date) -> HttpResponse:
    """Begin a correction of the filed form, for the reason typed."""
    sheet = month_sheet(request, month)
    if sheet is None:
        return without_form(request, month)
    form = CorrectionForm(request.POST)
    form.is_valid()
    try:
        correction = open_correction(
            agency=request.user.agency,
            month=month,
            reason=form.cleaned_data.get("alasan", ""),
            by=request.user,
            at=request.now,
        )
    except FilingRefused as refused:
        if refused.ground is Ground.AUTHORITY:
            raise PermissionDenied(str(refused)) from refused
        if refused.ground is Ground.CONTENT:
            return show_filing(request, sheet, None, status=422, correction=form)
        messages.error(request, str(refused))
        return redirect(FORM, month)
    messages.success(request, words.correction_opened(correction.version))
    return redirect(FORM, month)


@require_POST
def compliance_filing_discard(request: SignedInRequest, month: date) -> HttpResponse:
    """Give up the correction that is open."""
    try:
        discard_correction(agency=request.user.agency, month=month, by=request.user)
    except FilingRefused as refused:
        if refused.ground is Ground.AUTHORITY:
            raise PermissionDenied(str(refused)) from refused
        messages.error(request, str(refused))
    else:
        messages.success(request, words.correction_discarded())
    return redirect(FORM, month)
