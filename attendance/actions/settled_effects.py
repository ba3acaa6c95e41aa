"""What a decision changes: one more event, an absence, and the days to be judged again."""

from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction

from accounts.models import Employee
from asn_wfh import clock
from attendance.actions.desk_calls import ring_for_desks
from attendance.actions.incoming import IncomingEvent, append_events
from attendance.actions.reopenings import reopen_days
from attendance.models import (
    Absence,
    AbsenceRequest,
    CheckIn,
    CheckInSource,
    Correction,
    EvidenceLevel,
    Outbox,
    ReopenCause,
    RequestState,
    RosterEntry,
)
from attendance.rulebook import event_value, rulebook_of
from attendance.rules.claims import ClaimKind
from attendance.rules.events import count_event
from attendance.rules.modes import EventKind, WorkMode

ONE_DAY = timedelta(days=1)


def apply_correction(row: Correction, *, by: Employee, at: datetime) -> None:
    """Let a decided correction count from now on; in the caller's transaction.

    Accepted, it is an event at the claimed moment, or at that of the event whose place of work
    was wrong. An accepted place has its day judged again without the mismatch. A refused tap is
    an event at its receipt; any other refusal changes nothing.
    """
    accepted = row.state == RequestState.ACCEPTED
    kind = ClaimKind(row.kind)
    if kind is ClaimKind.PLACE:
        if accepted:
            days = [(row.employee_id, row.date)]
            cause = ReopenCause.CORRECTION
            reopen_days(agency_id=row.agency_id, days=days, cause=cause, by=by, at=at)
        return
    if not accepted and kind is not ClaimKind.TAP:
        return
    event = _event_of(row, kind, accepted=accepted)
    append_events(agency=row.employee.agency, events=[event], by=by, at=at)


def apply_absence(row: AbsenceRequest, *, by: Employee, at: datetime) -> None:
    """Record the absence of an accepted request; IntegrityError where days are taken already.

    Closed days of it are judged again, and the desks the person was planned at are told.
    """
    absence = Absence.objects.create(
        agency_id=row.agency_id,
        employee_id=row.employee_id,
        kind=row.kind,
        leave_type=row.leave_type,
        first_day=row.first_day,
        last_day=row.last_day,
        letter=row.letter,
    )
    row.absence = absence
    row.save(update_fields=["absence"])
    today = clock.on_local_date(at, row.employee.zone)
    past = min(row.last_day, today)
    days = [
        (row.employee_id, row.first_day + number * ONE_DAY)
        for number in range((past - row.first_day).days + 1)
    ]
    cause = ReopenCause.ABSENCE
    reopen_days(agency_id=row.agency_id, days=days, cause=cause, by=by, at=at)
    _tell_desks(row, at)


def _event_of(row: Correction, kind: ClaimKind, *, accepted: bool) -> IncomingEvent:
    if kind in (ClaimKind.IN, ClaimKind.OUT):
        moment, mode = row.claimed_at, row.mode
    else:
        moment, mode = _about_recorded(row, kind, accepted=accepted)
    if moment is None:  # the rules refuse to ask for it without a moment
        raise ValueError(f"correction {row.pk} names no moment")
    return IncomingEvent(
        employee_id=row.employee_id,
        kind=EventKind(row.event_kind),
        mode=WorkMode(mode),
        key=uuid5(NAMESPACE_OID, f"hadir-correction-{row.pk}"),
        tapped_at=moment,
        source=CheckInSource.CORRECTION,
        evidence=EvidenceLevel.SETTLED,
    )


def _about_recorded(row: Correction, kind: ClaimKind, *, accepted: bool) -> tuple[datetime, str]:
    """The moment and the place of work that stand for the event the correction names."""
    if row.check_in_date is None or row.check_in_id is None:
        raise ValueError(f"correction {row.pk} names no event")
    recorded = CheckIn.objects.get(
        agency_id=row.agency_id, local_date=row.check_in_date, id=row.check_in_id
    )
    if kind is ClaimKind.TAP:
        return (recorded.tapped_at if accepted else recorded.recorded_at), recorded.mode
    book = rulebook_of(row.employee.agency, row.date, row.date + ONE_DAY)
    return count_event(event_value(recorded), book.outages).at, row.mode


def _tell_desks(row: AbsenceRequest, at: datetime) -> None:
    """Have the desks counted anew at which the person was to sit from today on."""
    today = clock.on_local_date(at, row.employee.zone)
    seats = (
        RosterEntry.objects.in_force()
        .of(row.employee)
        .filter(date__range=(max(today, row.first_day), row.last_day), desk__isnull=False)
        .values_list("desk_id", "date")
    )
    rows = [
        Outbox(agency_id=row.agency_id, desk_id=desk, date=day, created_at=at)
        for desk, day in seats
    ]
    if rows:
        Outbox.objects.bulk_create(rows)
        transaction.on_commit(partial(ring_for_desks, row.agency_id), robust=True)
