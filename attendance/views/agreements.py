"""The words employees accept: the nation's text, and an agency's own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import can_keep_records, can_read_readiness
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.agreements import write_agreement
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.readiness import AgreementForm
from attendance.queries.readiness import Agreements
from attendance.wording import readiness as words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: SignedInRequest) -> HttpResponse:
    """The text in force and those before and to come; a POST writes the agency's next."""
    standing = request.user.standing
    if not can_read_readiness(standing):
        raise PermissionDenied(words.may_not_read())
    if request.method != "POST":
        today = clock.on_local_date(request.now, request.user.agency.zone)
        return _show(request, AgreementForm(initial={"valid_from": today}))
    if can_keep_records(standing) is None:
        raise PermissionDenied(words.may_not_write_text())
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        row = write_agreement(by=request.user, at=request.now, **form.cleaned_data)
    except RequestRefused as refused:
        form.add_error(refused.field or None, refused.sentence)
        return _show(request, form, STATUS[refused.ground])
    messages.success(request, words.text_written(row.valid_from))
    return redirect("attendance:agreements")


def _show(request: SignedInRequest, form: AgreementForm, status: int = 200) -> HttpResponse:
    today = clock.on_local_date(request.now, request.user.agency.zone)
    texts = Agreements.of(request.user.agency_id)
    held = texts.on(today)
    context = {
        "held": held,
        "others": [row for row in reversed(texts.rows) if row != held],
        "today": today,
        "form": form if can_keep_records(request.user.standing) else None,
    }
    return render(request, "attendance/agreements.html", context, status=status)
