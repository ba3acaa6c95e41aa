"""Declaring readiness for work from home, taking it back, and reminding those who have not."""

from __future__ import annotations

from datetime import date, datetime

import structlog
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Employee
from accounts.permissions import can_read_readiness
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import MessageKind, Readiness
from attendance.queries.readiness import Agreements
from attendance.queries.readiness_figures import silent_people
from attendance.wording import readiness as words

log = structlog.get_logger(__name__)


@transaction.atomic
def declare_readiness(
    *, by: Employee, at: datetime, device: str, line: str, workplace: bool, agreement_id: int
) -> Readiness:
    """Replace what `by` declared before; `agreement_id` is the text they read and accepted.

    Runs inside the agency's tenancy. Raises RequestRefused where that text no longer holds.
    """
    text = Agreements.of(by.agency_id).on(clock.on_local_date(at, by.zone))
    if text is None:
        raise RequestRefused(Ground.STATE, words.no_text())
    if text.pk != agreement_id:
        raise RequestRefused(Ground.STATE, words.text_changed(text.valid_from))
    _retire(by)
    try:
        with transaction.atomic():
            row: Readiness = Readiness.objects.create(
                agency_id=by.agency_id,
                employee=by,
                device=device,
                line=line,
                workplace=workplace,
                agreement=text,
                agreed_at=at,
            )
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RequestRefused(Ground.STATE, sentence) from error
    log.info("readiness.declared", agency=by.agency_id, employee=by.pk, readiness=row.pk)
    return row


@transaction.atomic
def withdraw_readiness(*, by: Employee, at: datetime) -> None:
    """Take back what `by` declared; nobody is ready without a declaration. Raises RequestRefused.

    The row stays as the record of what was declared until now.
    """
    taken = Readiness.objects.of(by).filter(current=True, withdrawn_at=None)
    if not taken.update(withdrawn_at=at):
        raise RequestRefused(Ground.STATE, words.nothing_to_withdraw())
    log.info("readiness.withdrawn", agency=by.agency_id, employee=by.pk)


@transaction.atomic
def remind_silent(*, by: Employee, at: datetime) -> int:
    """Ask everybody whose declaration is missing or must be renewed for it; how many were told.

    Once a day at most: a second press tells nobody twice.
    """
    if not can_read_readiness(by.standing):
        raise RequestRefused(Ground.AUTHORITY, words.may_not_read())
    today: date = clock.on_local_date(at, by.agency.zone)
    told = tell(
        agency_id=by.agency_id,
        employee_ids=silent_people(agency_id=by.agency_id, today=today),
        kind=MessageKind.REQUEST,
        key=f"readiness-{today:%Y-%m-%d}",
        title=words.reminder_title(),
        body=words.reminder_body(by.agency.name),
        url=reverse("attendance:readiness"),
        at=at,
    )
    log.info("readiness.reminded", agency=by.agency_id, by=by.pk, told=told)
    return told


def _retire(by: Employee) -> None:
    """The declaration before is history; its row waits for a second tab's to end."""
    former = Readiness.objects.of(by).filter(current=True).select_for_update().first()
    if former is not None:
        former.current = False
        former.save(update_fields=["current"])
