"""How surely an event proves where somebody was, in words for the person and their superior."""

from django.utils.translation import gettext as _

from attendance.models.events import EvidenceLevel


def evidence_words(level: str) -> str:
    """The evidence of an event (`CheckIn.evidence`) as a short line for receipts and day pages."""
    match EvidenceLevel(level):
        case EvidenceLevel.STATED:
            return _("Pernyataan pegawai")
        case EvidenceLevel.LOCATED:
            return _("Lokasi perangkat")
        case EvidenceLevel.SETTLED:
            return _("Keputusan atasan")
        case EvidenceLevel.IMPORTED:
            return _("Berkas kepegawaian")
        case EvidenceLevel.CODE:
            return _("Terbukti dengan kode layar kantor")
        case EvidenceLevel.MACHINE:
            return _("Terbukti dengan mesin di kantor")
