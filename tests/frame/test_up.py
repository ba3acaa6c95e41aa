"""`manage.py up`: whole from a prepared folder to an answered request, and through crashes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError

from asn_wfh.engines import Engines, endpoints, temporary_data_dir
from asn_wfh.engines.processes import processes_at
from asn_wfh.management.commands import up
from asn_wfh.preparation import demo_people
from tests.migrated import lay_database

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180.0
"""How long to wait for what must come, on a machine that does other work meanwhile."""


class Portal:
    """A running `manage.py up` with its log."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.data_dir, self.port = data_dir, port
        self._log = data_dir / "up.log"
        with self._log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--port", str(port)],
                cwd=ROOT,
                env=environment(data_dir),
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, text: str, seconds: float = PATIENCE_SECONDS) -> None:
        end = time.monotonic() + seconds
        while text not in self.log:
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.1)

    def wait_until_ready(self, seconds: float = PATIENCE_SECONDS) -> None:
        end = time.monotonic() + seconds
        while not self._answers():
            assert time.monotonic() < end, self.log
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/sehat/siap"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def children(self) -> dict[int, str]:
        """The direct children: process id and command line."""
        listed = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return {int(line.split()[0]): line for line in listed.stdout.splitlines()}

    def child(self, mark: str) -> int:
        """The id of the direct child whose command line holds `mark`, once it is there."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            for pid, command in self.children().items():
                if mark in command:
                    return pid
            assert time.monotonic() < end, self.log
            time.sleep(0.05)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def environment(data_dir: Path) -> dict[str, str]:
    return os.environ | {"DATA": str(data_dir), "DATABASE_URL": "", "REDIS_URL": "", "PORT": ""}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    """A folder with one employee, so that `up` has no reason for demo data, one migration behind.

    What is still to migrate is the table of sessions, on which nothing else stands.
    """
    with temporary_data_dir() as folder:
        lay_database(folder)
        engines = Engines(folder)
        engines.start()
        program = (
            "from django.core.management import call_command as call;"
            "call('migrate', 'sessions', 'zero', database='owner', verbosity=0);"
            "from tests import factories as f; f.employee(f.unit(f.agency()))"
        )
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", program],
            cwd=ROOT, env=environment(folder), check=True,
        )  # fmt: skip
        accounts = [
            {"role": "employee", "login": "1", "password": "p", "name": "Ani", "agency": "Cimahi"}
        ]
        (folder / "demo-accounts.json").write_text(json.dumps({"accounts": accounts}))
        engines.stop()
        yield folder


def count_people(data_dir: Path) -> int:
    with psycopg.connect(**endpoints(data_dir).owner) as connection:
        row = connection.execute("SELECT count(*) FROM accounts_employee").fetchone()
        assert row is not None
        return int(row[0])


def test_portal_comes_up_survives_every_kill_and_stops_clean(data_dir: Path) -> None:
    first = Portal(data_dir, free_port())
    try:
        first.wait_for("Hadir siap di http://localhost:")
        first.wait_until_ready()
        assert re.search(r"pegawai +1 +p +Ani, Cimahi", first.log)
        assert "Menerapkan 1 migrasi basis data." in first.log
        assert "mengisi data contoh" not in first.log
        groups = first.children()
    finally:
        first.kill()
    # Killed without a word: the kernel ends the engines, the web server and the rest.
    end = time.monotonic() + PATIENCE_SECONDS
    while processes_at(data_dir / "postgres", "postgres") or any(map(_runs, groups)):
        assert time.monotonic() < end, "something outlived its parent"
        time.sleep(0.1)

    portal = Portal(data_dir, first.port)
    try:
        portal.wait_for("Hadir siap")
        assert "Menerapkan" not in portal.log, "nothing to migrate on a second start"
        assert "berkas statis" not in portal.log, "nothing to collect on a second start"
        assert count_people(data_dir) == 1
        _kill_each(portal, "granian", "asn_wfh worker", "postgres", "valkey-server")
        assert count_people(data_dir) == 1
        assert _second_start(data_dir, free_port()).returncode == 1
        portal.process.send_signal(signal.SIGINT)
        assert portal.process.wait(timeout=30) == 0, portal.log
    finally:
        portal.kill()
    assert portal.log.rstrip().endswith("Semua berhenti. Data tersimpan.")
    assert processes_at(data_dir / "postgres", "postgres") == []
    assert processes_at(data_dir / "valkey", "valkey-server") == []


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def _kill_each(portal: Portal, *marks: str) -> None:
    portal.wait_until_ready()
    for count, mark in enumerate(marks, start=1):
        os.kill(portal.child(mark), signal.SIGKILL)
        end = time.monotonic() + PATIENCE_SECONDS
        while portal.log.count("berjalan lagi.") < count:
            assert time.monotonic() < end, portal.log
            time.sleep(0.05)
        portal.wait_until_ready()


def _second_start(data_dir: Path, port: int) -> subprocess.CompletedProcess[str]:
    second = subprocess.run(
        [sys.executable, "manage.py", "up", "--port", str(port)],
        cwd=ROOT, env=environment(data_dir), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "sedang dipakai Hadir yang lain" in second.stderr
    assert "Traceback" not in second.stderr
    return second


def test_busy_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"Porta {port} sedang dipakai program lain." in done.stderr
    assert "PORT=8010 make run" in done.stderr
    assert "berjalan" not in done.stdout
    assert not (tmp_path / "postgres").exists()


def test_folder_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    done = subprocess.run(
        [sys.executable, "manage.py", "up", "--port", str(free_port())],
        cwd=ROOT, env=environment(tmp_path / "a-file/data"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "tidak dapat dipakai" in done.stderr
    assert "DATA=/folder/lain" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["0", "65536", "delapan", "-1", ""])
def test_what_is_not_a_port_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(CommandError, match="bukan nomor porta"):
        up._port_number(text)


def test_demo_people_are_listed_one_per_role(tmp_path: Path) -> None:
    assert demo_people(tmp_path) == []
    people: list[dict[str, Any]] = [
        {"role": "ppk", "login": "22", "password": "b", "name": "Budi", "agency": "Cimahi"},
        {"role": "ppk", "login": "33", "password": "c", "name": "Cici", "agency": "Cimahi"},
    ]
    (tmp_path / "demo-accounts.json").write_text(json.dumps({"accounts": people}))
    assert demo_people(tmp_path) == [
        "Peran  NIP  Kata sandi  Nama, instansi",
        "PPK    22   b           Budi, Cimahi",
    ]
