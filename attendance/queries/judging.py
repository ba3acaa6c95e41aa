"""What the rules make of one date, for everybody of an agency or for some of its people.

A close judges millions of days, so rows are read as plain tuples in the binary format, and the
verdict itself is `rules.verdict.judge_day`, as everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from psycopg import Cursor

from attendance.queries.emergencies import direct_servers, settled_by_release
from attendance.querysets import ONE_DAY, RECEIPT_SPAN
from attendance.rulebook import SURE_SOURCES, Rulebook
from attendance.rules.events import AbsenceKind, Event
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import NOON, DaySchedule
from attendance.rules.verdict import Flag, Verdict, judge_day, settle_place

# No date owns an event past noon of the next day, and Indonesia's clocks strike it here last.
WESTERNMOST = ZoneInfo("Asia/Jakarta")
KINDS = {kind.value: kind for kind in EventKind}
MODES = {mode.value: mode for mode in WorkMode}
ABSENCES = {kind.value: kind for kind in AbsenceKind}

# A date closed before keeps its people and their units: who retired or moved since then was there
# all the same, and the row is the only record of it.
PEOPLE = """
SELECT person.id, coalesce(judged.unit_id, person.unit_id), person.zone, line.mode, line.shift_id,
    away.kind,
    EXISTS (
        SELECT FROM attendance_correction settled
        WHERE settled.agency_id = %(agency)s AND settled.date = %(day)s
          AND settled.employee_id = person.id
          AND settled.kind = 'place' AND settled.state = 'accepted'),
    line.desk_id IS NOT NULL
FROM accounts_employee person
LEFT JOIN attendance_workday judged
  ON judged.agency_id = %(agency)s AND judged.date = %(day)s AND judged.employee_id = person.id
LEFT JOIN attendance_rosterentry line
  ON line.agency_id = %(agency)s AND line.date = %(day)s AND line.in_force
 AND line.employee_id = person.id
LEFT JOIN attendance_absence away
  ON away.agency_id = %(agency)s AND away.employee_id = person.id
 AND away.first_day <= %(day)s AND away.last_day >= %(day)s
WHERE person.agency_id = %(agency)s AND (person.is_active OR judged.employee_id IS NOT NULL)
  AND (person.appointed_on IS NULL OR person.appointed_on <= %(day)s)
  AND (%(everybody)s OR person.id = ANY(%(people)s))
ORDER BY person.id
"""
EVENTS = """
SELECT employee_id, kind, mode, tapped_at, recorded_at, source = ANY(%(sure)s)
FROM attendance_checkin
WHERE agency_id = %(agency)s AND local_date BETWEEN %(before)s AND %(last)s
  AND (local_date >= %(day)s OR source = 'correction')
  AND least(tapped_at, recorded_at) < %(until)s
  AND (%(everybody)s OR employee_id = ANY(%(people)s))
"""


class JudgedRow(NamedTuple):
    """The judged columns of `attendance_workday`, in the order of `COLUMNS`.

    Times are aware; `flags` are joined by `;` in order.
    """

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


@dataclass(frozen=True, slots=True)
class Judged:
    """A date as the rules see it: `rows` in order of employee id.

    `waiting` are people whose day still runs, or for whom no hours are on record.
    """

    rows: list[JudgedRow]
    waiting: frozenset[int]


def judge_people(
    book: Rulebook, day: date, now: datetime, people: Collection[int] | None = None
) -> Judged:
    """Judge `day` at `now` (aware) for the employees with these ids, or for everybody.

    Two statements, and a third around an emergency. Must run inside the agency's tenancy, and
    `book` covers `day`.
    """
    given = _given(book.agency.pk, day, people)
    events = _events(given)
    serving = direct_servers(book.agency.pk, people) if book.releases else set()
    rows: list[JudgedRow] = []
    waiting: list[int] = []
    for person_id, unit_id, zone, plan, shift_id, absence, place_settled, at_desk in _read(
        PEOPLE, given
    ):
        try:
            hours = book.day(
                employee_id=person_id, unit_id=unit_id, zone=zone, on=day, shift_id=shift_id
            )
        except LookupError:  # one person without hours must not stop the others
            waiting.append(person_id)
            continue
        if now < hours.owns_until:
            waiting.append(person_id)
            continue
        verdict = judge_day(
            hours,
            plan=MODES.get(plan),
            events=events.get(person_id, ()),
            absence=ABSENCES.get(absence),
            outages=book.outages,
            place_settled=place_settled,
        )
        serves = at_desk or person_id in serving
        verdict = _released(book, verdict, day, unit_id=unit_id, serves=serves)
        schedule_id = book.schedule_id(
            employee_id=person_id, unit_id=unit_id, zone=zone, on=day, shift_id=shift_id
        )
        rows.append(_row(person_id, unit_id, hours, verdict, schedule_id))
    return Judged(rows, frozenset(waiting))


def _given(agency_id: int, day: date, people: Collection[int] | None) -> dict[str, Any]:
    return {
        "agency": agency_id,
        "day": day,
        "before": day - ONE_DAY,
        "last": day + RECEIPT_SPAN,
        "until": datetime.combine(day + ONE_DAY, NOON, WESTERNMOST),
        "everybody": people is None,
        "people": list(people or ()),
        "sure": [source.value for source in SURE_SOURCES],
    }


def _released(
    book: Rulebook, verdict: Verdict, day: date, *, unit_id: int, serves: bool
) -> Verdict:
    """The verdict without its difference of place where an emergency sent the person home."""
    if not book.releases or Flag.MISMATCH not in verdict.flags:
        return verdict
    if not settled_by_release(book, verdict, day, unit_id=unit_id, serves=serves):
        return verdict
    return settle_place(verdict)


def _events(given: dict[str, Any]) -> dict[int, Sequence[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for person_id, kind, mode, tapped_at, received_at, is_sure in _read(EVENTS, given):
        event = Event(KINDS[kind], MODES[mode], tapped_at, received_at, True if is_sure else None)
        found[person_id].append(event)
    return dict(found)


def _read(statement: str, given: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    # The driver's own cursor: Django's would parse every moment from text in Python.
    with Cursor(connection.connection) as cursor:
        yield from cursor.execute(statement, given, binary=True)


def _row(
    person_id: int, unit_id: int, hours: DaySchedule, verdict: Verdict, schedule_id: int | None
) -> JudgedRow:
    first_in, last_out = verdict.first_in, verdict.last_out
    return JudgedRow(
        person_id,
        unit_id,
        verdict.status.value,
        verdict.plan.value if verdict.plan else "",
        verdict.place.value if verdict.place else "",
        first_in.at if first_in else None,
        last_out.at if last_out else None,
        _minute_of_day(first_in.at, hours.zone) if first_in else None,
        verdict.late_minutes,
        verdict.early_minutes,
        ";".join(sorted(verdict.flags)) if verdict.flags else "",
        schedule_id,
    )


def _minute_of_day(moment: datetime, zone: ZoneInfo) -> int:
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute
