"""The folder in which a worker writes a file, and what a full disk looks like from there.

A file of a million rows takes gigabytes on its way, so they lie in the data folder: `/tmp` is
often memory.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from django.conf import settings
from psycopg.errors import DiskFull

ROOMS = "berkas"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def workroom() -> Iterator[str]:
    """A folder of one's own, taken away at the end; before, those that killed workers left."""
    rooms = Path(settings.DATA_DIR) / ROOMS
    rooms.mkdir(parents=True, exist_ok=True)
    with _locked(rooms):
        for left in rooms.iterdir():
            _take_away(left)
        room = mkdtemp(dir=rooms)
        held = _lock(Path(room), wait=True)
    try:
        yield room
    finally:
        rmtree(room, ignore_errors=True)
        os.close(held)


def is_full(error: BaseException) -> bool:
    """Whether the worker's disk or the database's is full, however many errors stand before it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DiskFull) or (isinstance(cause, OSError) and cause.errno in FULL):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    held = _lock(folder, wait=True)
    try:
        yield
    finally:
        os.close(held)


def _take_away(room: Path) -> None:
    """Remove a room whose worker no longer lives: the kernel let go of its lock."""
    try:
        held = _lock(room, wait=False)
    except OSError:
        return
    rmtree(room, ignore_errors=True)
    os.close(held)


def _lock(folder: Path, *, wait: bool) -> int:
    """Hold the folder until the number is closed or the process ends. Raises OSError."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held
