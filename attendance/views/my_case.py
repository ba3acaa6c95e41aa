"""An employee's own case: a fair notice, and a place to answer."""

import structlog
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import SignedInRequest
from attendance.actions.case_moves import answer
from attendance.actions.refused import CaseRefused, Ground
from attendance.forms.cases import AnswerForm
from attendance.models import DisciplineCase
from attendance.queries.cases import case_page, own_case
from attendance.views.case_shapes import case_shape
from attendance.wording import cases as words

log = structlog.get_logger(__name__)


@require_GET
def my_case(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is indicated, on which days, when to come, and what can be done."""
    return _show(request, _own(request, pk), AnswerForm())


@require_POST
def my_case_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record the employee's answer."""
    found = _own(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        answer(case_id=found.pk, text=form.cleaned_data["text"], by=request.user, at=request.now)
    except CaseRefused as refused:
        status = 409 if refused.ground is Ground.STATE else 422
        return _show(request, found, form, refused.sentence, status=status)
    messages.success(request, words.done_words("answered"))
    return redirect("attendance:my_case", found.pk)


def _own(request: SignedInRequest, pk: int) -> DisciplineCase:
    found = own_case(request.user, pk)
    if found is None:
        raise Http404
    return found


def _show(
    request: SignedInRequest,
    found: DisciplineCase,
    form: forms.Form,
    refused: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    page = case_page(request.user, found, request.now)
    context = {
        "page": page,
        "shape": case_shape(page, request.user),
        "form": form,
        "refused": refused,
    }
    return render(request, "attendance/my_case.html", context, status=status)
