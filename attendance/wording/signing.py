"""Why a letter could not be signed: what happened, why, what next."""

from django.utils.translation import gettext as _


def not_set_up() -> str:
    """No way of signing is set in production."""
    return _(
        "Dokumen belum dapat ditandatangani karena sertifikat elektronik portal ini belum diatur. "
        "Minta pengelola portal mengisi salah satu pengaturan SIGNING_, lalu coba lagi."
    )


def key_unusable() -> str:
    """The key or certificate cannot be read or used."""
    return _(
        "Dokumen belum ditandatangani karena kunci atau sertifikat portal tidak dapat dipakai. "
        "Minta pengelola portal memeriksa pengaturan SIGNING_, lalu coba lagi."
    )


def key_not_rsa() -> str:
    """An elliptic curve would lift the file out of PDF/A-2."""
    return _(
        "Dokumen belum ditandatangani karena sertifikat portal tidak memakai RSA, sedangkan "
        "dokumen arsip (PDF/A-2) memerlukannya. Minta pengelola portal memasang sertifikat RSA."
    )


def timestamp_away() -> str:
    """The timestamp authority did not answer."""
    return _(
        "Dokumen belum ditandatangani karena layanan penanda waktu tidak menjawab. Tidak ada nomor "
        "yang terpakai. Coba lagi beberapa menit lagi."
    )


def not_intact() -> str:
    """What came back is no intact signature on this letter."""
    return _(
        "Dokumen belum ditandatangani karena hasil tanda tangannya tidak lolos pemeriksaan portal. "
        "Tidak ada yang disimpan. Coba lagi; bila terulang, hubungi pengelola portal."
    )


def bsre_away() -> str:
    """The agency's BSrE client did not answer in time."""
    return _(
        "Dokumen belum ditandatangani karena layanan BSrE instansi tidak menjawab. Tidak ada nomor "
        "yang terpakai. Coba lagi beberapa menit lagi, atau hubungi pengelola layanan BSrE."
    )


def bsre_wrong_passphrase() -> str:
    """BSrE refused the passphrase."""
    return _(
        "BSrE menolak passphrase yang Anda ketik. Ketik lagi dengan teliti; bila lupa, atur ulang "
        "melalui BSrE."
    )


def bsre_unknown_signer() -> str:
    """BSrE does not know the NIK."""
    return _(
        "BSrE tidak mengenal NIK yang Anda ketik. Periksa 16 angkanya; bila sudah benar, daftarkan "
        "diri Anda ke BSrE melalui admin instansi."
    )


def bsre_certificate_over() -> str:
    """The signer's certificate has expired, was revoked, or is not there yet."""
    return _(
        "Sertifikat elektronik Anda di BSrE sudah habis masa berlakunya atau belum aktif. "
        "Perbarui melalui BSrE, lalu tanda tangani lagi."
    )


def bsre_locked_out() -> str:
    """The client refused the portal's own account."""
    return _(
        "Layanan BSrE instansi menolak akun portal ini. Minta pengelola portal memeriksa nama dan "
        "sandi akun layanan BSrE."
    )


def bsre_refused(code: int) -> str:
    """Any other answer, by its number."""
    return _(
        "BSrE menolak tanda tangan ini (kode %(code)d). Tidak ada yang disimpan. Coba lagi; bila "
        "terulang, sampaikan kode itu kepada admin BSrE instansi."
    ) % {"code": code}


def nik_not_16_digits() -> str:
    """The NIK is not sixteen digits."""
    return _("NIK terdiri atas 16 angka. Periksa lagi angka pada KTP Anda.")


def passphrase_missing() -> str:
    """No passphrase was typed."""
    return _("Ketik passphrase sertifikat elektronik Anda. Portal tidak menyimpannya.")
