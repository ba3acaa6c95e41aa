"""Accepting several requests of one kind with one reason."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from attendance.actions.refused import RequestRefused
from attendance.actions.settlements import settle_absence, settle_correction
from attendance.models import AbsenceRequest, Correction
from attendance.rules.settlement import (
    SettlementReasonMissing,
)
from attendance.views.request_queue import reachable, require_queue, show_queue
from attendance.wording import request_queue as words

MOST_AT_ONCE = 200
CHOICE = re.compile(r"(koreksi|izin)-(\d{1,12})")


@require_POST
def requests_accept(request: SignedInRequest) -> HttpResponse:
    """Accept what is ticked; what cannot be is named, and the rest stands."""
    require_queue(request)
    corrections, absences = _ticked(request)
    reason = request.POST.get("reason", "")
    kinds = {(row.kind, "") for row in corrections} | {
        (row.kind, row.leave_type) for row in absences
    }
    said = ""
    if not kinds:
        said = words.none_chosen()
    elif len(kinds) > 1:
        said = words.kinds_mixed()
    elif not reason.strip():
        said = words.settlement_sentence(SettlementReasonMissing())
    if said:
        return show_queue(request, said=said, status=422)
    accepted, refusals = 0, []
    acts = [(settle_correction, row.pk) for row in corrections]
    acts += [(settle_absence, row.pk) for row in absences]  # type: ignore[misc]
    for act, pk in acts:
        try:
            act(pk=pk, accept=True, reason=reason, by=request.user, at=request.now)
            accepted += 1
        except RequestRefused as refused:
            refusals.append(refused.sentence)
    if accepted:
        messages.success(request, words.done_sentence(accepted=True, count=accepted))
    if refusals:
        why = " ".join(dict.fromkeys(refusals))
        messages.warning(request, words.some_refused(len(refusals), why))
    return redirect("attendance:requests")


def _ticked(request: SignedInRequest) -> tuple[list[Correction], list[AbsenceRequest]]:
    """What was ticked, each sort by id, so that two superiors lock rows in one order."""
    values = sorted(set(request.POST.getlist("pilih")))[:MOST_AT_ONCE]
    found = [CHOICE.fullmatch(value) for value in values]
    if None in found:
        raise Http404
    numbers = [(one[1], int(one[2])) for one in found if one is not None]
    return (
        reachable(request, Correction, sorted(pk for word, pk in numbers if word == "koreksi")),
        reachable(request, AbsenceRequest, sorted(pk for word, pk in numbers if word == "izin")),
    )
