"""Working days counted forward: within how many of them something is answered."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
WORKING_WEEK = frozenset({1, 2, 3, 4, 5})
"""ISO weekdays of the five-day week of government offices (Perpres 21/2023)."""


def due_date(asked_on: date, working_days: int, is_off: Callable[[date], bool]) -> date:
    """The date on which the last of `working_days` after `asked_on` falls.

    With 0 it is `asked_on` itself.
    """
    day, left = asked_on, working_days
    while left:
        day += ONE_DAY
        if not is_off(day):
            left -= 1
    return day


def answer_due(
    received_on: date,
    working_days: int,
    holidays: Collection[date],
    weekdays: Collection[int] = WORKING_WEEK,
) -> date:
    """By when a report of `received_on` is answered; both dates of the office's zone.

    The day of receipt does not count. With 0 working days the same day is meant, or where that is
    none, the next one. `holidays` are all dates off of the office's region, cuti bersama included;
    `weekdays` are ISO numbers, at least one.
    """
    if not weekdays:
        raise ValueError("an office that never works has no deadline")

    def is_off(day: date) -> bool:
        return day.isoweekday() not in weekdays or day in holidays

    return due_date(received_on, working_days or int(is_off(received_on)), is_off)
