"""A signed assignment letter, so that the verification page has something to show."""

from django.conf import settings

from accounts.models import Employee
from accounts.standing import standing_of
from accounts.tenancy import tenant
from attendance.actions.letters import sign_letter
from attendance.demo.frame import Demo
from attendance.models import Roster, RosterState


def sign_one_letter(demo: Demo) -> str:
    """Sign the letter of the team's roster of this week in the first agency; its code.

    By whoever approved it, with the test certificate; where the portal signs with another, none.
    """
    if settings.SIGNING.kind != "test":
        return ""
    world = next(world for world in demo.worlds.values() if not world.is_partner)
    head = world.accounts.get("supervisor")
    team = next((unit for unit, own in world.heads.items() if head and own.pk == head.pk), None)
    with tenant(world.agency.pk):
        rosters = Roster.objects.covering(world.today).filter(state=RosterState.APPROVED)
        roster = rosters.filter(unit_id=team or 0).first() or rosters.order_by("unit_id").first()
        if roster is None:
            return ""
        signer = Employee.objects.select_related("agency").get(pk=roster.settled_by_id)
        signer.on_day = world.today
        signer.__dict__["standing"] = standing_of(signer, world.today)
        letter = sign_letter(roster_id=roster.pk, by=signer, at=demo.now)
        return letter.document.code
