"""The example of docs/simulate.md leads to what the page says, and the page names every column."""

import re
from pathlib import Path

from attendance.simulation.files import CALENDAR, INPUTS, OUTPUTS
from tests.attendance.simulation.period import run

PAGE = (Path(__file__).parents[3] / "docs" / "simulate.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"((?:    \S.*\n)+)")


def test_the_example_leads_to_what_the_page_says(tmp_path):
    _, _, example = PAGE.partition("## An example\n")
    blocks = [[line.strip() for line in block.splitlines()] for block in BLOCK.findall(example)]
    by_columns = {block[0]: block[1:] for block in blocks}
    files = {
        shape.name.removesuffix(".csv"): by_columns.pop(",".join(shape.columns))
        for shape in INPUTS
        if ",".join(shape.columns) in by_columns
    }
    assert sorted(files) == ["employees", "events", "roster", "schedules"]
    (expected,) = by_columns.values()
    result = run(tmp_path, files)
    assert [",".join(row.values()) for row in result.days] == expected


def test_the_page_names_every_column():
    known = set(re.findall(r"`([a-z_]+)`", PAGE))
    silent = {"nip", "date", "agency", "month", "employees"}
    summed = set(OUTPUTS[2].columns)
    wanted = {column for shape in (*INPUTS, *OUTPUTS[:2]) for column in shape.columns}
    assert wanted - silent - known == {"year"}
    assert {"workdays", "wfo_days", "wfh_days", "wfa_days"} <= known & summed
    assert CALENDAR.name in PAGE
