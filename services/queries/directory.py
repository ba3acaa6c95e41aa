"""The directory of what is offered where and when by plan; no status, and no person, stands here.

Every function asks a fixed number of SQL statements, however many rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from services.models import (
    Closure,
    Desk,
    DeskService,
    Office,
    OpeningHours,
    Service,
    SpecialHours,
)
from services.queries.matching import within
from services.queries.standards import ShownComponent, standards_of
from services.querysets import lasting

EARLIEST = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """An office with its desks, its planned hours and its closures in force or to come."""

    office: Office
    desks: tuple[Desk, ...]
    """In order, with `owner` and `desk_services` (with `service`) loaded."""
    weekly: tuple[OpeningHours, ...]
    """Of the office (`desk` None) and of desks with hours of their own."""
    special: tuple[SpecialHours, ...]
    """From today on."""
    closures: tuple[Closure, ...]

    def week_of(self, desk: Desk | None) -> tuple[OpeningHours, ...]:
        """The rows of the desk itself, or (None) of the office."""
        wanted = None if desk is None else desk.pk
        return tuple(row for row in self.weekly if row.desk_id == wanted)


def office_plan(slug: str, now: datetime) -> OfficePlan | None:
    """The plan of the office at this address, or None; six statements."""
    office = Office.objects.select_related("host", "region__parent").filter(slug=slug).first()
    if office is None:
        return None
    offered = DeskService.objects.select_related("service").order_by("service__name")
    desks = (
        Desk.objects.filter(lasting(now, "office__", desk=""), office=office)
        .select_related("owner")
        .prefetch_related(Prefetch("desk_services", queryset=offered))
        .order_by("position", "slug")
    )
    coming = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    return OfficePlan(
        office=office,
        desks=tuple(desks),
        weekly=tuple(OpeningHours.objects.filter(office=office).order_by("weekday", "pk")),
        special=tuple(
            SpecialHours.objects.filter(office=office, date__gte=today_at(office, now))
            .select_related("desk")
            .order_by("date", "pk")
        ),
        closures=tuple(
            Closure.objects.filter(coming, office=office)
            .select_related("desk", "service")
            .order_by("starts_at", "pk")
        ),
    )


def today_at(office: Office, now: datetime) -> date:
    """The date on the office's clocks."""
    return now.astimezone(ZoneInfo(office.zone)).date()


def offices_in(region: str, service: str, now: datetime) -> QuerySet[Office]:
    """Offices of a region (its code: ``32`` or ``32.11``) that offer a service (its slug).

    Empty strings ask for all.
    """
    offices = Office.objects.filter(lasting(now))
    if region:
        offices = offices.filter(within([region]))
    if service:
        offering = every_place(now).filter(service__slug=service)
        offices = offices.filter(pk__in=offering.order_by().values("desk__office"))
    return offices


def offered_services(now: datetime) -> QuerySet[Service]:
    """The services some desk offers, by name."""
    offering = every_place(now).order_by().values("service")
    return Service.objects.filter(pk__in=offering).order_by("name", "pk")


def every_place(now: datetime) -> QuerySet[DeskService]:
    """All services at all desks that serve, with what the directory says of them."""
    return (
        DeskService.objects.filter(lasting(now, "desk__office__", desk="desk__"))
        .select_related("desk__office__region__parent", "desk__office__host", "agency", "service")
        .order_by("desk__office__name", "desk__position", "pk")
    )


def places_by_standard(
    service: Service, now: datetime
) -> list[tuple[DeskService, tuple[ShownComponent, ...]]]:
    """Where a service is offered, each with its agency's standard; two statements.

    Standards change by date; between two zones' midnights the earlier zone's date decides.
    """
    offered = list(every_place(now).filter(service=service))
    agencies = {each.agency_id for each in offered}
    standards = standards_of([service.pk], agencies, now.astimezone(EARLIEST).date())
    return [(each, standards.get((service.pk, each.agency_id), ())) for each in offered]
