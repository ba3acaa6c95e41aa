"""From the officer's tap to the citizen's page, and what each step of the road owes."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from accounts.tenancy import tenant
from attendance.actions import desks
from attendance.models import Absence, AbsenceKind, Outage, Outbox, Roster, RosterEntry
from attendance.tasks import desks as tasks
from services.models import DeskPlan, DeskPresence, DeskStatus, PipelineBeat
from services.rules import StatusSettings
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


def presence(place: places.Place, number: int = 0) -> tuple[int, Any, Any]:
    """What the citizens' side knows: on site, first in, evidence."""
    row = DeskPresence.objects.get(desk=place.desks[number], date=TUESDAY)
    return row.on_site, row.first_in_at, row.evidence_at


def recount(place: places.Place, at: datetime) -> None:
    """The outbox row of a change at the first desk, drained."""
    places.tell(place.desks[0], TUESDAY, at)
    assert places.drain(place) == 1


def test_a_tap_reaches_the_citizens_page(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    officer = places.officer(place, place.desks[0])
    freeze(place.at("07.50"))
    tasks.publish_desk_plans()
    tasks.beat_pipeline()
    assert codes(client, place) == ["closed", "closed"]
    freeze(place.at("08.01"))
    tasks.beat_pipeline()
    assert codes(client, place) == ["expected", "unconfirmed"]
    before = client.get(f"{place.url}?bagian=langsung")

    at_work = Client()
    sign_in(at_work, officer)
    tap = {"kind": "in", "mode": "WFO", "key": uuid.uuid4()}
    assert at_work.post("/hari-ini/presensi/", tap).status_code < 400
    with tenant(place.agency.pk):
        assert Outbox.objects.filter(agency=place.agency, desk=place.desks[0]).count() == 1
    assert codes(client, place) == ["expected", "unconfirmed"], "nothing has been told yet"

    tasks.drain_outboxes()
    assert codes(client, place) == ["staffed", "unconfirmed"]
    after = client.get(f"{place.url}?bagian=langsung", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "dari 2 loket dilayani" in after.content.decode()
    with tenant(place.agency.pk):
        assert not Outbox.objects.filter(agency=place.agency).exists()


def test_a_second_drain_finds_nothing_and_changes_nothing(
    place: places.Place, freeze: Freeze
) -> None:
    officer = places.officer(place, place.desks[0])
    factories.check_in(officer, place.at("08.03"))
    freeze(place.at("08.04"))
    recount(place, place.at("08.03"))
    told = presence(place)
    changed = DeskPresence.objects.get(desk=place.desks[0]).changed_at
    freeze(place.at("08.20"))
    assert places.drain(place) == 0
    recount(place, place.at("08.20"))
    assert presence(place) == told == (1, place.at("08.03"), place.at("08.03"))
    assert DeskPresence.objects.get(desk=place.desks[0]).changed_at == changed


@pytest.mark.parametrize(
    ("fields", "on_site"),
    [
        ({}, 1),
        ({"place_class": "unmeasured"}, 1),
        ({"place_class": "unsure"}, 1),
        ({"place_class": "outside"}, 0),
        ({"mode": "WFH"}, 0),
        ({"mode": "WFA"}, 0),
        ({"kind": "out"}, 0),
    ],
)
def test_only_a_valid_tap_in_the_office_counts(
    place: places.Place, freeze: Freeze, fields: dict[str, Any], on_site: int
) -> None:
    officer = places.officer(place, place.desks[0])
    factories.check_in(officer, place.at("08.03"), **fields)
    freeze(place.at("08.04"))
    recount(place, place.at("08.03"))
    assert presence(place)[0] == on_site


def test_only_those_planned_at_the_desk_count_there(place: places.Place, freeze: Freeze) -> None:
    first, second = (places.officer(place, desk) for desk in place.desks)
    elsewhere = factories.employee(place.unit)
    for person in (first, second, elsewhere):
        factories.check_in(person, place.at("08.03"))
    freeze(place.at("08.04"))
    for desk in place.desks:
        places.tell(desk, TUESDAY, place.at("08.03"))
    assert places.drain(place) == 2
    assert [presence(place, number)[0] for number in (0, 1)] == [1, 1]


def test_an_entry_that_is_not_in_force_counts_nowhere(place: places.Place, freeze: Freeze) -> None:
    officer = places.officer(place, place.desks[0])
    with tenant(place.agency.pk):
        RosterEntry.objects.filter(employee=officer).update(in_force=False)
        Roster.objects.filter(unit=officer.unit).update(state="superseded")
    factories.check_in(officer, place.at("08.03"))
    freeze(place.at("08.04"))
    recount(place, place.at("08.03"))
    assert presence(place)[0] == 0
    assert not DeskPlan.objects.filter(desk=place.desks[0]).exists()


def test_who_leaves_is_unstaffed_after_the_wait(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    officer = places.officer(place, place.desks[0])
    factories.check_in(officer, place.at("08.03"))
    freeze(place.at("10.00"))
    tasks.beat_pipeline()
    recount(place, place.at("10.00"))
    factories.check_in(officer, place.at("10.05"), kind="out")
    freeze(place.at("10.05"))
    recount(place, place.at("10.05"))
    assert presence(place) == (0, place.at("08.03"), place.at("08.03"))
    assert codes(client, place)[0] == "staffed"
    freeze(place.at("10.08"))
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "unstaffed"
    assert DeskStatus.objects.get(desk=place.desks[0]).since == place.at("10.08")


def test_a_colleague_takes_over_without_a_gap(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    early, late = (places.officer(place, place.desks[0]) for _ in range(2))
    factories.check_in(early, place.at("08.03"))
    freeze(place.at("10.00"))
    tasks.beat_pipeline()
    recount(place, place.at("10.00"))
    for person, kind, clock in ((early, "out", "10.01"), (late, "in", "10.02")):
        factories.check_in(person, place.at(clock), kind=kind)
        freeze(place.at(clock))
        recount(place, place.at(clock))
    assert codes(client, place)[0] == "staffed"
    status = DeskStatus.objects.get(desk=place.desks[0])
    assert (status.since, status.due_at) == (place.at("10.00"), None)


def test_plans_follow_the_rosters_in_force(place: places.Place, freeze: Freeze) -> None:
    place.desks[1].unit_code = place.unit.code
    with tenant(place.agency.pk):
        place.desks[1].save(update_fields=["unit_code"])
    for _ in range(2):
        places.officer(place, place.desks[0])
    # The unit behind the second desk has a roster for Tuesday, with nobody at the desk.
    covered = factories.employee(place.unit)
    factories.roster_entry(covered, TUESDAY, mode="WFH")
    freeze(place.at("06.00"))
    tasks.publish_desk_plans()
    plans = DeskPlan.objects.filter(agency=place.agency).values_list(
        "desk_id", "date", "officers_planned"
    )
    assert set(plans) == {(place.desks[0].pk, TUESDAY, 2), (place.desks[1].pk, TUESDAY, 0)}
    published = set(DeskPlan.objects.values_list("published_at", flat=True))
    freeze(place.at("06.05"))
    tasks.publish_desk_plans()
    assert set(DeskPlan.objects.values_list("published_at", flat=True)) == published
    with tenant(place.agency.pk):
        RosterEntry.objects.filter(agency=place.agency).update(in_force=False)
        Roster.objects.filter(agency=place.agency).update(state="superseded")
    tasks.publish_desk_plans()
    assert not DeskPlan.objects.filter(agency=place.agency).exists()


def test_who_is_on_leave_is_not_planned_at_a_desk(place: places.Place, freeze: Freeze) -> None:
    away, _ = (places.officer(place, place.desks[0]) for _ in range(2))
    alone = places.officer(place, place.desks[1])
    with tenant(place.agency.pk):
        for person in (away, alone):
            Absence.objects.create(
                agency=place.agency,
                employee=person,
                kind=AbsenceKind.LEAVE,
                first_day=TUESDAY - timedelta(days=3),
                last_day=TUESDAY,
            )
    freeze(place.at("06.00"))
    tasks.publish_desk_plans()
    plans = DeskPlan.objects.filter(date=TUESDAY).values_list("desk_id", "officers_planned")
    assert dict(plans) == {place.desks[0].pk: 1, place.desks[1].pk: 0}


def test_plans_reach_as_far_as_the_next_change_is_looked_for(
    place: places.Place, freeze: Freeze
) -> None:
    days = StatusSettings().horizon_days
    for offset in (-1, 0, days, days + 1):
        places.officer(place, place.desks[0], TUESDAY + timedelta(days=offset))
    freeze(place.at("06.00"))
    tasks.publish_desk_plans()
    dates = DeskPlan.objects.filter(desk=place.desks[0]).values_list("date", flat=True)
    assert sorted(dates) == [TUESDAY, TUESDAY + timedelta(days=days)]


def test_the_beat_stops_where_word_is_missing(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    """A check-in that waits may be the officer of any desk: from then on nothing is known."""
    officer = places.officer(place, place.desks[0])
    freeze(place.at("08.04"))
    recount(place, place.at("08.03"))
    tasks.beat_pipeline()
    factories.check_in(officer, place.at("08.05"))
    places.tell(place.desks[0], TUESDAY, place.at("08.05"))
    freeze(place.at("08.15"))
    tasks.beat_pipeline()
    assert PipelineBeat.objects.get(agency=place.agency).beat_at == place.at("08.05")
    freeze(place.at("08.15.01"))
    assert codes(client, place)[0] == "unconfirmed", "not unstaffed: the officer is there"
    tasks.beat_pipeline()
    assert DeskStatus.objects.get(desk=place.desks[0]).reason == "system"
    places.drain(place)
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "staffed"


def test_a_declared_outage_is_silence(client: Client, place: places.Place, freeze: Freeze) -> None:
    places.officer(place, place.desks[0])
    freeze(place.at("07.55"))
    tasks.publish_desk_plans()
    with tenant(place.agency.pk):
        Outage.objects.create(
            agency=place.agency,
            starts_at=place.at("07.50"),
            ends_at=place.at("09.00"),
            cause="Jalur internet putus",
        )
    freeze(place.at("08.16"))
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "unconfirmed", "nobody could check in"
    freeze(place.at("09.01"))
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "unstaffed"


def test_who_comes_back_after_an_hour_tells_before_it_beats(
    client: Client, place: places.Place, freeze: Freeze
) -> None:
    """The worker was dead from 08.10 to 09.10; its queue holds a beat before the drain."""
    officer = places.officer(place, place.desks[0])
    freeze(place.at("08.10"))
    tasks.publish_desk_plans()
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "expected"
    factories.check_in(officer, place.at("08.12"))
    places.tell(place.desks[0], TUESDAY, place.at("08.12"))
    freeze(place.at("09.10"))
    assert codes(client, place)[0] == "unconfirmed"
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "unconfirmed", "one hour of check-ins is not counted yet"
    tasks.drain_outboxes()
    tasks.beat_pipeline()
    assert codes(client, place)[0] == "staffed"


@pytest.mark.parametrize("trouble", [DatabaseError("kunci"), ValueError("jam terbalik")])
def test_one_agencys_trouble_does_not_silence_the_others(
    place: places.Place, freeze: Freeze, trouble: Exception
) -> None:
    other = places.place()
    freeze(place.at("08.00"))
    work = desks.beat_pipeline

    def fail_for_the_first(*, agency_id: int, at: datetime) -> bool:
        if agency_id == place.agency.pk:
            raise trouble
        return work(agency_id=agency_id, at=at)

    with mock.patch.object(desks, "beat_pipeline", fail_for_the_first):
        tasks.beat_pipeline()
    assert not PipelineBeat.objects.filter(agency=place.agency).exists()
    assert PipelineBeat.objects.filter(agency=other.agency).exists()


def test_a_drain_sees_only_its_own_agency(place: places.Place, freeze: Freeze) -> None:
    other = places.place()
    places.tell(other.desks[0], TUESDAY, place.at("08.00"))
    freeze(place.at("08.01"))
    assert places.drain(place) == 0
    with tenant(other.agency.pk):
        assert Outbox.objects.count() == 1


def test_a_large_outbox_is_drained_in_several_turns(
    place: places.Place, freeze: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "DRAIN_AT_ONCE", 2)
    for _ in range(5):
        places.tell(place.desks[0], TUESDAY, place.at("08.00"))
    freeze(place.at("08.01"))
    assert places.drain(place) == 5


def test_two_runs_cannot_hold_the_same_desks(place: places.Place) -> None:
    another = connection.copy()
    take = "SELECT pg_try_advisory_xact_lock(%s, %s)"
    with tenant(place.agency.pk):
        desks.hold_desks(place.agency.pk)
        try:
            with another.cursor() as cursor:
                cursor.execute(take, [desks.DESK_LOCK, place.agency.pk])
                assert cursor.fetchone()[0] is False
                cursor.execute(take, [desks.DESK_LOCK, place.agency.pk + 1])
                assert cursor.fetchone()[0] is True
        finally:
            another.close()


def test_a_stranger_cannot_write_a_status(place: places.Place, freeze: Freeze) -> None:
    other = places.place()
    freeze(place.at("08.00"))
    tasks.beat_pipeline()
    with tenant(other.agency.pk):
        mine = DeskStatus.objects.filter(agency=place.agency)
        assert mine.count() == 2
        assert mine.update(code="staffed") == 0
        assert mine.delete()[0] == 0
