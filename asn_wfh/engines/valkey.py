"""The embedded Valkey server of one data folder."""

import signal
import socket
import subprocess
import time

from asn_wfh.engines.account import Account
from asn_wfh.engines.binaries import Binaries
from asn_wfh.engines.endpoints import Endpoints
from asn_wfh.engines.enginelog import EngineLog, minimal_environment
from asn_wfh.engines.errors import EngineError
from asn_wfh.engines.processes import start_child, stop_process, wait_until_gone

START_SECONDS = 30.0  # reading a large append-only file takes a while

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "maxmemory-policy": "noeviction",
    "loglevel": "warning",
}
FAST_SETTINGS = {"appendfsync": "no"}


class Valkey:
    """One server, kept on disk by its append-only file."""

    name = "Valkey"

    def __init__(
        self, at: Endpoints, account: Account, binaries: Binaries, *, fast: bool = False
    ) -> None:
        self._at, self._account, self._binaries, self._fast = (
            at,
            account,
            binaries,
            fast,
        )
        self.folder = at.home / "valkey"
        self._log = EngineLog(at.home / "valkey.log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises `EngineError` with a sentence where it can't.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._account.own(self.folder)
        if not wait_until_gone(self.folder, "valkey-server", seconds=5.0, then=signal.SIGTERM):
            raise EngineError(
                f"Valkey dari proses Hadir yang lama masih berjalan di {self.folder}. Hentikan "
                "proses itu, lalu jalankan lagi."
            )
        command = [
            str(self._binaries.valkey),
            "--unixsocket",
            str(self._at.redis_socket),
        ]
        for name, value in (SETTINGS | (FAST_SETTINGS if self._fast else {})).items():
            command += [f"--{name}", value]
        with self._log.opened() as output:
            self.process = start_child(
                [*command, "--dir", str(self.folder)],
                on_parent_death=signal.SIGTERM,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env=minimal_environment(),
                **self._account.popen,
            )
        self._wait_until_ready(self.process)

    def stop(self) -> None:
        """Stop the server; SIGTERM has it write what is still in memory."""
        if self.process is not None:
            stop_process(self.process, [(signal.SIGTERM, 10.0)])
            self.process = None

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            ended = process.poll() is not None
            if ended or time.monotonic() > end:
                self.stop()
                raise EngineError(
                    f"Valkey {'berhenti saat dinyalakan' if ended else 'tidak kunjung siap'} "
                    f"({self._log.last_complaint()}). Data di {self.folder} tidak dihapus. Baca "
                    f"{self._log.path}, atau pilih folder lain dengan DATA=/folder/lain."
                )
            time.sleep(0.01)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(1.0)
            try:
                connection.connect(str(self._at.redis_socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False
