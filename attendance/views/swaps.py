"""One's own exchanges of days: asking a colleague, answering, taking back."""

from datetime import date

import structlog
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.swaps import answer_swap, ask_swap, withdraw_swap
from attendance.models import Swap
from attendance.queries.swaps import my_swaps, swap_choice
from attendance.wording import swaps as words

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
ANSWERS = {"terima": True, "tolak": False}


@require_http_methods(["GET", "HEAD", "POST"])
def swaps(request: SignedInRequest) -> HttpResponse:
    """Choose one's own date (`?tanggal=`), a colleague (`&rekan=`), the exchange; POST asks."""
    if request.method != "POST":
        return _show(request)
    own, other = _date(request.POST.get("tanggal", "")), _date(request.POST.get("tukar", ""))
    colleague = _number(request.POST.get("rekan", ""))
    if own is None or other is None or colleague is None:
        return _show(request, said=words.choice_unreadable(), status=422)
    try:
        swap = ask_swap(
            colleague_id=colleague,
            own_date=own,
            colleague_date=other,
            reason=request.POST.get("reason", ""),
            by=request.user,
            at=request.now,
        )
    except RequestRefused as refused:
        return _show(request, said=refused.sentence, status=STATUS[refused.ground])
    messages.success(request, words.done_asked(swap.colleague.name))
    return redirect("attendance:swaps")


@require_POST
def swap_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The colleague's answer."""
    if not Swap.objects.filter(colleague=request.user, pk=pk).exists():
        raise Http404
    accept = ANSWERS.get(request.POST.get("jawaban", ""))
    if accept is None:
        return _show(request, said=words.choice_unreadable(), status=422)
    try:
        answer_swap(pk=pk, accept=accept, by=request.user, at=request.now)
    except RequestRefused as refused:
        return _show(request, said=refused.sentence, status=STATUS[refused.ground])
    messages.success(request, words.done_answered(accepted=accept))
    return redirect("attendance:swaps")


@require_POST
def swap_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what one asked for."""
    if not Swap.objects.of(request.user).filter(pk=pk).exists():
        raise Http404
    try:
        withdraw_swap(pk=pk, by=request.user, at=request.now)
    except RequestRefused as refused:
        return _show(request, said=refused.sentence, status=STATUS[refused.ground])
    messages.success(request, words.done_withdrawn())
    return redirect("attendance:swaps")


def _show(request: SignedInRequest, *, said: str = "", status: int = 200) -> HttpResponse:
    person = request.user
    asked = request.POST if request.method == "POST" else request.GET
    choice = swap_choice(
        person,
        day=_date(asked.get("tanggal", "")),
        colleague_id=_number(asked.get("rekan", "")),
        now=request.now,
    )
    log.info("swaps.read", by=person.pk, colleagues=len(choice.colleagues))
    context = {
        "choice": choice,
        "items": my_swaps(person, request.now),
        "said": said,
        "typed": request.POST.get("reason", ""),
        "ticked": _date(request.POST.get("tukar", "")),
        "zone": person.zone,
        "me": person.pk,
    }
    return render(request, "attendance/swaps.html", context, status=status)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
