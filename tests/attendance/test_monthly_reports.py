"""Last month's report is asked for by itself, once, when it is over on the agency's clocks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions import compliance_jobs
from attendance.actions.compliance_jobs import ask_report, resume_jobs
from attendance.actions.monthly_reports import ask_if_due, begins_at
from attendance.models import ComplianceReport, Job, MonthFreeze
from attendance.rules.runs import SPREAD, own_minute, rest_after
from attendance.tasks import compliance as tasks
from tests import factories

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ONE_O_CLOCK = datetime(2026, 11, 1, 6, tzinfo=UTC)
"""1 November 2026, 13.00 WIB: thirteen hours after October."""


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What workers are asked for, with the priority."""
    found: list[tuple[Any, ...]] = []

    def ring(task: str, *ids: int, **options: int) -> bool:
        found.append((*ids, options))
        return True

    monkeypatch.setattr(compliance_jobs, "ring", ring)
    return found


def agency_of(zone: str, code: str = "M-1") -> Agency:
    """An agency that kept a day of October."""
    person = factories.employee(factories.unit(factories.agency(zone, code=code)))
    factories.thresholds(person.agency)
    factories.check_in(person, datetime(2026, 10, 30, 1, tzinfo=UTC))
    return person.agency


def jobs(agency: Agency) -> list[tuple[date, str]]:
    with tenant(agency.pk):
        return list(Job.objects.values_list("month", "state").order_by("pk"))


def test_each_zone_s_month_ends_on_its_own_clocks(rung) -> None:
    west, east = agency_of("Asia/Jakarta", "M-W"), agency_of("Asia/Jayapura", "M-E")
    begin = ONE_O_CLOCK + own_minute("M-W"), ONE_O_CLOCK + own_minute("M-E") - timedelta(hours=2)
    for agency, at in zip((west, east), begin, strict=True):
        with tenant(agency.pk):
            assert begins_at(agency, OCTOBER) == at
        assert ask_if_due(agency=agency, at=at - MINUTE) is None
        assert ask_if_due(agency=agency, at=at) is not None
        assert jobs(agency) == [(OCTOBER, "queued")]


def test_it_is_asked_once_behind_people_and_again_an_hour_after_it_failed(
    rung, freeze, django_capture_on_commit_callbacks
) -> None:
    agency = agency_of("Asia/Jakarta")
    at = freeze(ONE_O_CLOCK + SPREAD)
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.ask_due_reports() == 1
        assert tasks.ask_due_reports() == 0
    with tenant(agency.pk):
        job = Job.objects.get()
        assert rung == [(agency.pk, job.pk, {"priority": 9})]
        Job.objects.update(state="failed")
    assert ask_if_due(agency=agency, at=at + HOUR - MINUTE) is None
    assert ask_if_due(agency=agency, at=at + HOUR) is not None
    with tenant(agency.pk):
        Job.objects.filter(state="queued").update(state="cancelled", finished_at=at + 2 * HOUR)
    # Who stopped it has a day.
    assert ask_if_due(agency=agency, at=at + 2 * HOUR + DAY - MINUTE) is None
    assert ask_if_due(agency=agency, at=at + 2 * HOUR + DAY) is not None


def test_the_schedule_comes_back_later_after_each_failure() -> None:
    hours = [rest_after(failures) // HOUR for failures in range(8)]
    assert hours == [0, 1, 2, 4, 8, 16, 24, 24]


def test_without_a_broker_the_schedule_s_job_waits_and_is_rung_for_once_it_is_back(
    rung, freeze, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    agency = agency_of("Asia/Jakarta")
    at = freeze(ONE_O_CLOCK + SPREAD)
    with monkeypatch.context() as away, django_capture_on_commit_callbacks(execute=True):
        away.setattr(compliance_jobs, "ring", lambda *_, **__: False)
        assert tasks.ask_due_reports() == 1
    assert jobs(agency) == [(OCTOBER, "queued")]
    # Three hours later, when somebody's click would have been given up.
    assert resume_jobs(agency=agency, at=freeze(at + 3 * HOUR)) == 1
    assert [options for *_, options in rung] == [{"priority": 9}]
    # It is in the queue now, and a long queue is no silence.
    assert resume_jobs(agency=agency, at=at + 3 * HOUR + 59 * MINUTE) == 0
    assert resume_jobs(agency=agency, at=at + 4 * HOUR) == 1


def test_a_click_makes_the_schedule_s_job_that_person_s_and_it_goes_first(
    rung, freeze, django_capture_on_commit_callbacks
) -> None:
    agency = agency_of("Asia/Jakarta")
    at = freeze(ONE_O_CLOCK + SPREAD)
    by = factories.employee(factories.unit(agency))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.ask_due_reports()
        for _ in range(2):
            with tenant(agency.pk):
                ask_report(agency=agency, month=OCTOBER, by=by, at=at + HOUR)
    with tenant(agency.pk):
        job = Job.objects.get()
    assert (job.asked_by_id, job.asked_at) == (by.pk, at + HOUR)
    assert [options for *_, options in rung] == [{"priority": 9}, {}]


@pytest.mark.parametrize("there", ["reaches the last day", "frozen", "part of the month"])
def test_what_is_there_is_not_asked_for(rung, there: str) -> None:
    agency = agency_of("Asia/Jakarta")
    report = factories.report(agency, OCTOBER, ONE_O_CLOCK)
    with tenant(agency.pk):
        # Somebody counted it hours before, whatever it reached.
        Job.objects.create(
            agency=agency,
            kind="compliance",
            month=OCTOBER,
            state="done",
            asked_at=ONE_O_CLOCK,
            finished_at=ONE_O_CLOCK,
        )
        if there == "reaches the last day":
            ComplianceReport.objects.update(data_until=date(2026, 10, 31))
        if there == "frozen":
            by = factories.employee(factories.unit(agency))
            MonthFreeze.objects.create(
                agency=agency,
                month=OCTOBER,
                report=report,
                content_hash="0" * 64,
                days=0,
                frozen_by=by,
                frozen_at=ONE_O_CLOCK,
            )
    asked = ask_if_due(agency=agency, at=ONE_O_CLOCK + SPREAD)
    assert (asked is not None) == (there == "part of the month")


def test_a_month_without_records_is_nobody_s_failure(rung) -> None:
    agency = agency_of("Asia/Jakarta")
    # September was before the portal.
    assert ask_if_due(agency=agency, at=ONE_O_CLOCK - timedelta(days=20)) is None
    assert jobs(agency) == []


def test_agencies_begin_at_different_minutes() -> None:
    minutes = {own_minute(f"32.{number:02d}") for number in range(50)}
    assert len(minutes) > 35
    assert max(minutes) < SPREAD
