"""Invented agencies of any size, written as the owner by COPY: something to measure on.

Their rows have the shapes of real ones: units of forty, an approved roster for the week, a
week of check-ins, a few roles, one draft roster of a large unit. No real person is meant.
"""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connections, transaction

from accounts.models import Agency, Employee, Role, RoleGrant, Unit
from asn_wfh import clock
from attendance.demo.store import copy_rows
from attendance.models import Policy, Roster, RosterState, Schedule, ScheduleKind
from attendance.rules.calendar import week_start

ZONE = "Asia/Jakarta"
UNIT_SIZE, LARGE_UNIT = 40, 200
DAY = timedelta(days=1)
CHECK_IN_DAYS = 5
MONTH_DAYS = 31
OWNER = "owner"
TAP_COLUMNS = (
    *("id", "agency_id", "local_date", "employee_id", "key", "kind", "mode", "recorded_at"),
    *("tapped_at", "zone", "source", "place_class", "distance_m", "accuracy_m"),
    *("position_digest", "device_digest"),
)


def run(sizes: list[int], first: int = 1) -> list[dict[str, Any]]:
    """Make one agency for each of `sizes` (people); its ids and those of its role holders.

    `first` numbers the first of them: another call must not begin with a number used before.
    """
    today = clock.today(ZONE)
    with transaction.atomic(using=OWNER):
        made = [_agency(number, size, today) for number, size in enumerate(sizes, start=first)]
    with connections[OWNER].cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def _agency(number: int, size: int, today: date) -> dict[str, Any]:
    model = Agency.objects.using(OWNER).get(code="32.11")
    agency = Agency(
        code=f"ukur-{number}",
        name=f"Instansi Ukur {number}",
        kind="kota",
        region=model.region,
        zone=ZONE,
        is_demo=True,
    )
    agency.save(using=OWNER)
    _adopt_policies(model, agency)
    units = _units(agency, size)
    people = _people(agency, units, number, size)
    heads = {unit.pk: next(one for one in people if one.unit_id == unit.pk) for unit in units}
    ppk = people[-1]
    _grants(agency, heads, ppk)
    for week in (today - 7 * DAY, today):
        _rosters(agency, units, people, heads, ppk, week)
    _check_ins(people, today)
    return {
        "agency": agency.pk,
        "size": size,
        "people": [one.pk for one in people],
        "supervisor": heads[units[-1].pk].pk,
        "large_supervisor": heads[units[0].pk].pk,
        "draft": _draft(agency, units[-1], heads, today).pk,
        "large_draft": _draft(agency, units[0], heads, today).pk if len(units) > 1 else None,
        "large_unit_size": sum(one.unit_id == units[0].pk for one in people),
        "month_draft": _month_draft(agency, units[0], heads, today).pk,
        "ppk": ppk.pk,
    }


def _adopt_policies(model: Agency, agency: Agency) -> None:
    for policy in Policy.objects.using(OWNER).filter(agency=model, unit=None):
        policy.pk, policy.agency = None, agency
        policy.save(using=OWNER, force_insert=True)


def _units(agency: Agency, size: int) -> list[Unit]:
    """The first unit is large where the agency is; the others hold forty."""
    count = 1 if size <= UNIT_SIZE else 1 + -(-(size - LARGE_UNIT) // UNIT_SIZE)
    units = []
    for number in range(count):
        unit = Unit(
            agency=agency,
            parent=units[0] if units else None,
            code=f"U{number:03d}",
            name=f"Bidang Ukur {number}",
            kind="bidang",
            latitude=-6.8585,
            longitude=107.9210,
        )
        unit.save(using=OWNER)
        units.append(unit)
    return units


def _people(agency: Agency, units: list[Unit], number: int, size: int) -> list[Employee]:
    large = min(size, LARGE_UNIT) if len(units) > 1 else size
    people = [
        Employee(
            nip=f"196901{number + 10 * (place // 10_000):02d}199001{place % 10_000:04d}",
            password=f"!{uuid.uuid4().hex}",
            name=f"Pegawai Ukur {number} {place}",
            agency=agency,
            unit=units[0] if place < large else units[1 + (place - large) // UNIT_SIZE],
            employment_type="pns",
            appointed_on=date(1990, 1, 1),
            job_title="Analis",
            job_kind="pelaksana",
            grade="III/b",
            zone=ZONE,
            home_latitude=-6.86,
            home_longitude=107.93,
            is_demo=True,
        )
        for place in range(size)
    ]
    return Employee._base_manager.using(OWNER).bulk_create(people, batch_size=1000)


def _grants(agency: Agency, heads: dict[int, Employee], ppk: Employee) -> None:
    held = [(Role.SUPERVISOR, head, unit) for unit, head in heads.items()]
    for role, person, unit in [*held, (Role.PPK, ppk, None)]:
        RoleGrant(
            agency=agency, employee=person, role=role, unit_id=unit, valid_from=date(2020, 1, 1)
        ).save(using=OWNER)


def _roster(agency: Agency, unit: Unit, heads: dict[int, Employee], monday: date) -> Roster:
    at = datetime.combine(monday - 4 * DAY, time(3), ZoneInfo("UTC"))
    return Roster(
        agency=agency,
        unit=unit,
        first_day=monday,
        last_day=monday + 4 * DAY,
        drafted_by=heads[unit.pk],
        drafted_at=at,
    )


def _rosters(
    agency: Agency,
    units: list[Unit],
    people: list[Employee],
    heads: dict[int, Employee],
    ppk: Employee,
    today: date,
) -> None:
    monday, rosters = week_start(today), {}
    for unit in units:
        roster = _roster(agency, unit, heads, monday)
        roster.state = RosterState.APPROVED
        roster.submitted_by, roster.submitted_at = heads[unit.pk], roster.drafted_at
        roster.settled_by, roster.settled_at = ppk, roster.drafted_at
        if ppk.pk == heads[unit.pk].pk:
            roster.settled_by = people[0]
        roster.save(using=OWNER)
        rosters[unit.pk] = roster.pk
    columns = ("agency_id", "roster_id", "date", "employee_id", "mode", "note", "in_force")
    copy_rows(
        "attendance_rosterentry",
        columns,
        (
            (agency.pk, rosters[one.unit_id], monday + n * DAY, one.pk, _mode(one, n), "", True)
            for one in people
            for n in range(5)
        ),
    )


def _draft(agency: Agency, unit: Unit, heads: dict[int, Employee], today: date) -> Roster:
    roster = _roster(agency, unit, heads, week_start(today) + 7 * DAY)
    roster.save(using=OWNER)
    columns = ("agency_id", "roster_id", "date", "employee_id", "mode", "note", "in_force")
    members = Employee._base_manager.using(OWNER).filter(unit=unit)
    copy_rows(
        "attendance_rosterentry",
        columns,
        (
            (agency.pk, roster.pk, roster.first_day + n * DAY, one.pk, _mode(one, n), "", False)
            for one in members
            for n in range(5)
        ),
    )
    return roster


def _month_draft(agency: Agency, unit: Unit, heads: dict[int, Employee], today: date) -> Roster:
    """A draft of thirty-one days on each of which the unit works, as in a ward."""
    roster = _roster(agency, unit, heads, week_start(today) + 6 * DAY)
    roster.last_day = roster.first_day + (MONTH_DAYS - 1) * DAY
    roster.save(using=OWNER)
    Schedule(
        agency=agency,
        unit=unit,
        kind=ScheduleKind.SHIFT,
        valid_from=roster.first_day,
        valid_until=roster.last_day,
        start=time(7, 30),
        end_mon_thu=time(16, 0),
        end_fri=time(16, 30),
        rest_mon_thu_minutes=60,
        rest_fri_minutes=90,
        workdays="1234567",
        legal_basis="Keputusan Instansi Ukur",
    ).save(using=OWNER)
    columns = ("agency_id", "roster_id", "date", "employee_id", "mode", "note", "in_force")
    days = [roster.first_day + n * DAY for n in range(MONTH_DAYS)]
    members = list(Employee._base_manager.using(OWNER).filter(unit=unit))
    copy_rows(
        "attendance_rosterentry",
        columns,
        (
            (agency.pk, roster.pk, day, one.pk, _mode(one, day.weekday()), "", False)
            for one in members
            for day in days
        ),
    )
    return roster


def _mode(person: Employee, weekday: int) -> str:
    return "WFH" if weekday == 4 and person.pk % 2 else "WFO"


def _check_ins(people: list[Employee], today: date) -> None:
    copy_rows("attendance_checkin", TAP_COLUMNS, _taps(people, today))


def _taps(people: list[Employee], today: date) -> Iterator[tuple[object, ...]]:
    days = [today - back * DAY for back in range(1, 9)]
    zone = ZoneInfo(ZONE)
    for day in [day for day in days if day.isoweekday() <= 5][:CHECK_IN_DAYS]:
        for place, person in enumerate(people):
            for kind, at in (("in", time(7, place % 45)), ("out", time(16, place % 45))):
                moment = datetime.combine(day, at, zone)
                yield (
                    *(uuid.uuid4(), person.agency_id, day, person.pk, uuid.uuid4(), kind),
                    *("WFO", moment, moment, ZONE, "demo", "inside", 50, 20, "", ""),
                )
