"""Events of machines, imports and corrections: appended once, and what follows from them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.db import connection
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.days import close_day
from attendance.actions.desks import drain_outbox
from attendance.actions.incoming import IncomingEvent, append_events, make_room
from attendance.models import (
    CheckIn,
    CheckInSource,
    EvidenceLevel,
    Outbox,
    ReopenCause,
    Reopening,
)
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import PlaceClass
from services.models import DeskPresence
from tests import factories
from tests.attendance.conftest import MONDAY, wib, worker

pytestmark = pytest.mark.django_db

NAMES = UUID("00000000-0000-0000-0000-000000000001")
NOW = wib("09:00")


def event(person: Employee, at: datetime, kind: EventKind = EventKind.IN, **fields: Any) -> Any:
    """A machine's event, whose key is its person, moment and kind."""
    values = {
        "mode": WorkMode.WFO,
        "key": uuid5(NAMES, f"{person.pk} {at.isoformat()} {kind}"),
        "source": CheckInSource.MACHINE,
        "evidence": EvidenceLevel.MACHINE,
        "place_class": PlaceClass.INSIDE,
        **fields,
    }
    return IncomingEvent(employee_id=person.pk, kind=kind, tapped_at=at, **values)


def append(person: Employee, *events: IncomingEvent, at: datetime = NOW) -> list[IncomingEvent]:
    with tenant(person.agency_id):
        return append_events(agency=person.agency, events=events, by=None, at=at)


def test_an_event_keeps_its_time_source_and_evidence(person: Employee) -> None:
    assert append(person, event(person, wib("07:24:10"))) == [event(person, wib("07:24:10"))]
    with tenant(person.agency_id):
        row = CheckIn.objects.of(person).get()
    assert (row.tapped_at, row.recorded_at) == (wib("07:24:10"), NOW)
    assert (row.kind, row.mode, row.zone) == ("in", "WFO", "Asia/Jakarta")
    assert (row.source, row.evidence, row.place_class) == ("machine", "machine", "inside")
    assert (row.distance_m, row.position_digest, row.device_digest) == (None, "", "")


def test_the_same_event_is_appended_once_however_often_it_comes(person: Employee) -> None:
    one, other = event(person, wib("07:24")), event(person, wib("16:02"), EventKind.OUT)
    assert append(person, one, one) == [one]
    assert append(person, one, other, at=NOW + timedelta(days=3)) == [other]
    assert append(person, one, other) == []
    with tenant(person.agency_id):
        assert CheckIn.objects.of(person).count() == 2


def test_the_local_date_is_that_of_the_tap_in_the_persons_zone() -> None:
    person = worker("Asia/Jayapura")
    # 00.30 WIT on the 17th is 15.30 UTC on the 16th.
    append(person, event(person, datetime(2026, 11, 16, 15, 30, tzinfo=UTC)))
    with tenant(person.agency_id):
        assert CheckIn.objects.of(person).get().local_date == date(2026, 11, 17)


def test_a_person_of_another_agency_is_refused(person: Employee) -> None:
    stranger = worker()
    with pytest.raises(ValueError, match="not of agency"):
        append(person, event(person, wib("07:24")), event(stranger, wib("07:24")))
    with tenant(person.agency_id):
        assert not CheckIn.objects.of(person).exists()


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        (CheckInSource.MACHINE, ReopenCause.LATE_EVENT),
        (CheckInSource.CORRECTION, ReopenCause.CORRECTION),
    ],
)
def test_a_closed_date_is_judged_again(
    person: Employee, source: CheckInSource, cause: ReopenCause
) -> None:
    tuesday = wib("08:00", MONDAY + timedelta(days=1))
    close_day(agency=person.agency, day=MONDAY, now=tuesday)
    append(person, event(person, wib("07:24"), source=source), at=tuesday)
    with tenant(person.agency_id):
        waiting = Reopening.objects.get()
    assert (waiting.employee_id, waiting.date) == (person.pk, MONDAY)
    assert (waiting.cause, waiting.done_at) == (cause, None)
    append(person, event(person, wib("07:24"), source=source), at=tuesday)
    with tenant(person.agency_id):
        assert Reopening.objects.count() == 1, "a repeat reopens nothing"


def test_an_open_date_is_not_reopened(person: Employee) -> None:
    append(person, event(person, wib("07:24")))
    with tenant(person.agency_id):
        assert not Reopening.objects.exists()


def test_the_end_of_a_night_shift_reopens_the_date_it_began() -> None:
    night = {"start": "22:00", "end_mon_thu": "06:00", "end_fri": "06:00", "kind": "shift"}
    person = worker(hours=night)
    tuesday = MONDAY + timedelta(days=1)
    close_day(agency=person.agency, day=MONDAY, now=wib("13:00", tuesday))
    append(person, event(person, wib("06:01", tuesday), EventKind.OUT), at=wib("14:00", tuesday))
    with tenant(person.agency_id):
        assert [row.date for row in Reopening.objects.all()] == [MONDAY]


def test_the_desk_of_today_is_told(person: Employee) -> None:
    desk = factories.desk(person.agency)
    factories.roster_entry(person, MONDAY, desk=desk)
    factories.roster_entry(person, MONDAY - timedelta(days=3), desk=desk)
    append(person, event(person, wib("07:24")), event(person, wib("07:24:30")))
    append(person, event(person, wib("07:24", MONDAY - timedelta(days=3))))
    with tenant(person.agency_id):
        assert [(row.desk_id, row.date) for row in Outbox.objects.all()] == [(desk.pk, MONDAY)]


def test_a_morning_reported_in_one_second_is_told_in_its_order(person: Employee) -> None:
    """The officer came and left; both events were received at the same moment, in any order."""
    desk = factories.desk(person.agency)
    factories.roster_entry(person, MONDAY, desk=desk)
    append(person, event(person, wib("08:50"), EventKind.OUT), event(person, wib("07:24")))
    with tenant(person.agency_id):
        drain_outbox(agency_id=person.agency_id, at=NOW)
    presence = DeskPresence.objects.get(desk=desk, date=MONDAY)
    assert (presence.on_site, presence.first_in_at) == (0, wib("07:24"))


def test_many_events_take_as_many_statements_as_one(
    person: Employee, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def punches(count: int, day: date) -> list[IncomingEvent]:
        return [event(person, wib("07:00", day) + timedelta(seconds=n)) for n in range(count)]

    with tenant(person.agency_id):
        with django_assert_num_queries(13, exact=False) as one:
            append_events(agency=person.agency, events=punches(1, MONDAY), by=None, at=NOW)
        many = punches(2000, MONDAY - timedelta(days=1))
        with django_assert_num_queries(len(one)):
            append_events(agency=person.agency, events=many, by=None, at=NOW)
        assert CheckIn.objects.of(person).count() == 2001


def test_room_is_made_for_months_without_a_partition() -> None:
    make_room([date(2025, 3, 5)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('attendance_checkin_2025_03') IS NOT NULL")
        assert cursor.fetchone()[0]
        before = len(connection.queries_log)
    make_room([])
    assert len(connection.queries_log) == before
