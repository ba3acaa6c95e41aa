"""The embedded PostgreSQL server of one data folder."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from asn_wfh.engines.account import Account
from asn_wfh.engines.binaries import Binaries
from asn_wfh.engines.database import connect, make_database
from asn_wfh.engines.endpoints import SUPERUSER, Endpoints
from asn_wfh.engines.enginelog import EngineLog, minimal_environment
from asn_wfh.engines.errors import EngineError
from asn_wfh.engines.processes import (
    processes_at,
    start_child,
    stop_process,
    wait_until_gone,
)

MAJOR = "18"
START_SECONDS = 60.0  # recovery after a crash replays up to max_wal_size
SETTINGS = {
    "shared_buffers": "128MB",
    "max_connections": "60",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_checkpoints": "off",
    "unix_socket_permissions": "0700",
    "listen_addresses": "",
}
# For tests only: their database is thrown away, so nothing needs to survive a power cut.
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# One collation everywhere, the server's own: C.UTF-8 sorts alike on every machine.
INITDB_OPTIONS = (
    f"-U {SUPERUSER} -N -A scram-sha-256 -E UTF8 "
    "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8"
)


class Postgres:
    """One server: made on first start, then started and stopped in the foreground."""

    name = "PostgreSQL"

    def __init__(
        self, at: Endpoints, account: Account, binaries: Binaries, *, fast: bool = False
    ) -> None:
        self._at, self._account, self._binaries, self._fast = (
            at,
            account,
            binaries,
            fast,
        )
        self.folder = at.home / "postgres"
        self._log = EngineLog(at.home / "postgres.log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers; on the first start make it whole.

        Raises `EngineError` with a sentence where it can't.
        """
        self._make_folder()
        self._settle_what_is_left()
        settings = SETTINGS | (FAST_SETTINGS if self._fast else {})
        settings["unix_socket_directories"] = f'"{self._at.socket_folder}"'
        command = [str(self._binaries.postgres), "-D", str(self.folder)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self._log.opened() as output:
            self.process = start_child(
                command,
                on_parent_death=signal.SIGINT,
                stdout=output,
                stderr=output,
                cwd=self._at.home,
                env=minimal_environment(),
                **self._account.popen,
            )
        self._wait_until_ready(self.process)
        make_database(self._at)

    def stop(self) -> None:
        """Stop the server as SIGINT means it: at once, clients or not, with all data kept."""
        if self.process is not None:
            stop_process(self.process, [(signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0)])
            self.process = None

    def _make_folder(self) -> None:
        if self.folder.exists():
            self._check_version()
            return
        # Made beside its place and moved there, so that a half-made one is never opened.
        draft = self.folder.with_name("postgres.new")
        if draft.exists():
            shutil.rmtree(draft)
        password_file = self._password_file()
        options = ["-D", str(draft), "--pwfile", str(password_file), *INITDB_OPTIONS.split()]
        try:
            draft.mkdir(mode=0o700)
            self._account.own(draft)
            made = start_child(
                [str(self._binaries.initdb), *options],
                on_parent_death=signal.SIGTERM,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd=self._at.home,
                env=minimal_environment(),
                **self._account.popen,
            )
            complaint = made.communicate()[1].decode("utf-8", "replace")
        finally:
            password_file.unlink()
        if made.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise EngineError(
                f"Basis data baru tidak dapat dibuat di {self.folder}: {_last_line(complaint)}. "
                "Periksa ruang dan izin folder itu, lalu jalankan lagi."
            )
        draft.rename(self.folder)

    def _password_file(self) -> Path:
        handle, name = tempfile.mkstemp(dir=self._at.home, prefix=".initdb-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(self._at.superuser["password"])
        path = Path(name)
        self._account.own(path)
        return path

    def _check_version(self) -> None:
        try:
            found = (self.folder / "PG_VERSION").read_text(encoding="utf-8").strip()
        except OSError:
            raise EngineError(
                f"Folder basis data {self.folder} rusak: berkas PG_VERSION tidak terbaca. Tidak "
                "ada yang diubah. Kembalikan folder itu dari cadangan, atau pindahkan ke tempat "
                "lain agar basis data baru dibuat."
            ) from None
        if found != MAJOR:
            raise EngineError(
                f"Folder basis data {self.folder} dibuat oleh PostgreSQL {found}, sedangkan Hadir "
                f"memakai PostgreSQL {MAJOR}. Tidak ada yang diubah. Salin isinya dengan pg_dump "
                "versi lama ke folder DATA yang baru."
            )

    def _settle_what_is_left(self) -> None:
        """Let an earlier run's server end, and clear a claim that nobody holds any more.

        A killed server's claim names a process id that by now may be a stranger's. The
        server clears the claim of a dead process by itself, with its own care for shared
        memory; only of a living stranger it believes that it is still running.
        """
        if not wait_until_gone(self.folder, "postgres", seconds=5.0, then=signal.SIGINT):
            raise EngineError(
                f"PostgreSQL dari proses Hadir yang lama masih berjalan di {self.folder} (PID "
                f"{processes_at(self.folder, 'postgres')[0]}) dan tidak mau berhenti. Hentikan "
                "proses itu, lalu jalankan lagi."
            )
        claim = self.folder / "postmaster.pid"
        try:
            pid = int(claim.read_text(encoding="utf-8").split("\n", 1)[0])
        except (OSError, ValueError):
            return
        if Path("/proc/self").exists() and Path(f"/proc/{pid}").exists():
            claim.unlink()

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                connect(self._at, "postgres").close()
                return
            except psycopg.OperationalError as error:
                refused = str(error)
            if process.poll() is not None:
                self._refuse("berhenti saat dinyalakan", self._log.last_complaint())
            if "password authentication failed" in refused:
                self._refuse(
                    "menolak kata sandi di engine-secrets.json",
                    "bukan milik folder ini",
                )
            if time.monotonic() > end:
                self._refuse(f"tidak siap dalam {START_SECONDS:.0f} detik", refused.strip())
            time.sleep(0.02)

    def _refuse(self, what: str, why: str) -> None:
        self.stop()
        raise EngineError(
            f"PostgreSQL {what} ({why}). Data di {self.folder} tidak dihapus. Baca "
            f"{self._log.path}; bila folder itu rusak, kembalikan dari cadangan atau pilih folder "
            "lain dengan DATA=/folder/lain."
        )


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if "error" in line] or text.split("\n")
    return lines[-1].strip()
