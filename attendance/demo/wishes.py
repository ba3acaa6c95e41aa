"""Wishes, exchanges, special circumstances and officers of desks, as a team leaves them open.

They are asked by the same actions as everybody's; what the rules refuse is left out.
"""

from datetime import date
from itertools import permutations

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.refused import RequestRefused
from attendance.actions.special_circumstances import ask_special, settle_special
from attendance.actions.swaps import answer_swap, ask_swap
from attendance.actions.wishes import Wanted, save_wishes
from attendance.demo.frame import DAY, WEEK, AgencyWorld, Demo
from attendance.demo.requests import reader
from attendance.models import DeskOfficer, RosterEntry
from attendance.queries.wish_page import wish_facts
from attendance.rules.modes import WorkMode

NOTES = ("Rapat daring seharian.", "", "Mengantar anak ke sekolah dekat rumah.", "")
REASONS = ("Wisuda anak pada hari itu.", "Ada rapat koordinasi di kantor pada hari saya WFH.")
BASIS = "SK Kepala Perangkat Daerah tentang petugas layanan"


def make_wishes(demo: Demo) -> int:
    """What the team a visitor may lead wishes and exchanges; how many rows."""
    made = 0
    for world in demo.worlds.values():
        with tenant(world.agency.pk):
            made += _officers(world)
            head = world.accounts.get("supervisor")
            if head is not None:
                made += _of_team(demo, world, head)
    return made


def _of_team(demo: Demo, world: AgencyWorld, head: Employee) -> int:
    employee = world.accounts["employee"]
    spared = {person.pk for person in world.accounts.values()}
    others = [one for one in world.members[head.unit_id] if one.pk not in spared]
    team = [reader(one.pk, world.today) for one in (employee, *others[:8])]
    made = sum(_wish(person, note, demo) for person, note in zip(team, NOTES, strict=False))
    made += _swaps(demo, team)
    superior = reader(head.pk, world.today)
    for number, person in enumerate(team[3:5]):
        made += _circumstance(demo, person, superior, accepted=number == 0)
    return made


def _wish(person: Employee, note: str, demo: Demo) -> int:
    """A day at home in the first week whose roster is still open."""
    today = person.on_day or demo.now.date()
    facts = wish_facts(person, today + DAY, today + 5 * WEEK, today=today)
    days = (today + number * DAY for number in range(1, 36))
    day = next((one for one in days if facts.refuse(one, WorkMode.WFH) is None), None)
    if day is None:
        return 0
    return save_wishes(wanted={day: Wanted(WorkMode.WFH, note)}, by=person, at=demo.now)


def _swaps(demo: Demo, team: list[Employee]) -> int:
    """One exchange that the employee is asked for, and one that two others agreed on."""
    employee = team[0]
    offered = [pair for pair in _unlike(team) if pair[2].pk == employee.pk]
    made = _first_swap(demo, offered, REASONS[0], accepted=False)
    taken = {pair[1].pk for pair in offered[:1]} | {employee.pk}
    others = [pair for pair in _unlike(team) if not {pair[1].pk, pair[2].pk} & taken]
    return made + _first_swap(demo, others, REASONS[1], accepted=True)


def _first_swap(
    demo: Demo, pairs: list[tuple[date, Employee, Employee]], reason: str, *, accepted: bool
) -> int:
    for day, asker, colleague in pairs:
        try:
            swap = ask_swap(
                colleague_id=colleague.pk,
                own_date=day,
                colleague_date=day,
                reason=reason,
                by=asker,
                at=demo.now,
            )
            if accepted:
                answer_swap(pk=swap.pk, accept=True, by=colleague, at=demo.now)
        except RequestRefused:
            continue
        return 1
    return 0


def _unlike(team: list[Employee]) -> list[tuple[date, Employee, Employee]]:
    """Dates ahead with two of the team whose places of work differ, by date."""
    people = {person.pk: person for person in team}
    today = team[0].on_day or date.min
    rows = RosterEntry.objects.in_force().filter(
        employee_id__in=people, date__range=(today + DAY, today + 5 * WEEK)
    )
    modes = {(row.date, row.employee_id): row.mode for row in rows}
    return [
        (day, people[asker], people[colleague])
        for day in sorted({day for day, _ in modes})
        for asker, colleague in permutations(people, 2)
        if (mine := modes.get((day, asker))) is not None
        and (theirs := modes.get((day, colleague))) is not None
        and mine != theirs
    ]


def _circumstance(demo: Demo, person: Employee, superior: Employee, *, accepted: bool) -> int:
    today = person.on_day or demo.now.date()
    try:
        row = ask_special(
            first=today + WEEK, last=today + 14 * WEEK, by=person, at=demo.now - 2 * DAY
        )
        if accepted:
            settle_special(pk=row.pk, accept=True, by=superior, at=demo.now - DAY)
    except RequestRefused:
        return 0
    return 1


def _officers(world: AgencyWorld) -> int:
    """Whoever is planned at a desk is qualified for it, since the year began."""
    since = world.today.replace(month=1, day=1)
    pairs = RosterEntry.objects.filter(
        agency_id=world.agency.pk, desk__owner_id=world.agency.pk
    ).values_list("desk_id", "employee_id")
    rows = [
        DeskOfficer(
            agency_id=world.agency.pk,
            desk_id=desk,
            employee_id=employee,
            valid_from=since,
            legal_basis=BASIS,
        )
        for desk, employee in sorted(set(pairs.order_by()))
    ]
    return len(DeskOfficer.objects.bulk_create(rows))
