"""Recording a tap: one short transaction, the same answer to the same request, never a queue.

Whatever follows a tap (the desk's public state) leaves as an outbox row in the same
transaction; a broker that is away delays it and nothing else.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import structlog
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import CharField, Func, OuterRef, Subquery, Value
from django.db.models.functions import JSONObject

from accounts.models import Employee
from asn_wfh import clock
from attendance.actions.codes import CodeRefused, take_code
from attendance.actions.desk_calls import tell_desks
from attendance.actions.digests import device_digest, position_digest
from attendance.actions.reopenings import reopen_days
from attendance.models import (
    Absence,
    CheckIn,
    CheckInSource,
    DeskCover,
    EvidenceLevel,
    ReopenCause,
    RosterEntry,
)
from attendance.queries.live import (
    ONE_DAY,
    Slot,
    duty_date,
    hours_of,
    recent_rulebook,
    rulebook_around,
    shift_of,
    shifts_in,
)
from attendance.queries.receipts import DutyFacts, Receipt, receipt_of
from attendance.rulebook import Rulebook, event_value
from attendance.rules.check_in import (
    NotOpenYet,
    Refused,
    Repeat,
    receive_check_in,
    with_honest_tap,
)
from attendance.rules.events import AbsenceKind, Event, count_event
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import PlaceClass, PlaceReading, read_place
from attendance.rules.schedule import DaySchedule

log = structlog.get_logger(__name__)

REPEAT_DAYS = 7
"""A key is known again for so many days: longer than a phone waits to send a tap once more."""

LOCK_CLASS = 0x4841
"""Namespace of the advisory lock that puts one employee's taps in a row."""


@dataclass(frozen=True, slots=True)
class Tap:
    """What the person sent; `position` is (latitude, longitude), `tapped_at` aware or None.

    `code` is the six digits of a screen in the office, `device` the browser's random number;
    either may be empty.
    """

    kind: EventKind
    mode: WorkMode
    key: UUID
    position: tuple[float, float] | None = None
    accuracy_m: float | None = None
    tapped_at: datetime | None = None
    code: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A tap that stands: `created` now, or known from before.

    `repeat` is set where a first check-in already stood and nothing was recorded.
    """

    receipt: Receipt
    created: bool
    repeat: Repeat | None = None


@transaction.atomic(savepoint=False)
def record_check_in(*, by: Employee, at: datetime, tap: Tap) -> Answer | NotOpenYet | CodeRefused:
    """Record the tap of `by` received at `at` (aware UTC), or say why it cannot be yet.

    The same key is the same event and the same answer, also for two requests at once and
    across midnight. Runs inside the tenancy of the person's agency.
    """
    rulebook = recent_rulebook(by.agency, at)
    event = with_honest_tap(Event(tap.kind, tap.mode, tap.tapped_at or at, at))
    facts = _facts(by, count_event(event, rulebook.outages).at, at, rulebook)
    known = next((row for row in facts.received if row.key == tap.key), None)
    if known is not None:
        of_today = facts.hours is not None and known in facts.of_the_day()
        told = facts if of_today else _facts_of(known, facts)
        return Answer(receipt_of(known, told, tapped_at=tap.tapped_at), created=False)
    if facts.hours is not None:
        answer = receive_check_in(
            event,
            day=facts.hours,
            plan=facts.plan,
            earlier=[event_value(row) for row in facts.of_the_day()],
            absence=facts.absence,
            outages=rulebook.outages,
            windows=facts.windows,
            released=facts.released(event),
        )
        if isinstance(answer, Refused):
            return answer.refusal
        if isinstance(answer, Repeat):
            first = next(row for row in facts.received if str(row.id) == answer.event.ref)
            return Answer(receipt_of(first, facts), created=False, repeat=answer)
    refused = take_code(by=by, at=at, code=tap.code, key=tap.key) if tap.code else None
    if refused is not None:
        return refused
    row = _append(by, event, tap, facts)
    _tell_desks(by.agency_id, facts, at)
    _reopen_if_over(by, facts.hours, at)
    log.info("check_in.recorded", agency=by.agency_id, employee=by.pk, event_id=str(row.id))
    told = replace(facts, received=(*facts.received, row))
    return Answer(receipt_of(row, told, tapped_at=tap.tapped_at), created=True)


def _facts(by: Employee, counted_at: datetime, at: datetime, rulebook: Rulebook) -> DutyFacts:
    """What a tap that counts at `counted_at` is judged by; three statements.

    The plan comes first, for its shift says to which date the tap belongs; all else is read
    behind the person's lock.
    """
    plan = _plan(by, clock.on_local_date(counted_at, by.zone))
    duty = duty_date(rulebook, by, counted_at, shifts_in(plan))
    entry = plan.get((by.pk, duty))
    told = _behind_lock(by, duty, at)
    today = clock.on_local_date(at, by.zone)
    days = [today - timedelta(days=back) for back in range(REPEAT_DAYS + 1)]
    recent = CheckIn.objects.of(by).filter(local_date__in=days)
    return DutyFacts(
        person=by,
        rulebook=rulebook,
        hours=hours_of(rulebook, by, duty, shift_of(entry)),
        entry=entry,
        absence=told.absence,
        covered=told.covered,
        covered_place=told.covered_place,
        received=list(recent.order_by("recorded_at", "id")),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What is read of a person behind their lock; see `DutyFacts`."""

    absence: AbsenceKind | None
    covered: tuple[int, ...]
    covered_place: tuple[float, float] | None


def _behind_lock(by: Employee, duty: date, at: datetime) -> _Told:
    """Wait for the person's other taps to end, then their absence and covers on `duty`."""
    absences = Absence.objects.covering(duty).filter(
        agency=by.agency_id, employee_id=OuterRef("pk")
    )
    covers = DeskCover.objects.filter(
        agency=by.agency_id, employee_id=OuterRef("pk"), date=duty
    ).order_by("starts_at")
    here = covers.filter(
        starts_at__lte=at, ends_at__gt=at, desk__office__latitude__isnull=False
    ).values(place=JSONObject(at="desk__office__latitude", lon="desk__office__longitude"))
    lock = Func(
        Value(LOCK_CLASS),
        Value(by.pk % 2**31),
        function="pg_advisory_xact_lock",
        template="%(function)s(%(expressions)s)::text",
        output_field=CharField(),
    )
    kind, covered, place = (
        Employee.objects.filter(pk=by.pk)
        .annotate(
            lock=lock,
            kind=Subquery(absences.values("kind")[:1]),
            covered=ArraySubquery(covers.values("desk_id")),
            place=Subquery(here[:1]),
        )
        .values_list("lock", "kind", "covered", "place")
        .get()[1:]
    )
    return _Told(
        None if kind is None else AbsenceKind(kind),
        tuple(covered),
        None if not place else (place["at"], place["lon"]),
    )


def _plan(by: Employee, day: date) -> dict[Slot, RosterEntry]:
    """The lines in force of `day` and of the eve, whose night shift may last until noon."""
    lines = RosterEntry.objects.of(by).in_force().filter(date__in=[day - ONE_DAY, day])
    return {(by.pk, line.date): line for line in lines.select_related("desk__office")}


def _facts_of(known: CheckIn, facts: DutyFacts) -> DutyFacts:
    """The facts of an event recorded before, which may belong to another date than a tap now."""
    rulebook = rulebook_around(facts.person.agency, known.recorded_at)
    counted = count_event(event_value(known), rulebook.outages)
    return _facts(facts.person, counted.at, known.recorded_at, rulebook)


def _append(by: Employee, event: Event, tap: Tap, facts: DutyFacts) -> CheckIn:
    place = _read_place(by, tap, facts)
    evidence = _evidence(tap, place)
    # Whoever read the screen stood before it, whatever a satellite's signal says indoors.
    proven = evidence is EvidenceLevel.CODE
    local_date = clock.on_local_date(event.received_at, by.zone)
    return CheckIn.objects.create(
        agency_id=by.agency_id,
        employee=by,
        local_date=local_date,
        key=tap.key,
        kind=event.kind,
        mode=event.mode,
        recorded_at=event.received_at,
        tapped_at=event.tapped_at.astimezone(UTC),
        zone=by.zone,
        source=CheckInSource.BROWSER,
        place_class=PlaceClass.INSIDE if proven else place.place_class,
        distance_m=place.distance_m,
        accuracy_m=place.accuracy_m,
        evidence=evidence,
        position_digest=position_digest(by.agency_id, local_date, tap.position),
        device_digest=device_digest(by.agency_id, tap.device),
    )


def _evidence(tap: Tap, place: PlaceReading) -> EvidenceLevel:
    """How surely the tap proves its place; a code that comes this far was taken."""
    if tap.code:
        return EvidenceLevel.CODE
    measured = place.place_class is not PlaceClass.UNMEASURED
    return EvidenceLevel.LOCATED if measured else EvidenceLevel.STATED


def _read_place(by: Employee, tap: Tap, facts: DutyFacts) -> PlaceReading:
    """The class of the fix against where the mode says the person is; the fix itself is dropped."""
    latitude: float | None = None
    longitude: float | None = None
    if tap.mode is WorkMode.WFH:
        latitude, longitude = by.home_latitude, by.home_longitude
    elif tap.mode is WorkMode.WFO:
        # An officer at another agency's hall is at work there, not at the unit's own building.
        desk = facts.entry.desk if facts.entry is not None else None
        at_desk = desk is not None and desk.office.latitude is not None
        where = desk.office if at_desk and desk is not None else by.unit
        latitude, longitude = facts.covered_place or (where.latitude, where.longitude)
    place = None if latitude is None or longitude is None else (latitude, longitude)
    return read_place(tap.position, tap.accuracy_m, place, by.unit.radius_m)


def _reopen_if_over(by: Employee, hours: DaySchedule | None, at: datetime) -> None:
    """Have the day judged again that a tap queued in an outage reached after its end."""
    if hours is None or at < hours.owns_until:
        return
    reopen_days(
        agency_id=by.agency_id,
        days=[(by.pk, hours.date)],
        cause=ReopenCause.LATE_EVENT,
        by=None,
        at=at,
    )


def _tell_desks(agency_id: int, facts: DutyFacts, at: datetime) -> None:
    """Leave word that the officers of these desks must be counted anew; one ring after the commit.

    That is the desk of the roster, and each desk the person covers on that date.
    """
    entry = facts.entry
    day = facts.hours.date if facts.hours is not None else None
    desk_days = [(desk_id, day) for desk_id in facts.covered if day is not None]
    if entry is not None and entry.desk_id is not None:
        desk_days.append((entry.desk_id, entry.date))
    tell_desks(agency_id=agency_id, desk_days=desk_days, at=at)
