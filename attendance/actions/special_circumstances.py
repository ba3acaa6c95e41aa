"""Special circumstances: a period asked for, and a superior's yes or no. Never what it is."""

from datetime import date, datetime

import structlog
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Employee
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.swap_authority import superiors_of, under_of, who_decides
from attendance.models import MessageKind, RequestState, SpecialCircumstance
from attendance.wording import wishes as words
from attendance.wording.roster_messages import in_the_name_of

log = structlog.get_logger(__name__)
LONGEST_MONTHS = 12
LONGEST_DAYS = 366


@transaction.atomic
def ask_special(*, first: date, last: date, by: Employee, at: datetime) -> SpecialCircumstance:
    """Ask for priority from `first` to `last`. Raises RequestRefused; nothing has changed then."""
    if last < first:
        raise RequestRefused(Ground.CONTENT, words.special_reversed(), "last_day")
    if last < clock.on_local_date(at, by.zone):
        raise RequestRefused(Ground.CONTENT, words.special_over(), "last_day")
    if (last - first).days >= LONGEST_DAYS:
        raise RequestRefused(Ground.CONTENT, words.special_too_long(LONGEST_MONTHS), "last_day")
    row = SpecialCircumstance(
        agency_id=by.agency_id, employee=by, valid_from=first, valid_until=last, asked_at=at
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RequestRefused(Ground.STATE, sentence, "first_day") from error
    title, body = words.special_waits(by.name, first, last)
    tell(
        agency_id=by.agency_id,
        employee_ids=superiors_of(by.unit, at) - {by.pk},
        kind=MessageKind.TASK,
        key=f"special-{row.pk}-asked",
        title=title,
        body=body,
        url=reverse("attendance:swap_queue"),
        at=at,
    )
    log.info("special.asked", circumstance=row.pk, by=by.pk)
    return row


@transaction.atomic
def withdraw_special(*, pk: int, by: Employee, at: datetime) -> None:
    """Take back one's own, asked or accepted. Raises RequestRefused."""
    moved = (
        SpecialCircumstance.objects.of(by)
        .filter(pk=pk, state__in=[RequestState.ASKED, RequestState.ACCEPTED])
        .update(state=RequestState.WITHDRAWN)
    )
    if not moved:
        raise RequestRefused(Ground.STATE, words.special_gone())
    log.info("special.withdrawn", circumstance=pk, by=by.pk)


@transaction.atomic
def settle_special(*, pk: int, accept: bool, by: Employee, at: datetime) -> SpecialCircumstance:
    """Accept or refuse somebody's special circumstance. Raises RequestRefused."""
    row = SpecialCircumstance.objects.select_related("employee__unit").get(pk=pk)
    held = who_decides(by, row.employee.unit_id, {row.employee_id}, at)
    decided = RequestState.ACCEPTED if accept else RequestState.REFUSED
    moved = SpecialCircumstance.objects.filter(pk=pk, state=RequestState.ASKED).update(
        state=decided, settled_by=by, settled_under_id=held.delegation_id, settled_at=at
    )
    if not moved:
        raise RequestRefused(Ground.STATE, words.special_gone())
    name = in_the_name_of(by, under_of(held))
    title, body = words.special_answer(row.valid_from, row.valid_until, name, accepted=accept)
    tell(
        agency_id=row.agency_id,
        employee_ids=[row.employee_id],
        kind=MessageKind.REQUEST,
        key=f"special-{pk}-settled",
        title=title,
        body=body,
        url=reverse("attendance:wishes"),
        at=at,
    )
    log.info(
        "special.settled",
        circumstance=pk,
        decision=decided.value,
        by=by.pk,
        delegation=held.delegation_id,
    )
    return row
