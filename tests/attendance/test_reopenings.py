"""Something that comes late opens exactly the days it touches, and they are judged again."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions import bells, check_in
from attendance.actions.check_in import Tap, record_check_in
from attendance.actions.days import close_day
from attendance.actions.reopenings import rejudge_reopened, reopen_days
from attendance.actions.roster_drafts import begin_new_version
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.models import (
    Absence,
    CheckIn,
    Correction,
    DayClose,
    Outage,
    ReopenCause,
    Reopening,
    WorkDay,
)
from attendance.rules.modes import EventKind, WorkMode
from attendance.tasks.days import close_due, rejudge_days, rejudge_waiting
from tests import factories
from tests.attendance import offices
from tests.attendance.conftest import MONDAY, Freeze, wib, worker

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)
MORNING = wib("01:00", TUESDAY)
LATER = wib("09:00", TUESDAY)


@pytest.fixture
def colleague(person: Employee) -> Employee:
    return factories.employee(person.unit)


def open_again(
    *people: Employee, day: date = MONDAY, cause: ReopenCause = ReopenCause.LATE_EVENT, **by: Any
) -> int:
    agency_id = people[0].agency_id
    with tenant(agency_id):
        return reopen_days(
            agency_id=agency_id,
            days=[(one.pk, day) for one in people],
            cause=cause,
            **{"by": None, "at": LATER, **by},
        )


def row(person: Employee, day: date = MONDAY) -> WorkDay:
    with tenant(person.agency_id):
        return WorkDay.objects.of(person).on(day).get()


def close(person: Employee, day: date = MONDAY) -> DayClose:
    with tenant(person.agency_id):
        return DayClose.objects.get(agency=person.agency, date=day)


def test_only_the_reopened_person_is_judged_again(person: Employee, colleague: Employee) -> None:
    factories.check_in(colleague, wib("07:40"))
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    before, untouched = close(person), row(colleague)
    factories.check_in(person, LATER, tapped_at=wib("07:20"), source="import")
    assert open_again(person) == 1
    assert rejudge_reopened(agency=person.agency, now=LATER) == 1
    assert (row(person).status, row(person).first_in_minute) == ("present", 440)
    assert (row(person).judged_at, row(colleague).judged_at) == (LATER, untouched.judged_at)
    after = close(person)
    assert (after.closed_at, after.judged) == (before.closed_at, 2)
    assert after.content_hash != before.content_hash
    with tenant(person.agency_id):
        done = Reopening.objects.get()
    assert (done.done_at, done.changed) == (LATER, True)


def test_the_hash_is_that_of_a_whole_close(person: Employee, colleague: Employee) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    factories.check_in(person, LATER, tapped_at=wib("07:20"), source="import")
    open_again(person)
    rejudge_reopened(agency=person.agency, now=LATER)
    some = close(person).content_hash
    close_day(agency=person.agency, day=MONDAY, now=LATER)
    assert close(person).content_hash == some


def test_what_changes_nothing_is_done_without_a_change(person: Employee) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    kept = row(person).judged_at
    open_again(person)
    rejudge_reopened(agency=person.agency, now=LATER)
    with tenant(person.agency_id):
        assert Reopening.objects.get().changed is False
    assert row(person).judged_at == kept
    assert rejudge_reopened(agency=person.agency, now=LATER) == 0


def test_an_unclosed_date_is_not_reopened(person: Employee) -> None:
    assert open_again(person) == 0
    assert open_again(person, day=TUESDAY) == 0


def test_a_day_waits_once_for_one_cause(person: Employee) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    assert open_again(person, person) == 1
    assert open_again(person) == 0
    assert open_again(person, cause=ReopenCause.CORRECTION, by=person) == 1
    assert rejudge_reopened(agency=person.agency, now=LATER) == 1
    assert open_again(person) == 1


def test_a_commit_rings_for_its_agency(
    person: Employee, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    rung: list[Any] = []
    monkeypatch.setattr(
        bells.current_app, "send_task", lambda name, **rest: rung.append((name, rest["args"]))
    )
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    with django_capture_on_commit_callbacks(execute=True):
        open_again(person)
    assert rung == [("attendance.rejudge_days", [person.agency_id])]


def test_a_broker_that_is_away_breaks_nothing(
    person: Employee, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OSError("nobody listens")

    monkeypatch.setattr(bells.current_app, "send_task", away)
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    with django_capture_on_commit_callbacks(execute=True):
        assert open_again(person) == 1


def test_the_sweep_judges_what_no_message_reached(person: Employee, freeze: Freeze) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    with tenant(person.agency_id):
        Absence.objects.create(
            agency_id=person.agency_id,
            employee=person,
            kind="travel",
            first_day=MONDAY,
            last_day=MONDAY,
        )
    open_again(person, cause=ReopenCause.ABSENCE)
    freeze(LATER)
    assert rejudge_waiting() == 1
    assert row(person).status == "excused"
    assert rejudge_days(person.agency_id) == 0


def test_an_accepted_place_settles_the_difference(person: Employee) -> None:
    factories.roster_entry(person, MONDAY, mode="WFH")
    factories.check_in(person, wib("07:20"))
    factories.check_in(person, wib("16:00"), "out")
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    assert row(person).flags == ["mismatch"]
    with tenant(person.agency_id):
        Correction.objects.create(
            agency_id=person.agency_id,
            employee=person,
            date=MONDAY,
            kind="place",
            reason="Dipanggil ke kantor",
            state="accepted",
            asked_at=MORNING,
            due_on=TUESDAY,
            settled_by=factories.employee(person.unit),
            settled_at=LATER,
            settlement="Betul",
        )
    open_again(person, cause=ReopenCause.CORRECTION)
    rejudge_reopened(agency=person.agency, now=LATER)
    assert row(person).flags == []


def late_tap(person: Employee, received: datetime) -> CheckIn:
    """Tapped on Monday morning without a signal, received after Monday's close."""
    return factories.check_in(person, received, tapped_at=wib("07:24"))


def test_a_tap_nobody_noticed_is_found_by_the_close(person: Employee, colleague: Employee) -> None:
    factories.check_in(colleague, wib("07:24"))
    with tenant(person.agency_id):
        Outage.objects.create(
            agency_id=person.agency_id,
            starts_at=wib("07:00"),
            ends_at=wib("08:00"),
            cause="Listrik padam",
        )
    close_due(person.agency, MORNING)
    late_tap(person, wib("06:30", TUESDAY))
    assert close_due(person.agency, LATER) == 0
    with tenant(person.agency_id):
        found = Reopening.objects.get()
    assert (found.employee_id, found.date, found.by_id) == (person.pk, MONDAY, None)
    rejudge_reopened(agency=person.agency, now=LATER)
    assert (row(person).status, row(person).flags) == ("present", ["no_out", "outage"])
    close_due(person.agency, LATER)
    with tenant(person.agency_id):
        assert Reopening.objects.count() == 1


def test_a_night_shift_s_late_check_out_reopens_the_date_it_began() -> None:
    nurse = worker(
        hours={"kind": "shift", "start": "22:00", "end_mon_thu": "06:00", "end_fri": "06:00"}
    )
    factories.check_in(nurse, wib("21:55"))
    close_day(agency=nurse.agency, day=MONDAY, now=wib("13:00", TUESDAY))
    factories.check_in(nurse, wib("14:00", TUESDAY), "out", tapped_at=wib("06:00", TUESDAY))
    close_due(nurse.agency, wib("14:01", TUESDAY))
    with tenant(nurse.agency_id):
        assert list(Reopening.objects.values_list("date", flat=True)) == [MONDAY]


def test_who_still_works_keeps_the_row_and_is_judged_by_the_close(person: Employee) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    with tenant(person.agency_id):
        factories.schedule(
            person.agency,
            kind="shift",
            employee=person,
            start="22:00",
            end_mon_thu="06:00",
            end_fri="06:00",
        ).save()
    open_again(person, at=MORNING)
    rejudge_reopened(agency=person.agency, now=MORNING)
    assert row(person).status == "absent"


def test_a_queued_tap_that_reaches_a_closed_day_reopens_it(
    person: Employee, freeze: Freeze
) -> None:
    with tenant(person.agency_id):
        Outage.objects.create(
            agency_id=person.agency_id,
            starts_at=wib("15:00"),
            ends_at=wib("23:00"),
            cause="Jaringan putus",
        )
    factories.check_in(person, wib("07:20"))
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    tap = Tap(EventKind.OUT, WorkMode.WFO, uuid4(), tapped_at=wib("16:05"))
    with tenant(person.agency_id):
        record_check_in(by=person, at=wib("07:00", TUESDAY), tap=tap)
        assert list(Reopening.objects.values_list("date", "employee_id")) == [(MONDAY, person.pk)]
    rejudge_reopened(agency=person.agency, now=LATER)
    assert row(person).flags == ["outage"]


def test_an_ordinary_tap_asks_nothing_about_closed_days(
    person: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(**_: Any) -> int:
        raise AssertionError("a tap of today reopens nothing")

    monkeypatch.setattr(check_in, "reopen_days", never)
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    tap = Tap(EventKind.IN, WorkMode.WFO, uuid4())
    with tenant(person.agency_id):
        record_check_in(by=person, at=wib("07:20", TUESDAY), tap=tap)


def test_a_roster_approved_backwards_reopens_only_the_lines_that_differ() -> None:
    of = offices.office()
    friday_away = offices.on_fridays(of, 2)
    first = offices.submitted(of, *friday_away)
    with tenant(of.agency.pk):
        approve_roster(roster_id=first.pk, by=of.ppk, at=offices.NOW)
    afterwards = offices.later(12)
    for number in range(5):
        day = offices.MONDAY + timedelta(days=number)
        close_day(agency=of.agency, day=day, now=afterwards)
    with tenant(of.agency.pk):
        renewed = begin_new_version(
            roster_id=first.pk, reason="Pertukaran hari", by=of.head, at=afterwards
        )
    renewed = offices.plan(of, renewed, friday_away[0])
    with tenant(of.agency.pk):
        submit_roster(roster_id=renewed.pk, by=of.head, at=afterwards)
        approve_roster(roster_id=renewed.pk, by=of.ppk, at=afterwards)
        found = list(Reopening.objects.values_list("employee_id", "date", "cause", "by_id"))
    assert found == [(friday_away[1][0].pk, offices.FRIDAY, "roster", of.ppk.pk)]
