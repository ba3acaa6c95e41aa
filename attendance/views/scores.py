"""Scores of performance: the list of a year, and the import of a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import can_keep_records
from accounts.requests import SignedInRequest
from attendance.actions.scores import ScoresRefused, import_scores
from attendance.forms.machines import LARGEST_UPLOAD_MB
from attendance.forms.region_levels import ScoresFileForm
from attendance.queries.scores import score_list
from attendance.wording import imports as file_words
from attendance.wording import scores as words

SHOWN_FAULTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def scores(request: SignedInRequest) -> HttpResponse:
    """The scores of a year (`?tahun=2025`); a post imports a file."""
    if can_keep_records(request.user.standing) is None:
        raise PermissionDenied(words.may_not_keep())
    if request.method != "POST":
        return _show(request, ScoresFileForm())
    form = ScoresFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, 422)
    file = form.cleaned_data["file"].file
    try:
        done = import_scores(file, agency=request.user.agency, by=request.user, at=request.now)
    except ScoresRefused as refused:
        return _show(
            request,
            form,
            422,
            refusal=file_words.refused_words(len(refused.faults), more=refused.more),
            faults=refused.faults[:SHOWN_FAULTS],
        )
    messages.success(request, words.imported(done.rows, done.changed))
    return redirect("attendance:scores")


def _show(
    request: SignedInRequest, form: ScoresFileForm, status: int = 200, **said: Any
) -> HttpResponse:
    year = request.GET.get("tahun", "")
    known = int(year) if len(year) == 4 and year.isdecimal() else None
    page = score_list(request.user, known, request.GET.get("halaman"))
    context = {"form": form, "found": page, "limit_mb": LARGEST_UPLOAD_MB, **said}
    return render(request, "attendance/scores.html", context, status=status)
