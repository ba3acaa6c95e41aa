"""One's own corrections: the list, asking for one, taking it back."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.corrections import ask_correction, withdraw_correction
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.corrections import CorrectionForm
from attendance.models import Correction
from attendance.queries.corrections import AskedDay, asked_day, my_corrections
from attendance.queries.history import judged_live
from attendance.rules.claims import AskedTooLate, ClaimKind, refuse_ask_date
from attendance.views.request_shapes import correction_item
from attendance.wording.requests import (
    asked_sentence,
    kind_hint,
    kind_label,
    too_late_sentence,
    withdrawn_sentence,
)

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@require_safe
def corrections(request: SignedInRequest) -> HttpResponse:
    """Everything the person asked to have corrected, with what became of it."""
    today = clock.on_local_date(request.now, request.user.zone)
    items = [correction_item(row, today) for row in my_corrections(request.user)]
    context = {"items": items, "zone": request.user.zone, "today": today}
    return render(request, "attendance/corrections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correction_ask(request: SignedInRequest, day: date) -> HttpResponse:
    """Choose what was wrong about `day` (`?jenis=`), then say it; a POST asks the superior."""
    found = asked_day(request.user, day, request.now)
    if found is None:
        raise Http404
    typed = request.POST if request.method == "POST" else request.GET
    kind = _kind(typed.get("jenis", ""), found)
    if request.method != "POST" or kind is None:
        form = None if kind is None else CorrectionForm(kind, found)
        return _show(request, found, kind, form, status=422 if request.method == "POST" else 200)
    form = CorrectionForm(kind, found, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, kind, form, status=422)
    try:
        asked = ask_correction(
            by=request.user,
            at=request.now,
            claim=form.claim,
            reason=form.cleaned_data["reason"],
            evidence=form.cleaned_data["evidence"],
        )
    except RequestRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return _show(request, found, kind, form, status=STATUS[refused.ground])
    messages.success(request, asked_sentence(asked.due_on))
    return redirect("attendance:corrections")


@require_POST
def correction_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back one's own request."""
    if not Correction.objects.of(request.user).filter(pk=pk).exists():
        raise Http404
    try:
        withdraw_correction(pk=pk, by=request.user, at=request.now)
        messages.success(request, withdrawn_sentence())
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    return redirect("attendance:corrections")


def _kind(text: str, found: AskedDay) -> ClaimKind | None:
    return next((kind for kind in found.offered if kind == text), None)


def _show(
    request: SignedInRequest,
    found: AskedDay,
    kind: ClaimKind | None,
    form: CorrectionForm | None,
    *,
    status: int,
) -> HttpResponse:
    today = clock.on_local_date(request.now, request.user.zone)
    hours = found.on_record.hours
    barred = refuse_ask_date(hours.date, today=today, term=found.term)
    context = {
        "date": hours.date,
        "judged": judged_live(found.day, request.now),
        "barred": too_late_sentence(barred) if isinstance(barred, AskedTooLate) else "",
        "future": barred is not None and not isinstance(barred, AskedTooLate),
        "kinds": [(one.value, kind_label(one), kind_hint(one)) for one in found.offered],
        "kind": "" if kind is None else kind.value,
        "kind_label": "" if kind is None else kind_label(kind),
        "kind_hint": "" if kind is None else kind_hint(kind),
        "form": form,
        "term": found.term,
        "zone": request.user.zone,
    }
    return render(request, "attendance/correction_ask.html", context, status=status)
