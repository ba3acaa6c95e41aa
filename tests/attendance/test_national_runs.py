"""A run over all agencies: asked once, shared out, tried again, closed once, repeated."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from celery import Celery
from celery.exceptions import Retry
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions import bells, compliance_jobs, national_parts
from attendance.actions.compliance_jobs import cancel_job, open_job, resume_jobs, run_job
from attendance.actions.national_runs import (
    RunRefused,
    ask_national_run,
    begin_run,
    cancel_run,
    close_run,
    repeat_failed,
    resume_runs,
)
from attendance.models import ComplianceReport, Job, Message, NationalRun, NationalRunPart
from attendance.rules.runs import MOST_ATTEMPTS, WAITS, wait_before
from attendance.tasks import national_runs as tasks
from tests import factories
from tests.attendance.month_of_work import NOVEMBER, SATURDAY

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Bell:
    """A broker that only notes who was asked for what."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, tuple[int, ...]]] = []
        self.is_away = False

    def ring(self, task: str, *ids: int, **_: Any) -> bool:
        """Take one message."""
        if self.is_away:
            return False
        self.rung.append((task.rpartition(".")[2], ids))
        return True

    def ring_all(self, task: str, calls: list[tuple[int, ...]], **_: Any) -> bool:
        """Take many."""
        return all(self.ring(task, *one) for one in calls)


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    """Messages are noted instead of sent."""
    from attendance.actions import national_runs

    found = Bell()
    monkeypatch.setattr(national_runs, "ring", found.ring)
    monkeypatch.setattr(national_runs, "ring_all", found.ring_all)
    return found


@pytest.fixture
def small(freeze: Callable[[datetime], datetime]) -> tuple[Agency, Agency]:
    """On that Saturday: an agency with a day of work, and one of which nothing is on record."""
    freeze(SATURDAY)
    worked = factories.employee(factories.unit(factories.agency(code="R-1")))
    with tenant(worked.agency_id):
        factories.schedule(worked.agency).save()
    factories.check_in(worked, SATURDAY - timedelta(days=1))
    idle = factories.employee(factories.unit(factories.agency(code="R-2")))
    return worked.agency, idle.agency


def begun(*agencies: Agency, at: datetime = SATURDAY) -> NationalRun:
    run, _ = ask_national_run(month=NOVEMBER, by=None, at=at)
    assert begin_run(run_id=run.pk, agency_ids=[one.pk for one in agencies], at=at)
    return run


def part_of(run: NationalRun, agency: Agency) -> NationalRunPart:
    return NationalRunPart.objects.get(run=run, agency=agency)


def test_a_run_ends_with_what_was_counted_and_what_had_nothing_to_count(small, bell) -> None:
    worked, idle = small
    run = begun(*small)
    for agency in small:
        tasks.compute_national_part(run.pk, agency.pk)
        # A message heard twice finds the part ended.
        tasks.compute_national_part(run.pk, agency.pk)
    run.refresh_from_db()
    assert run.state == "done"
    assert run.message == "1 instansi selesai dihitung. 1 tidak punya yang dihitung."
    with tenant(worked.pk):
        report, job = ComplianceReport.objects.get(), Job.objects.get()
    done, nothing = part_of(run, worked), part_of(run, idle)
    assert (done.state, done.version, done.content_hash) == ("done", 1, report.content_hash)
    assert (done.attempts, job.attempts, job.run_id) == (1, 1, run.pk)
    assert (job.rule_version, job.data_until) == (report.rule_version, report.data_until)
    assert (nothing.state, nothing.version) == ("done", None)
    assert "belum ada jadwal atau presensi" in nothing.message


def test_a_second_click_finds_the_run_and_a_month_that_has_not_begun_is_refused(
    bell, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first, is_new = ask_national_run(month=NOVEMBER, by=None, at=SATURDAY)
        again, is_newer = ask_national_run(month=NOVEMBER, by=None, at=SATURDAY + MINUTE)
    assert (again.pk, is_new, is_newer) == (first.pk, True, False)
    assert bell.rung == [("begin_national_run", (first.pk,))]
    # 1 December, 00.30 in Jayapura: nothing of December is over anywhere.
    with pytest.raises(RunRefused, match="Belum ada hari yang selesai pada Desember 2026"):
        ask_national_run(
            month=date(2026, 12, 1), by=None, at=datetime.fromisoformat("2026-12-01T00:30+09:00")
        )


def test_sharing_out_twice_makes_each_part_once(small, bell) -> None:
    run, _ = ask_national_run(month=NOVEMBER, by=None, at=SATURDAY)
    tasks.begin_national_run(run.pk)
    tasks.begin_national_run(run.pk)
    shared = [ids for task, ids in bell.rung if task == "compute_national_part"]
    assert shared == [(run.pk, agency.pk) for agency in sorted(small, key=lambda one: one.pk)]


def test_people_s_clicks_go_before_the_country_s_parts(monkeypatch) -> None:
    app = Celery("uji", broker="memory://", set_as_current=False)
    monkeypatch.setattr(bells, "current_app", app)
    with app.connection_for_write() as connection:
        bells.ring_all("uji.bagian", [(1, 2), (1, 3)], priority=bells.AFTER_PEOPLE)
        queue = connection.SimpleQueue("celery")
        found = [queue.get_nowait() for _ in range(2)]
        queue.close()
    assert [one.payload[0] for one in found] == [[1, 2], [1, 3]]
    assert {one.properties["priority"] for one in found} == {9}


def test_a_database_that_is_away_is_tried_again_later_each_time_and_then_said(
    small, bell, monkeypatch
) -> None:
    worked, _ = small
    run = begun(worked)
    waits: list[int] = []

    def away(**_: Any) -> None:
        raise InterfaceError if len(waits) % 2 else OperationalError

    def retried(*, exc: Exception, countdown: int, priority: int) -> None:
        waits.append(countdown)
        raise Retry

    monkeypatch.setattr(tasks, "run_part", away)
    monkeypatch.setattr(tasks.compute_national_part, "retry", retried)
    for failures in range(len(WAITS)):
        tasks.compute_national_part.push_request(retries=failures)
        with pytest.raises(Retry):
            tasks.compute_national_part.run(run.pk, worked.pk)
        tasks.compute_national_part.pop_request()
        waiting = part_of(run, worked)
        assert waiting.state == "queued"
        assert f"dicoba lagi sesudah {waits[-1]} detik" in waiting.message
    key = f"{run.pk}-{worked.pk}"
    assert waits == [wait_before(number, key) for number in (1, 2, 3)]
    tasks.compute_national_part.push_request(retries=len(WAITS))
    with pytest.raises(InterfaceError):
        tasks.compute_national_part.run(run.pk, worked.pk)
    tasks.compute_national_part.pop_request()
    assert "pada 4 percobaan" in part_of(run, worked).message
    run.refresh_from_db()
    assert (run.state, run.message) == ("failed", "1 instansi gagal dihitung, 0 selesai.")


def test_waits_grow_and_spread_and_are_the_same_each_time() -> None:
    for retry, least in enumerate(WAITS, 1):
        found = {wait_before(retry, f"7-{agency}") for agency in range(200)}
        assert min(found) >= least
        assert max(found) <= least * 1.25
        assert len(found) > least // 5
        assert wait_before(retry, "7-32") == wait_before(retry, "7-32")
    assert wait_before(4, "7-32") is None


def test_failed_agencies_are_listed_with_their_reason_and_counted_again_alone(
    small, bell, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    worked, idle = small
    by = factories.employee(factories.unit(idle))
    run, _ = ask_national_run(month=NOVEMBER, by=by, at=SATURDAY)
    begin_run(run_id=run.pk, agency_ids=[worked.pk, idle.pk], at=SATURDAY)
    with pytest.raises(RunRefused, match="penghitungannya belum selesai"):
        repeat_failed(run=run, by=None, at=SATURDAY)

    def broken(**_: object) -> None:
        raise ZeroDivisionError

    tasks.compute_national_part(run.pk, idle.pk)
    with monkeypatch.context() as patched:
        patched.setattr(compliance_jobs, "compute_report", broken)
        with pytest.raises(ZeroDivisionError):
            tasks.compute_national_part(run.pk, worked.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    failed = part_of(run, worked)
    assert (failed.state, failed.version) == ("failed", None)
    assert "kesalahan di portal" in failed.message
    bell.rung.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert repeat_failed(run=run, by=None, at=SATURDAY) == 1
    assert bell.rung == [("compute_national_part", (run.pk, worked.pk))]
    tasks.compute_national_part(run.pk, worked.pk)
    run.refresh_from_db()
    assert run.state == "done"
    assert part_of(run, worked).version == 1
    with tenant(worked.pk):
        assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "failed"]
    with tenant(idle.pk):
        told = Message.objects.filter(employee=by, kind="report")
        assert {one.url for one in told} == {f"/kepatuhan/lintas-instansi/pekerjaan/{run.pk}/"}


def test_only_what_no_worker_has_is_asked_for_again(small, bell) -> None:
    worked, idle = small
    run = begun(*small)
    parts = NationalRunPart.objects.filter(run=run)
    parts.update(seen_at=SATURDAY)
    parts.filter(agency=worked).update(state="running")
    assert resume_runs(at=SATURDAY + 6 * MINUTE) == 0
    # A worker that gives signs of life: who waits, waits for it.
    parts.filter(agency=worked).update(seen_at=SATURDAY + 5 * MINUTE)
    assert resume_runs(at=SATURDAY + 8 * MINUTE) == 0
    assert resume_runs(at=SATURDAY + 13 * MINUTE) == 2
    assert [ids[1] for _, ids in bell.rung] == sorted([worked.pk, idle.pk])
    # Asked for a moment ago: not again.
    assert resume_runs(at=SATURDAY + 14 * MINUTE) == 0
    # Its last worker was killed between the end of the last part and that of the run.
    parts.update(state="done")
    resume_runs(at=SATURDAY + 15 * MINUTE)
    run.refresh_from_db()
    assert run.state == "done"


def test_a_run_nobody_began_is_rung_for_again_until_the_broker_is_back(bell) -> None:
    run, _ = ask_national_run(month=NOVEMBER, by=None, at=SATURDAY)
    resume_runs(at=SATURDAY + MINUTE)
    assert bell.rung == []
    bell.is_away = True
    resume_runs(at=SATURDAY + 3 * MINUTE)
    bell.is_away = False
    resume_runs(at=SATURDAY + 4 * MINUTE)
    assert bell.rung == [("begin_national_run", (run.pk,))]
    run.refresh_from_db()
    assert run.state == "queued"


def test_parts_that_nobody_could_be_asked_for_are_rung_for_within_a_minute(small, bell) -> None:
    run, _ = ask_national_run(month=NOVEMBER, by=None, at=SATURDAY)
    bell.is_away = True
    tasks.begin_national_run(run.pk)
    bell.is_away = False
    assert resume_runs(at=SATURDAY + MINUTE) == 2
    assert len(bell.rung) == 2
    assert resume_runs(at=SATURDAY + 2 * MINUTE) == 0


def test_a_stopped_run_drops_who_waits_and_stops_who_is_counted(small, bell) -> None:
    worked, idle = small
    asker, by = (factories.employee(factories.unit(idle)) for _ in range(2))
    run, _ = ask_national_run(month=NOVEMBER, by=asker, at=SATURDAY)
    begin_run(run_id=run.pk, agency_ids=[worked.pk, idle.pk], at=SATURDAY)
    steps: list[str] = []

    def stopped(step: str, done: int, total: int) -> None:
        steps.append(step)
        cancel_run(run_id=run.pk, by=by, at=SATURDAY)

    national_parts.run_part(run_id=run.pk, agency_id=worked.pk, now=SATURDAY, tell=stopped)
    tasks.compute_national_part(run.pk, idle.pk)
    assert resume_runs(at=SATURDAY + timedelta(hours=2)) == 0
    run.refresh_from_db()
    assert (run.state, len(steps)) == ("cancelled", 1)
    assert run.message.startswith("Dibatalkan sebelum satu instansi pun selesai.")
    assert {part_of(run, one).state for one in small} == {"cancelled"}
    with tenant(worked.pk):
        assert Job.objects.get().state == "cancelled"
        assert not ComplianceReport.objects.exists()
    with tenant(idle.pk):
        assert Message.objects.get(kind="report").employee_id == asker.pk
    with pytest.raises(RunRefused, match="sudah berakhir sebelum"):
        cancel_run(run_id=run.pk, by=by, at=SATURDAY)
    # The month is free again.
    assert ask_national_run(month=NOVEMBER, by=None, at=SATURDAY)[1]


def test_a_stopped_run_lets_go_of_what_a_person_asked_for(small, bell) -> None:
    worked, idle = small
    run = begun(*small)
    by = factories.employee(factories.unit(worked))
    with tenant(worked.pk):
        job, _ = open_job(agency=worked, month=NOVEMBER, by=by, at=SATURDAY)
    tasks.compute_national_part(run.pk, idle.pk)

    def stopped(step: str, done: int, total: int) -> None:
        if not done:
            cancel_run(run_id=run.pk, by=by, at=SATURDAY)

    national_parts.run_part(run_id=run.pk, agency_id=worked.pk, now=SATURDAY, tell=stopped)
    run.refresh_from_db()
    assert run.message.startswith("Dibatalkan: 1 instansi sudah selesai, 1 tidak.")
    with tenant(worked.pk):
        job.refresh_from_db()
        assert (job.state, job.run_id) == ("done", None)
        assert ComplianceReport.objects.exists()


def test_what_ends_every_worker_is_given_up(small, bell) -> None:
    worked, _ = small
    run = begun(worked)
    NationalRunPart.objects.filter(run=run).update(attempts=MOST_ATTEMPTS, state="running")
    tasks.compute_national_part(run.pk, worked.pk)
    assert "berhenti mendadak" in part_of(run, worked).message
    run.refresh_from_db()
    assert run.state == "failed"
    with tenant(worked.pk):
        assert not Job.objects.exists()


def test_a_part_goes_on_with_what_a_person_asked_for_and_ends_as_that_ends(small, bell) -> None:
    worked, _ = small
    run = begun(worked)
    by = factories.employee(factories.unit(worked))
    with tenant(worked.pk):
        job, _ = open_job(agency=worked, month=NOVEMBER, by=by, at=SATURDAY)

    def stopped(step: str, done: int, total: int) -> None:
        with tenant(worked.pk):
            cancel_job(job=job, by=by, at=SATURDAY)

    national_parts.run_part(run_id=run.pk, agency_id=worked.pk, now=SATURDAY, tell=stopped)
    part = part_of(run, worked)
    assert part.state == "failed"
    assert part.message.startswith("Penghitungan dihentikan.")
    with tenant(worked.pk):
        assert Job.objects.get().run_id == run.pk


def test_a_run_is_closed_once(small, bell) -> None:
    run = begun(*small)
    assert not close_run(run_id=run.pk, at=SATURDAY)
    NationalRunPart.objects.filter(run=run).update(state="done", version=1)
    assert close_run(run_id=run.pk, at=SATURDAY)
    assert not close_run(run_id=run.pk, at=SATURDAY)


def test_whoever_asked_is_told_once_when_it_is_ready_or_failed(small, bell) -> None:
    worked, _ = small
    by = factories.employee(factories.unit(worked))
    with tenant(worked.pk):
        job, _ = open_job(agency=worked, month=NOVEMBER, by=by, at=SATURDAY)
    for _ in range(2):
        # The second time as after a kill between the report and its news.
        run_job(agency_id=worked.pk, job_id=job.pk, now=SATURDAY)
    with tenant(worked.pk):
        told = Message.objects.get(employee=by)
        assert told.title == "Laporan November 2026 selesai dihitung"
        assert told.url == "/kepatuhan/?bulan=2026-11"
        late, _ = open_job(agency=worked, month=NOVEMBER, by=by, at=SATURDAY - timedelta(hours=3))
    assert resume_jobs(agency=worked, at=SATURDAY) == 1
    with tenant(worked.pk):
        failed = Message.objects.get(employee=by, key=f"report-job-{late.pk}")
    assert failed.title == "Laporan November 2026 belum jadi"
    assert "terlalu lama menunggu" in failed.body


def test_a_job_that_moves_is_not_stuck_however_long_it_takes(small, bell, monkeypatch) -> None:
    worked, _ = small
    rung: list[int] = []
    monkeypatch.setattr(compliance_jobs, "ring", lambda *ids, **_: rung.append(ids[2]) or True)
    with tenant(worked.pk):
        job, _ = open_job(agency=worked, month=NOVEMBER, by=None, at=SATURDAY)
        Job.objects.update(
            state="running", started_at=SATURDAY, seen_at=SATURDAY + timedelta(hours=3)
        )
    assert resume_jobs(agency=worked, at=SATURDAY + timedelta(hours=3, minutes=10)) == 0
    assert resume_jobs(agency=worked, at=SATURDAY + timedelta(hours=1)) == 0
    with tenant(worked.pk):
        Job.objects.update(seen_at=SATURDAY)
    assert resume_jobs(agency=worked, at=SATURDAY + timedelta(minutes=20)) == 1
    assert rung == [job.pk]


def test_the_command_counts_all_and_says_which_failed(small, monkeypatch) -> None:
    worked, _ = small
    out, err = StringIO(), StringIO()
    call_command("compliance_report", "--all", "--month", "2026-11", stdout=out, stderr=err)
    said = out.getvalue().splitlines()
    assert said[0] == f"[1/2] R-1 {worked.name}"
    assert said[-1] == "1 instansi selesai dihitung. 1 tidak punya yang dihitung."
    assert err.getvalue() == ""

    def away(**_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(compliance_jobs, "compute_report", away)
    with pytest.raises(CommandError, match="1 instansi gagal dihitung, 0 selesai"):
        call_command("compliance_report", "--all", "--month", "2026-11", stdout=out, stderr=err)
    assert err.getvalue().startswith(f"R-1 {worked.name}: Basis data tidak dapat dihubungi")
    with pytest.raises(CommandError, match="Belum ada hari yang selesai"):
        call_command("compliance_report", "--all", "--month", "2026-12")
