"""pgbench: what this PostgreSQL does at best with one INSERT, committed to disk."""

import os
import re
import subprocess

import psycopg

from asn_wfh.engines.binaries import binaries_for
from asn_wfh.engines.endpoints import engine_owner
from benchmarks.errors import BenchmarkError
from benchmarks.world import FLOOR_DATABASE, World

TABLE = """
CREATE TABLE IF NOT EXISTS one_insert (
    id bigserial PRIMARY KEY, person bigint, kind text, at timestamptz DEFAULT now()
)
"""
SCRIPT = "INSERT INTO one_insert (person, kind) VALUES (1, 'in');\n"


def inserts_per_second(world: World, *, clients: int, seconds: int) -> float:
    """Transactions a second of pgbench with `clients` connections, prepared statements."""
    at = world.at
    pgbench = binaries_for(engine_owner(at.home)).postgres.with_name("pgbench")
    script = world.folder / "one_insert.sql"
    script.write_text(SCRIPT, encoding="utf-8")
    with psycopg.connect(**(at.owner | {"dbname": FLOOR_DATABASE})) as connection:
        connection.execute(TABLE)
        synchronous = connection.execute("SHOW synchronous_commit").fetchone()
        fsync = connection.execute("SHOW fsync").fetchone()
    if synchronous != ("on",) or fsync != ("on",):
        raise BenchmarkError("this PostgreSQL does not commit to disk; pgbench would prove nothing")
    command = f"{pgbench} -n -M prepared -c {clients} -j {min(clients, 2)} -T {seconds} -f"
    ended = subprocess.run(
        [*command.split(), str(script), FLOOR_DATABASE],
        env=os.environ
        | {
            "PGHOST": str(at.owner["host"]),
            "PGPORT": str(at.owner["port"]),
            "PGUSER": at.owner["user"],
            "PGPASSWORD": at.owner["password"],
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + 30,
    )
    found = re.search(r"tps = ([\d.]+)", ended.stdout)
    if found is None:
        raise BenchmarkError(f"pgbench failed: {ended.stderr.strip()[-300:]}")
    return float(found[1])
