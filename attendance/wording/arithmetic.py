"""The arithmetic of a day, written out as one would on paper, so that anybody can check it."""

from datetime import datetime

from django.utils.translation import gettext as _

from attendance.rules.explain import EndMoved, Late, LeftEarly, LeftOnTime, OnTime
from attendance.rules.schedule import DaySchedule
from attendance.rules.verdict import Verdict

Arithmetic = Late | OnTime | EndMoved | LeftEarly | LeftOnTime


def arithmetic_sentence(reason: Arithmetic, hours: DaySchedule, verdict: Verdict) -> str:
    """How a figure of the day comes about; times on the posting's clock."""
    match reason:
        case Late() | OnTime():
            return _arrival(hours, verdict)
        case EndMoved():
            return _(
                "Jam pulang %(end)s + %(minutes)d menit fleksibel yang dipakai = %(moved)s."
            ) % {
                "end": _clock(hours.end_at, hours),
                "minutes": reason.minutes,
                "moved": _clock(reason.required_end, hours),
            }
        case LeftEarly():
            return _(
                "Jam pulang %(end)s − pulang %(out)s = %(minutes)d menit kurang, dibulatkan ke "
                "atas: pulang lebih awal %(minutes)d menit."
            ) % {
                "end": _clock(reason.required_end, hours),
                "out": _exact(verdict.last_out_at, hours),
                "minutes": reason.minutes,
            }
        case LeftOnTime():
            return _("Pulang %(out)s, tidak sebelum jam pulang %(end)s.") % {
                "out": _exact(verdict.last_out_at, hours),
                "end": _clock(reason.required_end, hours),
            }


def _arrival(hours: DaySchedule, verdict: Verdict) -> str:
    """`Masuk 07.46 − mulai 07.30 = 16 menit; toleransi 15 menit; terlambat 1 menit.`"""
    schedule, arrival = hours.schedule, verdict.arrival_minutes
    values = {
        "came": _exact(verdict.first_in_at, hours),
        "start": _clock(hours.start_at, hours),
        "minutes": arrival,
    }
    if not arrival:
        text = _("Masuk %(came)s, jam mulai %(start)s: tidak terlambat.")
        return text % values
    parts = [_("Masuk %(came)s − mulai %(start)s = %(minutes)d menit") % values]
    if schedule.flex_minutes:
        parts.append(_("waktu fleksibel %(minutes)d menit") % {"minutes": schedule.flex_minutes})
    if schedule.grace_minutes:
        parts.append(_("toleransi %(minutes)d menit") % {"minutes": schedule.grace_minutes})
        if verdict.late_minutes and schedule.grace_counts_from_start:
            parts.append(_("toleransi terlampaui, jadi dihitung dari awal"))
    if verdict.late_minutes:
        parts.append(_("terlambat %(minutes)d menit") % {"minutes": verdict.late_minutes})
    else:
        parts.append(_("tidak terlambat"))
    return "; ".join(parts) + "."


def _clock(at: datetime, hours: DaySchedule) -> str:
    return f"{hours.local(at):%H.%M}"


def _exact(at: datetime | None, hours: DaySchedule) -> str:
    """With its seconds where it has some: there a second may decide."""
    if at is None:
        return "–"
    local = hours.local(at)
    return f"{local:%H.%M.%S}" if local.second else f"{local:%H.%M}"
