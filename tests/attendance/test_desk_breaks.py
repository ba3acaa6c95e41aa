"""Breaks, covers, the tablet's taps, remote service, and the clock: what citizens read of them."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.desk_breaks import end_break, start_break
from attendance.actions.desk_tablets import make_tablet, revoke_tablet
from attendance.actions.desk_taps import tap_desk
from attendance.actions.refused import RequestRefused
from attendance.models import DeskBreak, DeskCover, DeskTablet, DeskTap, Outbox
from attendance.queries.desk_places import Seat, seat_at
from attendance.tasks import desks as tasks
from services.models import Desk, DeskPlan, DeskPresence, DeskStatus, RemoteService, StatusChange
from tests import factories
from tests.attendance.conftest import Freeze, sign_in
from tests.services import places
from tests.services.places import TUESDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> places.Place:
    """An office with two desks, whose agency has the hours of Perpres 21/2023."""
    found = places.place(desks=2)
    with tenant(found.agency.pk):
        factories.schedule(found.agency).save()
    return found


def codes(client: Client, place: places.Place) -> list[str]:
    """The codes on the public page's twin for programs, desk by desk."""
    return [each["services"][0]["code"] for each in client.get(place.api).json()["desks"]]


def open_day(place: places.Place, freeze: Freeze, clock: str = "09.00") -> list[Employee]:
    """Both desks staffed since 08.03 by one officer each, counted and heard at `clock`."""
    officers = [places.officer(place, desk) for desk in place.desks]
    for person, desk in zip(officers, place.desks, strict=True):
        factories.check_in(person, place.at("08.03"))
        places.tell(desk, TUESDAY, place.at("08.03"))
    freeze(place.at(clock))
    assert places.drain(place) == 2
    tasks.beat_pipeline()
    return officers


def seat(place: places.Place, at: datetime, number: int = 0) -> Seat:
    return seat_at(place.desks[number], TUESDAY, at)


def cover(place: places.Place, person: Employee, number: int, start: str, end: str) -> None:
    """`person` stands in, as a manager's page leaves it: both desks are told."""
    with tenant(place.agency.pk):
        DeskCover.objects.create(
            agency=place.agency,
            desk=place.desks[number],
            employee=person,
            date=TUESDAY,
            starts_at=place.at(start),
            ends_at=place.at(end),
            made_by=person,
            made_at=place.at("08.00"),
        )
        for desk in place.desks:
            places.tell(desk, TUESDAY, place.at("08.00"))


def on_site(place: places.Place) -> list[int]:
    rows = DeskPresence.objects.filter(desk__in=place.desks, date=TUESDAY).order_by("desk_id")
    return [row.on_site for row in rows]


def test_a_break_by_the_buttons_of_today(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    officer = open_day(place, freeze)[0]
    sign_in(client, officer)
    assert "Istirahat dari loket" in client.get("/hari-ini/").content.decode()
    answer = client.post("/hari-ini/istirahat/", {"istirahat": "15"})
    assert answer.status_code == 302
    with tenant(place.agency.pk):
        assert Outbox.objects.filter(desk=place.desks[0]).count() == 1
    tasks.drain_outboxes()
    assert codes(client, place) == ["break", "staffed"]
    row = DeskPresence.objects.get(desk=place.desks[0], date=TUESDAY)
    assert (row.on_site, row.on_break, row.break_until) == (0, 1, place.at("09.15"))
    page = client.get("/hari-ini/").content.decode()
    assert "Kembali ke loket" in page
    assert "15 menit" not in page
    second = client.post(
        "/hari-ini/istirahat/", {"istirahat": "30"}, headers={"HX-Request": "true"}
    )
    assert second.status_code == 409
    assert "belum diakhiri" in second.content.decode()

    freeze(place.at("09.26"))
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "unstaffed", "ten minutes after the promised return"
    assert client.post("/hari-ini/istirahat/", {"kembali": "1"}).status_code == 302
    tasks.drain_outboxes()
    assert codes(client, place)[0] == "staffed"
    row = DeskPresence.objects.get(desk=place.desks[0], date=TUESDAY)
    assert (row.evidence_kind, row.evidence_at) == ("break_end", place.at("09.26"))


def test_after_the_scheduled_break_one_tap_brings_the_desk_back(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    officer = open_day(place, freeze)[0]
    freeze(place.at("13.11"))
    tasks.beat_pipeline()
    assert codes(client, place) == ["unconfirmed", "unconfirmed"]
    sign_in(client, officer)
    assert "Jam istirahat loket sudah mulai" in client.get("/hari-ini/").content.decode()
    assert client.post("/hari-ini/istirahat/", {"kembali": "1"}).status_code == 302
    tasks.drain_outboxes()
    assert codes(client, place) == ["staffed", "unconfirmed"]
    again = client.post("/hari-ini/istirahat/", {"kembali": "1"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("clock", "data", "status", "said"),
    [
        ("09.00", {}, 422, "tidak terbaca"),
        ("09.00", {"istirahat": "600"}, 422, "tidak terbaca"),
        ("14.50", {"istirahat": "15"}, 422, "tidak terbaca"),
        ("15.30", {"istirahat": "15"}, 422, "di luar jam layanan"),
        ("09.00", {"kembali": "1"}, 409, "Tidak ada istirahat"),
    ],
)
def test_breaks_are_refused_in_sentences(
    client: Client,
    place: places.Place,
    freeze: Freeze,
    clock: str,
    data: dict[str, str],
    status: int,
    said: str,
) -> None:
    officer = open_day(place, freeze, clock)[0]
    sign_in(client, officer)
    answer = client.post("/hari-ini/istirahat/", data)
    assert answer.status_code == status
    assert said in answer.content.decode()
    with tenant(place.agency.pk):
        assert not DeskBreak.objects.exists()


def test_who_is_not_at_a_desk_takes_no_break_from_it(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    open_day(place, freeze)
    absent = places.officer(place, place.desks[0])
    sign_in(client, absent)
    answer = client.post("/hari-ini/istirahat/", {"istirahat": "15"})
    assert (answer.status_code, "Presensi masuk Anda" in answer.content.decode()) == (409, True)
    elsewhere = factories.employee(place.unit)
    sign_in(client, elsewhere)
    answer = client.post("/hari-ini/istirahat/", {"istirahat": "15"})
    assert (answer.status_code, "loket mana pun" in answer.content.decode()) == (409, True)


def test_a_break_nobody_ended_is_over_with_its_day(place: places.Place, freeze: Freeze) -> None:
    officer = open_day(place, freeze)[0]
    now = place.at("09.00")
    with tenant(place.agency.pk):
        old = DeskBreak.objects.create(
            agency=place.agency,
            desk=place.desks[0],
            employee=officer,
            date=TUESDAY - timedelta(days=1),
            starts_at=now - timedelta(days=1),
            until=now - timedelta(hours=23),
        )
        start_break(
            agency_id=place.agency.pk,
            seat=seat(place, now),
            employee=officer,
            until=place.at("09.30"),
            at=now,
        )
        old.refresh_from_db()
    assert old.ended_at == old.until


def test_a_cover_counts_there_and_not_at_home_between_its_two_times(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    """No event at 10.00 or 12.00: the clock alone moves the officer."""
    first, second = open_day(place, freeze)
    factories.check_in(second, place.at("09.10"), kind="out")
    cover(place, first, 1, "10.00", "11.30")
    freeze(place.at("09.55"))
    tasks.drain_outboxes()
    assert on_site(place) == [1, 0]
    freeze(place.at("10.00.02"))
    tasks.drain_outboxes()
    assert on_site(place) == [0, 1]
    plans = DeskPlan.objects.filter(date=TUESDAY).order_by("desk_id")
    assert [row.officers_planned for row in plans] == [1, 2]
    freeze(place.at("10.05"))
    tasks.beat_pipeline()
    assert codes(client, place) == ["unstaffed", "staffed"]
    freeze(place.at("11.30.40"))
    tasks.beat_pipeline()
    assert on_site(place) == [1, 0]


def test_desks_that_share_officers_keep_them_both(place: places.Place, freeze: Freeze) -> None:
    first, second = open_day(place, freeze)
    factories.check_in(second, place.at("09.10"), kind="out")
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=place.desks[0].pk).update(shares_officers=True)
    cover(place, first, 1, "09.00", "11.30")
    freeze(place.at("09.20"))
    tasks.drain_outboxes()
    assert on_site(place) == [0, 1], "one of the two desks does not share"
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=place.desks[1].pk).update(shares_officers=True)
    for desk in place.desks:
        places.tell(desk, TUESDAY, place.at("09.20"))
    tasks.drain_outboxes()
    assert on_site(place) == [1, 1]


def test_who_covers_and_checks_in_is_told_to_the_covered_desk(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    """Somebody of the unit without a desk: the tap itself must name the desk they cover."""
    helper = factories.employee(place.unit)
    cover(place, helper, 0, "08.00", "12.00")
    freeze(place.at("08.20"))
    tasks.drain_outboxes()
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "unstaffed"
    sign_in(client, helper)
    tap = {"kind": "in", "mode": "WFO", "key": "0f0f0f0f-0000-4000-8000-000000000001"}
    assert client.post("/hari-ini/presensi/", tap).status_code < 400
    tasks.drain_outboxes()
    assert codes(client, place)[0] == "staffed"


@pytest.mark.parametrize("fields", [{"mode": "WFH"}, {"place_class": "outside"}])
def test_a_cover_needs_a_check_in_in_the_office(
    place: places.Place, freeze: Freeze, fields: dict[str, Any]
) -> None:
    helper = factories.employee(place.unit)
    factories.check_in(helper, place.at("07.50"), **fields)
    cover(place, helper, 0, "08.00", "12.00")
    freeze(place.at("08.20"))
    tasks.drain_outboxes()
    assert on_site(place)[0] == 0


def test_a_remote_service_speaks_where_nobody_is_planned_and_goes_with_its_day(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=place.desks[0].pk).update(unit_code=place.unit.code)
        remote = RemoteService.objects.create(
            agency=place.agency,
            desk=place.desks[0],
            valid_from=TUESDAY,
            weekdays="2",
            channel="0811-000-000",
        )
    factories.roster_entry(factories.employee(place.unit), TUESDAY, mode="WFH")
    freeze(place.at("08.30"))
    tasks.publish_desk_plans()
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "remote"
    plan = DeskPlan.objects.get(desk=place.desks[0], date=TUESDAY)
    assert (plan.officers_planned, plan.remote_channel) == (0, "0811-000-000")
    places.officer(place, place.desks[0])
    places.tell(place.desks[0], TUESDAY, place.at("08.31"))
    places.drain(place)
    plan = DeskPlan.objects.get(desk=place.desks[0], date=TUESDAY)
    assert (plan.officers_planned, plan.remote_channel) == (1, "")
    with tenant(place.agency.pk):
        remote.delete()
        type(plan).objects.all().delete()
    tasks.publish_desk_plans()
    assert not DeskPlan.objects.exclude(remote_channel="").exists()


@pytest.fixture
def manager(place: places.Place) -> Employee:
    person = factories.employee(place.unit)
    factories.grant(person, "service_manager")
    return factories.standing(person, on=TUESDAY)


def address(place: places.Place, manager: Employee, at: datetime) -> str:
    """The path of a new tablet at the first desk."""
    with tenant(place.agency.pk):
        desk = Desk.objects.select_related("office").get(pk=place.desks[0].pk)
        _, token = make_tablet(name="Meja 1", desk=desk, by=manager, at=at)
    return f"/tablet/{token}/"


def test_a_tablets_taps_keep_the_desk_confirmed(
    client: Client, place: places.Place, freeze: Freeze, manager: Employee
) -> None:
    officer = open_day(place, freeze)[0]
    url = address(place, manager, place.at("09.00"))
    for clock in ("09.04", "09.08"):
        freeze(place.at(clock))
        tasks.drain_outboxes()
        tasks.beat_pipeline()
    assert codes(client, place)[0] == "unconfirmed", "a desk with a tablet lives by its taps"
    tapped = client.post(url, {"melayani": "1"})
    assert (tapped.status_code, tapped["Location"]) == (303, f"{url}?kata=melayani")
    assert not tapped.cookies
    tasks.drain_outboxes()
    page = client.get(tapped["Location"]).content.decode()
    assert "Tercatat: loket melayani." in page
    assert "sebelum <strong>10.08" in page
    assert "Ada petugas" in page
    row = DeskPresence.objects.get(desk=place.desks[0], date=TUESDAY)
    assert (row.evidence_kind, row.evidence_at) == ("ping", place.at("09.08"))
    freeze(place.at("10.08.01"))
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "unconfirmed"

    assert client.post(url, {"istirahat": "30"}).status_code == 303
    tasks.drain_outboxes()
    assert codes(client, place)[0] == "break"
    assert "Kembali" in client.get(url).content.decode()
    freeze(place.at("10.20"))
    assert client.post(url, {"melayani": "1"}).status_code == 303, "who taps is back"
    tasks.drain_outboxes()
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "staffed"
    factories.check_in(officer, place.at("10.21"), kind="out")
    freeze(place.at("10.22"))
    refused = client.post(url, {"melayani": "1"})
    assert (refused.status_code, "presensi masuk di kantor" in refused.content.decode()) == (
        409,
        True,
    )


def test_the_tablet_shows_no_person_and_its_address_dies_with_it(
    client: Client, place: places.Place, freeze: Freeze, manager: Employee
) -> None:
    officer = open_day(place, freeze)[0]
    url = address(place, manager, place.at("09.00"))
    page = client.get(url)
    assert officer.name not in page.content.decode()
    assert officer.nip not in page.content.decode()
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert not page.cookies
    assert client.post(url, {"entah": "1"}).status_code == 422
    assert client.get(url[:-2] + "x/").status_code == 404
    with tenant(place.agency.pk):
        tablet = DeskTablet.objects.select_related("desk__office").get()
        assert tablet.address_digest not in url
        revoke_tablet(tablet=tablet, by=manager, at=place.at("09.01"))
        assert not Desk.objects.get(pk=place.desks[0].pk).has_ping
    assert client.get(url).status_code == 404
    assert client.post(url, {"melayani": "1"}).status_code == 404
    with tenant(place.agency.pk):
        assert not DeskTap.objects.exists()


def test_a_tablet_tapped_without_end_is_told_to_wait(
    client: Client, place: places.Place, freeze: Freeze, manager: Employee
) -> None:
    open_day(place, freeze)
    url = address(place, manager, place.at("09.00"))
    answers = [client.post(url, {"melayani": "1"}).status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]


def test_a_tablet_does_not_guess_who_came_back(place: places.Place, freeze: Freeze) -> None:
    now = place.at("09.00")
    people = [open_day(place, freeze)[0], places.officer(place, place.desks[0])]
    factories.check_in(people[1], place.at("08.10"))
    at_desk = {"agency_id": place.agency.pk, "seat": seat(place, now)}
    with tenant(place.agency.pk):
        for person in people:
            start_break(**at_desk, employee=person, until=place.at("09.30"), at=now)
        with pytest.raises(RequestRefused, match="masing-masing"):
            tap_desk(**at_desk, at=place.at("09.10"))
        end_break(**at_desk, employee=people[0], at=place.at("09.11"))
        tap_desk(**at_desk, at=place.at("09.12"))
    freeze(place.at("09.12"))
    places.drain(place)
    row = DeskPresence.objects.get(desk=place.desks[0], date=TUESDAY)
    assert (row.on_site, row.on_break, row.evidence_kind) == (1, 1, "ping")


def test_the_manager_keeps_the_tablets(
    client: Client, place: places.Place, freeze: Freeze, manager: Employee
) -> None:
    freeze(place.at("09.00"))
    sign_in(client, manager)
    assert client.post("/loket/tablet/buat/", {"name": "", "desk": ""}).status_code == 422
    made = client.post("/loket/tablet/buat/", {"name": "Meja 1", "desk": place.desks[0].pk})
    assert made.status_code == 201
    shown = re.search(r"/tablet/([\w-]+)/", made.content.decode())
    assert shown is not None
    listed = client.get("/loket/tablet/").content.decode()
    assert "Meja 1" in listed
    assert shown[1] not in listed
    with tenant(place.agency.pk):
        tablet = DeskTablet.objects.get()
        assert Desk.objects.get(pk=place.desks[0].pk).has_ping
    renamed = client.post(f"/loket/tablet/{tablet.pk}/nama/", {"name": "Meja kiri"})
    assert renamed.status_code == 302
    empty = client.post(f"/loket/tablet/{tablet.pk}/nama/", {"name": " "})
    assert (empty.status_code, "belum diisi" in empty.content.decode()) == (422, True)
    assert client.post(f"/loket/tablet/{tablet.pk}/cabut/").status_code == 302
    assert client.post(f"/loket/tablet/{tablet.pk}/cabut/").status_code == 409
    assert client.get(f"/tablet/{shown[1]}/").status_code == 404
    stranger = places.place()
    outsider = factories.employee(stranger.unit)
    factories.grant(outsider, "service_manager")
    sign_in(client, outsider)
    assert client.post(f"/loket/tablet/{tablet.pk}/cabut/").status_code == 404


def test_what_was_published_is_kept_as_a_history_of_codes(
    place: places.Place, freeze: Freeze
) -> None:
    """Silence stands in it, though nobody settled while it lasted."""
    places.officer(place, place.desks[0])
    factories.check_in(places.officer(place, place.desks[0]), place.at("07.50"))
    freeze(place.at("07.55"))
    tasks.publish_desk_plans()
    places.tell(place.desks[0], TUESDAY, place.at("07.50"))
    places.drain(place)
    tasks.beat_pipeline()
    for clock in ("08.00.40", "08.01.40", "09.00"):
        freeze(place.at(clock))
        tasks.beat_pipeline()
        tasks.beat_pipeline()
    with tenant(place.agency.pk):
        rows = StatusChange.objects.filter(desk=place.desks[0]).order_by("at", "pk")
        told = [(row.code, row.reason, row.at) for row in rows]
        assert told == [
            ("closed", "hours", place.at("07.55")),
            ("staffed", "", place.at("08.00")),
            ("unconfirmed", "system", place.at("08.11.40")),
            ("staffed", "", place.at("09.00")),
        ]
    freeze(place.at("09.00") + timedelta(days=61))
    tasks.forget_desk_days()
    with tenant(place.agency.pk):
        assert not StatusChange.objects.filter(desk=place.desks[0]).exists()


def test_a_desk_or_an_office_that_ended_is_gone_from_its_day_on(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    open_day(place, freeze, "14.00")
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=place.desks[1].pk).update(ended_on=TUESDAY + timedelta(days=1))
    freeze(place.at("16.00"))
    tasks.beat_pipeline()
    last = DeskStatus.objects.get(desk=place.desks[1])
    assert (last.code, last.next_at) == ("closed", None), "no opening is announced beyond its end"
    assert len(codes(client, place)) == 2
    freeze(place.at("00.00.02", TUESDAY + timedelta(days=1)))
    assert len(codes(client, place)) == 1
    tasks.drain_outboxes()
    assert not DeskStatus.objects.filter(desk=place.desks[1]).exists()


def test_a_change_that_waited_shows_without_a_new_event(
    place: places.Place, freeze: Freeze
) -> None:
    officer = open_day(place, freeze)[0]
    factories.check_in(officer, place.at("09.05"), kind="out")
    places.tell(place.desks[0], TUESDAY, place.at("09.05"))
    freeze(place.at("09.05"))
    places.drain(place)
    assert DeskStatus.objects.get(desk=place.desks[0]).code == "staffed"
    freeze(place.at("09.08.04"))
    tasks.drain_outboxes()
    status = DeskStatus.objects.get(desk=place.desks[0])
    assert (status.code, status.since) == ("unstaffed", place.at("09.08"))
