"""Workbooks with typed cells, written row by row in constant memory.

Texts are written as texts, so that a name beginning with `=` stays a name in every program; numbers
as numbers, dates as dates, shares as percentages. A table longer than a sheet goes on in the next.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from types import TracebackType
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from attendance.exports.fields import Cell, Column

SHEET_ROWS = 1_048_576
"""Rows of a sheet, its heading included: the format's own limit."""

FORMATS = {
    Cell.TEXT: {},
    Cell.WHOLE: {"num_format": "#,##0"},
    Cell.DATE: {"num_format": "yyyy-mm-dd", "align": "left"},
    Cell.MOMENT: {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"},
    Cell.SHARE: {"num_format": "0.0%"},
}
HEADING = {"bold": True, "bg_color": "#0b5c7a", "font_color": "#ffffff", "text_wrap": True}
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's moments bear no zone
ONE_DAY_SECONDS = 86_400

Value = str | int | float | date | datetime | None
"""None and the empty text leave a cell empty. A datetime is local, without zone."""


class Book:
    """A workbook on its way into `out` (binary, seekable); `folder` holds rows until the end."""

    def __init__(self, out: IO[bytes], folder: str, *, sheet_rows: int = SHEET_ROWS) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": folder,
            "use_zip64": True,
        }
        self._book = xlsxwriter.Workbook(out, options)
        self._sheet_rows = sheet_rows
        self._formats = {cell: self._book.add_format(FORMATS[cell]) for cell in Cell}
        self._heading = self._book.add_format(HEADING)

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._book.close()
            return
        # A workbook that was given up is not put together: whoever began it takes the folder away.
        for sheet in self._book.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()

    def about(self, *, title: str, author: str, comments: str) -> None:
        """The document's properties, which file managers show."""
        self._book.set_properties({"title": title, "author": author, "comments": comments})

    def table(self, title: str, columns: Sequence[Column], rows: Iterable[Iterable[Value]]) -> None:
        """Write rows below a heading that stays in sight; a title has at most 31 characters."""
        table = _Table(self, title, columns)
        for row in rows:
            table.add(row)
        table.end()

    def sheet(self, title: str, columns: Sequence[Column]) -> Worksheet:
        """An empty sheet with its heading."""
        sheet = self._book.add_worksheet(title)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, 32)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column.label, self._heading)
        sheet.freeze_panes(1, 0)
        return sheet

    @property
    def sheet_rows(self) -> int:
        """Rows that fit on a sheet, the heading included."""
        return self._sheet_rows

    @property
    def formats(self) -> dict[Cell, Format]:
        """How each kind of cell is shown."""
        return self._formats


class _Table:
    """Rows under one heading, over as many sheets as they need."""

    def __init__(self, book: Book, title: str, columns: Sequence[Column]) -> None:
        self._book, self._title, self._columns = book, title, columns
        self._cells = [(column.cell, book.formats[column.cell]) for column in columns]
        self._sheets = 0
        self._begin()

    def add(self, values: Iterable[Value]) -> None:
        """Write the next row: a value for each column."""
        if self._row == self._book.sheet_rows:
            self.end()
            self._begin()
        sheet, row = self._sheet, self._row
        for number, (value, (cell, style)) in enumerate(zip(values, self._cells, strict=True)):
            if value is None or value == "":
                continue
            if cell is Cell.TEXT:
                sheet.write_string(row, number, str(value))
            elif isinstance(value, str):
                # A cell of a table may say why it has no number.
                sheet.write_string(row, number, value)
            else:
                sheet.write_number(row, number, _number(value), style)
        self._row += 1

    def end(self) -> None:
        """Lay the filter over what was written."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        title = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        self._sheet, self._row = self._book.sheet(title, self._columns), 1


def _number(value: int | float | date | datetime) -> float:
    """A value as a sheet counts it: days since 30 December 1899 for dates and moments."""
    if isinstance(value, datetime):
        since = value - DAY_ZERO
        return since.days + since.seconds / ONE_DAY_SECONDS
    if isinstance(value, date):
        return value.toordinal() - DAY_ZERO.toordinal()
    return value
