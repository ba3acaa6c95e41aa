"""Who may settle a roster, as the approval rules want to know it."""

from datetime import date

from django.db.models import Q

from accounts.models import Delegation, Employee, Role, RoleGrant, Unit
from attendance.models import Roster
from attendance.queries.plan_facts import PlannedLine
from attendance.rules.approval import Approver, Delegated, RosterFacts, RosterState
from attendance.rules.calendar import Period
from attendance.rules.modes import WorkMode
from attendance.rules.roster import RosterLine

APPROVING = (Role.PPK, Role.PYB)
"""PermenPANRB 4/2025: the PPK decides; the PyB carries it out."""


def approver_of(person: Employee, unit: Unit) -> tuple[Approver, list[Delegation]]:
    """The standing of `person` towards rosters of `unit`, and the delegations behind it.

    Delegations of any date are read, so that a refusal can name the letter that ended. Two
    statements beyond the person's standing.
    """
    own = any(
        held.principal_id is None and held.role in APPROVING and held.reaches(unit.pk)
        for held in person.standing.held
    )
    above = set(Unit.objects.with_tree_fields().get(pk=unit.pk).tree_path)
    rows = [
        row
        for row in Delegation.objects.filter(
            agency_id=unit.agency_id, delegate=person, role__in=APPROVING
        )
        if row.unit_id is None or row.unit_id in above
    ]
    letters = tuple(
        Delegated(
            row.letter_number, Period(row.valid_from, row.valid_until), row.principal_id, row.pk
        )
        for row in rows
    )
    approver = Approver(ref=person.pk, is_ppk=own, delegations=letters)
    return approver, rows


def told_of(unit: Unit, today: date, roles: tuple[Role, ...] = APPROVING) -> set[int]:
    """The ids of those who act on `today` for `unit` by one of `roles`; three statements.

    Where somebody stands in by a letter, they are told and their principal is not: an official
    who delegated this should not be called about every unit.
    """
    above = Unit.objects.with_tree_fields().get(pk=unit.pk).tree_path
    reaching = Q(agency_id=unit.agency_id, role__in=roles) & (Q(unit=None) | Q(unit__in=above))
    acting = dict(
        Delegation.objects.on(today).filter(reaching).values_list("delegate_id", "principal_id")
    )
    own = RoleGrant.objects.on(today).filter(reaching).values_list("employee_id", flat=True)
    return (set(own) - set(acting.values())) | set(acting)


def approval_facts(roster: Roster, lines: tuple[PlannedLine, ...]) -> RosterFacts:
    """What the approval rules look at, of a roster and its lines."""
    return RosterFacts(
        state=RosterState(roster.state),
        drafted_by=roster.drafted_by_id,
        submitted_by=roster.submitted_by_id,
        lines=[RosterLine(line.person_id, line.date, WorkMode(line.mode)) for line in lines],
    )
