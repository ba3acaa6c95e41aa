"""Asking for a correction of one's day, and taking the request back."""

from datetime import UTC, datetime

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Employee
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.evidence_files import Evidence, keep_evidence
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.request_messages import tell_asked
from attendance.models import CheckIn, Correction, RequestState
from attendance.queries.corrections import AskedDay, asked_day, settle_by
from attendance.rules.claims import Claim, ClaimKind, DetailMissing, refuse_claim
from attendance.wording.requests import (
    claim_sentence,
    missing_sentence,
    no_hours_on_record,
    not_open_any_more,
)

log = structlog.get_logger(__name__)


@transaction.atomic
def ask_correction(
    *,
    by: Employee,
    at: datetime,
    claim: Claim,
    reason: str,
    evidence: Evidence | None = None,
) -> Correction:
    """Ask the superior of `by` to let `claim` count. Raises RequestRefused; then nothing is kept.

    Runs inside the tenancy of the person's agency.
    """
    found = asked_day(by, claim.day, at)
    if found is None:
        raise RequestRefused(Ground.CONTENT, no_hours_on_record())
    refusal = refuse_claim(claim, found.on_record, now=at, term=found.term)
    if refusal is not None:
        field = refusal.field if isinstance(refusal, DetailMissing) else ""
        sentence = claim_sentence(refusal, found.on_record.hours.zone)
        raise RequestRefused(Ground.CONTENT, sentence, field)
    if not reason.strip():
        raise RequestRefused(Ground.CONTENT, missing_sentence("reason"), "reason")
    row = _row_of(claim, by, found)
    row.reason, row.asked_at = reason.strip(), at
    row.due_on = settle_by(by, clock.on_local_date(at, by.zone), found.term)
    row.evidence = keep_evidence(by=by, at=at, evidence=evidence)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        sentence = sentence_of(error) or ""
        if not sentence:
            raise
        raise RequestRefused(Ground.STATE, sentence) from error
    tell_asked(row, at=at)
    log.info("correction.asked", correction=row.pk, kind=row.kind, by=by.pk)
    return row


@transaction.atomic
def withdraw_correction(*, pk: int, by: Employee, at: datetime) -> None:
    """Take back one's own request that still waits. Raises RequestRefused where it does not."""
    mine = Correction.objects.of(by).filter(pk=pk, state=RequestState.ASKED)
    if not mine.update(state=RequestState.WITHDRAWN, settled_at=at):
        raise RequestRefused(Ground.STATE, not_open_any_more())
    log.info("correction.withdrawn", correction=pk, by=by.pk)


def _row_of(claim: Claim, by: Employee, found: AskedDay) -> Correction:
    row = Correction(
        agency_id=by.agency_id,
        employee=by,
        date=claim.day,
        kind=claim.kind.value,
        mode="" if claim.mode is None or claim.kind is ClaimKind.PLACE else claim.mode.value,
    )
    if claim.kind in (ClaimKind.IN, ClaimKind.OUT):
        row.event_kind = claim.kind.value
        row.claimed_at = None if claim.moment is None else claim.moment.astimezone(UTC)
    elif claim.event is not None:
        event = _recorded(found, str(claim.event.ref))
        row.event_kind, row.check_in_date, row.check_in_id = event.kind, event.local_date, event.id
        row.claimed_at = event.tapped_at if claim.kind is ClaimKind.TAP else None
    return row


def _recorded(found: AskedDay, ref: str) -> CheckIn:
    return next(row for row in found.day.check_ins if str(row.id) == ref)
