"""The overview of several agencies as a file for spreadsheets: figures of agencies, no person."""

from collections.abc import Iterable
from datetime import date

from attendance.exports.columns import safe_text
from attendance.exports.csv import Cell, csv_lines
from attendance.exports.sheets import OVERSEEN_HEAD, overseen_pair
from attendance.queries.oversight import CODES, Overseen
from attendance.wording import oversight as words


def overseen_file_name(month: date) -> str:
    """`lintas-instansi-2026-10.csv`."""
    return f"lintas-instansi-{month:%Y-%m}.csv"


def overseen_csv(month: date, agencies: Iterable[Overseen]) -> str:
    """A row for each agency: each figure, and beside it what it is a share of, where it is one."""
    columns = [*OVERSEEN_HEAD, *(one for code in CODES for one in overseen_pair(code))]
    head = [column.name for column in columns]
    return "".join(csv_lines(head, (_row(month, one) for one in agencies)))


def _row(month: date, one: Overseen) -> list[Cell]:
    row: list[Cell] = [
        safe_text(one.agency.code),
        safe_text(one.agency.name),
        one.agency.kind,
        safe_text(one.province.name) if one.province else "",
        f"{month:%Y-%m}",
        words.standing_label(one.standing),
        "ya" if one.is_late else "tidak",
        "" if one.version is None else one.version,
        "" if one.data_until is None else one.data_until.isoformat(),
    ]
    for code in CODES:
        amount = one.amounts.get(code)
        row.append("" if amount is None else amount.value)
        row.append("" if amount is None or amount.base is None else amount.base)
    return row
