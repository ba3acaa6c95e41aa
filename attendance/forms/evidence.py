"""A file of evidence: its kind read from its bytes, its size bounded, its name made harmless."""

import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from attendance.actions.evidence_files import Evidence
from attendance.models import EvidenceFile, EvidenceType
from attendance.models.requests import MAX_EVIDENCE_BYTES
from attendance.wording.requests import evidence_empty, evidence_too_large, evidence_unknown

SIGNATURES = (
    (b"%PDF-", EvidenceType.PDF),
    (b"\xff\xd8\xff", EvidenceType.JPEG),
    (b"\x89PNG\r\n\x1a\n", EvidenceType.PNG),
)
ENDINGS = {
    EvidenceType.PDF: (".pdf",),
    EvidenceType.JPEG: (".jpg", ".jpeg"),
    EvidenceType.PNG: (".png",),
}
NAME_LIMIT: int = EvidenceFile._meta.get_field("name").max_length or 120
UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:\"/\\|?*]")


class EvidenceField(forms.FileField):
    """PDF, JPEG or PNG of at most 2 MB, as an `Evidence`; None when nothing was sent."""

    widget = forms.ClearableFileInput(attrs={"accept": ",".join(EvidenceType.values)})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "allow_empty_file": True, **options})

    def clean(self, data: Any, initial: Any = None) -> Evidence | None:
        """The file as sent; ValidationError with a sentence where it cannot be kept."""
        sent = super().clean(data, initial)
        if not sent:
            return None
        if sent.size > MAX_EVIDENCE_BYTES:
            raise ValidationError(evidence_too_large(), code="size")
        content = sent.read()
        if not content:
            raise ValidationError(evidence_empty(), code="empty")
        content_type = type_of(content)
        if content_type is None:
            raise ValidationError(evidence_unknown(), code="type")
        return Evidence(name_of(sent.name, content_type), content_type, content)


def type_of(content: bytes) -> EvidenceType | None:
    """What the bytes are, by how they begin; None for anything that is not kept."""
    return next((kind for begin, kind in SIGNATURES if content.startswith(begin)), None)


def name_of(given: str, content_type: EvidenceType) -> str:
    """The file's name without folders and control characters, ending as its bytes do."""
    endings = ENDINGS[content_type]
    fitting = next((one for one in endings if given.lower().endswith(one)), endings[0])
    return file_name(given, fitting, "bukti")


def file_name(given: str, ending: str, plain: str) -> str:
    """A name without folders and control characters that ends in `ending`; `plain` for none."""
    name = UNSAFE.sub("", PurePath(given.replace("\\", "/")).name).strip(". ") or plain
    if not name.lower().endswith(ending):
        name += ending
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: NAME_LIMIT - len(ending) - 1]}{dot}{ending}"
