"""Answers of the regions' monthly form: reading what was typed, and what a row still lacks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+", re.ASCII)
DIGITS_AT_MOST = 15
"""A region's budget has fourteen digits; more is a slip of the keyboard."""

ONLY_WITH = {"12b": "12a", "12c": "12a", "12d": "12a", "12e": "12a"}
"""Rows that are asked only where the row named answers the first of its options."""


class Gap(StrEnum):
    """What a row of the form lacks before it can be filed."""

    EMPTY = "empty"
    UNREVIEWED = "unreviewed"
    UNNAMED = "unnamed"
    UNREASONED = "unreasoned"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer answered in one row: whole rupiah, percent or number as digits; words else.

    `name` is what is named beside it, `reason` why it is not as the portal computed it.
    """

    value: str
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the rows: the foot's place, a correction's reason; None where it stays."""

    place: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its answer, as plain values; `options` in order, empty unless it is a choice."""

    code: str
    value: str
    options: tuple[str, ...] = ()
    named: bool = False
    required: bool = True
    name: str = ""
    proposed: str = ""
    reason: str = ""
    carried: bool = False


def gap_of(row: Row, answers: Mapping[str, str], first_option: Mapping[str, str]) -> Gap | None:
    """What `row` lacks, or None. `answers` are the values of all rows by code.

    `first_option` gives for each row that others hang on the answer with which they are asked.
    """
    above = ONLY_WITH.get(row.code)
    asked = above is not None and answers.get(above) == first_option.get(above)
    if not row.value:
        return Gap.EMPTY if row.required or asked else None
    if row.carried:
        return Gap.UNREVIEWED
    if needs_name(row) and not row.name:
        return Gap.UNNAMED
    if row.proposed and row.value != row.proposed and not row.reason:
        return Gap.UNREASONED
    return None


def needs_name(row: Row) -> bool:
    """Whether something must be named beside the answer: another weekday, another saving."""
    if not row.named or not row.value:
        return False
    return row.value == row.options[-1] if row.options else row.value != "0"


def complete_sections(rows: Iterable[tuple[int, Gap | None]]) -> dict[int, bool]:
    """By section whether nothing is lacking, of rows with their sections."""
    complete: dict[int, bool] = {}
    for section, gap in rows:
        complete[section] = complete.get(section, True) and gap is None
    return complete


def whole_number(text: str) -> int | None:
    """The number in `1.250.000`, `Rp 1.250.000,00` or `1250000`; None where there is none."""
    bare = " ".join(text.split()).casefold().removeprefix("rp").lstrip(". ")
    bare = bare.removesuffix(",-").removesuffix(",00")
    if not GROUPED.fullmatch(bare):
        return None
    digits = re.sub(r"[. ]", "", bare)
    return int(digits) if len(digits) <= DIGITS_AT_MOST else None


def whole_percent(text: str) -> int | None:
    """The percentage in `47`, `47%` or `47 persen`, from 0 to 100; None where there is none."""
    bare = text.strip().casefold().removesuffix("persen").removesuffix("%").strip()
    number = int(bare) if re.fullmatch(r"\d{1,3}", bare, re.ASCII) else None
    return number if number is not None and number <= 100 else None


def month_of(text: str) -> date | None:
    """The first day of the month in `Maret 2026`, `3/2026` or `2026-03`; None where none is."""
    words = " ".join(text.split()).casefold()
    for number, name in enumerate(MONTHS, start=1):
        words = words.replace(name.casefold(), f"{number:02d}", 1)
    found = re.fullmatch(r"(\d{1,2})[ /-](\d{4})|(\d{4})-(\d{2})", words, re.ASCII)
    if found is None:
        return None
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        return None


def month_text(month: date) -> str:
    """`Maret 2026`: how the form names a month."""
    return f"{MONTHS[month.month - 1]} {month.year}"
