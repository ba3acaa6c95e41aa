"""How the day stands at a moment: what an employee and a supervisor see before it is closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from attendance.rules.schedule import MINUTE, DaySchedule
from attendance.rules.verdict import Status, Verdict, arrival_minutes, late_minutes


class LiveCode(StrEnum):
    """Where an employee's day stands now."""

    OFF = "off"
    EXCUSED = "excused"
    NOT_YET = "not_yet"
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"
    ON_TIME = "on_time"
    LATE = "late"
    MAY_LEAVE = "may_leave"
    LEFT = "left"
    LEFT_EARLY = "left_early"


@dataclass(frozen=True, slots=True)
class LiveDay:
    """The day so far.

    `minutes` belongs to the code: whole minutes until the start (`NOT_YET`), late so far
    (`OVERDUE`), late (`LATE`, `MAY_LEAVE`, `LEFT`), missing to the required end (`LEFT_EARLY`),
    else 0. `elapsed_percent` is how much of the span from start to required end has passed (0 to
    100). `required_end` is where the hours end after flex.
    """

    code: LiveCode
    minutes: int
    required_end: datetime
    elapsed_percent: int


def live_day(day: DaySchedule, verdict: Verdict, now: datetime) -> LiveDay:
    """The state of `day` at `now` (aware), from `judge_day(…, closed=False)`.

    `DUE` is the time in which an arrival is still not late (flex and grace); `OVERDUE` counts
    what an arrival now would cost; `MISSED` begins when the hours are over without an event.
    """
    code, minutes = _standing(day, verdict, now)
    span = verdict.required_end - day.start_at
    share = (now - day.start_at) * 100 // span if span > timedelta(0) else 0
    return LiveDay(code, minutes, verdict.required_end, max(0, min(100, share)))


def _standing(day: DaySchedule, verdict: Verdict, now: datetime) -> tuple[LiveCode, int]:
    if verdict.status is Status.OFF:
        return LiveCode.OFF, 0
    if verdict.status is Status.EXCUSED:
        return LiveCode.EXCUSED, 0
    if verdict.last_out is not None:
        if verdict.early_minutes:
            return LiveCode.LEFT_EARLY, verdict.early_minutes
        return LiveCode.LEFT, verdict.late_minutes
    if verdict.first_in is not None:
        if now >= verdict.required_end:
            return LiveCode.MAY_LEAVE, verdict.late_minutes
        code = LiveCode.LATE if verdict.late_minutes else LiveCode.ON_TIME
        return code, verdict.late_minutes
    if now < day.start_at:
        return LiveCode.NOT_YET, -((now - day.start_at) // MINUTE)
    if now >= day.end_at:
        return LiveCode.MISSED, 0
    late = late_minutes(arrival_minutes(day.start_at, now), day.schedule)
    return (LiveCode.OVERDUE, late) if late else (LiveCode.DUE, 0)
