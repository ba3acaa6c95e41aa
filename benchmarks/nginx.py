"""Debian's nginx with the project's own `deploy/nginx.conf`, on loopback, for tests and benchmarks.

Only what that file says depends on the machine is replaced: folder, port, the portal's address.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from asn_wfh.engines.processes import start_child, stop_process
from benchmarks.errors import BenchmarkError
from benchmarks.servers import ROOT, Server, free_port, tail

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
PLACES = f"{os.defpath}:/usr/sbin:/usr/local/sbin"
START_SECONDS = 10.0


@contextmanager
def nginx(
    data: Path,
    prefix: Path,
    *,
    portal_port: int,
    beside: str = "",
    workers: int = 2,
    before: Sequence[str] = (),
) -> Iterator[Server]:
    """Serve `data` (with `snapshots/` and `static/`) until the block ends.

    `prefix` is a folder for its own files; `beside` stands after its `server`, and `before` in
    front of the command. BenchmarkError where there is no nginx, or it does not start.
    """
    program = shutil.which("nginx", path=PLACES)
    if program is None:
        raise BenchmarkError("nginx is not installed: sh deploy/nginx.sh")
    port = free_port()
    text = CONFIGURATION.read_text(encoding="utf-8")
    for there, here in (
        ("/srv/hadir/data", str(data)),
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("server 127.0.0.1:8000;", f"server 127.0.0.1:{portal_port};"),
        ("worker_processes auto;", f"worker_processes {workers};"),
    ):
        if there not in text:
            raise BenchmarkError(f"deploy/nginx.conf has no {there!r} any more")
        text = text.replace(there, here)
    text = f"{text.rstrip().removesuffix('}')}{beside}\n}}\n"
    configuration, log = prefix / "nginx.conf", prefix / "nginx.log"
    configuration.write_text(text, encoding="utf-8")
    # Root's nginx reads as another account, to which a test's folder is closed.
    asides = "daemon off; user root;" if os.geteuid() == 0 else "daemon off;"
    where = ["-p", str(prefix), "-e", "stderr", "-c", str(configuration)]
    command = [*before, program, *where, "-g", asides]
    with log.open("ab") as output:
        process = start_child(
            command, on_parent_death=signal.SIGTERM, stdout=output, stderr=output, cwd=prefix
        )
    try:
        end = time.monotonic() + START_SECONDS
        while not (prefix / "hadir-nginx.pid").exists():
            if process.poll() is not None or time.monotonic() > end:
                raise BenchmarkError(f"nginx did not start; its last words: {tail(log)}")
            time.sleep(0.02)
        yield Server("nginx", port, process.pid)
    finally:
        stop_process(process, [(signal.SIGTERM, 10.0)])
