"""The board of today: who is where, and what waits for the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Employee, Unit
from accounts.permissions import can_approve_roster, can_draft_roster, can_settle_any
from asn_wfh import clock
from attendance.models import Roster, RosterEntry, RosterState, WorkMode
from attendance.queries.live import PersonDay, live_days, rulebook_around
from attendance.queries.request_queue import waiting_count
from attendance.queries.rosters import units_with_people
from attendance.rules.live import LiveCode

CAME = frozenset(
    {LiveCode.ON_TIME, LiveCode.LATE, LiveCode.MAY_LEAVE, LiveCode.LEFT, LiveCode.LEFT_EARLY}
)
GONE = frozenset({LiveCode.LEFT, LiveCode.LEFT_EARLY})
AWAITED = frozenset({LiveCode.NOT_YET, LiveCode.DUE, LiveCode.OVERDUE, LiveCode.MISSED})
GROUPS = ("present", "late", "not_yet", "WFH", "leave", "off")


@dataclass(frozen=True, slots=True)
class BoardPerson:
    """One person's row. `groups` are the counts the person belongs to; `code` names the state."""

    day: PersonDay
    code: str
    groups: frozenset[str]

    @property
    def mode(self) -> str:
        """The planned place; empty on a day without work."""
        if self.day.live.code in (LiveCode.OFF, LiveCode.EXCUSED):
            return ""
        return WorkMode.WFO if self.day.entry is None else str(self.day.entry.mode)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything of the page. `counts` are over the chosen units, `people` over the chosen group.

    `unjudged` counts people for whom no hours are on record, `requests` what employees asked and
    the reader may settle.
    """

    date: date
    units: tuple[Unit, ...]
    unit: Unit | None
    group: str
    counts: dict[str, int]
    people: tuple[BoardPerson, ...]
    to_settle: tuple[Roster, ...]
    to_mend: tuple[Roster, ...]
    unjudged: int
    requests: int


def board_of(person: Employee, *, unit_id: int | None, group: str, now: datetime) -> Board:
    """The board of `person` at `now` (aware); fourteen statements, however many people.

    An unknown unit or one of strangers raises Unit.DoesNotExist; an unknown group shows all.
    """
    units = units_with_people(person)
    unit = None
    if unit_id is not None:
        unit = next((one for one in units if one.pk == unit_id), None)
        if unit is None:
            raise Unit.DoesNotExist
    day = clock.on_local_date(now, person.agency.zone)
    employees = Employee.objects.visible_to(person).active().select_related("unit").order_by("name")
    chosen = list(employees if unit is None else employees.filter(unit=unit))
    judged = live_days(rulebook_around(person.agency, now), chosen, day, now)
    people = [_board_person(judged[one.pk]) for one in chosen if one.pk in judged]
    tally = Counter(name for one in people for name in one.groups)
    waiting = _waiting(person)
    return Board(
        date=day,
        units=units,
        unit=unit,
        group=group if group in GROUPS else "",
        counts={name: tally[name] for name in GROUPS},
        people=tuple(one for one in people if group not in GROUPS or group in one.groups),
        to_settle=tuple(_to_settle(person, waiting)),
        to_mend=tuple(_to_mend(person, waiting)),
        unjudged=len(chosen) - len(people),
        requests=waiting_count(person, now) if can_settle_any(person.standing) else 0,
    )


def _board_person(day: PersonDay) -> BoardPerson:
    live, verdict = day.live, day.verdict
    if live.code is LiveCode.OFF:
        return BoardPerson(day, "off", frozenset({"off"}))
    if live.code is LiveCode.EXCUSED:
        code = "excused" if day.absence is None else str(day.absence)
        return BoardPerson(day, code, frozenset({"leave"}))
    groups = set()
    if day.entry is not None and day.entry.mode != WorkMode.WFO:
        groups.add("WFH")
    if live.code in AWAITED:
        return BoardPerson(day, "not_yet", frozenset(groups | {"not_yet"}))
    late = verdict.late_minutes > 0
    groups.add("late" if late else "present")
    code = "late" if late else "out" if live.code in GONE else "present"
    return BoardPerson(day, code, frozenset(groups))


def _waiting(person: Employee) -> QuerySet[Roster]:
    mine = RosterEntry.objects.filter(
        agency_id=person.agency_id, roster_id=OuterRef("pk"), employee=person
    ).exclude(mode=WorkMode.WFO)
    return (
        Roster.objects.visible_to(person)
        .filter(state__in=[RosterState.SUBMITTED, RosterState.RETURNED])
        .select_related("unit", "submitted_by")
        .annotate(gives_me_days=Exists(mine))
        .order_by("submitted_at", "pk")
    )


def _to_settle(person: Employee, waiting: Iterable[Any]) -> Iterable[Roster]:
    """Submitted rosters the person may decide: not their own, which somebody else settles."""
    for roster in waiting:
        own = person.pk in (roster.drafted_by_id, roster.submitted_by_id) or roster.gives_me_days
        may = can_approve_roster(person.standing, roster.unit_id) is not None
        if roster.state == RosterState.SUBMITTED and may and not own:
            yield roster


def _to_mend(person: Employee, waiting: Iterable[Any]) -> Iterable[Roster]:
    """Returned rosters the person drafts for."""
    for roster in waiting:
        may = can_draft_roster(person.standing, roster.unit_id) is not None
        if roster.state == RosterState.RETURNED and may:
            yield roster
