"""What stands in the inboxes of those a visitor may play, beside what the requests tell them."""

from datetime import timedelta

from accounts.tenancy import tenant
from attendance.actions.messages import tell
from attendance.demo.frame import DAY, AgencyWorld, Demo
from attendance.models import Message, MessageKind, Policy, Roster, RosterState
from attendance.wording.moments import day_words

HOUR = timedelta(hours=1)


def make_messages(demo: Demo) -> int:
    """The policy and the roster in force, told some days ago and read; how many messages."""
    made = 0
    for world in demo.worlds.values():
        if world.is_partner or not world.accounts:
            continue
        with tenant(world.agency.pk):
            made += _policy(demo, world) + _roster(demo, world)
            Message.objects.filter(kind=MessageKind.POLICY).update(read_at=demo.now - 3 * DAY)
    return made


def _policy(demo: Demo, world: AgencyWorld) -> int:
    policy = Policy.objects.filter(agency=world.agency).published().on(world.today).first()
    if policy is None:
        return 0
    return tell(
        agency_id=world.agency.pk,
        employee_ids=[person.pk for person in world.accounts.values()],
        kind=MessageKind.POLICY,
        key=f"policy-{policy.pk}-published",
        title=f"Kebijakan berlaku: {policy.name}",
        body=f"Berlaku mulai {day_words(policy.valid_from)}, berdasarkan {policy.decree_number}.",
        url="/jadwal/",
        at=demo.now - 5 * DAY,
    )


def _roster(demo: Demo, world: AgencyWorld) -> int:
    """To the people of the employee's unit, as on the day its roster came into force."""
    employee = world.accounts.get("employee")
    if employee is None:
        return 0
    mine = Roster.objects.filter(agency=world.agency, state=RosterState.APPROVED)
    roster = mine.covering(world.today).filter(unit_id=employee.unit_id).first()
    if roster is None:
        return 0
    days = f"{day_words(roster.first_day)} sampai {day_words(roster.last_day)}"
    return tell(
        agency_id=world.agency.pk,
        employee_ids=roster.entries.values_list("employee_id", flat=True),
        kind=MessageKind.ROSTER,
        key=f"roster-{roster.pk}-approved",
        title="Jadwal Anda berlaku",
        body=f"Jadwal {days} sudah disetujui. Lihat hari WFH dan loket Anda.",
        url="/jadwal/",
        at=demo.now - HOUR,
    )
