"""Citizens' reports: the list, one report, and what the agency does with it."""

from typing import Any

import structlog
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import can_answer_complaints, can_read_complaints
from accounts.requests import SignedInRequest
from attendance.actions.complaints import (
    ComplaintRefused,
    answer,
    put_in_class,
    refer,
    reject,
    verify,
    work_on,
)
from attendance.actions.refused import Ground
from attendance.forms.complaints import ClassForm, StepForm, VerifyForm
from attendance.queries.complaint_evidence import status_evidence
from attendance.queries.complaints import ComplaintPage, complaint_list, complaint_page
from attendance.views.complaint_shapes import (
    complaint_shape,
    evidence_shape,
    list_shape,
    move_shapes,
)
from attendance.views.desk_tabs import desk_tabs
from attendance.wording import complaints as words
from services.models import Complaint, ComplaintClass, Finding
from services.queries.shown import LAPOR_URL

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
PAGE_SIZE = 50
FORMS: dict[str, type[forms.Form]] = {
    "kerjakan": StepForm,
    "jawab": StepForm,
    "teruskan": StepForm,
    "tolak": StepForm,
    "periksa": VerifyForm,
    "golongkan": ClassForm,
}
"""By the last word of the address."""


@require_safe
def complaints(request: SignedInRequest) -> HttpResponse:
    """Reports one may read, `?keadaan=`, `?kantor=`, `?jenis=`; open ones by deadline."""
    person = request.user
    _require_reader(request)
    found = complaint_list(
        person,
        group=request.GET.get("keadaan", ""),
        office=request.GET.get("kantor", ""),
        kind=request.GET.get("jenis", ""),
        now=request.now,
    )
    page = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("halaman"))
    log.info("complaints.read", agency=person.agency_id, by=person.pk, group=found.group)
    context = {**list_shape(found, page), "tabs": desk_tabs(person.standing)}
    return render(request, "attendance/complaints.html", context)


@require_safe
def complaint(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report with its steps; for a wrong status also the evidence of that moment."""
    return _show(request, _page(request, pk))


@require_POST
def complaint_move(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """One step: `kerjakan`, `jawab`, `teruskan`, `tolak`, `periksa` or `golongkan`."""
    page = _page(request, pk)
    if verb not in FORMS:
        raise Http404
    if can_answer_complaints(request.user.standing) is None:
        raise PermissionDenied(words.may_not_answer())
    form = FORMS[verb](request.POST)
    if not form.is_valid():
        return _show(request, page, verb, form, status=422)
    try:
        _do(request, page.complaint, verb, form.cleaned_data)
    except ComplaintRefused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.sentence)
        return _show(request, page, verb, form, status=STATUS[refused.ground])
    said = words.done(verb, by_mail=bool(page.complaint.contact and form.data.get("message")))
    messages.success(request, said)
    return redirect("attendance:complaint", pk)


def _do(request: SignedInRequest, complaint: Complaint, verb: str, typed: dict[str, Any]) -> None:
    by, at = request.user, request.now
    if verb == "golongkan":
        chosen = ComplaintClass(typed["golongan"])
        put_in_class(complaint=complaint, complaint_class=chosen, by=by, at=at)
    elif verb == "periksa":
        verify(
            complaint=complaint,
            finding=Finding(typed["finding"]),
            message=typed["message"],
            note=typed["note"],
            by=by,
            at=at,
        )
    else:
        step = {"kerjakan": work_on, "jawab": answer, "teruskan": refer, "tolak": reject}[verb]
        step(complaint=complaint, message=typed["message"], note=typed["note"], by=by, at=at)


def _show(
    request: SignedInRequest,
    page: ComplaintPage,
    verb: str = "",
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    person, one = request.user, page.complaint
    evidence = status_evidence(one, person)
    log.info(
        "complaint.read",
        agency=one.agency_id,
        complaint=one.pk,
        by=person.pk,
        officers=[] if evidence is None else [each.employee.pk for each in evidence.officers],
    )
    may_answer = can_answer_complaints(person.standing) is not None and one.settled_at is None
    context = {
        "shape": complaint_shape(page),
        "evidence": None if evidence is None else evidence_shape(evidence, one),
        "moves": move_shapes(one, FORMS, verb, form) if may_answer else [],
        "tabs": desk_tabs(person.standing),
        "zone": one.office.zone,
        "lapor_url": LAPOR_URL,
    }
    return render(request, "attendance/complaint.html", context, status=status)


def _page(request: SignedInRequest, pk: int) -> ComplaintPage:
    _require_reader(request)
    page = complaint_page(request.user, pk, request.now)
    if page is None:
        raise Http404
    return page


def _require_reader(request: SignedInRequest) -> None:
    if not can_read_complaints(request.user.standing):
        raise PermissionDenied(words.may_not_read())
