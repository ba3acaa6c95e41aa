"""Which desks a person sees and may do something about, and whom a desk's trouble is told to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Delegation, Employee, RoleGrant, Unit
from accounts.permissions import (
    can_cover_desk,
    can_draft_roster,
    can_keep_desk,
    can_keep_offices,
)
from services.models import Desk, Office

KEEPERS = ("service_manager", "supervisor")


@dataclass(frozen=True, slots=True)
class Reach:
    """What `person` may do at desks: `units` are the agency's units by code.

    A desk whose owner is another agency belongs to no unit here.
    """

    person: Employee
    units: Mapping[str, Unit]

    def unit_of(self, desk: Desk) -> Unit | None:
        """The unit behind a desk, if it is one of the reader's agency."""
        return self.units.get(desk.unit_code) if desk.owner_id == self.person.agency_id else None

    def sees(self, desk: Desk, *, is_served: bool) -> bool:
        """Whether the desk stands on the reader's board; `is_served`: by their own agency."""
        standing = self.person.standing
        if standing.sees_whole_agency:
            return True
        return self.covers(desk) if is_served else can_keep_offices(standing) is not None

    def covers(self, desk: Desk) -> bool:
        """Whether the reader may send somebody to the desk, or let it pause."""
        unit = self.unit_of(desk)
        return can_cover_desk(self.person.standing, None if unit is None else unit.pk) is not None

    def closes(self, desk: Desk) -> bool:
        """Whether the reader may close the desk to citizens; a guest's desk never."""
        if desk.owner_id != self.person.agency_id:
            return False
        unit = self.unit_of(desk)
        return can_keep_desk(self.person.standing, None if unit is None else unit.pk) is not None

    def plans(self, desk: Desk) -> bool:
        """Whether the reader writes the roster of the unit behind the desk."""
        unit = self.unit_of(desk)
        return unit is not None and can_draft_roster(self.person.standing, unit.pk) is not None

    def closes_office(self, office: Office) -> bool:
        """Whether the reader may close the whole office: only its host's keeper."""
        if office.host_id != self.person.agency_id:
            return False
        return can_keep_offices(self.person.standing) is not None

    def reads(self, employee: Employee) -> bool:
        """Whether the reader may open the attendance of `employee`, as `visible_to` says."""
        if employee.agency_id != self.person.agency_id:
            return False
        standing = self.person.standing
        return (
            standing.sees_whole_agency
            or employee.pk == self.person.pk
            or employee.unit_id in standing.unit_ids
        )


def reach_of(person: Employee) -> Reach:
    """What `person` may do at desks; one statement."""
    units = Unit.objects.filter(agency_id=person.agency_id).only("code", "name", "agency_id")
    return Reach(person, {unit.code: unit for unit in units})


def served_desks(agency_id: int) -> QuerySet[Desk]:
    """The desks an agency owns or serves citizens at, that have not been given up."""
    mine = Q(owner_id=agency_id) | Q(desk_services__agency_id=agency_id)
    return Desk.objects.filter(mine).select_related("office__host", "owner").distinct()


def desk_to_run(person: Employee, desk_id: int) -> tuple[Desk, Reach] | None:
    """The desk if `person` may send somebody there or close it, with their reach."""
    desk = served_desks(person.agency_id).filter(pk=desk_id).first()
    if desk is None:
        return None
    reach = reach_of(person)
    return (desk, reach) if reach.covers(desk) or reach.closes(desk) else None


@dataclass(frozen=True, slots=True)
class Keepers:
    """Whom to call about the desks of an agency on one date."""

    managers: Mapping[int | None, frozenset[int]]
    """Service managers, by the unit of their role; None: of the whole agency."""
    heads: Mapping[int, frozenset[int]]
    paths: Mapping[str, tuple[int, ...]]
    """By unit code, the ids from the top down to the unit."""

    def of(self, unit_code: str) -> frozenset[int]:
        """The managers who reach a unit and the head nearest above it, as employee ids."""
        path = self.paths.get(unit_code, ())
        found = set(self.managers.get(None, frozenset()))
        for unit in path:
            found |= self.managers.get(unit, frozenset())
        nearest = (self.heads[unit] for unit in reversed(path) if unit in self.heads)
        return frozenset(found | next(nearest, frozenset()))


def keepers_of(agency_id: int, today: date) -> Keepers:
    """Who keeps the agency's desks on `today`, with those who act for them; three statements."""
    managers: dict[int | None, set[int]] = defaultdict(set)
    heads: dict[int, set[int]] = defaultdict(set)
    of_agency = {"agency_id": agency_id, "role__in": KEEPERS}
    grants = RoleGrant.objects.on(today).filter(**of_agency)
    acting = Delegation.objects.on(today).filter(**of_agency)
    held = [
        *grants.values_list("role", "unit_id", "employee_id"),
        *acting.values_list("role", "unit_id", "delegate_id"),
    ]
    for role, unit_id, employee_id in held:
        if role == "service_manager":
            managers[unit_id].add(employee_id)
        elif unit_id is not None:
            heads[unit_id].add(employee_id)
    tree = Unit.objects.filter(agency_id=agency_id).with_tree_fields()
    return Keepers(
        managers={unit: frozenset(people) for unit, people in managers.items()},
        heads={unit: frozenset(people) for unit, people in heads.items()},
        paths={code: tuple(path) for code, path in tree.values_list("code", "tree_path")},
    )
