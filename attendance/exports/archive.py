"""All files of a month in one ZIP, one after the other, none of them held in memory."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from accounts.tenancy import tenant
from attendance.exports.csv import file_name, report_lines
from attendance.exports.days import Tell, write_days_csv
from attendance.exports.dictionary import dictionary_csv
from attendance.exports.json import report_json
from attendance.exports.pay import write_pay
from attendance.exports.workbook import write_workbook
from attendance.letters.reports import report_pdf
from attendance.models import ComplianceReport
from attendance.wording.file_exports import archive_step

COPY_BYTES = 1 << 20
PACKED = (".xlsx", ".pdf")
"""Files that are compressed already."""

Write = Callable[[IO[bytes], Tell], None]


def write_archive(
    report: ComplianceReport,
    out: IO[bytes],
    folder: str,
    tell: Tell,
    *,
    at: datetime,
    with_pay: bool,
) -> None:
    """The ZIP into `out` (seekable), as of `at` (aware); `with_pay` adds the payroll's file."""
    files = list(_files(report, folder, at, with_pay=with_pay))

    with ZipFile(out, "w") as archive:
        for number, (name, write) in enumerate(files):
            step = _counting(tell, name, number, len(files))
            step("", 0, 0)
            with TemporaryFile(dir=folder) as made:
                write(made, step)
                made.seek(0)
                _pack(archive, name, made, at)


def _counting(tell: Tell, name: str, number: int, total: int) -> Tell:
    """A file's own steps are moments to stop at; the ZIP counts files."""

    def step(_what: str, _done: int, _total: int) -> None:
        tell(archive_step(name), number, total)

    return step


def _pack(archive: ZipFile, name: str, made: IO[bytes], at: datetime) -> None:
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as packed:
        while piece := made.read(COPY_BYTES):
            packed.write(piece)


def _files(
    report: ComplianceReport, folder: str, at: datetime, *, with_pay: bool
) -> Iterator[tuple[str, Write]]:
    """What lies in the ZIP, by name."""

    def pdf(out: IO[bytes], _tell: Tell) -> None:
        with tenant(report.agency_id):
            out.write(report_pdf(report, at))

    yield file_name(report, "pdf"), pdf
    yield file_name(report, "xlsx"), lambda out, tell: write_workbook(report, out, folder, tell)
    yield file_name(report), lambda out, _tell: write_lines(report, report_lines, out)
    yield file_name(report, "json"), lambda out, _tell: write_lines(report, report_json, out)
    yield "hari-pegawai.csv", lambda out, tell: write_days_csv(report, out, tell)
    if with_pay:
        yield "tunjangan.csv", lambda out, tell: write_pay(report, out, tell)
    yield "kamus-data.csv", lambda out, _tell: _write(dictionary_csv(), out)


def write_lines(
    report: ComplianceReport,
    lines: Callable[[ComplianceReport], Iterable[str]],
    out: IO[bytes],
) -> None:
    """Write `lines(report)` in the agency's tenancy, as UTF-8."""
    with tenant(report.agency_id):
        _write(lines(report), out)


def _write(lines: Iterable[str], out: IO[bytes]) -> None:
    for line in lines:
        out.write(line.encode())
