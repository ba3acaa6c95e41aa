"""What stands between running engines and a portal that can be used.

Each step looks first whether there is anything to do: a second start does nothing here.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from asn_wfh.connections import close_connections

Say = Callable[[str], None]
ROLE_WORDS = {
    "employee": "pegawai",
    "supervisor": "atasan langsung",
    "ppk": "PPK",
    "pyb": "PyB",
    "delegate": "penerima delegasi PPK",
    "overseer": "pengawas lintas instansi",
    "personnel": "operator kepegawaian",
    "inspector": "Inspektorat",
    "service_manager": "pengelola layanan",
    "officer": "petugas loket",
}


def prepare(say: Say, out: TextIO, *, embedded: bool) -> None:
    """Bring database and static files up to date; fill an empty embedded database.

    A database elsewhere is never filled with demo people: their passwords are known.
    """
    _migrate(say, out)
    call_command("load_reference", stdout=out, stderr=out)
    call_command("make_partitions", stdout=out, stderr=out)
    if not _has_people():
        if embedded:
            say("Basis data masih kosong: mengisi data contoh.")
            _seed_demo(say)
        else:
            say(
                "Basis data luar (DATABASE_URL) belum berisi pegawai. Data contoh tidak dibuat di "
                "sana; impor pegawai, atau jalankan manage.py seed_demo bila memang untuk dicoba."
            )
    _collect_static_files(say)
    _make_snapshot_folder()
    close_connections()


def _seed_demo(say: Say) -> None:
    """Fill the database in a process of its own.

    Its hundred megabytes would otherwise stay with the run command for as long as that lives.
    """
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "seed_demo"]
    with subprocess.Popen(  # noqa: S603  (our own command)
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as seeding:
        for line in seeding.stdout or ():
            say(line.rstrip())
    if seeding.returncode:
        raise CommandError(
            "Data contoh tidak dapat dibuat; sebabnya tertulis di atas, dan tidak ada yang "
            "tersimpan setengah. Jalankan lagi, atau pakai folder data lain dengan DATA=/folder."
        )


def _migrate(say: Say, out: TextIO) -> None:
    executor = MigrationExecutor(connections["owner"])
    unapplied = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if unapplied:
        say(f"Menerapkan {len(unapplied)} migrasi basis data.")
        call_command(
            "migrate", database="owner", interactive=False, verbosity=0, stdout=out, stderr=out
        )


def _has_people() -> bool:
    """Whether any employee is there; asked as the owner, whom row-level security lets see."""
    return get_user_model()._base_manager.using("owner").exists()


def _make_snapshot_folder() -> None:
    """Make the folder the workers write the citizens' pages into; they fill it by themselves."""
    try:
        settings.SNAPSHOT_DIR.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(
            f"Folder {settings.SNAPSHOT_DIR} untuk halaman warga tidak dapat dibuat "
            f"({error.strerror}). Betulkan SNAPSHOT_DIR atau izinnya, lalu jalankan lagi."
        ) from error


def _collect_static_files(say: Say) -> None:
    """Collect and compress the static files when a source has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    now = _static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    say("Menyiapkan berkas statis.")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now, encoding="utf-8")


def _static_fingerprint() -> str:
    """A digest of path, size and time of change of every static source."""
    digest = hashlib.sha256(json.dumps(settings.STORAGES["staticfiles"]).encode())
    found = ((path, storage) for finder in get_finders() for path, storage in finder.list([]))
    for path, storage in sorted(found, key=lambda pair: pair[0]):
        status = Path(storage.path(path)).stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demo_people(data_dir: Path) -> list[str]:
    """The lines of a table of demo people, one per role; empty where there are none."""
    try:
        text = (data_dir / "demo-accounts.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    first: dict[str, dict[str, str]] = {}
    for account in json.loads(text)["accounts"]:
        first.setdefault(account["role"], account)
    rows = [("Peran", "NIP", "Kata sandi", "Nama, instansi")]
    for role, account in first.items():
        name = f"{account['name']}, {account['agency']}"
        rows.append((ROLE_WORDS.get(role, role), account["login"], account["password"], name))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]
