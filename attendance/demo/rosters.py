"""Rosters of every unit, week by week: Fridays at home within the caps, desks staffed first.

The demo asks the same rules as the portal who may be at home, so that what it shows is lawful.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Employee, Role, Unit
from attendance.demo.frame import DAY, USING, WEEK, AgencyWorld, Demo
from attendance.demo.officials import desk_pool
from attendance.demo.store import copy_rows
from attendance.demo.units import TOP
from attendance.models import Roster, RosterState, WorkMode
from attendance.rulebook import person_facts
from attendance.rules import modes
from attendance.rules.calendar import week_start
from attendance.rules.caps import home_limit
from attendance.rules.eligibility import eligibility_refusals
from attendance.rules.events import AbsenceKind, absence_on
from attendance.rules.policy import policy_on

COLUMNS = ("agency_id", "roster_id", "date", "employee_id", "mode", "desk_id", "note", "in_force")
DESK_WEEKS_AHEAD = 4
"""Citizens plan ahead: desks know their officers for a month, other units for next week."""

CHANGED = "Penyesuaian karena ada pegawai yang mendapat tugas mendadak."

Plan = dict[tuple[int, date], tuple[str, int | None]]
"""What is in force, by employee and date: the mode and the desk."""


@dataclass
class UnitRosters:
    """The rosters of one unit."""

    demo: Demo
    world: AgencyWorld
    unit: Unit

    def lines(self, monday: date, turn: int) -> Iterator[tuple[date, Employee, str, int | None]]:
        """Who works where in a week; `turn` says whose turn it is to be at home."""
        members = self.world.members[self.unit.pk]
        for day in self.world.working_days(monday, monday + 6 * DAY):
            working = [one for one in members if self._is_planned(one, day)]
            away = self._away(working, day, turn)
            desks = self._desks([one for one in working if one.pk not in away], day)
            for person in working:
                mode = WorkMode.WFH if person.pk in away else WorkMode.WFO
                yield day, person, mode, desks.get(person.pk)

    def _is_planned(self, person: Employee, day: date) -> bool:
        """Sickness comes after the plan was made; leave, travel and study before."""
        kind = absence_on(day, self.world.absences.get(person.pk, ()))
        return kind is None or kind is AbsenceKind.SICK

    def _away(self, working: Sequence[Employee], day: date, turn: int) -> set[int]:
        """Who may be at home on `day`, as many as the cap allows, by turns."""
        policy = policy_on(day, self.world.policies)
        if policy is None:
            return set()
        may = [one for one in working if self._may_be_away(one, day)]
        # The base leaves out who fell ill, so the cap is kept whoever counts.
        present = [
            one for one in working if absence_on(day, self.world.absences.get(one.pk, ())) is None
        ]
        needed = sum(desk.needed for desk in self.world.desks.get(self.unit.pk, ()))
        limit = home_limit(policy, len(present))
        room = max(len(present) - needed, 0) if needed else len(may)
        count = min(len(may), room, len(may) if limit is None else limit)
        start = turn * count % len(may) if may else 0
        return {one.pk for one in (may[start:] + may[:start])[:count]}

    def _may_be_away(self, person: Employee, day: date) -> bool:
        facts = person_facts(person, self.unit, self.world.sanctions.get(person.pk, []))
        return not eligibility_refusals(
            facts, day, modes.WorkMode.WFH, policies=self.world.policies, off=None
        )

    def _desks(self, present: Sequence[Employee], day: date) -> dict[int, int]:
        """Which desk each officer sits at: the usual ones, and others in place of the absent."""
        here = {one.pk for one in present}
        free = [one.pk for one in desk_pool(self.world, self.unit) if one.pk in here]
        seats: dict[int, int] = {}
        for desk in self.world.desks.get(self.unit.pk, ()):
            if day.isoweekday() not in self.world.desk_weekdays[desk.pk]:
                continue
            for _ in range(min(desk.needed, len(free))):
                seats[free.pop(0)] = desk.pk
        return seats


def make_rosters(demo: Demo) -> Plan:
    """Past weeks, this week and the next ones; returns what is in force."""
    rosters: list[Roster] = []
    turns: list[int] = []
    sources: list[UnitRosters] = []
    for world in demo.worlds.values():
        for order, unit in enumerate(unit for unit in world.units if unit.code != TOP):
            unit_rosters = UnitRosters(demo, world, unit)
            for turn, (monday, version, state) in enumerate(_weeks(demo, world, unit, order)):
                if world.working_days(monday, monday + 6 * DAY):
                    rosters.append(_roster(demo, world, unit, monday, version, state))
                    turns.append(turn)
                    sources.append(unit_rosters)
    Roster.objects.using(USING).bulk_create(rosters, batch_size=500)
    plan: Plan = {}
    copy_rows("attendance_rosterentry", COLUMNS, _entries(rosters, turns, sources, plan))
    return plan


def _entries(
    rosters: list[Roster], turns: list[int], sources: list[UnitRosters], plan: Plan
) -> Iterator[tuple[object, ...]]:
    for roster, turn, source in zip(rosters, turns, sources, strict=True):
        in_force = roster.state == RosterState.APPROVED
        for day, person, mode, desk_id in source.lines(roster.first_day, turn):
            if in_force:
                plan[person.pk, day] = (mode, desk_id)
            yield (roster.agency_id, roster.pk, day, person.pk, mode, desk_id, "", in_force)


def _weeks(
    demo: Demo, world: AgencyWorld, unit: Unit, order: int
) -> Iterator[tuple[date, int, RosterState]]:
    """The weeks of a unit with the state of their rosters, oldest first."""
    this_week = week_start(world.today)
    monday = demo.first_monday(world.today)
    while monday < this_week:
        yield monday, 1, RosterState.APPROVED
        monday += WEEK
    if _is_team(world, unit):
        yield this_week, 1, RosterState.SUPERSEDED
        yield this_week, 2, RosterState.APPROVED
        return
    yield this_week, 1, RosterState.APPROVED
    if unit.pk in world.desks:
        for ahead in range(1, DESK_WEEKS_AHEAD + 1):
            yield this_week + ahead * WEEK, 1, RosterState.APPROVED
    elif unit is _waiting_units(world)[0]:
        yield this_week + WEEK, 1, RosterState.SUBMITTED
    elif unit is _waiting_units(world)[1]:
        yield this_week + WEEK, 1, RosterState.DRAFT
    elif order % 2:
        yield this_week + WEEK, 1, RosterState.APPROVED


def _is_team(world: AgencyWorld, unit: Unit) -> bool:
    head = world.accounts.get("supervisor")
    return head is not None and world.heads[unit.pk].pk == head.pk


def _waiting_units(world: AgencyWorld) -> list[Unit]:
    """The units whose next week waits: one for approval, one for its head to go on."""
    delegate = world.accounts.get("delegate")
    return [
        unit
        for unit in world.units
        if unit.parent_id is not None
        and not unit.direct_service
        and unit.pk not in world.desks
        and not _is_team(world, unit)
        and (delegate is None or delegate.unit_id not in (unit.pk, unit.parent_id))
    ][:2] or world.units[:1] * 2


def _roster(
    demo: Demo, world: AgencyWorld, unit: Unit, monday: date, version: int, state: RosterState
) -> Roster:
    head = world.heads[unit.pk]
    drafted, submitted, settled = _moments(demo, world, monday, version)
    roster = Roster(
        agency=world.agency,
        unit=unit,
        first_day=monday,
        last_day=monday + 6 * DAY,
        version=version,
        state=state,
        reason=CHANGED if version > 1 else "",
        drafted_by=head,
        drafted_at=drafted,
    )
    if state is not RosterState.DRAFT:
        roster.submitted_by, roster.submitted_at = head, submitted
    if state in (RosterState.APPROVED, RosterState.SUPERSEDED):
        roster.settled_by, roster.settled_at = _approver(world, head), settled
        delegation = world.delegation
        if delegation is not None and roster.settled_by.pk == delegation.delegate_id:
            roster.settled_under = delegation
    return roster


def _approver(world: AgencyWorld, head: Employee) -> Employee:
    """The PPK's delegate; for the delegate's own unit the PyB. Nobody settles their own."""
    delegate = world.accounts.get("delegate")
    if delegate is not None and delegate.pk != head.pk:
        return delegate
    return world.officials[Role.PYB]


def _moments(
    demo: Demo, world: AgencyWorld, monday: date, version: int
) -> tuple[datetime, datetime, datetime]:
    """Drafted on Wednesday, handed in on Thursday, settled on Friday; never later than now."""
    zone = ZoneInfo(world.agency.zone)
    hours = ((-5, 9), (-4, 10), (-3, 14)) if version == 1 else ((0, 8), (0, 9), (0, 10))
    planned = [datetime.combine(monday + day * DAY, time(hour), zone) for day, hour in hours]
    latest = [demo.now - timedelta(hours=back) for back in (3, 2, 1)]
    if planned[-1] > demo.now:
        return latest[0], latest[1], latest[2]
    return planned[0], planned[1], planned[2]
