"""Events that do not come from a person's own tap: machines, imports, settled corrections.

All of them are appended here, many at a time, and each is the same row however often it comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from uuid import UUID

import structlog
from django.db import connection, transaction

from accounts.models import Agency, Employee
from asn_wfh import clock
from attendance.actions.desk_calls import tell_desks
from attendance.actions.partitions import make_partitions
from attendance.actions.reopenings import reopen_days
from attendance.models import (
    CheckInSource,
    DeskCover,
    EvidenceLevel,
    ReopenCause,
    RosterEntry,
)
from attendance.queries.live import duty_date, shifts_named
from attendance.rulebook import rulebook_of
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import PlaceClass

log = structlog.get_logger(__name__)

AT_ONCE = 10_000
"""Rows per statement: few statements, and arrays that stay small."""
DUTY_MARGIN = timedelta(days=2)
"""A duty date lies so near to the moment that any zone and any shift fit in between."""

DutyDay = tuple[int, date]


@dataclass(frozen=True, slots=True)
class IncomingEvent:
    """An event at `tapped_at` (aware), by `key` the same event however often it comes."""

    employee_id: int
    kind: EventKind
    mode: WorkMode
    key: UUID
    tapped_at: datetime
    source: CheckInSource
    evidence: EvidenceLevel
    place_class: PlaceClass = PlaceClass.UNMEASURED


def make_room(days: Collection[date]) -> None:
    """Make the monthly partitions for events on `days` where any is missing.

    To be called before the transaction that appends: a new partition locks the table until its
    transaction ends, and check-ins would wait as long. OperationalError where the lock is not to
    be had.
    """
    if days and not has_room(min(days), max(days)):
        make_partitions(first_day=min(days), last_day=max(days))


def has_room(first: date, last: date) -> bool:
    """Whether every month from `first` to `last` has its partition."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM generate_series(date_trunc('month', %s::date),"
            " %s::date, interval '1 month') AS month"
            " WHERE to_regclass('attendance_checkin' || to_char(month, '_YYYY_MM')) IS NULL",
            [first, last],
        )
        return cursor.fetchone() == (0,)


@transaction.atomic(savepoint=False)
def append_events(
    *, agency: Agency, events: Sequence[IncomingEvent], by: Employee | None, at: datetime
) -> list[IncomingEvent]:
    """Append `events` received at `at` (aware); answers those that were not known before.

    Runs inside the agency's tenancy, in the caller's transaction. What is new reopens its duty
    date if that is closed, and if that is today leaves word for the desk the person sits at.
    Raises ValueError for a person who is not of this agency.
    """
    if not events:
        return []
    people = _people(agency, {event.employee_id for event in events})
    parts = batched(events, AT_ONCE, strict=False)
    new = [event for part in parts for event in _insert(part, people, at)]
    if new:
        _follow_up(agency, new, people, by, at)
        log.info(
            "events.appended",
            agency=agency.pk,
            by=None if by is None else by.pk,
            source=new[0].source.value,
            given=len(events),
            new=len(new),
        )
    return new


def _people(agency: Agency, ids: set[int]) -> dict[int, Employee]:
    """Those concerned, by id, with what hours and zone depend on."""
    found: dict[int, Employee] = {}
    for part in batched(sorted(ids), AT_ONCE, strict=False):
        people = Employee.objects.filter(agency=agency, pk__in=part)
        found |= {person.pk: person for person in people.only("pk", "unit_id", "zone", "agency_id")}
    if ids - found.keys():
        raise ValueError(f"{len(ids - found.keys())} people are not of agency {agency.pk}")
    return found


INSERT = """
INSERT INTO attendance_checkin
    (agency_id, local_date, employee_id, key, kind, mode, recorded_at, tapped_at, zone, source,
     place_class, evidence)
SELECT %s, given.local_date, given.employee_id, given.key, given.kind, given.mode, %s,
    given.tapped_at, given.zone, given.source, given.place_class, given.evidence
FROM unnest(%s::date[], %s::bigint[], %s::uuid[], %s::text[], %s::text[], %s::timestamptz[],
    %s::text[], %s::text[], %s::text[], %s::text[])
    AS given (local_date, employee_id, key, kind, mode, tapped_at, zone, source, place_class,
    evidence)
ON CONFLICT (agency_id, local_date, employee_id, key) DO NOTHING
RETURNING local_date, employee_id, key
"""


def _insert(
    events: Sequence[IncomingEvent], people: dict[int, Employee], at: datetime
) -> Iterator[IncomingEvent]:
    """One statement; yields what it really inserted, in the order given.

    The local date is that of the tap, so that a repeat meets its own row on any later day.
    """
    agency_id = next(iter(people.values())).agency_id
    given: dict[tuple[date, int, UUID], IncomingEvent] = {}
    for event in events:
        zone = people[event.employee_id].zone
        slot = (clock.on_local_date(event.tapped_at, zone), event.employee_id, event.key)
        given.setdefault(slot, event)
    rows = [
        (
            *slot,
            event.kind.value,
            event.mode.value,
            event.tapped_at.astimezone(UTC),
            people[event.employee_id].zone,
            str(event.source),
            event.place_class.value,
            str(event.evidence),
        )
        for slot, event in given.items()
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [agency_id, at, *columns])
        new = set(cursor.fetchall())
    return (event for slot, event in given.items() if slot in new)


def _follow_up(
    agency: Agency,
    new: Sequence[IncomingEvent],
    people: dict[int, Employee],
    by: Employee | None,
    at: datetime,
) -> None:
    """Tell the desks of today, and have closed dates judged again."""
    moments = [at, *(event.tapped_at for event in new)]
    first, last = min(moments) - DUTY_MARGIN, max(moments) + DUTY_MARGIN
    rulebook = rulebook_of(agency, first.date(), last.date())
    shifts = shifts_named(rulebook, people.keys(), first.date(), last.date())
    duties: dict[DutyDay, CheckInSource] = {}
    today: set[DutyDay] = set()
    for event in new:
        person = people[event.employee_id]
        duty = (person.pk, duty_date(rulebook, person, event.tapped_at, shifts))
        duties[duty] = event.source
        if duty[1] == duty_date(rulebook, person, at, shifts):
            today.add(duty)
    _tell_desks(agency.pk, today, at)
    for cause, corrected in ((ReopenCause.LATE_EVENT, False), (ReopenCause.CORRECTION, True)):
        days = [
            duty
            for duty, source in duties.items()
            if (source == CheckInSource.CORRECTION) is corrected
        ]
        if days:
            reopen_days(agency_id=agency.pk, days=days, cause=cause, by=by, at=at)


def _tell_desks(agency_id: int, duties: Collection[DutyDay], at: datetime) -> None:
    """An outbox row for each desk at which one of these people is planned or covers; one ring."""
    if not duties:
        return
    theirs = {
        "agency_id": agency_id,
        "date__in": {day for _, day in duties},
        "employee_id__in": {employee_id for employee_id, _ in duties},
    }
    seat = ("employee_id", "date", "desk_id")
    planned = RosterEntry.objects.in_force().filter(**theirs, desk__isnull=False).order_by()
    covers = DeskCover.objects.filter(**theirs).order_by()
    seats = planned.values_list(*seat).union(covers.values_list(*seat))
    desk_days = {(desk, day) for employee_id, day, desk in seats if (employee_id, day) in duties}
    tell_desks(agency_id=agency_id, desk_days=sorted(desk_days), at=at)
