"""What one person may do on one day: the roles in force, their own and delegated.

Read once per request (two statements). Delegations count like the role they stand in for, and keep
the principal's name for the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import Employee

AGENCY_WIDE_READERS = frozenset({"ppk", "pyb", "personnel", "inspector"})
"""Roles that may read every unit of their agency, when granted for the agency."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role in force: `units` are the ids it reaches, None for the whole agency."""

    role: str
    units: frozenset[int] | None
    principal_id: int | None = None
    delegation_id: int | None = None

    def reaches(self, unit_id: int) -> bool:
        """Whether the role reaches the unit with this id."""
        return self.units is None or unit_id in self.units


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person may do on one day."""

    held: tuple[Held, ...] = ()
    day: date | None = None
    _roles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_roles", frozenset(h.role for h in self.held))

    @property
    def roles(self) -> frozenset[str]:
        """The names of the roles held, own or delegated."""
        return self._roles

    @property
    def sees_whole_agency(self) -> bool:
        """Whether a role reads every unit of the agency."""
        return any(h.role in AGENCY_WIDE_READERS and h.units is None for h in self.held)

    @property
    def unit_ids(self) -> frozenset[int]:
        """The units reached by roles that read people (not by a service manager's)."""
        return frozenset(
            unit for h in self.held if h.role != "service_manager" for unit in h.units or ()
        )

    def holds(self, roles: Iterable[str], unit_id: int | None = None) -> Held | None:
        """The first role among `roles` that reaches `unit_id` (or the whole agency), else None.

        An own role comes before a delegated one, so that a record names a delegation
        only where it was needed.
        """
        wanted = frozenset(roles)
        fitting = [
            h
            for h in self.held
            if h.role in wanted and (h.units is None if unit_id is None else h.reaches(unit_id))
        ]
        return min(fitting, key=lambda h: h.principal_id is not None, default=None)


def standing_of(person: Employee, on: date) -> Standing:
    """The roles `person` holds on `on` (a date in their zone), with every unit they reach."""
    from accounts.models import Delegation, RoleGrant

    grants = RoleGrant.objects.on(on).filter(agency_id=person.agency_id, employee=person)
    delegations = Delegation.objects.on(on).filter(agency_id=person.agency_id, delegate=person)
    held = [
        *((g.role, g.unit_id, None, None) for g in grants),
        *((d.role, d.unit_id, d.principal_id, d.pk) for d in delegations),
    ]
    below = _subtrees({unit for _, unit, _, _ in held if unit is not None})
    return Standing(
        held=tuple(
            Held(role, None if unit is None else below[unit], principal, delegation)
            for role, unit, principal, delegation in held
        ),
        day=on,
    )


def _subtrees(unit_ids: set[int]) -> dict[int, frozenset[int]]:
    """For each unit its own id and all ids below it."""
    from accounts.models import Unit

    if not unit_ids:
        return {}
    tree = Unit.objects.with_tree_fields().values_list("pk", "tree_path")
    reached: dict[int, set[int]] = {unit: set() for unit in unit_ids}
    for pk, path in tree:
        for unit in unit_ids.intersection(path):
            reached[unit].add(pk)
    return {unit: frozenset(ids) for unit, ids in reached.items()}
