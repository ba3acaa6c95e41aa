"""Machines' numbers from a file of the personnel office: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import BinaryIO

from accounts.models import Employee
from accounts.rules import NipFault
from accounts.wording import nip_fault_sentence
from attendance.actions.imports import MOST_FAULTS, FaultyLine, ImportRefused
from attendance.actions.machines import Settled, assign_numbers
from attendance.csv_lines import BadLine, Row, csv_rows
from attendance.models import MachineNumber
from attendance.rules.attlog import NUMBER
from attendance.simulation.fields import nip, shown
from attendance.simulation.refusals import BadField
from attendance.wording import imports as words

COLUMNS = ("nip", "nomor")


def import_numbers(file: BinaryIO, *, by: Employee, at: datetime) -> tuple[int, Settled]:
    """Give the numbers of a CSV file (`nip,nomor`) to their people; (rows, what that did).

    Raises ImportRefused with every faulty line, and then nothing is changed. A file small enough
    for a page is small enough for memory.
    """
    file.seek(0)
    people = dict(Employee.objects.filter(agency=by.agency_id).values_list("nip", "pk"))
    known = dict(
        MachineNumber.objects.filter(agency=by.agency_id).values_list("number", "employee_id")
    )
    owners: dict[str, int] = {}
    lines: dict[str, int] = {}
    faults: list[FaultyLine] = []
    for row in _rows(file, faults):
        try:
            number, employee_id = _pair(row, people)
            _check_free(number, employee_id, known, owners, lines)
        except BadField as fault:
            faults.append(FaultyLine(row.number, str(fault)))
            continue
        owners[number] = employee_id
        lines.setdefault(number, row.number)
    if faults:
        raise ImportRefused(tuple(faults))
    return len(owners), assign_numbers(owners=owners, by=by, at=at)


def _rows(file: BinaryIO, faults: list[FaultyLine]) -> Iterator[Row]:
    for row in csv_rows(file, COLUMNS):
        if len(faults) >= MOST_FAULTS:
            return
        if isinstance(row, BadLine):
            sentence = words.bad_line_sentence(row, ",".join(COLUMNS))
            faults.append(FaultyLine(row.number, sentence))
        else:
            yield row


def _pair(row: Row, people: dict[str, int]) -> tuple[str, int]:
    found = nip(row.fields[0])
    if isinstance(found, NipFault):
        raise BadField(nip_fault_sentence(found))
    if found not in people:
        raise BadField(words.unknown_nip(found))
    if not NUMBER.fullmatch(row.fields[1]):
        raise BadField(words.bad_number(shown(row.fields[1])))
    return row.fields[1], people[found]


def _check_free(
    number: str,
    employee_id: int,
    known: Mapping[str, int],
    owners: Mapping[str, int],
    lines: Mapping[str, int],
) -> None:
    """Raise BadField where somebody else has the number, here or further up in the file."""
    if known.get(number, employee_id) != employee_id:
        raise BadField(words.number_taken(number))
    if owners.get(number, employee_id) != employee_id:
        raise BadField(words.number_twice(number, lines[number]))
