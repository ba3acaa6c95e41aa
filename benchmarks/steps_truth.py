"""The step that asks whether what citizens read is true."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from benchmarks.bench import Bench
from benchmarks.report import Line
from benchmarks.truth import MONTH, compare, together

PROCESSES = 2
MOMENTS = 17
"""A day and desk: over 100,000 for 200 desks and a month."""


def step(bench: Bench) -> list[Line]:
    """An invented month of desks in three zones, asked at random moments."""
    ask = partial(compare, days=MONTH, moments=MOMENTS)
    desks = [range(first, bench.plan.desks, PROCESSES) for first in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        found = together(pool.map(ask, desks))
    bench.raw["truth"] = {"codes": dict(found.codes), "faults": dict(found.faults)}
    said = ", ".join(f"{code} {number:,}" for code, number in found.codes.most_common())
    return [
        Line(
            f"published status against the truth, {bench.plan.desks} desks, a month",
            f"{found.faults.total()} false in {found.moments:,} moments",
            goal="0 false",
            met=found.faults.total() == 0,
            note=f"the product's rules from check-in to status, without the database; {said}.",
        )
    ]
