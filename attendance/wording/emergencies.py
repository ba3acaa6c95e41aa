"""Words of an emergency: who may go home since when and why, who stays, and what may not be."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.models import EmergencyRelease
from attendance.queries.emergencies import ReleaseToday
from attendance.rules.emergencies import (
    EndsBeforeStart,
    HoldsAlready,
    Release,
    ReleaseRefusal,
    StartsTooEarly,
    StartsTooLate,
    TooManyDays,
)
from attendance.wording.moments import basis_words, clock_words, day_words, moment_words


def released_words(today: ReleaseToday | None, now: datetime, zone: ZoneInfo) -> str:
    """What `/hari-ini/` says of an emergency; empty where there is none."""
    if today is None:
        return ""
    release = today.release
    values = {
        "since": since_words(release, now, zone),
        "why": release.reason.rstrip("."),
        "basis": basis_words(release.legal_basis),
        "until": until_words(release, zone),
    }
    if today.stays:
        return (
            _(
                "%(why)s. Pegawai lain boleh bekerja dari rumah %(since)s %(until)s; yang bertugas "
                "melayani langsung seperti Anda tetap di kantor%(basis)s. Ikuti petunjuk "
                "keselamatan atasan Anda."
            )
            % values
        )
    return (
        _(
            "%(why)s. Anda boleh bekerja dari rumah %(since)s %(until)s%(basis)s. Presensi dari "
            "rumah tidak ditandai berbeda dari jadwal; jam kerja tetap."
        )
        % values
    )


def since_words(release: Release, now: datetime, zone: ZoneInfo) -> str:
    """`mulai pukul 11.00 WIB`, with its date where that is not today."""
    same_day = release.starts_at.astimezone(zone).date() == now.astimezone(zone).date()
    at = clock_words if same_day else moment_words
    word = _("mulai pukul %(at)s") if same_day else _("mulai %(at)s")
    return word % {"at": at(release.starts_at, zone)}


def until_words(release: Release, zone: ZoneInfo) -> str:
    """`sampai akhir hari itu`, or `sampai dengan Jumat, 20 November 2026`."""
    if release.starts_at.astimezone(zone).date() == release.last_day:
        return _("sampai akhir hari itu")
    return _("sampai dengan %(day)s") % {"day": day_words(release.last_day)}


def start_words(at: datetime, zone: ZoneInfo) -> str:
    """`Rabu, 18 November 2026 pukul 11.00 WIB`."""
    return moment_words(at, zone)


def declared_by(row: EmergencyRelease) -> str:
    """Who declared it, and for whom where by delegation."""
    under = row.declared_under
    if under is None:
        return row.declared_by.name
    return _("%(who)s atas nama %(principal)s (%(letter)s)") % {
        "who": row.declared_by.name,
        "principal": under.principal.name,
        "letter": under.letter_number,
    }


def ended_words(row: EmergencyRelease, zone: ZoneInfo) -> str:
    """By whom it was withdrawn and when; empty where it was not."""
    if row.withdrawn_at is None or row.withdrawn_by is None:
        return ""
    return _("Dicabut %(who)s, %(at)s.") % {
        "who": row.withdrawn_by.name,
        "at": moment_words(row.withdrawn_at, zone),
    }


def refusal_sentence(refusal: ReleaseRefusal, zone: str) -> str:
    """Why an emergency may not be declared so."""
    match refusal:
        case StartsTooEarly():
            return _(
                "Mulainya sebelum hari ini (%(today)s). Keadaan darurat berlaku paling awal sejak "
                "pukul 00.00 hari ini; perbedaan tempat kerja kemarin diputus atasan masing-masing."
            ) % {"today": day_words(refusal.today)}
        case StartsTooLate():
            return _(
                "Mulainya masih lebih dari sehari lagi. Yang dapat direncanakan diatur dengan "
                "kebijakan, bukan keadaan darurat."
            )
        case EndsBeforeStart():
            return _("Tanggal terakhir sebelum hari mulainya (%(first)s). Betulkan tanggalnya.") % {
                "first": day_words(refusal.first)
            }
        case HoldsAlready():
            return _(
                "Keadaan darurat untuk lingkup dan waktu itu sudah berlaku (%(since)s) dan pegawai "
                "sudah diberi tahu. Tidak ada yang perlu dinyatakan lagi."
            ) % {"since": moment_words(refusal.other.starts_at, ZoneInfo(zone))}
        case TooManyDays():
            return _(
                "Keadaan darurat paling lama %(days)d hari, jadi sampai %(last)s. Untuk waktu yang "
                "lebih panjang, terbitkan kebijakan."
            ) % {"days": refusal.days, "last": day_words(refusal.latest)}


def told_title(release: Release, now: datetime, zone: ZoneInfo) -> str:
    """The title of the message everybody gets."""
    return _("Keadaan darurat: boleh bekerja dari rumah %(since)s") % {
        "since": since_words(release, now, zone)
    }


def told_body(release: Release, now: datetime, zone: ZoneInfo) -> str:
    """Its text: to whom it applies, since when, why, by what right."""
    who = (
        _("Semua pegawai, termasuk petugas loket,")
        if release.includes_direct_service
        else _("Semua pegawai, kecuali petugas loket dan layanan langsung,")
    )
    return _(
        "%(why)s. %(who)s boleh bekerja dari rumah %(since)s %(until)s. Dasar: %(basis)s. Presensi "
        "dari rumah tidak ditandai berbeda dari jadwal."
    ) % {
        "why": release.reason.rstrip("."),
        "who": who,
        "since": since_words(release, now, zone),
        "until": until_words(release, zone),
        "basis": release.legal_basis,
    }


def withdrawn_title() -> str:
    """The title of the message when it is over."""
    return _("Keadaan darurat dicabut: jadwal biasa berlaku lagi")


def withdrawn_body(at: datetime, zone: ZoneInfo) -> str:
    """Its text: what was done before stays right."""
    return _(
        "Sejak pukul %(at)s jadwal biasa berlaku lagi. Presensi dari rumah sebelum itu tetap "
        "sesuai. Bila Anda sudah di rumah hari ini, selesaikan hari kerja dari sana."
    ) % {"at": clock_words(at, zone)}


def closure_message(reason: str) -> str:
    """What citizens read at a desk that closes."""
    return _("Tutup mendadak: %(reason)s. Petugas dipulangkan demi keselamatan.") % {
        "reason": reason.rstrip(".")
    }


def may_not_declare() -> str:
    """To somebody who may not send people home."""
    return _(
        "Keadaan darurat dinyatakan oleh PPK, PyB, atau yang mereka beri kuasa. Laporkan "
        "keadaannya kepada mereka sekarang juga."
    )


def may_not_read() -> str:
    """To somebody whom the list does not concern."""
    return _(
        "Daftar keadaan darurat untuk PPK, PyB, operator kepegawaian, dan Inspektorat. Yang "
        "mengenai Anda tampil di halaman Hari ini."
    )


def out_of_reach() -> str:
    """A unit that is not under the person's role."""
    return _("Unit itu tidak di bawah wewenang Anda. Pilih unit yang lain.")


def already_over(last_day: date) -> str:
    """Withdrawn by somebody else, or past its last day."""
    return _("Keadaan darurat ini sudah berakhir (%(day)s). Muat ulang halaman ini.") % {
        "day": day_words(last_day)
    }


def declared(told: int) -> str:
    """After declaring."""
    return _("Keadaan darurat berlaku. %(told)d pegawai diberi tahu.") % {"told": told}


def withdrawn(told: int) -> str:
    """After withdrawing."""
    return _(
        "Keadaan darurat dicabut; jadwal biasa berlaku lagi. %(told)d pegawai diberi tahu."
    ) % {"told": told}
