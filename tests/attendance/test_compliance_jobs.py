"""A computation is asked for once, shows how far it is, survives its worker, and always ends."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from celery import Celery
from django.conf import settings
from django.db import OperationalError, connection, connections

from accounts.tenancy import tenant
from attendance.actions import bells, compliance_jobs
from attendance.actions.compliance import JobEnded, ReportRefused, compute_report
from attendance.actions.compliance_jobs import (
    ask_report,
    cancel_job,
    open_job,
    resume_jobs,
    run_job,
)
from attendance.models import ComplianceReport, DayClose, Job
from attendance.queries.days import NothingToReport, Span, report_span
from attendance.tasks import compliance as tasks
from tests import factories
from tests.attendance.month_of_work import (
    FIRST,
    LAST,
    LAST_WEEK,
    NOVEMBER,
    SATURDAY,
    job_of,
    month_of_work,
)

MINUTE = timedelta(minutes=1)


class Killed(BaseException):
    """What a kill looks like from inside: nothing after it runs."""


class Bell:
    """A broker that only counts who was asked for."""

    def __init__(self) -> None:
        self.rung: list[list[int]] = []

    def send_task(self, name: str, *, args: list[int], **options: object) -> None:
        """Take the message."""
        assert name == "attendance.compute_compliance"
        self.rung.append(args)


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    """Messages are counted instead of sent."""
    found = Bell()
    monkeypatch.setattr(bells, "current_app", found)
    return found


@pytest.fixture
def dead_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real client whose broker is not there."""
    app = Celery(
        "away",
        broker="redis+socket:///nowhere/at/all.sock?virtual_host=2",
        set_as_current=False,
    )
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(bells, "current_app", app)


def ask(agency, at=SATURDAY, month=NOVEMBER, by=None):
    with tenant(agency.pk):
        return ask_report(agency=agency, month=month, by=by, at=at)


def job_row(job):
    with tenant(job.agency_id):
        return Job.objects.get(pk=job.pk)


@pytest.mark.django_db
def test_two_clicks_make_one_job_and_one_message(bell, django_capture_on_commit_callbacks) -> None:
    agency = month_of_work(units=1, people=1)
    with django_capture_on_commit_callbacks(execute=True):
        first = ask(agency)
        second = ask(agency, SATURDAY + timedelta(seconds=1))
    assert first.pk == second.pk
    assert bell.rung == [[agency.pk, first.pk]]
    with tenant(agency.pk):
        assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_click_that_lost_the_race_finds_the_winners_job(bell, monkeypatch) -> None:
    agency = month_of_work(units=1, people=1)
    winner = job_of(agency)
    # As if the winner's row had been written just after this click looked for one.
    monkeypatch.setattr(compliance_jobs, "ACTIVE", ())
    with tenant(agency.pk):
        job, is_new = open_job(agency=agency, month=NOVEMBER, by=None, at=SATURDAY)
    assert (job.pk, is_new) == (winner.pk, False)


@pytest.mark.django_db
def test_a_job_ends_with_its_report_and_a_repeated_message_does_nothing() -> None:
    agency = month_of_work(units=1, people=1, since=LAST_WEEK)
    job = job_of(agency)
    done = run_job(agency_id=agency.pk, job_id=job.pk, now=SATURDAY)
    assert done is not None
    row = job_row(job)
    assert (row.state, row.done, row.total) == ("done", 8, 8)
    assert row.message == "Laporan versi 1 selesai."
    assert row.finished_at is not None
    assert run_job(agency_id=agency.pk, job_id=job.pk, now=SATURDAY) is None
    with tenant(agency.pk):
        assert ComplianceReport.objects.count() == 1


@pytest.mark.django_db
def test_a_job_without_news_says_which_version_stands() -> None:
    agency = month_of_work(units=1, people=1, since=LAST_WEEK)
    run_job(agency_id=agency.pk, job_id=job_of(agency).pk, now=SATURDAY)
    again = job_of(agency)
    run_job(agency_id=agency.pk, job_id=again.pk, now=SATURDAY)
    assert job_row(again).message == "Tidak ada yang berubah: laporan versi 1 tetap berlaku."


@pytest.mark.django_db
def test_without_a_broker_the_job_ends_with_a_sentence(
    dead_broker, django_capture_on_commit_callbacks
) -> None:
    agency = month_of_work(units=1, people=1)
    by = factories.employee(factories.unit(agency))
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(agency, by=by)
    row = job_row(job)
    assert row.state == "failed"
    assert row.message.startswith("Antrean pekerjaan sedang tidak dapat dihubungi")
    assert "Coba lagi" in row.message


@pytest.mark.django_db
def test_a_lost_message_is_sent_again_and_given_up_in_the_end(bell) -> None:
    agency = month_of_work(units=1, people=1)
    job = job_of(agency)
    with tenant(agency.pk):
        Job.objects.update(asked_by=factories.employee(factories.unit(agency)))
    assert resume_jobs(agency=agency, at=SATURDAY + MINUTE) == 0
    assert resume_jobs(agency=agency, at=SATURDAY + 3 * MINUTE) == 1
    assert bell.rung == [[agency.pk, job.pk]]
    assert job_row(job).state == "queued"
    assert resume_jobs(agency=agency, at=SATURDAY + timedelta(hours=3)) == 1
    assert job_row(job).state == "failed"
    assert "terlalu lama menunggu" in job_row(job).message


@pytest.mark.django_db
def test_a_job_left_running_is_asked_for_again_by_the_next_click(
    bell, django_capture_on_commit_callbacks
) -> None:
    agency = month_of_work(units=1, people=1)
    job = job_of(agency)
    with tenant(agency.pk):
        Job.objects.filter(pk=job.pk).update(state="running", started_at=SATURDAY)
    with django_capture_on_commit_callbacks(execute=True):
        ask(agency, SATURDAY + MINUTE)
        assert ask(agency, SATURDAY + 20 * MINUTE).pk == job.pk
    assert bell.rung == [[agency.pk, job.pk]]


@pytest.mark.django_db
def test_an_error_ends_the_job_with_a_sentence_and_is_raised(monkeypatch, freeze) -> None:
    freeze(SATURDAY)
    agency = month_of_work(units=1, people=1)
    job = job_of(agency)

    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(compliance_jobs, "compute_report", broken)
    with pytest.raises(ZeroDivisionError):
        tasks.compute_compliance(agency.pk, job.pk)
    row = job_row(job)
    assert row.state == "failed"
    assert "kesalahan di portal" in row.message


@pytest.mark.django_db
def test_a_database_that_is_away_is_tried_again_and_then_told(monkeypatch, freeze) -> None:
    freeze(SATURDAY)
    agency = month_of_work(units=1, people=1)
    job = job_of(agency)
    tries = []

    def away(**_: object) -> None:
        tries.append(job_row(job).state)
        raise OperationalError

    monkeypatch.setattr(compliance_jobs, "compute_report", away)
    tasks.compute_compliance.apply(args=[agency.pk, job.pk])
    assert tries == ["queued"] * 4
    assert job_row(job).state == "failed"


@pytest.mark.django_db
def test_a_month_with_nothing_to_count_is_refused_in_a_sentence() -> None:
    agency = month_of_work(units=1, people=1)
    with pytest.raises(ReportRefused, match="Belum ada hari yang selesai pada Desember 2026"):
        ask(agency, month=date(2026, 12, 1))
    with pytest.raises(ReportRefused, match="belum ada jadwal atau presensi"):
        ask(agency, month=date(2026, 10, 1))
    with tenant(agency.pk):
        assert not Job.objects.exists()


@pytest.mark.django_db
def test_days_before_the_first_record_are_nobody_s_absence() -> None:
    agency = month_of_work(units=1, people=1)
    with tenant(agency.pk):
        assert report_span(agency, NOVEMBER, SATURDAY) == Span(FIRST, LAST)
        empty = factories.agency()
    with tenant(empty.pk):
        assert report_span(empty, NOVEMBER, SATURDAY) is NothingToReport.NO_RECORDS


@pytest.mark.django_db
def test_the_report_counts_until_yesterday_on_the_agency_s_own_clocks() -> None:
    before_midnight_wib = SATURDAY.replace(day=20, hour=15, minute=30)  # 22.30 WIB, 00.30 WIT
    found = {}
    for zone in ("Asia/Jakarta", "Asia/Jayapura"):
        agency = month_of_work(units=1, people=1, zone=zone)
        with tenant(agency.pk):
            found[zone] = report_span(agency, NOVEMBER, before_midnight_wib)
    assert found["Asia/Jakarta"].last == date(2026, 11, 19)
    assert found["Asia/Jayapura"].last == date(2026, 11, 20)


OWN_ROWS = (
    "attendance_compliancefigure",
    "attendance_compliancereport",
    "attendance_compliancesummary",
    "attendance_personmonth",
    "attendance_job",
    "attendance_dayclose",
    "attendance_absence",
)


@pytest.fixture
def really_committed(committed: None) -> Iterator[None]:
    """Rows that other connections see; those of these tests are taken away by the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM accounts_agency")
        before = cursor.fetchone()[0]
    yield
    with connections["owner"].cursor() as cursor:
        for table in OWN_ROWS:
            cursor.execute(f"DELETE FROM {table} WHERE agency_id > %s", [before])  # noqa: S608


def seen_from_outside(job):
    """The job's row as another connection reads it now."""

    def read() -> tuple[str, str, int, int]:
        try:
            row = job_row(job)
            return row.state, row.step, row.done, row.total
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as outside:
        return outside.submit(read).result()


def test_others_see_each_step_and_a_killed_worker_s_job_goes_on(really_committed) -> None:
    agency = month_of_work(units=1, people=2, capped=False)
    job = job_of(agency)
    seen = []

    def killed_after_five(step: str, done: int, total: int) -> None:
        seen.append((seen_from_outside(job), ("running", step, done, total)))
        if done == 5:
            raise Killed

    with pytest.raises(Killed):
        compute_report(agency=agency, month=NOVEMBER, job=job, now=SATURDAY, tell=killed_after_five)
    assert [outside for outside, _ in seen] == [told for _, told in seen]
    assert seen[0][1] == ("running", "Menutup Senin, 2 November 2026", 0, 22)
    with tenant(agency.pk):
        assert list(DayClose.objects.order_by("date").values_list("date", flat=True)) == [
            FIRST + timedelta(days=number) for number in range(5)
        ]
    later = SATURDAY + timedelta(minutes=1)
    done = run_job(agency_id=agency.pk, job_id=job.pk, now=later)
    assert done is not None
    assert done.is_new
    with tenant(agency.pk):
        again = DayClose.objects.filter(closed_at=later).order_by("date")
        # The five days before the kill stood, and were not closed a second time.
        assert (again.count(), again.first().date) == (14, date(2026, 11, 7))
    assert job_row(job).state == "done"


def test_two_workers_on_one_job_leave_one_report(really_committed) -> None:
    agency = month_of_work(units=1, people=2, capped=False, since=LAST_WEEK)
    job = job_of(agency)

    def work() -> bool:
        try:
            return run_job(agency_id=agency.pk, job_id=job.pk, now=SATURDAY) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        results = [one.result() for one in [workers.submit(work), workers.submit(work)]]
    assert sorted(results) == [False, True]
    with tenant(agency.pk):
        assert ComplianceReport.objects.count() == 1
    assert job_row(job).state == "done"


@pytest.mark.django_db
def test_a_cancelled_job_stops_before_its_next_step_and_writes_no_report() -> None:
    agency = month_of_work(units=1, people=1)
    job = job_of(agency)
    by = factories.employee(factories.unit(agency))

    def cancel_after_three(step: str, done: int, total: int) -> None:
        if done == 3:
            with tenant(agency.pk):
                assert cancel_job(job=job, by=by, at=SATURDAY)

    with pytest.raises(JobEnded):
        compute_report(
            agency=agency, month=NOVEMBER, job=job, now=SATURDAY, tell=cancel_after_three
        )
    row = job_row(job)
    assert row.state == "cancelled"
    assert "Hitung lagi kapan saja." in row.message
    with tenant(agency.pk):
        assert DayClose.objects.count() == 4
        assert not ComplianceReport.objects.exists()
        assert not cancel_job(job=job, by=by, at=SATURDAY)
