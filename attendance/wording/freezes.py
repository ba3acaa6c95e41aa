"""Words about fixing a month: why not yet, what stands, and what changed afterwards."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.rules.modes import WorkMode
from attendance.rules.verdict import Flag, Status
from attendance.wording.compliance import month_words
from attendance.wording.days import flag_label, mode_label, status_label
from attendance.wording.moments import clock_words, day_words
from attendance.wording.report_document import number_words

if TYPE_CHECKING:
    from attendance.models import MonthFreeze
    from attendance.queries.freezes import Amended, Obstacle

MOST_DAYS_NAMED = 3


def may_not_freeze() -> str:
    """Who may fix a month."""
    return _(
        "Bulan ini tidak disahkan: yang berwenang hanya PPK, atau pejabat yang diberi delegasi "
        "oleh PPK. Mintalah salah satunya mengesahkan."
    )


def frozen_already(freeze: "MonthFreeze") -> str:
    """The month was fixed before."""
    return _(
        "%(month)s sudah disahkan oleh %(name)s pada %(day)s, jadi tidak disahkan lagi. Perubahan "
        "sesudahnya tercatat bertanggal di halaman ini."
    ) % {
        "month": month_words(freeze.month),
        "name": freeze.frozen_by.name,
        "day": moment_words(freeze.frozen_at, ZoneInfo(freeze.agency.zone)),
    }


def moment_words(at: datetime, zone: ZoneInfo) -> str:
    """`Rabu, 2 Desember 2026 pukul 09.00 WIB`."""
    return _("%(day)s pukul %(clock)s") % {
        "day": day_words(at.astimezone(zone).date()),
        "clock": clock_words(at, zone),
    }


def frozen(month: date, days: int, number: str) -> str:
    """What the person who fixed a month reads."""
    return _(
        "%(month)s sudah disahkan: %(days)s hari pegawai kini tetap. Laporan nomor %(number)s "
        "ditandatangani; perubahan sesudah ini dicatat bertanggal di bawah."
    ) % {"month": month_words(month), "days": number_words(days), "number": number}


def told(freeze: "MonthFreeze") -> tuple[str, str]:
    """Title and body of the message to those who read the agency's reports."""
    month, document = month_words(freeze.month), freeze.report.document
    values = {
        "month": month,
        "name": freeze.frozen_by.name,
        "number": "" if document is None else document.number,
    }
    text = _(
        "%(name)s menandatangani laporan %(month)s, nomor %(number)s. Hari kerja dan angkanya kini "
        "tetap; koreksi, izin, atau gangguan yang datang kemudian dicatat bertanggal di sampingnya."
    )
    return _("Laporan %s disahkan") % month, text % values


def frozen_meanwhile() -> str:
    """Somebody else was faster."""
    return _("Bulan ini baru saja disahkan orang lain, jadi tidak disahkan lagi. Muat ulang.")


def report_outdated(version: int) -> str:
    """The report is not what the rows add up to."""
    return _(
        "Angka versi %(version)d tidak lagi sama dengan hari-hari yang tercatat. Hitung laporan "
        "bulan ini lagi, periksa, lalu sahkan."
    ) % {"version": version}


def newer_version(version: int) -> str:
    """The person read another version than there is now."""
    return _(
        "Laporan bulan ini baru saja dihitung lagi: sekarang versi %(version)d. Periksa angkanya, "
        "lalu sahkan."
    ) % {"version": version}


def rows_differ(days: Sequence[date]) -> str:
    """The rows of closed days are not those that were closed."""
    return _(
        "Isi %(days)s tidak sama dengan sidik saat ditutup. Bulan tidak disahkan. Minta pengelola "
        "memeriksa dengan perintah rebuild_month."
    ) % {"days": _days(days)}


def month_stays(freeze: "MonthFreeze") -> str:
    """Why a fixed month is not computed again."""
    return _(
        "%(month)s sudah disahkan, jadi angkanya tetap dan tidak dihitung lagi. Perubahan "
        "sesudahnya tercatat bertanggal di halaman laporan bulan itu."
    ) % {"month": month_words(freeze.month)}


def obstacle_sentence(obstacle: "Obstacle", month: date) -> str:
    """One reason why the month cannot be fixed yet, and what to do."""
    from attendance.queries import freezes

    match obstacle:
        case freezes.MonthNotOver():
            return _("%(month)s belum berakhir. Sahkan sesudah hari terakhirnya ditutup.") % {
                "month": month_words(month)
            }
        case freezes.NotComputed():
            return _(
                "Laporan sampai hari terakhir %(month)s belum dihitung. Hitung dulu, lalu periksa."
            ) % {"month": month_words(month)}
        case freezes.DaysNotClosed():
            return _(
                "Belum ditutup: %(days)s. Hari ditutup sendiri; hitung laporan untuk menutupnya "
                "sekarang."
            ) % {"days": _days(obstacle.days)}
        case freezes.DaysReopened():
            return ngettext(
                "%(count)d hari pegawai masih menunggu dinilai lagi. Tunggu sebentar, lalu muat "
                "ulang.",
                "%(count)d hari pegawai masih menunggu dinilai lagi. Tunggu sebentar, lalu muat "
                "ulang.",
                obstacle.waiting,
            ) % {"count": obstacle.waiting}
        case freezes.DaysChanged():
            return _(
                "Ada hari yang dinilai lagi sesudah versi %(version)d dihitung. Hitung lagi, "
                "periksa, lalu sahkan."
            ) % {"version": obstacle.version}


def differences(amended: "Amended", zone: ZoneInfo) -> list[str]:
    """What an amendment changes, a phrase per fact: `Terlambat: 7 menit menjadi 0 menit`."""
    return changed_words(amended.amendment.before, amended.amendment.after, zone)


def changed_words(before: Mapping[str, Any], after: Mapping[str, Any], zone: ZoneInfo) -> list[str]:
    """The same for two judged rows by column name; times on the clock of `zone`."""
    return [
        _("%(what)s: %(before)s menjadi %(after)s")
        % {
            "what": said(),
            "before": _value(name, before.get(name), zone),
            "after": _value(name, after.get(name), zone),
        }
        for name, said in FACTS.items()
        if before.get(name) != after.get(name)
    ]


FACTS = {
    "status": lambda: _("Status"),
    "plan": lambda: _("Jadwal"),
    "place": lambda: _("Tempat"),
    "first_in": lambda: _("Masuk"),
    "last_out": lambda: _("Pulang"),
    "late_minutes": lambda: _("Terlambat"),
    "early_minutes": lambda: _("Pulang lebih awal"),
    "flags": lambda: _("Tanda"),
}


def _value(name: str, value: Any, zone: ZoneInfo) -> str:
    if name in ("late_minutes", "early_minutes"):
        return _("%(count)d menit") % {"count": value or 0}
    if not value:
        return _("tidak ada")
    match name:
        case "status":
            return status_label(Status(value)).lower()
        case "plan" | "place":
            return mode_label(WorkMode(value))
        case "flags":
            return ", ".join(flag_label(Flag(one)).lower() for one in value.split(";"))
        case _:
            return clock_words(datetime.fromisoformat(value), zone)


def _days(days: Sequence[date]) -> str:
    named = [day_words(day) for day in days[:MOST_DAYS_NAMED]]
    more = len(days) - len(named)
    if more:
        named.append(_("dan %(count)d hari lain") % {"count": more})
    return "; ".join(named)
