"""Broken files: each fault is named by its line, and nothing large is ever held."""

import io
import tracemalloc
from pathlib import Path

import pytest

from attendance.csv_lines import LINE_LIMIT, BadLine, Fault, Row, TextLine, bounded_lines, csv_rows

COLUMNS = ("nip", "nomor")
HEAD = b"nip,nomor\n"
QUARTER_GB = 256 * 1024**2


def rows(text: bytes) -> list[Row | BadLine]:
    return list(csv_rows(io.BytesIO(text), COLUMNS))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + b"1,2\n",
        b"\xef\xbb\xbfNomor;NIP\r\n2;1\r\n",
        HEAD + b'"1"," 2 "',
        HEAD + b"\n1,2\n\n",
    ],
)
def test_the_same_row_however_a_spreadsheet_writes_it(text: bytes) -> None:
    assert [row.fields for row in rows(text) if isinstance(row, Row)] == [("1", "2")]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (b"", [BadLine(1, Fault.EMPTY)]),
        (HEAD, [BadLine(2, Fault.EMPTY)]),
        (b"nip,nama\n1,2\n", [BadLine(1, Fault.HEADER, "nip, nama")]),
        (b"nip\tnomor\n1\t2\n", [BadLine(1, Fault.HEADER, "nip\tnomor")]),
        (b"nip,nomor,nip\n", [BadLine(1, Fault.HEADER, "nip, nomor, nip")]),
        (b"ni\xff,nomor\n", [BadLine(1, Fault.NOT_UTF8)]),
        (HEAD + b"1\n1,2\n1,2,3\n", [BadLine(2, Fault.COUNT, "1"), BadLine(4, Fault.COUNT, "3")]),
        (HEAD + b"1,\xe9\n", [BadLine(2, Fault.NOT_UTF8)]),
        (HEAD + b"1,\x00\n", [BadLine(2, Fault.NUL)]),
        (HEAD + b'"1,2\n1,2\n', [BadLine(2, Fault.QUOTES)]),
        (HEAD + b"9" * (LINE_LIMIT + 1) + b"\n1,\n", [BadLine(2, Fault.TOO_LONG)]),
        (HEAD + b"9" * (LINE_LIMIT + 1), [BadLine(2, Fault.TOO_LONG)]),
        ("nip,nomor\n1,2\n".encode("utf-16"), [BadLine(1, Fault.NUL)]),
    ],
)
def test_a_fault_has_its_line(text: bytes, faults: list[BadLine]) -> None:
    assert [row for row in rows(text) if isinstance(row, BadLine)] == faults


def test_a_line_of_a_quarter_gigabyte_costs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.write(HEAD)
        # A hole in the file: it reads as NULs and takes no room on the disk.
        file.seek(QUARTER_GB)
        file.write(b"\n1,2\n")
    tracemalloc.start()
    with path.open("rb") as file:
        found = list(csv_rows(file, COLUMNS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [BadLine(2, Fault.TOO_LONG), Row(3, ("1", "2"))]
    assert peak < 8 * LINE_LIMIT + (1 << 20)


def test_lines_keep_their_numbers() -> None:
    assert list(bounded_lines(io.BytesIO(b"a\r\n\nb"))) == [
        TextLine(1, "a"),
        TextLine(2, ""),
        TextLine(3, "b"),
    ]
