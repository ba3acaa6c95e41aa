"""Words of the monthly report as a document: its cover, its sentences, its closing."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from attendance.wording.compliance import decimal_words, month_words
from attendance.wording.letters import date_words, moment_words
from attendance.wording.moments import day_words, percent_words

if TYPE_CHECKING:
    from attendance.models import ComplianceReport, MonthFreeze, Policy

HASH_GROUP = 8
SAME_POINTS = 0.05
"""Less than one decimal of a percentage shows."""
NONE = "–"


def number_words(number: int) -> str:
    """`1.234`."""
    return f"{number:,}".replace(",", ".")


def share_words(share: float | None) -> str:
    """`96,4%`, or a dash."""
    return NONE if share is None else f"{decimal_words(share)}%"


def step_words(step: float, *, in_points: bool) -> str:
    """`+1,2 poin`, `−34`, `tetap`."""
    shown = abs(round(step, 1)) if in_points else abs(round(step))
    if not shown:
        return _("tetap")
    sign = "+" if step > 0 else "−"
    said = decimal_words(shown) if in_points else number_words(int(shown))
    return _("%(step)s poin") % {"step": sign + said} if in_points else sign + said


def hash_words(digest: str) -> str:
    """A SHA-256 in groups that people can compare."""
    return " ".join(digest[at : at + HASH_GROUP] for at in range(0, len(digest), HASH_GROUP))


def document_title() -> str:
    """What the document is."""
    return _("Laporan kepatuhan kehadiran")


def title_words(report: "ComplianceReport") -> str:
    """The subject of the signed document."""
    text = _("Laporan kepatuhan %(month)s, versi %(version)d")
    if report.amends_id:
        text = _("Perubahan laporan kepatuhan %(month)s, versi %(version)d")
    return text % {"month": month_words(report.month), "version": report.version}


def state_words(report: "ComplianceReport") -> str:
    """What a signed document is, in a word or two."""
    if report.amends is not None:
        return _("Perubahan atas versi %(version)d") % {"version": report.amends.version}
    return _("Disahkan")


def foot_words(report: "ComplianceReport") -> str:
    """The line at the foot of every page."""
    return _("Laporan kepatuhan %(agency)s, %(month)s, versi %(version)d") % {
        "agency": report.agency.name,
        "month": month_words(report.month),
        "version": report.version,
    }


def cover_words(report: "ComplianceReport", computed: str) -> list[tuple[str, str]]:
    """The facts under the title: a label and a value each."""
    return [
        (_("Versi"), str(report.version)),
        (_("Data sampai"), date_words(report.data_until)),
        (_("Aturan"), report.rule_version),
        (_("Dihitung"), computed),
        (_("Sidik isi"), report.content_hash[:HASH_GROUP] + "…"),
    ]


def partial_words(report: "ComplianceReport") -> str:
    """A month that still runs, or of which only a part is closed."""
    text = _(
        "Laporan sementara: bulan ini belum lengkap. Angkanya menghitung hari kerja sampai "
        "%(until)s."
    )
    return text % {"until": day_words(report.data_until)}


def empty_words() -> str:
    """Instead of a summary where no day counts."""
    return _("Belum ada hari wajib hadir yang dinilai pada bulan ini.")


def summary_words(people: int, present: float, on_time: float, away: int) -> str:
    """The month in two sentences."""
    text = _(
        "%(present)s hari wajib hadir dihadiri dan %(on_time)s presensi masuk tepat waktu. "
        "%(people)s pegawai bekerja %(away)s hari pegawai dari rumah atau tempat lain."
    )
    return text % {
        "present": share_words(present),
        "on_time": share_words(on_time),
        "people": number_words(people),
        "away": number_words(away),
    }


def headline_words(code: str) -> str:
    """A headline figure in two or three words."""
    return {
        "present_days": _("Kehadiran"),
        "on_time_days": _("Masuk tepat waktu"),
        "quota_kept_days": _("Kuota dipatuhi"),
        "desk_staffed_minutes": _("Loket terjaga"),
    }[code]


def target_words(target: int, *, met: bool) -> str:
    """`target 95% tercapai`."""
    text = _("target %(target)d%% tercapai") if met else _("di bawah target %(target)d%%")
    return text % {"target": target}


def trend_words(step: float, month: date) -> str:
    """How a share moved since the month before: `+1,2 poin dari Oktober`."""
    name = format_date(month, "F")
    if abs(step) < SAME_POINTS:
        return _("sama dengan %(month)s") % {"month": name}
    return _("%(step)s dari %(month)s") % {
        "step": step_words(step, in_points=True),
        "month": name,
    }


def without_data() -> str:
    """Nothing of the kind was counted in the month."""
    return _("tidak ada datanya bulan ini")


def amends_words(report: "ComplianceReport", signed: "ComplianceReport") -> str:
    """On the first page of an amendment: what it changes, and why."""
    text = _("Perubahan atas versi %(version)d yang disahkan. Alasan: %(reason)s")
    return text % {"version": signed.version, "reason": report.reason}


def without_trend() -> str:
    """There is no report of the month before."""
    return _("bulan lalu tanpa laporan")


def weekday_words(number: int) -> str:
    """`Senin` from an ISO weekday."""
    return str(WEEKDAYS[number - 1])


def weekday_heads() -> list[str]:
    """The heads of a calendar, Monday first."""
    return [str(WEEKDAYS_ABBR[number]) for number in range(7)]


def caps_words(caps: "tuple[Policy, ...]") -> str:
    """The limits that the agency's policies set, with their decrees."""
    said = []
    for policy in caps:
        limits = []
        if policy.wfh_cap_percent is not None:
            limits.append(_("WFH paling banyak %s%%") % percent_words(policy.wfh_cap_percent))
        if policy.wfo_cap_percent is not None:
            limits.append(_("WFO paling banyak %s%%") % percent_words(policy.wfo_cap_percent))
        said.append(f"{', '.join(limits)} ({policy.decree_number})")
    return _("Batas menurut kebijakan: %s.") % "; ".join(said) if said else ""


def without_caps() -> str:
    """No policy of the month limits the places."""
    return _("Tidak ada kebijakan yang membatasi WFH atau WFO pada bulan ini.")


def trace_words(address: str) -> str:
    """How to follow a figure to the days behind it."""
    text = _(
        "Setiap angka dihitung dari hari pegawai yang dinilai menurut aturan yang sama. Untuk "
        "melihat hari di baliknya, masuk ke portal lalu buka alamat pada kolom kanan (di bawah "
        "%(address)s); setiap hari terbuka sampai presensi, jadwal, dan alasannya."
    )
    return text % {"address": address}


def not_traced() -> str:
    """A figure without a list of days behind it."""
    return _("halaman bulan ini")


def approval_words(report: "ComplianceReport", freeze: "MonthFreeze | None", days: int) -> str:
    """What the signature means; for a draft, that there is none."""
    month = month_words(report.month)
    if report.amends is not None:
        return _(
            "Laporan ini mengubah angka versi %(version)d menurut %(days)s hari pegawai yang "
            "berubah sesudah disahkan. Hari kerja yang disahkan tetap tersimpan seperti semula. "
            "Alasan: %(reason)s"
        ) % {
            "version": report.amends.version,
            "days": number_words(days),
            "reason": report.reason,
        }
    if freeze is None:
        return _(
            "Laporan ini belum disahkan. Angkanya masih berubah bila hari kerja %(month)s dinilai "
            "lagi. Setelah disahkan, laporan diterbitkan dengan tanda tangan elektronik dan kode "
            "verifikasi."
        ) % {"month": month}
    if freeze.report_id != report.pk:
        return _(
            "Versi ini tidak disahkan: untuk %(month)s yang disahkan adalah versi %(version)d. "
            "Pakai laporan itu."
        ) % {"month": month, "version": freeze.report.version}
    return _(
        "Dengan tanda tangan ini hari kerja %(month)s ditetapkan: %(days)s hari pegawai. Hari dan "
        "angkanya tidak berubah lagi; koreksi, izin, atau gangguan yang datang kemudian "
        "diterbitkan sebagai laporan perubahan bertanggal."
    ) % {"month": month, "days": number_words(freeze.days)}


def approval_title() -> str:
    """The heading over the signature."""
    return _("Pengesahan")


def closing_words(
    report: "ComplianceReport", freeze: "MonthFreeze | None", code: str, number: str
) -> list[tuple[str, str]]:
    """What stands beside the signature: a label and a value each."""
    said = [(_("Sidik angka (SHA-256)"), hash_words(report.content_hash))]
    if freeze is not None and freeze.report_id in (report.pk, report.amends_id):
        said.append((_("Sidik hari pegawai (SHA-256)"), hash_words(freeze.content_hash)))
    if number:
        said.append((_("Nomor"), number))
    if code:
        said.append((_("Kode verifikasi"), code))
    return said


def moment_of(at: datetime, zone: str) -> str:
    """`2 Desember 2026, 09.00 WIB`."""
    return moment_words(at, zone)
