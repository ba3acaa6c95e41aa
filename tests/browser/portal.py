"""The portal as a person starts it, for journeys through it: `manage.py up`, run once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from asn_wfh.engines import temporary_data_dir
from tests.migrated import lay_database

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "2026-11-17T08:05+07:00"
"""A Tuesday on which nothing is closed, five minutes after the public offices have opened.

08.05 in Sumedang is 09.05 in Makassar and 10.05 in Jayapura.
"""
START_SECONDS = 480


@dataclass(frozen=True)
class Account:
    """Somebody of the demo who can sign in."""

    role: str
    login: str
    password: str
    name: str
    agency: str
    agency_code: str
    unit: str
    zone: str


class Portal:
    """A running `manage.py up` with its log, its address and its people."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "up.log"
        with self._log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--port", str(self.port)],
                cwd=ROOT,
                env=os.environ
                | {
                    "DATA": str(folder),
                    "CLOCK": CLOCK,
                    "CLOCK_OFFSET_SECONDS": "0",
                    "DATABASE_URL": "",
                    "DATABASE_OWNER_URL": "",
                    "REDIS_URL": "",
                },
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        """Everything it has said so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_until_ready(self, seconds: float = START_SECONDS) -> None:
        """Return once `/sehat/siap` answers 200; fail with the log when it does not."""
        end = time.monotonic() + seconds
        while not self._is_ready():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.2)

    def _is_ready(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/sehat/siap"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def account(self, role: str, agency_code: str = "32.11", number: int = 0) -> Account:
        """The demo person of a role in an agency (BPS code; Sumedang unless told otherwise)."""
        text = (self.folder / "demo-accounts.json").read_text(encoding="utf-8")
        fitting = [
            Account(**row)
            for row in json.loads(text)["accounts"]
            if (row["role"], row["agency_code"]) == (role, agency_code)
        ]
        return fitting[number]

    def kill(self, mark: str) -> None:
        """`kill -9` the direct child whose command line holds `mark`; wait for it to be back."""
        restarts = self.log.count("berjalan lagi.")
        os.kill(self._child(mark), signal.SIGKILL)
        end = time.monotonic() + 30
        while self.log.count("berjalan lagi.") == restarts:
            assert time.monotonic() < end, self.log
            time.sleep(0.05)
        self.wait_until_ready(60)

    def _child(self, mark: str) -> int:
        end = time.monotonic() + 30
        while True:
            listed = subprocess.run(
                ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            for line in listed.stdout.splitlines():
                if mark in line:
                    return int(line.split()[0])
            assert time.monotonic() < end, self.log
            time.sleep(0.1)

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


@contextmanager
def running() -> Iterator[Portal]:
    """A ready portal with demo data in a folder of its own, stopped at the end.

    It finds its database migrated, and fills it.
    """
    with temporary_data_dir() as folder:
        lay_database(folder)
        portal = Portal(folder)
        try:
            portal.wait_until_ready()
            yield portal
        finally:
            code = portal.stop() if portal.process.poll() is None else portal.process.returncode
        assert code == 0, portal.log


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
