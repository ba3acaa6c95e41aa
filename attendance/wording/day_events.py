"""Words for the events of a day: used or set aside, why, where from, and how sure that is."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.models import CheckIn, CheckInKind, CheckInSource, EvidenceLevel
from attendance.rules.events import Basis, Counted
from attendance.rules.explain import AsideCode
from attendance.wording.days import mode_label
from attendance.wording.moments import second_words


def origin_words(row: CheckIn) -> str:
    """Where an event came from and what stands behind it: `mesin di kantor`."""
    match row.source:
        case CheckInSource.MACHINE:
            return _("dicatat mesin di kantor")
        case CheckInSource.IMPORT:
            return _("dari berkas kepegawaian")
        case CheckInSource.CORRECTION:
            return _("dari koreksi yang diputus atasan")
        case CheckInSource.DEMO:
            return _("data contoh")
    match row.evidence:
        case EvidenceLevel.CODE:
            return _("lewat peramban, dengan kode layar kantor")
        case EvidenceLevel.LOCATED:
            return _("lewat peramban, dengan lokasi perangkat")
        case _:
            return _("lewat peramban, menurut pernyataan pegawai")


def used_words(counted: Counted, row: CheckIn, zone: ZoneInfo) -> str:
    """Why an event counts at the time it does."""
    values = {
        "at": second_words(counted.at, zone),
        "tapped": second_words(row.tapped_at, zone),
        "received": second_words(row.recorded_at, zone),
    }
    match counted.basis:
        case Basis.RECEIPT:
            return _("Dipakai: dihitung saat diterima, %(at)s.") % values
        case Basis.OUTAGE:
            return (
                _(
                    "Dipakai: ditekan %(tapped)s saat sistem terganggu, diterima %(received)s; "
                    "dihitung pada waktu ditekan."
                )
                % values
            )
        case Basis.PENDING:
            return (
                _(
                    "Dipakai sementara: ditekan %(tapped)s tanpa sambungan, diterima %(received)s; "
                    "dihitung saat diterima sampai atasan memutus."
                )
                % values
            )
        case Basis.ACCEPTED_TAP:
            return _certain(row.source) % values


def _certain(source: str) -> str:
    if source == CheckInSource.CORRECTION:
        return _("Dipakai: dihitung %(at)s, seperti diputus atasan.")
    return _("Dipakai: dihitung pada waktu yang tercatat di sumbernya, %(at)s.")


def used_sentence(counted: Counted, row: CheckIn, zone: ZoneInfo) -> str:
    """An event that counts at the time its source names."""
    kind = _("Presensi masuk") if row.kind == CheckInKind.IN else _("Presensi pulang")
    return _("%(kind)s pukul %(at)s dari %(mode)s, %(origin)s.") % {
        "kind": kind,
        "at": second_words(counted.at, zone),
        "mode": mode_label(counted.event.mode),
        "origin": origin_words(row),
    }


def uncounted_words(*, is_off: bool) -> str:
    """Why nothing is counted on a day off or an excused day."""
    if is_off:
        return _("Dicatat; hari ini libur, jadi tidak dihitung.")
    return _("Dicatat; hari ini berhalangan sah, jadi tidak dihitung.")


def aside_words(code: AsideCode) -> str:
    """Why an event changes nothing."""
    match code:
        case AsideCode.LATER_IN:
            return _("Tidak dipakai: ada presensi masuk yang lebih dulu.")
        case AsideCode.EARLIER_OUT:
            return _("Tidak dipakai: ada presensi pulang yang lebih akhir.")
        case AsideCode.OUT_BEFORE_IN:
            return _("Tidak dipakai: mendahului presensi masuk.")
        case AsideCode.SETTLED:
            return _("Tidak dipakai: untuk ketukan ini sudah ada waktu dan tempat yang ditetapkan.")
