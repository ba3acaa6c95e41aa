"""All files of a month in one ZIP, of one moment, one after the other, none held in memory."""

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from accounts.tenancy import tenant
from attendance.exports.about import about_rows
from attendance.exports.csv import file_name, report_lines
from attendance.exports.days import Tell, write_days_csv
from attendance.exports.dictionary import dictionary_csv
from attendance.exports.json import report_json
from attendance.exports.pay import write_pay
from attendance.exports.picture import one_picture, quiet
from attendance.exports.workbook import write_workbook
from attendance.letters.reports import report_pdf
from attendance.models import ComplianceReport
from attendance.wording import file_exports as words

COPY_BYTES = 1 << 20
PACKED = (".xlsx", ".pdf")
"""Files that are compressed already."""

READ_ME = "BACA-SAYA.txt"
SUMS = "SHA256SUMS.txt"
"""The other files' hashes, in the form that `sha256sum -c` reads."""

Made = dict[str, IO[bytes]]
Write = Callable[[IO[bytes]], None]


def write_archive(
    report: ComplianceReport,
    out: IO[bytes],
    folder: str,
    tell: Tell,
    *,
    at: datetime,
    with_pay: bool,
) -> None:
    """The ZIP into `out` (seekable), begun `at` (aware); `with_pay` adds the payroll's file.

    Everything in it is read at one moment; then it is packed, each file a step.
    """
    tell(words.reading_step(), 0, 0)
    with ExitStack() as files:

        def kept(write: Write) -> IO[bytes]:
            made: IO[bytes] = files.enter_context(TemporaryFile(dir=folder))
            write(made)
            return made

        with one_picture(report.agency_id) as seen:
            # It may have been signed since the worker took it up.
            report.refresh_from_db(fields=["document"])
            about = list(about_rows(report, seen))
            writers = dict(_files(report, folder, at, with_pay=with_pay))
            made = {name: kept(write) for name, write in writers.items()}
        read_me = words.read_me(report.month, about, [*made, SUMS])
        first = kept(lambda out: _write_bytes(read_me.encode(), out))
        _pack({READ_ME: first, **made}, out, tell, at.astimezone(ZoneInfo(report.agency.zone)))


def _pack(made: Made, out: IO[bytes], tell: Tell, at: datetime) -> None:
    """Put the files into the ZIP, at last the list of their hashes; dates on the clock of `at`."""
    sums = []
    with ZipFile(out, "w") as archive:
        for number, (name, content) in enumerate(made.items()):
            tell(words.archive_step(name), number, len(made))
            content.seek(0)
            sums.append(f"{_add(archive, name, content, at)}  {name}\n")
        archive.writestr(_entry(SUMS, at), "".join(sums))


def _add(archive: ZipFile, name: str, content: IO[bytes], at: datetime) -> str:
    """Add one file; its SHA-256."""
    digest = hashlib.sha256()
    with archive.open(_entry(name, at), "w", force_zip64=True) as packed:
        while piece := content.read(COPY_BYTES):
            digest.update(piece)
            packed.write(piece)
    return digest.hexdigest()


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
    return entry


def _files(
    report: ComplianceReport, folder: str, at: datetime, *, with_pay: bool
) -> Iterator[tuple[str, Write]]:
    """What lies in the ZIP, by name."""
    yield file_name(report, "pdf"), lambda out: _write_bytes(report_pdf(report, at), out)
    yield file_name(report, "xlsx"), lambda out: write_workbook(report, out, folder)
    yield file_name(report), lambda out: _write(report_lines(report), out)
    yield file_name(report, "json"), lambda out: _write(report_json(report), out)
    yield "hari-pegawai.csv", lambda out: write_days_csv(report, out, quiet)
    if with_pay:
        yield "tunjangan.csv", lambda out: write_pay(report, out, quiet)
    yield "kamus-data.csv", lambda out: _write(dictionary_csv(), out)


def write_lines(
    report: ComplianceReport,
    lines: Callable[[ComplianceReport], Generator[str]],
    out: IO[bytes],
) -> None:
    """Write `lines(report)` in the agency's tenancy, as UTF-8."""
    with tenant(report.agency_id):
        _write(lines(report), out)


def _write(lines: Generator[str], out: IO[bytes]) -> None:
    # Closed here, with the rows it reads: after an error they would be closed in another's hands.
    with closing(lines):
        for line in lines:
            out.write(line.encode())


def _write_bytes(content: bytes, out: IO[bytes]) -> None:
    out.write(content)
