"""Agencies with their unit trees, and the offices and desks citizens come to."""

from collections.abc import Iterable

from accounts.models import Agency, Unit
from accounts.reference import FOLDER, Row, is_yes, parts, read_rows
from attendance.demo.frame import DAY, USING, AgencyWorld, Demo
from attendance.demo.places import OWN_BUILDING, Position, somewhere_near
from attendance.rulebook import rulebook_of
from services.models import Desk, DeskService, Office, OpeningHours, Service
from services.reference import FOLDER as SERVICES_FOLDER

TOP = "pimpinan"
"""Code of the unit of whoever stands above all units: the PPK, a partner's PyB."""

WEEKS_AHEAD = 5
WeekdaysOf = dict[tuple[str, str], set[int]]


def staff_rows() -> list[Row]:
    """Units of the demo agencies, then those of the partners that send officers."""
    partner = [row | {"partner": "yes"} for row in read_rows(FOLDER / "demo_partner_units.csv")]
    return read_rows(FOLDER / "demo_units.csv") + partner


def make_worlds(demo: Demo) -> None:
    """Mark the agencies of the demo as such and read what holds in them."""
    rows = staff_rows()
    partners = {row["agency_code"] for row in rows if "partner" in row}
    codes = list(dict.fromkeys(row["agency_code"] for row in rows))
    agencies = Agency.objects.using(USING).in_bulk(codes, field_name="code")
    Agency.objects.using(USING).filter(code__in=codes).update(is_demo=True)
    for code in codes:
        agency = agencies[code]
        today = demo.today(agency.zone)
        book = rulebook_of(agency, demo.first_monday(today) - DAY, today + WEEKS_AHEAD * 7 * DAY)
        demo.worlds[code] = AgencyWorld(agency, today, book, is_partner=code in partners)


def make_units(demo: Demo) -> None:
    """The unit trees: parents before children, each with a place to check in at."""
    places = _places()
    tops = [_top_row(world) for world in demo.worlds.values()]
    for row in [*tops, *staff_rows()]:
        world = demo.worlds[row["agency_code"]]
        parent = demo.units.get((row["agency_code"], row["parent_code"]))
        unit = Unit(
            agency=world.agency,
            parent=parent,
            code=row["unit_code"],
            name=row["name"],
            kind=row["kind"],
            head_title=row["head_title"],
            direct_service=is_yes(row["direct_service"]),
        )
        unit.latitude, unit.longitude = _position(demo, unit, parent, places)
        unit.save(using=USING)
        demo.units[row["agency_code"], row["unit_code"]] = unit
        world.units.append(unit)


def make_offices(demo: Demo) -> None:
    """Offices, desks, what they offer and when; slugs are the addresses citizens use."""
    services = Service.objects.using(USING).in_bulk(field_name="slug")
    owners = Agency.objects.using(USING).in_bulk(field_name="code")
    offices = {
        row["slug"]: Office(
            host=owners[row["host_code"]],
            kind=row["kind"],
            slug=row["slug"],
            name=row["name"],
            address=row["address"],
            region_id=row["region_code"],
            zone=row["zone"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in read_rows(SERVICES_FOLDER / "demo_offices.csv")
    }
    Office.objects.using(USING).bulk_create(offices.values())
    desks: dict[tuple[str, str], Desk] = {}
    offered: list[DeskService] = []
    for position, row in enumerate(read_rows(SERVICES_FOLDER / "demo_desks.csv"), start=1):
        desk = Desk(
            office=offices[row["office_slug"]],
            owner=owners[row["owner_code"]],
            unit_code=row["owner_unit_code"],
            slug=row["slug"],
            name=row["name"],
            position=position,
            needed=int(row["needed_officers"]),
        )
        desks[row["office_slug"], row["slug"]] = desk
        offered += [
            DeskService(desk=desk, service=services[slug], agency=desk.owner)
            for slug in parts(row["services"])
        ]
    Desk.objects.using(USING).bulk_create(desks.values())
    DeskService.objects.using(USING).bulk_create(offered)
    _give_desks(demo, desks.values(), _make_hours(offices, desks))


def _make_hours(offices: dict[str, Office], desks: dict[tuple[str, str], Desk]) -> WeekdaysOf:
    """Weekly hours; answers on which weekdays each desk, or under "" each office, is open."""
    open_on: WeekdaysOf = {}
    rows: list[OpeningHours] = []
    for row in read_rows(SERVICES_FOLDER / "demo_hours.csv"):
        key = (row["office_slug"], row["desk_slug"])
        open_on.setdefault(key, set()).add(int(row["weekday"]))
        rows.append(
            OpeningHours(
                office=offices[row["office_slug"]],
                desk=desks[key] if row["desk_slug"] else None,
                weekday=int(row["weekday"]),
                opens=row["opens"],
                closes=row["closes"],
                break_start=row["break_start"] or None,
                break_end=row["break_end"] or None,
            )
        )
    OpeningHours.objects.using(USING).bulk_create(rows)
    return open_on


def _give_desks(demo: Demo, desks: Iterable[Desk], open_on: WeekdaysOf) -> None:
    for desk in desks:
        unit = demo.units.get((desk.owner.code, desk.unit_code))
        if unit is not None:
            world = demo.worlds[desk.owner.code]
            world.desks.setdefault(unit.pk, []).append(desk)
            own = open_on.get((desk.office.slug, desk.slug))
            world.desk_weekdays[desk.pk] = own or open_on[desk.office.slug, ""]


def _top_row(world: AgencyWorld) -> Row:
    name = "Kepala Daerah" if world.agency.region_id else "Pimpinan"
    row = dict.fromkeys(("parent_code", "head_title"), "")
    return row | {
        "agency_code": world.agency.code,
        "unit_code": TOP,
        "name": name,
        "kind": TOP,
        "direct_service": "no",
    }


def _places() -> dict[tuple[str, str], Position]:
    """Where units that serve in an office are, and under the empty code the agency's centre."""
    offices = {row["slug"]: row for row in read_rows(SERVICES_FOLDER / "demo_offices.csv")}
    found: dict[tuple[str, str], Position] = {}
    for office in offices.values():
        at = float(office["latitude"]), float(office["longitude"])
        found[office["host_code"], office["host_unit_code"]] = at
        found[office["host_code"], ""] = at
    for desk in read_rows(SERVICES_FOLDER / "demo_desks.csv"):
        office = offices[desk["office_slug"]]
        at = float(office["latitude"]), float(office["longitude"])
        found[desk["owner_code"], desk["owner_unit_code"]] = at
        found.setdefault((desk["owner_code"], ""), at)
    return found


def _position(
    demo: Demo, unit: Unit, parent: Unit | None, places: dict[tuple[str, str], Position]
) -> Position:
    agency_code = unit.agency.code
    known = places.get((agency_code, unit.code))
    if known is not None:
        return known
    if parent is not None and unit.kind not in OWN_BUILDING and parent.latitude is not None:
        return parent.latitude, parent.longitude or 0.0
    chance = demo.random("place", agency_code, unit.code)
    return somewhere_near(chance, places[agency_code, ""], 150, 2_500)
