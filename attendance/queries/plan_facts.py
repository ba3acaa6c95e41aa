"""What a unit's roster is measured against: people, days, desks and rules of its period.

The draft form, the check before submitting and the check under the approver's lock all build
their `RosterCase` here, so that what a unit head was shown is what the approver's click decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from accounts.models import Employee, Unit
from attendance.models import Roster, RosterEntry, WorkMode
from attendance.queries.desk_officers import desk_skills, desk_weekdays
from attendance.queries.plan_members import members_of, taken_elsewhere
from attendance.rulebook import Rulebook, rulebook_of
from attendance.rules import modes, roster
from attendance.rules.calendar import FIVE_DAYS, DayOff, Period, day_off
from attendance.rules.caps import DayCount, DeskNeed, home_limit, office_limit
from attendance.rules.policy import Policy, policy_on
from attendance.rules.shifts import Shift, refuse_shift
from services.models import Desk

SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """Where one employee is to work on one date; `desk_id` only with WFO.

    `shift_id` names the hours of the day where they are not the unit's usual ones.
    """

    person_id: int
    date: date
    mode: str
    desk_id: int | None = None
    note: str = ""
    shift_id: int | None = None


@dataclass(frozen=True, slots=True)
class DayTally:
    """A date's numbers beside its limits; a limit of None means that no rule sets one."""

    day: date
    count: DayCount
    home_allowed: int | None
    office_allowed: int | None
    absent: int
    desks_needed: int = 0
    desks_covered: int = 0

    @property
    def short(self) -> bool:
        """Whether a desk lacks an officer."""
        return self.desks_covered < self.desks_needed

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
    skills: Mapping[roster.Ref, roster.DeskSkill] = field(default_factory=dict)
    shifts: Mapping[int, Shift] = field(default_factory=dict)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The working dates of the period."""
        return tuple(day for day in self.period.days() if day not in self.off)

    @cached_property
    def slots(self) -> frozenset[tuple[int, date]]:
        """Every person and date on which that person is due to work."""
        days = self.days
        found: set[tuple[int, date]] = set()
        for member in self.members:
            ref = int(member.person.ref)
            # Nobody's absences and nobody's arrival in the period is the rule.
            whole = not member.absences and member.active.covers(self.period.first_day)
            found.update((ref, day) for day in days if whole or member.is_working(day))
        return frozenset(found)

    @cached_property
    def modes(self) -> tuple[str, ...]:
        """The places to choose from: office, home, and elsewhere where a policy knows it."""
        knowing = [one for one in self.policies if modes.WorkMode.WFA in one.modes]
        away = any(one.period.covers(day) for one in knowing for day in self.days)
        return (WorkMode.WFO, WorkMode.WFH, *((WorkMode.WFA,) if away else ()))

    def case(self, lines: Iterable[PlannedLine]) -> roster.RosterCase:
        """The roster of `lines` as `check_roster` looks at it."""
        kept = list(lines)
        return roster.RosterCase(
            unit=self.unit.name,
            period=self.period,
            lines=[
                roster.RosterLine(
                    line.person_id, line.date, modes.WorkMode(line.mode), line.desk_id
                )
                for line in kept
            ],
            members=self.members,
            policies=self.policies,
            off=self.off,
            taken_elsewhere=dict(self.taken_elsewhere),
            desks=self._needs(kept),
            skills=self.skills,
        )

    def check(self, lines: Iterable[PlannedLine]) -> tuple[roster.Finding, ...]:
        """Everything that keeps `lines` from being submitted or approved, in order of date."""
        kept = list(lines)
        found = [*roster.check_roster(self.case(kept)), *self._shift_findings(kept)]
        return tuple(sorted(found, key=lambda one: one.refusal.day))

    def _shift_findings(self, lines: Iterable[PlannedLine]) -> Iterator[roster.Finding]:
        for line in lines:
            if line.shift_id is not None:
                refusal = refuse_shift(line.date, self.shifts.get(line.shift_id))
                if refusal is not None:
                    yield roster.Finding(refusal, line.person_id)

    def tallies(self, lines: Iterable[PlannedLine]) -> tuple[DayTally, ...]:
        """The numbers of each working date."""
        away: dict[date, set[roster.Ref]] = defaultdict(set)
        kept = list(lines)
        for line in kept:
            if line.mode != WorkMode.WFO:
                away[line.date].add(line.person_id)
        needs = self._needs(kept)
        return tuple(self._tally(day, away[day], needs[day]) for day in self.days)

    def _tally(self, day: date, away: set[roster.Ref], needs: Sequence[DeskNeed]) -> DayTally:
        policy = policy_on(day, self.policies)
        count, in_office = roster.count_day(day, self.members, away, policy)
        active = sum(member.active.covers(day) for member in self.members)
        return DayTally(
            day=day,
            count=count,
            home_allowed=None if policy is None else home_limit(policy, count.base),
            office_allowed=None if policy is None else office_limit(policy, count.base),
            absent=active - count.office - count.away,
            desks_needed=sum(need.needed for need in needs),
            desks_covered=sum(min(need.needed, len(need.officers & in_office)) for need in needs),
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
    """Read what a roster of `unit` from `first_day` to `last_day` must fit; thirteen statements.

    Must run inside the agency's tenancy. Three fewer for a unit that has no desk.
    """
    period = Period(first_day, last_day)
    book = rulebook_of(unit.agency, first_day, last_day)
    people = tuple(Employee.objects.active().filter(agency_id=unit.agency_id, unit=unit))
    ids = [person.pk for person in people]
    policies = book.policies_for(unit.pk)
    desks = tuple(
        Desk.objects.filter(owner_id=unit.agency_id, unit_code=unit.code).select_related("office")
    )
    return PlanFacts(
        unit=unit,
        period=period,
        people=people,
        members=tuple(members_of(unit, people, policies, period)),
        policies=policies,
        off=_days_off(book, unit, period),
        taken_elsewhere=taken_elsewhere(unit.agency_id, ids, period),
        desks=desks,
        desk_weekdays=desk_weekdays(desks),
        shifts={
            row.row_id: Shift(row.row_id, row.shift_code, row.value)
            for row in book.shifts_for(unit.pk)
            if row.row_id is not None
        },
        skills=desk_skills(agency_id=unit.agency_id, desks=desks, on=(first_day, last_day)),
    )


def lines_of(entries: Iterable[RosterEntry]) -> tuple[PlannedLine, ...]:
    """The values of roster rows."""
    return tuple(
        PlannedLine(row.employee_id, row.date, row.mode, row.desk_id, row.note, row.shift_id)
        for row in entries
    )


def saved_lines(saved: Roster) -> tuple[PlannedLine, ...]:
    """The lines of a roster as they stand in the database; one statement.

    A month of two hundred people is six thousand lines: no model instances on the way.
    """
    rows = RosterEntry.objects.filter(agency_id=saved.agency_id, roster_id=saved.pk)
    fields = ("employee_id", "date", "mode", "desk_id", "note", "shift_id")
    return tuple(
        PlannedLine(*row) for row in rows.order_by("date", "employee_id").values_list(*fields)
    )


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
