"""Starting and stopping the engines of one data folder, as one."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from asn_wfh.engines.account import Account
from asn_wfh.engines.binaries import binaries_for
from asn_wfh.engines.endpoints import (
    STAGING,
    Endpoints,
    endpoints,
    engine_home,
    engine_owner,
)
from asn_wfh.engines.errors import EngineError
from asn_wfh.engines.postgres import Postgres
from asn_wfh.engines.valkey import Valkey

# initdb's 40 MB, write-ahead log, and room to work: below it a start only ends in half a file.
NEEDED_BYTES = 300_000_000


class Engines:
    """PostgreSQL and Valkey of `data_dir`; a context manager.

    Start them from a thread that lives as long as the program (see `start_child`).
    `postgres=False` or `valkey=False` leaves that engine to a server elsewhere.
    `fast=True` gives up durability: for tests only.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        postgres: bool = True,
        valkey: bool = True,
        fast: bool = False,
    ) -> None:
        self.data_dir = data_dir.absolute()
        self._kinds = [kind for kind, on in ((Postgres, postgres), (Valkey, valkey)) if on]
        self._fast = fast
        self._lock: int | None = None
        self.running: list[Postgres | Valkey] = []

    @property
    def home(self) -> Path:
        """The folder that holds the engines' files; not `data_dir` where root can't share it."""
        return self.endpoints.home

    @property
    def endpoints(self) -> Endpoints:
        """How to reach the engines."""
        return endpoints(self.data_dir)

    def start(self) -> None:
        """Start what this driver was made for, and wait until all answer.

        Raises `EngineError`; then nothing is left running.
        """
        try:
            self._start()
        except OSError as error:
            self.stop()
            raise EngineError(
                f"Folder data {self.data_dir} tidak dapat dipakai ({error.strerror}: "
                f"{error.filename}). Pilih folder yang dapat ditulis dengan DATA=/folder/lain, "
                "atau perbaiki izinnya, lalu jalankan lagi."
            ) from error
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        home = engine_home(self.data_dir.resolve())
        home.mkdir(parents=True, exist_ok=True)
        self._take_lock(home)
        if not self._kinds:
            return
        self._check_space(home)
        account = engine_owner(home)
        at = self.endpoints
        if not at.superuser["password"]:
            raise EngineError(
                f"Folder data {self.data_dir} tidak dapat ditulis atau kata sandinya milik "
                "pengguna lain. Jalankan sebagai pemilik folder itu, atau pilih DATA=/folder/lain."
            )
        self._make_socket_folder(at.socket_folder, account)
        binaries = binaries_for(account)
        for kind in self._kinds:
            engine = kind(at, account, binaries, fast=self._fast)
            self.running.append(engine)
            engine.start()

    def stop(self) -> None:
        """Stop what this driver started, and nothing else."""
        while self.running:
            self.running.pop().stop()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def died(self) -> list[Postgres | Valkey]:
        """The engines that ended without being asked to; `start` on one starts it anew."""
        return [
            engine
            for engine in self.running
            if engine.process is not None and engine.process.poll() is not None
        ]

    def erase(self) -> None:
        """Delete the engines' files, wherever they are: for folders made for a test."""
        self.stop()
        home = self.home
        sockets = self.endpoints.socket_folder
        for name in ("postgres", "valkey"):
            shutil.rmtree(home / name, ignore_errors=True)
        shutil.rmtree(sockets, ignore_errors=True)
        if home.parent == STAGING:
            shutil.rmtree(home, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _take_lock(self, home: Path) -> None:
        handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode() or "?"
            os.close(handle)
            raise EngineError(
                f"Folder data {self.data_dir} sedang dipakai Hadir yang lain (PID {holder}). "
                "Hentikan yang itu dengan Ctrl-C, atau pakai folder lain: DATA=/folder/lain."
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._lock = handle

    def _check_space(self, home: Path) -> None:
        free = shutil.disk_usage(home).free
        if free < NEEDED_BYTES:
            raise EngineError(
                f"Ruang disk di {home} tinggal {free // 1_000_000} MB; basis data memerlukan "
                f"sedikitnya {NEEDED_BYTES // 1_000_000} MB. Kosongkan ruang, atau pilih disk lain "
                "dengan DATA=/folder/lain."
            )

    def _make_socket_folder(self, folder: Path, account: Account) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # In a folder that everyone may write, someone else may have been there first.
        if folder.is_symlink() or folder.stat().st_uid not in {
            os.geteuid(),
            account.uid,
        }:
            raise EngineError(
                f"Folder soket {folder} milik pengguna lain, jadi tidak aman dipakai. Hapus folder "
                "itu, lalu jalankan lagi."
            )
        folder.chmod(0o700)
        account.own(folder)


@contextlib.contextmanager
def temporary_data_dir() -> Iterator[Path]:
    """A data folder for one test run, which the engines' account can enter; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="hadir-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
