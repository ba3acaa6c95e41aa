"""Deciding about a request: by the right person, with a reason, once.

A decision is a compare-and-set on the request's state; of two superiors at the same moment the
second is told who decided. Nothing recorded is edited: an accepted correction appends an event,
accepted leave makes an `Absence`, and exactly the days concerned are judged again.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import Employee
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.request_messages import tell_settled
from attendance.actions.settled_effects import apply_absence, apply_correction
from attendance.models import AbsenceRequest, Correction, RequestState
from attendance.queries.superiors import authority_over
from attendance.rules import settlement
from attendance.rules.approval import NoAuthority
from attendance.wording.leave import overlaps_now
from attendance.wording.request_queue import settled_meanwhile, settlement_sentence

log = structlog.get_logger(__name__)


@transaction.atomic
def settle_correction(
    *, pk: int, accept: bool, reason: str, by: Employee, at: datetime
) -> Correction:
    """Accept or refuse a correction. Raises RequestRefused; then nothing has changed.

    A refused tap is settled at its receipt, so that it no longer waits. Runs inside the agency's
    tenancy; the caller has seen to it that `by` may know of the request.
    """
    rows = Correction.objects.select_related("employee__agency", "employee__unit")
    row = _decide(rows, pk, accept=accept, reason=reason, by=by, at=at)
    apply_correction(row, by=by, at=at)
    tell_settled(row, at=at)
    return row


@transaction.atomic
def settle_absence(
    *, pk: int, accept: bool, reason: str, by: Employee, at: datetime
) -> AbsenceRequest:
    """Accept or refuse leave, travel, sickness or study. Raises RequestRefused.

    Where days of it were excused meanwhile it cannot be accepted: nothing is split silently.
    """
    rows = AbsenceRequest.objects.select_related("employee__agency", "employee__unit")
    row = _decide(rows, pk, accept=accept, reason=reason, by=by, at=at)
    if accept:
        try:
            with transaction.atomic():
                apply_absence(row, by=by, at=at)
        except IntegrityError as error:
            raise RequestRefused(Ground.STATE, overlaps_now()) from error
    tell_settled(row, at=at)
    return row


def require_settler(
    state: settlement.RequestState, employee: Employee, *, reason: str, by: Employee, at: datetime
) -> Held:
    """The role by which `by` decides about `employee`'s request; RequestRefused without one."""
    authority = authority_over(by, employee.unit_id)
    today = clock.on_local_date(at, by.agency.zone)
    refusal = settlement.refuse_settlement(
        state, employee.pk, authority.settler, reason=reason, today=today
    )
    if refusal is None and authority.held is not None:
        return authority.held
    refusal = refusal or NoAuthority()
    if isinstance(refusal, settlement.AlreadySettled):
        raise RequestRefused(Ground.STATE, settlement_sentence(refusal))
    if isinstance(refusal, settlement.SettlementReasonMissing):
        raise RequestRefused(Ground.CONTENT, settlement_sentence(refusal), "reason")
    raise RequestRefused(Ground.AUTHORITY, settlement_sentence(refusal))


def _decide(
    rows: QuerySet[Any], pk: int, *, accept: bool, reason: str, by: Employee, at: datetime
) -> Any:
    """Move one request out of `asked`, or say who was faster."""
    row = rows.get(pk=pk)
    state = settlement.RequestState(row.state)
    held = require_settler(settlement.RequestState.ASKED, row.employee, reason=reason, by=by, at=at)
    decided = RequestState.ACCEPTED if accept else RequestState.REFUSED
    moved = state is settlement.RequestState.ASKED and rows.model.objects.filter(
        pk=pk, state=RequestState.ASKED
    ).update(
        state=decided,
        settled_by=by,
        settled_under_id=held.delegation_id,
        settled_at=at,
        settlement=reason.strip(),
    )
    row.refresh_from_db(fields=["state", "settled_by", "settled_under", "settled_at", "settlement"])
    if not moved:
        raise RequestRefused(Ground.STATE, _who_was_faster(row, by))
    log.info(
        "request.settled",
        request=row.pk,
        of=rows.model._meta.model_name,
        decision=decided.value,
        by=by.pk,
        delegation=held.delegation_id,
    )
    return row


def _who_was_faster(row: Any, by: Employee) -> str:
    if row.settled_by is None:
        return settlement_sentence(settlement.AlreadySettled(settlement.RequestState(row.state)))
    accepted = row.state == RequestState.ACCEPTED
    zone = ZoneInfo(by.zone)
    return settled_meanwhile(row.settled_by.name, row.settled_at, zone, accepted=accepted)
