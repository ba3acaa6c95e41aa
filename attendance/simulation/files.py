"""The files of a simulation: their columns, and their lines in blocks of bounded size."""

import csv
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from attendance.simulation.refusals import BadField, BadInput

LINE_LIMIT = 65_536
"""Bytes of the longest line: none of the columns needs a thousandth of it."""
BLOCK = 1 << 18
NUMBER_BYTES = 8
FIRST_ROW = 2
"""The line of the first row: the header is line 1."""


class Shape(NamedTuple):
    """A file's name and its columns in order."""

    name: str
    columns: tuple[str, ...]


def _shape(name: str, line: str) -> Shape:
    return Shape(name, tuple(line.split(",")))


EMPLOYEES = _shape("employees.csv", "nip,agency,unit,zone")
SCHEDULES = _shape(
    "schedules.csv",
    "agency,valid_from,valid_until,kind,start,end_mon_thu,end_fri,rest_mon_thu,rest_fri,"
    "grace_minutes,flex_minutes,missing_out_minutes,workdays",
)
CALENDAR = _shape("calendar.csv", "date,kind,agency,name")
ROSTER = _shape("roster.csv", "nip,date,mode")
EVENTS = _shape("events.csv", "nip,kind,tapped_at,received_at,mode")
ABSENCES = _shape("absences.csv", "nip,kind,first_day,last_day")
OUTAGES = _shape("outages.csv", "agency,start,end")
INPUTS = (EMPLOYEES, SCHEDULES, CALENDAR, ROSTER, EVENTS, ABSENCES, OUTAGES)

DAYS = _shape(
    "days.csv",
    "nip,date,plan,place,first_in,last_out,late_minutes,early_minutes,status,flags",
)
CASES = _shape(
    "cases.csv",
    "nip,year,absent_days,minutes,converted_days,total_days,longest_streak,level,sanction",
)
SUMMARY = _shape(
    "summary.csv",
    "agency,month,employees,workdays,present_days,wfo_days,wfh_days,wfa_days,late_days,"
    "late_minutes,early_minutes,absent_days,excused_days,mismatch_days",
)
OUTPUTS = (DAYS, CASES, SUMMARY)


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of a file: the lines between two byte offsets of `path`.

    `order` gives, for each column of `shape`, its place in the file. A sorted copy keeps the line
    numbers of the file it was made from in `numbers`, eight bytes a row.
    """

    shape: Shape
    path: Path
    start: int
    stop: int
    order: tuple[int, ...]
    numbers: Path | None = None
    begin: int = 0

    def bad(self, row: int, reason: object) -> BadInput:
        """What to raise about the row at a position (from 0) of this source."""
        return BadInput(self.shape.name, self._line(row), reason)

    def part(self, start: int, stop: int) -> "Source":
        """The rows between two offsets that are beginnings of lines."""
        return replace(self, start=start, stop=stop)

    def _line(self, row: int) -> int:
        """The line, from 1, of a row. Counts what stands before: only asked when all is lost."""
        before = _line_ends(self.path, self.begin, self.start)
        if self.numbers is None:
            return FIRST_ROW + before + row
        with self.numbers.open("rb") as numbers:
            numbers.seek((before + row) * NUMBER_BYTES)
            return int.from_bytes(numbers.read(NUMBER_BYTES), "little")


def open_source(folder: Path, shape: Shape) -> Source:
    """Read a file's header. Raises BadInput where it is not the shape's."""
    path = folder / shape.name
    with path.open("rb") as file:
        head = file.read(LINE_LIMIT)
        size = file.seek(0, 2)
    end = head.find(b"\n") + 1
    if not end and size >= LINE_LIMIT:
        raise BadInput(shape.name, 1, TOO_LONG)
    end = end or len(head)
    text = _decoded(head[:end], shape, 1).removeprefix("\ufeff").rstrip("\r\n")
    try:
        names = [name.strip() for name in split_line(text)]
    except BadField as error:
        raise BadInput(shape.name, 1, str(error)) from None
    if sorted(names) != sorted(shape.columns):
        raise BadInput(shape.name, 1, _header_reason(names, shape))
    order = tuple(names.index(column) for column in shape.columns)
    return Source(shape, path, end, size, order, begin=end)


def blocks(source: Source) -> Generator[list[str]]:
    """The lines of a source in order, without their ends, some thousand at a time.

    Never holds more than a block and a line. Raises BadInput for a line that is too long, is not
    UTF-8 or holds a NUL.
    """
    row, rest, left = 0, b"", source.stop - source.start
    with source.path.open("rb", buffering=0) as file:
        file.seek(source.start)
        while left > 0 and (chunk := file.read(min(BLOCK, left))):
            left -= len(chunk)
            cut = chunk.rfind(b"\n") + 1
            ready, rest = (rest + chunk[:cut], chunk[cut:]) if cut else (b"", rest + chunk)
            if ready:
                lines = _lines(ready, source, row)
                row += len(lines)
                yield lines
            if len(rest) > LINE_LIMIT:
                raise source.bad(row, TOO_LONG)
    if rest:
        yield _lines(rest + b"\n", source, row)


def split_line(line: str) -> list[str]:
    """The fields of one line. Raises BadField where its quotes do not close."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        raise BadField(QUOTES) from None


def rows_of(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, its columns in the shape's order, with its position.

    For the small files, and for people's files that have to be sorted. Raises BadInput.
    """
    before = 0
    for lines in blocks(source):
        for position, line in enumerate(lines, before):
            if line:
                yield position, _ordered_fields(line, source, position)
        before += len(lines)


def _ordered_fields(line: str, source: Source, position: int) -> list[str]:
    try:
        values = split_line(line)
    except BadField as error:
        raise source.bad(position, str(error)) from None
    if len(values) != len(source.order):
        raise source.bad(position, columns_reason(len(values), source.shape))
    return [values[place] for place in source.order]


def columns_reason(found: int, shape: Shape) -> str:
    """Why a line with so many fields is none of the file's."""
    return f"ada {found} kolom, seharusnya {len(shape.columns)} ({','.join(shape.columns)})."


TOO_LONG = f"baris ini lebih panjang dari {LINE_LIMIT // 1024} KB, jadi bukan baris CSV yang benar."
QUOTES = "tanda kutip tidak berpasangan, atau isinya memuat ganti baris."
NOT_UTF8 = "ada huruf yang bukan UTF-8. Simpan berkas sebagai CSV UTF-8."
NUL = "ada karakter NUL, jadi berkas ini rusak atau bukan teks."


def _lines(block: bytes, source: Source, row: int) -> list[str]:
    """The lines of a block that ends with a line's end; `row` is the first one's position."""
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError as error:
        raise source.bad(row + block.count(b"\n", 0, error.start), NOT_UTF8) from None
    if "\0" in text:
        raise source.bad(row + text.count("\n", 0, text.index("\0")), NUL)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    lines.pop()
    if len(block) > LINE_LIMIT and max(map(len, lines)) > LINE_LIMIT:
        raise source.bad(
            row + next(i for i, t in enumerate(lines) if len(t) > LINE_LIMIT), TOO_LONG
        )
    return lines


def _decoded(line: bytes, shape: Shape, number: int) -> str:
    if b"\0" in line:
        raise BadInput(shape.name, number, NUL)
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput(shape.name, number, NOT_UTF8) from None


def _header_reason(names: list[str], shape: Shape) -> str:
    wanted = ",".join(shape.columns)
    if len(names) == 1 and any(sign in names[0] for sign in ";\t"):
        return f"kolom dipisah bukan dengan koma. Baris pertama harus {wanted}."
    missing = [name for name in shape.columns if name not in names]
    extra = [name or "(kosong)" for name in names if name not in shape.columns]
    double = sorted({name for name in names if names.count(name) > 1 and name in shape.columns})
    found = [
        f"{what} {', '.join(which)[:200]}"
        for what, which in (("kurang", missing), ("tidak dikenal", extra), ("ganda", double))
        if which
    ]
    return f"kolomnya tidak sesuai: {'; '.join(found)}. Baris pertama harus {wanted}."


def _line_ends(path: Path, start: int, stop: int) -> int:
    ends, left = 0, stop - start
    with path.open("rb") as file:
        file.seek(start)
        while left > 0 and (chunk := file.read(min(BLOCK, left))):
            ends += chunk.count(b"\n")
            left -= len(chunk)
    return ends
