"""The superior's queue: what waits, and deciding about it one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Employee
from accounts.permissions import can_settle_any
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.flags import settle_flag
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.settlements import settle_absence, settle_correction
from attendance.models import AbsenceRequest, Correction
from attendance.queries.request_queue import judged_days, others_away, queue_of
from attendance.queries.superiors import authority_over, former_authority
from attendance.rules.claims import (
    ClaimKind,
)
from attendance.rules.settlement import (
    OwnRequest,
    refuse_authority,
)
from attendance.views.request_shapes import Item, absence_item, correction_item, queue_items
from attendance.wording import request_queue as words

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
PAGE_SIZE = 25
DECISIONS = {"terima": True, "tolak": False}
"""What the two buttons send as `keputusan`."""
FLAG_KINDS = {"tap": ClaimKind.TAP, "place": ClaimKind.PLACE}


@require_GET
def requests(request: SignedInRequest) -> HttpResponse:
    """What waits for the reader; `lingkup=semua` shows everybody they may settle for."""
    require_queue(request)
    return show_queue(request)


@require_POST
def correction_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or refuse one correction."""
    reachable(request, Correction, [pk])
    return _settled(request, partial(settle_correction, pk=pk), partial(_correction, request, pk))


@require_POST
def absence_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or refuse one request for leave, travel, sickness or study."""
    reachable(request, AbsenceRequest, [pk])
    return _settled(request, partial(settle_absence, pk=pk), partial(_absence, request, pk))


@require_POST
def flag_settle(request: SignedInRequest, day: date, employee_id: int, kind: str) -> HttpResponse:
    """Accept or refuse the tap time or the place of a flagged day nobody asked about."""
    people = Employee.objects.filter(agency_id=request.user.agency_id)
    employee = people.filter(pk=employee_id).first()
    if employee is None or kind not in FLAG_KINDS:
        raise Http404
    _require_reach(request, employee)
    act = partial(settle_flag, employee_id=employee_id, day=day, kind=FLAG_KINDS[kind])
    return _settled(request, act, partial(_flag, request, employee_id, day, FLAG_KINDS[kind]))


def require_queue(request: SignedInRequest) -> None:
    """PermissionDenied with its sentence for people who settle nobody's requests today."""
    if can_settle_any(request.user.standing):
        return
    today = clock.on_local_date(request.now, request.user.zone)
    settler = former_authority(request.user)
    refusal = refuse_authority(settler, today=today) if settler.delegations else None
    raise PermissionDenied(
        words.queue_closed() if refusal is None else words.settlement_sentence(refusal)
    )


def reachable(request: SignedInRequest, model: Any, pks: list[int]) -> list[Any]:
    """The requests with these ids, in order; 404 where one is nothing the reader may settle.

    A former delegate and the person who asked are told why instead.
    """
    rows = {row.pk: row for row in model.objects.filter(pk__in=pks).select_related("employee")}
    for pk in pks:
        if pk not in rows or rows[pk].agency_id != request.user.agency_id:
            raise Http404
        _require_reach(request, rows[pk].employee)
    return [rows[pk] for pk in pks]


def show_queue(
    request: SignedInRequest, changed: Item | None = None, *, said: str = "", status: int = 200
) -> HttpResponse:
    """The page; after a refusal with the item in question, or what was `said`, on top."""
    person = request.user
    everybody = request.GET.get("lingkup") == "semua"
    queue = queue_of(person, request.now, everybody=everybody)
    log.info("requests.read", by=person.pk, waiting=len(queue.corrections) + len(queue.absences))
    items = queue_items(queue)
    if changed is not None:
        items = [changed, *(item for item in items if item.ident != changed.ident)]
    page = Paginator(items, PAGE_SIZE).get_page(request.GET.get("halaman"))
    recent = [
        correction_item(row, queue.today)
        if isinstance(row, Correction)
        else absence_item(row, queue.today)
        for row in queue.recent
    ]
    context = {
        "page": page,
        "query": "lingkup=semua&" if everybody else "",
        "waiting": len(queue.corrections) + len(queue.absences),
        "overdue": sum(item.overdue for item in items),
        "flagged": len(queue.flags),
        "recent": recent,
        "everybody": everybody,
        "said": said,
        "typed": request.POST.get("reason", "") if said else "",
        "ticked": request.POST.getlist("pilih"),
        "zone": person.zone,
    }
    return render(request, "attendance/requests.html", context, status=status)


def _settled(
    request: SignedInRequest, act: Callable[..., Any], item_of: Callable[[], Item | None]
) -> HttpResponse:
    accept = DECISIONS.get(request.POST.get("keputusan", ""))
    reason = request.POST.get("reason", "")
    if accept is None:
        refused = RequestRefused(Ground.CONTENT, words.decision_missing())
        return _refused(request, item_of(), refused, reason)
    try:
        act(accept=accept, reason=reason, by=request.user, at=request.now)
    except RequestRefused as refused:
        return _refused(request, item_of(), refused, reason)
    if request.htmx:
        return _answer(request, item_of(), 200)
    messages.success(request, words.done_sentence(accepted=accept))
    return redirect("attendance:requests")


def _refused(
    request: SignedInRequest, item: Item | None, refused: RequestRefused, reason: str
) -> HttpResponse:
    """The item with the sentence and what was typed; the sentence alone where it is gone."""
    status = STATUS[refused.ground]
    if item is not None:
        return _answer(request, replace(item, said=refused.sentence, typed=reason), status)
    if request.htmx:
        context = {"said": refused.sentence}
        return render(request, "attendance/_request_gone.html", context, status=status)
    return show_queue(request, said=refused.sentence, status=status)


def _answer(request: SignedInRequest, item: Item | None, status: int) -> HttpResponse:
    """The item alone for htmx, else the whole page with it on top."""
    if not request.htmx or item is None:
        return show_queue(request, item, status=status)
    context = {"item": item, "zone": request.user.zone, "fresh": True}
    return render(request, "attendance/_request.html", context, status=status)


def _require_reach(request: SignedInRequest, employee: Employee) -> None:
    if employee.pk == request.user.pk:
        raise PermissionDenied(words.settlement_sentence(OwnRequest()))
    authority = authority_over(request.user, employee.unit_id)
    if authority.held is not None:
        return
    today = clock.on_local_date(request.now, request.user.zone)
    refusal = refuse_authority(authority.settler, today=today)
    if refusal is None or not authority.settler.delegations:
        raise Http404
    raise PermissionDenied(words.settlement_sentence(refusal))


def _correction(request: SignedInRequest, pk: int) -> Item:
    row = _whole(Correction, pk)
    today = clock.on_local_date(request.now, request.user.zone)
    key = (row.employee_id, row.date)
    return correction_item(row, today, judged_days(request.user, [key]).get(key))


def _absence(request: SignedInRequest, pk: int) -> Item:
    row = _whole(AbsenceRequest, pk)
    today = clock.on_local_date(request.now, request.user.zone)
    return absence_item(row, today, others_away(request.user, [row])[row.pk])


def _flag(request: SignedInRequest, employee_id: int, day: date, kind: ClaimKind) -> Item | None:
    """The decision about the flag where there is one, else the flag if it still stands."""
    decided = (
        Correction.objects.filter(employee_id=employee_id, date=day, kind=kind.value)
        .exclude(settled_by=None)
        .order_by("-settled_at")
        .first()
    )
    if decided is not None:
        return _correction(request, decided.pk)
    ident = f"hari-{kind}-{employee_id}-{day:%Y%m%d}"
    items = queue_items(queue_of(request.user, request.now, everybody=True))
    return next((item for item in items if item.ident == ident), None)


def _whole(model: Any, pk: int) -> Any:
    rows = model.objects.select_related(
        "employee__unit", "settled_by", "settled_under__principal", "evidence"
    )
    return rows.defer("evidence__content").get(pk=pk)
