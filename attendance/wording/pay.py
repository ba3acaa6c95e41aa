"""Words of the allowance's settings: the grounds, the bands, what is refused."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.models import PayReduction
from attendance.rules.pay import BY_MINUTES, Ground
from attendance.wording.compliance import decimal_words
from attendance.wording.moments import day_words


def ground_label(ground: str) -> str:
    """Why a day is reduced, in two or three words."""
    return {
        Ground.LATE.value: _("Terlambat"),
        Ground.EARLY.value: _("Pulang lebih awal"),
        Ground.NO_OUT.value: _("Belum presensi pulang"),
        Ground.ABSENT.value: _("Tanpa keterangan"),
    }[ground]


def ground_short(ground: str) -> str:
    """The same as the heading of a narrow column."""
    return {
        Ground.LATE.value: _("Terlambat"),
        Ground.EARLY.value: _("Pulang awal"),
        Ground.NO_OUT.value: _("Tanpa pulang"),
        Ground.ABSENT.value: _("Absen"),
    }[ground]


def band_words(row: PayReduction) -> str:
    """Which days of its ground a row is about: `1–30 menit`, `mulai 91 menit`, `setiap hari`."""
    if Ground(row.ground) not in BY_MINUTES:
        return _("setiap hari")
    if row.until_minutes is None:
        return _("mulai %(minutes)d menit") % {"minutes": row.from_minutes}
    return _("%(first)d–%(last)d menit") % {"first": row.from_minutes, "last": row.until_minutes}


def percent_words(hundredths: int) -> str:
    """`1,25%` of 125 hundredths, without zeros that say nothing."""
    text = decimal_words(hundredths / 100, 2)
    return f"{text.rstrip('0').rstrip(',')}%"


def may_not_read() -> str:
    """The refusal to people who neither set nor export reductions."""
    return _(
        "Pengaturan tunjangan dibuka oleh operator kepegawaian, PyB, dan PPK. Mintalah kepada "
        "operator kepegawaian instansi Anda."
    )


def may_not_set() -> str:
    """The refusal to people who may read the table and not change it."""
    return _(
        "Potongan tunjangan dicatat oleh operator kepegawaian atau PPK menurut keputusan "
        "instansi. Mintalah kepada mereka."
    )


def ends_before_it_begins(first: date) -> str:
    """A last day before the first."""
    return _(
        "Hari terakhir mendahului hari pertama, %(day)s. Pilih hari yang sama atau sesudahnya."
    ) % {"day": day_words(first)}


def ended_already(last: date) -> str:
    """The row ends earlier already."""
    return _(
        "Baris ini sudah berakhir pada %(day)s, jadi tidak dapat diperpanjang. Catat baris baru."
    ) % {"day": day_words(last)}


def minutes_backward() -> str:
    """The band's last minute comes before its first."""
    return _("Menit terakhir mendahului menit pertama. Betulkan salah satunya.")


def claimed_already(other: PayReduction) -> str:
    """Another own row holds on the same days for the same minutes."""
    return _(
        "Instansi Anda sudah punya potongan %(ground)s, %(band)s, yang berlaku sejak %(day)s. "
        "Akhiri dulu baris itu, atau pilih menit atau tanggal yang lain."
    ) % {
        "ground": ground_label(other.ground).lower(),
        "band": band_words(other),
        "day": day_words(other.valid_from),
    }


def day_unreadable() -> str:
    """The last day was not a date."""
    return _("Tanggal tidak terbaca, jadi barisnya tetap berlaku. Tulis misalnya 2026-12-31.")


def record_elsewhere() -> str:
    """Instead of the name of somebody whose record another agency keeps by now."""
    return _("(data pegawai kini di instansi lain)")


def entered(row: PayReduction) -> str:
    """A row was entered."""
    return _("Potongan %(ground)s dicatat: %(percent)s, %(band)s.") % {
        "ground": ground_label(row.ground).lower(),
        "percent": percent_words(row.percent_hundredths),
        "band": band_words(row),
    }


def ended(row: PayReduction, last: date) -> str:
    """A row was ended."""
    return _("Potongan %(ground)s berakhir pada %(day)s.") % {
        "ground": ground_label(row.ground).lower(),
        "day": day_words(last),
    }
