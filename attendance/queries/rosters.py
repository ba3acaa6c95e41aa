"""The roster pages' reads: a week of units, and one roster with everything around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef

from accounts.models import Employee, Unit
from accounts.permissions import can_approve_roster, can_draft_roster
from asn_wfh import clock
from attendance.models import Roster, RosterEntry, RosterState
from attendance.queries.authority import approval_facts, approver_of
from attendance.queries.plan_facts import DayTally, PlanFacts, PlannedLine, lines_of, plan_facts
from attendance.rules.approval import ApprovalRefusal, NoAuthority, refuse_approval
from attendance.rules.calendar import week_start
from attendance.rules.roster import Finding

ONE_WEEK = timedelta(days=7)
WRITABLE = (RosterState.DRAFT, RosterState.RETURNED)
UNDECIDED = (*WRITABLE, RosterState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """One unit's newest roster of a week. `in_force` is the version that holds meanwhile."""

    unit: Unit
    roster: Roster | None
    in_force: int | None
    may_draft: bool
    step: str
    """What the reader can do next: `draft`, `edit`, `settle`, `open` or `` (nothing)."""


@dataclass(frozen=True, slots=True)
class RosterWeek:
    """A week, Monday to Sunday, of the units the reader may see."""

    monday: date
    sunday: date
    this_monday: date
    rows: tuple[UnitWeek, ...]
    units: tuple[Unit, ...]
    unit_id: int | None

    @property
    def open_count(self) -> int:
        """Units of the list whose roster of the week is not in force yet."""
        return sum(row.in_force is None for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One person's date to read: a mode, or why there is none."""

    day: date
    mode: str
    desk: str
    note: str
    absent: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One person's week to read."""

    person: Employee
    cells: tuple[PlanCell, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a roster: `code` is the state it led to."""

    code: str
    at: datetime
    by: Employee | None
    reason: str
    letter: str


@dataclass(frozen=True)
class RosterPage:
    """One roster with its grid, its numbers, what is against it, and what the reader may do.

    `findings` are empty, too, where they were not looked for (`is_checked`).
    """

    roster: Roster
    facts: PlanFacts
    lines: tuple[PlannedLine, ...]
    rows: tuple[PlanRow, ...]
    tallies: tuple[DayTally, ...]
    findings: tuple[Finding, ...]
    names: Mapping[int, str]
    versions: tuple[Roster, ...]
    steps: tuple[Step, ...]
    may_draft: bool
    has_authority: bool
    is_checked: bool
    refusal: ApprovalRefusal | None

    @property
    def may_edit(self) -> bool:
        """Whether the reader may change the lines."""
        return self.may_draft and self.roster.state in WRITABLE

    @property
    def may_settle(self) -> bool:
        """Whether the reader may approve or return it now."""
        return self.refusal is None

    @property
    def may_renew(self) -> bool:
        """Whether the reader may begin a new version."""
        undecided = any(one.state in UNDECIDED for one in self.versions)
        return self.may_draft and self.roster.state == RosterState.APPROVED and not undecided


def roster_week(person: Employee, *, day: date, unit_id: int | None, now: datetime) -> RosterWeek:
    """The week of `day` for `person`; two statements beyond the person's standing."""
    monday = week_start(day)
    sunday = monday + ONE_WEEK - timedelta(days=1)
    units = units_with_people(person)
    newest: dict[int, list[Roster]] = defaultdict(list)
    found = Roster.objects.visible_to(person).filter(first_day__lte=sunday, last_day__gte=monday)
    for roster in found.order_by("-version", "-first_day"):
        newest[roster.unit_id].append(roster)
    this_monday = week_start(clock.on_local_date(now, person.agency.zone))
    rows = tuple(
        _unit_week(person, unit, newest[unit.pk], draftable=monday >= this_monday)
        for unit in units
        if unit_id in (None, unit.pk)
    )
    return RosterWeek(monday, sunday, this_monday, rows, units, unit_id)


def units_with_people(person: Employee) -> tuple[Unit, ...]:
    """The units `person` may see that have active employees; one statement."""
    staffed = Employee.objects.active().filter(unit_id=OuterRef("pk"))
    return tuple(Unit.objects.visible_to(person).filter(Exists(staffed)).order_by("name"))


def roster_page(person: Employee, roster: Roster, *, now: datetime) -> RosterPage:
    """Everything one roster's pages show `person`; a fixed number of statements."""
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    entries = list(
        RosterEntry.objects.filter(agency_id=roster.agency_id, roster=roster)
        .select_related("employee", "desk")
        .order_by("date", "employee_id")
    )
    lines = lines_of(entries)
    approver, _ = approver_of(person, roster.unit)
    today = clock.on_local_date(now, roster.unit.agency.zone)
    refusal = refuse_approval(approval_facts(roster, lines), approver, today=today)
    may_draft = can_draft_roster(person.standing, roster.unit_id) is not None
    has_authority = approver.is_ppk or bool(approver.delegations)
    # What stands against a line may tell of a sanction: only for those who act on it.
    shows_findings = roster.state in UNDECIDED and (may_draft or has_authority)
    people = {person.pk: person for person in facts.people}
    people |= {entry.employee_id: entry.employee for entry in entries}
    return RosterPage(
        roster=roster,
        facts=facts,
        lines=lines,
        rows=_rows(facts, people.values(), entries),
        tallies=facts.tallies(lines),
        findings=facts.check(lines) if shows_findings else (),
        names={pk: one.name for pk, one in people.items()},
        versions=_versions(roster),
        steps=_steps(roster),
        may_draft=may_draft,
        has_authority=has_authority,
        is_checked=shows_findings,
        refusal=refusal if has_authority else NoAuthority(),
    )


def _unit_week(
    person: Employee, unit: Unit, rosters: Sequence[Roster], *, draftable: bool
) -> UnitWeek:
    newest = rosters[0] if rosters else None
    may_draft = can_draft_roster(person.standing, unit.pk) is not None
    in_force = next((one.version for one in rosters if one.state == RosterState.APPROVED), None)
    if newest is None:
        step = "draft" if may_draft and draftable else ""
    elif newest.state in WRITABLE and may_draft:
        step = "edit"
    elif newest.state == RosterState.SUBMITTED and can_approve_roster(person.standing, unit.pk):
        step = "settle"
    else:
        step = "open"
    return UnitWeek(unit, newest, in_force, may_draft, step)


def _rows(
    facts: PlanFacts, people: Iterable[Employee], entries: Sequence[RosterEntry]
) -> tuple[PlanRow, ...]:
    planned = {(entry.employee_id, entry.date): entry for entry in entries}
    members = {member.person.ref: member for member in facts.members}

    def cell(person: Employee, day: date) -> PlanCell:
        entry, member = planned.get((person.pk, day)), members.get(person.pk)
        absent = member is not None and not member.is_working(day)
        if entry is None:
            return PlanCell(day, "" if absent or member is None else "WFO", "", "", absent)
        desk = "" if entry.desk is None else entry.desk.name
        return PlanCell(day, entry.mode, desk, entry.note, absent)

    ordered = sorted(people, key=lambda one: one.name)
    return tuple(PlanRow(one, tuple(cell(one, day) for day in facts.days)) for one in ordered)


def _versions(roster: Roster) -> tuple[Roster, ...]:
    return tuple(
        Roster.objects.filter(
            agency_id=roster.agency_id, unit_id=roster.unit_id, first_day=roster.first_day
        ).order_by("-version")
    )


def _steps(roster: Roster) -> tuple[Step, ...]:
    """What the history table recorded, without the saves that changed no state; newest first."""
    rows = (
        apps.get_model("attendance", "RosterEvent")
        ._default_manager.filter(agency_id=roster.agency_id, pgh_obj_id=roster.pk)
        .select_related("drafted_by", "submitted_by", "settled_by", "settled_under")
        .order_by("pgh_id")
    )
    steps: list[Step] = []
    last = ""
    for row in rows:
        if row.state not in (last, RosterState.SUPERSEDED):
            steps.append(_step(row))
        last = row.state
    return tuple(reversed(steps))


def _step(row: Any) -> Step:
    if row.state == RosterState.DRAFT:
        return Step(row.state, row.drafted_at, row.drafted_by, row.reason, "")
    if row.state == RosterState.SUBMITTED:
        return Step(row.state, row.submitted_at or row.drafted_at, row.submitted_by, "", "")
    letter = "" if row.settled_under is None else row.settled_under.letter_number
    reason = row.reason if row.state == RosterState.RETURNED else ""
    return Step(row.state, row.settled_at or row.drafted_at, row.settled_by, reason, letter)
