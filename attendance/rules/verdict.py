"""The verdict of one day: from its hours, plan, events, excuse and outages.

This is the only place where a day is judged: on the employee's screen during the day, in the
nightly close and in a simulation on paper. It gives an indication; a superior decides. Events and
verdicts are named tuples, made half again as fast as frozen dataclasses: a close makes millions.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from attendance.rules.events import (
    AbsenceKind,
    Basis,
    Counted,
    Event,
    Outage,
    counted_events,
)
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import MINUTE, DaySchedule, Schedule

NOTHING = timedelta(0)


class Status(StrEnum):
    """What a day is. `OPEN` exists only while the day runs: nothing recorded yet."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    OFF = "off"
    OPEN = "open"


class Flag(StrEnum):
    """What somebody should look at on a day; sorted by value when written to a file."""

    LATE = "late"
    EARLY = "early"
    NO_OUT = "no_out"
    MISMATCH = "mismatch"
    PENDING = "pending"
    OUTAGE = "outage"


NO_FLAGS: frozenset[Flag] = frozenset()


class Verdict(NamedTuple):
    """What the rules make of a day.

    `first_in` and `last_out` are the two events that count, with their instants; the minutes
    are whole. `arrival_minutes` is m of the rules page: whole minutes from the start to the
    first in, at least 0. `required_end` is the end of duty after flex. `plan` is the roster's
    line (WFO on a working day without one; None on an off day without one).
    """

    status: Status
    plan: WorkMode | None
    place: WorkMode | None
    first_in: Counted | None
    last_out: Counted | None
    arrival_minutes: int
    late_minutes: int
    early_minutes: int
    required_end: datetime
    flags: frozenset[Flag]
    absence: AbsenceKind | None = None

    @property
    def first_in_at(self) -> datetime | None:
        """Instant of the first check-in that counts."""
        return None if self.first_in is None else self.first_in.at

    @property
    def last_out_at(self) -> datetime | None:
        """Instant of the last check-out that counts."""
        return None if self.last_out is None else self.last_out.at


def judge_day(
    day: DaySchedule,
    *,
    plan: WorkMode | None,
    events: Iterable[Event],
    absence: AbsenceKind | None = None,
    outages: Sequence[Outage] = (),
    closed: bool = True,
    place_settled: bool = False,
) -> Verdict:
    """Judge one employee's day (rules page, section 2).

    `events` may hold more than this day's: only those counted within the day's window are used,
    in any order. `plan` is the approved roster's mode or None. `outages` are the agency's. With
    `closed` False the day still runs: nobody is absent or without a check-out yet. With
    `place_settled` a superior has accepted the place, so a difference from the plan stands.
    """
    first_in, last_out = _events_that_count(day, events, outages)
    decisive = first_in or last_out
    if day.off is not None:
        return _without_minutes(day, Status.OFF, plan, first_in, last_out)
    plan = plan or WorkMode.WFO
    if absence is not None:
        return _without_minutes(day, Status.EXCUSED, plan, first_in, last_out, absence)
    if decisive is None:
        status = Status.ABSENT if closed else Status.OPEN
        return _without_minutes(day, status, plan, None, None)
    differs = decisive.event.mode != plan
    schedule = day.schedule
    arrival = 0 if first_in is None else arrival_minutes(day.start_at, first_in.at)
    late = late_minutes(arrival, schedule)
    required_end = day.end_at
    if schedule.flex_minutes:
        required_end += min(arrival, schedule.flex_minutes) * MINUTE
    if last_out is not None:
        early = early_minutes(required_end, last_out.at)
    else:
        early = schedule.missing_out_minutes if closed else 0
    verdict = Verdict(
        status=Status.PRESENT,
        plan=plan,
        place=decisive.event.mode,
        first_in=first_in,
        last_out=last_out,
        arrival_minutes=arrival,
        late_minutes=late,
        early_minutes=early,
        required_end=required_end,
        flags=_flags(first_in, last_out, late, early, differs=differs, closed=closed),
    )
    return settle_place(verdict) if place_settled else verdict


def settle_place(verdict: Verdict) -> Verdict:
    """The verdict once a superior has accepted the place: its difference from the plan stands."""
    return verdict._replace(flags=verdict.flags - {Flag.MISMATCH})


def _without_minutes(
    day: DaySchedule,
    status: Status,
    plan: WorkMode | None,
    first_in: Counted | None,
    last_out: Counted | None,
    absence: AbsenceKind | None = None,
) -> Verdict:
    """A day on which nothing is counted; events that happened are still listed."""
    decisive = first_in or last_out
    return Verdict(
        status=status,
        plan=plan,
        place=None if decisive is None else decisive.event.mode,
        first_in=first_in,
        last_out=last_out,
        arrival_minutes=0,
        late_minutes=0,
        early_minutes=0,
        required_end=day.end_at,
        flags=NO_FLAGS,
        absence=absence,
    )


def arrival_minutes(start_at: datetime, at: datetime) -> int:
    """Whole minutes from the start to an arrival, rounded down, at least 0."""
    passed = at - start_at
    # The parts of a timedelta: dividing it by a minute takes three times as long.
    return passed.days * 1440 + passed.seconds // 60 if passed > NOTHING else 0


def late_minutes(arrival: int, schedule: Schedule) -> int:
    """Minutes late for an arrival `arrival` whole minutes after the start.

    The flex band is not late; past it the grace is forgiven, or, with
    `grace_counts_from_start`, everything since the end of the band counts.
    """
    past_flex = arrival - schedule.flex_minutes
    past_grace = past_flex - schedule.grace_minutes
    if past_grace <= 0:
        return 0
    return past_flex if schedule.grace_counts_from_start else past_grace


def early_minutes(required_end: datetime, at: datetime) -> int:
    """Whole minutes missing to the required end, rounded up, at least 0."""
    missing = required_end - at
    return -(-missing // MINUTE) if missing > NOTHING else 0


def _events_that_count(
    day: DaySchedule, events: Iterable[Event], outages: Sequence[Outage]
) -> tuple[Counted | None, Counted | None]:
    """Earliest in and latest out not before it, of the events the day owns."""
    first_in: Counted | None = None
    last_out: Counted | None = None
    owns_from, owns_until = day.owns_from, day.owns_until
    for counted in counted_events(events, outages):
        if not owns_from <= counted.at < owns_until:
            continue
        if counted.event.kind is EventKind.IN:
            if first_in is None or _goes_before(counted, first_in):
                first_in = counted
        elif last_out is None or _goes_after(counted, last_out):
            last_out = counted
    if first_in is not None and last_out is not None and last_out.at < first_in.at:
        last_out = None
    return first_in, last_out


def _goes_before(one: Counted, other: Counted) -> bool:
    if one.at != other.at:
        return one.at < other.at
    return _tie(one) < _tie(other)


def _goes_after(one: Counted, other: Counted) -> bool:
    if one.at != other.at:
        return one.at > other.at
    return _tie(one) < _tie(other)


def _tie(counted: Counted) -> tuple[int, str]:
    """Order of two events at one instant: the surer first, so that input order never matters."""
    return (_SURENESS[counted.basis], counted.event.mode.value)


# What a superior decided about a moment goes before what a device said about it.
_SURENESS = {Basis.ACCEPTED_TAP: 0, Basis.RECEIPT: 1, Basis.OUTAGE: 2, Basis.PENDING: 3}
_BASIS_FLAGS = {Basis.OUTAGE: Flag.OUTAGE, Basis.PENDING: Flag.PENDING}


def _flags(
    first_in: Counted | None,
    last_out: Counted | None,
    late: int,
    early: int,
    *,
    differs: bool,
    closed: bool,
) -> frozenset[Flag]:
    flags = set()
    for counted in (first_in, last_out):
        if counted is not None and counted.basis in _BASIS_FLAGS:
            flags.add(_BASIS_FLAGS[counted.basis])
    if first_in is None:
        # Somebody left without having come: the supervisor has to say when.
        flags.add(Flag.PENDING)
    if late > 0:
        flags.add(Flag.LATE)
    if last_out is not None and early > 0:
        flags.add(Flag.EARLY)
    if last_out is None and closed:
        flags.add(Flag.NO_OUT)
    if differs:
        flags.add(Flag.MISMATCH)
    return frozenset(flags) if flags else NO_FLAGS
