"""Sentences about people and sign-in: what happened, why, what next."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.rules import NipFault, NipFaultCode

SIGN_IN_FAILED = _(
    "NIP atau kata sandi tidak cocok. Periksa 18 angka NIP dan huruf besar-kecil kata sandi, "
    "lalu coba lagi. Lupa kata sandi? Hubungi operator kepegawaian di unit Anda."
)
SIGN_IN_TOO_OFTEN = _(
    "Terlalu banyak percobaan masuk untuk NIP ini, jadi ditahan dulu demi keamanan. "
    "Tunggu 5 menit, lalu coba lagi."
)
SESSION_OVER = _(
    "Sesi Anda sudah berakhir, jadi permintaan tadi belum disimpan. "
    "Masuk lagi; Anda kembali ke halaman yang sama."
)


def nip_fault_sentence(fault: NipFault) -> str:
    """Which part of a text keeps it from being a NIP, and how to mend it."""
    values = {"found": fault.found}
    match fault.code:
        case NipFaultCode.EMPTY:
            return gettext("NIP belum diisi. Tulis 18 angka NIP sesuai SK pengangkatan.")
        case NipFaultCode.NOT_DIGITS:
            return gettext("NIP hanya berisi angka. Hapus huruf atau tanda baca, lalu coba lagi.")
        case NipFaultCode.LENGTH:
            text = gettext("NIP harus 18 angka, yang tertulis %(found)s. Periksa lagi NIP pada SK.")
            return text % values
        case NipFaultCode.BIRTH:
            text = gettext(
                "Delapan angka pertama NIP (%(found)s) bukan tanggal lahir tahun-bulan-hari. "
                "Periksa lagi NIP pada SK."
            )
            return text % values
        case NipFaultCode.APPOINTMENT:
            text = gettext(
                "Angka ke-9 sampai ke-14 NIP (%(found)s) bukan tahun dan bulan pengangkatan PNS "
                "dan bukan tahun dan kode PPPK. Periksa lagi NIP pada SK."
            )
            return text % values
        case NipFaultCode.TOO_EARLY:
            text = gettext(
                "Tahun pengangkatan pada NIP (%(found)s) tidak sesudah tahun lahirnya. "
                "Periksa lagi NIP pada SK."
            )
            return text % values
        case NipFaultCode.SEX:
            text = gettext(
                "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan), yang tertulis %(found)s. "
                "Periksa lagi NIP pada SK."
            )
            return text % values
        case NipFaultCode.SEQUENCE:
            return gettext("Tiga angka terakhir NIP tidak boleh 000. Periksa lagi NIP pada SK.")
