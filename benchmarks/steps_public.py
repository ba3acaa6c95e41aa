"""Steps of the citizens' side: snapshots by the app server and by nginx, and how soon they come."""

import http.client
import json
import os
import signal
import statistics
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path as Folder
from typing import Any

from asn_wfh.engines.processes import start_child, stop_process
from benchmarks import wrk
from benchmarks.bench import Bench
from benchmarks.client import Same
from benchmarks.errors import BenchmarkError
from benchmarks.nginx import nginx
from benchmarks.paths import Asked, Path, hello, median, ratio
from benchmarks.report import Line
from benchmarks.servers import ROOT, Server, free_port
from benchmarks.steps_http import raw_figures
from benchmarks.world import World

OFFICES, DESKS = 200, 3
MOST_SECONDS = 2.0
LEAST_BY_APP, LEAST_BY_NGINX = 0.8, 0.95
BROWSER = "gzip, deflate, br"
FEW_SECONDS = 5
"""Pairs of one second where others take a few of some seconds: nginx is fast, and the host is not
always."""


def app_server(bench: Bench) -> list[Line]:
    """An office's page and its JSON from their snapshots by the app server, beside its hello."""
    lines = []
    for name, address, accept in _addresses(bench):
        path = Path(bench.portal, Same(address, accept=accept, encodings=BROWSER))
        hellos, own = bench.range.pairs(
            hello(bench.floor), path, rounds=bench.plan.rounds, seconds=bench.plan.page_seconds
        )
        bench.raw[name] = raw_figures(own)
        bench.raw[f"hello beside {name}"] = raw_figures(hellos)
        note = "" if lines else "as a browser asks, in Brotli; the snapshot is still valid."
        lines.append(
            _line(f"{name}, snapshot by the app server", own, hellos, "hello", LEAST_BY_APP, note)
        )
    return lines


def web_server(bench: Bench) -> list[Line]:
    """The same by nginx, beside a plain file of that size by the same nginx."""
    addresses = _addresses(bench)
    lines: list[Line] = []
    with _nginx(bench) as (server, plain, files):
        for name, address, accept in addresses:
            size = _size(server, address)
            (files / f"{size}.html").write_bytes(b"x" * size)
            anchor = Path(plain, Same(f"/{size}.html", accept=accept, encodings="gzip"))
            path = Path(server, Same(address, accept=accept, encodings="gzip"))
            anchors, own = bench.range.pairs(
                anchor, path, rounds=FEW_SECONDS * bench.plan.rounds, seconds=1.0, by=wrk.load
            )
            bench.raw[f"{name} by nginx"] = _wrk_figures(own)
            bench.raw[f"file beside {name} by nginx"] = _wrk_figures(anchors)
            what = f"{name}, snapshot by nginx ({size / 1024:.1f} KB)"
            note = f"{_spread(own, anchors)}."
            if not lines:
                note += (
                    " Asked for in gzip by wrk; one worker of nginx on one processor, wrk on "
                    "another. The plain file comes by sendfile, without a header of ours."
                )
            lines.append(_line(what, own, anchors, "plain file", LEAST_BY_NGINX, note))
    return lines


def latency(bench: Bench) -> list[Line]:
    """From the commit of an officer's check-in to new bytes on disk, with 200 offices."""
    with _workers(bench.world):
        found = bench.world.inside(
            "publishing", seconds=600, offices=OFFICES, desks=DESKS, arrivals=bench.plan.arrivals
        )
    seconds = sorted(found["seconds"])
    bench.raw["event_to_bytes"] = found
    p50, p99 = (seconds[min(len(seconds) - 1, int(share * len(seconds)))] for share in (0.5, 0.99))
    unseen = f" {found['unseen']} were given up after a minute." if found["unseen"] else ""
    return [
        Line(
            f"check-in to published bytes, {OFFICES} offices",
            f"p50 {p50:.2f} s, p99 {p99:.2f} s",
            goal=f"p99 ≤ {MOST_SECONDS:.0f} s",
            met=p99 <= MOST_SECONDS,
            note=f"{len(seconds)} first check-ins at {found['per_second']:.0f} a second, each "
            f"until its desk's new status stands in the file; {OFFICES * DESKS} desks of "
            f"{found['agencies']} agencies; the desks' worker and beat as `manage.py up` runs "
            f"them, the minute's refresh included.{unseen}",
        )
    ]


def _line(
    what: str, own: list[Asked], anchors: list[Asked], anchor: str, goal: float, note: str
) -> Line:
    share = ratio(own, anchors, lambda one: one.rate)
    cpu = [median(asked, lambda one: one.web_ms) for asked in (own, anchors)]
    return Line(
        what,
        f"{median(own, lambda one: one.rate):.0f}/s, {cpu[0]:.3f} ms CPU",
        f"{anchor} {median(anchors, lambda one: one.rate):.0f}/s, {cpu[1]:.3f} ms CPU",
        f"{share:.2f} ×",
        f"≥ {goal} ×",
        share >= goal,
        note=note,
    )


def _addresses(bench: Bench) -> list[tuple[str, str, str]]:
    """Name, address and media type of what is measured; its snapshots are written first."""
    bench.world.run("manage.py", "publish_snapshots")
    slug = _largest_office(bench)
    return [
        ("office page", f"/kantor/{slug}/", "text/html"),
        ("office status as JSON", f"/api/v1/offices/{slug}/status", "application/json"),
    ]


@contextmanager
def _nginx(bench: Bench) -> Iterator[tuple[Server, Server, Folder]]:
    """nginx on the world's snapshots; the same nginx with plain files, and the folder of these."""
    prefix = bench.world.folder / "nginx"
    files = prefix / "plain"
    files.mkdir(parents=True, exist_ok=True)
    (prefix / "hadir-nginx.pid").unlink(missing_ok=True)
    port = free_port()
    with nginx(
        bench.world.folder,
        prefix,
        portal_port=bench.portal.port,
        beside=f"    server {{ listen 127.0.0.1:{port}; root {files}; }}",
        workers=1,
        before=wrk.on_processor(0),
    ) as server:
        yield server, Server("nginx with plain files", port, server.pid), files


def _wrk_figures(asked: list[Asked]) -> list[dict[str, float]]:
    """What the result's JSON keeps of each round."""
    return [
        {
            "per_second": one.rate,
            "web_ms": one.web_ms,
            "web_share_of_a_core": _share(one),
            "client_share_of_a_core": one.load.client_share,
        }
        for one in asked
    ]


def _share(asked: Asked) -> float:
    """What the web server used of a core."""
    return asked.web_ms * asked.rate / 1000


def _spread(own: list[Asked], anchors: list[Asked]) -> str:
    """Between what the pairs' ratios lie, and who was at its end."""
    ratios = [a.rate / b.rate for a, b in zip(own, anchors, strict=True)]
    low, _, high = statistics.quantiles(ratios, n=4)
    every = [*own, *anchors]
    return (
        f"half of the {len(ratios)} pairs lie between {low:.2f} and {high:.2f}; nginx used "
        f"{median(every, _share):.2f} of its core, wrk "
        f"{median(every, lambda one: one.load.client_share):.2f}"
    )


@contextmanager
def _workers(world: World) -> Iterator[None]:
    """The desks' worker and beat, as `manage.py up` runs them."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "asn_wfh"]
    commands = [
        [
            *celery, "worker", "--without-gossip", "--without-mingle", "--loglevel", "WARNING",
            "--queues", "desks", "--hostname", "loket@%h", "--pool", "solo",
        ],
        [
            *celery, "beat", "--loglevel", "WARNING", "--pidfile", "",
            "--schedule", str(world.folder / "bench-beat"),
        ],
    ]  # fmt: skip
    with ExitStack() as stack, world.log.open("ab") as output:
        for command in commands:
            process = start_child(
                command,
                on_parent_death=signal.SIGKILL,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                env=os.environ | world.environment,
            )
            stack.callback(stop_process, process, [(signal.SIGTERM, 10.0)])
        yield


def _largest_office(bench: Bench) -> str:
    """The slug of the office with the most desks on the first page of the directory."""
    offices = json.loads(_get(bench.portal, "/api/v1/offices")[1])["offices"]
    return str(max(offices, key=lambda one: one["desks_total"])["slug"])


def _size(server: Server, address: str) -> int:
    """Bytes of the answer as it is sent in gzip."""
    headers, body = _get(server, address)
    if headers.get("Content-Encoding") != "gzip" or "Last-Modified" in headers:
        raise BenchmarkError(f"{address} did not come from its snapshot")
    return len(body)


def _get(server: Server, address: str) -> tuple[dict[str, Any], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10.0)
    try:
        headers = {"Host": "localhost"}
        if server.name == "nginx":
            headers["Accept-Encoding"] = "gzip"
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise BenchmarkError(f"{server.name}: {address} answered {answer.status}")
        return dict(answer.getheaders()), body
    finally:
        connection.close()
