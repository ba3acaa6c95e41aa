"""An agency's month for the tests of the compliance report: a bit of everything, by a seed."""

import uuid
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import Agency, Unit
from accounts.tenancy import tenant
from attendance.models import Absence, CheckIn, Job
from tests import factories

NOVEMBER = date(2026, 11, 1)
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 20)
SATURDAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
"""Saturday 21 November 2026, 10.00 WIB: three weeks of work lie behind."""

LAST_WEEK = date(2026, 11, 16)
"""Its Monday: five days are closed sooner than nineteen, where a test needs no more."""

ONE_DAY = timedelta(days=1)


def month_of_work(
    *,
    units: int = 2,
    people: int = 5,
    seed: int = 7,
    zone: str = "Asia/Jakarta",
    capped: bool = True,
    since: date = FIRST,
) -> Agency:
    """`units` units of `people` people each, taps from `since` on; at most half may be away."""
    random = Random(seed)
    agency = factories.agency(zone)
    with tenant(agency.pk):
        factories.schedule(agency).save()
    if capped:
        factories.policy(agency, wfh_weekdays="", wfh_cap_percent=50)
    events: list[CheckIn] = []
    for _ in range(units):
        events += unit_events(factories.unit(agency), people, random, since)
    with tenant(agency.pk):
        CheckIn.objects.bulk_create(events)
    return agency


def unit_events(unit: Unit, people: int, random: Random, since: date = FIRST) -> list[CheckIn]:
    """The taps of a unit with so many new people, the first of them on leave for three days."""
    events = []
    staff = [factories.employee(unit) for _ in range(people)]
    with tenant(unit.agency_id):
        Absence.objects.create(
            agency=unit.agency,
            employee=staff[0],
            kind="leave",
            first_day=date(2026, 11, 10),
            last_day=date(2026, 11, 12),
        )
    day = since
    while day <= LAST:
        for person in staff:
            chance = random.random()
            # Nobody comes on most weekends, and somebody stays away without a word.
            if chance < 0.08 or (day.isoweekday() > 5 and chance < 0.95):
                continue
            mode = random.choice(("WFO", "WFO", "WFH", "WFH", "WFA"))
            start = datetime.combine(day, datetime.min.time(), ZoneInfo(person.zone))
            come = start + timedelta(hours=7, minutes=random.randint(10, 50))
            leave = start + timedelta(hours=15, minutes=random.randint(40, 100))
            if random.random() > 0.06:
                events.append(_event(person, day, "in", mode, come))
            if random.random() > 0.1:
                events.append(_event(person, day, "out", mode, leave))
        day += ONE_DAY
    return events


def _event(person: object, day: date, kind: str, mode: str, at: datetime) -> CheckIn:
    return CheckIn(
        agency_id=person.agency_id,
        employee=person,
        local_date=day,
        key=uuid.uuid4(),
        kind=kind,
        mode=mode,
        recorded_at=at.astimezone(UTC),
        tapped_at=at.astimezone(UTC),
        zone=person.zone,
        source="browser",
        place_class="inside",
    )


def job_of(agency: Agency, month: date = NOVEMBER, at: datetime = SATURDAY) -> Job:
    """A queued job of a month."""
    with tenant(agency.pk):
        return Job.objects.create(agency=agency, kind="compliance", month=month, asked_at=at)
