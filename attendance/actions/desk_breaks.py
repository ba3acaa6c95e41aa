"""Breaks from a desk: an officer's own, or of the whole desk by its tablet.

A break takes officers off the count until they are seen again; what they promised is what citizens
read. Everything runs inside the agency's tenant and raises RequestRefused, leaving nothing written.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F

from accounts.models import Employee
from attendance.actions.desk_calls import tell_desks
from attendance.actions.desks import hold_desks
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import DeskBreak
from attendance.queries.desk_places import Seat, count_at, seen_at
from attendance.wording import desk_breaks as words

log = structlog.get_logger(__name__)


@transaction.atomic
def start_break(
    *, agency_id: int, seat: Seat, employee: Employee | None, until: datetime, at: datetime
) -> DeskBreak:
    """Begin the break of `employee`, or of the whole desk (None), from `at` to `until` (aware).

    `until` lies after `at` and not after the desk's closing. Raises RequestRefused where nobody
    is there to take a break, or one runs already.
    """
    hold_desks(agency_id)
    _refuse_return(seat, until, at)
    running = _running(agency_id, seat, employee)
    if employee is None:
        there = count_at(agency_id, seat, at).on_site > 0 or running is not None
        nobody = words.nobody_at_desk()
    else:
        seen = seen_at(employee, seat, at)
        there, nobody = seen.is_in, words.not_checked_in()
        if running is not None and there and not seen.pauses:
            # They checked in again since, so the break they forgot to end is over.
            DeskBreak.objects.filter(pk=running.pk).update(ended_at=at)
            running = None
    if not there:
        raise RequestRefused(Ground.STATE, nobody)
    if running is not None:
        sentence = words.on_break_already(running.until, seat.zone)
        raise RequestRefused(Ground.STATE, sentence)
    _forget_yesterdays(agency_id, seat, employee)
    row = DeskBreak.objects.create(
        agency_id=agency_id,
        desk=seat.desk,
        employee=employee,
        date=seat.day,
        starts_at=at,
        until=until,
    )
    _tell(agency_id, row, seat, at)
    log.info("break.begun", agency=agency_id, desk=seat.desk.pk, row=row.pk)
    return row


@transaction.atomic
def end_break(*, agency_id: int, seat: Seat, employee: Employee | None, at: datetime) -> DeskBreak:
    """Note at `at` (aware) that `employee` is back, or that the desk serves again (None); the row.

    Who comes back ends the whole desk's break, too. After the scheduled break an officer says so
    even if none was declared: then the scheduled one is noted with this end. The tablet ends an
    officer's own break where it can only be that one. Raises RequestRefused where none was.
    """
    hold_desks(agency_id)
    row = _running(agency_id, seat, employee) or _running(agency_id, seat, None)
    if row is None:
        only = _only_own(agency_id, seat) if employee is None else None
        row = only or _scheduled(agency_id, seat, employee, at)
    row.ended_at = at
    row.save()
    _tell(agency_id, row, seat, at)
    log.info("break.ended", agency=agency_id, desk=row.desk_id, row=row.pk)
    return row


def _refuse_return(seat: Seat, until: datetime, at: datetime) -> None:
    if seat.hours is None or not seat.is_open(at):
        raise RequestRefused(Ground.STATE, words.desk_closed_now())
    if until <= at:
        raise RequestRefused(Ground.CONTENT, words.return_is_past(seat.zone, at))
    if until > seat.hours.closes:
        sentence = words.return_after_closing(seat.hours.closes, seat.zone)
        raise RequestRefused(Ground.CONTENT, sentence)


def _running(agency_id: int, seat: Seat, employee: Employee | None) -> DeskBreak | None:
    """The open break of the date: an officer's own, wherever declared, or the whole desk's."""
    rows = DeskBreak.objects.filter(agency_id=agency_id, date=seat.day, ended_at__isnull=True)
    if employee is None:
        return rows.filter(desk=seat.desk, employee__isnull=True).first()
    return rows.filter(employee=employee).first()


def _forget_yesterdays(agency_id: int, seat: Seat, employee: Employee | None) -> None:
    """A break nobody ended is over with its date; one of today may begin."""
    DeskBreak.objects.filter(
        agency_id=agency_id,
        desk=seat.desk,
        employee=employee,
        ended_at__isnull=True,
        date__lt=seat.day,
    ).update(ended_at=F("until"))


def _only_own(agency_id: int, seat: Seat) -> DeskBreak | None:
    """The one officer's break that runs at the desk, if any; RequestRefused where several do."""
    rows = DeskBreak.objects.filter(
        agency_id=agency_id,
        desk=seat.desk,
        date=seat.day,
        employee__isnull=False,
        ended_at__isnull=True,
    )
    found = list(rows[:2])
    if len(found) > 1:
        raise RequestRefused(Ground.STATE, words.own_breaks_run())
    return found[0] if found else None


def _scheduled(agency_id: int, seat: Seat, employee: Employee | None, at: datetime) -> DeskBreak:
    """The desk's scheduled break as one that is just over; RequestRefused where it was none."""
    span = seat.hours
    if employee is None or span is None or span.break_start is None or span.break_end is None:
        raise RequestRefused(Ground.STATE, words.not_on_break())
    if not span.break_start <= at < span.closes:
        raise RequestRefused(Ground.STATE, words.not_on_break())
    seen = seen_at(employee, seat, at)
    if not seen.is_in or seen.sign is None:
        raise RequestRefused(Ground.STATE, words.not_checked_in())
    if seen.sign[0] >= span.break_start:
        raise RequestRefused(Ground.STATE, words.not_on_break())
    return DeskBreak(
        agency_id=agency_id,
        desk=seat.desk,
        employee=employee,
        date=seat.day,
        starts_at=span.break_start,
        until=span.break_end,
    )


def _tell(agency_id: int, row: DeskBreak, seat: Seat, at: datetime) -> None:
    """Both desks, where somebody who covers ends the break they began at their own."""
    desk_days = [(row.desk_id, row.date), (seat.desk.pk, seat.day)]
    tell_desks(agency_id=agency_id, desk_days=desk_days, at=at)
