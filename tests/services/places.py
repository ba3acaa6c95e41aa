"""Offices with desks, hours and officers for tests of the citizens' side; all of it in one agency.

The ordinary week is 08.00–15.00 with a break 12.00–13.00, Monday to Friday.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from accounts.models import Agency, Employee, Region, Unit
from accounts.tenancy import tenant
from attendance.models import Outbox
from attendance.tasks import desks as tasks
from services.models import (
    Desk,
    DeskPlan,
    DeskPresence,
    DeskService,
    Office,
    OpeningHours,
    PipelineBeat,
    Service,
)
from tests import factories

TUESDAY = date(2026, 11, 24)
_numbers = count(1)


@dataclass
class Place:
    """An office of one agency, with its desks and the unit its officers come from."""

    agency: Agency
    unit: Unit
    office: Office
    desks: list[Desk] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The office's page."""
        return f"/kantor/{self.office.slug}/"

    @property
    def api(self) -> str:
        """The office's status for programs."""
        return f"/api/v1/offices/{self.office.slug}/status"

    def at(self, clock: str, day: date = TUESDAY) -> datetime:
        """`08.15` on the clocks of the office."""
        return datetime.combine(
            day, time(*(int(part) for part in clock.split("."))), ZoneInfo(self.office.zone)
        )


def service(name: str = "", **fields: str) -> Service:
    """A service nobody else has."""
    number = next(_numbers)
    return Service.objects.create(
        slug=f"layanan-{number}", name=name or f"Layanan {number}", **fields
    )


def place(
    desks: int = 1, zone: str = "Asia/Jakarta", region: str = "32.11", services: int = 1
) -> Place:
    """An office with its week, and desks with `services` services each."""
    agency = factories.agency(zone)
    unit = factories.unit(agency)
    province, _ = Region.objects.get_or_create(
        code=region.partition(".")[0],
        defaults={"name": f"Provinsi {region[:2]}", "kind": "provinsi", "zone": zone},
    )
    where, _ = Region.objects.get_or_create(
        code=region,
        defaults={
            "name": f"Kabupaten {region}",
            "kind": "kabupaten",
            "zone": zone,
            "parent": province,
        },
    )
    number = next(_numbers)
    with tenant(agency.pk):
        office = Office.objects.create(
            host=agency,
            slug=f"mpp-uji-{number}",
            name=f"MPP Uji {number}",
            region=where,
            zone=zone,
            phone="(0261) 200-000",
        )
        for weekday in range(1, 6):
            hours(office, weekday)
    found = Place(agency, unit, office)
    for _ in range(desks):
        add_desk(found, [service() for _ in range(services)])
    return found


def hours(office: Office, weekday: int, desk: Desk | None = None) -> None:
    """The ordinary day, on one weekday."""
    OpeningHours.objects.create(
        office=office,
        desk=desk,
        weekday=weekday,
        opens=time(8),
        closes=time(15),
        break_start=time(12),
        break_end=time(13),
    )


def add_desk(place: Place, services: Iterable[Service], **fields: object) -> Desk:
    """One more desk of the place's agency."""
    number = len(place.desks) + 1
    with tenant(place.agency.pk):
        desk = Desk.objects.create(
            office=place.office,
            owner=place.agency,
            slug=f"loket-{number}",
            name=f"Loket {number}",
            position=number,
            **fields,
        )
        for each in services:
            DeskService.objects.create(desk=desk, service=each, agency=place.agency)
    place.desks.append(desk)
    return desk


def officer(place: Place, desk: Desk, day: date = TUESDAY, **fields: object) -> Employee:
    """Somebody planned at the desk on `day`, in a unit (and so a roster) of their own."""
    person = factories.employee(factories.unit(place.agency, parent=place.unit), **fields)
    factories.roster_entry(person, day, desk=desk)
    return person


def tell(desk: Desk, day: date, at: datetime) -> None:
    """The outbox row that a check-in leaves behind."""
    with tenant(desk.owner_id):
        Outbox.objects.create(agency_id=desk.owner_id, desk=desk, date=day, created_at=at)


def publish(place: Place, at: datetime, planned: int = 1, days: int = 16) -> None:
    """Plans for every desk from yesterday on, and a pipeline heard at `at`."""
    with tenant(place.agency.pk):
        for desk in place.desks:
            for offset in range(-1, days):
                DeskPlan.objects.create(
                    agency=place.agency,
                    desk=desk,
                    date=TUESDAY + timedelta(days=offset),
                    officers_planned=planned,
                    published_at=at,
                )
        beat(place, at)


def publish_one(place: Place, desk: Desk, planned: int = 1) -> None:
    """The plan of one desk on Tuesday."""
    with tenant(place.agency.pk):
        DeskPlan.objects.create(
            agency=place.agency,
            desk=desk,
            date=TUESDAY,
            officers_planned=planned,
            published_at=place.at("00.00"),
        )


def beat(place: Place, at: datetime) -> None:
    """A pipeline heard at `at`."""
    with tenant(place.agency.pk):
        PipelineBeat.objects.update_or_create(agency=place.agency, defaults={"beat_at": at})


def seen(place: Place, desk: Desk, at: datetime, on_site: int = 1) -> None:
    """Officers confirmed at the desk since `at`."""
    with tenant(place.agency.pk):
        DeskPresence.objects.create(
            agency=place.agency,
            desk=desk,
            date=at.astimezone(ZoneInfo(place.office.zone)).date(),
            on_site=on_site,
            first_in_at=at,
            evidence_at=at,
            evidence_kind="check_in",
            changed_at=at,
        )


def drain(place: Place) -> int:
    """Run the agency's drain now."""
    return tasks.drain_outbox(place.agency.pk)
