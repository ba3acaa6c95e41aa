"""What superiors decide beside requests: exchanges of days, and special circumstances."""

from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import can_settle_any
from accounts.requests import SignedInRequest
from attendance.actions.refused import Ground, RequestRefused, RosterRefused
from attendance.actions.special_circumstances import settle_special
from attendance.actions.swap_settlements import settle_swap
from attendance.forms.roster_grid import remarks_of
from attendance.models import SpecialCircumstance, Swap
from attendance.queries.superiors import authority_over
from attendance.queries.swaps import parties, swap_queue_of
from attendance.rules.roster import Finding
from attendance.wording import swaps as words
from attendance.wording.request_queue import decision_missing, queue_closed
from attendance.wording.wishes import special_settled

log = structlog.get_logger(__name__)
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}
DECISIONS = {"terima": True, "tolak": False}
"""What the two buttons send as `keputusan`."""


@require_safe
def swap_queue(request: SignedInRequest) -> HttpResponse:
    """What waits for the reader, and what was decided lately."""
    if not can_settle_any(request.user.standing):
        raise PermissionDenied(queue_closed())
    return _show(request)


@require_POST
def swap_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve or refuse an exchange."""
    swap = Swap.objects.filter(pk=pk, agency_id=request.user.agency_id).first()
    if swap is None or not _may_know(request, swap.unit_id, parties(swap)):
        raise Http404
    act = partial(settle_swap, pk=pk, reason=request.POST.get("reason", ""))
    return _settled(request, ("tukar", pk), act, words.done_settled, "approved")


@require_POST
def special_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or refuse a special circumstance."""
    rows = SpecialCircumstance.objects.filter(agency_id=request.user.agency_id)
    row = rows.select_related("employee").filter(pk=pk).first()
    if row is None or not _may_know(request, row.employee.unit_id, (row.employee_id,)):
        raise Http404
    act = partial(settle_special, pk=pk)
    return _settled(request, ("keadaan", pk), act, special_settled, "accepted")


def _settled(
    request: SignedInRequest,
    ident: tuple[str, int],
    act: Callable[..., Any],
    done: Callable[..., str],
    word: str,
) -> HttpResponse:
    accept = DECISIONS.get(request.POST.get("keputusan", ""))
    if accept is None:
        return _show(request, ident, said=decision_missing(), status=422)
    try:
        act(accept=accept, by=request.user, at=request.now)
    except RequestRefused as refused:
        return _show(request, ident, said=refused.sentence, status=STATUS[refused.ground])
    except RosterRefused as refused:
        status = STATUS[refused.ground]
        return _show(request, ident, said=refused.sentence, found=refused.findings, status=status)
    messages.success(request, done(**{word: accept}))
    return redirect("attendance:swap_queue")


def _may_know(request: SignedInRequest, unit_id: int, people: tuple[int, ...]) -> bool:
    """Whether the reader may know of the matter: those in it, and whoever settles for the unit."""
    if request.user.pk in people:
        return True
    authority = authority_over(request.user, unit_id)
    return authority.held is not None or bool(authority.settler.delegations)


def _show(
    request: SignedInRequest,
    ident: tuple[str, int] = ("", 0),
    *,
    said: str = "",
    found: tuple[Finding, ...] = (),
    status: int = 200,
) -> HttpResponse:
    person = request.user
    queue = swap_queue_of(person, request.now)
    log.info("swap_queue.read", by=person.pk, waiting=len(queue.swaps) + len(queue.circumstances))
    here = {("tukar", item.swap.pk) for item in queue.swaps}
    here |= {("keadaan", row.pk) for row in queue.circumstances}
    names = {
        pk: name
        for item in queue.swaps
        for pk, name in (
            (item.swap.employee_id, item.swap.employee.name),
            (item.swap.colleague_id, item.swap.colleague.name),
        )
    }
    context = {
        "queue": queue,
        "waiting": len(queue.swaps) + len(queue.circumstances),
        "said_kind": ident[0],
        "said_pk": ident[1],
        "said": said,
        "said_gone": ident not in here,
        "remarks": remarks_of(found, names),
        "typed": request.POST.get("reason", "") if said else "",
        "zone": person.zone,
    }
    return render(request, "attendance/swap_queue.html", context, status=status)
