"""Every judged day of a month, of any number of people: as a workbook, or line by line.

All days are read at one moment. They are quickly copied to the worker's disk, so that the database
need not keep that moment while a large workbook is written.
"""

import csv
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO
from zoneinfo import ZoneInfo

from attendance.exports.about import about_rows
from attendance.exports.columns import safe_text
from attendance.exports.csv import csv_lines
from attendance.exports.fields import DAY_COLUMNS, Cell
from attendance.exports.picture import one_picture
from attendance.exports.sheets import ABOUT
from attendance.exports.xlsx import SHEET_ROWS, Book
from attendance.models import ComplianceReport
from attendance.queries.people_exports import ExportedDay, amended_days, days_of
from attendance.rules.verdict import Flag, Status
from attendance.wording import file_exports as words
from attendance.wording.days import flag_label, status_label

Tell = Callable[[str, int, int], None]
"""Hears what is being written, how many steps are done, how many there are; may raise to stop.

Called outside any transaction, so that what it writes is seen at once.
"""

Value = str | int | date | datetime | None

READ: dict[Cell, Callable[[str], Value]] = {
    Cell.TEXT: str,
    Cell.WHOLE: int,
    Cell.DATE: date.fromisoformat,
    Cell.MOMENT: datetime.fromisoformat,
}
READERS = tuple(READ[column.cell] for column in DAY_COLUMNS)
DATE = next(number for number, one in enumerate(DAY_COLUMNS) if one.cell is Cell.DATE)


def write_days(
    report: ComplianceReport,
    out: IO[bytes],
    folder: str,
    tell: Tell,
    *,
    sheet_rows: int = SHEET_ROWS,
) -> None:
    """The workbook of all days: a row for each employee and date, by date, unit and NIP."""
    tell(words.reading_step(), 0, 0)
    with TemporaryFile("w+", encoding="utf-8", newline="", dir=folder) as copy:
        with one_picture(report.agency_id) as seen, closing(_days(report)) as days:
            about = list(about_rows(report, seen))
            csv.writer(copy).writerows(one.values() for one in days)
        copy.seek(0)
        with Book(out, folder, sheet_rows=sheet_rows) as book:
            book.table(words.about_sheet(), ABOUT, about)
            book.table(words.days_sheet(), DAY_COLUMNS, _read(copy, report, tell))


def write_days_csv(report: ComplianceReport, out: IO[bytes], tell: Tell) -> None:
    """The same days as CSV: dates and moments in ISO 8601, with the offset of the posting."""
    tell(words.reading_step(), 0, 0)
    head = [column.name for column in DAY_COLUMNS]
    with one_picture(report.agency_id), closing(_days(report)) as days:
        for line in csv_lines(head, (one.texts() for one in days)):
            out.write(line.encode())


def _read(copy: IO[str], report: ComplianceReport, tell: Tell) -> Iterator[list[Value]]:
    """The copied rows with their types; each date is a step, and a moment to stop at."""
    total, last = (report.data_until - report.month).days + 1, ""
    for row in csv.reader(copy):
        if row[DATE] != last:
            last = row[DATE]
            day = date.fromisoformat(last)
            tell(words.days_step(day), (day - report.month).days, total)
        yield [read(text) if text else None for read, text in zip(READERS, row, strict=True)]


class _Day:
    """One day, as either file writes it."""

    __slots__ = ("_agency", "_amended", "_day", "_words", "_zone")

    def __init__(
        self,
        agency: str,
        words: "_Words",
        zone: ZoneInfo,
        one: ExportedDay,
        amended: datetime | None,
    ) -> None:
        self._agency, self._words, self._zone, self._day = agency, words, zone, one
        self._amended = amended

    def values(self) -> tuple[Value, ...]:
        """Typed values in order of `DAY_COLUMNS`; moments on the posting's clock, without zone."""
        one = self._day
        return (
            self._agency,
            one.unit_code,
            one.unit_name,
            one.nip,
            one.name,
            one.employment_type,
            one.date,
            self._words.status[one.status],
            one.plan,
            one.place,
            self._local(one.first_in),
            self._local(one.last_out),
            one.late_minutes,
            one.early_minutes,
            self._words.flags(one.flags),
            one.rule_version,
            self._local(one.judged_at),
            self._local(self._amended),
        )

    def texts(self) -> list[str | int]:
        """The same for a file without types: nothing in it runs as a formula."""
        return [self._text(value) for value in self.values()]

    def _text(self, value: Value) -> str | int:
        if isinstance(value, datetime):
            return value.replace(tzinfo=self._zone).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int):
            return value
        return safe_text(value or "")

    def _local(self, at: datetime | None) -> datetime | None:
        return None if at is None else at.astimezone(self._zone).replace(microsecond=0, tzinfo=None)


class _Words:
    """The words of a file, looked up once instead of for every row."""

    def __init__(self) -> None:
        self.status = {status.value: status_label(status) for status in Status}
        self._labels = {flag.value: flag_label(flag) for flag in Flag}
        self._joined: dict[tuple[str, ...], str] = {}

    def flags(self, codes: list[str]) -> str:
        """`Terlambat; Tidak sesuai jadwal`."""
        key = tuple(codes)
        if key not in self._joined:
            self._joined[key] = "; ".join(self._labels[code] for code in sorted(codes))
        return self._joined[key]


def _days(report: ComplianceReport) -> Generator[_Day]:
    labels, amended = _Words(), amended_days(report)
    for one in days_of(report):
        later = amended.get((one.employee_id, one.date))
        yield _Day(report.agency.code, labels, ZoneInfo(one.zone), one, later)
