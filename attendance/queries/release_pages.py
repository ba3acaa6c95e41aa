"""Whom and what an emergency reaches: people told, desks that stay staffed or close."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from accounts.models import Agency, Employee, Unit
from accounts.querysets import EmployeeQuerySet
from asn_wfh import clock
from attendance.models import EmergencyRelease, RosterEntry
from attendance.queries.emergencies import direct_servers
from services.models import Desk

KEPT_IN_LIST = 20


@dataclass(frozen=True, slots=True)
class DeskReached:
    """An own desk in scope: officers planned on the day beside those it needs."""

    desk: Desk
    planned: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a release would tell; `stay` are those of them who serve the public on the day."""

    people: int
    stay: int
    desks: tuple[DeskReached, ...]


def reach_of(agency: Agency, unit: Unit | None, day: date) -> Reach:
    """What a release for `unit` (None: the agency) touches on `day`; five statements."""
    people = set(people_in(agency.pk, unit).values_list("pk", flat=True))
    desks = tuple(desks_in(agency.pk, unit))
    lines = RosterEntry.objects.in_force().on(day).filter(agency=agency, desk__isnull=False)
    seats = list(lines.values_list("desk_id", "employee_id"))
    planned = Counter(desk for desk, _ in seats)
    serving = direct_servers(agency.pk) | {person for _, person in seats}
    return Reach(
        people=len(people),
        stay=len(people & serving),
        desks=tuple(DeskReached(desk, planned[desk.pk]) for desk in desks),
    )


def people_in(agency_id: int, unit: Unit | None) -> EmployeeQuerySet:
    """The active employees of the agency, or of a unit and all below it."""
    people = Employee.objects.active().filter(agency_id=agency_id)
    return people if unit is None else people.filter(unit__in=_below(agency_id, unit))


def desks_in(agency_id: int, unit: Unit | None) -> QuerySet[Desk]:
    """The agency's own desks, or those whose officers come from a unit or below it."""
    desks = Desk.objects.filter(owner_id=agency_id).select_related("office")
    if unit is not None:
        codes = _below(agency_id, unit).values_list("code", flat=True)
        desks = desks.filter(unit_code__in=list(codes))
    return desks.order_by("office__name", "position", "slug")


def _below(agency_id: int, unit: Unit) -> QuerySet[Unit]:
    reached = Unit.objects.filter(agency_id=agency_id).descendants(unit, include_self=True)
    return Unit.objects.filter(pk__in=[one.pk for one in reached])


@dataclass(frozen=True, slots=True)
class ReleaseList:
    """Those in force or to come, and the latest that are over."""

    standing: tuple[EmergencyRelease, ...]
    over: tuple[EmergencyRelease, ...]


def release_list(person: Employee, now: datetime) -> ReleaseList:
    """The agency's emergencies as of `now` (aware), newest first; one statement."""
    today = clock.on_local_date(now, person.agency.zone)
    rows = list(
        EmergencyRelease.objects.visible_to(person).select_related(
            "unit", "declared_by", "declared_under__principal", "withdrawn_by"
        )[:KEPT_IN_LIST]
    )
    standing = [row for row in rows if row.withdrawn_at is None and row.last_day >= today]
    return ReleaseList(tuple(standing), tuple(row for row in rows if row not in standing))
