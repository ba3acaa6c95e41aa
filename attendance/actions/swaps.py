"""Exchanging days: asking a colleague, the colleague's answer, taking it back."""

from datetime import date, datetime

import structlog
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import Employee
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.swap_authority import superiors_of
from attendance.models import MessageKind, Swap, SwapState
from attendance.queries.swaps import OPEN, away_on, plan_values, plans_at, plans_in_force
from attendance.rules.swaps import NotWaiting, refuse_exchange
from attendance.rules.swaps import SwapState as State
from attendance.wording import swaps as words

log = structlog.get_logger(__name__)


@transaction.atomic
def ask_swap(
    *,
    colleague_id: int,
    own_date: date,
    colleague_date: date,
    reason: str,
    by: Employee,
    at: datetime,
) -> Swap:
    """Ask a colleague to exchange plans. Raises RequestRefused; then nothing has changed."""
    unit_mates = Employee.objects.active().filter(agency_id=by.agency_id, unit_id=by.unit_id)
    colleague = unit_mates.exclude(pk=by.pk).filter(pk=colleague_id).first()
    if colleague is None:
        raise RequestRefused(Ground.CONTENT, words.no_colleague(), "rekan")
    if not reason.strip():
        raise RequestRefused(Ground.CONTENT, words.reason_missing(), "reason")
    swap = Swap(
        agency_id=by.agency_id,
        unit_id=by.unit_id,
        employee=by,
        colleague=colleague,
        asker_date=own_date,
        colleague_date=colleague_date,
        reason=reason.strip(),
        asked_at=at,
    )
    require_possible(swap, at)
    days = [own_date, colleague_date]
    mine = Q(employee=by) | Q(colleague=by)
    waiting = Swap.objects.filter(mine, agency_id=by.agency_id, state__in=OPEN)
    if waiting.filter(Q(asker_date__in=days) | Q(colleague_date__in=days)).exists():
        raise RequestRefused(Ground.STATE, words.asked_already())
    swap.save(force_insert=True)
    _tell(swap, "asked", [colleague.pk], words.asked(swap), at, MessageKind.SWAP)
    log.info("swap.asked", swap=swap.pk, by=by.pk, colleague=colleague.pk)
    return swap


@transaction.atomic
def answer_swap(*, pk: int, accept: bool, by: Employee, at: datetime) -> Swap:
    """The colleague's yes or no; a yes goes to the superiors. Raises RequestRefused."""
    swap = _own_swap(pk)
    if accept:
        require_possible(swap, at)
    answer = SwapState.ACCEPTED if accept else SwapState.DECLINED
    rows = Swap.objects.filter(pk=pk, colleague=by, state=SwapState.ASKED)
    if not rows.update(state=answer, answered_at=at):
        raise moved_on(pk)
    swap.state = answer
    _tell(swap, "answered", [swap.employee_id], words.answered(swap), at, MessageKind.SWAP)
    if accept:
        others = superiors_of(swap.unit, at) - {swap.employee_id, swap.colleague_id}
        _tell(swap, "waits", others, words.waits(swap), at, MessageKind.TASK)
    log.info("swap.answered", swap=pk, by=by.pk, accepted=accept)
    return swap


@transaction.atomic
def withdraw_swap(*, pk: int, by: Employee, at: datetime) -> Swap:
    """Take back what one asked for, until it is decided. Raises RequestRefused."""
    swap = _own_swap(pk)
    rows = Swap.objects.filter(pk=pk, employee=by, state__in=OPEN)
    if not rows.update(state=SwapState.WITHDRAWN):
        raise moved_on(pk)
    _tell(swap, "withdrawn", [swap.colleague_id], words.withdrawn(swap), at, MessageKind.SWAP)
    log.info("swap.withdrawn", swap=pk, by=by.pk)
    return swap


def moved_on(pk: int) -> RequestRefused:
    """The refusal of a step that the exchange does not wait for any more."""
    state = State(Swap.objects.values_list("state", flat=True).get(pk=pk))
    return RequestRefused(Ground.STATE, words.swap_sentence(NotWaiting(state)))


def require_possible(swap: Swap, at: datetime) -> None:
    """Raise RequestRefused where the exchange cannot be made, or not any more."""
    people = (swap.employee_id, swap.colleague_id)
    days = sorted({swap.asker_date, swap.colleague_date})
    refusal = refuse_exchange(
        people,
        days,
        plan_values(plans_in_force(swap.agency_id, people, days)),
        today=clock.on_local_date(at, swap.employee.zone),
        away=away_on(swap.agency_id, people, days),
        asked=None if swap.pk is None else plan_values(plans_at(swap)),
    )
    if refusal is not None:
        raise RequestRefused(Ground.STATE, words.swap_sentence(refusal))


def _own_swap(pk: int) -> Swap:
    return Swap.objects.select_related("employee", "colleague", "unit__agency").get(pk=pk)


def _tell(
    swap: Swap,
    step: str,
    people: set[int] | list[int],
    text: tuple[str, str],
    at: datetime,
    kind: MessageKind,
) -> None:
    tell(
        agency_id=swap.agency_id,
        employee_ids=people,
        kind=kind,
        key=f"swap-{swap.pk}-{step}",
        title=text[0],
        body=text[1],
        url=reverse("attendance:swap_queue" if kind is MessageKind.TASK else "attendance:swaps"),
        at=at,
    )
