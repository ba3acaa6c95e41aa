"""What a month's days mean for the local allowance (TPP, tukin): an indication in percent.

The table is a setting of each agency, by its head's decree; the portal's own rows are examples.
All reductions are hundredths of a percent of the month's allowance, whole numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from attendance.rules.calendar import Period
from attendance.rules.verdict import Status

WHOLE = 10_000
"""100 percent: more than a month's allowance cannot be taken off it."""


class Ground(StrEnum):
    """Why a day is reduced, in the order of files and pages."""

    LATE = "late"
    EARLY = "early"
    NO_OUT = "no_out"
    ABSENT = "absent"


BY_MINUTES = frozenset({Ground.LATE, Ground.EARLY})
"""Grounds whose reduction depends on the day's minutes; of the others each day counts alike."""


@dataclass(frozen=True, slots=True)
class Band:
    """From `from_minutes` to `until_minutes` (both included; None: open) a day costs `hundredths`.

    `own` tells an agency's row from the portal's example; `legal_basis` is the decree it rests on.
    """

    ground: Ground
    period: Period
    from_minutes: int
    until_minutes: int | None
    hundredths: int
    own: bool
    legal_basis: str

    def holds(self, minutes: int) -> bool:
        """Whether a day of so many minutes lies in the band."""
        return self.from_minutes <= minutes and (
            self.until_minutes is None or minutes <= self.until_minutes
        )


@dataclass(frozen=True, slots=True)
class PayDay:
    """What the reductions look at of a judged day."""

    date: date
    status: Status
    late_minutes: int = 0
    early_minutes: int = 0
    no_out: bool = False


@dataclass(frozen=True, slots=True)
class Reductions:
    """Hundredths of a percent by ground, and all together, which is at most `WHOLE`.

    `bases` are the legal bases of the rows that were applied, each once, in order of use.
    """

    by_ground: Mapping[Ground, int]
    bases: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The sum of all grounds, at most 100 percent."""
        return min(WHOLE, sum(self.by_ground.values()))


def bands_on(day: date, bands: Iterable[Band]) -> dict[Ground, tuple[Band, ...]]:
    """The bands in force on `day` by ground: an agency's own replace all examples of a ground."""
    valid = [band for band in bands if band.period.covers(day)]
    found: dict[Ground, tuple[Band, ...]] = {}
    for ground in Ground:
        of_ground = [band for band in valid if band.ground is ground]
        own = [band for band in of_ground if band.own]
        found[ground] = tuple(sorted(own or of_ground, key=lambda band: band.from_minutes))
    return found


def reductions_of(days: Iterable[PayDay], bands: Iterable[Band]) -> Reductions:
    """Add up what each day of a person's month costs under `bands`.

    A day without check-out is reduced for that alone and not for leaving early too: nobody knows
    when it ended. Days excused or off cost nothing.
    """
    table = list(bands)
    sums = dict.fromkeys(Ground, 0)
    bases: dict[str, None] = {}
    in_force: dict[date, dict[Ground, tuple[Band, ...]]] = {}
    for day in days:
        for ground, minutes in _grounds(day):
            if day.date not in in_force:
                in_force[day.date] = bands_on(day.date, table)
            for band in in_force[day.date][ground]:
                if band.holds(minutes):
                    sums[ground] += band.hundredths
                    bases[band.legal_basis] = None
                    break
    return Reductions(sums, tuple(bases))


def overlaps(one: Band, other: Band) -> bool:
    """Whether two bands of one ground would claim the same minutes on the same day."""
    if one.ground is not other.ground:
        return False
    minutes = one.holds(other.from_minutes) or other.holds(one.from_minutes)
    first = max(one.period.first_day, other.period.first_day)
    return minutes and one.period.covers(first) and other.period.covers(first)


def _grounds(day: PayDay) -> list[tuple[Ground, int]]:
    """The grounds of a day, each with the minutes its bands are looked up by."""
    if day.status is Status.ABSENT:
        return [(Ground.ABSENT, 1)]
    if day.status is not Status.PRESENT:
        return []
    found = []
    if day.late_minutes > 0:
        found.append((Ground.LATE, day.late_minutes))
    if day.no_out:
        found.append((Ground.NO_OUT, 1))
    elif day.early_minutes > 0:
        found.append((Ground.EARLY, day.early_minutes))
    return found
