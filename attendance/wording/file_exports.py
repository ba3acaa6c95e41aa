"""Words of the files of a month: what they are, how far they have come, why one is missing."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.compliance import month_words
from attendance.wording.moments import day_words, weekday_words


def report_title(month: date) -> str:
    """The title of a workbook."""
    return _("Laporan kepatuhan %(month)s") % {"month": month_words(month)}


def indication() -> str:
    """What every file says of its figures."""
    return _("Angka ini indikasi; atasan yang memutuskan.")


def frozen_words() -> str:
    """The version is the one that was signed."""
    return _("Disahkan")


def open_words() -> str:
    """The month can still be computed again."""
    return _("Belum disahkan; angkanya masih dapat dihitung ulang")


def quota_words(*, kept: bool) -> str:
    """Whether a unit-day kept its caps."""
    return _("Dipatuhi") if kept else _("Dilanggar")


def slice_kind(kind: str) -> str:
    """By what a part of the figures is taken."""
    return {
        "employment": _("Jenis pegawai"),
        "mode": _("Tempat kerja"),
        "weekday": _("Hari"),
        "date": _("Tanggal"),
    }.get(kind, kind)


def slice_part(kind: str, part: str) -> str:
    """One part: `PNS`, `WFH`, `Jumat`, `2026-11-03`."""
    if kind == "weekday" and part.isdecimal():
        return weekday_words([int(part)])
    if kind == "mode" and part == "none":
        return _("Tanpa tempat")
    return part.upper() if kind == "employment" else part


def about_sheet() -> str:
    """The sheet that says what a workbook is made of."""
    return _("Ringkasan")


def days_sheet() -> str:
    """The sheet of all days."""
    return _("Hari pegawai")


def one_moment() -> str:
    """That the rows of a file fit together."""
    return _("Semua isinya dibaca pada satu saat, yang tertulis di atas sebagai Dibaca.")


def read_me(month: date, about: Iterable[tuple[str, str]], names: Iterable[str]) -> str:
    """The text that lies on top of the ZIP: what it is, and how to open and check it."""
    facts = "\r\n".join(f"{name}: {value}" if name else value for name, value in about)
    files = "\r\n".join(f"- {name}" for name in names)
    help_ = _(
        "Arti setiap kolom ada di kamus-data.csv. Di berkas CSV, bacalah kolom NIP sebagai teks: "
        "lembar kerja yang dibuka dengan klik ganda membulatkannya. Keutuhan berkas diperiksa "
        "dengan perintah: sha256sum -c SHA256SUMS.txt"
    )
    parts = (report_title(month), facts, _("Isi:") + f"\r\n{files}", help_)
    return "\r\n\r\n".join(parts) + "\r\n"


def reading_step() -> str:
    """The step in which all rows of a file are read at one moment."""
    return _("Membaca semua data pada satu saat")


def days_step(day: date) -> str:
    """A step of the file of all days."""
    return _("Menulis %(day)s") % {"day": day_words(day)}


def people_step() -> str:
    """A step of the file for the payroll."""
    return _("Menghitung potongan pegawai")


def archive_step(name: str) -> str:
    """A step of the ZIP."""
    return _("Memasukkan %(name)s") % {"name": name}


def keeping_step() -> str:
    """The last step: the file is put away piece by piece."""
    return _("Menyimpan berkas")


def kind_title(kind: str) -> str:
    """A kind of file in a few words."""
    return {
        "xlsx": _("Buku kerja Excel"),
        "csv": _("Angka sebagai CSV"),
        "json": _("Angka sebagai JSON"),
        "days": _("Setiap hari pegawai (Excel)"),
        "zip": _("Semua berkas bulan ini (ZIP)"),
        "pay": _("Data tunjangan (CSV)"),
    }[kind]


def kind_meaning(kind: str) -> str:
    """What a file holds and whom it is for."""
    return {
        "xlsx": _(
            "Ringkasan, setiap angka, unit, bagian, hari unit, dan bulan tiap pegawai, selembar "
            "per tema, dengan kamus data."
        ),
        "csv": _("Satu baris untuk instansi dan satu untuk tiap unit, untuk lembar kerja."),
        "json": _("Setiap angka dengan kodenya, untuk program lain."),
        "days": _("Satu baris per pegawai per tanggal: rencana, tempat, jam, menit, tanda."),
        "zip": _(
            "Laporan PDF, Excel, CSV, JSON, setiap hari pegawai, kamus data, dan daftar sidik "
            "untuk memeriksa keutuhannya."
        ),
        "pay": _("Hari, menit, dan potongan tiap pegawai menurut pengaturan tunjangan."),
    }[kind]


def with_pay_too() -> str:
    """What the ZIP of those who export pay holds besides."""
    return _("Juga memuat data tunjangan, jadi hanya dibuka oleh yang berwenang mengekspornya.")


def job_title(kind: str, month: date) -> str:
    """What is being made."""
    return _("%(kind)s, %(month)s") % {"kind": kind_title(kind), "month": month_words(month)}


def queued() -> str:
    """A file that waits for its turn."""
    return _("Menunggu pekerja latar belakang")


def of_older_version() -> str:
    """A file was made before the report was computed anew."""
    return _(
        "Dibuat dari versi laporan yang lebih lama. Buat lagi supaya isinya sama dengan versi "
        "sekarang."
    )


def before_signing() -> str:
    """A file was made before the month was signed."""
    return _(
        "Dibuat sebelum bulan ini disahkan, jadi masih menyebutnya belum disahkan. Buat lagi "
        "supaya memuat pengesahannya."
    )


def open_month() -> str:
    """Days of a month that nobody has signed can change after a file was made."""
    return _(
        "Bulan ini belum disahkan, jadi hari pegawai masih dapat berubah. Buku kerja dan ZIP "
        "menyebut saat datanya dibaca."
    )


def download_label() -> str:
    """The button of a file that is ready."""
    return _("Unduh")


def done() -> str:
    """The end of the work on a file."""
    return _("Berkas siap diunduh.")


def cancelled() -> str:
    """Somebody stopped the work."""
    return _("Pembuatan berkas dihentikan; tidak ada yang tersimpan. Buat lagi kapan saja.")


def too_late_to_cancel() -> str:
    """The file was made before it could be stopped."""
    return _("Berkas sudah selesai sebelum sempat dihentikan.")


def may_not_cancel() -> str:
    """The refusal to stop another's file."""
    return _(
        "Berkas ini diminta orang lain. Yang memintanya, atau operator kepegawaian, PyB, dan PPK, "
        "yang dapat membatalkannya."
    )


def broker_away() -> str:
    """Nobody could be asked to make the file."""
    return _(
        "Antrean pekerjaan sedang tidak dapat dihubungi, jadi berkas belum dibuat. Coba lagi "
        "beberapa menit lagi; bila tetap gagal, hubungi pengelola portal."
    )


def failed() -> str:
    """Something went wrong that the person cannot mend."""
    return _(
        "Pembuatan berkas berhenti karena kesalahan di portal dan sudah dicatat. Laporannya "
        "tetap utuh. Coba lagi; bila tetap gagal, hubungi pengelola portal."
    )


def no_room() -> str:
    """The disk of the worker or of the database is full."""
    return _(
        "Berkas belum dibuat karena ruang penyimpanan portal penuh. Laporannya tetap utuh. Hubungi "
        "pengelola portal untuk menambah ruang, lalu buat lagi."
    )


def given_up() -> str:
    """Nobody made the file for too long."""
    return _(
        "Berkas ini terlalu lama menunggu dan dihentikan. Laporannya tetap utuh. Buat lagi; bila "
        "tetap gagal, hubungi pengelola portal."
    )


def may_not_export_pay() -> str:
    """The refusal to people who read the report and not what it means for pay."""
    return _(
        "Data tunjangan dibuat oleh operator kepegawaian, PyB, dan PPK. Mintalah kepada operator "
        "kepegawaian instansi Anda."
    )


def mail_on() -> str:
    """The person will be told of each month's report."""
    return _("Anda dikabari setiap kali laporan satu bulan penuh selesai.")


def mail_off() -> str:
    """The person is no longer told."""
    return _("Anda tidak lagi dikabari tentang laporan bulanan.")


def ready_title(month: date) -> str:
    """The title of the message about a report."""
    return _("Laporan kepatuhan %(month)s selesai") % {"month": month_words(month)}


def ready_body(month: date) -> str:
    """The message about a report: that it stands and where, no figure."""
    text = _(
        "Laporan kepatuhan %(month)s sudah dihitung sampai akhir bulan. Buka tautannya untuk "
        "membaca atau mengunduhnya."
    )
    return text % {"month": month_words(month)}
