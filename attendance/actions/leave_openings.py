"""What people took of annual leave before the portal knew: a file of the personnel office.

All of the file or nothing. A line that is there already is put right, so a mended file can be
given again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

import structlog
from django.db import transaction

from accounts.models import Agency, Employee
from accounts.rules import NipFault, parse_nip
from accounts.wording import nip_fault_sentence
from asn_wfh import clock
from attendance.actions.imports import FaultyLine, ImportRefused
from attendance.csv_lines import BadLine, Row, csv_rows
from attendance.models import LeaveOpening
from attendance.wording import imports as lines
from attendance.wording import leave_openings as words

log = structlog.get_logger(__name__)

COLUMNS = ("nip", "tahun", "terpakai", "sumber")
FIRST_YEAR = 2010
MOST_DAYS = 60
"""No year's leave is longer, whatever was brought along; a larger number is a slip."""
SOURCE_LIMIT: int = LeaveOpening._meta.get_field("source").max_length or 160


@dataclass(frozen=True, slots=True)
class Opening:
    """Working days of annual leave `employee_id` took in `year`, and who says so."""

    employee_id: int
    year: int
    taken_days: int
    source: str


@transaction.atomic
def import_leave_openings(
    file: BinaryIO, *, agency: Agency, at: datetime, dry_run: bool = False
) -> int:
    """Record every line of the file; how many. Raises ImportRefused with all faulty lines.

    Runs inside the agency's tenancy. With `dry_run` the file is only looked through.
    """
    people = dict(Employee.objects.filter(agency=agency).values_list("nip", "pk"))
    this_year = clock.on_local_date(at, agency.zone).year
    found: dict[tuple[int, int], Opening] = {}
    faults: list[FaultyLine] = []
    for line in _lines(file, people, this_year):
        if isinstance(line, FaultyLine):
            faults.append(line)
            continue
        number, opening = line
        key = (opening.employee_id, opening.year)
        if key in found:
            faults.append(FaultyLine(number, words.opening_twice(opening.year)))
        found[key] = opening
    if faults:
        raise ImportRefused(tuple(faults))
    if not dry_run:
        _write(agency, found.values())
        log.info("leave_openings.imported", agency=agency.pk, rows=len(found))
    return len(found)


def _lines(
    file: BinaryIO, people: dict[str, int], this_year: int
) -> Iterator[FaultyLine | tuple[int, Opening]]:
    for row in csv_rows(file, COLUMNS):
        if isinstance(row, BadLine):
            heading = ",".join(COLUMNS)
            yield FaultyLine(row.number, lines.bad_line_sentence(row, heading))
            continue
        opening = _opening(row, people, this_year)
        if isinstance(opening, str):
            yield FaultyLine(row.number, opening)
        else:
            yield row.number, opening


def _opening(row: Row, people: dict[str, int], this_year: int) -> Opening | str:
    """The line's meaning, or the sentence that says what is wrong with it."""
    number, year, days, source = row.fields
    nip = parse_nip(number)
    if isinstance(nip, NipFault):
        return nip_fault_sentence(nip)
    if nip.text not in people:
        return lines.unknown_nip(nip.text)
    if not _is_number(year) or not FIRST_YEAR <= int(year) <= this_year:
        return words.bad_opening_year(FIRST_YEAR, this_year)
    if not _is_number(days) or int(days) > MOST_DAYS:
        return words.bad_opening_days(MOST_DAYS)
    if not source or len(source) > SOURCE_LIMIT:
        return words.opening_source_missing(SOURCE_LIMIT)
    return Opening(people[nip.text], int(year), int(days), source)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


def _write(agency: Agency, openings: Iterable[Opening]) -> None:
    LeaveOpening.objects.bulk_create(
        [
            LeaveOpening(
                agency=agency,
                employee_id=one.employee_id,
                year=one.year,
                taken_days=one.taken_days,
                source=one.source,
            )
            for one in openings
        ],
        update_conflicts=True,
        unique_fields=["agency", "employee", "year"],
        update_fields=["taken_days", "source"],
        batch_size=1_000,
    )
