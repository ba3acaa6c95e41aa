"""What can be said of a PDF that a visitor uploads."""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings

from attendance.queries.verified import Verified, verified_document
from attendance.rules.documents import read_code
from attendance.signing.judge import SECONDS, Judgement

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """A visitor's file: its signature, the document whose code it names, and whether it is it."""

    seen: Judgement
    known: Verified | None
    is_same: bool
    sha256: str


def look_into(pdf: bytes, *, at: datetime) -> Upload:
    """Judge `pdf` at `at` (aware) and compare it with the document whose code it names."""
    digest = hashlib.sha256(pdf).hexdigest()
    seen = judged_apart(pdf, at=at)
    code = read_code(seen.code)
    known = None if code is None else verified_document(code, at)
    is_same = known is not None and known.document.sha256 == digest
    return Upload(seen, known, is_same, digest)


def judged_apart(pdf: bytes, *, at: datetime) -> Judgement:
    """`judge` in a process of its own, bounded in time and memory; unreadable where it fails."""
    try:
        # Only our own module and paths from the settings; the file comes by standard input.
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "attendance.signing.judge", at.isoformat(), *_roots()],
            input=pdf,
            capture_output=True,
            timeout=2 * SECONDS,
            cwd=settings.BASE_DIR,
            check=False,
        )
        said = json.loads(ran.stdout) if ran.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError) as error:
        log.info("upload.unreadable", error=type(error).__name__, size=len(pdf))
        return Judgement()
    return Judgement(**said)


def _roots() -> list[str]:
    signing = settings.SIGNING
    practice: Path = signing.test_folder / "root.pem"
    named = [path for path in (signing.trust_roots, practice) if path is not None]
    return [str(path) for path in named if path.is_file()]
