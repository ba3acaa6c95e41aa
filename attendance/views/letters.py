"""Assignment letters: looking at the draft, signing it, reading the signed one, the list."""

from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import can_keep_records, can_read_outages
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.documents import set_number_pattern
from attendance.actions.letters import sign_letter, signable
from attendance.actions.refused import Ground, RosterRefused
from attendance.forms.letters import PassphraseForm, PatternForm
from attendance.letters.assignments import TEMPLATE, Face, assignment_data, office_words
from attendance.letters.render import render_pdf
from attendance.models import AssignmentLetter, Roster
from attendance.queries.letters import LetterFacts, agency_letters, numbering_of
from attendance.rules.documents import number_words
from attendance.signing.values import SigningRefused
from attendance.views.rosters import visible_roster
from attendance.wording import letters as words
from attendance.wording import roster_pages

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
PAGE_SIZE = 50


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letter_sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter of an approved roster to look at, and to sign."""
    # Only who opens this page loads the libraries that sign.
    from attendance.signing.sign import asks_passphrase

    roster = visible_roster(request, pk)
    form = PassphraseForm(request.POST or None) if asks_passphrase() else None
    try:
        facts = signable(roster, request.user)
        if request.method == "POST" and (form is None or form.is_valid()):
            typed = None if form is None else form.typed()
            letter = sign_letter(roster_id=pk, by=request.user, at=request.now, typed=typed)
            messages.success(request, words.signed(letter.document.number))
            return redirect("attendance:roster_detail", pk)
    except RosterRefused as refused:
        if refused.ground == Ground.AUTHORITY:
            raise PermissionDenied(refused.sentence) from refused
        messages.error(request, refused.sentence)
        return redirect("attendance:roster_detail", pk)
    except SigningRefused as refused:
        return _show_draft(request, facts, form, refused)
    return _show_draft(request, facts, form)


@require_GET
@never_cache
def letter_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter as it would be signed, marked as a draft."""
    roster = visible_roster(request, pk)
    try:
        facts = signable(roster, request.user)
    except RosterRefused as refused:
        if refused.ground == Ground.AUTHORITY:
            raise PermissionDenied(refused.sentence) from refused
        messages.error(request, refused.sentence)
        return redirect("attendance:roster_detail", pk)
    issued_on = clock.on_local_date(request.now, roster.unit.agency.zone)
    data = assignment_data(facts, issued_on, Face())
    log.info("letter.draft", roster=roster.pk, by=request.user.pk)
    return _pdf(render_pdf(TEMPLATE, data, at=request.now), f"draf-surat-tugas-{pk}.pdf")


@require_GET
@never_cache
def letter_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The signed letter, to everybody who may read its roster; the reading is logged."""
    readable = AssignmentLetter.objects.visible_to(request.user).select_related("document")
    letter = get_object_or_404(readable, pk=pk)
    log.info("letter.read", letter=letter.pk, by=request.user.pk)
    return _pdf(bytes(letter.document.content), f"surat-tugas-{letter.document.code}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: SignedInRequest) -> HttpResponse:
    """The agency's letters with their codes, and how they are numbered."""
    person = request.user
    if not can_read_outages(person.standing):
        raise PermissionDenied(words.letters_closed())
    year = clock.on_local_date(request.now, person.agency.zone).year
    keeps = can_keep_records(person.standing) is not None
    numbering = numbering_of(person.agency_id, year)
    form = PatternForm(request.POST or None, initial={"pattern": numbering.pattern})
    status = 200
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied(words.letters_closed())
        if form.is_valid():
            kept = set_number_pattern(pattern=form.cleaned_data["pattern"], by=person, year=year)
            example = number_words(kept.pattern, kept.last_number + 1, year)
            messages.success(request, words.pattern_saved(example))
            return redirect("attendance:letters")
        status = 422
    page = Paginator(agency_letters(person), PAGE_SIZE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "form": form if keeps else None,
        "next_number": number_words(numbering.pattern, numbering.last_number + 1, year),
        "zone": person.agency.zone,
    }
    return render(request, "attendance/letters.html", context, status=status)


def _show_draft(
    request: SignedInRequest,
    facts: LetterFacts,
    form: PassphraseForm | None,
    refused: SigningRefused | None = None,
) -> HttpResponse:
    roster: Roster = facts.roster
    if refused is not None and form is not None and refused.field in form.fields:
        form.add_error(refused.field, refused.sentence)
    delegation = facts.office.delegation
    context: dict[str, Any] = {
        "roster": roster,
        "period": roster_pages.week_words(roster.first_day, roster.last_day),
        "people": len(facts.people),
        "office": office_words(facts.office),
        "signer": facts.office.signer.name,
        "principal": None if delegation is None else delegation.principal.name,
        "basis": words.basis_sentences(facts.policies),
        "replaces": facts.replaces,
        "form": form,
        "refused": refused,
        "practice": settings.SIGNING.kind == "test",
    }
    invalid = form is not None and form.is_bound and not form.is_valid()
    status = 422 if refused is not None or invalid else 200
    return render(request, "attendance/letter_sign.html", context, status=status)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
