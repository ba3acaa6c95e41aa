"""Reopenings in the real database: two workers at once, and a request not committed yet."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.db import connections

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.days import close_day
from attendance.actions.reopenings import rejudge_reopened, reopen_days
from attendance.models import CheckIn, ReopenCause, Reopening, WorkDay
from tests import factories
from tests.attendance import conftest
from tests.attendance.conftest import MONDAY, wib, worker

pytestmark = pytest.mark.usefixtures("committed")

TUESDAY = MONDAY + timedelta(days=1)
MORNING, LATER = wib("01:00", TUESDAY), wib("09:00", TUESDAY)


@pytest.fixture(autouse=True)
def own_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows that closing and reopening leave are removed as well."""
    mine = (("attendance_reopening", "agency_id"), ("attendance_dayclose", "agency_id"))
    monkeypatch.setattr(conftest, "OWN_ROWS", (*mine, *conftest.OWN_ROWS))


@pytest.fixture
def person(committed: None) -> Employee:
    return worker()


def reopen(person: Employee) -> int:
    with tenant(person.agency_id):
        return reopen_days(
            agency_id=person.agency_id,
            days=[(person.pk, MONDAY)],
            cause=ReopenCause.LATE_EVENT,
            by=None,
            at=LATER,
        )


def late_event(person: Employee) -> CheckIn:
    return factories.check_in(person, LATER, tapped_at=wib("07:20"), source="import")


def waiting(person: Employee) -> int:
    with tenant(person.agency_id):
        return Reopening.objects.filter(agency=person.agency, done_at=None).count()


def status(person: Employee) -> str:
    with tenant(person.agency_id):
        return str(WorkDay.objects.of(person).on(MONDAY).get().status)


def test_two_workers_at_once_judge_a_day_once(person: Employee) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    late_event(person)
    reopen(person)
    gate = Barrier(2)

    def work(_: int) -> int:
        gate.wait(timeout=10)
        try:
            return rejudge_reopened(agency=person.agency, now=LATER)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(work, range(2))) == [0, 1]
    assert (status(person), waiting(person)) == ("present", 0)


def test_a_change_that_is_not_committed_yet_is_judged_after_its_commit(person: Employee) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    reopen(person)
    written, judged = Event(), Event()

    def ask() -> None:
        try:
            with tenant(person.agency_id):
                late_event(person)
                assert reopen(person) == 0, "the day waits already"
                written.set()
                assert judged.wait(timeout=20)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        assert written.wait(timeout=20)
        assert rejudge_reopened(agency=person.agency, now=LATER) == 0, "left to the request"
        judged.set()
        asking.result(timeout=20)
    assert waiting(person) == 1
    rejudge_reopened(agency=person.agency, now=LATER)
    assert (status(person), waiting(person)) == ("present", 0)


def test_a_row_that_a_worker_just_judges_does_not_count_as_waiting(person: Employee) -> None:
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    reopen(person)
    asked: list[int] = []

    def ask() -> None:
        try:
            asked.append(reopen(person))
        finally:
            connections.close_all()

    with tenant(person.agency_id):
        assert Reopening.objects.select_for_update().filter(agency=person.agency).get()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(ask).result(timeout=20)
    assert asked == [1]
    assert waiting(person) == 2
