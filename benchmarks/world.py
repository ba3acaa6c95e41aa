"""The bench's own world: a temporary data folder, its engines, its people, always one morning.

Every run plays Tuesday, 17 November 2026, from 06.50 WIB, so that a run on a Sunday or on a
holiday measures the same work: the portal's clock is shifted, as for a demonstration.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from asn_wfh.engines import Engines, temporary_data_dir
from asn_wfh.engines.endpoints import Endpoints
from asn_wfh.engines.processes import start_child, stop_process
from benchmarks import proc
from benchmarks.errors import BenchmarkError
from benchmarks.servers import ROOT, free_port, tail, wait_for

MORNING = datetime(2026, 11, 17, 6, 50, tzinfo=timezone(timedelta(hours=7)))
FLOOR_DATABASE = "floor"
IDLE_SHARE, IDLE_PATIENCE_SECONDS = 0.05, 20.0


@dataclass
class World:
    """One data folder and the environment of everything that uses it."""

    folder: Path
    environment: dict[str, str]
    engines: Engines
    floor_secret: str = field(default_factory=lambda: secrets.token_hex(32))

    @property
    def log(self) -> Path:
        """Where everything that is started writes."""
        return self.folder / "bench.log"

    @property
    def at(self) -> Endpoints:
        """Where the engines listen."""
        return self.engines.endpoints

    @property
    def engine_pids(self) -> list[int]:
        """The processes of PostgreSQL and Valkey."""
        return [one.process.pid for one in self.engines.running if one.process is not None]

    @property
    def floor_environment(self) -> dict[str, str]:
        """What the floor project reads: the same server, a database of its own."""
        owner = self.at.owner
        database = {
            "NAME": FLOOR_DATABASE,
            "USER": owner["user"],
            "PASSWORD": owner["password"],
            "HOST": owner["host"],
            "PORT": str(owner["port"]),
        }
        return {
            "DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings",
            "FLOOR_SECRET_KEY": self.floor_secret,
            "FLOOR_DATABASE": json.dumps(database),
        }

    def run(
        self, *command: str, environment: dict[str, str] | None = None, seconds: float = 300
    ) -> None:
        """Run a Python command in the project's root; BenchmarkError with its last words."""
        with self.log.open("ab") as output:
            ended = subprocess.run(
                [sys.executable, *command],
                env=os.environ | (environment or self.environment),
                cwd=ROOT,
                stdout=output,
                stderr=output,
                check=False,
                timeout=seconds,
            )
        if ended.returncode != 0:
            raise BenchmarkError(f"{' '.join(command[:3])} failed: {tail(self.log)}")

    def inside(self, step: str, *, seconds: float = 300, **arguments: Any) -> Any:
        """What the step of `benchmarks.inside` returns; it may take so many `seconds`."""
        answer = self.folder / f"{step}.json"
        module = ("-m", "benchmarks.inside", step, str(answer), json.dumps(arguments))
        self.run(*module, seconds=seconds)
        return json.loads(answer.read_text(encoding="utf-8"))

    def make_floor(self, people: int) -> list[str]:
        """Make the floor's database and `people` with sessions; their cookies."""
        with psycopg.connect(**self.at.superuser, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(FLOOR_DATABASE), sql.Identifier(self.at.owner["user"])
                )
            )
        answer = self.folder / "floor.json"
        module = ("-m", "benchmarks.floor.people", str(people), str(answer))
        self.run(*module, environment=self.floor_environment)
        cookies: list[str] = json.loads(answer.read_text(encoding="utf-8"))
        return cookies


@contextmanager
def new_world() -> Iterator[World]:
    """A world that nobody else uses and that is gone afterwards."""
    offset = int(MORNING.timestamp() - time.time())
    with temporary_data_dir() as folder:
        environment = {
            "DATA": str(folder),
            "CLOCK_OFFSET_SECONDS": str(offset),
            "DJANGO_SETTINGS_MODULE": "asn_wfh.settings",
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "DEBUG": "false",
        }
        # The clock of this process is the portal's too.
        os.environ["CLOCK_OFFSET_SECONDS"] = str(offset)
        world = World(folder, environment, Engines(folder))
        try:
            yield world
        except Exception:
            kept = Path(tempfile.gettempdir()) / "hadir-bench-failed.log"
            if world.log.exists():
                shutil.copy(world.log, kept)
                print(f"Everything the servers said is kept in {kept}.", file=sys.stderr)
            raise
        finally:
            world.engines.erase()


def start_whole_set(world: World, *, measure_idle: bool) -> dict[str, Any]:
    """Run `manage.py up` until it is ready, let it rest, stop it: seconds, and MB when idle."""
    port = free_port()
    command = [sys.executable, "manage.py", "up", "--port", str(port)]
    with world.log.open("ab") as output:
        process = start_child(
            command,
            on_parent_death=signal.SIGTERM,
            stdout=output,
            stderr=output,
            cwd=ROOT,
            env=os.environ | world.environment,
        )
    try:
        found: dict[str, Any] = {
            "ready_seconds": wait_for(process, port, "/sehat/siap", seconds=300.0, log=world.log)
        }
        found["cpu_seconds"] = proc.cpu_seconds(process.pid)
        if measure_idle:
            _wait_until_idle(process.pid)
            found["by_process"] = processes = proc.memory_mb(process.pid)
            found["pss_mb"] = sum(one["pss_mb"] for one in processes)
            found["rss_mb"] = sum(one["rss_mb"] for one in processes)
    finally:
        stop_process(process, [(signal.SIGTERM, 40.0)])
    return found


def _wait_until_idle(pid: int) -> None:
    """Wait until all children are up and the whole uses little of a core for two seconds."""
    end = time.monotonic() + IDLE_PATIENCE_SECONDS
    time.sleep(6.0)  # worker and beat start after the first answer
    while time.monotonic() < end:
        before = proc.cpu_seconds(pid)
        time.sleep(2.0)
        if proc.cpu_seconds(pid) - before < 2.0 * IDLE_SHARE:
            return


def fill_small(world: World) -> None:
    """Migrations, static files and a small demo, for the quick run."""
    world.run("manage.py", "migrate", "--database", "owner", "--verbosity", "0")
    world.run("manage.py", "make_partitions")
    world.run("manage.py", "seed_demo", "--employees", "300", "--days", "1")
    world.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
