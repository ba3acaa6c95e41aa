"""The files of a month: time and memory of all days, few and many."""

from typing import Any

from benchmarks.bench import FULL, Bench
from benchmarks.report import Line

FEW, MANY, QUICKLY = 10_000, 1_000_000, 200_000
FIRST_NUMBER = 20
"""Of the invented agencies: those of the other steps come before them."""


def step(bench: Bench) -> list[Line]:
    """The workbook and the CSV of so many days, each in a process of its own."""
    many = MANY if bench.plan is FULL else QUICKLY
    worlds = [
        bench.world.inside("file_days", seconds=1800, rows=rows, number=FIRST_NUMBER + place)
        for place, rows in enumerate((FEW, many))
    ]
    lines = []
    for kind in ("xlsx", "csv"):
        few, large = (_made(bench, of, kind) for of in worlds)
        bench.raw[f"files_{kind}"] = {"few": few, "many": large}
        rows = [one["rows"] for one in worlds]
        memory = large["peak_mb"] / few["peak_mb"]
        each = [
            1e6 * one["seconds"] / number for one, number in zip((few, large), rows, strict=True)
        ]
        lines += [
            Line(
                f"{kind} of {rows[1]:,} days: peak memory",
                f"{large['peak_mb']:.0f} MB",
                f"{rows[0]:,} days: {few['peak_mb']:.0f} MB",
                f"{memory:.2f} ×",
                "≤ 1.2 ×",
                memory <= 1.2,
            ),
            Line(
                f"{kind} of {rows[1]:,} days: time",
                f"{large['seconds']:.0f} s, {large['mb']:.0f} MB",
                f"{each[0]:.0f} µs a row at {rows[0]:,}",
                f"{each[1]:.0f} µs a row",
                "linear",
                each[1] <= 1.2 * each[0],
            ),
        ]
    return lines


def _made(bench: Bench, of: dict[str, Any], kind: str) -> dict[str, Any]:
    ids = {"agency": of["agency"], "report": of["report"]}
    found: dict[str, Any] = bench.world.inside("files", seconds=1800, kind=kind, **ids)
    return found
