"""Tablets at desks: what one shows, and what the service manager keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import Employee
from accounts.tenancy import reveal_caller, tenant
from asn_wfh import clock
from attendance.models import DeskTablet
from attendance.queries.code_screens import address_digest
from attendance.queries.desk_keepers import reach_of
from attendance.queries.desk_places import BreakChoice, Seat, break_choices, count_at, seat_at
from services.models import Desk, DeskService
from services.queries.facts import lines_of
from services.queries.shown import ServiceShown, service_shown
from services.queries.statuses import statuses_at
from services.rules import StatusSettings

SILENT_AFTER = timedelta(days=1)
"""A tablet not tapped for so long is marked in the manager's list."""


@dataclass(frozen=True, slots=True)
class ShownTablet:
    """What a tablet shows at `now`: the statuses citizens read, and what may be tapped.

    `tap_by` is when the evidence runs out; None while nobody is at the desk. `back_at` is the end
    of a break on which all of them are.
    """

    desk: str
    office: str
    agency: str
    zone: str
    now: datetime
    services: tuple[ServiceShown, ...]
    someone_in: bool
    tap_by: datetime | None
    back_at: datetime | None
    choices: tuple[BreakChoice, ...]


@dataclass(frozen=True, slots=True)
class KeptTablet:
    """A line of the manager's list. `is_silent`: active, and not tapped for a day."""

    tablet: DeskTablet
    is_silent: bool


def known_tablet(token: str) -> DeskTablet | None:
    """The active tablet with this secret address, or None.

    Nobody is signed in at a tablet: the row is revealed by its address alone, and whatever else it
    may say or read runs inside its agency's tenancy.
    """
    digest = address_digest(token)
    with transaction.atomic():
        reveal_caller(digest)
        return DeskTablet.objects.filter(address_digest=digest, is_active=True).first()


def tablet_seat(tablet: DeskTablet, now: datetime) -> Seat:
    """The tablet's desk today; inside its agency's tenancy. Four statements."""
    desk = Desk.objects.select_related("office", "owner").get(pk=tablet.desk_id)
    return seat_at(desk, clock.on_local_date(now, desk.office.zone), now)


def shown_tablet(tablet: DeskTablet, now: datetime) -> ShownTablet:
    """What the tablet shows; opens its agency's tenancy itself."""
    with tenant(tablet.agency_id):
        seat = tablet_seat(tablet, now)
        count = count_at(tablet.agency_id, seat, now)
        offered = DeskService.objects.filter(desk=seat.desk, agency_id=tablet.agency_id)
        lines, _ = lines_of(offered, now)
        statuses = [service_shown(one, now, ()) for one in statuses_at(lines, now)]
    there = count.on_site > 0
    signed = there and count.evidence_at is not None and seat.is_open(now)
    return ShownTablet(
        desk=seat.desk.name,
        office=seat.desk.office.name,
        agency=seat.desk.owner.name,
        zone=seat.desk.office.zone,
        now=now,
        services=tuple(statuses),
        someone_in=there or count.on_break > 0,
        tap_by=count.evidence_at + StatusSettings().stale
        if signed and count.evidence_at is not None
        else None,
        back_at=count.break_until if not there else None,
        choices=break_choices(seat, now) if there else (),
    )


def kept_tablets(person: Employee, now: datetime) -> list[KeptTablet]:
    """The tablets at the desks `person` keeps, active ones first; two statements."""
    reach = reach_of(person)
    rows = DeskTablet.objects.filter(agency_id=person.agency_id).select_related(
        "desk__office", "made_by"
    )
    return [
        KeptTablet(row, row.is_active and now - (row.last_tapped_at or row.made_at) > SILENT_AFTER)
        for row in rows.order_by("-is_active", "desk__office__name", "desk__position", "name", "pk")
        if reach.closes(row.desk)
    ]


def desks_to_equip(person: Employee, now: datetime) -> tuple[Desk, ...]:
    """The desks at which `person` may set up a tablet; two statements."""
    reach = reach_of(person)
    rows = Desk.objects.filter(owner_id=person.agency_id).select_related("office")
    return tuple(
        desk
        for desk in rows.order_by("office__name", "position", "name")
        if reach.closes(desk) and not _has_ended(desk, now)
    )


def _has_ended(desk: Desk, now: datetime) -> bool:
    today = clock.on_local_date(now, desk.office.zone)
    return any(day is not None and day <= today for day in (desk.ended_on, desk.office.ended_on))
