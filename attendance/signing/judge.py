"""What can be said of a PDF's signatures; run as a program it reads a stranger's file.

    python -m attendance.signing.judge ROOT.pem … < letter.pdf

A stranger's file is read in a process of its own, short of time and memory, because a PDF can be
built to keep its reader busy. This module therefore needs neither Django nor the database.
"""

import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

SECONDS = 8
MEMORY_BYTES = 1024 * 1024 * 1024
MAX_SIGNATURES = 10


@dataclass(frozen=True, slots=True)
class Judgement:
    """The last signature of a file, and whether it speaks for the whole file.

    `is_pdf`: it could be read. `signatures`: how many there are. `intact`: what the last one
    covers is unchanged and was signed by the key of its certificate. `covers_all`: nothing was
    added behind it. `trusted`: its certificate leads to one of the roots. `signed_at`: ISO 8601,
    of the timestamp where `timestamped`, else by the signer's own clock. `code`: the code of
    verification the file names.
    """

    is_pdf: bool = False
    signatures: int = 0
    intact: bool = False
    covers_all: bool = False
    trusted: bool = False
    timestamped: bool = False
    subject: str = ""
    issuer: str = ""
    signed_at: str = ""
    code: str = ""

    @property
    def sound(self) -> bool:
        """Whether every byte of the file is as it was signed."""
        return self.intact and self.covers_all


def judge(pdf: bytes, roots: Sequence[Path], *, at: datetime) -> Judgement:
    """The signatures of `pdf`, trusted if they lead to one of `roots` (PEM) at `at` (aware)."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        found = list(reader.embedded_regular_signatures)
        code = _code(reader)
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return Judgement()
    if not found or len(found) > MAX_SIGNATURES:
        return Judgement(is_pdf=True, signatures=len(found), code=code)
    return _of_last(found, code, roots, at)


def _of_last(found: list[Any], code: str, roots: Sequence[Path], at: datetime) -> Judgement:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError

    last = found[-1]
    known = Judgement(is_pdf=True, signatures=len(found), code=code)
    try:
        status = validate_pdf_signature(last, _context(roots, at), skip_diff=True)
    except (
        PdfError, SigningError, SignatureValidationError, ValueError, KeyError, TypeError,
    ):  # fmt: skip
        return known
    stamp = status.timestamp_validity
    moment = stamp.timestamp if stamp is not None else status.signer_reported_dt
    return Judgement(
        is_pdf=True,
        signatures=len(found),
        intact=status.intact and status.valid,
        covers_all=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status.trusted,
        timestamped=stamp is not None and stamp.valid and stamp.trusted,
        subject=_name(status.signing_cert.subject),
        issuer=_name(status.signing_cert.issuer),
        signed_at="" if moment is None else moment.isoformat(),
        code=code,
    )


def _name(whole: Any) -> str:
    """Whose certificate it is, and of which body: `Siti Aminah (Pemerintah Kota Cimahi)`."""
    parts = whole.native
    name, body = (_first(parts.get(key)) for key in ("common_name", "organization_name"))
    return f"{name} ({body})" if name and body else name or body or str(whole.human_friendly)


def _first(part: Any) -> str:
    return str(part[0] if isinstance(part, list) else part or "")


def _context(roots: Sequence[Path], at: datetime) -> Any:
    from pyhanko.keys import load_certs_from_pemder
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(load_certs_from_pemder([str(root) for root in roots])),
        allow_fetching=False,
        moment=at,
    )


def _code(reader: Any) -> str:
    """The letter's keyword is its code."""
    if "/Info" not in reader.trailer.flatten():
        return ""
    return str(reader.trailer["/Info"].get("/Keywords", ""))[:24]


def main() -> None:
    """Judge what stands on standard input by the roots named as arguments; JSON out."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    at = datetime.fromisoformat(sys.argv[1]).astimezone(UTC)
    made = judge(sys.stdin.buffer.read(), [Path(one) for one in sys.argv[2:]], at=at)
    sys.stdout.write(json.dumps(asdict(made)))


if __name__ == "__main__":
    main()
