"""Eight weeks of check-ins: mostly shortly before the hours begin, sometimes late, rarely wrong."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from accounts.models import Employee
from attendance.actions.digests import device_digest
from attendance.demo.frame import AgencyWorld, Demo
from attendance.demo.rosters import Plan
from attendance.demo.store import copy_rows
from attendance.models import CheckInKind, CheckInSource, WorkMode
from attendance.rules.events import absence_on
from attendance.rules.place import PlaceClass, classify, round_distance_m
from attendance.rules.schedule import DaySchedule

COLUMNS = (
    "id",
    "agency_id",
    "local_date",
    "employee_id",
    "key",
    "kind",
    "mode",
    "recorded_at",
    "tapped_at",
    "zone",
    "source",
    "place_class",
    "distance_m",
    "accuracy_m",
    "device_digest",
)
ABSENT, LATE, NO_OUT, EARLY, MISMATCH, QUEUED = 0.006, 0.03, 0.02, 0.012, 0.008, 0.003
EARLIEST = 25
SLOW_SHARE, SLOW_LATE = 0.05, 0.3
"""A few people are late often: a report that shows everybody alike teaches nothing."""

Row = tuple[object, ...]


@dataclass
class Habits:
    """How one person comes: usual minutes before the start, chance of being late."""

    before_minutes: float
    late: float


def make_events(demo: Demo, plan: Plan) -> int:
    """Events of the days shown up to this very moment; how many."""
    return copy_rows("attendance_checkin", COLUMNS, _rows(demo, plan))


def _rows(demo: Demo, plan: Plan) -> Iterator[Row]:
    for world in demo.worlds.values():
        days = world.working_days(demo.first_monday(world.today), world.today)
        for person in world.people:
            chance = demo.random("events", person.nip)
            slow = chance.random() < SLOW_SHARE
            habits = Habits(chance.gauss(11, 4), SLOW_LATE if slow else LATE)
            for day in days:
                is_waiting = person.pk in world.waiting and day == world.today
                if day in world.missing.get(person.pk, ()):
                    continue
                if is_waiting or absence_on(day, world.absences.get(person.pk, ())) is not None:
                    continue
                mode, desk = plan.get((person.pk, day), (WorkMode.WFO, None))
                yield from _day(demo, world, person, day, mode, habits, chance, desk=desk)


def _day(
    demo: Demo,
    world: AgencyWorld,
    person: Employee,
    day: date,
    mode: str,
    habits: Habits,
    chance: Random,
    *,
    desk: int | None,
) -> Iterator[Row]:
    """The one or two events of a person's day; what lies ahead of now does not exist yet."""
    if chance.random() < ABSENT:
        return
    hours = world.day(day)
    place = mode
    if desk is None and chance.random() < MISMATCH:
        place = WorkMode.WFO if mode == WorkMode.WFH else WorkMode.WFH
    # Officers come before their desk opens.
    late = habits.late if desk is None else habits.late / 3
    arrival = _arrival(hours, habits, late, chance, at_home=place == WorkMode.WFH)
    if person.pk in world.seconds:
        arrival = arrival.replace(second=world.seconds[person.pk], microsecond=0)
    leaving = _leaving(hours, chance)
    forgot = chance.random() < NO_OUT
    taps = [(CheckInKind.IN, arrival)] + ([] if forgot else [(CheckInKind.OUT, leaving)])
    for kind, tapped in taps:
        recorded = _receipt(world, tapped, chance)
        device = _digest(person.agency_id, world.devices.get(person.pk, person.nip))
        row = (*_row(person, day, kind, place, tapped, recorded, chance), device)
        if recorded <= demo.now and tapped <= demo.now:
            yield row


def _arrival(
    hours: DaySchedule, habits: Habits, late: float, chance: Random, *, at_home: bool
) -> datetime:
    if chance.random() < late:
        minutes = 1 + min(chance.expovariate(1 / 11), 120)
    else:
        before = chance.gauss(habits.before_minutes - (3 if at_home else 0), 5)
        minutes = -before if 0.4 < before < EARLIEST else -chance.uniform(0.4, 12)
    return hours.start_at + timedelta(seconds=round(minutes * 60))


def _leaving(hours: DaySchedule, chance: Random) -> datetime:
    if chance.random() < EARLY:
        minutes = -chance.uniform(2, 50)
    else:
        minutes = 0.3 + min(chance.expovariate(1 / 9), 90)
    return hours.end_at + timedelta(seconds=round(minutes * 60))


def _receipt(world: AgencyWorld, tapped: datetime, chance: Random) -> datetime:
    """When the server got it: at once, after an outage, or when the phone found a signal."""
    for outage in (*world.outages, *world.stumbles):
        if outage.covers(tapped):
            return outage.end + timedelta(seconds=chance.uniform(5, 480))
    if chance.random() < QUEUED:
        return tapped + timedelta(minutes=chance.uniform(4, 25))
    return tapped + timedelta(seconds=chance.uniform(0.2, 1.8))


def _row(
    person: Employee,
    day: date,
    kind: str,
    mode: str,
    tapped: datetime,
    recorded: datetime,
    chance: Random,
) -> Row:
    place_class, distance, accuracy = _place(chance, person.unit.radius_m)
    return (
        _uuid7(recorded, chance),
        person.agency_id,
        day,
        person.pk,
        uuid.UUID(int=chance.getrandbits(128), version=4),
        kind,
        mode,
        recorded,
        tapped,
        person.zone,
        CheckInSource.DEMO,
        place_class,
        distance,
        accuracy,
    )


def _place(chance: Random, radius_m: int) -> tuple[str, int | None, int | None]:
    """What a fix said: class, metres rounded to 50, accuracy. Judged by the portal's rule."""
    drawn = chance.random()
    if drawn < 0.03:
        return PlaceClass.UNMEASURED, None, None
    distance, accuracy = abs(chance.gauss(0, 22)), chance.uniform(5, 28)
    if drawn < 0.09:
        distance, accuracy = chance.uniform(70, 140), chance.uniform(30, 70)
    elif drawn < 0.1:
        distance, accuracy = chance.uniform(300, 4_000), chance.uniform(8, 40)
    place_class = classify(distance, accuracy, radius_m)
    return place_class, round_distance_m(distance), round(accuracy)


@cache
def _digest(agency_id: int, device: str) -> str:
    """What is kept of a device: everybody has one of their own, but for a few."""
    return device_digest(agency_id, device)


def _uuid7(at: datetime, chance: Random) -> uuid.UUID:
    """A version 7 UUID of the moment of receipt (RFC 9562), so that ids sort as events came."""
    milliseconds = int(at.timestamp() * 1000)
    value = milliseconds << 80 | 7 << 76 | chance.getrandbits(12) << 64
    return uuid.UUID(int=value | 2 << 62 | chance.getrandbits(62))
