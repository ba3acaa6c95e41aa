"""The month's report as a workbook: a sheet for each theme, for people who calculate."""

from collections.abc import Callable, Iterator, Sequence
from typing import IO
from zoneinfo import ZoneInfo

from accounts.models import Unit
from accounts.models.agencies import ZONES
from accounts.tenancy import tenant
from attendance.exports.columns import COLUMNS
from attendance.exports.days import Tell
from attendance.exports.dictionary import DICTIONARY_COLUMNS, entries
from attendance.exports.fields import (
    MONTH_CODES,
    MONTH_COLUMNS,
    QUOTA_COLUMNS,
    UNIT,
    Cell,
    Column,
)
from attendance.exports.xlsx import Book, Value
from attendance.models import ComplianceReport
from attendance.queries.days import Span
from attendance.queries.exports import UnitFigures, slice_figures, unit_figures
from attendance.queries.figures import ALL_KINDS, BY_CODE, KINDS, quota_days
from attendance.queries.freezes import freeze_of
from attendance.queries.people_exports import months_of
from attendance.rulebook import rulebook_of
from attendance.wording import file_exports as words
from attendance.wording.compliance import month_words
from attendance.wording.figures import (
    figure_label,
    figure_meaning,
    group_label,
    share_words,
    unit_words,
)

Row = Sequence[Value]


def _column(name: str, label: str, cell: Cell = Cell.TEXT, width: int = 14) -> Column:
    return Column(name, label, cell, "", "", "", width)


ABOUT = (_column("hal", "Hal", width=30), _column("isi", "Isi", width=70))
FIGURES = (
    _column("bagian", "Bagian", width=24),
    _column("kode", "Kode", width=24),
    _column("angka", "Angka", width=34),
    _column("nilai", "Nilai", Cell.WHOLE),
    _column("satuan", "Satuan", width=12),
    _column("dasar", "Dari", Cell.WHOLE),
    _column("persen", "Bagian (%)", Cell.SHARE),
    _column("keterangan_dasar", "Bagian dari apa", width=28),
    _column("arti", "Arti", width=80),
)
UNITS = (
    *UNIT,
    _column("lingkup", "Lingkup", width=24),
    *(_column(COLUMNS[kind.code], figure_label(kind.code), Cell.WHOLE) for kind in KINDS),
)
SLICES = (
    _column("jenis", "Jenis bagian", width=18),
    _column("isi", "Bagian", width=18),
    *FIGURES[1:7],
)


def write_workbook(report: ComplianceReport, out: IO[bytes], folder: str, tell: Tell) -> None:
    """The workbook of a report, sheet by sheet; each is read in a transaction of its own."""
    sheets: tuple[tuple[str, Sequence[Column], Callable[[ComplianceReport], Iterator[Row]]], ...]
    sheets = (
        ("Ringkasan", ABOUT, _about),
        ("Angka", FIGURES, _figures),
        ("Unit", UNITS, _units),
        ("Bagian", SLICES, _slices),
        ("Hari unit", QUOTA_COLUMNS, _quota),
        ("Pegawai", MONTH_COLUMNS, _people),
        ("Kamus data", DICTIONARY_COLUMNS, _dictionary),
    )
    title = words.report_title(report.month)
    with Book(out, folder) as book:
        book.about(title=title, author=report.agency.name, comments=words.indication())
        for number, (name, columns, rows) in enumerate(sheets):
            tell(words.sheet_step(name), number, len(sheets))
            with tenant(report.agency_id):
                table = book.table(name, columns)
                for row in rows(report):
                    table.add(row)
                table.end()


def _about(report: ComplianceReport) -> Iterator[Row]:
    """What the report is, and how to tell it from another version of it."""
    zone = report.agency.zone
    computed = report.computed_at.astimezone(ZoneInfo(zone))
    freeze = freeze_of(report.agency_id, report.month)
    frozen = freeze is not None and freeze.report_id == report.pk
    yield "Instansi", report.agency.name
    yield "Kode instansi", report.agency.code
    yield "Bulan", month_words(report.month)
    yield "Versi", str(report.version)
    yield "Keadaan", words.frozen_words() if frozen else words.open_words()
    yield "Data sampai", report.data_until.isoformat()
    yield "Dihitung", f"{computed:%Y-%m-%d %H.%M} {ZONES[zone]}"
    yield "Aturan", report.rule_version
    yield "Sidik isi (SHA-256)", report.content_hash
    yield "Catatan", words.indication()


def _figures(report: ComplianceReport) -> Iterator[Row]:
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


def _units(report: ComplianceReport) -> Iterator[Row]:
    for one in unit_figures(report, below=True):
        yield one.unit_code, one.unit_name, _scope(one), *(one.value(kind.code) for kind in KINDS)


def _scope(one: UnitFigures) -> str:
    if one.unit_id is None:
        return "instansi"
    return "unit dan di bawahnya" if one.below else "unit"


def _slices(report: ComplianceReport) -> Iterator[Row]:
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


def _quota(report: ComplianceReport) -> Iterator[Row]:
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


def _people(report: ComplianceReport) -> Iterator[Row]:
    return iter(months_of(report, MONTH_CODES))


def _dictionary(report: ComplianceReport) -> Iterator[Row]:
    return (one.cells() for one in entries())
