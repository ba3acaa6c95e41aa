"""What the regions' monthly form itself says: its title, answers, and what they rest on.

Not marked for translation: the form is Indonesian.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attendance.models import Policy
from attendance.rules.filing import DAY_NAMES
from attendance.wording.compliance import figure_label, month_words
from attendance.wording.letters import date_words
from attendance.wording.policy_content import exclusion_sentences

TITLE = "Laporan Pelaksanaan Surat Edaran Mendagri tentang Transformasi Budaya Kerja ASN"
MOST_UNITS = 12
WEEKDAY_FIGURE = "wfh_weekday_"
FIGURES = {
    "home_policies": "Kebijakan yang membolehkan WFH",
    "signed_documents": "Dokumen ditandatangani elektronik di Hadir",
    "practice_documents": "Di antaranya dengan sertifikat uji",
    "equipped_people": "Pegawai bersarana memadai",
    "declared_people": "Pegawai yang menyatakan kesiapan",
    "active_people": "Pegawai seluruhnya",
    "presence_checks": "Panggilan kehadiran sehari menurut kebijakan",
    "check_in_windows": "Jendela presensi menurut kebijakan",
    "report_duty": "Kebijakan yang mewajibkan laporan kerja",
    "supervisors": "Atasan langsung yang bertugas",
    "direct_units": "Unit layanan langsung",
    "direct_office_days": "Hadir di kantor, unit layanan langsung",
    "direct_away_days": "WFH/WFA, unit layanan langsung tanpa tata usaha",
    "support_units": "Unit pendukung",
    "support_away_days": "WFH/WFA, unit pendukung",
    "support_present_days": "Hadir, unit pendukung",
    "present_days_share": "Hadir",
    "on_time_days_share": "Tepat waktu",
    "quota_kept_days_share": "Kuota dipatuhi",
    "desk_staffed_minutes_share": "Jam loket terjaga",
    "present_target_percent": "Sasaran hadir",
    "on_time_target_percent": "Sasaran tepat waktu",
    "quota_target_percent": "Sasaran kuota dipatuhi",
    "staffed_target_percent": "Sasaran jam loket terjaga",
    "staffed_now": "Jam loket terjaga bulan ini",
    "staffed_before": "Jam loket terjaga bulan lalu",
    "wrong_before": "Status loket keliru bulan lalu",
    "status_wrong": "Status loket keliru bulan ini",
    "trips": "Perjalanan dinas dimulai bulan ini (dalam dan luar negeri)",
    "base_trips": "Perjalanan dinas pada bulan dasar",
    "outage_minutes": "Lama gangguan sistem",
    "unstaffed_minutes": "Jam loket tanpa petugas",
}
HINTS = {"1c": "Tulis bagian WFH saja, misalnya 20; sisanya WFO."}
"""How a row is filled in that does not say it itself."""

UNITS = {
    "days": "hari pegawai", "people": "orang", "percent": "%", "minutes": "menit", "units": "unit",
    "trips": "perjalanan", "documents": "dokumen", "checks": "kali", "windows": "jendela",
    "requests": "permohonan", "reports": "laporan", "outages": "kali", "policies": "kebijakan",
    "cases": "kasus",
}  # fmt: skip
"""What a figure of an answer counts."""


def basis_label(what: str) -> str:
    """What stands before a figure that an answer rests on, in Indonesian."""
    if what.startswith(WEEKDAY_FIGURE):
        return f"WFH pada hari {DAY_NAMES[int(what.removeprefix(WEEKDAY_FIGURE)) - 1]}"
    if what in FIGURES:
        return FIGURES[what]
    return figure_label(what)


def exclusion_lines(policy: Policy, units: Sequence[str], direct: Sequence[str]) -> list[str]:
    """Whom a policy keeps in the office, a line each: posts, units, and the kinds of staff.

    `units` are the names of the units it names, `direct` those that serve citizens directly.
    """
    said = exclusion_sentences(policy, _shortened(units))
    if policy.exclude_direct_service and direct:
        said.append(f"Unit layanan langsung: {', '.join(_shortened(direct))}.")
    scope = policy.post or (policy.unit.name if policy.unit else "")
    return [f"{scope}: {line}" for line in said] if scope else said


def _shortened(names: Sequence[str]) -> list[str]:
    more = len(names) - MOST_UNITS
    return [*names[:MOST_UNITS], *([f"dan {more} unit lain"] if more > 0 else [])]


def obstacle_text(month: date, values: Mapping[str, int]) -> str:
    """The month's outages and unstaffed desk time as text for section 13; empty without any."""
    said = []
    if values.get("outages"):
        hours = hours_text(values.get("outage_minutes", 0))
        said.append(f"Gangguan sistem presensi {values['outages']} kali, seluruhnya {hours}.")
    if values.get("unstaffed_minutes", 0) > 0:
        said.append(
            f"Loket tanpa petugas pada jam buka selama {hours_text(values['unstaffed_minutes'])}."
        )
    return f"{month_words(month)}: {' '.join(said)}" if said else ""


def hours_text(minutes: int) -> str:
    """`12 jam 30 menit`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours:,} jam".replace(",", ".")] if hours else []
    return " ".join([*parts, *([f"{rest} menit"] if rest or not hours else [])])


def number_text(value: str) -> str:
    """Digits with dots between the thousands; anything else as it is."""
    return f"{int(value):,}".replace(",", ".") if value.isascii() and value.isdecimal() else value


def answer_text(code: str, kind: str, value: str, name: str) -> str:
    """An answer as it reads on screen and on paper."""
    if not value:
        return ""
    if code == "1c":
        return f"WFH {value}% : WFO {100 - int(value)}%"
    said = {
        "percent": f"{value}%",
        "rupiah": f"Rp{number_text(value)}",
        "number": number_text(value),
    }.get(kind, value)
    return f"{said}: {name}" if name else said


def former_text(code: str, kind: str, value: str, name: str, reason: str) -> str:
    """What the version before a correction answered, with its reason where it gave one."""
    said = answer_text(code, kind, value, name) or "–"
    return f"{said} (alasan: {reason})" if reason else said


def row_letter(code: str, section: int) -> str:
    """`a. ` for row 6a; nothing for a row without a letter."""
    letter = code.removeprefix(str(section))
    return f"{letter}. " if len(letter) == 1 else ""


def document_title(month: date, agency: str, version: int) -> str:
    """The subject of the signed form."""
    what = "Laporan" if version == 1 else f"Perbaikan (versi {version}) laporan"
    return f"{what} transformasi budaya kerja {month_words(month)}, {agency}"


def correction_note(version: int, number: str, day: date, reason: str) -> str:
    """At the head of a correction: what it takes the place of, and why."""
    return (
        f"Perbaikan (versi {version}) atas laporan Nomor {number} tanggal {date_words(day)}. "
        f"Alasan: {reason.rstrip('.')}."
    )


def basis_text(figure: Mapping[str, Any]) -> str:
    """A figure under an answer: `WFH pada hari Jumat: 1.204 hari pegawai`."""
    return f"{figure['label']}: {measured_text(figure)}"


def measured_text(figure: Mapping[str, Any]) -> str:
    """The figure's value with what it counts: `1.204 hari pegawai`, `96%`, `12 jam`."""
    value, unit = int(figure["value"]), figure["unit"]
    if unit == UNITS["minutes"]:
        return hours_text(value)
    said = number_text(str(value)) if value >= 0 else str(value)
    return f"{said}%" if unit == UNITS["percent"] else f"{said} {unit}"


def differs_text(proposed: str, reason: str) -> str:
    """Beside an answer that an officer gave against the computation."""
    return f"Hitungan portal: {proposed}. Alasan jawaban lain: {reason}"


def acts_for(name: str, number: str, day: date) -> str:
    """By which letter somebody signs for another."""
    return f"Berdasarkan surat Nomor {number} tanggal {date_words(day)}, atas pelimpahan {name}."


def report_note(version: int, until: date, digest: str) -> str:
    """From which report the computed answers are."""
    return (
        f"Angka dihitung Hadir dari laporan kepatuhan versi {version}, hari kerja sampai "
        f"{date_words(until)}, sidik isi {digest[:16]}."
    )
