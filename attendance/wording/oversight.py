"""Words of the overview of several agencies: how far each report is, and who may read it."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.compliance import decimal_words, month_words
from attendance.wording.moments import day_words


def standing_label(standing: str) -> str:
    """How far an agency's report is, in a few words."""
    return {
        "frozen": _("Disahkan"),
        "complete": _("Belum disahkan"),
        "partial": _("Belum lengkap"),
        "missing": _("Belum melapor"),
    }[standing]


def share_label(code: str) -> str:
    """A share of the overview, as its column says it."""
    return {
        "present_days": _("Kehadiran"),
        "on_time_days": _("Tepat waktu"),
        "quota_kept_days": _("Kuota dipatuhi"),
        "wfh_days": _("Bagian WFH"),
        "desk_staffed_minutes": _("Jam loket terjaga"),
    }[code]


def month_summary(month: date, reported: int, overseen: int, present: float | None) -> str:
    """The month in a sentence."""
    values = {"month": month_words(month), "reported": reported, "overseen": overseen}
    if not reported:
        return _("Belum satu pun dari %(overseen)d instansi melaporkan %(month)s.") % values
    text = _("%(reported)d dari %(overseen)d instansi melaporkan %(month)s.") % values
    if present is None:
        return text
    share = _("Bersama-sama %(present)s%% hari wajib hadir dihadiri.")
    return f"{text} {share % {'present': decimal_words(present)}}"


def due_words(due: date, *, is_over: bool) -> str:
    """By when the month is to be approved, or was."""
    text = _("Tenggat pengesahan lewat pada %(due)s.") if is_over else _("Tenggat: %(due)s.")
    return text % {"due": day_words(due)}


def until_words(until: date) -> str:
    """How far the data of a report reach."""
    return _("data sampai %(until)s") % {"until": day_words(until)}


def may_not_oversee() -> str:
    """The refusal to people without the role."""
    return _(
        "Halaman ini dibuka oleh pengawas lintas instansi. Laporan instansi Anda sendiri dibaca di "
        "menu Kepatuhan oleh PPK, PyB, operator kepegawaian, dan Inspektorat. Bila Anda bertugas "
        "mengawasi instansi lain, mintalah PPK Anda menetapkan perannya."
    )


def tile_label(what: str) -> str:
    """What a tile counts."""
    return {
        "overseen": _("Diawasi"),
        "reported": _("Melapor"),
        "frozen": _("Disahkan"),
        "missing": _("Belum melapor"),
        "late": _("Lewat tenggat"),
    }[what]


def by_name() -> str:
    """The order of the alphabet."""
    return _("Nama")
