"""Who decides about a person's requests, and which of them wait for whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accounts.models import Delegation, Employee, RoleGrant, Unit
from accounts.permissions import SETTLING, can_settle_requests
from accounts.standing import Held
from asn_wfh import clock
from attendance.rules.approval import Delegated
from attendance.rules.calendar import Period
from attendance.rules.settlement import (
    Settler,
)


@dataclass(frozen=True, slots=True)
class Authority:
    """A person's say about a unit's requests: the role used, None without one."""

    settler: Settler
    held: Held | None


def authority_over(person: Employee, unit_id: int) -> Authority:
    """What `person` may decide for people of a unit, and by which role or delegation.

    Where the role is missing, delegations of any date are read, so that a refusal can name the
    letter that ended; two statements then, none else.
    """
    held = can_settle_requests(person.standing, unit_id)
    if held is not None:
        return Authority(Settler(person.pk, may=True), held)
    above = set(Unit.objects.with_tree_fields().get(pk=unit_id).tree_path)
    letters = tuple(
        Delegated(row.letter_number, Period(row.valid_from, row.valid_until))
        for row in Delegation.objects.filter(
            agency_id=person.agency_id, delegate=person, role__in=SETTLING
        )
        if row.unit_id is None or row.unit_id in above
    )
    return Authority(Settler(person.pk, delegations=letters), None)


def former_authority(person: Employee) -> Settler:
    """The delegations of any date by which `person` might decide somewhere; one statement."""
    rows = Delegation.objects.filter(agency_id=person.agency_id, delegate=person, role__in=SETTLING)
    letters = (
        Delegated(row.letter_number, Period(row.valid_from, row.valid_until)) for row in rows
    )
    return Settler(person.pk, delegations=tuple(letters))


def settled_people(person: Employee) -> Q:
    """Narrows rows about employees to those whose requests `person` may settle: never one's own."""
    held = [one for one in person.standing.held if one.role in SETTLING]
    others = Q(agency_id=person.agency_id) & ~Q(employee_id=person.pk)
    if any(one.units is None for one in held):
        return others
    units = frozenset(unit for one in held for unit in one.units or ())
    return others & Q(employee__unit_id__in=units)


def mine_first(person: Employee) -> Q:
    """Narrows further to those whose direct superior is `person` or whom `person` acts for.

    Somebody without a superior on record belongs to everybody who reaches the unit.
    """
    principals = {one.principal_id for one in person.standing.held if one.role in SETTLING}
    bosses = {person.pk, *principals} - {None}
    return Q(employee__supervisor_id__in=bosses) | Q(employee__supervisor=None)


def those_to_settle(employee: Employee, at: datetime) -> set[int]:
    """Whom a request of `employee` waits for at `at` (aware): two statements, three at most.

    The direct superior; without one on record the supervisors of the nearest unit upward that has
    any. With each of them those who act for them by delegation. Never the employee.
    """
    today = clock.on_local_date(at, employee.agency.zone)
    bosses = (
        _supervisors_above(employee, today)
        if employee.supervisor_id is None
        else {employee.supervisor_id}
    )
    acting = Delegation.objects.on(today).filter(
        agency_id=employee.agency_id, principal_id__in=bosses, role__in=SETTLING
    )
    return (bosses | set(acting.values_list("delegate_id", flat=True))) - {employee.pk}


def _supervisors_above(employee: Employee, today: date) -> set[int]:
    path = Unit.objects.with_tree_fields().get(pk=employee.unit_id).tree_path
    grants = RoleGrant.objects.on(today).filter(
        agency_id=employee.agency_id, role="supervisor", unit_id__in=path
    )
    found: dict[int, set[int]] = defaultdict(set)
    for unit, person in grants.values_list("unit_id", "employee_id"):
        found[unit].add(person)
    others = (found[unit] - {employee.pk} for unit in reversed(path))
    return next((people for people in others if people), set())


def is_overdue(due_on: date, today: date) -> bool:
    """Whether a request should have been settled before `today` (the posting's date)."""
    return today > due_on
