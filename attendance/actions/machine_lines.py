"""Keeping what fingerprint machines report, and making events of it: each line once.

A line stays whatever becomes of it: without an employee until somebody says whose number it is,
aside while its clock or key makes no sense. What stands in the events can be made from it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import connection

from accounts.models import Agency, Employee
from accounts.rules import NIP_LENGTH
from attendance.actions.incoming import AT_ONCE, IncomingEvent, append_events
from attendance.models import (
    Aside,
    CheckInSource,
    Direction,
    EvidenceLevel,
    Machine,
    MachineLine,
    MachineNumber,
)
from attendance.queries.live import duty_date, shifts_named
from attendance.rulebook import rulebook_of
from attendance.rules.attlog import OLDEST, Punch, is_plausible, kinds_in_order
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import PlaceClass

LINE_NAMES = UUID("6f2d1a3e-8f0b-5b7c-9a55-0c2f4c9b7d10")
"""Namespace of the events' keys: the same line is the same event, pushed or from a file."""
TWO_DAYS = timedelta(days=2)
LINES_LOCK = 0x4843
"""Class of the advisory lock under which an agency's punches are put in order."""


class Line(NamedTuple):
    """A kept line as events are made of it; `punched_at` aware, `kind` by the key pressed."""

    serial: str
    by_order: bool
    number: str
    employee_id: int
    punched_at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping some lines did: how many were new, how many make no event, and the events."""

    lines: int
    new: int
    unknown: int
    aside: int
    events: int

    def plus(self, other: Kept) -> Kept:
        """Both together."""
        return Kept(
            self.lines + other.lines,
            self.new + other.new,
            self.unknown + other.unknown,
            self.aside + other.aside,
            self.events + other.events,
        )


def keep_punches(
    *, machine: Machine, punches: Sequence[Punch], by: Employee | None, at: datetime
) -> Kept:
    """Store `punches` of `machine` received at `at` (aware) and append their events.

    Runs inside the agency's tenancy, in the caller's transaction; what is known already stays as
    it is. Partitions for the dates must be there (`attendance.actions.incoming.make_room`).
    """
    agency = machine.agency
    owners = owners_of(agency, {punch.number for punch in punches})
    rows = [_row(machine, punch, owners, at) for punch in punches]
    new = sum(_insert(machine, part, at) for part in batched(rows, AT_ONCE, strict=False))
    lines = [
        Line(
            machine.serial,
            machine.direction == Direction.ORDER,
            row.number,
            row.employee_id,
            row.punched_at,
            row.kind,
        )
        for row in rows
        if row.employee_id is not None and not row.aside
    ]
    return Kept(
        lines=len(rows),
        new=new,
        unknown=sum(row.employee_id is None for row in rows),
        aside=sum(bool(row.aside) for row in rows),
        events=append_lines(agency=agency, lines=lines, by=by, at=at),
    )


def punch_moment(machine: Machine, punch: Punch) -> datetime:
    """When a punch was, in UTC: the machine's clock read where it hangs."""
    return punch.at.replace(tzinfo=ZoneInfo(machine.zone)).astimezone(UTC)


def owners_of(agency: Agency, numbers: Collection[str]) -> dict[str, int]:
    """The employee behind each number that is known: by the list, or because it is their NIP."""
    found: dict[str, int] = {}
    for part in batched(sorted(numbers), AT_ONCE, strict=False):
        nips = [number for number in part if len(number) == NIP_LENGTH]
        if nips:
            people = Employee.objects.filter(agency=agency, nip__in=nips)
            found |= dict(people.values_list("nip", "pk"))
        listed = MachineNumber.objects.filter(
            agency=agency, number__in=part, employee__agency=agency
        )
        found |= dict(listed.values_list("number", "employee_id"))
    return found


def settle_lines(
    *, agency: Agency, machine: Machine | None, numbers: Collection[str], by: Employee, at: datetime
) -> int:
    """Make the events that kept lines still owe, after a number or a machine was set right.

    Of `machine` where one is given, else of `numbers` on every machine; answers how many events
    are new.
    """
    rows = MachineLine.objects.filter(
        agency=agency, aside="", employee__agency=agency, punched_at__gte=at - OLDEST
    )
    rows = rows.filter(number__in=numbers) if machine is None else rows.filter(machine=machine)
    lines = [
        Line(serial, direction == Direction.ORDER, number, employee_id, moment, kind)
        for serial, direction, number, employee_id, moment, kind in rows.values_list(
            "machine__serial", "machine__direction", "number", "employee_id", "punched_at", "kind"
        )
        if employee_id is not None
    ]
    return append_lines(agency=agency, lines=lines, by=by, at=at)


def append_lines(
    *, agency: Agency, lines: Sequence[Line], by: Employee | None, at: datetime
) -> int:
    """Append the events of lines whose employee is known; how many were new."""
    pressed = [
        _event(line, EventKind(line.kind)) for line in lines if not line.by_order and line.kind
    ]
    ordered = [line for line in lines if line.by_order]
    events = [*pressed, *(_in_order(agency, ordered) if ordered else ())]
    return len(append_events(agency=agency, events=events, by=by, at=at))


class _Row(NamedTuple):
    number: str
    punched_at: datetime
    status: str
    verify: str
    kind: str
    aside: str
    employee_id: int | None


def _row(machine: Machine, punch: Punch, owners: dict[str, int], at: datetime) -> _Row:
    moment = punch_moment(machine, punch)
    aside = ""
    if not is_plausible(moment, at):
        aside = Aside.CLOCK.value
    elif machine.direction == Direction.STATUS and punch.kind is None:
        aside = Aside.STATUS.value
    kind = "" if punch.kind is None else punch.kind.value
    owner = owners.get(punch.number)
    return _Row(punch.number, moment, punch.status, punch.verify, kind, aside, owner)


INSERT = """
INSERT INTO attendance_machineline
    (agency_id, machine_id, received_at, number, punched_at, status, verify, kind, aside,
     employee_id)
SELECT %s, %s, %s, given.* FROM unnest(%s::text[], %s::timestamptz[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::bigint[]) AS given
ON CONFLICT (agency_id, machine_id, number, punched_at, status) DO NOTHING
"""


def _insert(machine: Machine, rows: Iterable[_Row], at: datetime) -> int:
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [machine.agency_id, machine.pk, at, *columns])
        return cursor.rowcount


def _event(line: Line, kind: EventKind) -> IncomingEvent:
    name = f"{line.serial}|{line.number}|{line.punched_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}|{kind}"
    return IncomingEvent(
        employee_id=line.employee_id,
        kind=kind,
        mode=WorkMode.WFO,
        key=uuid5(LINE_NAMES, name),
        tapped_at=line.punched_at,
        source=CheckInSource.MACHINE,
        evidence=EvidenceLevel.MACHINE,
        place_class=PlaceClass.INSIDE,
    )


def _in_order(agency: Agency, lines: Sequence[Line]) -> Iterator[IncomingEvent]:
    """The events of every date that one of these lines belongs to.

    A line that comes late may precede what was taken for the arrival: the whole date is read
    again, behind a lock, for two machines may report the same person at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LINES_LOCK, agency.pk])
    moments = [line.punched_at for line in lines]
    first, last = min(moments) - TWO_DAYS, max(moments) + TWO_DAYS
    rulebook = rulebook_of(agency, first.date(), last.date())
    ids = {line.employee_id for line in lines}
    people = {person.pk: person for person in Employee.objects.filter(agency=agency, pk__in=ids)}
    shifts = shifts_named(rulebook, ids, first.date(), last.date())

    def slot(line: Line) -> tuple[int, object]:
        person = people[line.employee_id]
        return person.pk, duty_date(rulebook, person, line.punched_at, shifts)

    wanted = {slot(line) for line in lines}
    days: dict[tuple[int, object], dict[datetime, Line]] = defaultdict(dict)
    for line in _kept_by_order(agency, ids, first, last):
        if slot(line) in wanted:
            days[slot(line)][line.punched_at] = line
    for of_day in days.values():
        for moment, kind in kinds_in_order(list(of_day)):
            yield _event(of_day[moment], kind)


def _kept_by_order(
    agency: Agency, employee_ids: Collection[int], first: datetime, last: datetime
) -> list[Line]:
    rows = MachineLine.objects.filter(
        agency=agency,
        employee__in=employee_ids,
        punched_at__range=(first, last),
        machine__direction=Direction.ORDER,
        aside="",
    )
    fields = ("machine__serial", "number", "employee_id", "punched_at", "kind")
    ordered = rows.order_by("punched_at", "pk").values_list(*fields)
    return [Line(serial, True, *rest) for serial, *rest in ordered]
