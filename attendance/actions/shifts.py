"""Keeping named shifts: enter one by its decree, and end it."""

from dataclasses import dataclass
from datetime import date, datetime, time

import structlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import Employee, Unit
from accounts.permissions import can_keep_records
from accounts.refusals import sentence_of
from attendance.models import RosterEntry, Schedule, ScheduleKind
from attendance.rules import schedule
from attendance.rules.calendar import Period
from attendance.wording import shifts as words

log = structlog.get_logger(__name__)


class ShiftRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The shift is not made or ended; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class NewShift:
    """What the operator typed. Local times; an `end` not after `start` is the next morning's.

    Without a unit every unit of the agency may name it. `workdays` are ISO digits (`12345`).
    """

    unit: Unit | None
    code: str
    name: str
    start: time
    end: time
    rest_minutes: int
    workdays: str
    valid_from: date
    valid_until: date | None
    legal_basis: str


@transaction.atomic
def make_shift(*, shift: NewShift, by: Employee, at: datetime) -> Schedule:
    """Enter a shift: hours that bind nobody until a roster's line names them.

    Raises ShiftRefused for impossible hours or a second row of the same code and time, and
    PermissionDenied for those who keep no records.
    """
    _authorise(by)
    hours = schedule.Hours(shift.start, shift.end, shift.rest_minutes)
    fault = schedule.schedule_fault(
        schedule.Schedule(
            period=Period(shift.valid_from, shift.valid_until),
            hours=hours,
            friday=hours,
            kind=schedule.ScheduleKind.SHIFT,
            workdays=frozenset(int(digit) for digit in shift.workdays),
        )
    )
    if fault is not None:
        raise ShiftRefused(words.fault(fault.code))
    row = Schedule(
        agency_id=by.agency_id,
        unit=shift.unit,
        kind=ScheduleKind.SHIFT,
        shift_code=shift.code,
        shift_name=shift.name,
        valid_from=shift.valid_from,
        valid_until=shift.valid_until,
        start=shift.start,
        end_mon_thu=shift.end,
        end_fri=shift.end,
        rest_mon_thu_minutes=shift.rest_minutes,
        rest_fri_minutes=shift.rest_minutes,
        workdays=shift.workdays,
        legal_basis=shift.legal_basis,
    )
    _save(row)
    log.info("shift.made", agency=by.agency_id, schedule=row.pk, by=by.pk)
    return row


@transaction.atomic
def end_shift(*, shift: Schedule, last_day: date, by: Employee, at: datetime) -> Schedule:
    """Let `last_day` be the last date on which a line can name the shift.

    Raises ShiftRefused while a line in force names it later: that day would change its hours.
    """
    _authorise(by)
    row = Schedule.objects.select_for_update(no_key=True).get(pk=shift.pk)
    if last_day < row.valid_from:
        raise ShiftRefused(words.ends_before_it_begins(row.valid_from))
    named = RosterEntry.objects.in_force().filter(agency_id=row.agency_id, shift_id=row.pk)
    latest = named.aggregate(day=Max("date"))["day"]
    if latest is not None and latest > last_day:
        raise ShiftRefused(words.still_named(latest))
    row.valid_until = last_day
    _save(row, ["valid_until"])
    log.info("shift.ended", agency=row.agency_id, schedule=row.pk, by=by.pk)
    return row


def _authorise(by: Employee) -> None:
    if can_keep_records(by.standing) is None:
        raise PermissionDenied(words.may_not_keep())


def _save(row: Schedule, fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise ShiftRefused(sentence) from error
