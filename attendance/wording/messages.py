"""Words of messages: kinds as people know them, e-mails, and what their own pages answer."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.models import Employee
from attendance.models import AbsenceRequest, Correction, Message, RequestState
from attendance.wording.moments import clock_words, day_words

MOST_BROWSERS = 10


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a kind of message is called, what it brings, and its icon in the sprite."""

    label: str
    text: str
    icon: str


def kind_words(kind: str) -> KindWords:
    """A kind of message in a person's words."""
    match kind:
        case "emergency":
            return KindWords(_("Keadaan darurat"), _("Selalu dikirim."), "megaphone-fill")
        case "policy":
            text = _("Aturan tempat kerja terbit atau berakhir.")
            return KindWords(_("Kebijakan"), text, "journal-text")
        case "roster":
            text = _("Jadwal Anda berlaku atau berubah.")
            return KindWords(_("Jadwal"), text, "calendar2-week")
        case "task":
            text = _("Ada yang menunggu keputusan atau jawaban Anda.")
            return KindWords(_("Menunggu Anda"), text, "inbox-fill")
        case "swap":
            text = _("Rekan mengajak bertukar hari, atau menjawab ajakan Anda.")
            return KindWords(_("Tukar jadwal"), text, "arrow-left-right")
        case "request":
            text = _("Koreksi atau izin Anda diputuskan.")
            return KindWords(_("Keputusan permohonan"), text, "check-circle-fill")
        case "letter":
            text = _("Surat tugas Anda ditandatangani atau dicabut.")
            return KindWords(_("Surat tugas"), text, "file-earmark-text")
        case "desk":
            text = _("Loket Anda kekurangan petugas, atau Anda diminta menggantikan.")
            return KindWords(_("Loket"), text, "person-check-fill")
        case "report":
            text = _("Laporan bulanan siap, atau formulirnya mendekati tenggat.")
            return KindWords(_("Laporan bulanan"), text, "clipboard-data")
        case _other:
            text = _("Sebelum jam masuk pada hari kerja Anda.")
            return KindWords(_("Pengingat"), text, "stopwatch-fill")


def mail_text(message: Message, employee: Employee, portal_url: str) -> str:
    """The whole e-mail, plain text, with the link and the way to have no more of them."""
    lines = [
        _("Yth. %(name)s,") % {"name": employee.name},
        "",
        message.body,
        "",
        _("Buka di Hadir: %(link)s") % {"link": f"{portal_url}{message.url or '/pesan/'}"},
        "",
        "-- ",
        _("Hadir, %(agency)s. Surel ini dikirim otomatis; jangan dibalas.")
        % {"agency": employee.agency.name},
        _("Atur surel yang Anda terima: %(link)s") % {"link": f"{portal_url}/pesan/pengaturan/"},
    ]
    return "\n".join(lines) + "\n"


def all_read(count: int) -> str:
    """Answer to marking everything as read."""
    if not count:
        return _("Semua pesan memang sudah dibaca.")
    return _("%(count)d pesan ditandai sudah dibaca.") % {"count": count}


def channels_kept() -> str:
    """Answer to a changed choice of channels."""
    return _("Pilihan Anda disimpan dan berlaku mulai pesan berikutnya.")


def browser_added(label: str) -> str:
    """Answer to a browser that subscribed."""
    return _("%(browser)s akan menerima notifikasi.") % {"browser": label}


def browser_removed(label: str) -> str:
    """Answer to a browser taken from the list."""
    return _("%(browser)s tidak lagi menerima notifikasi.") % {"browser": label}


def browser_unknown() -> str:
    """A subscription that cannot be one."""
    return _(
        "Peramban ini mengirim data langganan yang tidak lengkap atau tidak dikenal. Muat ulang "
        "halaman, lalu coba lagi; bila tetap gagal, pakai peramban lain."
    )


def browsers_full() -> str:
    """A person's list of browsers is full."""
    return _(
        "Sudah ada %(most)d peramban dalam daftar Anda. Hapus satu yang tidak dipakai lagi, lalu "
        "coba lagi."
    ) % {"most": MOST_BROWSERS}


def push_is_off() -> str:
    """This portal has no key for push services."""
    return _(
        "Notifikasi peramban belum disiapkan oleh pengelola portal. Pesan tetap masuk ke kotak "
        "pesan Anda."
    )


def asked_title() -> str:
    """Title to a superior whose decision is asked."""
    return _("Permohonan menunggu keputusan Anda")


def asked_body(row: Correction | AbsenceRequest) -> str:
    """To a superior: who asks what for which days, and until when it should be settled."""
    values = {
        "name": row.employee.name,
        "days": _days_of(row),
        "due": day_words(row.due_on),
        "what": _what(row),
    }
    text = _("%(name)s mengajukan %(what)s untuk %(days)s. Putuskan paling lambat %(due)s.")
    return text % values


def settled_title(row: Correction | AbsenceRequest) -> str:
    """Title to the one who asked."""
    values = {"what": _what(row)}
    if row.state == RequestState.ACCEPTED:
        return _("Permohonan %(what)s diterima") % values
    return _("Permohonan %(what)s ditolak") % values


def settled_body(row: Correction | AbsenceRequest) -> str:
    """To the one who asked: what was decided about which days, by whom.

    The reason may speak of health, and this text travels through others' servers: it stands on
    the page only, as does the kind of leave.
    """
    values = {
        "what": _what(row),
        "days": _days_of(row),
        "by": "" if row.settled_by is None else row.settled_by.name,
    }
    if row.state == RequestState.ACCEPTED:
        text = _("%(by)s menerima %(what)s Anda untuk %(days)s. Buka untuk membaca alasannya.")
    else:
        text = _("%(by)s menolak %(what)s Anda untuk %(days)s. Buka untuk membaca alasannya.")
    return text % values


def summoned_title() -> str:
    """Title to somebody who is called to an examination."""
    return _("Anda dipanggil untuk pemeriksaan")


def summoned_body(at: datetime, zone: str, place: str) -> str:
    """When and where the examination is; the ground stands on the page only."""
    here = ZoneInfo(zone)
    return _("Pemeriksaan: %(day)s pukul %(time)s, %(place)s. Buka untuk membaca dan menjawab.") % {
        "day": day_words(at.astimezone(here).date()),
        "time": clock_words(at, here),
        "place": place,
    }


def reminder_title(mode: str, starts_at: datetime, zone: str) -> str:
    """`Hari ini WFH, mulai 07.30 WIB`."""
    return _("Hari ini %(mode)s, mulai %(time)s") % {
        "mode": mode,
        "time": clock_words(starts_at, ZoneInfo(zone)),
    }


def reminder_body(mode: str, starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """What today's roster says, and what to do."""
    here = ZoneInfo(zone)
    return _(
        "Jadwal Anda hari ini %(mode)s, %(from)s sampai %(until)s. Jangan lupa presensi masuk."
    ) % {
        "mode": mode,
        "from": f"{starts_at.astimezone(here):%H.%M}",
        "until": clock_words(ends_at, here),
    }


def _what(row: Correction | AbsenceRequest) -> str:
    return _("koreksi presensi") if isinstance(row, Correction) else _("izin")


def _days_of(row: Correction | AbsenceRequest) -> str:
    first: date = row.date if isinstance(row, Correction) else row.first_day
    last: date = row.date if isinstance(row, Correction) else row.last_day
    if first == last:
        return day_words(first)
    return _("%(first)s sampai %(last)s") % {"first": day_words(first), "last": day_words(last)}
