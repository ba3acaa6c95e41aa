"""The servers under test: granian as `manage.py up` runs it, for the portal and for the floor."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from asn_wfh.engines.processes import start_child, stop_process
from benchmarks.errors import BenchmarkError

ROOT = Path(__file__).resolve().parent.parent
# The same words as in `manage.py up`: WSGI, two workers, each with one blocking thread.
GRANIAN = [
    *("--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2", "--blocking-threads", "1"),
    *("--no-ws", "--workers-kill-timeout", "5", "--log-level", "warning"),
]


@dataclass(frozen=True)
class Server:
    """A running server: its port and its process."""

    name: str
    port: int
    pid: int


def free_port() -> int:
    """A TCP port of loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def granian(
    name: str, application: str, environment: dict[str, str], *, ready: str, log: Path
) -> Iterator[Server]:
    """Run `application` until the block ends; wait first until `ready` answers 200."""
    port = free_port()
    command = [sys.executable, "-m", "granian", *GRANIAN, "--port", str(port), application]
    with log.open("ab") as output:
        process = start_child(
            command,
            on_parent_death=signal.SIGTERM,
            stdout=output,
            stderr=output,
            cwd=ROOT,
            env=os.environ | environment,
        )
    try:
        wait_for(process, port, ready, seconds=60.0, log=log)
        yield Server(name, port, process.pid)
    finally:
        stop_process(process, [(signal.SIGTERM, 10.0)])


def wait_for(
    process: subprocess.Popen[bytes], port: int, path: str, *, seconds: float, log: Path
) -> float:
    """Seconds until `path` answers 200 at `port`; BenchmarkError where it does not in time."""
    begun = time.perf_counter()
    while (waited := time.perf_counter() - begun) < seconds:
        if process.poll() is not None:
            raise BenchmarkError(f"the server ended while starting; its last words: {tail(log)}")
        if _status(port, path) == 200:
            return time.perf_counter() - begun
        time.sleep(0.05)
    raise BenchmarkError(f"{path} was not ready after {waited:.0f} s; last words: {tail(log)}")


def tail(log: Path, lines: int = 5) -> str:
    """The last lines of a log, as one."""
    return " / ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def _status(port: int, path: str) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5.0)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
