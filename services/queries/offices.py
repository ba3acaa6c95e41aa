"""The pages of an office and of a desk, and the list of offices, each in fixed statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from services.models import Desk, DeskService, Office, StandardComponent
from services.queries.facts import Calendars, Line, lines_of
from services.queries.planned import Planned, planned_of
from services.queries.shown import (
    DeskShown,
    OfficeShown,
    ServiceShown,
    office_shown,
    service_name,
    service_shown,
)
from services.queries.standards import ShownComponent, standards_of
from services.queries.statuses import LineStatus, statuses_at
from services.queries.ways import OtherDesks, staffed_in, ways_of
from services.queries.week import WeekDay, WeekLine, announced, coming_week, week_lines
from services.querysets import lasting
from services.rules import Code

OFFICES_PER_PAGE = 24

DELIVERY_COMPONENTS = 6
"""Of the fourteen components of a standard, the first six concern who comes."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which desks of an office are wanted; empty strings and False want all."""

    agency: str = ""
    """Code of the owning agency."""
    service: str = ""
    """Slug of a service."""
    staffed: bool = False

    def wants(self, desk: DeskShown) -> bool:
        """Whether the desk is among the wanted ones."""
        offered = [each for each in desk.services if self.service in ("", each.slug)]
        if self.agency not in ("", desk.agency_code) or not offered:
            return False
        return not self.staffed or any(each.code == Code.STAFFED for each in offered)


@dataclass(frozen=True, slots=True)
class OfficePage:
    """An office with all its desks' counts, the wanted desks, and what can be chosen."""

    office: OfficeShown
    wanted: tuple[DeskShown, ...]
    agencies: tuple[tuple[str, str], ...]
    """(code, name) of the agencies with a desk here."""
    services: tuple[tuple[str, str], ...]
    """(slug, name) of the services given here."""
    planned: Planned
    """The office's hours, without those of desks that keep their own."""
    week: tuple[WeekLine, ...]
    """The same in words, its ordinary week."""


@dataclass(frozen=True, slots=True)
class ServicePromise:
    """The standard of a service given at a desk: UU 25/2009 art. 21, as the agency published it."""

    service: str
    delivery: tuple[ShownComponent, ...]
    """What concerns who comes: requirements, procedure, duration, fee, product, complaints."""
    making: tuple[ShownComponent, ...]
    """How the agency sees to it."""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A desk with its statuses, its hours of the coming week, announced closures and standards."""

    office: OfficeShown
    desk: DeskShown
    week: tuple[WeekDay, ...]
    closures: tuple[str, ...]
    planned: Planned
    promises: tuple[ServicePromise, ...]
    """Of the services whose standard is published."""
    own_words: tuple[str, ...] = ()
    """What of `closures` the managers wrote; Indonesian in every language of the page."""


def find_office(slug: str) -> Office | None:
    """The office at this address, with its region."""
    return Office.objects.select_related("region__parent").filter(slug=slug).first()


@dataclass(frozen=True, slots=True)
class OfficeRead:
    """An office's desks with their statuses at `now`, in no language yet: read once, shown often.

    Every page of an office, in each language, and its JSON can be shown from one of these; so the
    snapshots of an office agree with each other, and cost their statements once.
    """

    office: Office
    now: datetime
    calendars: Calendars
    statuses: tuple[LineStatus, ...]
    others: OtherDesks
    standards: Mapping[tuple[int, int], tuple[ShownComponent, ...]]
    """By (service id, agency id)."""


def read_office(office: Office, now: datetime, desk_slug: str = "") -> OfficeRead:
    """The rows about an office's desks, or about one of them, at `now`; eleven statements."""
    offered = DeskService.objects.filter(desk__office=office)
    if desk_slug:
        offered = offered.filter(desk__slug=desk_slug)
    lines, calendars = lines_of(offered, now, [office])
    services = {line.service.pk for line in lines}
    others = staffed_in(office.region_id.split(".")[0], services, now)
    today = now.astimezone(ZoneInfo(office.zone)).date()
    standards = standards_of(services, {line.agency.pk for line in lines}, today)
    return OfficeRead(office, now, calendars, tuple(statuses_at(lines, now)), others, standards)


def office_page(office: Office, now: datetime, wanted: Filter) -> OfficePage:
    """The office with its desks at `now`; twelve statements with `find_office`."""
    return show_office(read_office(office, now), wanted)


def show_office(read: OfficeRead, wanted: Filter) -> OfficePage:
    """The office's page in the active language; no statement."""
    found = _office_of(read, read.statuses)
    desks, lines = found.desks, [each.line for each in read.statuses]
    closures = [
        closure
        for line in lines[:1]
        for row, closure in zip(line.closures, line.facts.closures, strict=False)
        if row.desk_id is None and row.service_id is None
    ]
    planned = planned_of(read.calendars.of(read.office), closures, read.now)
    return OfficePage(
        office=found,
        wanted=tuple(desk for desk in desks if wanted.wants(desk)),
        agencies=tuple(sorted({(each.agency_code, each.agency) for each in desks}, key=_name)),
        services=tuple(
            sorted({(each.slug, each.name) for desk in desks for each in desk.services}, key=_name)
        ),
        planned=planned,
        week=week_lines(planned),
    )


def _name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def desk_page(office: Office, desk_slug: str, now: datetime) -> DeskPage | None:
    """One desk of the office at `now`, or None where there is no such desk."""
    return show_desk(read_office(office, now, desk_slug), desk_slug)


def show_desk(read: OfficeRead, desk_slug: str) -> DeskPage | None:
    """A desk's page in the active language, None where no such desk was read; no statement."""
    statuses = [each for each in read.statuses if each.line.desk.slug == desk_slug]
    if not statuses:
        return None
    lines = [each.line for each in statuses]
    shown = _office_of(read, statuses)
    return DeskPage(
        office=shown,
        desk=shown.desks[0],
        week=coming_week(lines[0], read.now),
        closures=announced(lines, read.now),
        planned=planned_of(lines[0].facts.calendar, lines[0].facts.closures, read.now),
        promises=tuple(_promises(lines, read.standards)),
        own_words=tuple({row.message for line in lines for row in line.closures}),
    )


def _promises(
    lines: Sequence[Line], standards: Mapping[tuple[int, int], tuple[ShownComponent, ...]]
) -> Iterator[ServicePromise]:
    delivery = set(list(StandardComponent)[:DELIVERY_COMPONENTS])
    for line in lines:
        found = standards.get((line.service.pk, line.agency.pk), ())
        if found:
            yield ServicePromise(
                service=service_name(line.service),
                delivery=tuple(each for each in found if each.component in delivery),
                making=tuple(each for each in found if each.component not in delivery),
            )


def _office_of(read: OfficeRead, statuses: Sequence[LineStatus]) -> OfficeShown:
    now = read.now
    by_desk = _by_desk(statuses)
    desks = [
        _desk_shown(
            desk, [service_shown(each, now, tuple(ways_of(each, read.others))) for each in of]
        )
        for desk, of in by_desk
    ]
    calendar = read.calendars.of(read.office)
    return office_shown(read.office, desks, [of for _, of in by_desk], calendar, now)


def offices_page(
    offices: QuerySet[Office], now: datetime, number: str | int
) -> tuple[Page[Office], list[OfficeShown]]:
    """One page of `offices` with their counts at `now`, without ended ones and ways out."""
    there = offices.filter(lasting(now)).select_related("region__parent")
    ordered = there.order_by("region__parent__code", "region__code", "name")
    page = Paginator(ordered, OFFICES_PER_PAGE).get_page(number)
    chosen = list(page.object_list)
    offered = DeskService.objects.filter(desk__office__in=chosen)
    lines, calendars = lines_of(offered, now, chosen)
    by_office: dict[int, list[LineStatus]] = {office.pk: [] for office in chosen}
    for status in statuses_at(lines, now):
        by_office[status.line.desk.office_id].append(status)
    shown = []
    for office in chosen:
        by_desk = _by_desk(by_office[office.pk])
        desks = [
            _desk_shown(desk, [service_shown(each, now, ()) for each in of]) for desk, of in by_desk
        ]
        of_desks = [of for _, of in by_desk]
        shown.append(office_shown(office, desks, of_desks, calendars.of(office), now))
    return page, shown


def _by_desk(statuses: Sequence[LineStatus]) -> list[tuple[Desk, list[LineStatus]]]:
    """Statuses desk by desk; they come in the desks' order."""
    groups = groupby(statuses, key=lambda each: each.line.desk.pk)
    runs = [list(group) for _, group in groups]
    return [(run[0].line.desk, run) for run in runs]


def _desk_shown(desk: Desk, services: Sequence[ServiceShown]) -> DeskShown:
    return DeskShown(
        slug=desk.slug,
        name=desk.name,
        url=desk.get_absolute_url(),
        agency=desk.owner.name,
        agency_code=desk.owner.code,
        whereabouts=desk.whereabouts,
        services=tuple(services),
    )
