"""The regions' monthly form as a document: read once more and signed, and its PDF."""

from datetime import date
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import can_sign_filing
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.filings import FilingRefused, file_form, form_obstacles, require_signer
from attendance.actions.refused import Ground
from attendance.forms.letters import PassphraseForm
from attendance.letters.assignments import Face, office_words
from attendance.letters.filings import TEMPLATE, filing_data, sheet_digest
from attendance.letters.render import render_pdf
from attendance.queries.filings import Sheet
from attendance.queries.letters import office_of
from attendance.signing.values import SigningRefused
from attendance.views.filing_shapes import sheet_shape
from attendance.views.filings import FORM, asked_version, month_sheet, place_of, without_form
from attendance.wording import filings as words

log = structlog.get_logger(__name__)


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compliance_filing_sign(request: SignedInRequest, month: date) -> HttpResponse:
    """The form to read once more, and to sign and file."""
    # Only who opens this page loads the libraries that sign.
    from attendance.signing.sign import asks_passphrase

    sheet = month_sheet(request, month)
    if sheet is None:
        return without_form(request, month)
    if sheet.is_filed:
        return redirect(FORM, month)
    form = PassphraseForm(request.POST or None) if asks_passphrase() else None
    sentences: tuple[str, ...] = ()
    try:
        require_signer(request.user.agency, request.user)
        if request.method == "POST" and (form is None or form.is_valid()):
            filing = file_form(
                agency=request.user.agency,
                month=month,
                by=request.user,
                at=request.now,
                seen=request.POST.get("dibaca"),
                typed=None if form is None else form.typed(),
            )
            messages.success(request, words.filed(month, filing.number))
            return redirect(FORM, month)
    except FilingRefused as refused:
        if refused.ground == Ground.AUTHORITY:
            raise PermissionDenied(str(refused)) from refused
        sentences = refused.sentences
        sheet = month_sheet(request, month) or sheet
    except SigningRefused as refused:
        sentences = (refused.sentence,)
        if form is not None and refused.field in form.fields:
            form.add_error(refused.field, refused.sentence)
    return _show_to_sign(request, sheet, form, sentences)


@require_GET
@never_cache
def compliance_filing_pdf(request: SignedInRequest, month: date) -> HttpResponse:
    """The filed form as it was signed (`?versi=`); before that as a draft. Reading is logged."""
    sheet = month_sheet(request, month, version=asked_version(request))
    if sheet is None:
        return without_form(request, month)
    log.info("filing.read", agency=request.user.agency_id, by=request.user.pk, filed=sheet.is_filed)
    document = None if sheet.filing is None else sheet.filing.document
    if document is not None:
        return _pdf(bytes(document.content), f"formulir-{month:%Y-%m}-{document.code}.pdf")
    held = can_sign_filing(request.user.standing)
    office = None if held is None else office_of(request.user, held)
    issued_on = clock.on_local_date(request.now, request.user.agency.zone)
    data = filing_data(sheet, office, issued_on, place_of(sheet), Face())
    return _pdf(render_pdf(TEMPLATE, data, at=request.now), f"draf-formulir-{month:%Y-%m}.pdf")


def _show_to_sign(
    request: SignedInRequest,
    sheet: Sheet,
    form: PassphraseForm | None,
    sentences: tuple[str, ...],
) -> HttpResponse:
    held = require_signer(request.user.agency, request.user)
    office = office_of(request.user, held)
    context: dict[str, Any] = {
        "page": sheet_shape(sheet, None, request.user),
        "obstacles": form_obstacles(sheet, request.now),
        "sentences": sentences,
        "signer": request.user.name,
        "office": office_words(office),
        "principal": None if office.delegation is None else office.delegation.principal.name,
        "place": place_of(sheet),
        "seen": sheet_digest(sheet),
        "form": form,
        "practice": settings.SIGNING.kind == "test",
    }
    invalid = form is not None and form.is_bound and not form.is_valid()
    status = 422 if sentences or invalid else 200
    return render(request, "attendance/filing_sign.html", context, status=status)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
