"""The pages of an office and of a desk, and the list of offices, each in fixed statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from accounts.models.agencies import Region
from services import wording
from services.models import Closure, Desk, DeskService, Office
from services.queries.facts import Calendars, Line, lines_of
from services.queries.shown import (
    DeskShown,
    OfficeShown,
    ServiceShown,
    office_shown,
    service_shown,
)
from services.queries.statuses import LineStatus, statuses_at
from services.queries.ways import staffed_in, ways_of
from services.rules import Code, DayHours, DayOff, hours_on

OFFICES_PER_PAGE = 24
ANNOUNCED_DAYS = 14


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


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One date of the coming week: hours, or why there are none."""

    day: date
    text: str
    is_open: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A desk with its statuses, its hours of the coming week, and announced closures."""

    office: OfficeShown
    desk: DeskShown
    week: tuple[WeekDay, ...]
    closures: tuple[str, ...]


def find_office(slug: str) -> Office | None:
    """The office at this address, with its region."""
    return Office.objects.select_related("region__parent").filter(slug=slug).first()


def office_page(office: Office, now: datetime, wanted: Filter) -> OfficePage:
    """The office with its desks at `now`; eleven statements with `find_office`."""
    lines, calendars = lines_of(DeskService.objects.filter(desk__office=office), now, [office])
    found = _office_of(office, lines, calendars, now)
    desks = found.desks
    return OfficePage(
        office=found,
        wanted=tuple(desk for desk in desks if wanted.wants(desk)),
        agencies=tuple(sorted({(each.agency_code, each.agency) for each in desks}, key=_name)),
        services=tuple(
            sorted({(each.slug, each.name) for desk in desks for each in desk.services}, key=_name)
        ),
    )


def _name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def desk_page(office: Office, desk_slug: str, now: datetime) -> DeskPage | None:
    """One desk of the office at `now`, or None where there is no such desk."""
    offered = DeskService.objects.filter(desk__office=office, desk__slug=desk_slug)
    lines, calendars = lines_of(offered, now, [office])
    if not lines:
        return None
    shown = _office_of(office, lines, calendars, now)
    return DeskPage(
        office=shown,
        desk=shown.desks[0],
        week=_week(lines[0], now),
        closures=_announced(lines, now),
    )


def _office_of(
    office: Office, lines: Sequence[Line], calendars: Calendars, now: datetime
) -> OfficeShown:
    statuses = statuses_at(lines, now)
    services = {line.service.pk for line in lines}
    others = staffed_in(office.region_id.split(".")[0], services, now)
    by_desk = _by_desk(statuses)
    desks = [
        _desk_shown(desk, [service_shown(each, now, tuple(ways_of(each, others))) for each in of])
        for desk, of in by_desk
    ]
    return office_shown(office, desks, [of for _, of in by_desk], calendars.of(office), now)


def provinces() -> list[tuple[str, str]]:
    """(code, name) of the provinces with an office; two statements."""
    regions = Office.objects.order_by().values_list("region_id", flat=True).distinct()
    codes = {code.split(".")[0] for code in regions}
    return sorted(Region.objects.filter(code__in=codes).values_list("code", "name"), key=_name)


def offices_page(
    offices: QuerySet[Office], now: datetime, number: str | int
) -> tuple[Page[Office], list[OfficeShown]]:
    """One page of `offices` with their counts at `now`; desks carry no ways out here."""
    ordered = offices.select_related("region__parent").order_by(
        "region__parent__code", "region__code", "name"
    )
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
        services=tuple(services),
    )


def _week(line: Line, now: datetime) -> tuple[WeekDay, ...]:
    """The coming seven dates from today, as planned, holidays and special hours included."""
    calendar = line.facts.calendar
    today = now.astimezone(calendar.zone).date()
    days = []
    for offset in range(7):
        day = today + timedelta(days=offset)
        hours = hours_on(calendar, day)
        if isinstance(hours, DayHours):
            text = wording.hours_text(hours)
        elif isinstance(hours, DayOff):
            text = f"Tutup: {hours.name}" if hours.name else "Tutup"
        else:
            text = "Jam layanan belum tercatat"
        days.append(WeekDay(day, text, isinstance(hours, DayHours), is_today=offset == 0))
    return tuple(days)


def _announced(lines: Sequence[Line], now: datetime) -> tuple[str, ...]:
    """Closures in force or to come within `ANNOUNCED_DAYS`, each as a sentence."""
    zone = lines[0].zone
    rows = {row.pk: row for line in lines for row in line.closures}
    horizon = now + timedelta(days=ANNOUNCED_DAYS)
    near = [
        row
        for row in rows.values()
        if row.starts_at <= horizon and (row.ends_at is None or row.ends_at > now)
    ]

    def said(row: Closure) -> str:
        until = f" sampai {wording.full_moment(row.ends_at, zone)}" if row.ends_at else ""
        return f"Tutup sejak {wording.full_moment(row.starts_at, zone)}{until}: {row.message}"

    return tuple(said(row) for row in sorted(near, key=lambda each: each.starts_at))
