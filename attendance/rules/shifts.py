"""Named shifts: hours that bind nobody until a roster's line names them for a person and date."""

from dataclasses import dataclass
from datetime import date

from attendance.rules.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Shift:
    """A dated row of hours with a name; `code` is its short mark in a roster (`M`, `P2`)."""

    ref: int
    code: str
    hours: Schedule

    @property
    def name(self) -> str:
        """What people call it: *malam*, *pagi*."""
        return self.hours.name

    def holds(self, day: date) -> bool:
        """Whether it can be named for `day`: within its dates and on one of its weekdays."""
        return self.hours.period.covers(day) and day.isoweekday() in self.hours.workdays


@dataclass(frozen=True, slots=True)
class ShiftNotHeld:
    """A line that names a shift which does not exist on that date; `name` is empty if unknown."""

    day: date
    name: str


def refuse_shift(day: date, shift: Shift | None) -> ShiftNotHeld | None:
    """Why a line cannot name `shift` (None: one that the unit does not have) on `day`, or None."""
    if shift is not None and shift.holds(day):
        return None
    return ShiftNotHeld(day, "" if shift is None else shift.name)
