"""What the roster pages say after an action, and why they would not act."""

from datetime import date, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.wording.moments import day_words


def week_words(first: date, last: date) -> str:
    """`23–29 November 2026`, `30 November – 6 Desember 2026`: a period without needless words."""
    end = format_date(last, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}" if first != last else end
    start = format_date(first, "j F" if first.year == last.year else "j F Y")
    return f"{start} – {end}"


def board_closed() -> str:
    """Why somebody without a team has no board."""
    return _(
        "Papan tim hanya untuk atasan langsung dan pejabat yang membina unit. Jadwal dan presensi "
        "Anda sendiri ada di Hari ini, Jadwal dan Kehadiran."
    )


def may_not_draft() -> str:
    """Why somebody may not write a unit's roster."""
    return _(
        "Jadwal unit ini disusun oleh atasan langsungnya, dan peran itu tidak Anda pegang hari "
        "ini. Hubungi kepala unit, atau operator kepegawaian bila peran Anda belum tercatat."
    )


def month_words(first: date) -> str:
    """`November 2026`: a whole month."""
    return format_date(first, "F Y")


def period_words(first: date, last: date) -> str:
    """A roster's dates: the name of a whole month, else from day to day."""
    is_month = first.day == 1 and (last + timedelta(days=1)).day == 1 and (last - first).days > 26
    return month_words(first) if is_month else week_words(first, last)


def roster_exists(first: date, last: date) -> str:
    """Why no second draft is made for a period."""
    return _(
        "Jadwal unit ini untuk %(period)s sudah ada. Buka jadwal yang ada; bila sudah berlaku, "
        "buat versi baru dari sana."
    ) % {"period": period_words(first, last)}


def not_monday(day: date) -> str:
    """Why a week's draft cannot begin on a date."""
    return _("Jadwal mingguan mulai hari Senin. %(day)s bukan Senin; pilih minggunya.") % {
        "day": day_words(day)
    }


def not_first(day: date) -> str:
    """Why a month's draft cannot begin on a date."""
    return _("Jadwal bulanan mulai tanggal 1. %(day)s bukan tanggal 1; pilih bulannya.") % {
        "day": day_words(day)
    }


def week_unreadable() -> str:
    """A period that is no date."""
    return _("Masa jadwal tidak terbaca. Pilih minggu atau bulannya, lalu buat draf lagi.")


def period_over(first: date, last: date) -> str:
    """Why a past period gets no first draft."""
    return _(
        "%(period)s sudah lewat, jadi tidak ada lagi yang dapat direncanakan. Pilih masa yang "
        "sedang berjalan atau yang akan datang."
    ) % {"period": period_words(first, last)}


def nothing_to_copy() -> str:
    """Why a roster cannot be copied from the one chosen."""
    return _(
        "Jadwal yang dipilih bukan jadwal lama unit ini, jadi tidak ada yang disalin. Pilih lagi "
        "dari daftar."
    )


def copied(first: date, last: date) -> str:
    """A draft follows an earlier roster now."""
    return _(
        "Draf kini mengikuti jadwal %(period)s sejauh aturan membolehkan. Periksa, lalu ajukan."
    ) % {"period": period_words(first, last)}


def no_people() -> str:
    """Why an empty unit has no roster."""
    return _(
        "Unit ini belum punya pegawai aktif, jadi tidak ada yang dijadwalkan. Minta operator "
        "kepegawaian memeriksa data pegawai unit ini."
    )


def changed_meanwhile() -> str:
    """Why a save from an old page is not written over a newer one."""
    return _(
        "Orang lain mengubah draf ini setelah Anda membukanya, jadi isian Anda belum disimpan. "
        "Isian itu masih ada di bawah: periksa, lalu simpan sekali lagi."
    )


def version_open() -> str:
    """Why a second new version is not begun."""
    return _(
        "Versi baru jadwal ini sudah ada dan belum diputuskan. Lanjutkan versi itu; tidak perlu "
        "membuat yang lain."
    )


def newer_in_force(version: int) -> str:
    """Why an older version is not approved over a newer one."""
    return _(
        "Versi %(version)d jadwal ini sudah berlaku, jadi versi yang lebih lama tidak disetujui "
        "lagi. Buka versi yang berlaku."
    ) % {"version": version}


def settled_meanwhile() -> str:
    """Why the second of two clicks does nothing."""
    return _(
        "Orang lain sudah memutuskan jadwal ini sesaat sebelum Anda. Keadaannya yang terbaru ada "
        "di halaman ini."
    )


def must_be_mended(count: int) -> str:
    """How many things keep a roster from being submitted or approved."""
    return ngettext(
        "Ada %(count)d hal yang melanggar aturan. Perbaiki, lalu coba lagi.",
        "Ada %(count)d hal yang melanggar aturan. Perbaiki semuanya, lalu coba lagi.",
        count,
    ) % {"count": count}


def saved_with_findings(count: int) -> str:
    """A draft kept although it could not be submitted yet."""
    return _(
        "Draf tersimpan, tetapi belum dapat diajukan: %(count)d hal melanggar aturan. "
        "Masing-masing tertulis di tanggal dan pegawainya."
    ) % {"count": count}


def unknown_choice() -> str:
    """A place or desk that the unit does not have."""
    return _("Pilihan ini tidak ada untuk unit ini. Pilih lagi dari daftar.")


def note_too_long(limit: int) -> str:
    """A note beyond `limit` characters."""
    return _("Catatan paling panjang %(limit)d huruf. Singkatkan, lalu simpan lagi.") % {
        "limit": limit
    }


def drafted(first: date, last: date) -> str:
    """A new draft is there."""
    return _(
        "Draf untuk %(period)s sudah dibuat, mengikuti jadwal sebelumnya sejauh aturan "
        "membolehkan. Periksa, lalu ajukan."
    ) % {"period": period_words(first, last)}


def saved() -> str:
    """A draft without findings is stored."""
    return _("Draf tersimpan dan sesuai aturan. Ajukan bila sudah siap.")


def submitted() -> str:
    """A roster was handed in."""
    return _("Jadwal diajukan. Pejabat yang berwenang melihatnya di papan timnya.")


def approved() -> str:
    """A roster is in force."""
    return _("Jadwal disetujui dan berlaku. Pegawai melihatnya di halaman Hari ini dan Jadwal.")


def returned() -> str:
    """A roster went back to its author."""
    return _("Jadwal dikembalikan kepada penyusunnya dengan alasan Anda.")


def renewed(version: int) -> str:
    """A new version was begun."""
    return _(
        "Versi %(version)d dibuat sebagai draf. Versi yang berlaku tetap berlaku sampai versi "
        "baru disetujui."
    ) % {"version": version}
