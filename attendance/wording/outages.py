"""Words for outages: what was measured, why one may not be declared, what it changed."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.models import OutageState
from attendance.queries.judging import JudgedRow
from attendance.queries.outages import Effect
from attendance.rules.outages import (
    BesideProposal,
    EndsFirst,
    OutageRefusal,
    Overlaps,
    ProposalWaits,
    Signal,
    SignalKind,
    Span,
    StillToCome,
    TooLong,
    TooOld,
)
from attendance.rules.verdict import Status
from attendance.wording.days import status_label
from attendance.wording.moments import clock_words, day_words


def span_words(span: Span, zone: str) -> str:
    """`Rabu, 18 November 2026, 07.00 sampai 07.50 WIB`; both dates where they differ."""
    here = ZoneInfo(zone)
    start, end = span.start.astimezone(here), span.end.astimezone(here)
    if start.date() == end.date():
        return _("%(day)s, %(from)s sampai %(until)s") % {
            "day": day_words(start.date()),
            "from": f"{start:%H.%M}",
            "until": clock_words(end, here),
        }
    return _("%(day)s pukul %(from)s sampai %(last)s pukul %(until)s") % {
        "day": day_words(start.date()),
        "from": f"{start:%H.%M}",
        "last": day_words(end.date()),
        "until": clock_words(end, here),
    }


def refusal_sentence(refusal: OutageRefusal, zone: str) -> str:
    """Why an outage may not be declared; times on the agency's clock."""
    match refusal:
        case EndsFirst():
            return _("Gangguan berakhir sebelum, atau tepat saat, ia mulai. Betulkan waktunya.")
        case StillToCome():
            return _(
                "Waktu itu belum lewat (sekarang %(now)s). Nyatakan sampai sekarang; bila gangguan "
                "berlanjut, nyatakan sisanya nanti."
            ) % {"now": clock_words(refusal.now, ZoneInfo(zone))}
        case TooLong():
            return _(
                "Satu gangguan paling lama %(hours)d jam. Nyatakan hari demi hari, supaya tiap "
                "hari diperiksa sendiri."
            ) % {"hours": refusal.hours}
        case TooOld():
            return _(
                "Gangguan sebelum %(oldest)s tidak dapat dinyatakan lagi (tenggat %(days)d hari). "
                "Pegawai yang dirugikan masih dapat mengajukan koreksi."
            ) % {"oldest": day_words(refusal.oldest), "days": refusal.term_days}
        case Overlaps():
            return _(
                "Sebagian waktu itu sudah dinyatakan sebagai gangguan (%(other)s). Pilih waktu di "
                "luarnya, atau cabut dulu yang itu."
            ) % {"other": span_words(refusal.other, zone)}
        case ProposalWaits():
            return _(
                "Pemantau sudah mengusulkan gangguan pada waktu itu (%(other)s). Putuskan usulan "
                "itu; waktunya boleh Anda ubah di sana."
            ) % {"other": span_words(refusal.proposed, zone)}
        case BesideProposal():
            return _(
                "Waktu itu di luar usulan pemantau (%(other)s). Ubah waktunya, atau tolak usulan "
                "ini lalu nyatakan gangguan tersendiri."
            ) % {"other": span_words(refusal.proposed, zone)}


def signal_sentence(signal: Signal, zone: str) -> str:
    """One measurement as a person would say it."""
    here = ZoneInfo(zone)
    values = {
        "from": f"{signal.span.start.astimezone(here):%H.%M}",
        "until": clock_words(signal.span.end, here),
        "people": signal.people,
        "of": signal.of,
        "minutes": signal.longest_minutes,
    }
    if signal.kind is SignalKind.QUEUE:
        text = _(
            "%(people)d dari %(of)d pegawai yang presensi saat itu baru tercatat kemudian: ditekan "
            "sejak %(from)s, yang terakhir diterima pukul %(until)s, paling lama tertahan "
            "%(minutes)d menit."
        )
        return text % values
    text = _("Portal tidak berdenyut dari %(from)s sampai %(until)s (%(minutes)d menit).") % values
    if signal.people:
        more = _("Selama itu presensi %(people)d pegawai tetap diterima.") % values
    else:
        more = _("Selama itu tidak ada presensi yang diterima.")
    return f"{text} {more}"


def touched_words(taps: int, people: int) -> str:
    """How many an outage touches."""
    if not taps:
        return _("Tidak ada presensi yang ditekan dalam waktu itu.")
    return _("%(taps)d presensi dari %(people)d pegawai ditekan dalam waktu itu.") % {
        "taps": taps,
        "people": people,
    }


def rejudged_words(asked: int, waiting: int) -> str:
    """How far the closed days are judged again."""
    if not asked:
        return _("Hari yang terdampak belum ditutup, jadi langsung dihitung dengan gangguan ini.")
    if waiting:
        return _("%(asked)d hari yang sudah ditutup dinilai ulang; %(waiting)d masih menunggu.") % {
            "asked": asked,
            "waiting": waiting,
        }
    return _("%(asked)d hari yang sudah ditutup telah dinilai ulang.") % {"asked": asked}


def may_not_declare() -> str:
    """To somebody who may read outages but not settle them."""
    return _(
        "Menyatakan gangguan adalah wewenang operator kepegawaian, PyB, atau PPK. Sampaikan waktu "
        "dan sebabnya kepada mereka."
    )


def may_not_read() -> str:
    """To somebody whom the list of outages does not concern."""
    return _(
        "Daftar gangguan untuk operator kepegawaian, PyB, PPK, dan Inspektorat. Gangguan yang "
        "mengenai Anda disebut di halaman hari kerja Anda."
    )


def settled_meanwhile(state: str) -> str:
    """Somebody else was faster."""
    return _("Gangguan ini sudah berstatus %(state)s. Muat ulang halaman ini.") % {
        "state": OutageState(state).label.lower()
    }


def reason_missing() -> str:
    """A decision that takes something away says why."""
    return _("Alasan belum diisi. Tulis mengapa, supaya keputusan ini dapat diperiksa kemudian.")


def declared() -> str:
    """After declaring."""
    return _("Gangguan dinyatakan. Semua yang presensi dalam waktu itu dihitung pada waktu tekan.")


def dismissed() -> str:
    """After dismissing a proposal."""
    return _("Usulan ditolak. Pemantau tidak mengusulkannya lagi.")


def withdrawn() -> str:
    """After withdrawing an outage."""
    return _("Gangguan dicabut. Hari yang terdampak dinilai ulang tanpa gangguan ini.")


def effect_words(effect: Effect, *, proposed: bool) -> str:
    """What the outage does, or would do, to all days it touches; empty where nobody counted."""
    if effect.better is None or not effect.days:
        return ""
    values = {"days": effect.days, "better": effect.better, "minutes": effect.minutes}
    if not effect.better:
        return _("Tidak satu pun dari %(days)d hari kerja itu berubah menitnya.") % values
    if proposed:
        text = _(
            "Bila dinyatakan, %(better)d dari %(days)d hari kerja berkurang menit terlambat atau "
            "pulang awalnya, seluruhnya %(minutes)d menit."
        )
        return text % values
    return (
        _(
            "%(better)d dari %(days)d hari kerja berkurang menit terlambat atau pulang awalnya, "
            "seluruhnya %(minutes)d menit."
        )
        % values
    )


def minutes_words(row: JudgedRow | None) -> str:
    """A judged day in a few words: `terlambat 7 menit`, `tepat waktu`."""
    if row is None:
        return _("belum ada jam kerja")
    if row.status != Status.PRESENT:
        return status_label(Status(row.status)).lower()
    parts = []
    if row.late_minutes:
        parts.append(_("terlambat %(minutes)d menit") % {"minutes": row.late_minutes})
    if row.early_minutes and row.last_out:
        parts.append(_("pulang awal %(minutes)d menit") % {"minutes": row.early_minutes})
    return ", ".join(parts) or _("tepat waktu")
