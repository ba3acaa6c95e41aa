"""Who holds which role, who acts for whom, and which accounts a visitor may try."""

from datetime import date

from accounts.models import AgencyKind, Delegation, Employee, Role, RoleGrant, Unit
from attendance.demo.frame import DAY, USING, AgencyWorld, Demo
from attendance.demo.units import TOP

PERSONNEL_UNITS = ("bkpsdm-ppi", "bkpsdm", "bkpsdmd", "biro-sdm")
DELEGATE_UNITS = ("bkpsdm", "bkpsdmd", "biro-sdm")
SERVICE_UNITS = ("dpmptsp-mpp", "dpmptsp", "yanlik-ult")
SECRETARIATS = ("setda", "sekretariat")
ORGANISATION_UNITS = ("setda-organisasi", "biro-hukum")
OVERSEEING_UNITS = ("deputi-rbakunwas",)
"""Units of a ministry whose task is to oversee other agencies."""


def make_officials(demo: Demo) -> None:
    """Role grants and delegations of every agency; remembers the accounts to try."""
    grants: list[RoleGrant] = []
    for world in demo.worlds.values():
        _choose_accounts(world)
        grants += _grants(world)
    RoleGrant.objects.using(USING).bulk_create(grants)
    for world in demo.worlds.values():
        if not world.is_partner:
            _make_delegations(world)


def _choose_accounts(world: AgencyWorld) -> None:
    leader = world.heads[_unit(world, TOP).pk]
    if world.is_partner:
        world.officials = {Role.PYB: leader}
        if world.agency.kind == AgencyKind.PROVINCE:
            _add_overseer(world, leader)
        return
    team = _team(world)
    world.officials = {
        Role.PPK: leader,
        Role.PYB: world.heads[_unit(world, *SECRETARIATS).pk],
        Role.PERSONNEL: _member(world, PERSONNEL_UNITS),
        Role.INSPECTOR: _member(world, ("inspektorat",)),
        Role.SERVICE_MANAGER: _service_manager(world),
    }
    world.accounts = {
        "employee": _first_employee(world, team),
        "supervisor": world.heads[team.pk],
        **{str(role): person for role, person in world.officials.items()},
        "delegate": world.heads[_unit(world, *DELEGATE_UNITS).pk],
    }
    officers = _officers_of_first_desk(world)
    if officers:
        world.accounts["officer"] = officers[0]
    if any(world.unit(code) for code in OVERSEEING_UNITS):
        _add_overseer(world, _member(world, OVERSEEING_UNITS))
    # Whoever tries the portal checks in for today themselves; at the first desk everybody
    # does, so that the citizens' page is seen to change.
    world.waiting = {person.pk for person in [*world.accounts.values(), *officers]}


def _add_overseer(world: AgencyWorld, person: Employee) -> None:
    """Somebody who reads the figures of the agencies that this one oversees."""
    world.officials[Role.OVERSEER] = person
    world.accounts[str(Role.OVERSEER)] = person
    world.waiting.add(person.pk)


def _team(world: AgencyWorld) -> Unit:
    """The unit whose head a visitor may play: at the desk of nobody, and free on Fridays."""
    fitting = [
        unit
        for unit in world.units
        if not unit.direct_service
        and unit.parent_id is not None
        and unit.pk not in world.desks
        and not unit.code.startswith((*DELEGATE_UNITS, "inspektorat", *ORGANISATION_UNITS))
    ]
    return max(fitting, key=lambda unit: (len(world.members[unit.pk]), unit.code))


def _officers_of_first_desk(world: AgencyWorld) -> list[Employee]:
    for unit in world.units:
        desks = world.desks.get(unit.pk)
        if desks:
            return desk_pool(world, unit)[: desks[0].needed]
    return []


def desk_pool(world: AgencyWorld, unit: Unit) -> list[Employee]:
    """The people of a unit who may sit at its desks, in the order in which they are asked."""
    members = world.members[unit.pk]
    busy = {person.pk for person in world.officials.values()}
    pool = [one for one in members[1:] if not one.back_office and one.pk not in busy]
    return pool or members


def _service_manager(world: AgencyWorld) -> Employee:
    unit = _unit(world, *SERVICE_UNITS)
    return world.members[unit.pk][-1]


def _grants(world: AgencyWorld) -> list[RoleGrant]:
    since = date(world.today.year - 1, 1, 2)
    heads = [
        RoleGrant(
            agency=world.agency,
            employee=world.heads[unit.pk],
            role=Role.SUPERVISOR,
            unit=unit,
            valid_from=since,
            legal_basis=f"Surat keputusan pengangkatan sebagai {unit.head_title}"[:200],
        )
        for unit in world.units
        if unit.code != TOP
    ]
    others = [
        RoleGrant(
            agency=world.agency,
            employee=person,
            role=role,
            valid_from=since,
            legal_basis=f"Keputusan PPK Nomor 800.1.3/{number}/{since.year}",
        )
        for number, (role, person) in enumerate(world.officials.items(), start=101)
    ]
    return heads + others


def _make_delegations(world: AgencyWorld) -> None:
    """The delegation in force, and one for a part of the agency that ended yesterday."""
    today = world.today
    begins = (today - 150 * DAY).replace(day=1)
    in_force = Delegation(
        agency=world.agency,
        principal=world.officials[Role.PPK],
        delegate=world.accounts["delegate"],
        role=Role.PPK,
        letter_number=f"800.1.11.1/1127/{begins.year}",
        letter_date=begins - 6 * DAY,
        valid_from=begins,
        valid_until=(today + 220 * DAY).replace(day=1) - DAY,
    )
    ended = Delegation(
        agency=world.agency,
        principal=world.officials[Role.PPK],
        delegate=world.heads[_unit(world, *ORGANISATION_UNITS).pk],
        role=Role.PPK,
        unit=_unit(world, *SECRETARIATS),
        letter_number=f"800.1.11.1/1283/{(today - 40 * DAY).year}",
        letter_date=today - 40 * DAY,
        valid_from=today - 35 * DAY,
        valid_until=today - DAY,
    )
    world.delegation = in_force
    Delegation.objects.using(USING).bulk_create([in_force, ended])


def _unit(world: AgencyWorld, *codes: str) -> Unit:
    return next(unit for code in codes if (unit := world.unit(code)) is not None)


def _first_employee(world: AgencyWorld, unit: Unit) -> Employee:
    """Somebody of the unit whom the Friday at home is open to."""
    people = world.members[unit.pk][1:]
    plain = [one for one in people if one.employment_type == "pns" and not one.echelon]
    return min(plain or people, key=lambda one: (one.grade, one.nip))


def _member(world: AgencyWorld, codes: tuple[str, ...]) -> Employee:
    return world.members[_unit(world, *codes).pk][-1]
