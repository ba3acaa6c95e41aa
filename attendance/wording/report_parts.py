"""Words of the parts of the monthly report's document: charts, tables, what deserves a look."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.rules.policy import Percent
from attendance.wording.moments import percent_words
from attendance.wording.report_document import number_words, share_words


def trend_title() -> str:
    """The heading over the last months."""
    return _("Enam bulan terakhir")


def present_series() -> str:
    """The first bar of a month."""
    return _("hadir (% hari wajib hadir)")


def on_time_series() -> str:
    """The second bar of a month."""
    return _("tepat waktu (% hari hadir)")


def desk_series() -> list[str]:
    """The two bars of a month's desks."""
    return [_("jam layanan dijanjikan"), _("jam loket terjaga")]


def months_alt(months: Iterable[tuple[str, str, str]]) -> str:
    """The chart of months for people who do not see it."""
    rows = "; ".join(f"{month}: {present}, {on_time}" for month, present, on_time in months)
    return _("Diagram batang kehadiran dan ketepatan waktu per bulan. %s.") % rows


def desks_alt(months: Iterable[tuple[str, ...]]) -> str:
    """The chart of desks for people who do not see it."""
    rows = "; ".join(
        _("%(month)s: dijanjikan %(promised)s jam, terjaga %(staffed)s jam")
        % {"month": month, "promised": promised, "staffed": staffed}
        for month, promised, staffed in months
    )
    return _("Diagram batang jam loket per bulan. %s.") % rows


def weekdays_alt(rows: Iterable[tuple[str, str]], limits: Sequence[Percent]) -> str:
    """The chart of weekdays for people who do not see it."""
    said = ", ".join(f"{day} {share}" for day, share in rows)
    text = _("Diagram batang bagian pegawai di luar kantor per hari: %s.") % said
    return f"{text} {limits_words(limits)}".strip()


def limits_words(limits: Sequence[Percent]) -> str:
    """What the dashed line in the chart stands for."""
    if not limits:
        return ""
    shown = _(" dan ").join(f"{percent_words(limit)}%" for limit in limits)
    return _("Garis putus-putus: batas WFH menurut kebijakan, %s.") % shown


def away_of(away: int, due: int) -> str:
    """`120 dari 400 hari`."""
    return _("%(away)s dari %(due)s hari") % {
        "away": number_words(away),
        "due": number_words(due),
    }


def calendar_title() -> str:
    """The heading over the calendar."""
    return _("Kehadiran per tanggal")


def calendar_note() -> str:
    """How to read the calendar."""
    return _(
        "Persen hari wajib hadir yang dihadiri, dibulatkan ke bawah. Titik: tidak ada hari wajib "
        "hadir, atau belum dihitung."
    )


def calendar_legend(steps: Sequence[int]) -> list[str]:
    """What each shade of the calendar means, the palest first."""
    between = [f"{low}–{high - 1}%" for low, high in pairwise(steps)]
    return [_("di bawah %d%%") % steps[0], *between, _("%d%% ke atas") % steps[-1]]


def minutes_each(minutes: int) -> str:
    """Minutes late per person."""
    return _("%s mnt") % number_words(minutes)


def months_heads() -> list[str]:
    """The heads of the table under the chart of months."""
    return [
        _("Bulan"),
        _("Hadir"),
        _("Tepat waktu"),
        _("Kuota dipatuhi"),
        _("Tanpa keterangan"),
        _("Hari WFH dan WFA"),
    ]


def weekday_title() -> str:
    """The heading over the weekdays."""
    return _("WFH dan WFA per hari dalam pekan")


def broken_title() -> str:
    """The heading over the units that broke their quota."""
    return _("Unit yang melanggar kuota")


def broken_heads() -> list[str]:
    """The heads of that table."""
    return [_("Unit kerja"), _("Hari dilanggar"), _("Hari dengan kuota"), _("Dipatuhi")]


def none_broken() -> str:
    """Every unit kept to its caps."""
    return _("Tidak ada unit yang melanggar kuota pada bulan ini.")


def plan_title() -> str:
    """The heading over planned against actual place."""
    return _("Jadwal dan kenyataan per tempat kerja")


def plan_heads() -> list[str]:
    """The heads of that table."""
    return [_("Tempat kerja"), _("Hari dijadwalkan"), _("Hari hadir di sana"), _("Selisih")]


def employment_title() -> str:
    """The heading over the types of employment."""
    return _("Menurut jenis kepegawaian")


def employment_heads() -> list[str]:
    """The heads of that table."""
    return [_("Jenis"), _("Pegawai"), _("Hadir"), _("Tepat waktu"), _("Tanpa keterangan")]


def units_note() -> str:
    """How the units are ordered and coloured."""
    return _(
        "Urut dari kehadiran terendah. Tiap unit dihitung dari pegawainya sendiri; unit di "
        "bawahnya berdiri sendiri. Menit terlambat dihitung per pegawai. Nama unit membuka "
        "angkanya di portal."
    )


def target_missed(label: str, share: float, target: int) -> tuple[str, str]:
    """A target that the month did not reach: what, and by how much."""
    return (
        f"{label} {share_words(share)}.",
        _("Targetnya %d%%.") % target,
    )


def quota_broken(days: int, units: int, worst: str, most: int) -> tuple[str, str]:
    """Units beyond their caps."""
    lead = ngettext(
        "Kuota dilanggar pada %d hari unit.", "Kuota dilanggar pada %d hari unit.", days
    )
    text = _("Terjadi di %(units)s unit, terbanyak %(worst)s (%(most)s hari).")
    values = {"units": number_words(units), "worst": worst, "most": number_words(most)}
    return lead % days, text % values


def absences_many(days: int) -> tuple[str, str]:
    """Days without presence and without leave."""
    return (
        _("%s hari tanpa keterangan.") % number_words(days),
        _("Daftar harinya terbuka di portal; setiap hari dapat diperiksa sebelum ditindaklanjuti."),
    )


def not_final(waiting: int, requests: int) -> tuple[str, str]:
    """What may still move the figures."""
    return (
        _("Data belum final."),
        _("%(waiting)s hari pegawai belum dinilai dan %(requests)s permohonan belum diputus.")
        % {"waiting": number_words(waiting), "requests": number_words(requests)},
    )


def all_well() -> tuple[str, str]:
    """Nothing to point at."""
    return (
        _("Semua target tercapai."),
        _("Tidak ada kuota yang dilanggar dan tidak ada data yang tertunda."),
    )
