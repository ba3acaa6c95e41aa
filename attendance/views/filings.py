"""The regions' monthly form: filling it in, looking at it, signing it, its PDF."""

from datetime import date
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import can_fill_filing, can_read_compliance, can_sign_filing
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.filings import (
    FilingRefused,
    file_form,
    month_obstacles,
    require_signer,
    save_answers,
)
from attendance.actions.refused import Ground
from attendance.forms.filings import FilingForm
from attendance.forms.letters import PassphraseForm
from attendance.letters.assignments import Face, office_words, town_of
from attendance.letters.filings import TEMPLATE, filing_data, sheet_digest
from attendance.letters.render import render_pdf
from attendance.queries.filings import Sheet, sheet_of
from attendance.queries.letters import office_of
from attendance.rules.filing_answers import Answer
from attendance.signing.values import SigningRefused
from attendance.views.filing_shapes import sheet_shape
from attendance.wording import compliance as compliance_words
from attendance.wording import filings as words

log = structlog.get_logger(__name__)
FORM = "attendance:compliance_filing"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compliance_filing(request: SignedInRequest, month: date) -> HttpResponse:
    """The whole form on one page; a post keeps what was changed, as soon as it was typed."""
    sheet = _sheet(request, month)
    if sheet is None:
        return _without_form(request, month)
    may_fill = can_fill_filing(request.user.standing) is not None
    if request.method == "POST":
        if not may_fill:
            raise PermissionDenied(words.may_not_fill())
        return _save(request, sheet)
    form = None if sheet.is_filed or not may_fill else FilingForm(sheet, _place(sheet))
    return _show(request, sheet, form)


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compliance_filing_sign(request: SignedInRequest, month: date) -> HttpResponse:
    """The form to read once more, and to sign and file."""
    # Only who opens this page loads the libraries that sign.
    from attendance.signing.sign import asks_passphrase

    sheet = _sheet(request, month)
    if sheet is None:
        return _without_form(request, month)
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
        sheet = _sheet(request, month) or sheet
    except SigningRefused as refused:
        sentences = (refused.sentence,)
        if form is not None and refused.field in form.fields:
            form.add_error(refused.field, refused.sentence)
    return _show_to_sign(request, sheet, form, sentences)


@require_GET
@never_cache
def compliance_filing_pdf(request: SignedInRequest, month: date) -> HttpResponse:
    """The filed form as it was signed; before that as a draft. The reading is logged."""
    sheet = _sheet(request, month)
    if sheet is None:
        return _without_form(request, month)
    log.info("filing.read", agency=request.user.agency_id, by=request.user.pk, filed=sheet.is_filed)
    document = None if sheet.filing is None else sheet.filing.document
    if document is not None:
        return _pdf(bytes(document.content), f"formulir-{month:%Y-%m}-{document.code}.pdf")
    held = can_sign_filing(request.user.standing)
    office = None if held is None else office_of(request.user, held)
    issued_on = clock.on_local_date(request.now, request.user.agency.zone)
    data = filing_data(sheet, office, issued_on, _place(sheet), Face())
    return _pdf(render_pdf(TEMPLATE, data, at=request.now), f"draf-formulir-{month:%Y-%m}.pdf")


def _save(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Keep the rows that can be kept, and show the others with what was typed."""
    form = FilingForm(sheet, _place(sheet), request.POST)
    valid = form.is_valid()
    try:
        rows = save_answers(
            agency=sheet.agency,
            month=sheet.month,
            answers=form.accepted | _offered(request, sheet, form),
            reviewed=_reviewed(request, sheet, form),
            place=form.place(),
            by=request.user,
            at=request.now,
        )
    except FilingRefused as refused:
        messages.error(request, str(refused))
        return redirect(FORM, sheet.month)
    fresh = _sheet(request, sheet.month) or sheet
    if request.htmx:
        return _show_state(request, fresh, form)
    if not valid:
        return _show(request, fresh, form, status=422)
    messages.success(request, words.saved(rows))
    section = request.POST.get("bagian", request.POST.get("tinjau", ""))
    anchor = f"#bagian-{section}" if section.isdecimal() and len(section) < 3 else ""
    return redirect(reverse(FORM, args=[sheet.month]) + anchor)


def _offered(request: SignedInRequest, sheet: Sheet, form: FilingForm) -> dict[str, Answer]:
    """The row whose offered text was taken over, below what stands there."""
    line = sheet.by_code.get(request.POST.get("tambah", ""))
    if line is None or not line.offer:
        return {}
    code = line.item.code
    typed = str(form.cleaned_data.get(f"v_{code}", "")).strip()
    if line.offer in typed:
        return {}
    return {code: Answer(f"{typed}\n{line.offer}".strip())}


def _reviewed(request: SignedInRequest, sheet: Sheet, form: FilingForm) -> list[str]:
    """The rows of the section that somebody looked through, but those with an error."""
    return [
        line.item.code
        for section in sheet.sections
        if str(section.number) == request.POST.get("tinjau", "")
        for line in section.lines
        if not any(f"{part}_{line.item.code}" in form.errors for part in "vnr")
    ]


def _sheet(request: SignedInRequest, month: date) -> Sheet | None:
    """The month's form; None for a month that has not begun, or had no form."""
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance_words.may_not_read())
    if month > clock.on_local_date(request.now, request.user.agency.zone):
        return None
    return sheet_of(request.user.agency, month, request.now)


def _without_form(request: SignedInRequest, month: date) -> HttpResponse:
    begun = month <= clock.on_local_date(request.now, request.user.agency.zone)
    messages.error(request, words.no_form(month) if begun else words.not_begun(month))
    return redirect("attendance:compliance")


def _place(sheet: Sheet) -> str:
    return (sheet.filing.place if sheet.filing else "") or town_of(sheet.agency)


def _show(
    request: SignedInRequest, sheet: Sheet, form: FilingForm | None, status: int = 200
) -> HttpResponse:
    context = {
        "page": sheet_shape(sheet, form, request.user),
        "form": form,
        "obstacles": [] if sheet.is_filed else month_obstacles(sheet, request.now),
        "zone": request.user.agency.zone,
    }
    return render(request, "attendance/filing.html", context, status=status)


def _show_state(request: SignedInRequest, sheet: Sheet, form: FilingForm) -> HttpResponse:
    """What changed beside the fields after they were saved as typed."""
    context = {
        "page": sheet_shape(sheet, None, request.user),
        "form": form,
        "saved_at": request.now,
        "zone": request.user.agency.zone,
        "swapped": True,
    }
    return render(request, "attendance/_filing_saved.html", context)


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
        "obstacles": month_obstacles(sheet, request.now),
        "sentences": sentences,
        "signer": request.user.name,
        "office": office_words(office),
        "principal": None if office.delegation is None else office.delegation.principal.name,
        "place": _place(sheet),
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
