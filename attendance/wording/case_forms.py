"""What is wrong with a field of a discipline case's forms, and what to write instead."""

from django.utils.translation import gettext_lazy as _

FAULTS = {
    "text_missing": _("Belum diisi. Tulis dalam kalimat yang dapat dibaca orang lain."),
    "text_too_long": _("Terlalu panjang. Ringkas sampai paling banyak 4.000 huruf."),
    "day_missing": _("Tanggal belum diisi. Pilih tanggalnya."),
    "day_unreadable": _("Tanggal tidak terbaca. Pilih dari kalender, misalnya 30-11-2026."),
    "time_missing": _("Jam belum diisi atau tidak terbaca. Tulis misalnya 09.00."),
    "place_missing": _("Tempat belum diisi. Tulis ruang atau alamatnya."),
    "place_too_long": _("Tempat terlalu panjang. Ringkas sampai 200 huruf."),
    "decree_missing": _("Nomor keputusan belum diisi. Salin dari surat keputusannya."),
    "decree_too_long": _("Nomor keputusan terlalu panjang. Ringkas sampai 120 huruf."),
    "choice": _("Pilihan itu tidak ada. Pilih dari daftar."),
    "both_days": _("Isi kedua tanggal, atau kosongkan keduanya."),
    "days_backwards": _("Hari terakhir mendahului hari pertama. Betulkan salah satunya."),
}
