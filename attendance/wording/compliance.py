"""Words of the compliance report: its figures, the steps of its computation, its refusals."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from attendance.queries.days import NothingToReport
from attendance.wording.moments import day_words


def month_words(month: date) -> str:
    """`Februari 2026`."""
    return format_date(month, "F Y")


def figure_label(code: str) -> str:
    """A figure in two or three words."""
    return {
        "employees": _("Pegawai"),
        "workdays": _("Hari kerja"),
        "due_days": _("Hari wajib hadir"),
        "present_days": _("Hadir"),
        "absent_days": _("Tanpa keterangan"),
        "excused_days": _("Berhalangan sah"),
        "wfo_days": _("Bekerja di kantor (WFO)"),
        "wfh_days": _("Bekerja dari rumah (WFH)"),
        "wfa_days": _("Bekerja di tempat lain (WFA)"),
        "on_time_days": _("Masuk tepat waktu"),
        "late_days": _("Terlambat"),
        "late_minutes": _("Menit terlambat"),
        "early_minutes": _("Menit pulang lebih awal"),
        "no_out_days": _("Belum presensi pulang"),
        "mismatch_days": _("Tidak sesuai jadwal"),
        "pending_days": _("Menunggu verifikasi"),
        "outage_days": _("Alasan teknis"),
        "quota_kept_days": _("Kuota dipatuhi"),
        "quota_broken_days": _("Kuota dilanggar"),
        "status_reports": _("Laporan status keliru"),
        "status_wrong": _("Status memang keliru"),
        "status_in_time": _("Laporan status diperiksa tepat waktu"),
        "complaints": _("Keluhan warga"),
        "complaints_in_time": _("Keluhan selesai tepat waktu"),
    }[code]


def figure_meaning(code: str) -> str:
    """What a figure counts, in one sentence."""
    return {
        "employees": _("Pegawai yang harinya dinilai pada bulan ini."),
        "workdays": _("Hari pegawai yang bukan hari libur."),
        "due_days": _("Hari kerja tanpa cuti, sakit, dinas luar, atau tugas belajar."),
        "present_days": _("Hari wajib hadir dengan presensi."),
        "absent_days": _("Hari wajib hadir tanpa presensi dan tanpa alasan sah."),
        "excused_days": _("Hari kerja dengan cuti, sakit, dinas luar, atau tugas belajar."),
        "wfo_days": _("Hari hadir dengan presensi dari kantor."),
        "wfh_days": _("Hari hadir dengan presensi dari rumah."),
        "wfa_days": _("Hari hadir dengan presensi dari tempat lain yang disetujui."),
        "on_time_days": _("Hari hadir dengan presensi masuk yang tidak terlambat."),
        "late_days": _("Hari hadir dengan presensi masuk sesudah batas waktu."),
        "late_minutes": _("Jumlah menit terlambat; hari di baliknya terdaftar."),
        "early_minutes": _("Jumlah menit kurang sampai jam pulang; hari di baliknya terdaftar."),
        "no_out_days": _("Hari hadir yang tidak diakhiri presensi pulang."),
        "mismatch_days": _("Hari hadir di tempat lain dari yang dijadwalkan."),
        "pending_days": _("Hari hadir yang waktunya masih harus diperiksa atasan."),
        "outage_days": _("Hari hadir yang waktunya dihitung menurut gangguan sistem."),
        "quota_kept_days": _("Hari unit dengan jumlah WFH dan WFO di dalam batas kebijakan."),
        "quota_broken_days": _("Hari unit dengan jumlah WFH atau WFO melewati batas kebijakan."),
        "status_reports": _("Laporan warga bahwa status sebuah loket di halaman publik keliru."),
        "status_wrong": _("Laporan status yang setelah diperiksa terbukti benar keliru."),
        "status_in_time": _("Laporan status yang selesai diperiksa sampai tenggatnya."),
        "complaints": _("Keluhan tentang layanan yang diterima pada bulan ini."),
        "complaints_in_time": _("Keluhan yang selesai, dengan cara apa pun, sampai tenggatnya."),
    }[code]


def decimal_words(number: float, places: int = 1) -> str:
    """`96,4`."""
    return f"{number:.{places}f}".replace(".", ",")


def share_words(base: str) -> str:
    """What a share is taken of, by the code of its base; empty for a figure without one."""
    return {
        "workdays": _("dari hari kerja"),
        "due_days": _("dari hari wajib hadir"),
        "present_days": _("dari hari hadir"),
        "quota_days": _("dari hari unit dengan kuota"),
        "status_reports": _("dari laporan status"),
        "complaints": _("dari keluhan"),
    }.get(base, "")


def unit_words(measure: str) -> str:
    """What a figure counts, as the word behind its number."""
    return {
        "people": _("pegawai"),
        "days": _("hari"),
        "minutes": _("menit"),
        "unit_days": _("hari unit"),
        "reports": _("laporan"),
    }[measure]


def closing_step(day: date) -> str:
    """A step of the computation: a date is closed."""
    return _("Menutup %(day)s") % {"day": day_words(day)}


def counting_step() -> str:
    """The step that sums up."""
    return _("Menjumlahkan hari kerja per unit")


def report_ready(version: int) -> str:
    """The end of a computation that found something new."""
    return _("Laporan versi %(version)d selesai.") % {"version": version}


def report_same(version: int) -> str:
    """The end of a computation whose figures stand already."""
    text = _("Tidak ada yang berubah: laporan versi %(version)d tetap berlaku.")
    return text % {"version": version}


def nothing_to_report(why: NothingToReport, month: date, zone: str) -> str:
    """Why a month cannot be computed, and what to do."""
    values = {"month": month_words(month), "zone": zone}
    if why is NothingToReport.NOT_OVER:
        text = _(
            "Belum ada hari yang selesai pada %(month)s, jadi belum ada yang dihitung. Hari "
            "ditutup sesudah pukul 00.05 %(zone)s; coba lagi sesudahnya."
        )
        return text % values
    text = _(
        "Sampai akhir %(month)s belum ada jadwal atau presensi yang tercatat di portal ini, jadi "
        "tidak ada yang dihitung. Pilih bulan lain."
    )
    return text % values


def broker_away() -> str:
    """Nobody could be asked to compute."""
    return _(
        "Antrean pekerjaan sedang tidak dapat dihubungi, jadi laporan belum dihitung. Tidak ada "
        "data yang hilang. Coba lagi beberapa menit lagi; bila tetap gagal, hubungi pengelola "
        "portal."
    )


def computation_failed() -> str:
    """Something went wrong that the person cannot mend."""
    return _(
        "Penghitungan berhenti karena kesalahan di portal dan sudah dicatat. Laporan sebelumnya "
        "tetap utuh. Coba hitung lagi; bila tetap gagal, hubungi pengelola portal."
    )


def cancelled() -> str:
    """Somebody stopped the computation."""
    return _(
        "Penghitungan dihentikan. Hari yang sudah ditutup tetap tersimpan dan laporan sebelumnya "
        "tetap utuh. Hitung lagi kapan saja."
    )


def too_late_to_cancel() -> str:
    """The computation ended before it could be stopped."""
    return _("Penghitungan sudah selesai sebelum sempat dihentikan. Hasilnya ada di bawah.")


def given_up() -> str:
    """Nobody took the job for too long."""
    return _(
        "Permintaan ini terlalu lama menunggu dan dihentikan. Tidak ada data yang hilang. Tekan "
        "“Hitung laporan” lagi; bila tetap gagal, hubungi pengelola portal."
    )


def waiting_long(minutes: int) -> str:
    """A job that nobody has begun for `minutes` minutes."""
    text = _(
        "Sudah menunggu %(minutes)d menit: pekerja latar belakang mungkin sedang berhenti. "
        "Permintaan tetap tersimpan dan dikerjakan begitu pekerja hidup lagi."
    )
    return text % {"minutes": minutes}


def may_not_read() -> str:
    """The refusal to people without a role that reads the report."""
    return _(
        "Laporan kepatuhan dibuka oleh PPK, PyB, operator kepegawaian, dan Inspektorat. Bila Anda "
        "memerlukannya, mintalah kepada operator kepegawaian instansi Anda."
    )


def may_not_compute() -> str:
    """The refusal to people who may read the report and not compute it."""
    return _(
        "Inspektorat membaca laporan dan tidak menghitungnya. Mintalah PPK, PyB, atau operator "
        "kepegawaian menekan “Hitung laporan”."
    )


def days_changed(listed: int, figure: int) -> str:
    """The days behind a figure changed since the report was computed."""
    text = _(
        "Laporan mencatat %(figure)d, sekarang ada %(listed)d: hari-hari ini dinilai ulang sesudah "
        "laporan dihitung. Hitung laporan lagi supaya angkanya sama."
    )
    return text % {"listed": listed, "figure": figure}


def reports_changed(listed: int, figure: int) -> str:
    """The citizens' reports behind a figure changed since the report was computed."""
    text = _(
        "Laporan kepatuhan mencatat %(figure)d, sekarang ada %(listed)d: laporan warga "
        "diselesaikan sesudah penghitungan, atau masa simpannya habis. Hitung lagi supaya "
        "angkanya sama."
    )
    return text % {"listed": listed, "figure": figure}


def summary_words(present: str, on_time: str, until: str) -> str:
    """The month in one sentence."""
    text = _(
        "%(present)s hari wajib hadir dihadiri dan %(on_time)s presensi masuk tepat waktu, menurut "
        "hari kerja sampai %(until)s."
    )
    return text % {"present": present, "on_time": on_time, "until": until}


def trend_words(direction: str, amount: str, month: str) -> str:
    """How a figure moved since the month before; `amount` is written with its unit."""
    values = {"amount": amount, "month": month}
    if direction == "flat":
        return _("sama dengan %(month)s") % values
    text = _("naik %(amount)s dari %(month)s")
    if direction == "down":
        text = _("turun %(amount)s dari %(month)s")
    return text % values


def points_words(points: float) -> str:
    """A difference of two percentages: `0,6 poin`."""
    return _("%(points)s poin") % {"points": decimal_words(points)}


def days_words(number: int) -> str:
    """`3 hari`."""
    return _("%(number)d hari") % {"number": number}


def group_label(group: str) -> str:
    """The heading of a part of the report."""
    return {
        "presence": _("Kehadiran"),
        "places": _("Tempat kerja dan kuota"),
        "hours": _("Jam kerja"),
        "citizens": _("Laporan warga"),
    }[group]


def job_title(month: date) -> str:
    """What is being computed."""
    return _("Menghitung laporan %(month)s") % {"month": month_words(month)}


def queued_words() -> str:
    """A job that waits for its turn."""
    return _("Menunggu pekerja latar belakang")


def asked_words(month: date) -> str:
    """The computation was asked for."""
    text = _("Penghitungan laporan %(month)s diminta. Kemajuannya terlihat di bawah.")
    return text % {"month": month_words(month)}
