"""Rows of hours and closures as the pages of keeping print them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from attendance.queries.kept_hours import PublicDay, SpecialRun
from attendance.wording import offices as words
from services.models import Closure, RemoteService
from services.wording import near_moment


def closure_shape(closure: Closure, now: datetime) -> dict[str, Any]:
    """A closure with its place and time in words."""
    zone = ZoneInfo(closure.office.zone)
    parts = [closure.desk.name if closure.desk else "Seluruh kantor"]
    if closure.service:
        parts.append(closure.service.name)
    return {
        "row": closure,
        "what": " \u00b7 ".join(parts),
        "starts": near_moment(closure.starts_at, now, zone),
        "ends": _end_words(closure, now, zone),
        "began": closure.starts_at <= now,
        "over": closure.ends_at is not None and closure.ends_at <= now,
    }


def _end_words(closure: Closure, now: datetime, zone: ZoneInfo) -> str:
    """When it ends, without the date where it is the day on which it begins; empty when unknown."""
    if closure.ends_at is None:
        return ""
    starts, ends = closure.starts_at.astimezone(zone), closure.ends_at.astimezone(zone)
    return f"{ends:%H.%M}" if starts.date() == ends.date() else near_moment(ends, now, zone)


def day_shape(day: PublicDay, zone: str) -> dict[str, Any]:
    """A date of the preview: its hours or the reason there are none, and its closures."""
    if day.hours is not None:
        text = words.hours_words(day.hours)
    elif day.off is not None:
        text = f"Tutup: {day.off.name}" if day.off.name else "Tutup"
    else:
        text = "Jam layanan belum tercatat"
    return {
        "date": day.date,
        "text": text,
        "open": day.hours is not None and not day.closed_all_day,
        "unknown": day.hours is None and day.off is None,
        "special": day.special,
        "closed_all_day": day.closed_all_day,
        "closures": [_on_day(each, zone) for each in day.closures],
    }


def _on_day(closure: Closure, zone: str) -> str:
    """`Sistem pindah (sampai 12.00, KTP elektronik)`."""
    local = ZoneInfo(zone)
    what = [closure.service.name] if closure.service else []
    times = f"{closure.starts_at.astimezone(local):%d/%m %H.%M}"
    times += (
        f"\u2013{closure.ends_at.astimezone(local):%d/%m %H.%M}" if closure.ends_at else " dst."
    )
    return f"{closure.message} ({', '.join([times, *what])})"


def run_shape(run: SpecialRun) -> dict[str, Any]:
    """Special hours of a run of dates."""
    return {"run": run, "hours": words.hours_words(run.hours)}


def remote_shape(row: RemoteService) -> dict[str, Any]:
    """A plan of remote service."""
    return {"row": row, "weekdays": words.weekday_names(row.weekdays)}
