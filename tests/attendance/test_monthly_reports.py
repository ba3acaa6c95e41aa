"""Last month's report is asked for by itself, once, when it is over on the agency's clocks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions import compliance_jobs
from attendance.actions.monthly_reports import ask_if_due, begins_at
from attendance.models import ComplianceReport, Job, MonthFreeze
from attendance.rules.runs import SPREAD, own_minute
from attendance.tasks import compliance as tasks
from tests import factories

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
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


def test_it_is_asked_once_behind_people_and_again_a_day_after_it_failed(
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
    assert ask_if_due(agency=agency, at=at + DAY - MINUTE) is None
    assert ask_if_due(agency=agency, at=at + DAY) is not None


@pytest.mark.parametrize("there", ["reaches the last day", "frozen", "part of the month"])
def test_what_is_there_is_not_asked_for(rung, there: str) -> None:
    agency = agency_of("Asia/Jakarta")
    report = factories.report(agency, OCTOBER, ONE_O_CLOCK)
    with tenant(agency.pk):
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
