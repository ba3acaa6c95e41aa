"""The compliance report as a file for spreadsheets.

UTF-8 with a byte order mark, semicolons and CRLF: with these Excel opens the file by a double
click, columns and names whole, where Indonesian settings use the comma for decimals. Every number
is a whole number, so no decimal sign can be misread; shares are left to the reader's formula. A
text that a spreadsheet would run as a formula is written with an apostrophe in front.
"""

import csv
from collections.abc import Generator, Iterable
from io import StringIO

from attendance.exports.columns import COLUMNS, HEAD, safe_text
from attendance.models import ComplianceReport
from attendance.queries.exports import UnitFigures, unit_figures
from attendance.queries.figures import ALL_KINDS

BOM = "\ufeff"
Cell = str | int


def file_name(report: ComplianceReport, suffix: str = "csv") -> str:
    """`kepatuhan-32.11-2026-11-v2.csv`."""
    return f"kepatuhan-{report.agency.code}-{report.month:%Y-%m}-v{report.version}.{suffix}"


def report_csv(report: ComplianceReport) -> str:
    """The whole file: a row for the agency, then one for each unit in order of code."""
    return "".join(report_lines(report))


def report_lines(report: ComplianceReport) -> Generator[str]:
    """The file line by line. Inside the agency's tenancy."""
    head = [*HEAD, *(COLUMNS[kind.code] for kind in ALL_KINDS)]
    return csv_lines(head, (_row(report, one) for one in unit_figures(report)))


def csv_lines(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Generator[str]:
    """A file in the form that the module's head describes; texts come in as `safe_text`."""
    out = StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        yield out.getvalue()
        out.seek(0)
        out.truncate()
        writer.writerow(row)
    yield out.getvalue()


def _row(report: ComplianceReport, one: UnitFigures) -> list[Cell]:
    about: list[Cell] = [
        safe_text(report.agency.code),
        safe_text(report.agency.name),
        f"{report.month:%Y-%m}",
        report.version,
        report.rule_version,
        report.data_until.isoformat(),
    ]
    if one.unit_id is None:
        about += ["instansi", "", ""]
    else:
        about += ["unit", safe_text(one.unit_code), safe_text(one.unit_name)]
    return about + [one.value(kind.code) for kind in ALL_KINDS]
