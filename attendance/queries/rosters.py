"""One roster with everything around it, for its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef

from accounts.models import Employee, Unit
from accounts.permissions import can_draft_roster
from asn_wfh import clock
from attendance.models import Roster, RosterState
from attendance.queries.authority import approval_facts, approver_of
from attendance.queries.plan_facts import DayTally, PlanFacts, PlannedLine, plan_facts, saved_lines
from attendance.rules.approval import ApprovalRefusal, NoAuthority, refuse_approval
from attendance.rules.roster import Finding
from services.models import Desk

ONE_WEEK = timedelta(days=7)
WRITABLE = (RosterState.DRAFT, RosterState.RETURNED)
UNDECIDED = (*WRITABLE, RosterState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One person's date to read: a mode, or why there is none."""

    day: date
    mode: str
    desk: str
    note: str
    absent: bool
    shift: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One person's week to read."""

    person: Employee
    cells: tuple[PlanCell, ...]


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A line's note, told below a month's grid."""

    day: date
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a roster: `code` is the state it led to."""

    code: str
    at: datetime
    by: Employee | None
    reason: str
    letter: str
    principal: str = ""


@dataclass(frozen=True)
class RosterPage:
    """One roster with its grid, its numbers, what is against it, and what the reader may do.

    `findings` are empty, too, where they were not looked for (`is_checked`).
    """

    roster: Roster
    facts: PlanFacts
    lines: tuple[PlannedLine, ...]
    people: tuple[Employee, ...]
    desk_names: Mapping[int, str]
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
    def is_long(self) -> bool:
        """Whether it spans more than a week: letters in a grid then, not words."""
        return self.roster.last_day - self.roster.first_day >= ONE_WEEK

    def rows(self) -> tuple[PlanRow, ...]:
        """A week by name, each date in words."""
        planned = {(line.person_id, line.date): line for line in self.lines}
        members = {member.person.ref for member in self.facts.members}
        shifts = self.facts.shifts

        def cell(person: Employee, day: date) -> PlanCell:
            slot = (person.pk, day)
            line, is_member = planned.get(slot), person.pk in members
            absent = is_member and slot not in self.facts.slots
            if line is None:
                return PlanCell(day, "WFO" if is_member and not absent else "", "", "", absent)
            shift = None if line.shift_id is None else shifts.get(line.shift_id)
            return PlanCell(
                day=day,
                mode=line.mode,
                desk="" if line.desk_id is None else self.desk_names.get(line.desk_id, ""),
                note=line.note,
                absent=absent,
                shift=shift.name if shift else "",
            )

        return tuple(
            PlanRow(one, tuple(cell(one, day) for day in self.facts.days)) for one in self.people
        )

    def notes(self) -> tuple[PlanNote, ...]:
        """The notes of the lines, by date and name."""
        said = [
            PlanNote(line.date, self.names.get(line.person_id, ""), line.note)
            for line in self.lines
            if line.note
        ]
        return tuple(sorted(said, key=lambda one: (one.day, one.name)))

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


def units_with_people(person: Employee) -> tuple[Unit, ...]:
    """The units `person` may see that have active employees; one statement."""
    staffed = Employee.objects.active().filter(unit_id=OuterRef("pk"))
    return tuple(Unit.objects.visible_to(person).filter(Exists(staffed)).order_by("name"))


def roster_page(person: Employee, roster: Roster, *, now: datetime) -> RosterPage:
    """Everything one roster's pages show `person`; a fixed number of statements."""
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    lines = saved_lines(roster)
    approver, _ = approver_of(person, roster.unit)
    today = clock.on_local_date(now, roster.unit.agency.zone)
    refusal = refuse_approval(approval_facts(roster, lines), approver, today=today)
    may_draft = can_draft_roster(person.standing, roster.unit_id) is not None
    has_authority = approver.is_ppk or bool(approver.delegations)
    # What stands against a line may tell of a sanction: only for those who act on it.
    shows_findings = roster.state in UNDECIDED and (may_draft or has_authority)
    people = _people(facts, lines)
    return RosterPage(
        roster=roster,
        facts=facts,
        lines=lines,
        people=people,
        desk_names=_desk_names(facts, lines),
        tallies=facts.tallies(lines),
        findings=facts.check(lines) if shows_findings else (),
        names={one.pk: one.name for one in people},
        versions=_versions(roster),
        steps=_steps(roster),
        may_draft=may_draft,
        has_authority=has_authority,
        is_checked=shows_findings,
        refusal=refusal if has_authority else NoAuthority(),
    )


def _people(facts: PlanFacts, lines: Sequence[PlannedLine]) -> tuple[Employee, ...]:
    """The unit's people and those of its lines who left it since, by name."""
    known = {person.pk for person in facts.people}
    gone = {line.person_id for line in lines} - known
    former = Employee.objects.filter(agency_id=facts.unit.agency_id, pk__in=gone) if gone else ()
    return tuple(sorted([*facts.people, *former], key=lambda one: one.name))


def _desk_names(facts: PlanFacts, lines: Sequence[PlannedLine]) -> dict[int, str]:
    """The names of the desks of the unit and of its lines."""
    names = {desk.pk: desk.name for desk in facts.desks}
    others = {line.desk_id for line in lines if line.desk_id is not None} - names.keys()
    return names | (
        dict(Desk.objects.filter(pk__in=others).values_list("pk", "name")) if others else {}
    )


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
        .select_related("drafted_by", "submitted_by", "settled_by", "settled_under__principal")
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
    principal = "" if row.settled_under is None else row.settled_under.principal.name
    at = row.settled_at or row.drafted_at
    return Step(row.state, at, row.settled_by, reason, letter, principal)
