"""Who acts for whom: what one may hand over, and what was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import Delegation, Employee, Role, RoleGrant, Unit

DELEGABLE = (Role.PPK, Role.PYB, Role.SUPERVISOR)
ABOVE = frozenset({Role.PPK, Role.PYB})
"""Who may name somebody acting for a superior below them, and end any delegation."""

MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Office:
    """A role somebody holds themselves: in a unit and all below it, or in the agency."""

    role: str
    unit: Unit | None
    holder: Employee

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return f"{self.role}:{'' if self.unit is None else self.unit.pk}:{self.holder.pk}"


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation to show, and whether the reader may end it."""

    row: Delegation
    is_over: bool
    is_coming: bool
    may_end: bool


def stands_above(person: Employee) -> bool:
    """Whether `person` holds the PPK's or PyB's office of the whole agency, by themselves."""
    return any(
        held.role in ABOVE and held.units is None and held.principal_id is None
        for held in person.standing.held
    )


def offices_of(person: Employee, on: date) -> tuple[Office, ...]:
    """What `person` may hand over on `on`: their own offices, and for those at the top of the
    agency the offices of the superiors below them; one statement.
    """
    grants = RoleGrant.objects.on(on).filter(agency_id=person.agency_id, role__in=DELEGABLE)
    own = Q(employee=person)
    if stands_above(person):
        own |= Q(role=Role.SUPERVISOR)
    rows = grants.filter(own).select_related("unit", "employee").order_by("employee__name", "role")
    found = [Office(row.role, row.unit, row.employee) for row in rows]
    return tuple(sorted(found, key=lambda one: one.holder.pk != person.pk))


def delegations_seen(person: Employee, today: date) -> tuple[DelegationRow, ...]:
    """Given and received ones, and all of the agency for those who read it; newest first."""
    rows = Delegation.objects.filter(agency_id=person.agency_id).select_related(
        "principal", "delegate", "unit"
    )
    if not person.standing.sees_whole_agency:
        rows = rows.filter(Q(principal=person) | Q(delegate=person))
    above = stands_above(person)
    return tuple(
        DelegationRow(
            row=row,
            is_over=row.valid_until is not None and row.valid_until < today,
            is_coming=row.valid_from > today,
            may_end=above or row.principal_id == person.pk,
        )
        for row in rows.order_by("-valid_from", "-pk")[:200]
    )


def employees_named(agency_id: int, text: str) -> list[Employee]:
    """The employee with this NIP (spaces are no matter), or those whose name contains the text."""
    people = Employee.objects.filter(agency_id=agency_id).select_related("unit")
    digits = "".join(text.split())
    if digits.isdecimal():
        return list(people.filter(nip=digits))
    return list(people.filter(is_active=True, name__icontains=text.strip())[: MOST_NAMES + 1])
