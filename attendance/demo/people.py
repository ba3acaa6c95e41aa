"""The people of every unit: heads, members, and those above all units."""

from collections import defaultdict

from django.contrib.auth.hashers import make_password

from accounts.models import Employee, JobKind, Unit
from accounts.reference import Row
from attendance.demo.careers import Careers, Job, Posts
from attendance.demo.frame import USING, AgencyWorld, Demo
from attendance.demo.names import NameMaker, Post
from attendance.demo.places import somewhere_near
from attendance.demo.units import TOP, staff_rows

SMALLEST_UNIT = 2
TOP_TITLES = {
    "kabupaten": "Penjabat Bupati",
    "kota": "Penjabat Wali Kota",
    "kementerian": "Menteri",
    "provinsi": "Sekretaris Daerah Provinsi",
    "lembaga": "Kepala Biro Sumber Daya Manusia",
}
"""Who stands above all units: the PPK, at a partner's whoever approves for it."""

PARTNER_MINISTRY_TITLE = "Sekretaris Jenderal"


class _Maker:
    """Makes the employees of a demo, one unit at a time."""

    def __init__(self, demo: Demo, passwords: dict[str, str]) -> None:
        self._demo = demo
        self._names, self._posts = NameMaker(), Posts()
        self._careers = Careers(min(world.today for world in demo.worlds.values()))
        self._hashes = {code: make_password(text) for code, text in passwords.items()}

    def unit(self, world: AgencyWorld, unit: Unit, staff: int, row: Row) -> list[Employee]:
        """`staff` people for a unit, the head first."""
        chance = self._demo.random("people", world.agency.code, unit.code)
        head = self._posts.of_head(row["head_title"], row["head_echelon"])
        people = [self._person(world, unit, head, leads=True)]
        second = self._posts.of_second(unit.kind) if unit.parent_id or staff > 3 else None
        if second is not None and staff > 3:
            people.append(self._person(world, unit, second, leads=False))
        while len(people) < staff:
            job = self._posts.of_member(chance, unit.code, unit.kind)
            people.append(self._person(world, unit, job, leads=False))
        return people

    def top(self, world: AgencyWorld, unit: Unit) -> list[Employee]:
        """Whoever stands above all units of the agency."""
        title = TOP_TITLES[world.agency.kind]
        if world.is_partner and world.agency.kind == "kementerian":
            title = PARTNER_MINISTRY_TITLE
        job = Job(TOP, title, JobKind.STRUCTURAL, "IV/d", "IV/e", "", ())
        return [self._person(world, unit, job, leads=True)]

    def _person(self, world: AgencyWorld, unit: Unit, job: Job, *, leads: bool) -> Employee:
        agency = world.agency
        number = str(len(world.members[unit.pk])) + job.code
        chance = self._demo.random("person", agency.code, unit.code, number)
        career = self._careers.begin(chance, job, leads=leads)
        name = self._names.name(chance, agency.code, career.sex)
        scale = career.grade if "/" in career.grade else job.min_grade
        post = Post(unit.code, unit.kind, job.code, scale)
        near = somewhere_near(chance, (unit.latitude or 0.0, unit.longitude or 0.0), 700, 9_000)
        person = Employee(
            nip=career.nip,
            name=self._names.with_titles(chance, name, career.sex, career.born.year, post),
            agency=agency,
            unit=unit,
            employment_type=career.employment_type,
            appointed_on=career.appointed_on,
            job_title=job.name,
            job_kind=job.kind,
            echelon=job.echelon,
            grade=career.grade,
            back_office=unit.direct_service and not leads and job.faces_away,
            zone=agency.zone,
            home_latitude=near[0],
            home_longitude=near[1],
            password=self._hashes[agency.code],
            is_demo=True,
        )
        world.members[unit.pk].append(person)
        return person


def make_people(demo: Demo, passwords: dict[str, str]) -> int:
    """Everybody, with the password of their agency; how many."""
    maker = _Maker(demo, passwords)
    rows = {(row["agency_code"], row["unit_code"]): row for row in staff_rows()}
    made: list[Employee] = []
    for world in demo.worlds.values():
        world.members = defaultdict(list)
        for unit in world.units:
            if unit.code == TOP:
                made += maker.top(world, unit)
                continue
            row = rows[world.agency.code, unit.code]
            made += maker.unit(world, unit, _staff(demo, world, unit, row), row)
    Employee._base_manager.using(USING).bulk_create(made)
    for world in demo.worlds.values():
        world.heads = {pk: people[0] for pk, people in world.members.items()}
    _set_supervisors(demo)
    return len(made)


def _staff(demo: Demo, world: AgencyWorld, unit: Unit, row: Row) -> int:
    """How many people a unit gets: its head, and enough for its desks, at any size of demo."""
    planned = int(row["staff"]) + (1 if world.is_partner else 0)
    needed = sum(desk.needed for desk in world.desks.get(unit.pk, ()))
    return max(round(planned * demo.people_share), SMALLEST_UNIT, 1 + needed)


def _set_supervisors(demo: Demo) -> None:
    """A member's superior heads the unit; a head's, the nearest unit above; then the top."""
    changed: list[Employee] = []
    for world in demo.worlds.values():
        by_pk = {unit.pk: unit for unit in world.units}
        leader = next(world.heads[unit.pk] for unit in world.units if unit.code == TOP)
        deputy = next(
            (world.heads[unit.pk] for unit in world.units if _is_secretariat(unit)), leader
        )
        for unit in world.units:
            head = world.heads[unit.pk]
            above = by_pk[unit.parent_id] if unit.parent_id else None
            superior = world.heads[above.pk] if above else deputy
            if superior is head or head.echelon == "I.a":
                superior = leader
            for person in world.members[unit.pk]:
                person.supervisor = head if person is not head else superior
            if head is leader:
                head.supervisor = None
            changed += world.members[unit.pk]
    Employee._base_manager.using(USING).bulk_update(changed, ["supervisor"], batch_size=200)


def _is_secretariat(unit: Unit) -> bool:
    return unit.parent_id is None and unit.kind == "sekretariat"
