"""Words about what changed between two versions of a month's report."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from attendance.wording.compliance import month_words
from attendance.wording.letters import date_words

if TYPE_CHECKING:
    from accounts.models import Employee
    from attendance.models import ComplianceReport


def introduction(signed: "ComplianceReport", days: int) -> str:
    """What the table of an amendment shows."""
    text = _(
        "%(days)d hari pegawai berubah sejak versi %(version)d disahkan. Tabel ini memuat setiap "
        "angka yang menjadi lain karenanya; angka yang tidak tercantum sama."
    )
    return text % {"days": days, "version": signed.version}


def units_elsewhere(figures: int) -> str:
    """Figures of units that are too many for paper."""
    text = _("Selain itu %d angka unit berubah; semuanya terbaca di portal, halaman perubahan.")
    return text % figures if figures > 0 else ""


def days_elsewhere(days: int) -> str:
    """Changed days that are too many for paper."""
    text = _("Selain itu %d hari pegawai berubah; semuanya terbaca di portal, halaman perubahan.")
    return text % days if days > 0 else ""


def days_words(days: Sequence[tuple[date, str]], most: int) -> str:
    """`17 Nov Staf 04, 18 Nov Staf 05 dan 3 lagi`."""
    named = [f"{format_date(day, 'j M')} {name}" for day, name in days[:most]]
    text = ", ".join(named)
    if len(days) > most:
        text += _(" dan %d lagi") % (len(days) - most)
    return text


def dates_words(days: Sequence[date], most: int) -> str:
    """`17 Nov, 18 Nov dan 3 lagi`."""
    text = ", ".join(format_date(day, "j M") for day in days[:most])
    if len(days) > most:
        text += _(" dan %d lagi") % (len(days) - most)
    return text


def cause_words(cause: str, by: "Employee | None") -> str:
    """Why a day changed, and by whom."""
    return cause if by is None else _("%(cause)s oleh %(by)s") % {"cause": cause, "by": by.name}


def version_words(report: "ComplianceReport", frozen: int | None) -> str:
    """A version in a list: its number, what it is, and until when it counts."""
    text = _("Versi %(version)d, data sampai %(until)s")
    if report.amends_id:
        text = _("Versi %(version)d, perubahan sesudah disahkan")
    elif report.pk == frozen:
        text = _("Versi %(version)d, disahkan")
    return text % {"version": report.version, "until": date_words(report.data_until)}


def may_not_amend() -> str:
    """Who may issue an amendment."""
    return _(
        "Laporan perubahan tidak diterbitkan: yang berwenang hanya PPK, atau pejabat yang diberi "
        "delegasi oleh PPK. Mintalah salah satunya menerbitkan."
    )


def not_frozen(month: date) -> str:
    """An open month is computed again, not amended."""
    text = _(
        "%(month)s belum disahkan, jadi tidak ada yang diubah dengan laporan perubahan. Hitung "
        "laporannya lagi."
    )
    return text % {"month": month_words(month)}


def nothing_changed(month: date) -> str:
    """No day differs from what was signed or amended last."""
    text = _(
        "Tidak ada hari %(month)s yang berubah sejak laporan terakhir yang ditandatangani, jadi "
        "tidak ada laporan perubahan yang diterbitkan."
    )
    return text % {"month": month_words(month)}


def days_waiting(waiting: int) -> str:
    """Days of the month still wait to be judged again."""
    text = _(
        "%d hari pegawai masih menunggu dinilai lagi. Tunggu beberapa menit sampai selesai, lalu "
        "terbitkan perubahan yang memuat semuanya."
    )
    return text % waiting


def without_reason() -> str:
    """An amendment says why it is issued."""
    return _("Tulis alasan perubahannya, misalnya nomor keputusan atau surat yang mendasarinya.")


def issued(report: "ComplianceReport") -> str:
    """The amendment is signed."""
    number = "" if report.document is None else report.document.number
    return _("Laporan perubahan nomor %s ditandatangani dan diterbitkan.") % number


def told(report: "ComplianceReport") -> tuple[str, str]:
    """Title and body of the message to those who read the agency's reports."""
    month, document = month_words(report.month), report.document
    text = _(
        "Laporan perubahan %(month)s versi %(version)d terbit dengan nomor %(number)s. Selisihnya "
        "terbaca di halaman laporan. Berkas tunjangan yang dibuat sebelumnya memuat angka lama; "
        "buat lagi."
    )
    values = {
        "month": month,
        "version": report.version,
        "number": "" if document is None else document.number,
    }
    return _("Laporan %s diubah sesudah disahkan") % month, text % values


def more_changed(month: date) -> str:
    """Days were amended between the draft and the signature."""
    text = _(
        "Ada hari %(month)s yang berubah lagi sejak draf ini dibuka, jadi laporan perubahan belum "
        "diterbitkan. Buka draf barunya, periksa, lalu tanda tangani."
    )
    return text % {"month": month_words(month)}


def reason_to_come() -> str:
    """In a draft, instead of the reason."""
    return _("(ditulis saat ditandatangani)")


def reason_label() -> str:
    """What the signer types."""
    return _("Alasan perubahan")


def reason_help() -> str:
    """What a good reason names."""
    return _("Tercetak pada laporan, misalnya: Koreksi presensi diterima atas surat 800/41/2026.")


def one_version() -> str:
    """There is nothing to compare yet."""
    return _("Bulan ini baru punya satu versi, jadi belum ada yang dapat dibandingkan.")


def same_figures(before: "ComplianceReport", after: "ComplianceReport") -> str:
    """Two versions without a difference."""
    text = _("Versi %(before)d dan versi %(after)d memuat angka yang sama.")
    return text % {"before": before.version, "after": after.version}


def changed_many(figures: int, days: int) -> str:
    """How much is different, in one sentence."""
    text = _("%(figures)d angka berbeda; %(days)d hari pegawai dinilai lain di antaranya.")
    return text % {"figures": figures, "days": days}
