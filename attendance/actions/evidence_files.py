"""Keeping a file that proves a request: in the database, under row-level security."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Employee
from attendance.models import EvidenceFile, EvidenceType


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file as sent, its type read from its bytes."""

    name: str
    content_type: EvidenceType
    content: bytes


def keep_evidence(*, by: Employee, at: datetime, evidence: Evidence | None) -> EvidenceFile | None:
    """Write the file of `by` received at `at` (aware); None where none was sent.

    Runs in the caller's transaction: without the request there is no file.
    """
    if evidence is None:
        return None
    return EvidenceFile.objects.create(
        agency_id=by.agency_id,
        employee=by,
        name=evidence.name,
        content_type=evidence.content_type,
        size=len(evidence.content),
        sha256=hashlib.sha256(evidence.content).hexdigest(),
        content=evidence.content,
        uploaded_at=at,
    )
