"""Who may do what: roles with dates and scopes, asked as questions.

A person's *standing* is read once per request (two statements) and answers every
question of that request. Delegations count like the role they stand in for, and keep
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

SETTLING = frozenset({"supervisor", "pyb", "ppk"})
"""Roles that settle requests: the direct superior, and those above who may step in."""

KEEPING_OFFICERS = frozenset({"supervisor", "service_manager", "personnel"})
"""Roles that note who is qualified for a desk: the people's superior, or the desk's keeper."""


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


def can_draft_roster(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may draft and submit the roster of a unit, or None."""
    return standing.holds({"supervisor"}, unit_id)


def can_approve_roster(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may approve the roster of a unit, or None.

    PermenPANRB 4/2025: the PPK decides, or whom the PPK delegates by decree.
    """
    return standing.holds({"ppk", "pyb"}, unit_id)


def can_read_compliance(standing: Standing) -> bool:
    """Whether the holder may read the agency's compliance reports."""
    return standing.holds({"ppk", "pyb", "personnel", "inspector"}) is not None


def can_compute_compliance(standing: Standing) -> bool:
    """Whether the holder may have a compliance report computed: the inspectorate only reads."""
    return standing.holds({"ppk", "pyb", "personnel"}) is not None


def can_fill_filing(standing: Standing) -> Held | None:
    """The role by which the holder fills in the month's form, or None: the inspectorate reads."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_sign_filing(standing: Standing) -> Held | None:
    """The role by which the holder signs and files the month's form, or None."""
    return standing.holds({"pyb", "ppk"})


def can_export_pay(standing: Standing) -> bool:
    """Whether the holder may export what attendance means for people's allowances."""
    return standing.holds({"personnel", "pyb", "ppk"}) is not None


def can_set_pay(standing: Standing) -> Held | None:
    """The role by which the holder sets the agency's reductions, by its head's decree, or None."""
    return standing.holds({"personnel", "ppk"})


def can_oversee(standing: Standing) -> bool:
    """Whether the holder may read the figures of the agencies their own agency oversees."""
    return standing.holds({"overseer"}) is not None


def can_see_board(standing: Standing) -> bool:
    """Whether the holder may open the board of a team."""
    return standing.sees_whole_agency or bool(standing.unit_ids)


def can_settle_requests(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may settle corrections and leave of a unit's people, or None.

    The direct superior, or whoever stands above or acts for them; never of one's own.
    """
    return standing.holds(SETTLING, unit_id)


def can_settle_any(standing: Standing) -> bool:
    """Whether the holder settles anybody's corrections and leave today."""
    return bool(standing.roles & SETTLING)


def can_declare_outages(standing: Standing) -> Held | None:
    """The role by which the holder may declare or dismiss an outage of the agency, or None."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_read_outages(standing: Standing) -> bool:
    """Whether the holder may read the agency's outages with the people they touch."""
    return standing.holds({"personnel", "inspector", "pyb", "ppk"}) is not None


def can_examine(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may examine a discipline case of a unit's people, or None.

    PP 94/2021 art. 26: the direct superior examines; those above may take the case over.
    """
    return standing.holds({"supervisor", "pyb", "ppk"}, unit_id)


def can_keep_machines(standing: Standing) -> bool:
    """Whether the holder keeps the agency's machines, code screens and imports."""
    return standing.holds({"personnel"}) is not None


def can_read_anomalies(standing: Standing) -> bool:
    """Whether the holder may look into the agency's weekly list of patterns."""
    return standing.holds({"personnel", "inspector", "pyb", "ppk"}) is not None


def can_mark_anomalies(standing: Standing) -> Held | None:
    """The role by which the holder may note what became of a pattern: the inspectorate reads."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_freeze_month(standing: Standing) -> Held | None:
    """The role by which the holder may fix a month's report: the PPK or whom the PPK delegated."""
    return standing.holds({"ppk"})


def can_read_policies(standing: Standing) -> bool:
    """Whether the holder may open the agency's policies with their previews and trials."""
    return standing.holds({"ppk", "pyb", "personnel", "inspector"}) is not None


def can_draft_policy(standing: Standing) -> Held | None:
    """The role by which the holder may write a policy's draft, or None."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_publish_policy(standing: Standing) -> Held | None:
    """The role by which the holder may put a policy in force: the PPK or whom the PPK delegated."""
    return standing.holds({"ppk"})


def can_declare_emergency(standing: Standing) -> Held | None:
    """The role by which the holder may send everybody home, or None."""
    return standing.holds({"pyb", "ppk"})


def can_generate_rosters(standing: Standing) -> Held | None:
    """The role by which the holder may have the rosters of all units made at once, or None."""
    return standing.holds({"personnel", "pyb"})


def can_keep_records(standing: Standing) -> Held | None:
    """The role by which the holder keeps personnel records: scores, qualifications, or None."""
    return standing.holds({"personnel"})


def can_read_readiness(standing: Standing) -> bool:
    """Whether the holder may read the agency's figures of readiness for work from home."""
    return standing.holds({"personnel", "inspector", "pyb", "ppk"}) is not None


def can_keep_desk_officers(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may note who is qualified for a unit's desks, or None.

    Its superior knows the people, the service manager the desks, the personnel office the record.
    """
    return standing.holds(KEEPING_OFFICERS, unit_id)


def can_keep_some_desk_officers(standing: Standing) -> bool:
    """Whether the holder keeps the officers of any unit's desks."""
    return bool(standing.roles & KEEPING_OFFICERS)


def can_keep_offices(standing: Standing) -> Held | None:
    """The role by which the holder keeps the agency's offices, hours and closures, or None."""
    return standing.holds({"service_manager"})


def can_keep_desk(standing: Standing, unit_id: int | None) -> Held | None:
    """The role by which the holder keeps a desk of a unit (None: of no unit), or None."""
    return standing.holds({"service_manager"}, unit_id)


def can_keep_some_desk(standing: Standing) -> bool:
    """Whether the holder keeps any desk: the agency's, or those of one unit."""
    return "service_manager" in standing.roles


def can_cover_desk(standing: Standing, unit_id: int | None) -> Held | None:
    """The role by which the holder sends somebody to a unit's desk (None: of no unit), or None."""
    return standing.holds({"service_manager", "supervisor"}, unit_id)


def can_see_desks(standing: Standing) -> bool:
    """Whether the holder may see the live board of the agency's desks."""
    return bool(standing.roles & {"service_manager", "supervisor"}) or standing.sees_whole_agency


def can_read_complaints(standing: Standing) -> bool:
    """Whether the holder may read what citizens reported to the agency."""
    return standing.holds({"service_manager", "inspector", "pyb", "ppk"}) is not None


def can_answer_complaints(standing: Standing) -> Held | None:
    """The role by which the holder answers citizens' reports and verifies statuses, or None."""
    return standing.holds({"service_manager"})
