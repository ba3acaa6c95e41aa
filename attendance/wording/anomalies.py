"""Words for patterns: what was seen, how it may be innocent, and that nothing follows by itself."""

from typing import Any

from django.utils.translation import gettext as _

from attendance.models import AnomalyKind


def what_it_is(kind: str) -> str:
    """A kind of pattern in one sentence."""
    match AnomalyKind(kind):
        case AnomalyKind.SAME_POSITION:
            return _("Koordinat yang dikirim sama persis sampai angka terakhir.")
        case AnomalyKind.FAST_TRAVEL:
            return _("Dua presensi di dua tempat, lebih cepat daripada perjalanan biasa.")
        case AnomalyKind.SHARED_DEVICE:
            return _("Satu perangkat dipakai presensi oleh beberapa pegawai.")
        case AnomalyKind.SAME_SECOND:
            return _("Presensi jatuh pada detik yang sama, hari demi hari.")


def innocent_reasons(kind: str) -> list[str]:
    """How each kind comes about without anything being wrong."""
    match AnomalyKind(kind):
        case AnomalyKind.SAME_POSITION:
            return [
                _("Suami istri atau kerabat yang serumah, padahal alamat di data pegawai berbeda."),
                _("Komputer meja atau modem: lokasinya dari jaringan, jadi angkanya tetap."),
                _("Perangkat yang membulatkan koordinat."),
            ]
        case AnomalyKind.FAST_TRAVEL:
            return [
                _("Alamat rumah atau koordinat kantor di data pegawai sudah lama atau keliru."),
                _("Jam perangkat meleset ketika presensi ditekan tanpa sinyal."),
                _("Mesin presensi yang tergantung di gedung lain milik unit itu."),
            ]
        case AnomalyKind.SHARED_DEVICE:
            return [
                _("Perangkat bersama di kantor, misalnya tablet di lobi atau komputer ruangan."),
                _("Ponsel rekan dipinjam karena ponsel sendiri rusak atau tertinggal."),
                _("Satu komputer keluarga yang dipakai bersama di rumah."),
            ]
        case AnomalyKind.SAME_SECOND:
            return [
                _("Kebiasaan menekan tepat saat alarm atau bel kantor berbunyi."),
                _("Jam perangkat yang dibulatkan."),
            ]


def what_was_seen(kind: str, facts: dict[str, Any]) -> str:
    """A pattern's numbers in one sentence; no names."""
    match AnomalyKind(kind):
        case AnomalyKind.SAME_POSITION if facts["case"] == "several":
            return _(
                "%(people)d pegawai dengan rumah berbeda presensi WFH dari koordinat yang sama "
                "persis, %(taps)d kali pada %(days)d hari."
            ) % {**facts, "days": len(facts["days"])}
        case AnomalyKind.SAME_POSITION:
            return _(
                "Satu pegawai presensi dari koordinat yang sama persis pada %(days)d hari dalam "
                "empat pekan (%(taps)d kali)."
            ) % {**facts, "days": len(facts["days"])}
        case AnomalyKind.FAST_TRAVEL:
            fastest = max(facts["trips"], key=lambda trip: trip["kmh"])
            return _(
                "%(km)s km dalam %(minutes)d menit, yaitu %(kmh)d km/jam; ambangnya %(limit)d "
                "km/jam."
            ) % {**fastest, "km": _decimal(fastest["km"]), "limit": facts["limit_kmh"]}
        case AnomalyKind.SHARED_DEVICE:
            return _(
                "%(people)d pegawai presensi dari satu perangkat, %(taps)d kali pada %(days)d hari."
            ) % {**facts, "days": len(facts["days"])}
        case AnomalyKind.SAME_SECOND:
            return _(
                "Presensi %(kind)s di sekitar detik ke-%(second)d pada %(week_days)d hari pekan "
                "ini, dan pada %(month_days)d dari %(of)d hari dalam empat pekan."
            ) % {**facts, "kind": _("masuk") if facts["kind"] == "in" else _("pulang")}


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def nothing_follows() -> str:
    """What stands on every page of patterns."""
    return _(
        "Pola ini untuk dilihat orang, bukan bukti dan bukan hukuman. Tidak ada penilaian, "
        "potongan, atau kasus yang timbul darinya. Tanyakan dulu kepada pegawainya."
    )


def may_not_read() -> str:
    """To somebody whom the list of patterns does not concern."""
    return _("Daftar pola untuk operator kepegawaian, PyB, PPK, dan Inspektorat.")


def may_not_mark() -> str:
    """To the inspectorate, which reads."""
    return _(
        "Anda boleh membaca pola ini. Catatan tindak lanjut ditulis operator kepegawaian, PyB, "
        "atau PPK."
    )


def own_pattern() -> str:
    """To somebody who stands in the pattern."""
    return _(
        "Anda sendiri tercantum di pola ini, jadi bukan Anda yang menutupnya. Minta pejabat lain "
        "yang berwenang."
    )


def mark_missing() -> str:
    """No choice was made."""
    return _("Pilih dulu: sudah dijelaskan, atau ditindaklanjuti.")


def note_missing() -> str:
    """A mark says why."""
    return _("Catatan belum diisi. Tulis apa yang Anda ketahui, supaya dapat diperiksa kemudian.")


def marked() -> str:
    """After marking."""
    return _("Catatan disimpan.")
