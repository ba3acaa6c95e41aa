"""Words of computations: what their askers are told, and the runs over all agencies."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.compliance import month_words


def report_is_ready(month: date) -> tuple[str, str]:
    """Title and body of the message to who asked for a report that is there."""
    title = _("Laporan %(month)s selesai dihitung") % {"month": month_words(month)}
    return title, _("Angka dan hari di baliknya terbaca di menu Kepatuhan.")


def report_has_failed(month: date, why: str) -> tuple[str, str]:
    """Title and body of the message to who asked for a report that could not be made."""
    return _("Laporan %(month)s belum jadi") % {"month": month_words(month)}, why


def stopped_too_often(attempts: int) -> str:
    """Whoever computed it was ended each time."""
    text = _(
        "Pekerja yang menghitungnya berhenti mendadak atau gagal %(attempts)d kali, jadi tidak "
        "dicoba lagi. Hari yang sudah ditutup tetap tersimpan. Hubungi pengelola portal, lalu "
        "minta lagi."
    )
    return text % {"attempts": attempts}


def database_away(tries: int) -> str:
    """The database could not be reached, or held a table, each time."""
    text = _(
        "Basis data tidak dapat dihubungi atau terkunci pada %(tries)d percobaan. Hari yang sudah "
        "ditutup tetap tersimpan. Minta lagi beberapa menit lagi."
    )
    return text % {"tries": tries}


def tried_again_soon(seconds: int) -> str:
    """The database was away, and the next try is planned."""
    text = _("Basis data sedang tidak dapat dihubungi; dicoba lagi sesudah %(seconds)d detik.")
    return text % {"seconds": seconds}


def nothing_over(month: date) -> str:
    """No day of the month is over anywhere."""
    text = _(
        "Belum ada hari yang selesai pada %(month)s di zona mana pun, jadi belum ada yang "
        "dihitung. Pilih bulan sebelumnya, atau coba lagi besok."
    )
    return text % {"month": month_words(month)}


def no_such_month(month: str) -> str:
    """The text is no month that the portal keeps."""
    text = _("“%(month)s” bukan bulan yang dapat dihitung. Tulis seperti 2026-10.")
    return text % {"month": month}


def run_queue_away() -> str:
    """Nobody could be asked to begin the run."""
    return _(
        "Antrean pekerjaan sedang tidak dapat dihubungi, jadi belum satu instansi pun dihitung. "
        "Coba lagi beberapa menit lagi; bila tetap gagal, hubungi pengelola portal."
    )


def run_done(counted: int, idle: int) -> str:
    """All agencies are through."""
    if not counted and not idle:
        return _("Belum ada instansi dengan pegawai di portal ini.")
    text = _("%(counted)d instansi selesai dihitung.") % {"counted": counted}
    return f"{text} {_without(idle)}".rstrip()


def run_failed(counted: int, idle: int, failed: int) -> str:
    """Some agencies could not be counted."""
    text = _("%(failed)d instansi gagal dihitung, %(counted)d selesai.")
    text %= {"failed": failed, "counted": counted}
    return f"{text} {_without(idle)}".rstrip()


def _without(idle: int) -> str:
    text = _("%(idle)d tidak punya yang dihitung.") if idle else ""
    return text and text % {"idle": idle}


def run_title(month: date) -> str:
    """What the run computes."""
    return _("Laporan %(month)s semua instansi") % {"month": month_words(month)}


def run_over(month: date) -> str:
    """The title of the message to who asked for a run that has ended."""
    text = _("Penghitungan %(month)s semua instansi berakhir")
    return text % {"month": month_words(month)}


def run_waits() -> str:
    """Nobody has begun with the run yet."""
    return _("Menunggu pekerja latar belakang membagi pekerjaan")


def run_goes_on(active: int) -> str:
    """So many agencies are being counted at this moment."""
    return _("%(active)d instansi sedang dihitung") % {"active": active}


def run_repeated(number: int) -> str:
    """The failed agencies were asked for again."""
    return _("%(number)d instansi yang gagal dihitung ulang.") % {"number": number}


def seconds_words(seconds: int) -> str:
    """`0 dtk`, `45 dtk`, `3 mnt 5 dtk`."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("%(rest)d dtk") % {"rest": rest}
    return _("%(minutes)d mnt %(rest)d dtk") % {"minutes": minutes, "rest": rest}


def run_asked(month: date) -> str:
    """The run was asked for."""
    text = _("Penghitungan %(month)s semua instansi diminta. Kemajuannya terlihat di bawah.")
    return text % {"month": month_words(month)}


def runs_already() -> str:
    """A second click found the run under way."""
    return _("Bulan ini sudah sedang dihitung. Kemajuannya terlihat di bawah.")


def nothing_to_repeat() -> str:
    """No agency of the run has failed, or it has not ended yet."""
    return _(
        "Tidak ada yang diulang: tidak ada instansi yang gagal, atau penghitungannya belum selesai."
    )


def another_run(month: date) -> str:
    """Another run of the month is under way."""
    text = _(
        "Penghitungan lain untuk %(month)s sedang berjalan dan mencakup semua instansi, jadi yang "
        "gagal di sini tidak diulang. Tunggu sampai selesai."
    )
    return text % {"month": month_words(month)}


def run_stopped(through: int, left: int) -> str:
    """Somebody stopped the run: so many agencies were through, so many were not."""
    rest = _("Laporan yang sudah jadi dan hari yang sudah ditutup tetap tersimpan.")
    if not through:
        text = _("Dibatalkan sebelum satu instansi pun selesai.")
    else:
        text = _("Dibatalkan: %(through)d instansi sudah selesai, %(left)d tidak.")
        text %= {"through": through, "left": left}
    return f"{text} {rest} {_('Hitung lagi kapan saja.')}"


def part_stopped() -> str:
    """What an agency's line says that was not through when the run was stopped."""
    return _("Penghitungan dibatalkan sebelum instansi ini selesai.")


def run_is_stopped() -> str:
    """The answer to who stopped the run."""
    return _(
        "Penghitungan dibatalkan. Instansi yang sedang dihitung berhenti pada langkah berikutnya."
    )


def ended_before() -> str:
    """The run ended before it could be stopped."""
    return _("Penghitungan sudah berakhir sebelum sempat dibatalkan. Hasilnya ada di bawah.")


def part_state(state: str) -> str:
    """How far an agency is, in two or three words."""
    return {
        "failed": _("Gagal"),
        "running": _("Sedang dihitung"),
        "queued": _("Menunggu giliran"),
        "cancelled": _("Dibatalkan"),
        "done": _("Selesai"),
        "idle": _("Tidak ada data"),
    }[state]


def attempts_words(attempts: int) -> str:
    """How often a worker took it up, where that was more than once."""
    return _("percobaan ke-%(attempts)d") % {"attempts": attempts} if attempts > 1 else ""


def may_not_run() -> str:
    """The refusal to people who do not oversee the whole country."""
    return _(
        "Penghitungan semua instansi dimulai dan dilihat oleh pengawas lintas instansi di "
        "kementerian atau lembaga. Laporan instansi Anda sendiri ada di menu Kepatuhan; bila Anda "
        "bertugas mengawasi semua instansi, mintalah PPK Anda menetapkan perannya."
    )
