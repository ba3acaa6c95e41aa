"""Keeping offices, desks, hours and standards: refusals, confirmations, labels."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.moments import day_words
from services.actions import Fault, KeepingRefused
from services.rules import DayHours

OFFICE_KINDS = (
    ("kantor", "Kantor pelayanan"),
    ("mpp", "Mal Pelayanan Publik"),
    ("gerai", "Gerai atau layanan keliling"),
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def closed() -> str:
    """Why somebody keeps no offices."""
    return _(
        "Kantor, loket, dan jam layanan diurus pengelola layanan, dan peran itu tidak Anda pegang "
        "hari ini. Hubungi pengelola layanan instansi Anda."
    )


def not_whole_agency() -> str:
    """A service manager of a unit asks for what only the agency's may do."""
    return _(
        "Ini diurus pengelola layanan tingkat instansi; Anda mengelola loket unit Anda. Minta "
        "pengelola layanan instansi melakukannya."
    )


def refused_words(refused: KeepingRefused) -> str:
    """The sentence of a refusal: what did not happen, why, and what to do."""
    match refused.fault:
        case Fault.BY_CONSTRAINT:
            return refused.detail
        case Fault.NAME_WITHOUT_LETTERS:
            return _("Nama ini tidak memuat huruf latin atau angka untuk alamat. Tambahkan.")
        case Fault.ADDRESS_RESERVED:
            return _(
                "Nama \u201c%(name)s\u201d menghasilkan alamat yang dipakai halaman lain. "
                "Tambahkan satu kata, misalnya \u201cLoket\u201d di depannya."
            ) % {"name": refused.detail}
        case Fault.REMOTE_TWICE:
            return _(
                "Pada salah satu hari itu loket ini sudah dilayani lewat %(channel)s. Akhiri "
                "rencana itu dulu, atau pilih hari lain."
            ) % {"channel": refused.detail}
        case fault:
            return _PLAIN[fault]()


_PLAIN = {
    Fault.NOT_HOST: lambda: _(
        "Hanya instansi tuan rumah yang mengubah kantor ini. Hubungi pengelola layanan tuan rumah."
    ),
    Fault.NOT_OWNER: lambda: _(
        "Hanya instansi pemilik loket yang menentukan ini. Hubungi pengelola layanan instansi itu."
    ),
    Fault.NOT_KEEPER: lambda: _(
        "Kantor atau loket ini bukan milik instansi Anda, jadi tidak ada yang diubah. Hubungi "
        "pengelola layanan pemiliknya."
    ),
    Fault.DAY_PAST: lambda: _(
        "Tanggal itu sudah lewat, dan yang sudah dibaca warga tidak diubah. Pilih hari ini atau "
        "sesudahnya."
    ),
    Fault.OFFICE_ENDED: lambda: _(
        "Kantor ini sudah diakhiri. Batalkan pengakhirannya dulu, lalu tambah loket."
    ),
    Fault.DESK_ENDED: lambda: _("Loket ini sudah diakhiri. Batalkan pengakhirannya dulu."),
    Fault.GIVER_ELSEWHERE: lambda: _(
        "Instansi itu tidak punya loket di kantor ini. Pilih tuan rumah atau pemilik salah satu "
        "loket."
    ),
    Fault.LAST_SERVICE: lambda: _(
        "Ini layanan terakhir di loket ini; tanpa layanan loket hilang dari halaman warga. Tambah "
        "layanan lain dulu, atau akhiri loketnya."
    ),
    Fault.SERVICE_NOT_HERE: lambda: _(
        "Layanan itu tidak diberikan di tempat yang dipilih. Pilih layanan lain atau loketnya."
    ),
    Fault.WEEK_EMPTY: lambda: _(
        "Belum ada hari dengan jam layanan. Isi jam buka dan tutup sedikitnya satu hari; untuk "
        "tidak melayani sama sekali, umumkan penutupan."
    ),
    Fault.NO_DATES: lambda: _(
        "Tidak ada hari layanan dalam masa itu: semuanya libur atau biasanya tutup. Pilih hari "
        "lain, atau centang \u201cjuga pada hari libur\u201d."
    ),
    Fault.STARTS_PAST: lambda: _(
        "Waktu mulai sudah lewat. Isi waktu yang akan datang; untuk menutup sekarang juga, pakai "
        "tombol tutup di papan loket."
    ),
    Fault.ENDS_PAST: lambda: _("Waktu selesai sudah lewat. Isi waktu yang akan datang."),
    Fault.CLOSURE_BEGAN: lambda: _(
        "Penutupan ini sudah mulai, jadi waktu mulainya tidak berubah lagi. Ubah pesan atau waktu "
        "selesainya saja."
    ),
    Fault.CLOSURE_OVER: lambda: _(
        "Penutupan ini sudah selesai dan tidak berubah lagi. Umumkan penutupan baru bila perlu."
    ),
    Fault.REMOTE_OVER: lambda: _("Rencana ini sudah berakhir. Tidak ada yang perlu diakhiri."),
    Fault.SERVICE_NOT_GIVEN: lambda: _(
        "Instansi Anda tidak memberi layanan ini di loket mana pun. Tambahkan dulu layanannya di "
        "salah satu loket."
    ),
    Fault.NOTHING_TO_COPY: lambda: _(
        "Semua komponen nasional sudah disalin atau diganti. Tidak ada yang perlu disalin."
    ),
    Fault.STANDARD_CHANGED: lambda: _(
        "Sudah ada isi yang berlaku sesudah tanggal itu. Pilih tanggal yang lebih baru."
    ),
}


def hours_words(hours: DayHours) -> str:
    """`08.00-15.00, istirahat 12.00-13.00`, with real dashes."""
    text = f"{hours.opens:%H.%M}\u2013{hours.closes:%H.%M}"
    if hours.break_start and hours.break_end:
        rest = f"{hours.break_start:%H.%M}\u2013{hours.break_end:%H.%M}"
        text += _(", istirahat %(rest)s") % {"rest": rest}
    return text


def weekday_names(digits: str) -> str:
    """`Senin, Jumat` of the ISO digits `15`."""
    return ", ".join(WEEKDAYS[int(each) - 1] for each in digits)


def order_wrong() -> str:
    """Times of a day that do not follow each other."""
    return _("Jam tidak urut. Urutannya: buka, istirahat mulai, istirahat selesai, tutup.")


def half_day() -> str:
    """A day with only one of opening and closing."""
    return _("Isi jam buka dan jam tutup, atau kosongkan keduanya bila tutup.")


def half_break() -> str:
    """A break with only one end."""
    return _("Isi istirahat mulai dan selesai, atau kosongkan keduanya.")


def time_unreadable() -> str:
    """A time that is none."""
    return _("Jam tidak terbaca. Tulis seperti 08:00.")


def point_unreadable() -> str:
    """Coordinates that are none."""
    return _(
        "Titik tidak terbaca. Tulis lintang lalu bujur dengan titik desimal, misalnya "
        "-6.8595, 107.9190."
    )


def point_abroad() -> str:
    """Coordinates outside Indonesia, often latitude and longitude the wrong way round."""
    return _(
        "Titik ini di luar Indonesia. Periksa urutannya: lintang dulu (misalnya -6.8595), lalu "
        "bujur (misalnya 107.9190)."
    )


def channel_unreadable() -> str:
    """A channel that is neither a telephone number nor an https address."""
    return _(
        "Isi nomor telepon dengan kode wilayah (misalnya 0261 201234) atau alamat yang diawali "
        "https://."
    )


def period_reversed() -> str:
    """A period that ends before it begins."""
    return _("Hari terakhir mendahului hari pertama. Betulkan salah satunya.")


def period_too_long(days: int) -> str:
    """A period of special hours that is rather a new week."""
    return _(
        "Masa ini lebih dari %(days)d hari. Untuk jam yang berlaku seterusnya, ubah jam mingguan."
    ) % {"days": days}


def still_planned_title(days: int, last: date | None) -> str:
    """How many dates a desk that is to end is still planned on."""
    return _("Masih ada jadwal di loket ini pada %(days)d hari, terakhir %(last)s.") % {
        "days": days,
        "last": day_words(last) if last else "",
    }


def still_planned_own() -> str:
    """What to do about rosters of one's own agency."""
    return _(
        "Loket belum diakhiri. Perbarui jadwal berikut dulu, atau centang di bawah bila memang "
        "begitu: petugasnya lalu tidak melayani di loket ini."
    )


def still_planned_other(owner: str) -> str:
    """What to do about the plans of another agency."""
    return _(
        "Loket belum diakhiri. Beri tahu %(owner)s, atau centang di bawah bila mereka sudah tahu."
    ) % {"owner": owner}


def office_still_planned(days: int, last: date | None) -> str:
    """Why an office is not ended at once: officers are planned at its desks."""
    return _(
        "Kantor belum diakhiri: masih ada petugas terjadwal di loketnya pada %(days)d hari, "
        "terakhir %(last)s. Centang di bawah bila memang begitu, lalu beri tahu instansi yang "
        "punya loket di sini."
    ) % {"days": days, "last": day_words(last) if last else ""}


def office_made(name: str, slug: str) -> str:
    """An office was made."""
    return _(
        "%(name)s tersimpan dengan alamat /kantor/%(slug)s/. Berikutnya isi jam layanan dan loket."
    ) % {"name": name, "slug": slug}


def special_saved(dates: int, replaced: int) -> str:
    """Special hours were saved."""
    text = _("Jam khusus tersimpan untuk %(dates)d hari.") % {"dates": dates}
    if replaced:
        text += " " + _("%(replaced)d di antaranya mengganti jam khusus sebelumnya.") % {
            "replaced": replaced
        }
    return text


def special_removed(dates: int) -> str:
    """Special hours were taken back."""
    return _("Jam khusus %(dates)d hari dicabut; jam biasa berlaku lagi.") % {"dates": dates}


def copied(components: int) -> str:
    """National components were copied."""
    return _("%(count)d komponen nasional disalin untuk instansi Anda. Sesuaikan isinya.") % {
        "count": components
    }


def saved() -> str:
    """Something was saved, and citizens see it."""
    return _("Tersimpan. Halaman warga mengikuti dalam beberapa detik.")


def closure_ended(*, taken_back: bool) -> str:
    """A closure was ended, or taken back before it began."""
    if taken_back:
        return _("Penutupan itu dicabut sebelum mulai.")
    return _("Penutupan berakhir sekarang. Warga melihat jam layanan biasa lagi.")


def progress(filled: int, total: int) -> str:
    """`9 dari 14 komponen terisi`."""
    return _("%(filled)d dari %(total)d komponen terisi") % {"filled": filled, "total": total}


def component_emptied() -> str:
    """The agency's own component was dropped."""
    return _("Isi instansi Anda dihapus dari hari ini. Isi nasional, bila ada, berlaku lagi.")
