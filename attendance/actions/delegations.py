"""Handing over an office for a time, and taking it back.

The row is the authority: `accounts.permissions` reads it at every request, so an ended delegation
ends with the next click. Whoever receives one cannot pass it on.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Delegation, Employee
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import MessageKind
from attendance.queries.delegations import Office, offices_of, stands_above
from attendance.rules.calendar import Period
from attendance.rules.delegations import Handover, refuse_handover
from attendance.wording import delegations as words

log = structlog.get_logger(__name__)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter that hands over: its number and date, first and last day it holds."""

    number: str
    written_on: date
    first_day: date
    last_day: date


@transaction.atomic
def delegate(
    *, office: Office, to: Employee, letter: Letter, by: Employee, at: datetime
) -> Delegation:
    """Let `to` act for the holder of `office`. Raises RequestRefused; then nothing has changed."""
    today = clock.on_local_date(at, by.agency.zone)
    held = offices_of(by, today)
    if office not in held:
        raise RequestRefused(Ground.AUTHORITY, words.may_not_delegate())
    handover = Handover(
        principal=office.holder.pk,
        delegate=to.pk,
        delegate_name=to.name,
        is_active=to.is_active,
        letter_date=letter.written_on,
        period=Period(letter.first_day, letter.last_day),
        holds_office=office in offices_of(by, letter.first_day),
    )
    refusal = refuse_handover(handover, today=today)
    if refusal is not None:
        raise RequestRefused(Ground.CONTENT, words.refusal_sentence(refusal))
    row = _insert(office, to, letter, by)
    tell(
        agency_id=by.agency_id,
        employee_ids={to.pk, office.holder.pk} - {by.pk},
        kind=MessageKind.TASK,
        key=f"delegation:{row.pk}",
        title=words.told_title(),
        body=words.told_body(row),
        url=reverse("attendance:delegations"),
        at=at,
    )
    log.info("delegation.made", delegation=row.pk, principal=office.holder.pk, by=by.pk)
    return row


@transaction.atomic
def end_delegation(*, delegation_id: int, by: Employee, at: datetime) -> Delegation | None:
    """Let a delegation hold no longer than yesterday, or than today where it began today.

    One that has not begun is taken back: None. Raises RequestRefused.
    """
    today = clock.on_local_date(at, by.agency.zone)
    row = (
        Delegation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("principal", "delegate")
        .get(agency_id=by.agency_id, pk=delegation_id)
    )
    if row.principal_id != by.pk and not stands_above(by):
        raise RequestRefused(Ground.AUTHORITY, words.may_not_end())
    last = max(row.valid_from, today - ONE_DAY)
    if row.valid_until is not None and row.valid_until <= last:
        raise RequestRefused(Ground.STATE, words.already_ended())
    log.info("delegation.ended", delegation=row.pk, by=by.pk)
    if row.valid_from > today:
        row.delete()
        return None
    row.valid_until = last
    row.save(update_fields=["valid_until"])
    return row


def _insert(office: Office, to: Employee, letter: Letter, by: Employee) -> Delegation:
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                agency_id=by.agency_id,
                principal=office.holder,
                delegate=to,
                role=office.role,
                unit=office.unit,
                letter_number=letter.number.strip(),
                letter_date=letter.written_on,
                valid_from=letter.first_day,
                valid_until=letter.last_day,
            )
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RequestRefused(Ground.STATE, sentence) from error
