"""Words of the day at the desks: who is there, who stands in, when a desk pauses."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.queries.desk_covers import Candidate, Hindrance, OpenTime
from attendance.queries.desk_people import Where
from attendance.wording.desk_closings import until_words
from attendance.wording.moments import clock_words
from services.models import Desk

OFFICER_MISSING = gettext_lazy("Pengganti belum dipilih. Pilih seorang dari daftar.")
UNTIL_UNREADABLE = gettext_lazy("Jam selesai tidak terbaca. Tulis seperti 12.00.")


def closed_page() -> str:
    """Why somebody has no board of desks."""
    return _(
        "Papan loket dibuka oleh pengelola layanan dan atasan unit yang punya loket, dan peran itu "
        "tidak Anda pegang hari ini. Hubungi salah satunya bila ada yang perlu diubah."
    )


def where_words(where: Where, back_at: datetime | None, zone: ZoneInfo, other: str = "") -> str:
    """Where an officer is: `di loket`, `istirahat, kembali 12.30 WIB`; never why."""
    if where is Where.BREAK and back_at is not None:
        return _("istirahat, kembali %(at)s") % {"at": clock_words(back_at, zone)}
    if where is Where.ELSEWHERE and other:
        return _("menggantikan di %(desk)s") % {"desk": other}
    return {
        Where.HERE: _("di loket"),
        Where.BREAK: _("istirahat"),
        Where.AWAITED: _("belum masuk"),
        Where.GONE: _("sudah pulang"),
        Where.ELSEWHERE: _("di loket lain"),
        Where.AWAY: _("berhalangan"),
    }[where]


def unnamed_words(where: Where, number: int) -> str:
    """`2 petugas di loket`, for a reader who may not know their names."""
    return _("%(number)d petugas %(where)s") % {
        "number": number,
        "where": where_words(where, None, ZoneInfo("UTC")),
    }


def standing_in(until: datetime, zone: ZoneInfo) -> str:
    """How a cover is marked beside the name."""
    return _("pengganti sampai %(at)s") % {"at": clock_words(until, zone)}


def needed_words(here: int, needed: int, planned: int | None) -> str:
    """`1 dari 2 petugas yang diperlukan; rencana hari ini 2`."""
    line = _("%(here)d dari %(needed)d petugas yang diperlukan") % {"here": here, "needed": needed}
    if planned is None:
        return line + _("; jadwal hari ini belum berlaku")
    return line + _("; rencana hari ini %(planned)d") % {"planned": planned}


def may_not_cover() -> str:
    """A desk for which the person may send nobody."""
    return _(
        "Loket itu bukan loket unit yang Anda pimpin, jadi penggantinya tidak Anda tunjuk. "
        "Minta pengelola layanan atau atasan unit pemilik loket itu."
    )


def not_of_agency() -> str:
    """Somebody who does not work here, or no more."""
    return _(
        "Orang itu bukan pegawai aktif instansi ini, jadi tidak dapat menggantikan. "
        "Pilih seorang dari daftar."
    )


def not_qualified(name: str, desk: str) -> str:
    """Somebody whom the desk's list does not name."""
    return _(
        "%(name)s tidak tercatat cakap melayani di %(desk)s, jadi tidak dapat ditunjuk. Pilih dari "
        "daftar, atau catat dulu kecakapannya pada Petugas loket."
    ) % {"name": name, "desk": desk}


def desk_closed(desk: str, opens: OpenTime, zone: ZoneInfo) -> str:
    """A desk that is not open any more today."""
    closure = opens.closure
    if closure is None:
        return _(
            "%(desk)s sudah tutup atau tidak buka hari ini, jadi tidak perlu pengganti. Bila harus "
            "melayani, ubah dulu jam layanannya."
        ) % {"desk": desk}
    return _(
        "%(desk)s diumumkan tutup%(until)s, jadi warga tidak datang. Buka kembali loketnya dulu, "
        "lalu tunjuk pengganti."
    ) % {"desk": desk, "until": until_words(closure.ends_at, zone)}


def hindered(one: Candidate, desk: str) -> str:
    """Why somebody cannot stand in now, what next."""
    name = one.employee.name
    values = {"name": name, "desk": desk, "other": _other(one)}
    return {
        Hindrance.HERE: _(
            "%(name)s memang dijadwalkan di %(desk)s, jadi bukan pengganti. Pilih orang lain."
        ),
        Hindrance.COVERING: _(
            "%(name)s sedang menggantikan di %(other)s, dan satu orang melayani satu loket. "
            "Akhiri dulu penggantian itu, atau pilih orang lain."
        ),
        Hindrance.ABSENT: _("%(name)s berhalangan hari ini. Pilih orang lain."),
        Hindrance.AWAY_FROM_OFFICE: _(
            "%(name)s dijadwalkan bekerja di luar kantor hari ini (WFH atau WFA), jadi tidak dapat "
            "berada di loket. Pilih orang lain, atau ubah dulu jadwalnya."
        ),
        Hindrance.NOT_IN: _(
            "%(name)s belum tercatat masuk di kantor, jadi warga tidak akan melihat petugas. Minta "
            "presensi masuk dulu, atau pilih orang lain."
        ),
        Hindrance.ON_BREAK: _(
            "%(name)s sedang istirahat. Tunggu sampai istirahatnya selesai, atau pilih orang lain."
        ),
    }[one.hindrance] % values


def candidate_words(one: Candidate) -> str:
    """How somebody in the list stands, in a few words."""
    own = one.own_desk
    if one.hindrance is Hindrance.LEAVES_SHORT and own is not None:
        return _("%(desk)s akan kekurangan petugas (perlu %(needed)d)") % {
            "desk": own.name,
            "needed": own.needed,
        }
    if one.hindrance is Hindrance.NONE:
        if own is None:
            return _("di kantor, tidak bertugas di loket")
        return _("di kantor, %(desk)s tetap cukup petugas") % {"desk": own.name}
    return {
        Hindrance.HERE: _("sudah dijadwalkan di loket ini"),
        Hindrance.COVERING: _("sedang menggantikan di %(other)s"),
        Hindrance.ABSENT: _("berhalangan hari ini"),
        Hindrance.AWAY_FROM_OFFICE: _("bekerja di luar kantor hari ini"),
        Hindrance.NOT_IN: _("belum tercatat masuk di kantor"),
        Hindrance.ON_BREAK: _("sedang istirahat"),
    }[one.hindrance] % {"other": _other(one)}


def until_wrong(closes_at: datetime, at: datetime, zone: ZoneInfo) -> str:
    """An end outside the rest of the desk's day."""
    return _(
        "Jam selesai harus sesudah sekarang (%(now)s) dan paling lambat saat loket tutup "
        "(%(closes)s). Betulkan jamnya."
    ) % {"now": clock_words(at, zone), "closes": clock_words(closes_at, zone)}


def covered(name: str, until: datetime, zone: ZoneInfo) -> str:
    """Somebody was sent."""
    return _("%(name)s menggantikan sampai %(until)s dan sudah diberi tahu.") % {
        "name": name,
        "until": clock_words(until, zone),
    }


def cover_ended(name: str) -> str:
    """A cover was ended early."""
    return _("Penggantian oleh %(name)s berakhir. Ia sudah diberi tahu.") % {"name": name}


def cover_over() -> str:
    """A cover that has ended already."""
    return _("Penggantian itu sudah berakhir. Tidak ada lagi yang perlu diakhiri.")


def told_cover_title(desk: str) -> str:
    """The officer's message when they are sent."""
    return _("Anda diminta menggantikan di %(desk)s") % {"desk": desk}


def told_cover_body(desk: Desk, until: datetime, reason: str, zone: ZoneInfo) -> str:
    """Where, until when, why."""
    why = f" {reason.rstrip('.')}." if reason else ""
    return _("%(desk)s, %(office)s, sekarang sampai %(until)s.%(why)s") % {
        "desk": desk.name,
        "office": desk.office.name,
        "until": clock_words(until, zone),
        "why": why,
    }


def told_end_title(desk: str) -> str:
    """The officer's message when they are released."""
    return _("Penggantian di %(desk)s selesai") % {"desk": desk}


def told_end_body(at: datetime, zone: ZoneInfo) -> str:
    """What to do next."""
    return _("Berakhir pukul %(at)s. Kembali ke tugas Anda menurut jadwal.") % {
        "at": clock_words(at, zone)
    }


def paused(until: datetime, zone: ZoneInfo) -> str:
    """A desk's break began."""
    return _("Loket istirahat; warga membaca “kembali pukul %(until)s”.") % {
        "until": clock_words(until, zone)
    }


def pause_words(until: datetime, zone: ZoneInfo) -> str:
    """A desk's break on the board."""
    return _("Seluruh loket istirahat, kembali %(until)s") % {"until": clock_words(until, zone)}


def pause_ended() -> str:
    """A desk's break ended."""
    return _("Istirahat loket selesai.")


def _other(one: Candidate) -> str:
    if one.cover is not None:
        return one.cover.desk.name
    return "" if one.own_desk is None else one.own_desk.name
