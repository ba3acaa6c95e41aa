"""Files of people brought into the order of NIPs, outside memory where they are not in it."""

import csv
import heapq
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from accounts.rules import NIP_LENGTH
from attendance.simulation import fields
from attendance.simulation.files import FIRST_ROW, Source, blocks, rows_of

KEY = NIP_LENGTH + 1
"""A NIP and the comma after it."""
DATE = KEY + len("2026-05-04,")
"""A NIP, a date, and the commas after them."""
NUMBER = 13
"""Twelve digits of a line number and a comma, behind the NIP of a line to be sorted."""
RUN_CHARACTERS = 8_000_000
RUNS_AT_ONCE = 64
LINES_AT_ONCE = 4_000
MOST_DATES = 10_000


class Survey(NamedTuple):
    """A file in order: how many rows, and the different dates behind the NIPs, if asked for.

    `dates` are texts as they stand there; where one is no date, others may be cut short.
    """

    source: Source
    rows: int
    dates: frozenset[str]


def in_order(source: Source, spool: Path, *, with_dates: bool = False) -> Survey:
    """The rows of `source` by NIP: the file itself, or a sorted copy in `spool`.

    A file counts as in order when its columns stand in the shape's order and every line begins
    with a NIP not before the last. Rows of one NIP keep their order. Raises BadInput.
    """
    survey = _survey(source, with_dates=with_dates)
    if survey is None:
        survey = _survey(_sorted_copy(source, spool), with_dates=with_dates)
        assert survey is not None  # noqa: S101 - a sorted copy is in order
    return survey


def offset_of(source: Source, nip: str) -> int:
    """Where in an ordered source the first row with this NIP or a later one begins."""
    low, high = source.start, source.stop
    wanted = nip.encode()
    with source.path.open("rb") as file:
        while low < high:
            middle = (low + high) // 2
            file.seek(middle)
            # From the middle of a line to the next one's beginning; from a beginning, stay.
            if middle > source.start:
                file.seek(middle - 1)
                file.readline()
            begin = file.tell()
            line = file.readline() if begin < source.stop else b""
            if not line or begin >= high:
                high = middle
            elif line[:NIP_LENGTH] < wanted:
                low = begin + len(line)
            else:
                high = middle
    return low


def _survey(source: Source, *, with_dates: bool) -> Survey | None:
    """None where the source is not in order."""
    if source.order != tuple(range(len(source.order))):
        return None
    last, rows, dates = "", 0, set[str]()
    for lines in blocks(source):
        keys = [line[:KEY] for line in lines]
        if not _are_plain(keys) or keys[0] < last or keys != sorted(keys):
            return None
        last, rows = keys[-1], rows + len(lines)
        # Ten thousand different dates are no roster; the rows of the file itself will show why.
        if with_dates and len(dates) <= MOST_DATES:
            dates.update({line[KEY:DATE] for line in lines})
    # Quoted dates are written anew; what is quoted in a sorted copy is none.
    if source.numbers is None and any(text.startswith('"') for text in dates):
        return None
    return Survey(source, rows, frozenset(text.removesuffix(",") for text in dates))


def _are_plain(keys: list[str]) -> bool:
    """Whether all are eighteen digits and a comma."""
    text = "".join(keys)
    digits = text.replace(",", "")
    return (
        len(text) == KEY * len(keys)
        and text[NIP_LENGTH::KEY] == "," * len(keys)
        and len(digits) == NIP_LENGTH * len(keys)
        and digits.isascii()
        and digits.isdigit()
    )


def _sorted_copy(source: Source, spool: Path) -> Source:
    runs = [
        _write(spool / f"{source.shape.name}.0-{number}", sorted(run))
        for number, run in enumerate(_runs(source))
    ]
    level = 0
    while len(runs) > RUNS_AT_ONCE:
        level += 1
        groups = (runs[at : at + RUNS_AT_ONCE] for at in range(0, len(runs), RUNS_AT_ONCE))
        runs = [
            _merge(group, spool / f"{source.shape.name}.{level}-{number}")
            for number, group in enumerate(groups)
        ]
    path, numbers = spool / source.shape.name, spool / f"{source.shape.name}.lines"
    with ExitStack() as stack, path.open("w", encoding="utf-8", newline="") as copy:
        lines = stack.enter_context(numbers.open("wb"))
        merged = heapq.merge(*_opened(runs, stack))
        while some := list(islice(merged, LINES_AT_ONCE)):
            copy.writelines([line[:KEY] + line[KEY + NUMBER :] for line in some])
            array("Q", [int(line[KEY : KEY + NUMBER - 1]) for line in some]).tofile(lines)
    for run in runs:
        run.unlink()
    size = path.stat().st_size
    return Source(source.shape, path, 0, size, tuple(range(len(source.order))), numbers)


def _runs(source: Source) -> Iterator[list[str]]:
    """Lines as `NIP,line number,other columns`, in pieces small enough to sort in memory."""
    run: list[str] = []
    size = 0
    for row, (first, *others) in rows_of(source):
        nip = fields.nip(first)
        if not isinstance(nip, str):
            raise source.bad(row, nip)
        line = f"{nip},{row + FIRST_ROW:012d},{_joined(others)}\n"
        run.append(line)
        size += len(line)
        if size >= RUN_CHARACTERS:
            yield run
            run, size = [], 0
    yield run


def _joined(values: list[str]) -> str:
    if not any('"' in value or "," in value for value in values):
        return ",".join(values)
    text = StringIO()
    csv.writer(text, lineterminator="").writerow(values)
    return text.getvalue()


def _opened(runs: list[Path], stack: ExitStack) -> list[TextIO]:
    return [stack.enter_context(run.open(encoding="utf-8", newline="\n")) for run in runs]


def _merge(runs: list[Path], into: Path) -> Path:
    with ExitStack() as stack:
        _write(into, heapq.merge(*_opened(runs, stack)))
    for run in runs:
        run.unlink()
    return into


def _write(path: Path, lines: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    return path
