"""Promised against staffed time of a desk, and what may be told without telling of one person.

Promised are the published hours without their breaks, without days off, announced closures and
planned remote service; a sudden closure breaks a promise. Times are aware; sums are whole minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.rules.facts import Closure, ClosureKind, DayHours, ServiceCalendar
from services.rules.hours import hours_on, span_of
from services.rules.state import Code, Reason

FEWEST_OFFICERS = 5
"""Below this many contributors a figure could be read as one person's attendance."""
DAYS_A_WEEK = 7
UNHEARD = frozenset({Reason.SYSTEM, Reason.STALE})

Span = tuple[datetime, datetime]
Stood = tuple[Span, Code, Reason | None]


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A service got another code at `at`."""

    at: datetime
    code: Code
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class WeekMinutes:
    """Minutes of one desk in some days; `staffed` and `unknown` lie within `promised`, apart."""

    promised: int
    staffed: int
    unknown: int


def account_days(
    calendar: ServiceCalendar,
    closures: Iterable[Closure],
    services: Sequence[Sequence[CodeChange]],
    first: date,
    days: int,
) -> WeekMinutes:
    """So many `days` from `first` (local to the office) of a desk.

    `services` has each service's changes in order, the last one before `first` included; later
    ones do no harm. The desk was staffed while any of them was; unknown is what no code tells, and
    what the pipeline could not see.
    """
    promised = promised_spans(calendar, closures, first, days)
    by_service = [_segments(changes, promised[-1][1] if promised else None) for changes in services]
    remote = _spans(by_service, lambda code, _: code is Code.REMOTE)
    promised = without(promised, remote)
    staffed = within(promised, _spans(by_service, lambda code, _: code is Code.STAFFED))
    heard = _spans(by_service, lambda _, reason: reason not in UNHEARD)
    unknown = without(without(promised, heard), staffed)
    minutes = _minutes(promised)
    served = min(_minutes(staffed), minutes)
    return WeekMinutes(minutes, served, min(_minutes(unknown), minutes - served))


def promised_spans(
    calendar: ServiceCalendar, closures: Iterable[Closure], first: date, days: int
) -> list[Span]:
    """The time a citizen could count on in so many `days` from `first`, in order."""
    found: list[Span] = []
    for offset in range(days):
        day = first + timedelta(days=offset)
        hours = hours_on(calendar, day)
        if not isinstance(hours, DayHours):
            continue
        span = span_of(hours, day, calendar.zone)
        if span.break_start is None or span.break_end is None:
            found.append((span.opens, span.closes))
        else:
            found += [(span.opens, span.break_start), (span.break_end, span.closes)]
    if not found:
        return []
    end = found[-1][1]
    announced = [
        (each.starts_at, each.ends_at or max(end, each.starts_at))
        for each in closures
        if each.kind is ClosureKind.ANNOUNCED
    ]
    return without(found, announced)


def may_be_shown_apart(officers: Sequence[int]) -> bool:
    """Whether the desks of one office may be shown one by one; else only the office's sum.

    `officers` are the contributors of every desk that had a promise. One desk below the limit
    hides all: the sum less the others would tell of it.
    """
    return bool(officers) and min(officers) >= FEWEST_OFFICERS


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """The parts of `spans` that no span of `taken` covers."""
    left = list(spans)
    for first, last in taken:
        left = [
            part
            for start, end in left
            for part in ((start, min(end, first)), (max(start, last), end))
            if part[0] < part[1]
        ]
    return left


def within(spans: Iterable[Span], covers: Iterable[Span]) -> list[Span]:
    """The parts of `spans` that some span of `covers` covers, each once."""
    whole = list(spans)
    return without(whole, without(whole, covers))


def _segments(changes: Sequence[CodeChange], end: datetime | None) -> list[Stood]:
    """How long each code stood, up to `end`."""
    if end is None:
        return []
    ends = [each.at for each in changes[1:]] + [end]
    return [
        ((each.at, until), each.code, each.reason)
        for each, until in zip(changes, ends, strict=False)
        if each.at < until
    ]


def _spans(
    by_service: Iterable[Sequence[Stood]], wanted: Callable[[Code, Reason | None], bool]
) -> list[Span]:
    """When any service stood as `wanted`; the spans may overlap."""
    return [span for stood in by_service for span, code, reason in stood if wanted(code, reason)]


def _minutes(spans: Iterable[Span]) -> int:
    """The length of spans in whole minutes, rounded down once."""
    return sum((end - start for start, end in spans), timedelta(0)) // timedelta(minutes=1)
