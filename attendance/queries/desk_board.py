"""The live board of desks: what citizens see of each, who is there, and what needs a hand.

However many desks there are, the number of SQL statements is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import DeskAlarm, DeskAlarmKind, DeskBreak
from attendance.queries.desk_keepers import Reach, reach_of
from attendance.queries.desk_people import Officer, Where, officers_now
from attendance.rules.desk_alarms import alarm_at, is_unheard
from services.models import Closure, Desk, DeskPresence, DeskService, Office
from services.queries.facts import lines_of
from services.queries.shown import DeskShown, service_shown
from services.queries.statuses import LineStatus, statuses_at
from services.rules import Code

ACT_TODAY = frozenset({DeskAlarmKind.LATE, DeskAlarmKind.LEFT, DeskAlarmKind.CLOSED_BUT_STAFFED})


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure in force; `may_end` says whether the reader may end it."""

    closure: Closure
    service: str
    """Name of the one service that is closed; empty for everything."""
    may_end: bool


@dataclass(frozen=True, slots=True)
class BoardDesk:
    """One desk. `officers` are named, `unnamed` counts those whom the reader may not read."""

    desk: Desk
    unit: str
    shown: DeskShown
    is_served: bool
    """Whether officers of the reader's agency serve here; a guest's desk is only looked at."""
    planned: int | None
    """Officers of the approved plan; None without one."""
    officers: tuple[Officer, ...]
    unnamed: Mapping[str, int]
    readable: frozenset[int]
    """Ids of the officers whose attendance the reader may open."""
    closed: tuple[Closed, ...]
    pause: DeskBreak | None
    """The break of the whole desk that runs now."""
    alarms: tuple[DeskAlarm, ...]
    may_cover: bool
    may_close: bool
    may_plan: bool
    """Whether the reader writes the roster of the desk's unit."""
    may_announce: bool
    """Whether the reader keeps the planned closures of the desk's office."""
    today: date

    @property
    def here(self) -> int:
        """Officers at the desk now."""
        return sum(one.where is Where.HERE for one in self.officers) + self.unnamed.get("here", 0)

    @property
    def is_staffed(self) -> bool:
        """Whether citizens read "Ada petugas" for everything here."""
        return self.shown.code == Code.STAFFED


@dataclass(frozen=True, slots=True)
class BoardOffice:
    """One office with its desks on the board."""

    office: Office
    desks: tuple[BoardDesk, ...]
    closed: tuple[Closed, ...]
    """Closures of the whole office."""
    may_close: bool

    @property
    def staffed(self) -> int:
        """Desks at which everything is served now."""
        return sum(desk.is_staffed for desk in self.desks)


@dataclass(frozen=True, slots=True)
class DeskBoard:
    """Everything of the page. `urgent` are today's alarms, `coming` short rosters ahead."""

    offices: tuple[BoardOffice, ...]
    urgent: tuple[DeskAlarm, ...]
    coming: tuple[DeskAlarm, ...]
    choices: tuple[Office, ...]
    counts: Mapping[str, int]
    """Desks by the code citizens see."""
    people: frozenset[int]
    """Whose presence this board tells, for the record of who read it."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read about the desks of the board, each by desk id."""

    served: frozenset[int]
    days: Mapping[int, date]
    statuses: Mapping[int, list[LineStatus]]
    officers: Mapping[int, tuple[Officer, ...]]
    pauses: Mapping[int, DeskBreak]
    alarms: Mapping[int, tuple[DeskAlarm, ...]]


def desk_board(person: Employee, now: datetime, office: str = "") -> DeskBoard:
    """The board of `person` at `now` (aware), of one office if its slug is given.

    A fixed number of statements. Whoever sees nothing gets a board without offices.
    """
    reach = reach_of(person)
    desks, served = _seen_desks(reach, now)
    choices = {desk.office_id: desk.office for desk in desks}
    wanted = [desk for desk in desks if office in ("", desk.office.slug)]
    days = {desk.pk: clock.on_local_date(now, desk.office.zone) for desk in wanted}
    own = [desk for desk in wanted if desk.pk in served]
    facts = _Facts(
        served=served,
        days=days,
        statuses=_statuses_of(wanted, now),
        officers=officers_now(agency_id=person.agency_id, desks=own, days=days, now=now),
        pauses=_pauses(person.agency_id, own, now),
        alarms=_alarms(person.agency_id, own, days),
    )
    rows = [_row(desk, reach, facts, now) for desk in wanted]
    told = [alarm for row in rows for alarm in row.alarms]
    return DeskBoard(
        offices=tuple(
            _office(list(of), reach, facts, now)
            for _, of in groupby(rows, key=lambda row: row.desk.office_id)
        ),
        urgent=tuple(one for one in told if one.kind in ACT_TODAY),
        coming=tuple(one for one in told if one.kind not in ACT_TODAY),
        choices=tuple(choices.values()),
        counts=Counter(row.shown.code for row in rows if row.shown.services),
        people=frozenset(one.employee.pk for row in rows for one in row.officers),
    )


def _seen_desks(reach: Reach, now: datetime) -> tuple[list[Desk], frozenset[int]]:
    """The desks on the reader's board in order, and which of them their agency serves."""
    agency_id = reach.person.agency_id
    gives = frozenset(
        DeskService.objects.filter(agency_id=agency_id).values_list("desk_id", flat=True)
    )
    rows = (
        Desk.objects.filter(Q(owner_id=agency_id) | Q(office__host_id=agency_id) | Q(pk__in=gives))
        .select_related("office__host", "owner")
        .order_by("office__name", "office_id", "position", "slug")
    )
    served = frozenset(row.pk for row in rows if row.owner_id == agency_id) | gives
    return [
        row
        for row in rows
        if not _has_ended(row, now) and reach.sees(row, is_served=row.pk in served)
    ], served


def _has_ended(desk: Desk, now: datetime) -> bool:
    today = clock.on_local_date(now, desk.office.zone)
    ends = (desk.ended_on, desk.office.ended_on)
    return any(end is not None and end <= today for end in ends)


def _statuses_of(desks: Iterable[Desk], now: datetime) -> dict[int, list[LineStatus]]:
    lines, _ = lines_of(DeskService.objects.filter(desk__in=[desk.pk for desk in desks]), now)
    found: dict[int, list[LineStatus]] = defaultdict(list)
    for status in statuses_at(lines, now):
        found[status.line.desk.pk].append(status)
    return found


def _pauses(agency_id: int, desks: Sequence[Desk], now: datetime) -> dict[int, DeskBreak]:
    """Breaks of whole desks that run now."""
    rows = DeskBreak.objects.filter(
        agency_id=agency_id,
        desk__in=[desk.pk for desk in desks],
        employee=None,
        ended_at=None,
        starts_at__lte=now,
    )
    return {row.desk_id: row for row in rows}


def _alarms(
    agency_id: int, desks: Sequence[Desk], days: Mapping[int, date]
) -> dict[int, tuple[DeskAlarm, ...]]:
    """What is not settled yet, of today and ahead, by desk; each with its desk and office."""
    known = {desk.pk: desk for desk in desks}
    found: dict[int, list[DeskAlarm]] = defaultdict(list)
    rows = DeskAlarm.objects.filter(agency_id=agency_id, desk__in=known, settled_at=None)
    for row in rows.order_by("date", "raised_at", "pk"):
        if row.date >= days[row.desk_id]:
            row.desk = known[row.desk_id]
            found[row.desk_id].append(row)
    return {desk_id: tuple(of) for desk_id, of in found.items()}


def _row(desk: Desk, reach: Reach, facts: _Facts, now: datetime) -> BoardDesk:
    statuses = facts.statuses.get(desk.pk, [])
    everybody = facts.officers.get(desk.pk, ())
    covers = desk.pk in facts.served and reach.covers(desk)
    readable = frozenset(one.employee.pk for one in everybody if reach.reads(one.employee))
    named = [one for one in everybody if covers or one.employee.pk in readable]
    unnamed = Counter(one.where.value for one in everybody if one not in named)
    unit = reach.unit_of(desk)
    mine = [one for one in statuses if one.line.agency.pk == reach.person.agency_id]
    plan = mine[0].line.facts.plans.get(facts.days[desk.pk]) if mine else None
    return BoardDesk(
        desk=desk,
        unit="" if unit is None else unit.name,
        shown=_shown(desk, statuses, now),
        is_served=desk.pk in facts.served,
        planned=None if plan is None or not plan.approved else plan.officers_planned,
        officers=tuple(named),
        unnamed=unnamed,
        readable=readable,
        closed=_closed(statuses, now, of_office=False, may_end=reach.closes(desk)),
        pause=facts.pauses.get(desk.pk),
        alarms=_still_true(facts.alarms.get(desk.pk, ()), mine, now),
        may_cover=covers,
        may_close=reach.closes(desk),
        may_plan=reach.plans(desk),
        may_announce=reach.closes_office(desk.office),
        today=facts.days[desk.pk],
    )


def _still_true(
    alarms: Iterable[DeskAlarm], statuses: Iterable[LineStatus], now: datetime
) -> tuple[DeskAlarm, ...]:
    """Those that hold at `now`: what a cover has just cured need not wait for the next watch."""
    services = [status.line.facts for status in statuses]
    if not services or is_unheard(services, now):
        return tuple(alarms)
    wrong = alarm_at(services, now)
    return tuple(one for one in alarms if one.kind not in ACT_TODAY or one.kind == wrong)


def _shown(desk: Desk, statuses: Sequence[LineStatus], now: datetime) -> DeskShown:
    """The desk as citizens see it, without the other ways they are offered."""
    return DeskShown(
        slug=desk.slug,
        name=desk.name,
        url=desk.get_absolute_url(),
        agency=desk.owner.name,
        agency_code=desk.owner.code,
        services=tuple(service_shown(each, now, ()) for each in statuses),
    )


def _closed(
    statuses: Iterable[LineStatus], now: datetime, *, of_office: bool, may_end: bool
) -> tuple[Closed, ...]:
    """The closures in force at `now`, of the whole office or of the desk, each once."""
    found: dict[int, Closed] = {}
    for status in statuses:
        for row in status.line.closures:
            runs = row.starts_at <= now and (row.ends_at is None or now < row.ends_at)
            if runs and (row.desk_id is None) is of_office:
                one = "" if row.service_id is None else status.line.service.name
                found[row.pk] = Closed(row, one, may_end)
    return tuple(found.values())


def _office(rows: Sequence[BoardDesk], reach: Reach, facts: _Facts, now: datetime) -> BoardOffice:
    office = rows[0].desk.office
    of_rows = [status for row in rows for status in facts.statuses.get(row.desk.pk, ())]
    may_close = reach.closes_office(office)
    return BoardOffice(
        office=office,
        desks=tuple(rows),
        closed=_closed(of_rows, now, of_office=True, may_end=may_close),
        may_close=may_close,
    )


def here_now(agency_id: int, desks: Collection[Desk], today: date) -> int:
    """Officers of the agency confirmed at these desks on `today`, on a break or not."""
    rows = DeskPresence.objects.filter(agency_id=agency_id, desk__in=desks, date=today)
    return sum(row.on_site + row.on_break for row in rows)
