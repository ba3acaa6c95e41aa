"""The week's account of desks: minutes from changes, contributors from check-ins, shown safely."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.desk_weeks import account_weeks
from services.models import Closure, Desk, DeskWeek, OfficeWeek, StatusChange
from tests import factories
from tests.services import places

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
DAYS = [MONDAY + timedelta(days=offset) for offset in range(5)]
NEXT_MONDAY = "2026-11-23T06:00+07:00"
DAY = 360


@pytest.fixture
def place() -> places.Place:
    return places.place(desks=2)


def changed(place: places.Place, desk: Desk, at: datetime, code: str) -> None:
    with tenant(place.agency.pk):
        for each in desk.desk_services.all():
            StatusChange.objects.create(
                agency=place.agency, desk=desk, service_id=each.service_id, code=code, at=at
            )


def served(place: places.Place, desk: Desk, officers: int) -> None:
    """The desk staffed from eight to three all week by `officers` people in turn."""
    people = [places.officer(place, desk, DAYS[0]) for _ in range(officers)]
    for number, person in enumerate(people):
        day = DAYS[number % 5]
        if day != DAYS[0]:
            factories.roster_entry(person, day, desk=desk)
        factories.check_in(person, place.at("07.45", day))
    changed(place, desk, place.at("15.00", MONDAY - timedelta(days=3)), "closed")
    for day in DAYS:
        changed(place, desk, place.at("08.00", day), "staffed")
        changed(place, desk, place.at("15.00", day), "closed")


def account(place: places.Place) -> None:
    with tenant(place.agency.pk):
        account_weeks(
            agency_id=place.agency.pk, monday=MONDAY, at=datetime.fromisoformat(NEXT_MONDAY)
        )


def test_minutes_and_contributors_are_counted_and_counted_again_alike(place: places.Place) -> None:
    first, second = place.desks
    served(place, first, officers=5)
    served(place, second, officers=1)
    outside = places.officer(place, second, DAYS[1])
    factories.check_in(outside, place.at("07.45", DAYS[1]), place_class="outside")
    with tenant(place.agency.pk):
        Closure.objects.create(
            office=place.office,
            desk=second,
            kind="announced",
            message="Perbaikan jaringan",
            starts_at=place.at("00.00", DAYS[4]),
            ends_at=place.at("23.00", DAYS[4]),
        )
    for _ in range(2):
        account(place)
    with tenant(place.agency.pk):
        rows = DeskWeek.objects.order_by("desk__position")
        found = [(row.promised, row.staffed, row.unknown, row.officers) for row in rows]
        office = OfficeWeek.objects.get()
    assert found == [(5 * DAY, 5 * DAY, 0, 5), (4 * DAY, 4 * DAY, 0, 1)]
    assert (office.promised, office.staffed, office.officers) == (9 * DAY, 9 * DAY, 6)
    assert office.is_public


def test_the_public_reads_no_desk_from_a_difference(
    place: places.Place, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = place.desks
    served(place, first, officers=5)
    served(place, second, officers=4)
    account(place)
    assert DeskWeek.objects.count() == 0, "row-level security, without any filter"
    assert OfficeWeek.objects.count() == 1
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(NEXT_MONDAY))
    page = client.get(f"{place.url}jam-terjaga/").content.decode()
    assert "60,0 jam" in page
    assert first.name not in page
    assert second.name not in page

    fifth = places.officer(place, second, DAYS[4])
    factories.check_in(fifth, place.at("07.45", DAYS[4]))
    account(place)
    page = client.get(f"{place.url}jam-terjaga/").content.decode()
    assert first.name in page
    assert second.name in page


def test_an_office_of_four_shows_nothing(place: places.Place, client: Client) -> None:
    served(place, place.desks[0], officers=4)
    account(place)
    assert OfficeWeek.objects.count() == 0
    assert "Belum ada minggu" in client.get(f"{place.url}jam-terjaga/").content.decode()
