"""Discipline cases: the list to examine, one case, its steps and its letters."""

from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import can_see_board
from accounts.requests import SignedInRequest
from attendance.actions.case_moves import dismiss, examine, note_sanction, summon
from attendance.actions.refused import CaseRefused, Ground
from attendance.forms.cases import DecreeForm, DismissForm, ExamineForm, SummonForm
from attendance.letters.cases import letter_data, letters_of, template_of
from attendance.letters.render import render_pdf
from attendance.models import DisciplineCase
from attendance.queries.cases import (
    UNITS,
    CasePage,
    acting_for,
    case_list,
    case_page,
    readable_cases,
)
from attendance.queries.examiners import has_reports
from attendance.views.case_shapes import case_shape, group_links, list_row, move_shapes
from attendance.wording import case_refusals as refusals
from attendance.wording import cases as words

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
PAGE_SIZE = 50
FORMS: dict[str, type[forms.Form]] = {
    "summon": SummonForm,
    "examine": ExamineForm,
    "dismiss": DismissForm,
    "sanction": DecreeForm,
}


@require_GET
def cases(request: SignedInRequest) -> HttpResponse:
    """Cases one may read, by state (`?keadaan=`); `?milik=saya` those that name the reader."""
    person = request.user
    if not can_see_board(person.standing) and not has_reports(person):
        raise PermissionDenied(refusals.cases_closed())
    mine = request.GET.get("milik") == "saya"
    found = case_list(person, group=request.GET.get("keadaan", ""), mine=mine, now=request.now)
    page = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("halaman"))
    log.info("cases.read", agency=person.agency_id, by=person.pk, group=found.group)
    query = f"keadaan={found.group}&" + ("milik=saya&" if mine else "")
    context = {
        "rows": [list_row(one, found) for one in page.object_list],
        "groups": group_links(found, mine=mine),
        "found": found,
        "mine": mine,
        "pages": {"page": page, "query": query},
        "empty": words.no_cases(found.group),
    }
    return render(request, "attendance/cases.html", context)


@require_GET
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case: its threshold, its days, what was done, and what may be done next."""
    return _show(request, _readable(request, pk))


@require_POST
def case_summon(request: SignedInRequest, pk: int) -> HttpResponse:
    """Summon the employee."""

    def move(found: DisciplineCase, form: SummonForm) -> Callable[..., Any]:
        meet_at = form.meet_at(found.employee.zone)
        return partial(summon, meet_at=meet_at, place=form.cleaned_data["place"])

    return _moved(request, pk, "summon", move, "summoned")


@require_POST
def case_examine(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record what an examination found."""

    def move(found: DisciplineCase, form: ExamineForm) -> Callable[..., Any]:
        return partial(examine, **form.cleaned_data)

    return _moved(request, pk, "examine", move, "examined")


@require_POST
def case_dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a case as not proven."""

    def move(found: DisciplineCase, form: DismissForm) -> Callable[..., Any]:
        return partial(dismiss, **form.cleaned_data)

    return _moved(request, pk, "dismiss", move, "dismissed")


@require_POST
def case_sanction(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note the decree that imposed a sanction."""

    def move(found: DisciplineCase, form: DecreeForm) -> Callable[..., Any]:
        typed = form.cleaned_data
        return partial(
            note_sanction, decree=typed["decree"], imposed=typed["imposed"], period=form.period()
        )

    return _moved(request, pk, "sanction", move, "sanctioned")


@require_GET
def case_letter(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """A letter of the case as PDF, made now and not kept; the reading is logged."""
    found = _readable(request, pk)
    page = case_page(request.user, found, request.now)
    if page.held is None:
        raise PermissionDenied(refusals.may_not_examine())
    if kind not in letters_of(page):
        raise Http404
    data = letter_data(page, kind, request.user)
    made = render_pdf(template_of(kind), data, at=request.now)
    log.info("case.letter", case=found.pk, by=request.user.pk, letter=kind)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}-{found.pk}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _readable(request: SignedInRequest, pk: int) -> DisciplineCase:
    rows = readable_cases(request.user).select_related(*UNITS, "employee__supervisor")
    return get_object_or_404(rows, pk=pk)


def _show(
    request: SignedInRequest,
    found: DisciplineCase,
    bound: dict[str, forms.Form] | None = None,
    refused: CaseRefused | None = None,
) -> HttpResponse:
    """The case's page; after a refusal with its sentence, and what was typed kept."""
    page = case_page(request.user, found, request.now)
    log.info("case.read", case=found.pk, agency=found.agency_id, by=request.user.pk)
    bound = bound or {}
    context = {
        "page": page,
        "shape": case_shape(page, request.user),
        "moves": move_shapes(page, {name: _fresh(name, page) for name in page.moves} | bound),
        "open_move": next(iter(bound), page.moves[0] if page.moves else ""),
        "letters": [(kind, words.letter_label(kind)) for kind in _letters(page)],
        "acting": acting_for(page.held),
        "refused": None if refused is None or refused.field else refused,
    }
    status = 200 if not bound else 422 if refused is None else STATUS[refused.ground]
    return render(request, "attendance/case.html", context, status=status)


def _moved(
    request: SignedInRequest,
    pk: int,
    name: str,
    move: Callable[[DisciplineCase, Any], Callable[..., Any]],
    done: str,
) -> HttpResponse:
    found = _readable(request, pk)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    refused = None
    if form.is_valid():
        try:
            move(found, form)(case_id=found.pk, by=request.user, at=request.now)
        except CaseRefused as refusal:
            # Beside its field a refusal is said once; the status is the same.
            refused = refusal
            if refusal.field in form.fields:
                form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, words.done_words(done))
            return redirect("attendance:case", found.pk)
    found.refresh_from_db()
    return _show(request, found, {name: form}, refused)


def _fresh(name: str, page: CasePage) -> forms.Form:
    initial = {"sanction": {"imposed": page.case.sanction}}.get(name)
    return FORMS[name](auto_id=f"{name}_%s", initial=initial)


def _letters(page: CasePage) -> tuple[str, ...]:
    return letters_of(page) if page.held is not None else ()
