"""Desks in an office: added, corrected, put in order, ended; and the services given there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

import structlog
from django.db import transaction
from django.db.models import Max
from django.urls import resolve, reverse

from services.actions.keepers import require_host, require_keeper, require_owner
from services.actions.offices import free_slug
from services.actions.refused import Fault, KeepingRefused, refusing
from services.models import Desk, DeskService, Office, Service

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What the public reads of a desk; the host and the owner both keep it."""

    name: str
    whereabouts: str = ""


@dataclass(frozen=True, slots=True)
class DeskStaffing:
    """Whose officers sit there and how many it takes; only the owner knows."""

    unit_code: str = ""
    needed: int = 1
    shares_officers: bool = False


@transaction.atomic
def add_desk(
    *, agency_id: int, office: Office, owner_id: int, facts: DeskFacts, staffing: DeskStaffing
) -> Desk:
    """A place in a hosted office, for the agency itself or another. Raises KeepingRefused.

    Another agency fills in `staffing` itself, so it is kept only for the agency's own desks.
    """
    require_host(agency_id, office)
    if office.ended_on is not None:
        raise KeepingRefused(Fault.OFFICE_ENDED)
    taken = set(office.desks.values_list("slug", flat=True))
    slug = free_slug(facts.name, taken)
    if is_reserved(office.slug, slug):
        raise KeepingRefused(Fault.ADDRESS_RESERVED, "name", facts.name)
    last = office.desks.aggregate(last=Max("position"))["last"] or 0
    own = asdict(staffing) if owner_id == agency_id else {}
    desk = Desk(
        office=office, owner_id=owner_id, slug=slug, position=last + 1, **asdict(facts), **own
    )
    with refusing("name"):
        desk.save(force_insert=True)
    log.info("desk.added", agency=agency_id, office=office.pk, desk=desk.pk)
    return desk


def is_reserved(office_slug: str, slug: str) -> bool:
    """Whether another page of the office answers at the address a desk would get."""
    match = resolve(reverse("services:desk", args=[office_slug, slug]))
    return match.view_name != "services:desk"


@transaction.atomic
def change_desk(
    *, agency_id: int, desk: Desk, facts: DeskFacts, staffing: DeskStaffing | None
) -> None:
    """Correct a desk; its staffing only where `staffing` is given. Raises KeepingRefused."""
    require_keeper(agency_id, desk.office, desk)
    changes = asdict(facts)
    if staffing is not None:
        require_owner(agency_id, desk)
        changes |= asdict(staffing)
    for name, value in changes.items():
        setattr(desk, name, value)
    with refusing():
        desk.save(update_fields=list(changes))
    log.info("desk.changed", agency=agency_id, desk=desk.pk)


@transaction.atomic
def move_desk(*, agency_id: int, desk: Desk, step: int) -> None:
    """Move a desk `step` places on (-1: up) in the order of its office. Raises KeepingRefused."""
    require_host(agency_id, desk.office)
    desks = list(Desk.objects.select_for_update().filter(office=desk.office).order_by(*ORDER))
    here = desks.index(desk)
    moved = desks.pop(here)
    desks.insert(min(max(here + step, 0), len(desks)), moved)
    for position, each in enumerate(desks, start=1):
        each.position = position
    Desk.objects.bulk_update(desks, ["position"])
    log.info("desk.moved", agency=agency_id, desk=desk.pk)


ORDER = ("position", "slug")
"""How citizens find the desks of an office."""


@transaction.atomic
def end_desk(*, agency_id: int, desk: Desk, day: date, today: date) -> None:
    """Let a desk serve no more from `day` on (the office's date). Raises KeepingRefused."""
    require_keeper(agency_id, desk.office, desk)
    if day < today:
        raise KeepingRefused(Fault.DAY_PAST, "day")
    desk.ended_on = day
    desk.save(update_fields=["ended_on"])
    log.info("desk.ended", agency=agency_id, desk=desk.pk)


@transaction.atomic
def resume_desk(*, agency_id: int, desk: Desk) -> None:
    """Take back the end of a desk. Raises KeepingRefused."""
    require_keeper(agency_id, desk.office, desk)
    desk.ended_on = None
    desk.save(update_fields=["ended_on"])
    log.info("desk.resumed", agency=agency_id, desk=desk.pk)


@transaction.atomic
def offer_service(*, agency_id: int, desk: Desk, service: Service, giver_id: int) -> DeskService:
    """Note that `giver_id` gives a service at a desk. Raises KeepingRefused.

    The giver is at home in the office: its host, or an owner of a desk there.
    """
    require_keeper(agency_id, desk.office, desk)
    at_home = {desk.office.host_id, *desk.office.desks.values_list("owner_id", flat=True)}
    if giver_id not in at_home:
        raise KeepingRefused(Fault.GIVER_ELSEWHERE, "agency")
    row = DeskService(desk=desk, service=service, agency_id=giver_id)
    with refusing("service"):
        row.save(force_insert=True)
    log.info("desk.service_offered", agency=agency_id, desk=desk.pk, service=service.pk)
    return row


@transaction.atomic
def withdraw_service(*, agency_id: int, desk: Desk, service_id: int) -> None:
    """Take a service off a desk. Raises KeepingRefused: the last one goes with the desk."""
    require_keeper(agency_id, desk.office, desk)
    offered = DeskService.objects.filter(desk=desk)
    if not offered.exclude(service=service_id).exists():
        raise KeepingRefused(Fault.LAST_SERVICE)
    offered.filter(service=service_id).delete()
    log.info("desk.service_withdrawn", agency=agency_id, desk=desk.pk, service=service_id)
