"""The step that computes a month's reports of a large agency, and of many agencies."""

from benchmarks.bench import Bench
from benchmarks.report import Line

MONTH = "2026-10"
LARGE, SMALL, AGENCIES = 20_000, 3_674, 50
"""People of the large agency and of each other one: 200,000 in all."""

QUICK_LARGE, QUICK_SMALL, QUICK_AGENCIES = 2_000, 400, 5
MOST_SECONDS = 540


def step(bench: Bench) -> list[Line]:
    """The SQL beside the bare GROUP BY; one large agency, all agencies; memory and growth."""
    full = bench.plan.whole_set
    large, small, count = (
        (LARGE, SMALL, AGENCIES) if full else (QUICK_LARGE, QUICK_SMALL, QUICK_AGENCIES)
    )
    sizes = [small, large, *[small] * (count - 2)]
    found = bench.world.inside(
        "monthly", seconds=MOST_SECONDS, sizes=sizes, month=MONTH, rounds=5 * bench.plan.rounds
    )
    bench.raw["monthly"] = found
    return [*_ratios(found), *_wholes(found, sizes)]


def _ratios(found: dict) -> list[Line]:
    bare, days = found["bare_seconds"], found["days"][1]
    return [
        Line(
            f"monthly report: the agency's sums over {days} days",
            f"{found['agency_seconds']:.2f} s",
            f"bare GROUP BY {bare:.2f} s",
            f"{found['agency_ratio']:.2f} ×",
            "≤ 1.5 ×",
            found["agency_ratio"] <= 1.5,
            note="bare: GROUP BY unit, date, status and place with the count and both sums of "
            "minutes, as the application's role, in turns with ours; ours groups by all that a "
            "figure looks at.",
        ),
        Line(
            "monthly report: every breakdown",
            f"{found['breakdowns_seconds']:.2f} s",
            f"bare GROUP BY {bare:.2f} s",
            f"{found['breakdowns_ratio']:.2f} ×",
            "≤ 3 ×",
            found["breakdowns_ratio"] <= 3,
            note=f"{found['sums']} sums of agency, units, employment types, places, weekdays and "
            "dates, and the counts behind the quota of every unit and date; SQL alone, as fetched.",
        ),
    ]


def _wholes(found: dict, sizes: list[int]) -> list[Line]:
    large, every = found["seconds"][1], sum(found["seconds"])
    days, all_days = found["days"][1], sum(found["days"])
    growth = (every / all_days) / (large / days)
    peak = found["peak_mb"]
    return [
        Line(
            f"monthly report of {sizes[1]} people, whole computation",
            f"{large:.1f} s, {days / large:.0f} days/s",
            note="days closed already; desks, figures, people's months and the report written.",
        ),
        Line(
            f"monthly reports of {len(sizes)} agencies, {sum(sizes)} people",
            f"{every:.1f} s, {all_days / every:.0f} days/s",
            f"{sizes[1]} people {days / large:.0f} days/s",
            f"{growth:.2f} × a day",
            "≤ 1.1 × (linear)",
            growth <= 1.1,
            note=f"{all_days} judged days, one worker, one agency after the other; making the rows "
            f"took {found['made_seconds']:.0f} s.",
        ),
        Line(
            "monthly report: memory of the worker",
            f"{peak[-1]:.0f} MB at most",
            f"{peak[1]:.0f} MB after {sizes[0]} people",
            f"+{peak[-1] - peak[1]:.0f} MB",
            note=f"{peak[0]:.0f} MB before the first report, {peak[2]:.0f} MB after {sizes[1]} "
            f"people, no more for the {len(sizes) - 2} agencies after it"
            if peak[-1] == peak[2]
            else f"{peak[0]:.0f} MB before the first report, {peak[2]:.0f} MB after {sizes[1]} "
            "people.",
        ),
    ]
