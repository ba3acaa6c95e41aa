"""One tablet at one desk of the hall, tapped some minutes ago; its address stands in the report."""

from datetime import timedelta

from accounts.tenancy import tenant
from attendance.demo.code_screens import AGENCY
from attendance.demo.frame import DAY, Demo
from attendance.models import DeskTablet, DeskTap
from attendance.queries.code_screens import address_digest
from services.models import Desk

HALL = "mpp-sumedang"
TAPPED_AGO = timedelta(minutes=6)


def make_desk_tablet(demo: Demo) -> str:
    """Set the tablet up at the hall's last desk of its agency; the token of its address, or ""."""
    world = demo.worlds[AGENCY]
    mine = [desk for desks in world.desks.values() for desk in desks]
    with tenant(world.agency.pk):
        desk = (
            Desk.objects.filter(pk__in=[desk.pk for desk in mine], office__slug=HALL)
            .order_by("position")
            .last()
        )
        manager = world.accounts.get("service_manager")
        if desk is None or manager is None:
            return ""
        token = demo.random("desk-tablet", AGENCY).randbytes(24).hex()
        DeskTablet.objects.get_or_create(
            address_digest=address_digest(token),
            defaults={
                # By id: the demo's own objects came in as the owner.
                "agency_id": world.agency.pk,
                "desk": desk,
                "name": f"Meja {desk.name}",
                "made_by_id": manager.pk,
                "made_at": demo.now - 30 * DAY,
                "last_tapped_at": demo.now - TAPPED_AGO,
            },
        )
        Desk.objects.filter(pk=desk.pk).update(has_ping=True)
        DeskTap.objects.update_or_create(
            agency_id=world.agency.pk,
            desk=desk,
            date=world.today,
            defaults={"kind": "ping", "tapped_at": demo.now - TAPPED_AGO},
        )
    return token
