"""Reminders before the start: for those who asked, on the clocks of their posting, once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.messages import choose_channels
from attendance.actions.reminders import remind
from attendance.models import Absence, Delivery, Message
from services.models import Holiday
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)


def at(text: str) -> datetime:
    """A UTC clock time on that Wednesday; `07.30 WITA` is 23.30 of the day before."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00").astimezone(UTC)


@pytest.fixture
def person(settings: Any) -> Employee:
    """Somebody posted in Makassar who works at home that Wednesday and wants to be reminded."""
    settings.MAIL_IS_ON = True
    agency = factories.agency("Asia/Makassar")
    factories.thresholds(agency)
    with tenant(agency.pk):
        factories.schedule(agency).save()
    one = factories.employee(
        factories.unit(agency), zone="Asia/Makassar", email="staf@example.go.id"
    )
    factories.roster_entry(one, DAY, "WFH")
    wants(one)
    return one


def wants(one: Employee) -> None:
    with tenant(one.agency_id):
        choose_channels(by=one, wanted={("reminder", "email")})


def reminded(one: Employee, now: datetime) -> int:
    with tenant(one.agency_id):
        return remind(agency=one.agency, now=now)


def test_a_reminder_comes_a_quarter_of_an_hour_before_and_once(person: Employee) -> None:
    assert reminded(person, at("17 23:14:59")) == 0
    assert reminded(person, at("17 23:15:00")) == 1
    assert reminded(person, at("17 23:16:00")) == 0
    with tenant(person.agency_id):
        message = Message.objects.get()
        assert message.title == "Hari ini WFH, mulai 07.30 WITA"
        assert Delivery.objects.get().channel == "email"


def test_a_worker_that_was_away_reminds_late_but_not_after_the_start(person: Employee) -> None:
    assert reminded(person, at("17 23:30:00")) == 0
    assert reminded(person, at("17 23:29:59")) == 1


def test_the_agency_s_own_minutes_count(person: Employee) -> None:
    with tenant(person.agency_id):
        factories.Threshold.objects.filter(code="reminder_minutes").update(value=60)
    assert reminded(person, at("17 22:30:00")) == 1


def test_nobody_is_reminded_unasked(person: Employee, django_assert_num_queries: Any) -> None:
    with tenant(person.agency_id):
        choose_channels(by=person, wanted=set())
        with django_assert_num_queries(1):
            assert remind(agency=person.agency, now=at("17 23:20:00")) == 0


@pytest.mark.parametrize("case", ["leave", "holiday", "unplanned", "left", "elsewhere"])
def test_no_reminder_where_nobody_starts(person: Employee, case: str) -> None:
    with tenant(person.agency_id):
        if case == "leave":
            Absence.objects.create(
                agency_id=person.agency_id, employee=person, kind="leave",
                first_day=DAY, last_day=DAY,
            )  # fmt: skip
        if case == "holiday":
            Holiday.objects.create(date=DAY, kind="holiday", name="Libur")
        if case == "unplanned":
            person.roster_entries.update(in_force=False)
    if case == "left":
        factories.changed(person, is_active=False)
    if case == "elsewhere":
        factories.changed(person, zone="Asia/Jayapura")
    assert reminded(person, at("17 23:20:00")) == 0


def test_people_cost_no_statements_of_their_own(
    person: Employee, django_assert_num_queries: Any
) -> None:
    with tenant(person.agency_id):
        with django_assert_num_queries(14, exact=False) as one:
            assert remind(agency=person.agency, now=at("17 23:20:00")) == 1
        Message.objects.all().delete()
    for _ in range(5):
        other = factories.employee(person.unit, zone="Asia/Makassar")
        factories.roster_entry(other, DAY, "WFH")
        wants(other)
    with tenant(person.agency_id), django_assert_num_queries(len(one)):
        assert remind(agency=person.agency, now=at("17 23:20:00")) == 6
