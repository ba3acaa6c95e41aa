"""What is wrong with a line of leave taken in earlier years, and what an import did."""

from django.utils.translation import gettext as _


def opening_twice(year: int) -> str:
    """The same person and year stand in two lines."""
    return _("Pegawai ini sudah punya baris untuk tahun %(year)d di atas. Sisakan satu.") % {
        "year": year
    }


def bad_opening_year(first: int, last: int) -> str:
    """The year is none that counts."""
    return _("Kolom tahun harus %(first)d sampai %(last)d. Betulkan tahunnya.") % {
        "first": first,
        "last": last,
    }


def bad_opening_days(most: int) -> str:
    """The days are no number of working days in a year."""
    return _("Kolom terpakai harus angka hari kerja 0 sampai %(most)d. Betulkan angkanya.") % {
        "most": most
    }


def opening_source_missing(limit: int) -> str:
    """Nobody answers for the number."""
    return _(
        "Kolom sumber harus menyebut asal angkanya, misalnya kartu cuti 2025, paling banyak "
        "%(limit)d huruf."
    ) % {"limit": limit}


def openings_imported(rows: int) -> str:
    """What the import recorded."""
    return _("%(rows)d baris saldo cuti dicatat.") % {"rows": rows}
