"""Who is qualified for which desk: the list, noting somebody, ending it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import can_keep_some_desk_officers
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.desk_officers import Qualification, end_qualification, qualify
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.desk_officers import QualificationForm
from attendance.queries.desk_officers import desk_to_keep, kept_desks, officer_to_keep
from attendance.wording import desk_officers as words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_safe
def desk_officers(request: SignedInRequest) -> HttpResponse:
    """The desks whose officers the reader keeps."""
    if not can_keep_some_desk_officers(request.user.standing):
        raise PermissionDenied(words.closed())
    return _show(request)


@require_POST
def desk_officer_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note an officer of the desk `pk`."""
    if desk_to_keep(request.user, pk) is None:
        raise Http404
    form = QualificationForm(request.POST)
    status = 422
    if form.is_valid():
        typed = form.cleaned_data
        wanted = Qualification(
            pk, typed["employee"], typed["first"], typed["last"], typed["legal_basis"]
        )
        try:
            qualify(wanted=wanted, by=request.user, at=request.now)
        except RequestRefused as refused:
            form.add_error(refused.field or None, refused.sentence)
            status = STATUS[refused.ground]
        else:
            messages.success(request, words.noted())
            return redirect("attendance:desk_officers")
    return _show(request, at=pk, form=form, status=status)


@require_POST
def desk_officer_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a qualification today."""
    if officer_to_keep(request.user, pk) is None:
        raise Http404
    try:
        row = end_qualification(pk=pk, by=request.user, at=request.now)
        messages.success(request, words.removed() if row.pk is None else words.ended())
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    return redirect("attendance:desk_officers")


def _show(
    request: SignedInRequest,
    *,
    at: int | None = None,
    form: QualificationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.on_local_date(request.now, request.user.agency.zone)
    context = {
        "desks": kept_desks(request.user, today),
        "today": today,
        "at": at,
        "form": form,
        "errors": [] if form is None else [one for said in form.errors.values() for one in said],
    }
    return render(request, "attendance/desk_officers.html", context, status=status)
