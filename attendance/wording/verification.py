"""What a visitor reads about a signed document: genuine, revoked, altered, or not known."""

from django.utils.translation import gettext as _

from attendance.models import SignatureKind, SignedDocument
from attendance.wording.letters import date_words, moment_words

type Said = tuple[str, str]
"""A heading and a sentence."""


def genuine(document: SignedDocument, zone: str) -> Said:
    """A document that holds."""
    return (
        _("Asli dan berlaku"),
        _("Surat ini diterbitkan melalui Hadir dan ditandatangani pada %(when)s.")
        % {"when": moment_words(document.signed_at, zone)},
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


def unknown() -> Said:
    """No document bears the code, or what was typed is none."""
    return (
        _("Kode tidak dikenal"),
        _(
            "Tidak ada surat dengan kode ini di portal ini. Periksa kembali kode yang tercetak di "
            "bawah tanda tangan; huruf O dan I tidak dipakai. Bila kodenya sudah benar, jangan "
            "pakai suratnya dan tanyakan kepada instansi yang namanya tercantum."
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


def same_file(number: str) -> Said:
    """The upload is, byte by byte, the document the portal signed."""
    return (
        _("Berkas ini asli"),
        _(
            "Setiap bagiannya sama dengan surat nomor %(number)s yang ditandatangani melalui "
            "Hadir, dan tanda tangannya utuh."
        )
        % {"number": number},
    )


def other_file(number: str) -> Said:
    """The upload names a code of ours and is not the file that was signed."""
    return (
        _("Berkas ini bukan surat aslinya"),
        _(
            "Berkas ini memuat kode surat nomor %(number)s, tetapi isinya tidak sama dengan surat "
            "yang ditandatangani. Jangan pakai berkas ini; mintalah berkas aslinya."
        )
        % {"number": number},
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
