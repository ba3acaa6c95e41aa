"""Who acts for whom: the list, a new delegation, the end of one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Delegation
from accounts.permissions import can_see_board
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.delegations import Letter, delegate, end_delegation
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.delegations import DelegationForm
from attendance.queries.delegations import delegations_seen, offices_of
from attendance.wording import delegations as words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_safe
def delegations(request: SignedInRequest) -> HttpResponse:
    """Delegations given and received; those at the top see the agency's."""
    person = request.user
    if not can_see_board(person.standing):
        raise PermissionDenied(words.may_not_delegate())
    today = clock.on_local_date(request.now, person.agency.zone)
    rows = delegations_seen(person, today)
    context = {
        "current": [one for one in rows if not one.is_over],
        "over": [one for one in rows if one.is_over],
        "may_delegate": bool(offices_of(person, today)),
    }
    return render(request, "attendance/delegations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_make(request: SignedInRequest) -> HttpResponse:
    """Hand over an office of one's own, or of a superior below."""
    person = request.user
    today = clock.on_local_date(request.now, person.agency.zone)
    offices = offices_of(person, today)
    if not offices:
        raise PermissionDenied(words.may_not_delegate())
    posted = request.POST if request.method == "POST" else None
    initial = {"first_day": today, "letter_date": today}
    form = DelegationForm(posted, offices=offices, agency_id=person.agency_id, initial=initial)
    status = 200
    if posted is not None:
        status = 422
        if form.is_valid():
            try:
                made = delegate(
                    office=form.cleaned_data["office"],
                    to=form.cleaned_data["to"],
                    letter=Letter(
                        form.cleaned_data["letter_number"],
                        form.cleaned_data["letter_date"],
                        form.cleaned_data["first_day"],
                        form.cleaned_data["last_day"],
                    ),
                    by=person,
                    at=request.now,
                )
            except RequestRefused as refused:
                form.add_error(None, refused.sentence)
                status = STATUS[refused.ground]
            else:
                messages.success(request, words.made(made.delegate.name))
                return redirect("attendance:delegations")
    return render(request, "attendance/delegation_make.html", {"form": form}, status=status)


@require_POST
def delegation_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an office back."""
    person = request.user
    if not can_see_board(person.standing):
        raise PermissionDenied(words.may_not_delegate())
    get_object_or_404(Delegation, agency_id=person.agency_id, pk=pk)
    try:
        row = end_delegation(delegation_id=pk, by=person, at=request.now)
    except RequestRefused as refused:
        if refused.ground is Ground.AUTHORITY:
            raise PermissionDenied(refused.sentence) from refused
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.ended(row))
    return redirect("attendance:delegations")
