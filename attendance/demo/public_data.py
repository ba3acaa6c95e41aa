"""What a service manager keeps beside hours: standards, a closure to come, remote Fridays."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Agency
from accounts.reference import parts, read_rows
from attendance.demo.frame import USING, Demo
from services.models import Closure, ClosureKind, Desk, RemoteService, Service, ServiceStandard
from services.reference import FOLDER

BASIS = "Contoh peragaan"
CLOSED_DESK, CLOSED_IN = ("mpp-sumedang", "perizinan-2"), timedelta(days=9)
REMOTE_DESK = ("ult-kemenpanrb", "konsultasi-3")
REMOTE_CHANNEL = "https://www.menpan.go.id"


def make_public_data(demo: Demo) -> None:
    """Standards of Sumedang's services, one announced closure, one desk that serves online."""
    services = Service.objects.using(USING).in_bulk(field_name="slug")
    agencies = Agency.objects.using(USING).in_bulk(field_name="code")
    ServiceStandard.objects.using(USING).bulk_create(
        ServiceStandard(
            agency=agencies[row["agency_code"]],
            service=services[row["service_slug"]],
            component=row["component"],
            text="\n".join(parts(row["text"])),
            legal_basis=BASIS,
            valid_from=row["valid_from"],
        )
        for row in read_rows(FOLDER / "demo_standards.csv")
    )
    _announce(demo, _desk(*CLOSED_DESK))
    remote = _desk(*REMOTE_DESK)
    RemoteService.objects.using(USING).create(
        agency_id=remote.owner_id,
        desk=remote,
        valid_from=demo.now.date() - timedelta(days=demo.days),
        weekdays="5",
        channel=REMOTE_CHANNEL,
    )


def _announce(demo: Demo, desk: Desk) -> None:
    """A morning on which the desk is closed, a week and a bit ahead."""
    zone = ZoneInfo(desk.office.zone)
    day = demo.now.astimezone(zone).date() + CLOSED_IN
    Closure.objects.using(USING).create(
        office=desk.office,
        desk=desk,
        kind=ClosureKind.ANNOUNCED,
        starts_at=datetime.combine(day, time(8), zone),
        ends_at=datetime.combine(day, time(12), zone),
        message="Pembaruan sistem perizinan; buka lagi pukul 12.00.",
        alternative="Loket Perizinan 1 tetap menerima pertanyaan.",
    )


def _desk(office: str, slug: str) -> Desk:
    desks = Desk.objects.using(USING).select_related("office")
    return desks.get(office__slug=office, slug=slug)
