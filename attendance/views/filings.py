"""The regions' monthly form on its page: read, filled in as one types, its versions."""

import re
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import can_fill_filing, can_read_compliance
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.filings import FilingRefused, form_obstacles, save_answers
from attendance.forms.filings import CorrectionForm, FilingForm
from attendance.letters.assignments import town_of
from attendance.queries.filings import Sheet, sheet_of
from attendance.rules.filing_answers import Answer
from attendance.rules.filing_facts import Facts
from attendance.views.filing_shapes import sheet_shape
from attendance.wording import compliance as compliance_words
from attendance.wording import filings as words

FORM = "attendance:compliance_filing"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compliance_filing(request: SignedInRequest, month: date) -> HttpResponse:
    """The whole form on one page; a post keeps what was changed, as soon as it was typed.

    `?versi=` shows a version as it was filed.
    """
    sheet = month_sheet(request, month, version=asked_version(request))
    if sheet is None:
        return without_form(request, month)
    may_fill = can_fill_filing(request.user.standing) is not None
    if request.method == "POST":
        if not may_fill:
            raise PermissionDenied(words.may_not_fill())
        return _save(request, sheet)
    form = None if sheet.is_filed or not may_fill else FilingForm(sheet, place_of(sheet))
    return show_filing(request, sheet, form)


def _save(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Keep the rows that can be kept, and show the others with what was typed."""
    form = FilingForm(sheet, place_of(sheet), request.POST)
    valid = form.is_valid()
    try:
        rows = save_answers(
            agency=sheet.agency,
            month=sheet.month,
            answers=form.accepted | _offered(request, sheet, form),
            reviewed=_reviewed(request, sheet, form),
            frame=form.frame(),
            by=request.user,
            at=request.now,
            facts=sheet.facts,
        )
    except FilingRefused as refused:
        return _refused(request, sheet.month, str(refused))
    fresh = month_sheet(request, sheet.month, facts=sheet.facts) or sheet
    if request.htmx:
        return _show_state(request, sheet, fresh, form)
    if not valid:
        return show_filing(request, fresh, form, status=422)
    messages.success(request, words.saved(rows))
    section = request.POST.get("bagian", request.POST.get("tinjau", ""))
    anchor = f"#bagian-{section}" if section.isdecimal() and len(section) < 3 else ""
    return redirect(reverse(FORM, args=[sheet.month]) + anchor)


def _refused(request: SignedInRequest, month: date, sentence: str) -> HttpResponse:
    """Why nothing was kept; what was typed still stands on a page that htmx keeps."""
    if request.htmx:
        context = {"sentence": sentence, "url": reverse(FORM, args=[month])}
        return render(request, "attendance/_filing_refused.html", context, status=409)
    messages.error(request, sentence)
    return redirect(FORM, month)


def _offered(request: SignedInRequest, sheet: Sheet, form: FilingForm) -> dict[str, Answer]:
    """The row whose offered text was taken over, below what stands there."""
    line = sheet.by_code.get(request.POST.get("tambah", ""))
    if line is None or not line.offer or f"v_{line.item.code}" in form.errors:
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


def month_sheet(
    request: SignedInRequest,
    month: date,
    *,
    version: int | None = None,
    facts: Facts | None = None,
) -> Sheet | None:
    """The month's form, or a filed version of it; None for a month that had none or lies ahead.

    Raises PermissionDenied for who may not read it.
    """
    if not can_read_compliance(request.user.standing):
        raise PermissionDenied(compliance_words.may_not_read())
    if month > clock.on_local_date(request.now, request.user.agency.zone):
        return None
    return sheet_of(request.user.agency, month, request.now, version=version, facts=facts)


def asked_version(request: SignedInRequest) -> int | None:
    """The filed version that a reader asks for; None for the newest form."""
    asked = request.GET.get("versi", "")
    return int(asked) if re.fullmatch(r"\d{1,4}", asked, re.ASCII) else None


def without_form(request: SignedInRequest, month: date) -> HttpResponse:
    """Away from a form that is not there, with the reason."""
    version = asked_version(request)
    if version is not None:
        messages.error(request, words.no_version(month, version))
        return redirect(FORM, month)
    begun = month <= clock.on_local_date(request.now, request.user.agency.zone)
    messages.error(request, words.no_form(month) if begun else words.not_begun(month))
    return redirect("attendance:compliance")


def place_of(sheet: Sheet) -> str:
    """The place in the form's foot: the agency's town until somebody writes another."""
    return (sheet.filing.place if sheet.filing else "") or town_of(sheet.agency)


def show_filing(
    request: SignedInRequest,
    sheet: Sheet,
    form: FilingForm | None,
    status: int = 200,
    correction: CorrectionForm | None = None,
) -> HttpResponse:
    """The form's page; `correction` asks why a filed form is to be corrected."""
    context = {
        "page": sheet_shape(sheet, form, request.user),
        "form": form,
        "correction": correction or CorrectionForm(),
        "obstacles": [] if sheet.is_filed else form_obstacles(sheet, request.now),
        "zone": request.user.agency.zone,
    }
    return render(request, "attendance/filing.html", context, status=status)


def _show_state(
    request: SignedInRequest, before: Sheet, sheet: Sheet, form: FilingForm
) -> HttpResponse:
    """What changed beside the fields after they were saved as typed, and rows that others move."""
    moved = _moved(before, sheet, form)
    fields = FilingForm(sheet, place_of(sheet)) if moved else None
    page = sheet_shape(sheet, fields, request.user)
    context = {
        "page": page,
        "moved": [row for one in page["sections"] for row in one["rows"] if row["code"] in moved],
        "form": form,
        "saved_at": request.now,
        "zone": request.user.agency.zone,
        "swapped": True,
    }
    return render(request, "attendance/_filing_saved.html", context)


def _moved(before: Sheet, sheet: Sheet, form: FilingForm) -> set[str]:
    """Rows that show something else now although nobody typed in them."""
    typed = {name.partition("_")[2] for name in form.changed_data}
    was = before.by_code
    return {
        line.item.code
        for line in sheet.lines
        if line.item.code not in typed
        and not line.is_derived
        and line.item.code in was
        and (line.value, line.proposed) != (was[line.item.code].value, was[line.item.code].proposed)
    }
