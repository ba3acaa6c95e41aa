"""Importing events from files: all of a file or nothing, and the second time nothing new.

A file is read twice: first every fault is looked for and nothing is written, then, without a
fault, everything is written in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from typing import BinaryIO
from uuid import UUID, uuid5

import structlog

from accounts.models import Agency, Employee
from accounts.rules import NipFault
from accounts.wording import nip_fault_sentence
from attendance.actions.incoming import AT_ONCE, IncomingEvent, append_events
from attendance.actions.machine_lines import Kept, keep_punches, punch_moment
from attendance.csv_lines import BadLine, Fault, TextLine, bounded_lines, csv_rows
from attendance.models import CheckInSource, EvidenceLevel, Machine
from attendance.queries.months import FIRST_YEAR
from attendance.rules.attlog import (
    AHEAD,
    LineFault,
    Punch,
    is_checksum,
    is_plausible,
    named_serial,
    read_filed,
)
from attendance.rules.modes import EventKind, WorkMode
from attendance.simulation.fields import choice, instant, nip, shown
from attendance.simulation.refusals import BadField
from attendance.wording import imports as words

log = structlog.get_logger(__name__)

EVENT_COLUMNS = ("nip", "kind", "tapped_at", "mode")
EVENT_NAMES = UUID("2d0c1a55-6a39-5a7e-8d3c-5b6f0e6b6f21")
"""Namespace of imported events' keys: person, kind and moment make the event."""
FIRST_DAY = date(FIRST_YEAR, 1, 1)
MOST_FAULTS = 100
"""So many faults are looked for; a file with more is another kind of file."""
TELL_EVERY = 50_000

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line by its number from 1, and the sentence about it."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file holds: rows, the span of their dates, and the first faults in order.

    `more` says that the look for faults stopped there.
    """

    rows: int
    faults: tuple[FaultyLine, ...]
    more: bool
    first: date | None
    last: date | None


class ImportRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was imported; `faults` are the lines in the way."""

    def __init__(self, faults: tuple[FaultyLine, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def check_events(
    file: BinaryIO, *, agency: Agency, at: datetime, tell: Tell | None = None
) -> Checked:
    """Look through a CSV file of events for faults; writes nothing.

    `at` (aware) is the moment after which nothing can have happened. Runs inside the agency's
    tenancy.
    """
    found = (
        row if isinstance(row, FaultyLine) else row.tapped_at for row in _events(file, agency, at)
    )
    return _checked(found, tell)


def import_events(
    file: BinaryIO, *, agency: Agency, by: Employee | None, at: datetime, tell: Tell | None = None
) -> tuple[int, int]:
    """Append the events of a checked CSV file; (rows, new events).

    In the caller's transaction, inside the agency's tenancy; partitions must be there. Raises
    ImportRefused where a fault turns up after all, and the transaction must then be given up.
    """
    rows = new = 0
    for part in batched(_events(file, agency, at), AT_ONCE, strict=False):
        events = [_sure(row) for row in part]
        new += len(append_events(agency=agency, events=events, by=by, at=at))
        rows += len(events)
        _say(tell, rows)
    log.info("events.imported", agency=agency.pk, by=by and by.pk, rows=rows, new=new)
    return rows, new


def check_attlog(
    file: BinaryIO,
    *,
    machine: Machine,
    at: datetime,
    odd_clock_allowed: bool = False,
    on_command: bool = False,
    tell: Tell | None = None,
) -> Checked:
    """Look through a machine's `attlog.dat` for faults; writes nothing.

    A time that the clock cannot have meant is a fault, unless `odd_clock_allowed`. The span of
    dates is that of the lines that make events.
    """
    return _checked(_looked_at(file, machine, at, odd_clock_allowed, on_command), tell)


def import_attlog(
    file: BinaryIO, *, machine: Machine, by: Employee | None, at: datetime, tell: Tell | None = None
) -> Kept:
    """Keep the lines of a checked `attlog.dat` and append their events; what that did.

    In the caller's transaction, inside the agency's tenancy; partitions must be there.
    """
    total = Kept(0, 0, 0, 0, 0)
    for part in batched(_punches(file, machine), AT_ONCE, strict=False):
        punches = [_sure(row)[1] for row in part]
        kept = keep_punches(machine=machine, punches=punches, by=by, at=at)
        total = total.plus(kept)
        _say(tell, total.lines)
    log.info(
        "attlog.imported",
        agency=machine.agency_id,
        machine=machine.pk,
        by=by and by.pk,
        rows=total.lines,
        new=total.new,
        events=total.events,
    )
    return total


def _checked(rows: Iterator[FaultyLine | datetime | None], tell: Tell | None) -> Checked:
    """Count rows, gather faults; a row is its moment, None for one that makes no event."""
    faults: list[FaultyLine] = []
    first: datetime | None = None
    last: datetime | None = None
    count = 0
    for row in rows:
        if isinstance(row, FaultyLine):
            faults.append(row)
            if len(faults) == MOST_FAULTS:
                break
            continue
        count += 1
        _say(tell, count)
        if row is not None:
            first, last = min(first or row, row), max(last or row, row)
    # The local date is that in UTC or the next one.
    return Checked(
        rows=count,
        faults=tuple(faults),
        more=len(faults) == MOST_FAULTS,
        first=None if first is None else first.date(),
        last=None if last is None else (last + timedelta(days=1)).date(),
    )


def _say(tell: Tell | None, rows: int) -> None:
    if tell is not None and rows % TELL_EVERY == 0:
        tell(rows)


def _sure[T](row: T | FaultyLine) -> T:
    if isinstance(row, FaultyLine):
        raise ImportRefused((row,))
    return row


def _events(file: BinaryIO, agency: Agency, at: datetime) -> Iterator[IncomingEvent | FaultyLine]:
    """Each row of a file of events, or why it is none."""
    file.seek(0)
    people = dict(Employee.objects.filter(agency=agency).values_list("nip", "pk"))
    heading = ",".join(EVENT_COLUMNS)
    for row in csv_rows(file, EVENT_COLUMNS):
        if isinstance(row, BadLine):
            yield FaultyLine(row.number, words.bad_line_sentence(row, heading))
            continue
        try:
            yield _event(row.fields, people, at)
        except BadField as fault:
            yield FaultyLine(row.number, str(fault))


def _event(fields: tuple[str, ...], people: dict[str, int], at: datetime) -> IncomingEvent:
    number, kind_text, moment_text, mode_text = fields
    found = nip(number)
    if isinstance(found, NipFault):
        raise BadField(nip_fault_sentence(found))
    if found not in people:
        raise BadField(words.unknown_nip(found))
    kind = choice(EventKind, kind_text.lower(), "kind")
    mode = choice(WorkMode, mode_text.upper(), "mode")
    moment = instant(moment_text, "tapped_at").astimezone(UTC)
    if moment.date() < FIRST_DAY:
        raise BadField(words.too_early(FIRST_DAY))
    if moment > at + AHEAD:
        raise BadField(words.in_future())
    return IncomingEvent(
        employee_id=people[found],
        kind=kind,
        mode=mode,
        key=uuid5(EVENT_NAMES, f"{found}|{kind}|{moment.isoformat()}"),
        tapped_at=moment,
        source=CheckInSource.IMPORT,
        evidence=EvidenceLevel.IMPORTED,
    )


def _looked_at(
    file: BinaryIO, machine: Machine, at: datetime, odd_clock_allowed: bool, on_command: bool
) -> Iterator[FaultyLine | datetime | None]:
    for row in _punches(file, machine):
        if isinstance(row, FaultyLine):
            yield row
            continue
        number, punch = row
        moment = punch_moment(machine, punch)
        if is_plausible(moment, at):
            yield moment
        elif odd_clock_allowed:
            yield None
        else:
            sentence = words.odd_clock(f"{punch.at:%Y-%m-%d %H:%M:%S}", on_command=on_command)
            yield FaultyLine(number, sentence)


def _punches(file: BinaryIO, machine: Machine) -> Iterator[tuple[int, Punch] | FaultyLine]:
    """Each line of a machine's file with its number, or why it is none; heading and sum are left.

    A heading that names another machine is a fault: its numbers may mean other people.
    """
    file.seek(0)
    empty = True
    for line in bounded_lines(file):
        if isinstance(line, TextLine) and not line.text.strip():
            continue
        found = _read(line, machine)
        if found is not None:
            empty = False
            yield found
    if empty:
        yield FaultyLine(1, words.bad_line_sentence(BadLine(1, Fault.EMPTY), ""))


def _read(line: TextLine | BadLine, machine: Machine) -> tuple[int, Punch] | FaultyLine | None:
    if isinstance(line, BadLine):
        return FaultyLine(line.number, words.bad_line_sentence(line, ""))
    punch = read_filed(line.text)
    if isinstance(punch, Punch):
        return line.number, punch
    return _no_punch(line, punch, machine)


def _no_punch(line: TextLine, fault: LineFault, machine: Machine) -> FaultyLine | None:
    named = named_serial(line.text) if line.number == 1 else None
    if named is not None:
        same = named.upper() == machine.serial.upper()
        sentence = words.other_machine(shown(named), machine.serial)
        return None if same else FaultyLine(1, sentence)
    if is_checksum(line.text):
        return None
    return FaultyLine(line.number, words.line_fault_sentence(fault, shown(line.text.strip())))
