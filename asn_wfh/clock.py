"""The only place that reads the time.

Everything else is given the moment: views ask here once per request, tasks once
per run, and pass it on. A demonstration or a test may run at another date: then
`CLOCK_OFFSET_SECONDS` (whole seconds, may be negative) shifts the clock of every
process of that run by the same amount. Production settings refuse it.
"""

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo


@cache
def _offset() -> timedelta:
    return timedelta(seconds=int(os.environ.get("CLOCK_OFFSET_SECONDS", "0")))


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + _offset()


def today(zone: str) -> date:
    """The present calendar date in `zone` (an IANA name, e.g. ``Asia/Jayapura``)."""
    return now().astimezone(ZoneInfo(zone)).date()


def on_local_date(moment: datetime, zone: str) -> date:
    """The calendar date that the aware `moment` falls on in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()
