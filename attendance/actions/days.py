"""Closing days: what the rules make of a date, written down for everybody of an agency.

A close may be repeated for any date, and gives the same rows for the same events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

import structlog
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.models import Absence, CheckIn, DayClose, RosterEntry, WorkDay
from attendance.queries.live import RECEIPT_SPAN
from attendance.rulebook import RULE_VERSION, Rulebook, rulebook_of
from attendance.rules.events import AbsenceKind, Event
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import DaySchedule
from attendance.rules.verdict import Verdict, judge_day

log = structlog.get_logger(__name__)
ONE_DAY = timedelta(days=1)


KINDS = {kind.value: kind for kind in EventKind}
MODES = {mode.value: mode for mode in WorkMode}


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row of `attendance_workday`, in the order of `COLUMNS`; times aware, flags joined."""

    employee_id: int
    unit_id: int
    status: str
    plan: str
    place: str
    first_in: datetime | None
    last_out: datetime | None
    first_in_minute: int | None
    late_minutes: int
    early_minutes: int
    flags: str
    schedule_id: int | None


COLUMNS = {
    "employee_id": "bigint",
    "unit_id": "bigint",
    "status": "text",
    "plan": "text",
    "place": "text",
    "first_in": "timestamptz",
    "last_out": "timestamptz",
    "first_in_minute": "smallint",
    "late_minutes": "smallint",
    "early_minutes": "smallint",
    "flags": "text",
    "schedule_id": "bigint",
}
AS_TUPLE = attrgetter(*COLUMNS)


@dataclass(frozen=True, slots=True)
class Closed:
    """What a close did: people judged, and people whose shift still ran or who have no hours."""

    judged: int
    waiting: int


def close_day(
    *, agency: Agency, day: date, now: datetime, rulebook: Rulebook | None = None
) -> Closed:
    """Judge `day` for every active employee of `agency` whose day is over at `now` (aware).

    Replaces the rows of that date in one transaction, under a lock per agency, so that two
    workers closing the same date leave one set of rows.
    """
    with tenant(agency.pk), transaction.atomic():
        hold_days(agency.pk)
        book = rulebook or rulebook_of(agency, day, day)
        rows: list[JudgedRow] = []
        waiting = 0
        for row in _judged(book, day, now):
            if row is None:
                waiting += 1
            else:
                rows.append(row)
        _replace(agency.pk, day, rows, now)
        DayClose.objects.update_or_create(
            agency=agency,
            date=day,
            defaults={
                "judged": len(rows),
                "waiting": waiting,
                "rule_version": RULE_VERSION,
                "closed_at": now,
            },
        )
    log.info("day.closed", agency=agency.pk, day=str(day), judged=len(rows), waiting=waiting)
    return Closed(len(rows), waiting)


def close_days(
    *, agency: Agency, first_day: date, last_day: date, now: datetime
) -> Iterator[tuple[date, Closed]]:
    """Close each date of a span in order, one transaction each; the rulebook is read once."""
    with tenant(agency.pk):
        book = rulebook_of(agency, first_day, last_day)
    day = first_day
    while day <= last_day:
        yield day, close_day(agency=agency, day=day, now=now, rulebook=book)
        day += ONE_DAY


def hold_days(agency_id: int) -> None:
    """Wait until nobody closes days of the agency, and keep others out for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('close_day', %s))", [agency_id]
        )


def _judged(book: Rulebook, day: date, now: datetime) -> Iterator[JudgedRow | None]:
    """A row per employee in order of id; None for somebody whose day cannot be judged yet."""
    agency_id = book.agency.pk
    plans = dict(
        RosterEntry.objects.in_force()
        .on(day)
        .filter(agency_id=agency_id)
        .values_list("employee_id", "mode")
    )
    absences = dict(
        Absence.objects.covering(day).filter(agency_id=agency_id).values_list("employee_id", "kind")
    )
    events: dict[int, list[Event]] = defaultdict(list)
    received = CheckIn.objects.between(day, day + RECEIPT_SPAN).filter(agency_id=agency_id)
    # Plain tuples: a close reads millions of events, and model instances would double its time.
    for employee_id, kind, mode, tapped_at, recorded_at, ref in received.values_list(
        "employee_id", "kind", "mode", "tapped_at", "recorded_at", "id"
    ).iterator(5000):
        event = Event(KINDS[kind], MODES[mode], tapped_at, recorded_at, None, str(ref))
        events[employee_id].append(event)
    for person in _people(agency_id, day):
        hours = _hours(book, person, day)
        if hours is None or now < hours.owns_until:
            yield None
            continue
        plan, kind = plans.get(person.pk), absences.get(person.pk)
        verdict = judge_day(
            hours,
            plan=None if plan is None else WorkMode(plan),
            events=events[person.pk],
            absence=None if kind is None else AbsenceKind(kind),
            outages=book.outages,
        )
        yield _row(person, hours, verdict, book)


def _people(agency_id: int, day: date) -> Iterator[Employee]:
    """Whom the date concerns, in order of id.

    A date closed before keeps its people and their units: who retired or moved since then was
    there all the same, and the row is the only record of it.
    """
    units = dict(
        WorkDay.objects.on(day).filter(agency_id=agency_id).values_list("employee_id", "unit_id")
    )
    judged = WorkDay.objects.on(day).filter(agency_id=agency_id, employee_id=OuterRef("pk"))
    people = Employee.objects.filter(Q(is_active=True) | Exists(judged), agency_id=agency_id)
    fields = ("pk", "unit_id", "zone", "appointed_on")
    for person in people.order_by("pk").only(*fields).iterator(2000):
        if person.appointed_on is not None and person.appointed_on > day:
            continue
        person.unit_id = units.get(person.pk, person.unit_id)
        yield person


def _hours(book: Rulebook, person: Employee, day: date) -> DaySchedule | None:
    """The person's hours; None where none are on record, which must not stop the others."""
    try:
        return book.day(employee_id=person.pk, unit_id=person.unit_id, zone=person.zone, on=day)
    except LookupError:
        return None


def _row(person: Employee, hours: DaySchedule, verdict: Verdict, book: Rulebook) -> JudgedRow:
    first_in, last_out = verdict.first_in_at, verdict.last_out_at
    return JudgedRow(
        employee_id=person.pk,
        unit_id=person.unit_id,
        status=verdict.status.value,
        plan=verdict.plan.value if verdict.plan else "",
        place=verdict.place.value if verdict.place else "",
        first_in=first_in,
        last_out=last_out,
        first_in_minute=None if first_in is None else _minute_of_day(first_in, hours.zone),
        late_minutes=verdict.late_minutes,
        early_minutes=verdict.early_minutes,
        flags=";".join(sorted(flag.value for flag in verdict.flags)),
        schedule_id=book.schedule_id(
            employee_id=person.pk, unit_id=person.unit_id, zone=person.zone, on=hours.date
        ),
    )


def _minute_of_day(moment: datetime, zone: ZoneInfo) -> int:
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute


def _replace(agency_id: int, day: date, rows: list[JudgedRow], now: datetime) -> None:
    """Swap the rows of a date in two statements; COPY is closed to tables with RLS."""
    arrays = [list(column) for column in zip(*map(AS_TUPLE, rows), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM attendance_workday WHERE agency_id = %s AND date = %s", [agency_id, day]
        )
        if not rows:
            return
        casts = ", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())
        cursor.execute(
            "INSERT INTO attendance_workday (agency_id, date, rule_version, judged_at,"  # noqa: S608  (names are constants)
            f" {', '.join(COLUMNS)})"
            f" SELECT %s, %s, %s, %s, {', '.join(_selected(name) for name in COLUMNS)}"
            f" FROM unnest({casts}) AS judged ({', '.join(COLUMNS)})",
            [agency_id, day, RULE_VERSION, now, *arrays],
        )


def _selected(name: str) -> str:
    return "string_to_array(judged.flags, ';')" if name == "flags" else f"judged.{name}"
