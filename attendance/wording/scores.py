"""Scores of performance and levels of the region, in words."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.moments import day_words


def may_not_keep() -> str:
    """Who enters scores."""
    return _("Nilai kinerja dibuka dan dimasukkan oleh operator kepegawaian instansi ini.")


def may_not_set_level() -> str:
    """Who enters the levels of the region."""
    return _("Level wilayah dicatat oleh operator kepegawaian, PyB, atau PPK instansi ini.")


def no_region() -> str:
    """A ministry has no region of its own."""
    return _(
        "Instansi ini tidak terikat pada satu wilayah, jadi tidak ada level yang dicatat. "
        "Kebijakannya tidak dapat bergantung pada level wilayah."
    )


def twice(year: int) -> str:
    """Two lines for one person and year."""
    return _(
        "NIP ini sudah punya nilai tahun %(year)d di baris sebelumnya. Hapus salah satunya."
    ) % {"year": year}


def odd_year(first: int, last: int) -> str:
    """A year that no score can be of."""
    return _("Tahun ditulis dengan empat angka dari %(first)d sampai %(last)d.") % {
        "first": first,
        "last": last,
    }


def odd_score() -> str:
    """A score out of range."""
    return _("Nilai ditulis dari 0 sampai 100, paling banyak dua angka desimal, misalnya 87,50.")


def too_many(most: int) -> str:
    """A file longer than any agency."""
    return _("Berkas lebih dari %(most)d baris. Bagi menjadi beberapa berkas.") % {"most": most}


def imported(rows: int, changed: int) -> str:
    """What an import did."""
    return _("%(rows)d nilai dibaca, %(changed)d baru atau berubah.") % {
        "rows": rows,
        "changed": changed,
    }


def level_set(level: int, first_day: date) -> str:
    """After entering a level."""
    return _("Level %(level)d tercatat mulai %(day)s.") % {
        "level": level,
        "day": day_words(first_day),
    }
