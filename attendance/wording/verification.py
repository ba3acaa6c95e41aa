"""What a visitor reads about a signed document: genuine, revoked, altered, or not known."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from attendance.models import (
    ComplianceReport,
    DocumentKind,
    Filing,
    SignatureKind,
    SignedDocument,
)
from attendance.wording.compliance import month_words
from attendance.wording.letters import date_words, moment_words

if TYPE_CHECKING:
    from attendance.queries.seals import Seal

type Said = tuple[str, str]
"""A heading and a sentence."""


def _noun(document: SignedDocument) -> str:
    return _("Surat") if document.kind == DocumentKind.ASSIGNMENT_LETTER else _("Laporan")


def compare(document: SignedDocument) -> str:
    """What a visitor should hold against the paper in hand."""
    if document.kind == DocumentKind.ASSIGNMENT_LETTER:
        return _(
            "Cocokkan nomor, unit, dan masa tugasnya dengan surat di tangan Anda. Nama pegawai "
            "tidak ditampilkan di sini."
        )
    return _(
        "Cocokkan nomor, bulan, versi, dan angkanya dengan laporan di tangan Anda. Nama pegawai "
        "tidak ditampilkan di sini."
    )


def roster_facts(unit: str, period: str) -> list[tuple[str, str]]:
    """What an assignment letter is about."""
    return [(_("Unit kerja"), unit), (_("Masa tugas"), period)]


def filing_facts(filing: Filing) -> list[tuple[str, str]]:
    """What a filed form is about."""
    said = [(_("Bulan"), month_words(filing.month)), (_("Versi"), str(filing.version))]
    return [*said, (_("Alasan perbaikan"), filing.reason)] if filing.reason else said


def report_facts(report: ComplianceReport) -> list[tuple[str, str]]:
    """What a compliance report is about; an amendment's reason may name somebody, so not here."""
    said = [
        (_("Bulan"), month_words(report.month)),
        (_("Versi"), str(report.version)),
        (_("Data sampai"), date_words(report.data_until)),
        (_("Aturan"), report.rule_version),
    ]
    if report.amends is not None:
        said.insert(2, (_("Mengubah"), _("Versi %d yang disahkan") % report.amends.version))
    return said


def digest_label() -> str:
    """The hash printed on the report."""
    return _("Sidik angka (SHA-256)")


def seal_label() -> str:
    """How the portal's rows stand to the signature."""
    return _("Data di portal")


def seal_words(seal: "Seal", zone: str) -> str:
    """Whether figures and days still are those that were signed, and when that was looked at."""
    if seal.holds:
        text = _("Angka dan hari kerjanya sama dengan yang disahkan; diperiksa %s.")
    elif seal.days:
        text = _("Angkanya TIDAK sama dengan yang disahkan; diperiksa %s.")
    elif seal.figures:
        text = _("Hari kerjanya TIDAK sama dengan yang disahkan; diperiksa %s.")
    else:
        text = _("Angka dan hari kerjanya TIDAK sama dengan yang disahkan; diperiksa %s.")
    return text % moment_words(seal.at, zone)


def rows_changed(document: SignedDocument) -> Said:
    """A report signed here whose rows in the portal are no longer those that were signed."""
    return (
        _("Laporan asli, tetapi data di portal berubah"),
        _(
            "Laporan nomor %s diterbitkan melalui Hadir, tetapi data yang tersimpan tidak lagi "
            "sama dengan sidik saat disahkan. Pegang berkas bertanda tangannya, bukan angka di "
            "portal, dan laporkan hal ini kepada inspektorat atau pengelola portal."
        )
        % document.number,
    )


def amended_since(document: SignedDocument, zone: str) -> Said:
    """A report that is genuine and was followed by amendments."""
    return (
        _("Asli, dan ada laporan perubahan sesudahnya"),
        _(
            "%(what)s ini diterbitkan melalui Hadir dan ditandatangani pada %(when)s. Sesudahnya "
            "terbit laporan perubahan, tercantum di bawah: baca angkanya bersama perubahan itu."
        )
        % {"what": _noun(document), "when": moment_words(document.signed_at, zone)},
    )


def later_amendment(version: int, document: SignedDocument) -> str:
    """An amendment that came after a report."""
    return _("Versi %(version)d, nomor %(number)s tanggal %(day)s") % {
        "version": version,
        "number": document.number,
        "day": date_words(document.issued_on),
    }


def genuine(document: SignedDocument, zone: str) -> Said:
    """A document that holds."""
    return (
        _("Asli dan berlaku"),
        _("%(what)s ini diterbitkan melalui Hadir dan ditandatangani pada %(when)s.")
        % {"what": _noun(document), "when": moment_words(document.signed_at, zone)},
    )


def revoked(document: SignedDocument, zone: str, heir: SignedDocument | None) -> Said:
    """A document that was signed here and holds no longer."""
    assert document.revoked_at is not None  # noqa: S101 - only called for one that is revoked
    said = _(
        "Surat ini pernah diterbitkan melalui Hadir, tetapi tidak berlaku lagi sejak %(when)s: "
        "%(why)s."
    ) % {"when": moment_words(document.revoked_at, zone), "why": document.revoked_reason}
    if heir is not None:
        said += " " + _("Penggantinya: Surat Tugas Nomor %(number)s tanggal %(day)s.") % {
            "number": heir.number,
            "day": date_words(heir.issued_on),
        }
    return _("Asli, tetapi tidak berlaku lagi"), said


def corrected(document: SignedDocument, zone: str, heir: Filing) -> Said:
    """A filed form that a later version corrects."""
    said = _(
        "Laporan ini ditandatangani melalui Hadir pada %(when)s, lalu diperbaiki. Yang berlaku: "
        "versi %(version)d, Nomor %(number)s."
    )
    values = {
        "when": moment_words(document.signed_at, zone),
        "version": heir.version,
        "number": heir.number,
    }
    return _("Asli, tetapi sudah diperbaiki"), said % values


def unknown() -> Said:
    """No document bears the code, or what was typed is none."""
    return (
        _("Kode tidak dikenal"),
        _(
            "Tidak ada surat atau laporan dengan kode ini di portal ini. Periksa kembali kode yang "
            "tercetak di bawah tanda tangan; huruf O dan I tidak dipakai. Bila kodenya sudah "
            "benar, jangan pakai dokumennya dan tanyakan kepada instansi yang namanya tercantum."
        ),
    )


def only_practice() -> str:
    """The signature is by the test CA."""
    return _(
        "Hanya uji coba: tanda tangannya memakai sertifikat uji yang dibuat portal ini, bukan "
        "sertifikat elektronik yang sah."
    )


def is_practice(document: SignedDocument) -> bool:
    """Whether the document bears the test CA's signature."""
    return document.signature_kind == SignatureKind.TEST


def same_file(document: SignedDocument) -> Said:
    """The upload is, byte by byte, the document the portal signed."""
    return (
        _("Berkas ini asli"),
        _(
            "Setiap bagiannya sama dengan %(what)s nomor %(number)s yang ditandatangani melalui "
            "Hadir, dan tanda tangannya utuh."
        )
        % {"what": _noun(document).lower(), "number": document.number},
    )


def other_file(document: SignedDocument) -> Said:
    """The upload names a code of ours and is not the file that was signed."""
    return (
        _("Berkas ini bukan %(what)s aslinya") % {"what": _noun(document).lower()},
        _(
            "Berkas ini memuat kode %(what)s nomor %(number)s, tetapi isinya tidak sama dengan "
            "yang ditandatangani. Jangan pakai berkas ini; mintalah berkas aslinya."
        )
        % {"what": _noun(document).lower(), "number": document.number},
    )


def altered() -> Said:
    """Something was changed after the signature."""
    return (
        _("Isi berkas berubah setelah ditandatangani"),
        _(
            "Tanda tangan di dalamnya tidak cocok lagi dengan isinya. Jangan pakai berkas ini; "
            "mintalah berkas aslinya."
        ),
    )


def added() -> Said:
    """The signed part is intact, and something follows it."""
    return (
        _("Ada tambahan setelah ditandatangani"),
        _(
            "Bagian yang ditandatangani utuh, tetapi berkas ini memuat tambahan yang tidak "
            "tercakup tanda tangannya. Mintalah berkas aslinya."
        ),
    )


def not_ours(*, trusted: bool) -> Said:
    """An intact signature on a file that did not come from here."""
    if trusted:
        return (
            _("Tanda tangannya utuh, tetapi bukan surat dari portal ini"),
            _(
                "Berkas tidak berubah sejak ditandatangani dan sertifikatnya dikenal, tetapi "
                "suratnya tidak diterbitkan melalui Hadir. Tanyakan kepada penerbitnya."
            ),
        )
    return (
        _("Tanda tangannya utuh, penandatangannya tidak dapat dipastikan"),
        _(
            "Berkas tidak berubah sejak ditandatangani, tetapi sertifikatnya tidak dikenal portal "
            "ini dan suratnya tidak diterbitkan melalui Hadir."
        ),
    )


def unsigned() -> Said:
    """A PDF without an electronic signature."""
    return (
        _("Tidak ada tanda tangan elektronik"),
        _(
            "PDF ini tidak memuat tanda tangan elektronik, mungkin hasil pindai atau cetak ulang. "
            "Ketik kode yang tercetak padanya, lalu bandingkan isinya."
        ),
    )


def unreadable() -> Said:
    """No PDF, a broken one, or one that takes too long."""
    return (
        _("Berkas tidak dapat diperiksa"),
        _(
            "Berkas ini bukan PDF, rusak, atau terlalu rumit untuk diperiksa. Unggah PDF aslinya, "
            "atau ketik kode yang tercetak padanya."
        ),
    )


def code_malformed() -> str:
    """What was typed cannot be a code."""
    return _("Kode terdiri atas 12 huruf dan angka, misalnya 7K3F-9QWM-2XTD. Periksa lagi.")


def too_large() -> str:
    """The upload is too large."""
    return _("Berkas lebih dari 5 MB. Unggah PDF aslinya, atau ketik kodenya saja.")


def empty_file() -> str:
    """The upload has no content."""
    return _("Berkas ini kosong. Unggah PDF aslinya.")


def nothing_given() -> str:
    """Neither a code nor a file."""
    return _("Ketik kode verifikasinya, atau pilih berkas PDF yang akan diperiksa.")


def too_many() -> Said:
    """Somebody asks faster than people do."""
    return (
        _("Terlalu banyak pemeriksaan"),
        _("Dari alamat ini terlalu banyak pemeriksaan dalam satu menit. Coba lagi sebentar lagi."),
    )
