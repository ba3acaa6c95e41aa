"""Who must examine whom: the direct superior on record, else the nearest role above."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from accounts.models import Employee, Role, RoleGrant
from accounts.permissions import can_examine
from accounts.standing import Held
from attendance.models import DisciplineCase

ABOVE = (Role.SUPERVISOR, Role.PYB, Role.PPK)
"""Nearest first where several reach a unit; PP 94/2021 art. 26 names the direct superior."""

OWN_AUTHORITY = Held("supervisor", frozenset())
"""The authority of the direct superior on record, who may hold no role of the portal."""


def examiners_of(
    people: Sequence[Employee], unit_paths: Mapping[int, tuple[int, ...]], on: date
) -> dict[int, int | None]:
    """For each employee id the id of the superior who must examine on `on`, None without one.

    `unit_paths` gives each unit's id the ids from the top of the tree down to itself. `people` are
    of one agency, with their `supervisor` fetched. One statement.
    """
    if not people:
        return {}
    grants = [
        (str(grant.role), grant.unit_id, grant.employee_id)
        for grant in RoleGrant.objects.on(on).filter(
            agency_id=people[0].agency_id, role__in=ABOVE, employee__is_active=True
        )
    ]
    return {person.pk: _examiner(person, unit_paths, grants) for person in people}


def authority_in(case: DisciplineCase, person: Employee) -> Held | None:
    """The role by which `person` may examine in `case`, None without one; never of oneself.

    Besides the roles that reach the employee's unit it is the direct superior on record. The
    case's employee is fetched.
    """
    if person.pk == case.employee_id:
        return None
    held = can_examine(person.standing, case.employee.unit_id)
    if held is None and case.employee.supervisor_id == person.pk:
        return OWN_AUTHORITY
    return held


def examined_by(person: Employee) -> Q:
    """Narrows cases to those `person` may examine: by unit or agency, or as direct superior."""
    roles = [held for held in person.standing.held if held.role in ABOVE]
    others = Q(agency_id=person.agency_id) & ~Q(employee_id=person.pk)
    if any(held.units is None for held in roles):
        return others
    units = frozenset(unit for held in roles for unit in held.units or ())
    return others & (Q(employee__unit_id__in=units) | Q(employee__supervisor_id=person.pk))


def has_reports(person: Employee) -> bool:
    """Whether somebody's direct superior on record is `person`."""
    reports = Employee.objects.active().filter(agency_id=person.agency_id, supervisor=person)
    return reports.exists()


def _examiner(
    person: Employee,
    unit_paths: Mapping[int, tuple[int, ...]],
    grants: list[tuple[str, int | None, int]],
) -> int | None:
    direct = person.supervisor
    if direct is not None and direct.is_active and direct.pk != person.pk:
        return direct.pk
    path = unit_paths.get(person.unit_id, ())
    fitting = [
        (ABOVE.index(Role(role)), -_depth(unit_id, path), holder)
        for role, unit_id, holder in grants
        if holder != person.pk and (unit_id is None or unit_id in path)
    ]
    return min(fitting)[2] if fitting else None


def _depth(unit_id: int | None, path: tuple[int, ...]) -> int:
    return 0 if unit_id is None else path.index(unit_id) + 1
