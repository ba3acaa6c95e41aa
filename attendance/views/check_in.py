"""The tap: one address for forms, scripts and htmx."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from attendance.actions.check_in import Answer, record_check_in
from attendance.actions.codes import CodeRefused
from attendance.forms.check_in import CheckInForm
from attendance.queries.today import today_of, with_attempt
from attendance.rules.check_in import NotOpenYet
from attendance.views.device import device_of, remember_device
from attendance.views.today import show_today
from attendance.wording import refused_sentence, repeat_sentence
from attendance.wording.codes import code_sentence


@require_POST
@never_cache
def check_in(request: SignedInRequest) -> HttpResponse:
    """Record a tap and answer as asked: JSON, the card for htmx, else the page with its receipt."""
    device = device_of(request)
    return remember_device(request, _recorded(request, device), device)


def _recorded(request: SignedInRequest, device: str) -> HttpResponse:
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return _refuse(
            request, form, {name: [str(one) for one in why] for name, why in form.errors.items()}
        )
    answer = record_check_in(by=request.user, at=request.now, tap=form.tap(device))
    zone = ZoneInfo(request.user.zone)
    if isinstance(answer, NotOpenYet):
        return _refuse(request, form, {"kind": [refused_sentence(answer, zone)]})
    if isinstance(answer, CodeRefused):
        why = code_sentence(answer.fault, answer.until, zone)
        return _refuse(request, form, {"code": [why]})
    status = 201 if answer.created else 200
    said = _said(request, answer)
    if _wants_json(request):
        receipt = answer.receipt
        body = {
            "id": receipt.id,
            "kind": receipt.kind,
            "mode": receipt.mode,
            "recorded_at": receipt.recorded_at.isoformat().replace("+00:00", "Z"),
            "verdict": receipt.code,
            "message": said or receipt.message,
        }
        return JsonResponse(body, status=status)
    if request.htmx:
        page = today_of(request.user, request.now, tapped_id=answer.receipt.id)
        return show_today(request, replace(page, notice=said), status)
    if said:
        messages.info(request, said)
    return HttpResponseRedirect(f"{reverse('attendance:today')}?tanda={answer.receipt.id}")


def _said(request: SignedInRequest, answer: Answer) -> str:
    """What a second first check-in is told; empty for an ordinary answer."""
    if answer.repeat is None:
        return ""
    return repeat_sentence(answer.repeat, ZoneInfo(request.user.zone))


def _refuse(request: SignedInRequest, form: CheckInForm, why: dict[str, list[str]]) -> HttpResponse:
    """422 with the sentences; on the page what was chosen stays chosen."""
    if _wants_json(request):
        return JsonResponse({"errors": why}, status=422)
    page = with_attempt(
        today_of(request.user, request.now),
        errors=tuple(sentence for sentences in why.values() for sentence in sentences),
        key=form.cleaned_data.get("key"),
        mode=form.data.get("mode", ""),
        code=form.data.get("code", ""),
    )
    return show_today(request, page, status=422)


def _wants_json(request: SignedInRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
