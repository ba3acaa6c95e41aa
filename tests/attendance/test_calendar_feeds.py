"""Calendars that programs read: what they hold, how they change, and when they stop."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import Employee, RoleGrant
from accounts.tenancy import tenant
from attendance.actions import bells
from attendance.actions.feeds import note_read
from attendance.models import Absence, CalendarFeed, Roster, RosterEntry
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, MONDAY, NOW, Office, office

__all__ = ["as_", "wednesday"]
pytestmark = pytest.mark.django_db
LIST = "attendance:calendar_feeds"


@pytest.fixture
def of() -> Office:
    return office(people=2)


@pytest.fixture(autouse=True)
def rung(monkeypatch: Any) -> list[Any]:
    calls: list[Any] = []
    monkeypatch.setattr(bells.current_app, "send_task", lambda *_, args, **__: calls.append(args))
    return calls


def line(person: Employee, day: date, mode: str, **fields: Any) -> RosterEntry:
    return factories.roster_entry(person, day, mode, **fields)


def made(browser: Client, **data: Any) -> str:
    answer = browser.post(reverse(LIST), data)
    assert answer.status_code == 201
    return str(answer.context["address"])


def read(address: str, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def events(answer: Any) -> dict[str, Any]:
    """The events by UID; a second one under the same UID would be lost, so it is counted."""
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def test_a_planned_day_has_its_hours_place_and_desk(of: Office, as_: Any) -> None:
    person = of.staff[0]
    desk = factories.desk(of.agency)
    line(person, MONDAY, "WFO", desk=desk)
    line(person, FRIDAY, "WFH", note="Bawa laptop")
    answer = read(made(as_(person)))
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    assert calendar["X-WR-TIMEZONE"] == "Asia/Jakarta"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    office_day, home_day = sorted(events(answer).values(), key=lambda one: one["DTSTART"].dt)
    assert office_day["DTSTART"].dt == datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    assert office_day["DTEND"].dt == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert (str(office_day["SUMMARY"]), office_day["SEQUENCE"]) == ("WFO (di kantor)", 0)
    assert desk.name in office_day["DESCRIPTION"]
    assert office_day["LOCATION"] == desk.office.name
    assert str(home_day["SUMMARY"]) == "WFH (di rumah)"
    assert str(home_day["DESCRIPTION"]) == "Bawa laptop"


def test_a_changed_plan_keeps_its_uid_and_raises_its_sequence(of: Office, as_: Any) -> None:
    person = of.staff[0]
    first = line(person, MONDAY, "WFO").roster
    line(person, FRIDAY, "WFH")
    address = made(as_(person))
    before = events(read(address))
    with tenant(of.agency.pk):
        old = RosterEntry.objects.filter(date=MONDAY)
        old.update(in_force=False)
        Roster.objects.filter(pk=first.pk).update(state="superseded", version=0)
    line(person, MONDAY, "WFH")
    with tenant(of.agency.pk):
        RosterEntry.objects.filter(date=FRIDAY).update(in_force=False)
        Roster.objects.filter(entries__date=FRIDAY).update(state="superseded")
    after = events(read(address))
    assert set(after) == set(before)
    moved, gone = sorted(after.values(), key=lambda one: one["DTSTART"].dt)
    assert (str(moved["SUMMARY"]), moved["STATUS"]) == ("WFH (di rumah)", "CONFIRMED")
    assert gone["STATUS"] == "CANCELLED"
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in before)


def test_a_day_of_leave_is_cancelled_without_saying_why(of: Office, as_: Any) -> None:
    person = of.staff[0]
    line(person, FRIDAY, "WFH")
    address = made(as_(person))
    with tenant(of.agency.pk):
        Absence.objects.create(
            agency=of.agency, employee=person, kind="sick", first_day=FRIDAY, last_day=FRIDAY
        )
    answer = read(address)
    assert [one["STATUS"] for one in events(answer).values()] == ["CANCELLED"]
    assert b"akit" not in answer.content


def test_an_unchanged_calendar_is_not_sent_again(of: Office, as_: Any, rung: list[Any]) -> None:
    person = of.staff[0]
    line(person, FRIDAY, "WFH")
    address = made(as_(person))
    first = read(address)
    assert first["Cache-Control"] == "private, no-cache"
    assert read(address, **{"If-None-Match": first["ETag"]}).status_code == 304
    line(person, MONDAY, "WFO")
    assert read(address, **{"If-None-Match": first["ETag"]}).status_code == 200
    with tenant(of.agency.pk):
        feed = CalendarFeed.objects.get()
        note_read(feed_id=feed.pk, at=NOW)
    read(address)
    assert rung == [[of.agency.pk, feed.pk]] * 3


def test_an_address_stops_when_it_is_revoked_and_when_its_owner_leaves(
    of: Office, as_: Any
) -> None:
    one, two = of.staff
    revoked, left = made(as_(one)), made(as_(two))
    with tenant(of.agency.pk):
        feed = CalendarFeed.objects.get(employee=one)
    revoke = reverse("attendance:calendar_feed_revoke", args=[feed.pk])
    assert as_(two).post(revoke).status_code == 404
    assert read(revoked).status_code == 200
    as_(one).post(revoke)
    assert read(left).status_code == 200
    factories.changed(two, is_active=False)
    for address in (revoked, left, "/kalender/tidak-ada.ics"):
        answer = read(address)
        assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
        assert "tidak berlaku" in answer.content.decode()


def test_only_a_digest_is_kept_and_one_address_for_each(of: Office, as_: Any) -> None:
    browser = as_(of.staff[0])
    secret = made(browser).rpartition("/")[2].removesuffix(".ics")
    with tenant(of.agency.pk):
        assert secret not in str(CalendarFeed.objects.values())
    again = browser.post(reverse(LIST))
    assert again.status_code == 409
    assert "Cabut dulu yang lama" in again.content.decode()


def test_a_unit_s_calendar_names_its_people_to_its_head_only(of: Office, as_: Any) -> None:
    one, two = of.staff
    line(one, FRIDAY, "WFH")
    line(two, FRIDAY, "WFO")
    assert as_(one).post(reverse(LIST), {"unit": of.unit.pk}).status_code == 403
    assert as_(of.head).post(reverse(LIST), {"unit": "x"}).status_code == 404
    address = made(as_(of.head), unit=of.unit.pk)
    days = events(read(address)).values()
    assert [str(day["SUMMARY"]) for day in days] == ["Bidang Uji: 1 WFO, 1 WFH"] * len(days)
    assert any(f"WFH: {one.name}" in str(day["DESCRIPTION"]) for day in days)
    with tenant(of.agency.pk):
        RoleGrant.objects.filter(employee=of.head).update(valid_until=date(2026, 11, 17))
    assert read(address).status_code == 404
