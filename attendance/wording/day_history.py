"""Who changed what about a day, as sentences: corrections, requests, outages, new judgements."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.models import (
    Absence,
    AbsenceKind,
    AbsenceRequest,
    Correction,
    CorrectionKind,
    DayAmendment,
    LeaveType,
    MonthFreeze,
    Outage,
    Reopening,
    RequestState,
    Schedule,
)
from attendance.rules.modes import WorkMode
from attendance.rules.verdict import Status
from attendance.wording.days import mode_label, status_label
from attendance.wording.moments import clock_words, day_words


def schedule_sentence(row: Schedule, regulation: str) -> str:
    """Which row of hours was used, for whom it holds and what it rests on."""
    if row.employee_id is not None:
        whose = _("jadwal pegawai ini sendiri")
    elif row.unit is not None:
        whose = _("jadwal unit %(unit)s") % {"unit": row.unit.name}
    elif row.agency is not None:
        whose = _("jadwal %(agency)s") % {"agency": row.agency.name}
    else:
        whose = _("jadwal nasional")
    kind = {"ramadan": _(" bulan Ramadan"), "shift": _(" bergiliran")}.get(row.kind, "")
    basis = f"{row.legal_basis} ({regulation})" if regulation else row.legal_basis
    return _("Jam kerja menurut %(whose)s%(kind)s, berlaku sejak %(since)s. Dasar: %(basis)s.") % {
        "whose": whose,
        "kind": kind,
        "since": _date(row.valid_from),
        "basis": basis or _("belum dicatat"),
    }


def absence_sentence(row: Absence) -> str:
    """The excuse that covers the date, with its dates and letter."""
    known = row.leave_type in LeaveType.values
    kind = LeaveType(row.leave_type).label if known else AbsenceKind(row.kind).label
    letter = _(", surat %(letter)s") % {"letter": row.letter} if row.letter else ""
    return _("Berhalangan sah: %(kind)s, %(period)s%(letter)s.") % {
        "kind": str(kind).lower(),
        "period": _period(row.first_day, row.last_day),
        "letter": letter,
    }


def outage_sentence(row: Outage, zone: ZoneInfo) -> str:
    """The failure that touched the hours of the day."""
    return _(
        "Sistem terganggu pukul %(start)s sampai %(end)s: %(cause)s. Ketukan di dalamnya dihitung "
        "pada waktu ditekan."
    ) % {
        "start": clock_words(row.starts_at, zone),
        "end": clock_words(row.ends_at, zone),
        "cause": row.cause.rstrip("."),
    }


def correction_asked(row: Correction, zone: ZoneInfo) -> str:
    """What somebody asked to have corrected, and why."""
    return _("%(who)s meminta koreksi: %(what)s. Alasan: “%(reason)s”") % {
        "who": row.employee.name,
        "what": _claim(row, zone),
        "reason": row.reason,
    }


def correction_settled(row: Correction, zone: ZoneInfo) -> str:
    """What became of it, by whom and why."""
    return _settled(row, _("koreksi %(what)s") % {"what": _claim(row, zone)})


def request_asked(row: AbsenceRequest) -> str:
    """Leave, travel or study asked for; the reason may touch on health and is not told here."""
    return _("%(who)s meminta %(what)s.") % {"who": row.employee.name, "what": _asked(row)}


def request_settled(row: AbsenceRequest) -> str:
    """What became of the request, and by whom."""
    return _settled(row, _("permohonan %(what)s") % {"what": _asked(row)})


def outage_declared(row: Outage, zone: ZoneInfo) -> str:
    """Who stands behind an outage."""
    who = row.settled_by.name if row.settled_by else _("Operator")
    return _("%(who)s menyatakan gangguan pukul %(start)s–%(end)s: %(cause)s") % {
        "who": who,
        "start": clock_words(row.starts_at, zone),
        "end": clock_words(row.ends_at, zone),
        "cause": row.cause,
    }


def judged_again(row: Reopening) -> str:
    """Why a closed day was opened, and what came of it."""
    who = _(" oleh %(who)s") % {"who": row.by.name} if row.by else ""
    result = {
        None: _("menunggu dinilai lagi"),
        True: _("dinilai lagi, hasilnya berubah"),
        False: _("dinilai lagi, hasilnya tetap"),
    }[row.changed]
    return _("%(cause)s%(who)s: hari ini %(result)s.") % {
        "cause": row.get_cause_display(),
        "who": who,
        "result": result,
    }


def closed() -> str:
    """The nightly close."""
    return _("Hari ditutup dan dinilai untuk semua pegawai instansi.")


def month_fixed(freeze: MonthFreeze) -> str:
    """The month was signed."""
    return _("%(who)s mengesahkan bulan ini. Sejak itu penilaian hari ini tetap.") % {
        "who": freeze.frozen_by.name
    }


def fixed_note(status: str, late_minutes: int, early_minutes: int, *, has_amendments: bool) -> str:
    """What was signed for the day, where the month is fixed."""
    parts = [status_label(Status(status)).lower()]
    if late_minutes:
        parts.append(_("terlambat %(count)d menit") % {"count": late_minutes})
    if early_minutes:
        parts.append(_("kurang %(count)d menit di akhir hari") % {"count": early_minutes})
    said = _("Bulan ini sudah disahkan. Nilai yang disahkan untuk hari ini: %(what)s.") % {
        "what": ", ".join(parts)
    }
    if not has_amendments:
        return said
    return said + " " + _("Perubahan sesudahnya tercatat bertanggal di riwayat di bawah.")


def waiting_note() -> str:
    """The day is about to be judged again."""
    return _(
        "Ada catatan yang masuk sesudah hari ini ditutup. Sebentar lagi hari ini dinilai lagi; "
        "yang tampil di sini sudah memperhitungkannya."
    )


def amended(row: DayAmendment, differences: list[str]) -> str:
    """A change after the month was fixed."""
    return _("Perubahan ke-%(version)d sesudah bulan disahkan: %(what)s.") % {
        "version": row.version,
        "what": "; ".join(differences),
    }


def _claim(row: Correction, zone: ZoneInfo) -> str:
    parts = [str(CorrectionKind(row.kind).label).lower()]
    if row.claimed_at is not None:
        parts.append(_("pukul %(at)s") % {"at": clock_words(row.claimed_at, zone)})
    if row.mode:
        parts.append(mode_label(WorkMode(row.mode)))
    return ", ".join(parts)


def _asked(row: AbsenceRequest) -> str:
    known = row.leave_type in LeaveType.values
    kind = LeaveType(row.leave_type).label if known else AbsenceKind(row.kind).label
    return f"{str(kind).lower()}, {_period(row.first_day, row.last_day)}"


def _settled(row: Correction | AbsenceRequest, what: str) -> str:
    if row.state == RequestState.WITHDRAWN:
        return _("%(who)s menarik kembali %(what)s.") % {"who": row.employee.name, "what": what}
    decided = _("menerima") if row.state == RequestState.ACCEPTED else _("menolak")
    who = row.settled_by.name if row.settled_by else _("Atasan")
    if row.settled_under is not None:
        who = _("%(who)s (atas nama %(principal)s)") % {
            "who": who,
            "principal": row.settled_under.principal.name,
        }
    return _("%(who)s %(decided)s %(what)s. Alasan: “%(reason)s”") % {
        "who": who,
        "decided": decided,
        "what": what,
        "reason": row.settlement,
    }


def _period(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    return _("%(first)s sampai %(last)s") % {"first": day_words(first), "last": day_words(last)}


def _date(day: date) -> str:
    return day_words(day).split(", ", 1)[1]
