"""Sentences about people and sign-in: what happened, why, what next."""

from django.utils.translation import gettext_lazy as _

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
