"""Debian's wrk as the load client of nginx, which one thread of Python cannot bring to its end.

It holds `CONNECTIONS` persistent connections from one thread. nginx has one worker on the first
processor and wrk the next one, so that nginx's processor is what ends first; what each used of its
own stands beside the result.
"""

import os
import re
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable

from benchmarks.client import Load, Same
from benchmarks.errors import BenchmarkError
from benchmarks.nginx import PLACES

CONNECTIONS = 128
PATIENCE_SECONDS = 30.0


def load(
    port: int,
    source: Same,
    *,
    seconds: float,
    connections: int = CONNECTIONS,
    on_start: Callable[[], None],
    on_stop: Callable[[], None],
) -> Load:
    """Ask for `source` for `seconds`, which wrk wants whole; what is not 2xx or 3xx counts as 0.

    BenchmarkError where wrk is missing or says something else than its figures.
    """
    program = shutil.which("wrk", path=PLACES)
    if program is None:
        raise BenchmarkError("wrk is not installed: sh deploy/nginx.sh")
    command = [
        *on_processor(1), program, "--threads", "1", "--connections", str(connections),
        "--duration", f"{max(1, round(seconds))}s", "--header", "Host: localhost",
        "--header", f"Accept: {source.accept}", "--header", f"Accept-Encoding: {source.encodings}",
        f"http://127.0.0.1:{port}{source.path}",
    ]  # fmt: skip
    before = _client_seconds()
    on_start()
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=seconds + PATIENCE_SECONDS
    )
    on_stop()
    answers = re.search(r"^\s*(\d+) requests in ", ended.stdout, re.MULTILINE)
    rate = re.search(r"^Requests/sec:\s*([\d.]+)", ended.stdout, re.MULTILINE)
    if answers is None or rate is None or not float(rate[1]):
        raise BenchmarkError(f"wrk said: {ended.stdout[-500:]} {ended.stderr[-500:]}")
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", ended.stdout)
    others = int(wrong[1]) if wrong else 0
    return Load(
        seconds=int(answers[1]) / float(rate[1]),
        statuses=Counter({200: int(answers[1]) - others, 0: others}),
        client_cpu=_client_seconds() - before,
        sample={0: b"neither 2xx nor 3xx"},
    )


def on_processor(number: int) -> list[str]:
    """What a command begins with to run on one processor alone; nothing where there are too few."""
    there = sorted(os.sched_getaffinity(0))
    return ["taskset", "--cpu-list", str(there[number])] if len(there) > 1 else []


def _client_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
