"""The engines' own log files, and the little they get of our environment."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LIMIT_BYTES = 5_000_000


class EngineLog:
    """A log file that an engine appends to, with one older file beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._start = 0

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The file to give to a process about to start."""
        if self.path.exists() and self.path.stat().st_size > LIMIT_BYTES:
            self.path.replace(self.path.with_suffix(".log.1"))
        with self.path.open("ab") as file:
            self._start = file.tell()
            yield file

    def last_complaint(self) -> str:
        """The last complaint since `opened`, without its date; else the last line."""
        with self.path.open("rb") as file:
            file.seek(self._start)
            lines = file.read().decode("utf-8", "replace").strip().splitlines()
        complaints = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
        last = (complaints or lines or ["tanpa pesan"])[-1]
        for mark in ("FATAL:", "PANIC:", "# "):
            last = last.rpartition(mark)[2]
        return last.strip()


def minimal_environment() -> dict[str, str]:
    """What an engine may know of our environment: no secret of ours, one time zone."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
