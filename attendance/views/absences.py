"""One's own leave, travel, sickness and study: the list with its balance, asking, taking back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.absence_requests import ask_absence, withdraw_absence
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.absences import AbsenceForm
from attendance.models import AbsenceKind, AbsenceRequest
from attendance.queries.leave import absences_on_record, leave_account, my_absence_requests
from attendance.rules.calendar import Period
from attendance.views.request_shapes import absence_item
from attendance.wording.leave import (
    asked_sentence,
    balance_facts,
    kind_hint,
    partly_known,
    period_words,
)
from attendance.wording.requests import withdrawn_sentence

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_safe
def absences(request: SignedInRequest) -> HttpResponse:
    """The person's requests, what is on record, and the balance of annual leave."""
    person = request.user
    today = clock.on_local_date(request.now, person.zone)
    context = {
        "items": [absence_item(row, today) for row in my_absence_requests(person)],
        "recorded": [
            (row, period_words(Period(row.first_day, row.last_day)))
            for row in absences_on_record(person)
        ],
        "zone": person.zone,
        **_balance(request),
    }
    return render(request, "attendance/absences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_ask(request: SignedInRequest) -> HttpResponse:
    """Choose the kind (`?jenis=`), then fill in what it needs; a POST asks the superior."""
    typed = request.POST if request.method == "POST" else request.GET
    kind = next((one for one in AbsenceKind if one == typed.get("jenis", "")), None)
    if request.method != "POST" or kind is None:
        form = None if kind is None else AbsenceForm(kind)
        return _show(request, kind, form, status=422 if request.method == "POST" else 200)
    form = AbsenceForm(kind, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, kind, form, status=422)
    try:
        evidence = form.cleaned_data["evidence"]
        asked = ask_absence(by=request.user, at=request.now, wanted=form.wanted, evidence=evidence)
    except RequestRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return _show(request, kind, form, status=STATUS[refused.ground])
    messages.success(request, asked_sentence(asked.due_on))
    return redirect("attendance:absences")


@require_POST
def absence_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back one's own request."""
    if not AbsenceRequest.objects.of(request.user).filter(pk=pk).exists():
        raise Http404
    try:
        withdraw_absence(pk=pk, by=request.user, at=request.now)
        messages.success(request, withdrawn_sentence())
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    return redirect("attendance:absences")


def _show(
    request: SignedInRequest, kind: AbsenceKind | None, form: AbsenceForm | None, *, status: int
) -> HttpResponse:
    context = {
        "kinds": [(one.value, one.label, kind_hint(one)) for one in AbsenceKind],
        "kind": "" if kind is None else kind.value,
        "kind_label": "" if kind is None else kind.label,
        "form": form,
        "zone": request.user.zone,
        **(_balance(request) if kind == AbsenceKind.LEAVE else {}),
    }
    return render(request, "attendance/absence_ask.html", context, status=status)


def _balance(request: SignedInRequest) -> dict[str, object]:
    today = clock.on_local_date(request.now, request.user.zone)
    account = leave_account(request.user, request.now)
    balance = account.balance(today.year, today)
    kept = account.kept_since
    missing = kept is not None and account.is_partly_known(today.year)
    return {
        "balance": balance,
        "balance_facts": balance_facts(balance),
        "balance_note": partly_known(kept) if missing and kept is not None else "",
    }
