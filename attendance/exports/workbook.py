"""The month's report as a workbook: a sheet for each theme, for people who calculate."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import IO

from accounts.models import Unit
from attendance.exports.about import about_rows
from attendance.exports.dictionary import entries
from attendance.exports.fields import MONTH_CODES, MONTH_COLUMNS, QUOTA_COLUMNS, Column
from attendance.exports.picture import one_picture
from attendance.exports.sheets import ABOUT, DICTIONARY, FIGURES, SLICES, UNITS
from attendance.exports.xlsx import Book, Value
from attendance.models import ComplianceReport
from attendance.queries.days import Span
from attendance.queries.exports import UnitFigures, slice_figures, unit_figures
from attendance.queries.figures import ALL_KINDS, BY_CODE, KINDS, quota_days
from attendance.queries.people_exports import months_of
from attendance.rulebook import rulebook_of
from attendance.wording import file_exports as words
from attendance.wording.figures import (
    figure_label,
    figure_meaning,
    group_label,
    share_words,
    unit_words,
)

Row = Sequence[Value]


def write_workbook(report: ComplianceReport, out: IO[bytes], folder: str) -> None:
    """The workbook of a report, all of it read at one moment."""
    with one_picture(report.agency_id) as seen, Book(out, folder) as book:
        book.about(
            title=words.report_title(report.month),
            author=report.agency.name,
            comments=words.indication(),
        )
        book.table(words.about_sheet(), ABOUT, about_rows(report, seen))
        for title, (columns, rows) in SHEETS.items():
            with closing(rows(report)) as found:
                book.table(title, columns, found)


def _figures(report: ComplianceReport) -> Generator[Row]:
    agency = next(unit_figures(report))
    for kind in ALL_KINDS:
        value, base = agency.value(kind.code), agency.base(kind.code)
        yield (
            group_label(kind.group),
            kind.code,
            figure_label(kind.code),
            value,
            unit_words(kind.measure),
            base,
            value / base if base else None,
            share_words(kind.base),
            figure_meaning(kind.code),
        )


def _units(report: ComplianceReport) -> Generator[Row]:
    for one in unit_figures(report, below=True):
        yield one.unit_code, one.unit_name, _scope(one), *(one.value(kind.code) for kind in KINDS)


def _scope(one: UnitFigures) -> str:
    if one.unit_id is None:
        return "instansi"
    return "unit dan di bawahnya" if one.below else "unit"


def _slices(report: ComplianceReport) -> Generator[Row]:
    for one in slice_figures(report):
        kind, _, part = one.slice.partition(":")
        yield (
            words.slice_kind(kind),
            words.slice_part(kind, part),
            one.code,
            figure_label(one.code),
            one.value,
            unit_words(BY_CODE[one.code].measure),
            one.base,
            one.value / one.base if one.base else None,
        )


def _quota(report: ComplianceReport) -> Generator[Row]:
    span = Span(report.month, report.data_until)
    book = rulebook_of(report.agency, span.first, span.last)
    units = {unit.pk: unit for unit in Unit.objects.filter(agency_id=report.agency_id)}
    for one in quota_days(report.agency, span, book):
        unit = units[one.unit_id]
        yield (
            unit.code,
            unit.name,
            one.date,
            one.office,
            one.away,
            one.base,
            one.home_allowed,
            one.office_allowed,
            words.quota_words(kept=one.kept),
        )


def _people(report: ComplianceReport) -> Generator[Row]:
    yield from months_of(report, MONTH_CODES)


def _dictionary(report: ComplianceReport) -> Generator[Row]:
    for one in entries():
        yield one.cells()


SHEETS: dict[str, tuple[Sequence[Column], Callable[[ComplianceReport], Generator[Row]]]] = {
    "Angka": (FIGURES, _figures),
    "Unit": (UNITS, _units),
    "Bagian": (SLICES, _slices),
    "Hari unit": (QUOTA_COLUMNS, _quota),
    "Pegawai": (MONTH_COLUMNS, _people),
    "Kamus data": (DICTIONARY, _dictionary),
}
"""After the first sheet: its columns and its rows."""
