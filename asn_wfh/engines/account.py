"""As whom the engines run, and which folders that account can enter.

PostgreSQL refuses to run as root. Started by root, both engines therefore run as an
existing unprivileged account; started by anyone else, as that person.
"""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn_wfh.engines.errors import EngineError

# Existing accounts, in order of preference: adding one to the machine is not ours to do.
UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An operating-system account, and whether a switch to it is needed."""

    name: str
    uid: int
    gid: int
    switched: bool

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments that make `subprocess.Popen` run as this account."""
        if not self.switched:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Hand `path` to this account (a no-op for one's own files)."""
        if self.switched:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether this account passes every folder from the root down to `folder`."""
        folder = folder.resolve()
        return all(self._passes(step) for step in (folder, *folder.parents))

    def _passes(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


def engine_account(existing: Path | None = None) -> Account:
    """The account the engines run as.

    `existing` is a database folder made earlier: root goes on as its owner, because
    PostgreSQL opens only folders that belong to it.
    Raises `EngineError` where root finds no unprivileged account.
    """
    if os.geteuid() != 0:
        uid = os.geteuid()
        return Account(_name(uid), uid, os.getegid(), switched=False)
    if existing and existing.exists() and existing.stat().st_uid != 0:
        uid = existing.stat().st_uid
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            raise EngineError(
                f"Folder basis data {existing} milik akun nomor {uid} yang tidak ada di mesin "
                f"ini, jadi PostgreSQL tidak dapat membukanya. Ubah pemiliknya "
                f"(chown -R postgres {existing}), lalu jalankan lagi."
            ) from None
        return Account(entry.pw_name, uid, entry.pw_gid, switched=True)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, switched=True)
    raise EngineError(
        "PostgreSQL menolak berjalan sebagai root, dan mesin ini tidak punya akun "
        f"{' atau '.join(UNPRIVILEGED)}. Buat salah satunya, atau jalankan sebagai pengguna biasa."
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
