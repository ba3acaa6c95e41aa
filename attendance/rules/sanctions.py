"""Sanction tables as dated data: how many unexcused days lead to what (PP 94/2021 art. 9-11).

A table is a value with its dates, its legal basis and the employment types it binds. The law of
PNS and CPNS is one table; an agency's setting for PPPK is another. Nothing here decides: the
outcome is an indication, a superior examines it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounts.rules import EmploymentType
from attendance.rules.calendar import Period


class Level(StrEnum):
    """Weight of a sanction, from nothing to heavy."""

    NONE = "none"
    RINGAN = "ringan"
    SEDANG = "sedang"
    BERAT = "berat"


class Sanction(StrEnum):
    """What a number of days leads to, from lightest to heaviest within a table."""

    NONE = "none"
    LISAN = "lisan"
    TERTULIS = "tertulis"
    TIDAK_PUAS = "tidak_puas"
    TUKIN_6 = "tukin_6"
    TUKIN_9 = "tukin_9"
    TUKIN_12 = "tukin_12"
    TURUN_JABATAN = "turun_jabatan"
    PELAKSANA = "pelaksana"
    BERHENTI = "berhenti"
    AKHIR_KONTRAK = "akhir_kontrak"


class Measure(StrEnum):
    """What a step counts: days added up over the year, or working days absent in a row."""

    TOTAL = "total"
    STREAK = "streak"


@dataclass(frozen=True, slots=True)
class Step:
    """From `days` of `measure` on, `sanction` of `level` is indicated.

    With `stops_pay` the pay stops from the month after the one in which the step was reached.
    """

    measure: Measure
    days: int
    level: Level
    sanction: Sanction
    legal_basis: str = ""
    stops_pay: bool = False

    @property
    def severity(self) -> tuple[int, int]:
        """Sorts steps from light to heavy."""
        return _LEVELS.index(self.level), _SANCTIONS.index(self.sanction)


@dataclass(frozen=True, slots=True)
class SanctionTable:
    """One dated table. `steps` stand from light to heavy.

    `minutes_per_day` minutes late or early make one day (450 by law's working day); None means
    that minutes are not converted.
    """

    code: str
    period: Period
    employment_types: frozenset[EmploymentType]
    steps: tuple[Step, ...]
    minutes_per_day: int | None = 450


class TableError(ValueError):
    """A line of a sanctions file that cannot be used; says which line and why (English)."""


COLUMNS = (
    "code",
    "valid_from",
    "valid_until",
    "employment_types",
    "measure",
    "days",
    "level",
    "sanction",
    "stops_pay",
    "minutes_per_day",
    "legal_basis",
)
_LEVELS, _SANCTIONS = tuple(Level), tuple(Sanction)


def table_on(
    tables: Iterable[SanctionTable], employment_type: EmploymentType, day: date
) -> SanctionTable | None:
    """The table that binds an employment type on `day` (the latest begun), or None."""
    valid = [
        table
        for table in tables
        if employment_type in table.employment_types and table.period.covers(day)
    ]
    return max(valid, key=lambda table: table.period.first_day, default=None)


def parse_tables(lines: Iterable[str]) -> tuple[SanctionTable, ...]:
    """The tables of a sanctions file (CSV text lines, header first), one line per step.

    Lines of one `code` must agree in dates, employment types and minutes per day. Raises
    TableError where a line cannot be read or a longer count would lead to a lighter sanction.
    """
    reader = csv.DictReader(lines, strict=True)
    try:
        return _tables(reader)
    except csv.Error as error:
        # DictReader counts a line only once it could be read; the reader below knows it before.
        raise TableError(f"line {reader.reader.line_num}: {error}") from error


def _tables(reader: csv.DictReader[str]) -> tuple[SanctionTable, ...]:
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise TableError(f"line 1: the columns must be {', '.join(COLUMNS)}")
    heads: dict[str, SanctionTable] = {}
    steps: dict[str, list[Step]] = {}
    for row in reader:
        try:
            head, step = _head(row), _step(row)
        except (ValueError, TypeError) as error:
            raise TableError(f"line {reader.line_num}: {error}") from error
        if heads.setdefault(head.code, head) != head:
            raise TableError(f"line {reader.line_num}: differs from the table's earlier lines")
        steps.setdefault(head.code, []).append(step)
    return tuple(_table(head, steps[code]) for code, head in heads.items())


def _head(row: dict[str, str]) -> SanctionTable:
    until, minutes = row["valid_until"], row["minutes_per_day"]
    return SanctionTable(
        code=row["code"],
        period=Period(
            date.fromisoformat(row["valid_from"]), date.fromisoformat(until) if until else None
        ),
        employment_types=frozenset(map(EmploymentType, row["employment_types"].split(";"))),
        steps=(),
        minutes_per_day=_positive(minutes) if minutes else None,
    )


def _step(row: dict[str, str]) -> Step:
    if row["stops_pay"] not in ("yes", "no"):
        raise ValueError("stops_pay is neither yes nor no")
    return Step(
        measure=Measure(row["measure"]),
        days=_positive(row["days"]),
        level=Level(row["level"]),
        sanction=Sanction(row["sanction"]),
        legal_basis=row["legal_basis"],
        stops_pay=row["stops_pay"] == "yes",
    )


def _table(head: SanctionTable, steps: list[Step]) -> SanctionTable:
    for measure in Measure:
        counted = sorted((one for one in steps if one.measure is measure), key=lambda s: s.days)
        weights = [step.severity for step in counted]
        if weights != sorted(set(weights)):
            raise TableError(f"{head.code}: more days must lead to a heavier sanction")
    ordered = sorted(steps, key=lambda step: (step.severity, step.days))
    return SanctionTable(
        code=head.code,
        period=head.period,
        employment_types=head.employment_types,
        steps=tuple(ordered),
        minutes_per_day=head.minutes_per_day,
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(f"{text} is not a positive number")
    return number
