"""A whole simulation: seven files in, three files out, or none."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from attendance.rules.sanctions import SanctionTable, parse_tables
from attendance.simulation.files import (
    ABSENCES,
    CASES,
    DAYS,
    EMPLOYEES,
    EVENTS,
    INPUTS,
    OUTPUTS,
    ROSTER,
    Shape,
    open_source,
)
from attendance.simulation.frame import read_frame, span_of
from attendance.simulation.ordering import in_order
from attendance.simulation.postings import span_between
from attendance.simulation.refusals import BadInput
from attendance.simulation.shares import Share, judge_all, split
from attendance.simulation.sums import joined, write_summary

TABLES = Path(__file__).parents[1] / "data" / "sanctions.csv"
TABLE = "pns-pp-94-2021"
"""The table by which `cases.csv` counts for everybody: on paper nobody's contract is known."""
SMALL = 2_000_000
"""Bytes of people's files below which a second process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was judged: the first and last date are None where the roster is empty."""

    employees: int
    days: int
    first_day: date | None
    last_day: date | None
    processes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Employees judged so far, of all."""

    done: int
    total: int


def simulate(
    folder: Path, out: Path, *, processes: int, tell: Callable[[Progress], None]
) -> Outcome:
    """Judge the period that the files in `folder` describe; write the result into `out`.

    Former results in `out` are removed first, new ones appear only when all are complete. Raises
    BadInput for a file or line that cannot be used, OSError where a disk refuses.
    """
    # Whatever stops this run, a result of another one must not be taken for its own.
    for shape in OUTPUTS:
        (out / shape.name).unlink(missing_ok=True)
    _check_folder(folder)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".simulate-", dir=out) as name:
        spool = Path(name)
        outcome = _simulate(folder, spool, processes, tell)
        for shape in OUTPUTS:
            (spool / shape.name).replace(out / shape.name)
    return outcome


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise BadInput(str(folder), None, "folder ini tidak ditemukan.")
    missing = [shape.name for shape in INPUTS if not (folder / shape.name).is_file()]
    if missing:
        reason = (
            f"tidak ada di {folder}. Ketujuh berkas harus ada; yang tanpa isi cukup baris judulnya."
        )
        raise BadInput(", ".join(missing), None, reason)


def _simulate(
    folder: Path, spool: Path, processes: int, tell: Callable[[Progress], None]
) -> Outcome:
    sources = {shape.name: open_source(folder, shape) for shape in INPUTS}
    frame = read_frame(sources)
    surveys = {
        shape.name: in_order(sources[shape.name], spool, with_dates=shape is ROSTER)
        for shape in (EMPLOYEES, ROSTER, EVENTS, ABSENCES)
    }
    edges = span_of(surveys[ROSTER.name].source, surveys[ROSTER.name].dates)
    span = span_between(edges)
    ordered = {name: survey.source for name, survey in surveys.items()}
    small = sum(source.stop - source.start for source in ordered.values()) < SMALL
    shares = [
        Share(part, frame, span, _table(), spool / f"days.{at}", spool / f"cases.{at}")
        for at, part in enumerate(split(ordered, 1 if small else processes))
    ]
    total = surveys[EMPLOYEES.name].rows
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        tell(Progress(done, total))

    sums = joined(judge_all(shares, count))
    _gather(spool / DAYS.name, DAYS, [share.days for share in shares])
    _gather(spool / CASES.name, CASES, [share.cases for share in shares])
    with (spool / OUTPUTS[2].name).open("w", encoding="utf-8", newline="") as file:
        write_summary(sums, file)
    first, last = edges or (None, None)
    return Outcome(total, total * len(span.days), first, last, len(shares))


def _table() -> SanctionTable:
    with TABLES.open(encoding="utf-8", newline="") as lines:
        return next(table for table in parse_tables(lines) if table.code == TABLE)


def _gather(path: Path, shape: Shape, parts: list[Path]) -> None:
    """Header and parts in one file; a part is gone as soon as it is copied."""
    with path.open("wb") as whole:
        whole.write((",".join(shape.columns) + "\n").encode())
        for part in parts:
            with part.open("rb") as lines:
                shutil.copyfileobj(lines, whole, 1 << 20)
            part.unlink()
