"""`simulate` beside a plain read and write of the same files; as a module, one measured run."""

import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from attendance.simulation.run import simulate
from benchmarks.bench import Bench
from benchmarks.errors import BenchmarkError
from benchmarks.period import write_period
from benchmarks.report import Line
from benchmarks.servers import ROOT

LARGE, SMALL = 1_000_000, 10_000
MIDDLE = 100_000
PLAIN = "plain"


def step(bench: Bench) -> list[Line]:
    """Speed per core at two sizes, with all processors, and peak memory at the ends."""
    sizes = (MIDDLE, LARGE) if bench.plan.whole_set else (MIDDLE,)
    folder = bench.world.folder / "simulate"
    days = {size: write_period(folder / str(size), size) for size in (SMALL, *sizes)}
    found: dict[str, Any] = {"days": days}
    lines = []
    for size in sizes:
        pairs = [
            (_run(folder, size, PLAIN), _run(folder, size, "1")) for _ in range(bench.plan.rounds)
        ]
        found[str(size)] = pairs
        lines += _speed(days[size], pairs)
    largest = max(sizes)
    several = _run(folder, largest, str(os.process_cpu_count() or 1))
    few, many = _run(folder, SMALL, "1"), found[str(largest)][-1][1]
    bench.raw["simulate"] = found | {"several": several, "few": few}
    grown = many["peak_mb"] / few["peak_mb"]
    lines += [
        Line(
            f"simulate, {days[largest]:,} employee-days, {os.process_cpu_count()} processes",
            f"{several['seconds']:.1f} s, {days[largest] / several['seconds']:.0f} days/s",
        ),
        Line(
            f"simulate, peak memory at {days[largest]:,}",
            f"{many['peak_mb']:.0f} MB",
            f"at {days[SMALL]:,}: {few['peak_mb']:.0f} MB",
            f"{grown:.2f} ×",
            "≤ 1.5 ×",
            grown <= 1.5,
            note="a process of its own, without Django.",
        ),
    ]
    return lines


def _speed(days: int, pairs: list[tuple[dict[str, float], dict[str, float]]]) -> list[Line]:
    ratio = statistics.median(ours["cpu"] / plain["cpu"] for plain, ours in pairs)
    plain = statistics.median(plain["cpu"] for plain, _ in pairs)
    rate = days / statistics.median(ours["cpu"] for _, ours in pairs)
    return [
        Line(
            f"simulate, {days:,} employee-days",
            f"{rate:.0f} days/s and core",
            f"the same CSV read and written: {days / plain:.0f} days/s",
            f"{ratio:.1f} ×",
            "≤ 4 ×",
            ratio <= 4,
            note="processor time of one process, days off included; the anchor writes what it "
            "reads with the csv module, all seven files.",
        ),
        Line(
            f"simulate, {days:,} employee-days: rate",
            f"{rate:.0f} days/s and core",
            goal="≥ 50,000",
            met=rate >= 50_000,
        ),
    ]


def _run(folder: Path, size: int, how: str) -> dict[str, float]:
    out = folder / f"out-{size}"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.simulate", folder / str(size), out, how],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    if done.returncode != 0:
        raise BenchmarkError(f"simulate failed: {done.stderr[-500:]}")
    return json.loads(done.stdout)


def main(folder: Path, out: Path, how: str) -> dict[str, float]:
    """Seconds, processor seconds (of children too) and peak memory of one run in this process."""
    begun, used = time.perf_counter(), _cpu()
    if how == PLAIN:
        _read_and_write(folder, out)
    else:
        simulate(folder, out, processes=int(how), tell=lambda _: None)
    return {
        "seconds": time.perf_counter() - begun,
        "cpu": _cpu() - used,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _read_and_write(folder: Path, out: Path) -> None:
    out.mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.csv")):
        with (
            path.open(encoding="utf-8", newline="") as lines,
            (out / path.name).open("w", encoding="utf-8", newline="") as copy,
        ):
            writer = csv.writer(copy)
            for row in csv.reader(lines):
                writer.writerow(row)


def _cpu() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(who)[:2]) for who in both)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
