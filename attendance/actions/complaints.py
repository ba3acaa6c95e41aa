"""What the agency does with a citizen's report. Nothing here touches a desk's public status.

The rows are the citizens' side's own (`services.actions.complaints`) and name nobody of the staff;
who took a step stands in `ComplaintDeed`.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from accounts.models import Employee
from accounts.permissions import can_answer_complaints
from attendance.actions.refused import Ground
from attendance.models import ComplaintDeed
from attendance.wording import complaints as words
from services.actions.complaints import ReportOver, classify, take_step
from services.models import (
    Complaint,
    ComplaintClass,
    ComplaintKind,
    ComplaintState,
    ComplaintStep,
    Finding,
)

log = structlog.get_logger(__name__)


class ComplaintRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A step was not taken; nothing was changed. `field` is that of the form, or empty."""

    def __init__(self, ground: Ground, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.ground = ground
        self.sentence = sentence
        self.field = field


@transaction.atomic
def work_on(*, complaint: Complaint, message: str, note: str, by: Employee, at: datetime) -> None:
    """Say that the report is being looked into."""
    _take(complaint, ComplaintState.WORKED_ON, message=message, note=note, by=by, at=at)


@transaction.atomic
def answer(*, complaint: Complaint, message: str, note: str, by: Employee, at: datetime) -> None:
    """Answer the citizen, which ends the report. A wrong status is verified instead."""
    if complaint.kind == ComplaintKind.WRONG_STATUS:
        raise ComplaintRefused(Ground.STATE, words.verify_instead())
    _require(message, "message", words.answer_missing())
    _take(complaint, ComplaintState.ANSWERED, message=message, note=note, by=by, at=at)


@transaction.atomic
def refer(*, complaint: Complaint, message: str, note: str, by: Employee, at: datetime) -> None:
    """Send the citizen on to SP4N-LAPOR!, saying why, which ends the report here."""
    _require(message, "message", words.reason_missing())
    _take(complaint, ComplaintState.REFERRED, message=message, note=note, by=by, at=at)


@transaction.atomic
def reject(*, complaint: Complaint, message: str, note: str, by: Employee, at: datetime) -> None:
    """End a report that cannot be handled (abuse, no sense), saying why."""
    _require(message, "message", words.reason_missing())
    _take(complaint, ComplaintState.REJECTED, message=message, note=note, by=by, at=at)


@transaction.atomic
def verify(
    *,
    complaint: Complaint,
    finding: Finding,
    message: str,
    note: str,
    by: Employee,
    at: datetime,
) -> None:
    """Note what the verification of a wrong status found, which ends the report.

    The public status stays as the evidence has it: who finds it wrong corrects the evidence.
    """
    if complaint.kind != ComplaintKind.WRONG_STATUS:
        raise ComplaintRefused(Ground.STATE, words.nothing_to_verify())
    _require(note, "note", words.note_missing())
    _take(
        complaint,
        ComplaintState.ANSWERED,
        message=message,
        note=note,
        finding=finding.value,
        by=by,
        at=at,
    )


@transaction.atomic
def put_in_class(
    *, complaint: Complaint, complaint_class: ComplaintClass, by: Employee, at: datetime
) -> Complaint:
    """Put a complaint into its class, and with it its deadline."""
    _require_keeper(complaint, by)
    if complaint.kind == ComplaintKind.WRONG_STATUS or complaint_class == ComplaintClass.STATUS:
        raise ComplaintRefused(Ground.STATE, words.class_stands())
    note = words.classified(complaint_class)
    try:
        changed = classify(
            complaint_id=complaint.pk, complaint_class=complaint_class, note=note, at=at
        )
    except ReportOver as over:
        raise ComplaintRefused(Ground.STATE, words.is_over()) from over
    step = ComplaintStep.objects.filter(complaint=complaint).latest("pk")
    _note_deed(step, by, at)
    log.info(
        "complaint.classified",
        agency=complaint.agency_id,
        complaint=complaint.pk,
        to=complaint_class.value,
        by=by.pk,
    )
    return changed


def _take(
    complaint: Complaint,
    to: ComplaintState,
    *,
    message: str,
    note: str,
    by: Employee,
    at: datetime,
    finding: str = "",
) -> None:
    _require_keeper(complaint, by)
    try:
        step = take_step(
            complaint_id=complaint.pk, to=to, message=message, note=note, finding=finding, at=at
        )
    except ReportOver as over:
        raise ComplaintRefused(Ground.STATE, words.is_over()) from over
    _note_deed(step, by, at)
    log.info(
        "complaint.step_taken",
        agency=complaint.agency_id,
        complaint=complaint.pk,
        step=step.pk,
        to=to.value,
        by=by.pk,
    )


def _require_keeper(complaint: Complaint, by: Employee) -> None:
    if complaint.agency_id != by.agency_id or can_answer_complaints(by.standing) is None:
        raise ComplaintRefused(Ground.AUTHORITY, words.may_not_answer())


def _require(text: str, field: str, sentence: str) -> None:
    if not text.strip():
        raise ComplaintRefused(Ground.CONTENT, sentence, field)


def _note_deed(step: ComplaintStep, by: Employee, at: datetime) -> None:
    held = can_answer_complaints(by.standing)
    ComplaintDeed.objects.create(
        agency_id=step.agency_id,
        step_id=step.pk,
        employee=by,
        delegation_id=None if held is None else held.delegation_id,
        at=at,
    )
