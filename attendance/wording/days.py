"""Words for a day: its status, its flags, and how it stands now."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.rules.live import LiveCode, LiveDay
from attendance.rules.modes import WorkMode
from attendance.rules.place import PlaceClass
from attendance.rules.verdict import Flag, Status
from attendance.wording.moments import clock_words


def status_label(status: Status) -> str:
    """A day's status in two words."""
    match status:
        case Status.PRESENT:
            return _("Hadir")
        case Status.ABSENT:
            return _("Tanpa keterangan")
        case Status.EXCUSED:
            return _("Berhalangan sah")
        case Status.OFF:
            return _("Libur")
        case Status.OPEN:
            return _("Belum presensi")


def flag_label(flag: Flag) -> str:
    """What somebody should look at."""
    match flag:
        case Flag.LATE:
            return _("Terlambat")
        case Flag.EARLY:
            return _("Pulang lebih awal")
        case Flag.NO_OUT:
            return _("Belum presensi pulang")
        case Flag.MISMATCH:
            return _("Tidak sesuai jadwal")
        case Flag.PENDING:
            return _("Menunggu verifikasi")
        case Flag.OUTAGE:
            return _("Alasan teknis")


def place_label(place: PlaceClass) -> str:
    """How a position relates to the place of work."""
    match place:
        case PlaceClass.INSIDE:
            return _("Di dalam")
        case PlaceClass.OUTSIDE:
            return _("Di luar")
        case PlaceClass.UNSURE:
            return _("Perlu verifikasi")
        case PlaceClass.UNMEASURED:
            return _("Tidak terukur")


def mode_label(mode: WorkMode) -> str:
    """Where somebody works, spelled out."""
    match mode:
        case WorkMode.WFO:
            return _("kantor (WFO)")
        case WorkMode.WFH:
            return _("rumah (WFH)")
        case WorkMode.WFA:
            return _("tempat lain (WFA)")


def live_sentence(live: LiveDay, zone: ZoneInfo) -> str:
    """How the day stands now, and what to do next; times on the posting's clock."""
    match live.code:
        case LiveCode.OFF:
            return _("Hari ini libur. Tidak perlu presensi.")
        case LiveCode.EXCUSED:
            return _("Anda tercatat berhalangan sah hari ini. Tidak perlu presensi.")
        case LiveCode.NOT_YET | LiveCode.DUE | LiveCode.OVERDUE | LiveCode.MISSED:
            return _awaited_sentence(live)
        case _:
            return _arrived_sentence(live, zone)


def _awaited_sentence(live: LiveDay) -> str:
    values = {"minutes": live.minutes}
    if live.code is LiveCode.NOT_YET:
        return _("Jam kerja mulai %(minutes)d menit lagi. Presensi masuk sudah boleh.") % values
    if live.code is LiveCode.DUE:
        return _("Jam kerja sudah mulai. Presensi sekarang masih tepat waktu.")
    if live.code is LiveCode.OVERDUE:
        text = _(
            "Anda belum presensi masuk dan terlambat %(minutes)d menit. Presensi sekarang supaya "
            "tidak bertambah."
        )
        return text % values
    return _(
        "Jam kerja hari ini sudah berakhir dan belum ada presensi. Bila Anda bekerja, ajukan "
        "koreksi di menu Izin & koreksi; atasan langsung yang memutus."
    )


def _arrived_sentence(live: LiveDay, zone: ZoneInfo) -> str:
    values = {"minutes": live.minutes, "end": clock_words(live.required_end, zone)}
    if live.code is LiveCode.ON_TIME:
        return _("Masuk tepat waktu. Presensi pulang mulai pukul %(end)s.") % values
    if live.code is LiveCode.LATE:
        text = _("Masuk terlambat %(minutes)d menit. Presensi pulang mulai pukul %(end)s.")
        return text % values
    if live.code is LiveCode.MAY_LEAVE:
        return _("Jam kerja selesai pukul %(end)s. Jangan lupa presensi pulang.") % values
    if live.code is LiveCode.LEFT:
        return _("Hari kerja selesai. Terima kasih, sampai jumpa.")
    text = _(
        "Pulang tercatat %(minutes)d menit sebelum pukul %(end)s. Bila kembali bekerja, presensi "
        "pulang sekali lagi nanti: yang terakhir yang dihitung."
    )
    return text % values
