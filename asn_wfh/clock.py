"""The only place that reads the time.

Everything else is given the moment: views ask here once per request, tasks once
per run, and pass it on. A demonstration or a test may run at another date: settings
then shift the clock of every process of that run by the same whole seconds.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_offset = timedelta(0)


def shift(seconds: int) -> None:
    """Let this process live `seconds` away from the real time; settings call it once."""
    global _offset
    _offset = timedelta(seconds=seconds)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + _offset


def today(zone: str) -> date:
    """The present calendar date in `zone` (an IANA name, e.g. ``Asia/Jayapura``)."""
    return on_local_date(now(), zone)


def on_local_date(moment: datetime, zone: str) -> date:
    """The calendar date that the aware `moment` falls on in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()
