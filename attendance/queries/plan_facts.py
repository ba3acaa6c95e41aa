"""What a unit's roster is measured against: people, days, desks and rules of its period.

The draft form, the check before submitting and the check under the approver's lock all build
their `RosterCase` here, so that what a unit head was shown is what the approver's click decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from accounts.models import Employee, Unit
from attendance.models import Absence, Roster, RosterEntry, Sanction, WorkMode
from attendance.rulebook import Rulebook, person_facts, rulebook_of
from attendance.rules import modes, roster
from attendance.rules.calendar import FIVE_DAYS, DayOff, Period, day_off, week_start
from attendance.rules.caps import DayCount, DeskNeed, home_limit, office_limit
from attendance.rules.events import Absence as AbsenceValue
from attendance.rules.events import AbsenceKind
from attendance.rules.policy import Policy, policy_on
from services.models import Desk, OpeningHours

SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """Where one employee is to work on one date; `desk_id` only with WFO."""

    person_id: int
    date: date
    mode: str
    desk_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DayTally:
    """A date's numbers beside its limits; a limit of None means that no rule sets one."""

    day: date
    count: DayCount
    home_allowed: int | None
    office_allowed: int | None
    absent: int

    @property
    def over(self) -> bool:
        """Whether a cap is broken."""
        return (self.home_allowed is not None and self.count.away > self.home_allowed) or (
            self.office_allowed is not None and self.count.office > self.office_allowed
        )


@dataclass(frozen=True)
class PlanFacts:
    """Everything but the lines. `people` are the unit's active employees by name."""

    unit: Unit
    period: Period
    people: tuple[Employee, ...]
    members: tuple[roster.Member, ...]
    policies: tuple[Policy, ...]
    off: Mapping[date, DayOff]
    taken_elsewhere: Mapping[roster.Ref, frozenset[date]]
    desks: tuple[Desk, ...]
    desk_weekdays: Mapping[int, frozenset[int]]

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The working dates of the period."""
        return tuple(day for day in self.period.days() if day not in self.off)

    @cached_property
    def slots(self) -> frozenset[tuple[int, date]]:
        """Every person and date on which that person is due to work."""
        return frozenset(
            (int(member.person.ref), day)
            for member in self.members
            for day in self.days
            if member.is_working(day)
        )

    @cached_property
    def modes(self) -> tuple[str, ...]:
        """The places to choose from: office, home, and elsewhere where a policy knows it."""
        held = [policy_on(day, self.policies) for day in self.days]
        away = any(one is not None and modes.WorkMode.WFA in one.modes for one in held)
        return (WorkMode.WFO, WorkMode.WFH, *((WorkMode.WFA,) if away else ()))

    def case(self, lines: Iterable[PlannedLine]) -> roster.RosterCase:
        """The roster of `lines` as `check_roster` looks at it."""
        kept = list(lines)
        return roster.RosterCase(
            unit=self.unit.name,
            period=self.period,
            lines=[
                roster.RosterLine(line.person_id, line.date, modes.WorkMode(line.mode))
                for line in kept
            ],
            members=self.members,
            policies=self.policies,
            off=self.off,
            taken_elsewhere=dict(self.taken_elsewhere),
            desks=self._needs(kept),
        )

    def check(self, lines: Iterable[PlannedLine]) -> tuple[roster.Finding, ...]:
        """Everything that keeps `lines` from being submitted or approved."""
        return roster.check_roster(self.case(lines))

    def tallies(self, lines: Iterable[PlannedLine]) -> tuple[DayTally, ...]:
        """The numbers of each working date."""
        away: dict[date, set[roster.Ref]] = defaultdict(set)
        for line in lines:
            if line.mode != WorkMode.WFO:
                away[line.date].add(line.person_id)
        return tuple(self._tally(day, away[day]) for day in self.days)

    def _tally(self, day: date, away: set[roster.Ref]) -> DayTally:
        policy = policy_on(day, self.policies)
        count, _ = roster.count_day(day, self.members, away, policy)
        active = sum(member.active.covers(day) for member in self.members)
        return DayTally(
            day=day,
            count=count,
            home_allowed=None if policy is None else home_limit(policy, count.base),
            office_allowed=None if policy is None else office_limit(policy, count.base),
            absent=active - count.office - count.away,
        )

    def _needs(self, lines: Sequence[PlannedLine]) -> dict[date, list[DeskNeed]]:
        # Who sits where is planned by name: the public page counts these officers, so a desk
        # is staffed by those assigned to it and not by colleagues who happen to be in.
        placed: dict[tuple[date, int], set[int | str]] = defaultdict(set)
        for line in lines:
            if line.desk_id is not None:
                placed[line.date, line.desk_id].add(line.person_id)
        return {
            day: [
                DeskNeed(desk.name, desk.needed, frozenset(placed[day, desk.pk]))
                for desk in self.desks
                if self.is_open(desk, day)
            ]
            for day in self.days
        }

    def is_open(self, desk: Desk, day: date) -> bool:
        """Whether `desk` has hours on the weekday of `day`; without any on record, it has."""
        weekdays = self.desk_weekdays.get(desk.pk)
        return weekdays is None or day.isoweekday() in weekdays


def plan_facts(unit: Unit, first_day: date, last_day: date) -> PlanFacts:
    """Read what a roster of `unit` from `first_day` to `last_day` must fit; twelve statements.

    Must run inside the agency's tenancy. Two fewer for a unit that has no desk.
    """
    period = Period(first_day, last_day)
    book = rulebook_of(unit.agency, first_day, last_day)
    people = tuple(Employee.objects.active().filter(agency_id=unit.agency_id, unit=unit))
    ids = [person.pk for person in people]
    desks = tuple(
        Desk.objects.filter(owner_id=unit.agency_id, unit_code=unit.code).select_related("office")
    )
    return PlanFacts(
        unit=unit,
        period=period,
        people=people,
        members=tuple(_members(unit, people, ids, period)),
        policies=book.policies_for(unit.pk),
        off=_days_off(book, unit, period),
        taken_elsewhere=_taken_elsewhere(unit.agency_id, ids, period),
        desks=desks,
        desk_weekdays=_desk_weekdays(desks),
    )


def lines_of(entries: Iterable[RosterEntry]) -> tuple[PlannedLine, ...]:
    """The values of roster rows."""
    return tuple(
        PlannedLine(row.employee_id, row.date, row.mode, row.desk_id, row.note) for row in entries
    )


def saved_lines(saved: Roster) -> tuple[PlannedLine, ...]:
    """The lines of a roster as they stand in the database; one statement."""
    return lines_of(saved.entries.order_by("date", "employee_id"))


def _members(
    unit: Unit, people: Sequence[Employee], ids: list[int], period: Period
) -> list[roster.Member]:
    sanctions: dict[int, list[Sanction]] = defaultdict(list)
    for row in Sanction.objects.filter(agency_id=unit.agency_id, employee_id__in=ids):
        sanctions[row.employee_id].append(row)
    absences: dict[int, list[AbsenceValue]] = defaultdict(list)
    for away in Absence.objects.filter(
        agency_id=unit.agency_id,
        employee_id__in=ids,
        first_day__lte=period.last_day,
        last_day__gte=period.first_day,
    ):
        value = AbsenceValue(AbsenceKind(away.kind), Period(away.first_day, away.last_day))
        absences[away.employee_id].append(value)
    return [
        roster.Member(
            person=person_facts(person, unit, sanctions[person.pk]),
            active=Period(person.appointed_on or date.min),
            absences=tuple(absences[person.pk]),
        )
        for person in people
    ]


def _days_off(book: Rulebook, unit: Unit, period: Period) -> dict[date, DayOff]:
    zone = unit.zone or unit.agency.zone
    found: dict[date, DayOff] = {}
    for day in period.days():
        try:
            off = book.day(employee_id=0, unit_id=unit.pk, zone=zone, on=day).off
        except LookupError:
            # Hours that nobody entered yet must not stop the plan: the five-day week holds.
            off = day_off(day, FIVE_DAYS, book.holidays)
        if off is not None:
            found[day] = off
    return found


def _taken_elsewhere(
    agency_id: int, ids: list[int], period: Period
) -> dict[roster.Ref, frozenset[date]]:
    last = week_start(period.last_day or period.first_day) + SIX_DAYS
    rows = (
        RosterEntry.objects.in_force()
        .filter(
            agency_id=agency_id,
            employee_id__in=ids,
            date__range=(week_start(period.first_day), last),
        )
        .exclude(mode=WorkMode.WFO)
        .exclude(date__range=(period.first_day, period.last_day))
        .values_list("employee_id", "date")
    )
    taken: dict[int, set[date]] = defaultdict(set)
    for employee_id, day in rows:
        taken[employee_id].add(day)
    return {ref: frozenset(days) for ref, days in taken.items()}


def _desk_weekdays(desks: Sequence[Desk]) -> dict[int, frozenset[int]]:
    if not desks:
        return {}
    of_office: dict[int, set[int]] = defaultdict(set)
    of_desk: dict[int, set[int]] = defaultdict(set)
    rows = OpeningHours.objects.filter(office_id__in={desk.office_id for desk in desks})
    for office_id, desk_id, weekday in rows.values_list("office_id", "desk_id", "weekday"):
        if desk_id is None:
            of_office[office_id].add(weekday)
        else:
            of_desk[desk_id].add(weekday)
    found = {desk.pk: of_desk.get(desk.pk) or of_office.get(desk.office_id) for desk in desks}
    return {pk: frozenset(weekdays) for pk, weekdays in found.items() if weekdays}
