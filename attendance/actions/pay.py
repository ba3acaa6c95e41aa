"""Keeping an agency's reductions of the allowance: enter a row by its decree, and end one."""

from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.models import Employee
from accounts.permissions import can_set_pay
from accounts.refusals import sentence_of
from attendance.models import PayReduction
from attendance.queries.pay import band_of
from attendance.rules.pay import BY_MINUTES, Ground, overlaps
from attendance.wording import pay as words

log = structlog.get_logger(__name__)


class PayRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The row is not entered or ended; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class NewReduction:
    """What somebody typed. `hundredths` of a percent; minutes and dates with both ends included."""

    ground: Ground
    from_minutes: int
    until_minutes: int | None
    hundredths: int
    valid_from: date
    valid_until: date | None
    legal_basis: str


def reduction_row(new: NewReduction, by: Employee) -> PayReduction:
    """The row as it would stand. A ground that counts no minutes has one band, from 1 and open."""
    by_minutes = new.ground in BY_MINUTES
    return PayReduction(
        agency_id=by.agency_id,
        ground=new.ground.value,
        from_minutes=new.from_minutes if by_minutes else 1,
        until_minutes=new.until_minutes if by_minutes else None,
        percent_hundredths=new.hundredths,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        legal_basis=new.legal_basis,
    )


@transaction.atomic
def set_reduction(*, new: NewReduction, by: Employee, at: datetime) -> PayReduction:
    """Enter a row of the agency's own. From its first day it replaces the examples of its ground.

    Raises PayRefused where another own row claims the same minutes on the same day, and
    PermissionDenied for those who may not set the agency's reductions.
    """
    _authorise(by)
    row = reduction_row(new, by)
    require_fitting(row, by)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise PayRefused(sentence) from error
    log.info("pay.reduction_set", agency=by.agency_id, by=by.pk, reduction=row.pk)
    return row


def require_fitting(row: PayReduction, by: Employee) -> None:
    """Raise PayRefused where `row` contradicts itself or an own row beside it.

    Holds the agency's table until the end of the transaction: of two at once the second waits.
    """
    if row.valid_until is not None and row.valid_until < row.valid_from:
        raise PayRefused(words.ends_before_it_begins(row.valid_from))
    if row.until_minutes is not None and row.until_minutes < row.from_minutes:
        raise PayRefused(words.minutes_backward())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('pay_reductions', %s))", [by.agency_id]
        )
    for other in PayReduction.objects.filter(agency_id=by.agency_id, ground=row.ground):
        if overlaps(band_of(row), band_of(other)):
            raise PayRefused(words.claimed_already(other))


@transaction.atomic
def end_reduction(*, pk: int, last_day: date, by: Employee, at: datetime) -> PayReduction:
    """Let `last_day` be the last day of an own row; raises PayRefused, PermissionDenied.

    PayReduction.DoesNotExist where the agency has no such row: the portal's examples have no end.
    """
    _authorise(by)
    row = PayReduction.objects.select_for_update(no_key=True).get(pk=pk, agency_id=by.agency_id)
    if last_day < row.valid_from:
        raise PayRefused(words.ends_before_it_begins(row.valid_from))
    if row.valid_until is not None and row.valid_until < last_day:
        raise PayRefused(words.ended_already(row.valid_until))
    row.valid_until = last_day
    row.save(update_fields=["valid_until"])
    log.info("pay.reduction_ended", agency=by.agency_id, by=by.pk, reduction=row.pk)
    return row


def _authorise(by: Employee) -> None:
    if can_set_pay(by.standing) is None:
        raise PermissionDenied(words.may_not_set())
