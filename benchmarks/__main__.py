"""Measure ours beside its anchors and print the table; `--quick` for a look of a minute or so."""

import argparse
import os
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

from asn_wfh.engines import EngineError
from benchmarks import (
    report,
    simulate,
    steps_files,
    steps_generate,
    steps_http,
    steps_inside,
    steps_monthly,
    steps_public,
    steps_truth,
)
from benchmarks.bench import FULL, QUICK, Bench, Plan
from benchmarks.errors import BenchmarkError
from benchmarks.paths import Range
from benchmarks.report import Line
from benchmarks.servers import granian
from benchmarks.world import World, fill_small, new_world, start_whole_set

STEPS: dict[str, Callable[[Bench], list[Line]]] = {
    "check-in": steps_http.check_in,
    "citizens' pages": steps_public.app_server,
    "citizens' pages by nginx": steps_public.web_server,
    "signed-in pages": steps_http.signed_in,
    "roster grid": steps_http.roster_grid,
    "disk": steps_inside.disk,
    "statements": steps_inside.statements,
    "row-level security": steps_inside.isolation,
    "close of a day": steps_inside.close,
    "password": steps_inside.password,
    "monthly report": steps_monthly.step,
    "simulate": simulate.step,
    "roster generation": steps_generate.step,
    "files": steps_files.step,
    "truth": steps_truth.step,
    "event to bytes": steps_public.latency,
}

CALM = 0.15
"""Parts of a core that other programs may use while we measure, before the result says so."""


def main() -> int:
    """Run every step; 0 when all of them ran, whether goals are met or not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter, smaller, less sure; no file")
    parser.add_argument("--only", choices=STEPS, nargs="+", help="some steps only; writes no file")
    options = parser.parse_args()
    # Told to stop, it stops what it started and takes its folder away first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    plan = QUICK if options.quick else FULL
    begun, about = time.monotonic(), report.machine()
    lines: list[Line] = []
    failures: dict[str, str] = {}
    raw: dict[str, Any] = {}
    try:
        with new_world() as world:
            raw = _measure(world, plan, options.only or list(STEPS), lines, failures)
    except (BenchmarkError, EngineError) as error:
        failures["the world to measure in"] = str(error)
    text = report.document(lines, failures, about, seconds=time.monotonic() - begun)
    print(text)
    if options.only is None and not options.quick:
        page = report.write(text, lines, raw, about, name=f"{datetime.now(UTC):%Y-%m-%d}")
        print(f"Written: benchmarks/results/{page.name} and .json")
    return 1 if failures else 0


def _measure(
    world: World, plan: Plan, wanted: list[str], lines: list[Line], failures: dict[str, str]
) -> dict[str, Any]:
    """Fill `lines` and `failures`; the raw figures."""
    whole = _whole_set(world, lines) if plan.whole_set else {}
    with _bench(world, plan, fresh=not plan.whole_set) as bench:
        bench.raw["whole_set"] = whole
        for name in wanted:
            _say(name)
            try:
                lines += STEPS[name](bench)
            except (BenchmarkError, OSError) as error:
                failures[name] = str(error)
                _say(f"{name} could not run: {error}")
        failures |= bench.failures
        lines.append(_fairness(bench))
        return bench.raw


def _fairness(bench: Bench) -> Line:
    """Whether the figures were taken in peace: the client's share, other programs', the host's."""
    asked = bench.range
    if not asked.others:
        return Line("loads over HTTP", "none")
    client, others = max(asked.client_shares), statistics.median(asked.others)
    stolen = statistics.median(asked.stolen)
    bench.raw["fairness"] = {"client": client, "others": others, "stolen": stolen}
    return Line(
        "while loads ran, parts of a core",
        f"client ≤ {client:.2f}, other programs {others:.2f}, taken by the host {stolen:.2f}",
        note="measured with other work on the machine: absolute figures are too low."
        if others + stolen > CALM
        else "",
    )


def _whole_set(world: World, lines: list[Line]) -> dict[str, Any]:
    _say("first start of the whole set")
    first = start_whole_set(world, measure_idle=True)
    _say("second start")
    second = start_whole_set(world, measure_idle=False)
    seconds, again, memory = first["ready_seconds"], second["ready_seconds"], first["pss_mb"]
    lines += [
        Line(
            "first start to ready",
            f"{seconds:.1f} s",
            goal="≤ 120 s",
            met=seconds <= 120,
            note="database, migrations, demo data, static files; installing packages not included. "
            f"Processor time {first['cpu_seconds']:.0f} s, second {second['cpu_seconds']:.0f} s.",
        ),
        Line("second start to ready", f"{again:.1f} s", goal="≤ 5 s", met=again <= 5),
        Line(
            "memory of the whole set, idle",
            f"{memory:.0f} MB",
            goal="≤ 600 MB",
            met=memory <= 600,
            note=f"{len(first['by_process'])} processes; proportional set size (RSS, which counts "
            f"shared pages in each process, adds up to {first['rss_mb']:.0f} MB).",
        ),
    ]
    return {"first": first, "second": second}


@contextmanager
def _bench(world: World, plan: Plan, *, fresh: bool) -> Iterator[Bench]:
    """Engines, people, sessions and both servers, until the block ends."""
    with ExitStack() as stack:
        stack.enter_context(world.engines)
        _say("people and sessions")
        if fresh:
            fill_small(world)
        cookies = world.make_floor(plan.people)
        agencies = world.inside("agencies", sizes=list(plan.sizes))
        roles = ("ppk", "supervisor", "large_supervisor")
        sessions = world.inside(
            "sessions",
            people=agencies[1]["people"][: plan.people - 200],
            demo_people=200,
            holders=[agency[role] for agency in agencies for role in roles],
        )
        servers = [
            stack.enter_context(granian(name, application, environment, ready=ready, log=world.log))
            for name, application, environment, ready in (
                ("floor", "benchmarks.floor.wsgi:application", world.floor_environment, "/hello/"),
                ("portal", "asn_wfh.wsgi:application", world.environment, "/sehat/siap"),
            )
        ]
        yield Bench(
            plan=plan,
            world=world,
            range=Range(world.engine_pids, os.getpid()),
            floor=servers[0],
            portal=servers[1],
            floor_cookies=cookies,
            agencies=agencies,
            sessions=sessions,
        )


def _say(what: str) -> None:
    print(f"{datetime.now(UTC):%H.%M.%S} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
