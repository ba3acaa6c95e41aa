"""Every judged day of a month, of any number of people: as a workbook, or line by line.

The days are those that stand while the file is made, read date by date, each date in one look.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import IO
from zoneinfo import ZoneInfo

from accounts.tenancy import tenant
from attendance.exports.columns import safe_text
from attendance.exports.csv import csv_lines
from attendance.exports.fields import DAY_COLUMNS
from attendance.exports.xlsx import SHEET_ROWS, Book
from attendance.models import ComplianceReport
from attendance.queries.people_exports import ExportedDay, days_of
from attendance.rules.verdict import Flag, Status
from attendance.wording.days import flag_label, status_label
from attendance.wording.file_exports import days_step

Tell = Callable[[str, int, int], None]
"""Hears what is being written, how many steps are done, how many there are; may raise to stop.

Called outside any transaction, so that what it writes is seen at once.
"""

ONE_DAY = timedelta(days=1)


def write_days(
    report: ComplianceReport,
    out: IO[bytes],
    folder: str,
    tell: Tell,
    *,
    sheet_rows: int = SHEET_ROWS,
) -> None:
    """The workbook of all days: a row for each employee and date, by date, unit and NIP."""
    with Book(out, folder, sheet_rows=sheet_rows) as book:
        table = book.table("Hari pegawai", DAY_COLUMNS)
        for day in _told_dates(report, tell):
            with tenant(report.agency_id):
                for one in _rows(report, day):
                    table.add(one.of_workbook())
        table.end()


def write_days_csv(report: ComplianceReport, out: IO[bytes], tell: Tell) -> None:
    """The same days as CSV: dates and moments in ISO 8601, with the offset of the posting."""
    head = [column.name for column in DAY_COLUMNS]

    def lines() -> Iterator[list[str | int]]:
        for day in _told_dates(report, tell):
            with tenant(report.agency_id):
                for one in _rows(report, day):
                    yield one.of_text()

    for line in csv_lines(head, lines()):
        out.write(line.encode())


class _Row:
    """One day, as either file writes it."""

    __slots__ = ("_agency", "_date", "_day", "_words", "_zone")

    def __init__(
        self, agency: str, day: date, words: "_Words", zone: ZoneInfo, one: ExportedDay
    ) -> None:
        self._agency, self._date, self._words, self._zone, self._day = agency, day, words, zone, one

    def of_workbook(self) -> tuple[str | int | date | datetime | None, ...]:
        """Typed values in order of `DAY_COLUMNS`."""
        one = self._day
        return (
            self._agency,
            one.unit_code,
            one.unit_name,
            one.nip,
            one.name,
            one.employment_type,
            self._date,
            self._words.status[one.status],
            one.plan,
            one.place,
            None if one.first_in is None else self._local(one.first_in).replace(tzinfo=None),
            None if one.last_out is None else self._local(one.last_out).replace(tzinfo=None),
            one.late_minutes,
            one.early_minutes,
            self._words.flags(one.flags),
            one.rule_version,
        )

    def of_text(self) -> list[str | int]:
        """The same for a file without types: nothing in it runs as a formula."""
        return [self._text(cell) for cell in self.of_workbook()]

    def _text(self, cell: str | int | date | datetime | None) -> str | int:
        if isinstance(cell, datetime):
            return cell.replace(tzinfo=self._zone).isoformat()
        if isinstance(cell, date):
            return cell.isoformat()
        if isinstance(cell, int):
            return cell
        return safe_text(cell or "")

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self._zone).replace(microsecond=0)


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


def _rows(report: ComplianceReport, day: date) -> Iterator[_Row]:
    words, zones = _Words(), dict[str, ZoneInfo]()
    for one in days_of(report, day):
        zone = zones.setdefault(one.zone, ZoneInfo(one.zone))
        yield _Row(report.agency.code, day, words, zone, one)


def _told_dates(report: ComplianceReport, tell: Tell) -> Iterator[date]:
    total = (report.data_until - report.month).days + 1
    for number in range(total):
        day = report.month + number * ONE_DAY
        tell(days_step(day), number, total)
        yield day
