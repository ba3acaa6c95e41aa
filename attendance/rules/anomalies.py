"""Patterns in a week's taps that a person should look at: never a gate, never a sanction.

Each has innocent explanations, so nothing follows from one by itself. Taps are those of people's
own devices and of things that hang in an office; what a superior settled is not searched.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import great_circle_m

ONE_WEEK = timedelta(days=7)
ONE_MINUTE = timedelta(minutes=1)
ONE_HOUR = timedelta(hours=1)
WEEKS_BACK = 4
"""So many weeks, the searched one included, tell a habit from chance."""

SECONDS = 60
Place = tuple[float, float]
"""Latitude and longitude in decimal degrees."""


class PatternKind(StrEnum):
    """What is unusual."""

    SAME_POSITION = "same_position"
    FAST_TRAVEL = "fast_travel"
    SHARED_DEVICE = "shared_device"
    SAME_SECOND = "same_second"


@dataclass(frozen=True, slots=True)
class PatternLimits:
    """From which numbers on a pattern is listed; units in the names.

    `position_days` and `second_days_month` are days within four weeks, `second_days` within the
    week. People whose homes lie within `same_home_m` share one.
    """

    position_people: int
    position_days: int
    same_home_m: int
    travel_kmh: int
    travel_min_km: int
    device_people: int
    second_days: int
    second_days_month: int


class Tap(NamedTuple):
    """One event: `day` is its local date, `at` (aware) when it was made.

    `position` and `device` are digests, empty when unknown. `place` are the coordinates at which
    the person surely was (inside a recorded place), else None. `by_hand` is False for what a
    machine noted: only a person's own tap has a second of its own choosing.
    """

    day: date
    at: datetime
    kind: EventKind
    mode: WorkMode
    position: str = ""
    device: str = ""
    place: Place | None = None
    by_hand: bool = True


class PersonTaps(NamedTuple):
    """The taps of one employee in the four weeks, and the home on record."""

    person: int
    home: Place | None
    taps: Sequence[Tap]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One finding. `key` makes it the same when it is found again; `facts` are plain numbers,
    and dates and moments as ISO texts; `people` are employee ids in order.
    """

    kind: PatternKind
    key: tuple[str, ...]
    people: tuple[int, ...]
    facts: dict[str, Any] = field(hash=False)


def find_patterns(
    everybody: Iterable[PersonTaps],
    *,
    week: date,
    limits: PatternLimits,
    shared_positions: frozenset[str] = frozenset(),
    shared_devices: frozenset[str] = frozenset(),
) -> Iterator[Pattern]:
    """The patterns of the week that begins on Monday `week`, person by person in one pass.

    `shared_positions` and `shared_devices` are the digests that more than one person used: known
    beforehand, so that only theirs are remembered across people.
    """
    at_home: dict[str, _Users] = defaultdict(_Users)
    devices: dict[str, _Users] = defaultdict(_Users)
    for one in everybody:
        this_week = [tap for tap in one.taps if week <= tap.day < week + ONE_WEEK]
        for tap in this_week:
            if tap.mode is WorkMode.WFH and tap.position in shared_positions:
                at_home[tap.position].add(one, tap)
            if tap.device in shared_devices:
                devices[tap.device].add(one, tap)
        yield from _still_position(one, this_week, limits, shared_positions)
        yield from _fast_travel(one, this_week, limits)
        yield from _same_second(one, this_week, limits)
    yield from _together_at_home(at_home, limits)
    yield from _shared_device(devices, limits)


@dataclass(slots=True)
class _Users:
    """Who used one digest on which dates, and how often."""

    days: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[int, Place | None] = field(default_factory=dict)
    taps: int = 0

    def add(self, one: PersonTaps, tap: Tap) -> None:
        """Remember one tap of somebody."""
        self.days[one.person].add(tap.day)
        self.homes[one.person] = one.home
        self.taps += 1

    def facts(self) -> dict[str, Any]:
        """How many people, taps and days, and the dates by person."""
        return {
            "people": len(self.days),
            "taps": self.taps,
            "days": _iso(set().union(*self.days.values())),
            "by_person": {str(who): _iso(self.days[who]) for who in sorted(self.days)},
        }


def _together_at_home(positions: Mapping[str, _Users], limits: PatternLimits) -> Iterator[Pattern]:
    """One position to the last digit, worked from by people whose homes are not one home."""
    for digest, users in positions.items():
        if len(users.days) < limits.position_people or _one_home(users.homes.values(), limits):
            continue
        yield Pattern(
            PatternKind.SAME_POSITION,
            ("several", digest),
            tuple(sorted(users.days)),
            {"case": "several", **users.facts()},
        )


def _one_home(homes: Iterable[Place | None], limits: PatternLimits) -> bool:
    """Whether all recorded homes are the same place; a home nobody knows may be another one."""
    first, *others = list(homes)
    return first is not None and all(
        home is not None and great_circle_m(*first, *home) <= limits.same_home_m for home in others
    )


def _shared_device(devices: Mapping[str, _Users], limits: PatternLimits) -> Iterator[Pattern]:
    for digest, users in devices.items():
        if len(users.days) >= limits.device_people:
            people = tuple(sorted(users.days))
            yield Pattern(PatternKind.SHARED_DEVICE, (digest,), people, users.facts())


def _still_position(
    one: PersonTaps,
    this_week: Sequence[Tap],
    limits: PatternLimits,
    shared_positions: frozenset[str],
) -> Iterator[Pattern]:
    """One position to the last digit on several days: a satellite fix never comes twice alike.

    A position that several people send is a network's, not a person's.
    """
    for digest in sorted({tap.position for tap in this_week} - shared_positions - {""}):
        same = [tap for tap in one.taps if tap.position == digest]
        days = {tap.day for tap in same}
        if len(days) >= limits.position_days:
            facts = {"case": "one", "taps": len(same), **_alone(one, days)}
            yield Pattern(
                PatternKind.SAME_POSITION, ("one", str(one.person), digest), (one.person,), facts
            )


def _fast_travel(
    one: PersonTaps, this_week: Sequence[Tap], limits: PatternLimits
) -> Iterator[Pattern]:
    """Two recorded places farther apart than anybody travels in the time between."""
    known = sorted((tap for tap in this_week if tap.place is not None), key=lambda tap: tap.at)
    trips = [trip for pair in pairwise(known) if (trip := _trip(*pair, limits)) is not None]
    if trips:
        days = {
            tap.day for tap in known if any(tap.at.isoformat() in one.values() for one in trips)
        }
        facts = {"trips": trips, "limit_kmh": limits.travel_kmh, **_alone(one, days)}
        yield Pattern(PatternKind.FAST_TRAVEL, (str(one.person),), (one.person,), facts)


def _trip(before: Tap, after: Tap, limits: PatternLimits) -> dict[str, Any] | None:
    if before.place is None or after.place is None:
        return None
    km = great_circle_m(*before.place, *after.place) / 1_000
    # Devices' clocks are not exact to the second, so no trip took less than a minute.
    took = max(after.at - before.at, ONE_MINUTE)
    kmh = km / (took / ONE_HOUR)
    if km < limits.travel_min_km or kmh <= limits.travel_kmh:
        return None
    return {
        "from_at": before.at.isoformat(),
        "to_at": after.at.isoformat(),
        "km": round(km, 1),
        "minutes": took // ONE_MINUTE,
        "kmh": round(kmh),
    }


def _same_second(
    one: PersonTaps, this_week: Sequence[Tap], limits: PatternLimits
) -> Iterator[Pattern]:
    """Taps of one kind on the same second of the minute, give or take one, day after day.

    By chance a tap falls on three given seconds one time in twenty.
    """
    for kind in EventKind:
        month = _days_by_second(one.taps, kind)
        # Three neighbouring seconds hold no more days than three times the fullest one.
        if 3 * max(map(len, month)) < limits.second_days_month:
            continue
        lately = _days_by_second(this_week, kind)
        second = max(
            range(SECONDS), key=lambda number: (len(_near(month, number)), len(month[number]))
        )
        near, habit = _near(lately, second), _near(month, second)
        if len(near) < limits.second_days or len(habit) < limits.second_days_month:
            continue
        facts = {
            "kind": kind.value,
            "second": second,
            "week_days": len(near),
            "month_days": len(habit),
            "of": len(set().union(*month)),
            **_alone(one, near),
        }
        yield Pattern(PatternKind.SAME_SECOND, (str(one.person), kind), (one.person,), facts)


def _days_by_second(taps: Iterable[Tap], kind: EventKind) -> list[set[date]]:
    # Every zone of the country is whole hours from UTC: the second is the same in all of them.
    found: list[set[date]] = [set() for _ in range(SECONDS)]
    for tap in taps:
        if tap.kind is kind and tap.by_hand:
            found[tap.at.second].add(tap.day)
    return found


def _near(days: Sequence[set[date]], second: int) -> set[date]:
    """The dates with a tap on `second` or the one before or after it, around the minute."""
    return days[second - 1] | days[second] | days[(second + 1) % SECONDS]


def _alone(one: PersonTaps, days: Iterable[date]) -> dict[str, Any]:
    dates = _iso(days)
    return {"days": dates, "by_person": {str(one.person): dates}}


def _iso(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]
