"""The offices and desks a service manager keeps: as host of the hall, or as owner of a desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from accounts.models import Agency, Employee, Unit
from accounts.permissions import can_keep_desk, can_keep_offices
from attendance.models import Roster, RosterEntry, RosterState
from services.models import Desk, DeskPlan, DeskService, Office


@dataclass(frozen=True, slots=True)
class KeptDesk:
    """A desk as its keeper sees it; `owned` by the person's agency, which then knows its `unit`."""

    desk: Desk
    owned: bool
    services: tuple[DeskService, ...]
    unit: Unit | None = None
    own_week: bool = False


@dataclass(frozen=True, slots=True)
class KeptOffice:
    """An office with the `desks` the person keeps there; `hosted`: they keep all of it."""

    office: Office
    hosted: bool
    desks: tuple[KeptDesk, ...]

    def desk(self, pk: int) -> KeptDesk | None:
        """The kept desk with this id."""
        return next((each for each in self.desks if each.desk.pk == pk), None)


def keeps_anything(person: Employee) -> bool:
    """Whether the person is a service manager, of the agency or of some unit."""
    return "service_manager" in person.standing.roles


def kept_offices(person: Employee) -> list[KeptOffice]:
    """The offices the person keeps something of: hosted ones first, ended ones last."""
    mine = Q(desks__owner_id=person.agency_id)
    if can_keep_offices(person.standing):
        mine |= Q(host_id=person.agency_id)
    found = Office.objects.filter(mine).distinct().select_related("region__parent", "host")
    kept = _with_desks(person, found)
    return sorted(
        (each for each in kept if each.hosted or each.desks),
        key=lambda one: (one.office.ended_on is not None, not one.hosted, one.office.name),
    )


def office_to_keep(person: Employee, slug: str) -> KeptOffice | None:
    """The office with what the person keeps of it, or None."""
    found = Office.objects.filter(slug=slug).select_related("region__parent", "host")
    kept = _with_desks(person, found)
    return next((each for each in kept if each.hosted or each.desks), None)


def _with_desks(person: Employee, found: Iterable[Office]) -> list[KeptOffice]:
    """The offices with the desks the person keeps in them, in the citizens' order."""
    offices = list(found)
    units = {unit.code: unit for unit in Unit.objects.filter(agency_id=person.agency_id)}
    whole = can_keep_offices(person.standing) is not None
    rows = Desk.objects.filter(office__in=offices).select_related("owner", "office")
    rows = rows.annotate(own_days=Count("hours")).prefetch_related(
        "desk_services__service", "desk_services__agency"
    )
    by_office: dict[int, list[KeptDesk]] = defaultdict(list)
    for desk in rows.order_by("position", "slug"):
        owned = desk.owner_id == person.agency_id
        unit = units.get(desk.unit_code) if owned else None
        hosted = whole and desk.office.host_id == person.agency_id
        reached = owned and can_keep_desk(person.standing, unit.pk if unit else None) is not None
        if hosted or reached:
            given = tuple(sorted(desk.desk_services.all(), key=lambda one: one.service.name))
            by_office[desk.office_id].append(
                KeptDesk(desk, owned, given, unit, own_week=desk.own_days > 0)
            )
    return [
        KeptOffice(
            office,
            hosted=whole and office.host_id == person.agency_id,
            desks=tuple(by_office[office.pk]),
        )
        for office in offices
    ]


def agencies_at_home(office: Office) -> list[Agency]:
    """Who may give a service in the office: its host, and the owners of desks there."""
    return list(
        Agency.objects.filter(Q(pk=office.host_id) | Q(owned_desks__office=office))
        .distinct()
        .order_by("name")
    )


@dataclass(frozen=True, slots=True)
class StillPlanned:
    """What still puts officers at a desk: rosters of one's own agency, or published numbers."""

    rosters: tuple[Roster, ...] = ()
    days: int = 0
    last: date | None = None


def still_planned(person: Employee, desk: Desk, day: date) -> StillPlanned:
    """What puts somebody at `desk` on `day` or later.

    Another agency's rosters are its own; of them only the published days are known.
    """
    if desk.owner_id == person.agency_id:
        lines = RosterEntry.objects.in_force().filter(
            agency_id=person.agency_id, desk=desk, date__gte=day
        )
        rosters = (
            Roster.objects.filter(
                agency_id=person.agency_id,
                state=RosterState.APPROVED,
                pk__in=lines.values("roster"),
            )
            .select_related("unit")
            .order_by("first_day")
        )
        seen = lines.aggregate(days=Count("date", distinct=True), last=Max("date"))
        return StillPlanned(tuple(rosters), seen["days"], seen["last"])
    return _published(Q(desk=desk), day)


def still_planned_in(office: Office, day: date) -> StillPlanned:
    """The published days on which anybody's officers are planned in `office` on `day` or later."""
    return _published(Q(desk__office=office), day)


def _published(where: Q, day: date) -> StillPlanned:
    plans = DeskPlan.objects.filter(where, date__gte=day, officers_planned__gt=0)
    seen = plans.aggregate(days=Count("date", distinct=True), last=Max("date"))
    return StillPlanned((), seen["days"], seen["last"])
