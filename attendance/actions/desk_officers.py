"""Noting who is qualified to serve at a desk, from when until when."""

from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Employee
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import DeskOfficer
from attendance.queries.desk_officers import desk_to_keep, officer_to_keep
from attendance.wording import desk_officers as words

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Qualification:
    """Who is qualified for which desk; `last` None is until further notice."""

    desk_id: int
    employee_id: int
    first: date
    last: date | None = None
    legal_basis: str = ""


@transaction.atomic
def qualify(*, wanted: Qualification, by: Employee, at: datetime) -> DeskOfficer:
    """Note an officer of a desk that `by` keeps. Raises RequestRefused."""
    kept = desk_to_keep(by, wanted.desk_id)
    if kept is None:
        raise RequestRefused(Ground.AUTHORITY, words.not_your_desk())
    people = Employee.objects.active().filter(agency_id=by.agency_id, unit=kept.unit)
    if not people.filter(pk=wanted.employee_id).exists():
        raise RequestRefused(Ground.CONTENT, words.not_of_unit(kept.unit.name), "employee")
    if wanted.last is not None and wanted.last < wanted.first:
        raise RequestRefused(Ground.CONTENT, words.period_reversed(), "last")
    row = DeskOfficer(
        agency_id=by.agency_id,
        desk=kept.desk,
        employee_id=wanted.employee_id,
        valid_from=wanted.first,
        valid_until=wanted.last,
        legal_basis=wanted.legal_basis,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RequestRefused(Ground.STATE, sentence, "employee") from error
    log.info("desk_officer.noted", officer=row.pk, desk=kept.desk.pk, by=by.pk)
    return row


@transaction.atomic
def end_qualification(*, pk: int, by: Employee, at: datetime) -> DeskOfficer:
    """Let a qualification end today; one that has not begun is removed. Raises RequestRefused.

    Rosters in force keep their lines: the next check of a version names whom they would miss.
    """
    row = officer_to_keep(by, pk)
    if row is None:
        raise RequestRefused(Ground.AUTHORITY, words.not_your_desk())
    today = clock.on_local_date(at, by.agency.zone)
    if row.valid_until is not None and row.valid_until < today:
        raise RequestRefused(Ground.STATE, words.ended_already(row.valid_until))
    if row.valid_from > today:
        row.delete()
    else:
        row.valid_until = today
        row.save(update_fields=["valid_until"])
    log.info("desk_officer.ended", officer=pk, desk=row.desk_id, by=by.pk)
    return row
