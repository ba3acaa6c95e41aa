"""Words of the compliance report: its figures, the steps of its computation, its refusals."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from attendance.queries.days import NothingToReport
from attendance.wording.figures import (
    figure_label,
    figure_meaning,
    group_label,
    share_words,
    unit_words,
)
from attendance.wording.moments import day_words

__all__ = ["figure_label", "figure_meaning", "group_label", "share_words", "unit_words"]


def month_words(month: date) -> str:
    """`Februari 2026`."""
    return format_date(month, "F Y")


def decimal_words(number: float, places: int = 1) -> str:
    """`96,4`, or `1.234` without places."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def closing_step(day: date) -> str:
    """A step of the computation: a date is closed."""
    return _("Menutup %(day)s") % {"day": day_words(day)}


def desks_step() -> str:
    """The step that accounts the desks' promised and staffed time."""
    return _("Menghitung jam loket per tanggal")


def people_step() -> str:
    """The step that adds up each person's month."""
    return _("Menjumlahkan bulan tiap pegawai")


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


def goal_words(goal: int, reached: bool) -> str:
    """The target of a share, and whether the month reaches it."""
    text = _("sasaran %(goal)d%% tercapai") if reached else _("di bawah sasaran %(goal)d%%")
    return text % {"goal": goal}


def points_words(points: float) -> str:
    """A difference of two percentages: `0,6 poin`."""
    return _("%(points)s poin") % {"points": decimal_words(points)}


def days_words(number: int) -> str:
    """`3 hari`."""
    return _("%(number)d hari") % {"number": number}


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
