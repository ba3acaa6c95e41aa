"""Importing scores of performance: all of a file or nothing, a score that is there is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

import structlog
from django.db import transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_keep_records
from accounts.rules import NipFault
from accounts.wording import nip_fault_sentence
from asn_wfh import clock
from attendance.actions.imports import MOST_FAULTS, FaultyLine
from attendance.csv_lines import BadLine, csv_rows
from attendance.models import PerformanceScore
from attendance.simulation.fields import nip
from attendance.wording import imports as file_words
from attendance.wording import scores as words

log = structlog.get_logger(__name__)

COLUMNS = ("nip", "tahun", "nilai")
FIRST_YEAR = 2015
MOST_ROWS = 250_000
"""More than any agency employs; a longer file is another kind of file."""
AT_ONCE = 5_000
HUNDREDTH = Decimal("0.01")


class ScoresRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was imported; `faults` are the first lines in the way, `more` that others follow."""

    def __init__(self, faults: tuple[FaultyLine, ...], *, more: bool = False) -> None:
        super().__init__(faults)
        self.faults = faults
        self.more = more


@dataclass(frozen=True, slots=True)
class Imported:
    """Rows read, and how many of them were not there before in the same words."""

    rows: int
    changed: int


@transaction.atomic
def import_scores(file: BinaryIO, *, agency: Agency, by: Employee, at: datetime) -> Imported:
    """Keep every score of a CSV file (`nip, tahun, nilai`). Raises ScoresRefused; then nothing is.

    A second score for a person and year replaces the first. Runs inside the agency's tenancy.
    """
    if by.agency_id != agency.pk or can_keep_records(by.standing) is None:
        raise PermissionError(words.may_not_keep())
    found: dict[tuple[int, int], Decimal] = {}
    faults: list[FaultyLine] = []
    for row in _rows(file, agency, clock.on_local_date(at, agency.zone).year):
        if isinstance(row, FaultyLine):
            faults.append(row)
            if len(faults) == MOST_FAULTS:
                break
            continue
        number, person, year, score = row
        if (person, year) in found:
            faults.append(FaultyLine(number, words.twice(year)))
        found[person, year] = score
    if faults:
        raise ScoresRefused(tuple(faults), more=len(faults) >= MOST_FAULTS)
    changed = _keep(agency, found)
    log.info("scores.imported", agency=agency.pk, by=by.pk, rows=len(found), changed=changed)
    return Imported(len(found), changed)


def _keep(agency: Agency, scores: dict[tuple[int, int], Decimal]) -> int:
    years = {year for _, year in scores}
    rows = PerformanceScore.objects.filter(agency=agency, year__in=years)
    known = {
        (person, year): score
        for person, year, score in rows.values_list("employee", "year", "score")
    }
    changed = [
        PerformanceScore(agency=agency, employee_id=person, year=year, score=score)
        for (person, year), score in scores.items()
        if known.get((person, year)) != score
    ]
    PerformanceScore.objects.bulk_create(
        changed,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["agency", "year", "employee"],
        update_fields=["score"],
    )
    return len(changed)


def _rows(
    file: BinaryIO, agency: Agency, this_year: int
) -> Iterator[tuple[int, int, int, Decimal] | FaultyLine]:
    """Each row as line number, employee, year and score, or why it is none."""
    people = dict(Employee.objects.filter(agency=agency).values_list("nip", "pk"))
    for count, row in enumerate(csv_rows(file, COLUMNS), start=1):
        if count > MOST_ROWS:
            yield FaultyLine(row.number, words.too_many(MOST_ROWS))
            return
        if isinstance(row, BadLine):
            yield FaultyLine(row.number, file_words.bad_line_sentence(row, ",".join(COLUMNS)))
            continue
        number_text, year_text, score_text = row.fields
        person = _person(number_text, people)
        if isinstance(person, str):
            yield FaultyLine(row.number, person)
        elif (year := _year(year_text, this_year)) is None:
            yield FaultyLine(row.number, words.odd_year(FIRST_YEAR, this_year))
        elif (score := _score(score_text)) is None:
            yield FaultyLine(row.number, words.odd_score())
        else:
            yield row.number, person, year, score


def _person(text: str, people: dict[str, int]) -> int | str:
    """The employee with this NIP, or the sentence about it."""
    found = nip(text)
    if isinstance(found, NipFault):
        return nip_fault_sentence(found)
    return people.get(found) or file_words.unknown_nip(found)


def _year(text: str, this_year: int) -> int | None:
    """Four digits of a year that scores can be of; None for anything else."""
    year = int(text) if len(text) == 4 and text.isascii() and text.isdecimal() else 0
    return year if FIRST_YEAR <= year <= this_year else None


def _score(text: str) -> Decimal | None:
    """0 to 100 with at most two decimals, comma or point; None for anything else."""
    try:
        score = Decimal(text.replace(",", ".", 1))
    except InvalidOperation:
        return None
    if not score.is_finite() or not 0 <= score <= 100 or score != score.quantize(HUNDREDTH):
        return None
    return score
