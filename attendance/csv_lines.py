"""Files that somebody uploads or imports, however broken: never more than a line in memory.

A line that cannot be read is named by its number and its fault; the lines after it are still read,
so that a person can mend a file in one go.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, NamedTuple

LINE_LIMIT = 65_536
"""Bytes of the longest line; the widest file read here needs a thousandth of it."""
SKIP_BYTES = 1 << 18


class Fault(StrEnum):
    """Why a line, or the whole file, cannot be read."""

    TOO_LONG = "too_long"
    NOT_UTF8 = "not_utf8"
    NUL = "nul"
    QUOTES = "quotes"
    HEADER = "header"
    COUNT = "count"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line by its number from 1, its fault, and what stands there where that helps."""

    number: int
    fault: Fault
    found: str = ""


class TextLine(NamedTuple):
    """A line by its number from 1, without its end."""

    number: int
    text: str


class Row(NamedTuple):
    """A line of a CSV file: its number from 1 and its fields in the order asked for."""

    number: int
    fields: tuple[str, ...]


def bounded_lines(file: BinaryIO) -> Iterator[TextLine | BadLine]:
    """Every line of `file` in order, from where it stands; of a too long one the rest is skipped.

    Ends of lines may be LF or CRLF; a byte order mark before the first line is dropped.
    """
    number = 0
    while raw := file.readline(LINE_LIMIT + 1):
        number += 1
        if len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
            while (rest := file.readline(SKIP_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield BadLine(number, Fault.TOO_LONG)
            continue
        yield _decoded(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)


def csv_rows(file: BinaryIO, columns: Sequence[str]) -> Iterator[Row | BadLine]:
    """The rows of a CSV file whose first line names exactly `columns`, in any order.

    Fields are divided by commas, or by semicolons as spreadsheets here write them. A heading that
    does not fit, and a file without a row, are one fault and the end.
    """
    lines = bounded_lines(file)
    head = next(lines, None)
    if head is None:
        yield BadLine(1, Fault.EMPTY)
        return
    if isinstance(head, BadLine):
        yield head
        return
    divider = ";" if ";" in head.text and "," not in head.text else ","
    names = [name.strip().lower() for name in _split(head.text, divider) or ()]
    if sorted(names) != sorted(columns):
        yield BadLine(1, Fault.HEADER, ", ".join(names)[:120])
        return
    order = [names.index(column) for column in columns]
    seen = False
    for line in lines:
        if isinstance(line, TextLine) and not line.text.strip():
            continue
        seen = True
        yield line if isinstance(line, BadLine) else _row(line, divider, order)
    if not seen:
        yield BadLine(2, Fault.EMPTY)


def _row(line: TextLine, divider: str, order: Sequence[int]) -> Row | BadLine:
    fields = _split(line.text, divider)
    if fields is None:
        return BadLine(line.number, Fault.QUOTES)
    if len(fields) != len(order):
        return BadLine(line.number, Fault.COUNT, str(len(fields)))
    return Row(line.number, tuple(fields[place].strip() for place in order))


def _split(text: str, divider: str) -> list[str] | None:
    """The fields of a line; None where its quotes do not close."""
    try:
        return next(csv.reader([text], delimiter=divider, strict=True), [])
    except csv.Error:
        return None


def _decoded(number: int, raw: bytes) -> TextLine | BadLine:
    if b"\0" in raw:
        return BadLine(number, Fault.NUL)
    try:
        return TextLine(number, raw.decode("utf-8").rstrip("\r\n"))
    except UnicodeDecodeError:
        return BadLine(number, Fault.NOT_UTF8)
