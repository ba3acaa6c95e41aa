"""The folder of snapshots: versions of offices, each whole, switched by one rename.

    SNAPSHOT_DIR/offices/<slug>/current -> v<version>     a symbolic link
    SNAPSHOT_DIR/offices/<slug>/v<version>/manifest.json  what is in it, and until when
                                           id/page.html   with .gz and .br beside
                                           id/live.html
                                           id/desks/<desk>/page.html, live.html
                                           id/screen/page.html, live.html
                                           id/status.json
                                           en/…           the same in English

A reader who resolves `current` once sees one version; the version before stays until the next
change, so that nobody's file goes while it is read. Nothing here knows Django's models or a clock.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]

CURRENT, MANIFEST, OFFICES = "current", "manifest.json", "offices"
FORMAT = 1
"""Of the manifest; a folder of another format is not read, and is written anew."""
ENCODINGS = {"gzip": ".gz", "br": ".br"}
WORTH_COMPRESSING = 200
"""Bytes; below, the headers of an encoding cost what it saves."""
FOLDER_MODE = 0o755
"""The web server reads as another account."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of an office as it lies in a version; moments are aware, in UTC."""

    path: str
    """`/kantor/mpp-sumedang/`, `/en/kantor/…`, `/api/v1/offices/…/status`."""
    query: str
    """Empty, `bagian=langsung` or `lang=en`; any other question is not answered by a snapshot."""
    file: str
    """`id/page.html`, from the version's folder."""
    kind: str
    """`page`, `live` or `json`: which headers it is served with."""
    etag: str
    """Quoted; weak where it is of the content and not of the bytes."""
    made_at: datetime
    valid_until: datetime
    next_at: datetime | None
    seen: str
    """Digest of the values shown, without the moment at which they were looked at."""
    size: int = 0
    mtime: int = 0
    """Whole seconds, never twice for two contents of one file: nginx makes its ETag of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """An entry to publish with its bytes; None carries the bytes over from the version before."""

    entry: Entry
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version holds."""

    version: int
    office: int
    slug: str
    generated_at: datetime
    valid_until: datetime
    next_at: datetime | None
    entries: tuple[Entry, ...]
    folder: Path

    def entry(self, path: str, query: str) -> Entry | None:
        """The entry of an address, None where this version does not answer it."""
        return next((e for e in self.entries if (e.path, e.query) == (path, query)), None)


class SnapshotStore:
    """The snapshots below one folder. OSError where the disk refuses."""

    def __init__(self, root: Path) -> None:
        """`root` is made with the first version written."""
        self.root = root
        self._offices = str(root / OFFICES)

    def slugs(self) -> list[str]:
        """The offices that have a folder, in order."""
        try:
            return sorted(each.name for each in (self.root / OFFICES).iterdir() if each.is_dir())
        except FileNotFoundError:
            return []

    def version_of(self, slug: str) -> str | None:
        """The name of the office's current version folder; one system call, no file is read."""
        try:
            return os.readlink(f"{self._offices}/{slug}/{CURRENT}")  # noqa: PTH115 - asked with every request
        except OSError:
            return None

    def manifest(self, slug: str) -> Manifest | None:
        """The office's current version; None where there is none, or it cannot be read."""
        name = self.version_of(slug)
        if name is None:
            return None
        folder = self.root / OFFICES / slug / name
        try:
            found = json.loads((folder / MANIFEST).read_bytes())
            return _manifest(found, folder) if found["format"] == FORMAT else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(
        self, *, slug: str, office: int, version: int, at: datetime, pages: Iterable[Page]
    ) -> bool:
        """Publish `pages` as `version`; False, and nothing changed, where a newer one is there.

        All files are written aside first; then one rename makes them current.
        """
        before = self.manifest(slug)
        if before is not None and before.version >= version:
            return False
        home = self.root / OFFICES / slug
        _make_folder(home)
        made = home / f"v{version}"
        unfinished = home / f".v{version}.{os.getpid()}"
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            _make_folder(unfinished)
            entries = [_put(page, unfinished, before, int(at.timestamp())) for page in pages]
            manifest = Manifest(
                version=version,
                office=office,
                slug=slug,
                generated_at=at,
                valid_until=min(each.valid_until for each in entries),
                next_at=min((each.next_at for each in entries if each.next_at), default=None),
                entries=tuple(entries),
                folder=made,
            )
            (unfinished / MANIFEST).write_text(_as_json(manifest), encoding="utf-8")
            unfinished.rename(made)
            link = home / f".{CURRENT}.{os.getpid()}"
            link.unlink(missing_ok=True)
            link.symlink_to(made.name)
            link.replace(home / CURRENT)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        _drop_old(home, {made.name, before.folder.name if before else ""})
        return True

    def remove(self, slug: str) -> None:
        """Take an office's snapshots away; its addresses are no snapshots from then on."""
        home = self.root / OFFICES / slug
        (home / CURRENT).unlink(missing_ok=True)
        shutil.rmtree(home, ignore_errors=True)


def compressed(body: bytes) -> dict[str, bytes]:
    """The body by `Content-Encoding`; empty where compressing it is not worth it."""
    if len(body) < WORTH_COMPRESSING:
        return {}
    return {
        "gzip": gzip.compress(body, compresslevel=6, mtime=0),
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    }


def _put(page: Page, folder: Path, before: Manifest | None, seconds: int) -> Entry:
    """One page in `folder`; unchanged bytes are the old file under another name."""
    entry = page.entry
    old = before.entry(entry.path, entry.query) if before else None
    target = folder / entry.file
    _make_folder(target.parent)
    if before is not None and old is not None and old.file == entry.file:
        same = page.body is None or (page.body == _read(before.folder / old.file))
        if same:
            for suffix in ("", *ENCODINGS.values()):
                _link(before.folder / f"{old.file}{suffix}", folder / f"{entry.file}{suffix}")
            return _changed(entry, size=old.size, mtime=old.mtime)
        seconds = max(seconds, old.mtime + 1)
    if page.body is None:
        raise ValueError(f"{entry.file} has no bytes, and there is no version to take them from")
    variants = {"": page.body} | {
        ENCODINGS[name]: body for name, body in compressed(page.body).items()
    }
    for suffix, body in variants.items():
        path = folder / f"{entry.file}{suffix}"
        path.write_bytes(body)
        os.utime(path, (seconds, seconds))
    return _changed(entry, size=len(page.body), mtime=seconds)


def _changed(entry: Entry, *, size: int, mtime: int) -> Entry:
    return Entry(**{**asdict(entry), "size": size, "mtime": mtime})


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _link(old: Path, new: Path) -> None:
    """The same file under another name; a copy where the file system has no such thing."""
    if not old.exists():
        return
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def _drop_old(home: Path, kept: set[str]) -> None:
    """Remove the versions nobody reads any more, and what a killed writer left behind."""
    for each in home.iterdir():
        if each.is_dir() and not each.is_symlink() and each.name not in kept:
            shutil.rmtree(each, ignore_errors=True)


def _as_json(manifest: Manifest) -> str:
    content: dict[str, Any] = {"format": FORMAT, **asdict(manifest)}
    del content["folder"]
    return json.dumps(content, default=datetime.isoformat, indent=0)


def _manifest(found: dict[str, Any], folder: Path) -> Manifest:
    del found["format"]
    entries = tuple(Entry(**_with_moments(each)) for each in found.pop("entries"))
    return Manifest(**_with_moments(found), entries=entries, folder=folder)


def _with_moments(found: dict[str, Any]) -> dict[str, Any]:
    """The values with their moments (`…_at`, `valid_until`) read back."""
    return {
        key: datetime.fromisoformat(value)
        if value is not None and (key.endswith("_at") or key == "valid_until")
        else value
        for key, value in found.items()
    }
