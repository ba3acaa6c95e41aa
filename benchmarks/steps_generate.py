"""The step that has rosters made."""

from benchmarks.bench import Bench
from benchmarks.report import Line

GOAL_SECONDS = 5
GOAL_GAP = 0.02
PROCESSES = 2


def step(bench: Bench) -> list[Line]:
    """A month of 50 people to a gap of 2 %, beside any plan at all; a hundred units' weeks."""
    found = bench.world.inside(
        "generate", seconds=900, rounds=bench.plan.rounds, units=100, processes=PROCESSES
    )
    bench.raw["generate"] = found
    seconds, gap = found["seconds"], found["gap"]
    return [
        Line(
            "roster of 50 people × 20 days, generated",
            f"{seconds:.1f} s to a gap of {100 * gap:.1f} %",
            f"any plan at all {found['anchor']:.2f} s CPU",
            f"{found['ratio']:.1f} × CPU",
            "≤ 5 s, ≤ 2 %",
            seconds <= GOAL_SECONDS and gap <= GOAL_GAP,
            note=f"median of {len(found['months'])} months, the largest gap; one thread, "
            f"{found['cpu']:.1f} s CPU.",
        ),
        Line(
            f"rosters of {found['units']} units of 20 × 5, {PROCESSES} processes",
            f"{found['units_seconds']:.1f} s, "
            f"{found['units'] / found['units_seconds']:.1f} units/s",
            note=f"largest gap {100 * found['units_gap']:.1f} %; starting the processes included.",
        ),
    ]
