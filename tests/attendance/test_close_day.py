"""A close writes what the rules say, for every person, once however often it runs."""

from datetime import UTC, date, datetime

import pytest

from accounts.tenancy import tenant
from attendance.actions.days import close_day
from attendance.models import Absence, DayClose, WorkDay
from tests import factories

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
NEXT_MORNING = datetime(2026, 11, 16, 18, 0, tzinfo=UTC)
"""Tuesday 01.00 WIB."""


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """Monday's time by the clock in Jakarta."""
    return datetime(2026, 11, 16, hour - 7 if hour >= 7 else hour + 17, minute, second, tzinfo=UTC)


@pytest.fixture
def unit():
    agency = factories.agency()
    with tenant(agency.pk):
        factories.schedule(agency).save()
    return factories.unit(agency)


def rows_of(agency):
    with tenant(agency.pk):
        return list(
            WorkDay.objects.filter(agency=agency)
            .order_by("employee_id")
            .values_list("status", "late_minutes", "early_minutes", "flags", "first_in_minute")
        )


def test_each_person_is_judged_by_the_rules(unit) -> None:
    on_time, late, away, gone = (factories.employee(unit) for _ in range(4))
    factories.check_in(on_time, at(7, 24))
    factories.check_in(on_time, at(16, 0), "out")
    factories.check_in(late, at(7, 45))
    factories.check_in(late, at(15, 59, 30), "out")
    with tenant(unit.agency_id):
        Absence.objects.create(
            agency=unit.agency, employee=away, kind="leave", first_day=MONDAY, last_day=MONDAY
        )
    done = close_day(agency=unit.agency, day=MONDAY, now=NEXT_MORNING)
    assert (done.judged, done.waiting) == (4, 0)
    assert rows_of(unit.agency) == [
        ("present", 0, 0, [], 444),
        ("present", 15, 1, ["early", "late"], 465),
        ("excused", 0, 0, [], None),
        ("absent", 0, 0, [], None),
    ]
    assert gone.pk > away.pk


def test_closing_twice_leaves_the_same_rows(unit) -> None:
    person = factories.employee(unit)
    factories.check_in(person, at(7, 40))
    close_day(agency=unit.agency, day=MONDAY, now=NEXT_MORNING)
    first = rows_of(unit.agency)
    close_day(agency=unit.agency, day=MONDAY, now=NEXT_MORNING)
    assert rows_of(unit.agency) == first
    with tenant(unit.agency_id):
        assert DayClose.objects.get().judged == 1


def test_a_day_that_still_runs_is_not_judged(unit) -> None:
    factories.employee(unit)
    done = close_day(agency=unit.agency, day=MONDAY, now=at(15, 0))
    assert (done.judged, done.waiting) == (0, 1)
    assert rows_of(unit.agency) == []


def test_a_night_shift_is_judged_after_noon_with_the_morning_s_check_out(unit) -> None:
    nurse = factories.employee(unit)
    with tenant(unit.agency_id):
        factories.schedule(
            unit.agency,
            kind="shift",
            employee=nurse,
            start="22:00",
            end_mon_thu="06:00",
            end_fri="06:00",
        ).save()
    factories.check_in(nurse, at(21, 55))
    factories.check_in(nurse, datetime(2026, 11, 16, 23, 2, tzinfo=UTC), "out")
    assert close_day(agency=unit.agency, day=MONDAY, now=NEXT_MORNING).waiting == 1
    noon = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
    assert close_day(agency=unit.agency, day=MONDAY, now=noon).judged == 1
    assert rows_of(unit.agency) == [("present", 0, 0, [], 1315)]
