"""A desk to vary: 08.00–15.00 with a break 12.00–13.00, Tuesday 24 November 2026, in WIB."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.rules import DayHours, DayPlan, DeskFacts, Presence, ServiceCalendar

WIB = ZoneInfo("Asia/Jakarta")
WIT = ZoneInfo("Asia/Jayapura")
MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
HOURS = DayHours(time(8), time(15), time(12), time(13))
WEEKLY = dict.fromkeys(range(1, 6), HOURS)
CALENDAR = ServiceCalendar(WIB, WEEKLY)
PLANS = {MONDAY + timedelta(days=n): DayPlan(officers_planned=1) for n in range(30)}


def on(day: date, clock: str, zone: ZoneInfo = WIB) -> datetime:
    """`on(TUESDAY, "08.15")` as an aware moment; seconds as a third part."""
    return datetime.combine(day, time(*(int(part) for part in clock.split("."))), zone)


def at(clock: str) -> datetime:
    """A moment on the example Tuesday."""
    return on(TUESDAY, clock)


def seen(evidence: str | None = None, *, on_site: int = 1, **more: Any) -> Presence:
    """Officers at the desk on Tuesday, first in and last proven at `evidence`."""
    evidence_at = None if evidence is None else at(evidence)
    fields: dict[str, Any] = {"first_in_at": evidence_at, "evidence_at": evidence_at, **more}
    return Presence(TUESDAY, on_site=on_site, **fields)


def desk(now: datetime, presence: Presence | None = None, **more: Any) -> DeskFacts:
    """The example desk with a pipeline heard half a minute before `now`."""
    facts = DeskFacts(
        calendar=CALENDAR,
        plans=PLANS,
        presence=presence,
        heartbeat_at=now - timedelta(seconds=30),
    )
    return replace(facts, **more)
