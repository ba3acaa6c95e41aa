"""What a policy says, in plain words: for its page, its preview and for those it binds."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.models import Policy
from attendance.rules.modes import WorkMode
from attendance.wording.moments import day_words, percent_words, weekday_words

WORKING_WEEK = "12345"
MODES = {WorkMode.WFH: "WFH", WorkMode.WFA: "WFA"}
LEVEL_WORDS = {
    "jpt_madya": "JPT madya",
    "jpt_pratama": "JPT pratama",
    "eselon_1": "eselon I",
    "eselon_2": "eselon II",
    "eselon_3": "eselon III",
    "eselon_4": "eselon IV",
}
ECHELON = frozenset("IVX")


def places_sentences(policy: Policy) -> list[str]:
    """Where one may work and when, a sentence each."""
    said = []
    for mode, digits in ((WorkMode.WFH, policy.wfh_weekdays), (WorkMode.WFA, policy.wfa_weekdays)):
        if mode in policy.modes:
            days = (
                _("setiap %(days)s") % {"days": _days(digits)}
                if digits
                else _("hari kerja apa pun")
            )
            said.append(_("Boleh %(mode)s %(when)s.") % {"mode": MODES[mode], "when": days})
    if not said:
        said.append(_("Semua bekerja di kantor (WFO)."))
    if policy.office_weekdays:
        said.append(_("%(days)s semua wajib di kantor.") % {"days": _days(policy.office_weekdays)})
    return said


def limit_sentences(policy: Policy) -> list[str]:
    """How many, a sentence each."""
    said = []
    if policy.weekly_max_days is not None:
        said.append(
            _("Paling banyak %(days)d hari fleksibel seminggu.") % {"days": policy.weekly_max_days}
        )
    if policy.wfh_cap_percent is not None:
        said.append(
            _("Paling banyak %(percent)s%% pegawai unit di luar kantor pada hari yang sama.")
            % {"percent": percent_words(policy.wfh_cap_percent)}
        )
    if policy.wfo_cap_percent is not None:
        said.append(
            _("Paling banyak %(percent)s%% pegawai unit di kantor pada hari yang sama.")
            % {"percent": percent_words(policy.wfo_cap_percent)}
        )
    if policy.wfh_cap_percent is not None or policy.wfo_cap_percent is not None:
        counted = _("ikut dihitung") if policy.count_absent_in_base else _("tidak dihitung")
        said.append(
            _("Batas dibulatkan ke bawah; pegawai cuti dan dinas luar %(counted)s.")
            % {"counted": counted}
        )
    return said


def exclusion_sentences(policy: Policy, units: list[str]) -> list[str]:
    """Who stays in the office, a sentence each; `units` are the names of the excluded units."""
    said = []
    if policy.excluded_posts:
        posts = ", ".join(post_words(entry) for entry in policy.excluded_posts)
        said.append(_("Jabatan: %(posts)s.") % {"posts": posts})
    if units:
        said.append(_("Unit dengan unit di bawahnya: %(units)s.") % {"units": ", ".join(units)})
    if policy.exclude_direct_service:
        said.append(_("Pegawai yang melayani masyarakat langsung."))
    if policy.exclude_cpns:
        said.append(_("CPNS."))
    if policy.exclude_pppk_first_year:
        said.append(_("PPPK pada tahun pertama kontrak."))
    if policy.exclude_disciplined:
        said.append(_("Pegawai yang menjalani hukuman disiplin."))
    return said


def condition_sentences(policy: Policy) -> list[str]:
    """What a person must bring, a sentence each."""
    said = []
    if policy.top_performers_percent is not None:
        said.append(
            _("Hanya untuk %(percent)s%% pegawai dengan nilai kinerja terbaik di instansi.")
            % {"percent": percent_words(policy.top_performers_percent)}
        )
    if policy.requires_readiness:
        said.append(_("Hanya untuk yang punya pernyataan kesiapan WFH."))
    return said


def duty_sentences(policy: Policy) -> list[str]:
    """What a day at home asks for, a sentence each."""
    said = []
    checks = policy.presence_checks_per_day
    if checks and policy.presence_answer_minutes:
        said.append(
            _("Menjawab %(checks)d panggilan kehadiran sehari, masing-masing dalam %(minutes)d "
              "menit.")
            % {"checks": checks, "minutes": policy.presence_answer_minutes}
        )  # fmt: skip
    elif checks:
        said.append(_("Menjawab %(checks)d panggilan kehadiran sehari.") % {"checks": checks})
    if policy.report_due_at:
        said.append(
            _("Mengirim laporan kerja paling lambat pukul %(time)s.")
            % {"time": f"{policy.report_due_at:%H.%M}"}
        )
    if policy.check_in_windows:
        windows = ", ".join(text.replace(":", ".") for text in policy.check_in_windows)
        said.append(_("Presensi dalam waktu %(windows)s.") % {"windows": windows})
    return said


def scope_words(policy: Policy) -> str:
    """Whom it binds, short."""
    where = _("Seluruh instansi") if policy.unit is None else policy.unit.name
    if policy.post:
        where = _("%(where)s, jabatan %(post)s") % {"where": where, "post": post_words(policy.post)}
    if policy.region_level is not None:
        where = _("%(where)s, saat wilayah level %(level)d") % {
            "where": where,
            "level": policy.region_level,
        }
    return where


def period_words(first_day: date, last_day: date | None) -> str:
    """`Rabu, 1 April 2026 sampai dicabut`."""
    if last_day is None:
        return _("%(first)s sampai dicabut") % {"first": day_words(first_day)}
    if last_day == first_day:
        return day_words(first_day)
    return _("%(first)s sampai %(last)s") % {
        "first": day_words(first_day),
        "last": day_words(last_day),
    }


def post_words(entry: str) -> str:
    """An entry for posts as people say it: `eselon II`, `camat`."""
    known = LEVEL_WORDS.get(entry.casefold())
    if known:
        return known
    group = entry.partition(".")[0]
    return _("eselon %(echelon)s") % {"echelon": entry} if set(group) <= ECHELON else entry


def _days(digits: str) -> str:
    """`Rabu dan Jumat`; three days or more in a row as `Senin sampai Kamis`."""
    days = sorted(int(digit) for digit in digits)
    names = [weekday_words([day]) for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s sampai %(last)s") % {"first": names[0], "last": names[-1]}
    if len(names) < 2:
        return "".join(names)
    return _("%(days)s dan %(last)s") % {"days": ", ".join(names[:-1]), "last": names[-1]}
