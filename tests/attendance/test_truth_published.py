"""The same truth through tables and tasks: a morning of desks, the road down for a while."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from random import Random

import pytest

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions import desks
from attendance.models import DeskBreak, DeskCover, DeskTap
from attendance.rules.desks import OfficerEvent, Pause
from benchmarks import truth
from services.models import Closure
from services.queries.offices import Filter, office_page
from services.rules import Code
from tests import factories
from tests.attendance.conftest import Freeze
from tests.services import places
from tests.services.places import TUESDAY

pytestmark = pytest.mark.django_db

NUMBERS = (3, 39, 86, 96)
"""Desks that open at eight: outside and covered; late; silent at the opening; late and silent."""
FIRST, MINUTES = "07.55", 95
ASKED = 60
"""Moments asked of each desk."""
Step = tuple[datetime, Callable[[], object]]


@dataclass(frozen=True)
class Told:
    """What the page says of one desk at one moment, in the shape `faults_at` asks."""

    world: truth.World
    code: Code

    def at(self, moment: datetime) -> Told:
        return self

    @property
    def state(self) -> Told:
        return self


class Road:
    """One desk with its world in the tables, and the tasks that would run for it."""

    def __init__(self, number: int) -> None:
        self.world = truth.invent(number, TUESDAY)
        self.place = places.place(zone=self.world.calendar.zone.key)
        self.desk = self.place.desks[0]
        self.agency_id = self.place.agency.pk
        with tenant(self.agency_id):
            self.desk.needed, self.desk.has_ping = self.world.needed, self.world.has_ping
            self.desk.unit_code = self.place.unit.code
            self.desk.save()
            for closure in self.world.closures:
                Closure.objects.create(
                    office=self.place.office,
                    desk=self.desk,
                    kind=closure.kind.value,
                    message=closure.message,
                    starts_at=closure.starts_at,
                    ends_at=closure.ends_at,
                )
        self.people = [self._employee(person) for person in self.world.people]
        if self.world.plan is not None:
            factories.roster_entry(factories.employee(self.place.unit), TUESDAY)

    def _employee(self, person: truth.Person) -> Employee:
        """Planned at the desk; somebody with bounded turns stands in instead."""
        turn = person.turns[0]
        if turn.starts_at is None and self.world.plan is not None:
            return places.officer(self.place, self.desk)
        employee = factories.employee(self.place.unit)
        if turn.starts_at is not None:
            with tenant(self.agency_id):
                DeskCover.objects.create(
                    agency_id=self.agency_id,
                    desk=self.desk,
                    employee=employee,
                    date=TUESDAY,
                    starts_at=turn.starts_at,
                    ends_at=turn.ends_at,
                    made_by=employee,
                    made_at=turn.starts_at,
                )
        return employee

    def steps(self) -> Iterator[Step]:
        """What happens, and when the tasks run: each thing told, drained, and beaten."""
        for employee, person in zip(self.people, self.world.people, strict=True):
            for event in person.events:
                yield from self._told(event.at, partial(self._tap, employee, event))
            for pause in person.pauses:
                yield from self._told(pause.starts_at, partial(self._leave, employee, pause))
        for at in self.world.taps:
            yield from self._told(at, partial(self._ping, at))
        start = self.place.at(FIRST)
        for beat in (start + timedelta(minutes=n) for n in range(MINUTES)):
            if not self.world.is_down(beat):
                yield beat, partial(self._beat, beat)

    def _told(self, at: datetime, happen: Callable[[], object]) -> Iterator[Step]:
        yield at, happen
        yield at, partial(places.tell, self.desk, TUESDAY, at)
        yield self.world.heard_of(at), partial(places.drain, self.place)

    def _tap(self, employee: Employee, event: OfficerEvent) -> None:
        place = "inside" if event.proves else "outside"
        factories.check_in(employee, event.at, event.kind.value, place_class=place)

    def _leave(self, employee: Employee, pause: Pause) -> None:
        with tenant(self.agency_id):
            DeskBreak.objects.create(
                agency_id=self.agency_id,
                desk=self.desk,
                employee=employee,
                date=TUESDAY,
                starts_at=pause.starts_at,
                until=pause.until,
            )

    def _ping(self, at: datetime) -> None:
        with tenant(self.agency_id):
            DeskTap.objects.update_or_create(
                agency_id=self.agency_id,
                desk=self.desk,
                date=TUESDAY,
                defaults={"kind": "ping", "tapped_at": at},
            )

    def _beat(self, at: datetime) -> None:
        with tenant(self.agency_id):
            desks.hold_desks(self.agency_id)
            desks.beat_pipeline(agency_id=self.agency_id, at=at)

    def shown(self, at: datetime) -> Told:
        """What a citizen reads at `at`."""
        page = office_page(self.place.office, at, Filter())
        return Told(self.world, Code(page.wanted[0].code))


def test_what_citizens_read_is_true(freeze: Freeze) -> None:
    roads = [Road(number) for number in NUMBERS]
    faults: list[str] = []
    codes: Counter[str] = Counter()

    def ask(road: Road, at: datetime) -> None:
        told = road.shown(at)
        codes[told.code] += 1
        faults.extend(f"{road.desk.pk} {at:%H.%M.%S} {one}" for one in truth.faults_at(told, at))

    chance = Random(TUESDAY.toordinal())
    steps: list[Step] = []
    for road in roads:
        with tenant(road.agency_id):
            today = road.place.at("00.01")
            desks.publish_plans_ahead(agency_id=road.agency_id, today=TUESDAY, at=today)
        first = road.place.at(FIRST)
        last = first + timedelta(minutes=MINUTES)
        steps += [step for step in road.steps() if step[0] < last]
        for _ in range(ASKED):
            at = first + timedelta(seconds=chance.randrange(MINUTES * 60))
            steps.append((at, partial(ask, road, at)))
    for at, happen in sorted(steps, key=itemgetter(0)):
        freeze(at)
        happen()
    assert not faults, faults
    assert {Code.STAFFED, Code.UNSTAFFED, Code.UNCONFIRMED} <= codes.keys(), codes
