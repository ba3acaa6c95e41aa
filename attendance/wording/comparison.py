"""Words of two months side by side, and of a month date by date."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.compliance import decimal_words, month_words
from attendance.wording.moments import day_words


def step_words(number: float, unit: str) -> str:
    """`+0,6 poin`, `−3 hari`, or `0 hari`: a difference with its sign; `unit` may be empty."""
    places = 0 if number == int(number) and unit != _("poin") else 1
    sign = "+" if number > 0 else "−" if number < 0 else ""
    said = f"{sign}{decimal_words(abs(number), places)}"
    return f"{said} {unit}" if unit else said


def points_unit() -> str:
    """The unit of a difference of two percentages."""
    return _("poin")


def verdict_words(verdict: str) -> str:
    """Whether a change is a good one."""
    return {
        "better": _("membaik"),
        "worse": _("memburuk"),
        "same": _("tetap"),
        "other": _("berubah"),
    }[verdict]


def partial_months(month: date, until: date) -> str:
    """A month that is not counted to its end is compared with a whole one."""
    text = _(
        "%(month)s baru dihitung sampai %(until)s, jadi jumlahnya belum sebulan penuh. Bandingkan "
        "persentasenya."
    )
    return text % {"month": month_words(month), "until": day_words(until)}


def uneven_months(former: date, days: int, later: date, later_days: int) -> str:
    """One month has far more workdays than the other."""
    text = _(
        "%(former)s punya %(days)s hari kerja pegawai dan %(later)s %(later_days)s, jadi jumlahnya "
        "tidak setara. Bandingkan persentasenya."
    )
    return text % {
        "former": month_words(former),
        "days": decimal_words(days, 0),
        "later": month_words(later),
        "later_days": decimal_words(later_days, 0),
    }


def not_computed(month: date) -> str:
    """A month that has no report to compare."""
    text = _(
        "Laporan %(month)s belum dihitung, jadi belum ada yang dibandingkan. Pilih bulan lain."
    )
    return text % {"month": month_words(month)}


def not_there() -> str:
    """A unit without figures in one of the months."""
    return _("Unit ini tidak ada di laporan kedua bulan. Pilih unit atau bulan lain.")


def size_label(size: str) -> str:
    """What a calendar is coloured by."""
    return {
        "hadir": _("Kehadiran"),
        "tepat": _("Tepat waktu"),
        "wfh": _("Bagian WFH"),
        "kuota": _("Kuota"),
    }[size]


def size_meaning(size: str) -> str:
    """What the number in a calendar's cell says."""
    return {
        "hadir": _("Persen hari wajib hadir yang dihadiri."),
        "tepat": _("Persen hari hadir dengan presensi masuk tepat waktu."),
        "wfh": _("Persen hari hadir yang dikerjakan dari rumah."),
        "kuota": _("Persen unit yang mematuhi kuota WFH dan WFO."),
    }[size]


def cell_words(size: str, value: int, base: int) -> str:
    """A calendar's cell in words: `96 dari 100 hari wajib hadir dihadiri`."""
    text = {
        "hadir": _("%(value)d dari %(base)d pegawai yang wajib hadir, hadir"),
        "tepat": _("%(value)d dari %(base)d pegawai yang hadir, tepat waktu"),
        "wfh": _("%(value)d dari %(base)d pegawai yang hadir, bekerja dari rumah"),
        "kuota": _("%(value)d dari %(base)d unit mematuhi kuota"),
    }[size]
    return text % {"value": value, "base": base}


def empty_cell(day: date, until: date) -> str:
    """A date of which nothing is counted."""
    return _("belum dihitung") if day > until else _("tidak ada hari kerja")


def legend_words(low: int | None, high: int | None) -> str:
    """The range of percentages that one colour stands for."""
    if low is None:
        return _("di bawah %(high)d%%") % {"high": high}
    if high is None:
        return _("mulai %(low)d%%") % {"low": low}
    return _("%(low)d–%(high)d%%") % {"low": low, "high": high}
