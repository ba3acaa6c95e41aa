"""How soon an officer's check-in stands in the citizens' bytes, with many offices at once.

The road is the real one: the check-in's own transaction, its ring over the broker, the worker that
drains and counts, the snapshot it writes; this process only taps and watches the files.
"""

import json
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, date
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.check_in import Answer, Tap, record_check_in
from attendance.models import RosterEntry
from attendance.models import WorkMode as Mode
from attendance.rules.modes import EventKind
from attendance.tasks import desks as tasks
from benchmarks.inside import agencies
from services.models import Desk, DeskService, Office, OpeningHours, Service
from services.snapshots import publish_offices

OWNER = agencies.OWNER
NUMBER = 60
"""The first of the agencies made here; each is of one unit, so of forty people at most."""
OF_AN_AGENCY = 10
PER_SECOND = 1.0
"""The 600 officers of 200 offices with three desks, within ten minutes before the doors open."""
PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.005


@dataclass
class Arrival:
    """An officer at a desk; times are those of one monotonic clock."""

    officer: Employee
    desk: Desk
    committed: float = 0.0
    seen: float = 0.0
    version: str = ""


def run(offices: int, desks: int, arrivals: int) -> dict[str, Any]:
    """Seconds from commit to bytes of `arrivals` check-ins at `offices` × `desks` desks."""
    people = OF_AN_AGENCY * desks
    made = agencies.run([people] * (offices // OF_AN_AGENCY), first=NUMBER)
    today = clock.today(agencies.ZONE)
    coming: list[list[Arrival]] = []
    for agency in made:
        with transaction.atomic(using=OWNER):
            coming += _offices(agency["agency"], desks, today)
    tasks.publish_desk_plans()
    tasks.beat_pipeline()
    publish_offices(Office.objects.values_list("pk", flat=True), clock.now())
    # The first desk of every office, then the second: neighbours in time are far apart.
    order = [office[number] for number in range(desks) for office in coming][:arrivals]
    _arrive(order)
    return {
        "seconds": [one.seen - one.committed for one in order],
        "per_second": PER_SECOND,
        "unseen": sum(one.seen - one.committed > PATIENCE_SECONDS for one in order),
        "agencies": len(made),
    }


def _offices(agency_id: int, desks: int, today: date) -> list[list[Arrival]]:
    """Offices of one agency, each with its desks, and an officer planned at each of them."""
    agency = Agency.objects.using(OWNER).get(pk=agency_id)
    entries = list(
        RosterEntry.objects.using(OWNER)
        .filter(agency=agency, date=today, mode=Mode.WFO, in_force=True)
        .select_related("employee__agency", "employee__unit")
        .order_by("employee_id")
    )
    service = Service.objects.using(OWNER).order_by("pk")[0]
    made = []
    for number in range(OF_AN_AGENCY):
        office = Office(
            host=agency,
            slug=f"{agency.code}-{number}",
            name=f"Kantor Ukur {agency.code} {number}",
            region=agency.region,
            zone=agencies.ZONE,
        )
        office.save(using=OWNER)
        OpeningHours.objects.using(OWNER).bulk_create(
            OpeningHours(office=office, weekday=day, opens=clock_time(5), closes=clock_time(23, 30))
            for day in range(1, 8)
        )
        made.append([_arrival(office, n, service, entries.pop()) for n in range(desks)])
    return made


def _arrival(office: Office, number: int, service: Service, entry: RosterEntry) -> Arrival:
    desk = Desk(
        office=office,
        owner=office.host,
        slug=f"loket-{number}",
        name=f"Loket {number}",
        position=number,
    )
    desk.save(using=OWNER)
    DeskService(desk=desk, service=service, agency=office.host).save(using=OWNER)
    RosterEntry.objects.using(OWNER).filter(pk=entry.pk).update(desk=desk)
    return Arrival(entry.employee, desk)


def _arrive(order: list[Arrival]) -> None:
    """Tap at the pace, and watch the files meanwhile."""
    begun = time.monotonic()
    waiting: list[Arrival] = []
    for number, one in enumerate(order):
        while time.monotonic() < begun + number / PER_SECOND:
            waiting = _watch(waiting)
            time.sleep(POLL_SECONDS)
        _tap(one)
        waiting.append(one)
    while waiting:
        waiting = _watch(waiting)
        time.sleep(POLL_SECONDS)


def _tap(one: Arrival) -> None:
    tap = Tap(EventKind.IN, Mode.WFO, uuid.uuid4())

    def note() -> None:
        one.committed = time.monotonic()

    with tenant(one.officer.agency_id):
        transaction.on_commit(note)
        answer = record_check_in(by=one.officer, at=clock.now().astimezone(UTC), tap=tap)
    if not isinstance(answer, Answer) or not answer.created:
        raise RuntimeError(f"the check-in was not taken: {answer}")


def _watch(waiting: list[Arrival]) -> list[Arrival]:
    """Those whose desk does not yet stand as staffed in the bytes."""
    now = time.monotonic()
    still = []
    for one in waiting:
        if _is_staffed(one) or now - one.committed > PATIENCE_SECONDS:
            one.seen = now
        else:
            still.append(one)
    return still


def _is_staffed(one: Arrival) -> bool:
    folder = Path(settings.SNAPSHOT_DIR) / "offices" / one.desk.office.slug
    version = (folder / "current").readlink().name
    if version == one.version:
        return False
    one.version = version
    try:
        status = json.loads((folder / version / "id" / "status.json").read_bytes())
    except FileNotFoundError:  # two versions later already
        one.version = ""
        return False
    [desk] = [each for each in status["desks"] if each["slug"] == one.desk.slug]
    return bool(desk["services"][0]["code"] == "staffed")
