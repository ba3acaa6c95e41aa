"""Where the engines of a data folder live and listen, and their secrets.

Settings ask here on every start of every process, so the answer is the same each time
and needs no running engine.
"""

import contextlib
import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn_wfh.engines.account import Account, engine_account
from asn_wfh.engines.errors import EngineError

# The kernel keeps a Unix socket's path in 108 bytes, the last one NUL.
SOCKET_PATH_BYTES = 107
# Decides only the socket's name (.s.PGSQL.5432): nothing listens on TCP.
POSTGRES_PORT = 5432
DATABASE = "hadir"
SUPERUSER, OWNER, APP = "hadir_super", "hadir_owner", "hadir_app"
# Where root keeps engines whose checkout the unprivileged account can't enter.
STAGING = Path("/var/lib/hadir")


@dataclass(frozen=True)
class Endpoints:
    """How to reach the embedded engines of one data folder.

    `app`, `owner` and `superuser` are psycopg's connection parameters.
    """

    home: Path
    app: dict[str, Any]
    owner: dict[str, Any]
    superuser: dict[str, Any]
    redis_socket: Path

    @property
    def socket_folder(self) -> Path:
        """The folder with both engines' sockets."""
        return self.redis_socket.parent

    @property
    def redis_cache_url(self) -> str:
        """The cache's address: Valkey database 1."""
        return f"unix://{self.redis_socket}?db=1"

    @property
    def redis_broker_url(self) -> str:
        """The queue's address for Celery: Valkey database 2."""
        return f"redis+socket://{self.redis_socket}?virtual_host=2"


def endpoints(data_dir: Path) -> Endpoints:
    """Where the embedded engines of `data_dir` listen; makes their secrets if missing.

    In a folder that can't be written the passwords are empty: no engine ever ran there,
    and `Engines.start` is the place that says so.
    """
    data_dir = data_dir.resolve()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        home = engine_home(data_dir)
        passwords = _passwords(data_dir)
    except (OSError, EngineError):
        home, passwords = data_dir, dict.fromkeys((SUPERUSER, OWNER, APP), "")
    sockets = _socket_folder(home)

    def parameters(user: str, database: str = DATABASE) -> dict[str, Any]:
        return {
            "host": str(sockets),
            "port": POSTGRES_PORT,
            "dbname": database,
            "user": user,
            "password": passwords[user],
        }

    return Endpoints(
        home=home,
        app=parameters(APP),
        owner=parameters(OWNER),
        superuser=parameters(SUPERUSER, "postgres"),
        redis_socket=sockets / "valkey.sock",
    )


def engine_home(data_dir: Path) -> Path:
    """The folder that holds the engines' files: `data_dir`, or its stand-in.

    Where root's engines can't enter `data_dir`, a folder under `STAGING` takes its
    place, and the link `data_dir/engines` names it. Nobody's folders are opened.
    """
    link = data_dir / "engines"
    if link.is_symlink():
        return link.readlink()
    account = engine_account(data_dir / "postgres")
    if account.can_enter(data_dir):
        return data_dir
    # Where another process makes it in the same moment, theirs counts.
    with contextlib.suppress(FileExistsError):
        link.symlink_to(STAGING / f"{data_dir.parent.name}-{secrets.token_hex(6)}")
    return link.readlink()


def engine_owner(home: Path) -> Account:
    """The account that runs the engines of `home`."""
    return engine_account(home / "postgres")


def _passwords(data_dir: Path) -> dict[str, str]:
    """The engine passwords kept in `data_dir`, made on first use, readable by the owner only."""
    path = data_dir / "engine-secrets.json"
    if not path.exists():
        made = {user: secrets.token_urlsafe(24) for user in (SUPERUSER, OWNER, APP)}
        handle, draft = tempfile.mkstemp(dir=data_dir, prefix=".engine-secrets-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(made, file)
            # A link, not a rename: of two processes starting together the first one's
            # secrets stay.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _socket_folder(home: Path) -> Path:
    folder = home / "run"
    longest = os.fsencode(folder / f".s.PGSQL.{POSTGRES_PORT}")
    if len(longest) <= SOCKET_PATH_BYTES:
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    uid = os.geteuid()
    runtime = Path("/run") if uid == 0 else Path("/run/user") / str(uid)
    if os.access(runtime, os.W_OK):
        return runtime / "hadir" / digest
    return Path(tempfile.gettempdir()) / f"hadir-{uid}-{digest}"
