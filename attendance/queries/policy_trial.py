"""The weeks a policy is tried on: who was due to work where, as it was planned and judged.

Judged days say who belonged to which unit, who was away and what the roster in force planned; the
rosters say who sat at which desk. Read week by week, as plain tuples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection
from psycopg import Cursor

from accounts.models import Agency, Employee, Unit
from attendance.models import DayStatus, Policy, Roster, RosterEntry, RosterState
from attendance.queries.desk_officers import desk_weekdays
from attendance.queries.policy_effect import known_people
from attendance.queries.policy_scope import units_in_scope
from attendance.rulebook import Rulebook, person_facts, rulebook_of
from attendance.rules.calendar import DayOff, OffKind, Period, week_start
from attendance.rules.caps import DeskNeed
from attendance.rules.eligibility import Person
from attendance.rules.events import Absence, AbsenceKind
from attendance.rules.modes import WorkMode
from attendance.rules.roster import Member, RosterCase, RosterLine
from services.models import Desk

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
WEEKS = 13
"""A quarter of a year."""

MODES = {mode.value: mode for mode in WorkMode if mode.is_flexible}
WORKED = (DayStatus.PRESENT.value, DayStatus.ABSENT.value)

DAYS = """
SELECT unit_id, employee_id, date, status, plan
FROM attendance_workday
WHERE agency_id = %(agency)s AND date BETWEEN %(first)s AND %(last)s
ORDER BY unit_id, employee_id, date
"""


@dataclass(frozen=True)
class TrialFacts:
    """What all weeks share: the book with the draft in it, the people, and the units' desks.

    `units` are those the draft binds, `people` the facts by employee id as they are today.
    """

    agency: Agency
    book: Rulebook
    units: Mapping[int, Unit]
    people: Mapping[int, Person]
    desks: Mapping[int, Sequence[Desk]]
    weekdays: Mapping[int, frozenset[int]]
    _placed: dict[tuple[int, int], Person]

    def person_in(self, employee_id: int, unit_id: int) -> Person | None:
        """The facts of somebody in the unit they were in; None for who is not on record."""
        key = (employee_id, unit_id)
        if key not in self._placed:
            known = self.people.get(employee_id)
            if known is None:
                return None
            direct = self.units[unit_id].direct_service
            self._placed[key] = replace(known, unit=unit_id, direct_service=direct)
        return self._placed[key]


def last_weeks(today: date) -> tuple[date, date]:
    """The first and last day of the 13 whole weeks (Mon-Sun) before the week of `today`."""
    last = week_start(today) - ONE_DAY
    return last - WEEKS * WEEK + ONE_DAY, last


def trial_facts(policy: Policy, first: date, last: date) -> TrialFacts:
    """Read what a trial of `policy` from `first` to `last` needs beside the days themselves.

    The draft is put in place of what held as if it had been in force all that time; with a region
    level only on the dates on which the region had it. Must run inside the agency's tenancy.
    """
    agency = policy.agency
    tried = copy(policy)
    tried.valid_from, tried.valid_until = first, last
    held = rulebook_of(agency, first, last)
    book = held.with_policy(*held.bounds_of(tried))
    scope = units_in_scope(policy)
    units = {
        unit.pk: unit
        for unit in Unit.objects.filter(agency=agency)
        if scope is None or unit.pk in scope
    }
    by_code = {unit.code: unit.pk for unit in units.values()}
    desks: dict[int, list[Desk]] = defaultdict(list)
    for desk in Desk.objects.filter(owner=agency, unit_code__in=by_code):
        desks[by_code[desk.unit_code]].append(desk)
    every = [desk for group in desks.values() for desk in group]
    return TrialFacts(
        agency, book, units, _people(agency, book, first, last), desks, desk_weekdays(every), {}
    )


def week_cases(facts: TrialFacts, monday: date) -> Iterator[tuple[int, RosterCase]]:
    """The week of `monday` as it was planned, unit by unit; three statements.

    Units without a judged day in that week are left out.
    """
    period = Period(monday, monday + WEEK - ONE_DAY)
    seats = _seats(facts, period)
    covered = _covered(facts, period)
    days: dict[int, list[tuple[int, date, str, str]]] = defaultdict(list)
    given = {"agency": facts.agency.pk, "first": period.first_day, "last": period.last_day}
    # The driver's own cursor: Django's would parse every date from text in Python.
    with Cursor(connection.connection) as cursor:
        for unit_id, *row in cursor.execute(DAYS, given, binary=True):
            if unit_id in facts.units:
                days[unit_id].append(tuple(row))
    for unit_id, rows in days.items():
        yield unit_id, _case(facts, unit_id, period, rows, seats, covered.get(unit_id, set()))


Seats = Mapping[tuple[date, int], frozenset[int | str]]


def _case(
    facts: TrialFacts,
    unit_id: int,
    period: Period,
    rows: Sequence[tuple[int, date, str, str]],
    seats: Seats,
    covered: set[date],
) -> RosterCase:
    due = {day for _, day, status, _ in rows if status != DayStatus.OFF}
    off = {day: DayOff(day, OffKind.WEEKEND) for day in period.days() if day not in due}
    by_person: dict[int, list[tuple[date, str, str]]] = defaultdict(list)
    for employee_id, day, status, plan in rows:
        by_person[employee_id].append((day, status, plan))
    members: list[Member] = []
    lines: list[RosterLine] = []
    for employee_id, own in by_person.items():
        person = facts.person_in(employee_id, unit_id)
        if person is None:
            continue
        members.append(_member(person, own, off))
        lines.extend(
            RosterLine(employee_id, day, MODES[plan])
            for day, status, plan in own
            if plan in MODES and status in WORKED
        )
    return RosterCase(
        unit=str(unit_id),
        period=period,
        lines=lines,
        members=members,
        policies=facts.book.policies_for(unit_id),
        off=off,
        desks=_needs(facts, unit_id, due & covered, seats),
    )


def _member(
    person: Person, own: Sequence[tuple[date, str, str]], off: Mapping[date, DayOff]
) -> Member:
    """Somebody in the unit from the first to the last judged day of the week.

    Who was excused, or has a day off of their own while the unit works, is absent that day.
    """
    days = [day for day, _, _ in own]
    away = tuple(
        Absence(AbsenceKind.LEAVE, Period(day, day))
        for day, status, _ in own
        if status not in WORKED and day not in off
    )
    return Member(person, Period(min(days), max(days)), away)


def _needs(
    facts: TrialFacts, unit_id: int, days: set[date], seats: Seats
) -> dict[date, list[DeskNeed]]:
    """What the unit's desks need on the days that a roster in force covers."""
    found: dict[date, list[DeskNeed]] = {}
    for day in days if facts.desks.get(unit_id) else ():
        found[day] = [
            DeskNeed(str(desk.pk), desk.needed, seats.get((day, desk.pk), frozenset()))
            for desk in facts.desks[unit_id]
            if day.isoweekday() in facts.weekdays.get(desk.pk, range(1, 8))
        ]
    return found


def _seats(facts: TrialFacts, period: Period) -> Seats:
    rows = RosterEntry.objects.in_force().filter(
        agency=facts.agency, date__range=(period.first_day, period.last_day), desk__isnull=False
    )
    found: dict[tuple[date, int], set[int | str]] = defaultdict(set)
    for day, desk_id, employee_id in rows.values_list("date", "desk_id", "employee_id"):
        found[day, desk_id].add(employee_id)
    return {key: frozenset(people) for key, people in found.items()}


def _covered(facts: TrialFacts, period: Period) -> dict[int, set[date]]:
    """By unit the days of the week that a roster in force covers."""
    rows = Roster.objects.filter(
        agency=facts.agency,
        state=RosterState.APPROVED,
        first_day__lte=period.last_day,
        last_day__gte=period.first_day,
    )
    found: dict[int, set[date]] = defaultdict(set)
    for unit_id, first, last in rows.values_list("unit_id", "first_day", "last_day"):
        found[unit_id].update(day for day in period.days() if first <= day <= last)
    return found


def _people(agency: Agency, book: Rulebook, first: date, last: date) -> dict[int, Person]:
    """Everybody's facts: those who left since then have days in those weeks, too."""
    known = {one.employee_id: one.person for one in known_people(agency, book, first, last)}
    gone: Any = Employee.objects.filter(agency=agency, is_active=False).select_related("unit")
    for one in gone:
        known[one.pk] = person_facts(one, one.unit, [])
    return known
