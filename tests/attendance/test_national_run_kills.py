"""Workers are killed at every step of a run over all agencies; the reports stay the same."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

from celery import current_app
from django.db import connection

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions.compliance import ACTIVE
from attendance.actions.national_runs import ask_national_run
from attendance.models import ComplianceReport, Job, NationalRun, NationalRunPart, PersonMonth
from attendance.tasks import national_runs as tasks
from tests import factories
from tests.attendance.killed_workers import hook
from tests.attendance.seeded import emptied, empty_all_tables

ROOT = Path(__file__).resolve().parents[2]
NOVEMBER = date(2026, 11, 1)
SATURDAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
CODES = [f"T-{letter}" for letter in "ABCDEF"]
SECONDS = 200
"""Far more than it takes: fifteen when nothing else runs."""

Kept = dict[str, tuple[str, list[Any], list[Any]]]


def six_agencies() -> None:
    """Two people each; two days of taps, another in each agency."""
    hours = factories.schedule()
    hours.save(using="owner")
    for number, code in enumerate(CODES):
        agency = factories.agency(code=code)
        unit = factories.unit(agency, code="U")
        for person in (factories.employee(unit), factories.employee(unit)):
            for day in (19, 20):
                morning = datetime(2026, 11, day, 7, 20 + 7 * number, tzinfo=ZoneInfo(person.zone))
                factories.check_in(person, morning)
                if (day + number) % 3:
                    factories.check_in(person, morning + timedelta(hours=9), "out")


def kept() -> Kept:
    """By agency: hash, figures and people's months of its one report."""
    found = {}
    for agency in Agency.objects.filter(code__in=CODES):
        with tenant(agency.pk):
            report = ComplianceReport.objects.get()
            figures = report.figures.values_list(
                "code", "unit__code", "below", "slice", "value", "base"
            )
            months = PersonMonth.objects.values_list("workdays", "late_minutes", "wfo_days")
            found[agency.code] = (report.content_hash, sorted(map(str, figures)), sorted(months))
            assert (report.version, figures.exists(), months.exists()) == (1, True, True)
    return found


def undisturbed() -> tuple[Kept, list[str]]:
    """What one process alone makes of it, and the points it comes by."""
    points: dict[str, None] = {}
    unhook = hook(lambda point, _: points.setdefault(point))
    try:
        run = NationalRun.objects.create(month=NOVEMBER, rule_version="x", asked_at=SATURDAY)
        ids = list(Agency.objects.values_list("pk", flat=True))
        tasks.begin_run(run_id=run.pk, agency_ids=ids, at=SATURDAY)
        for one in ids:
            tasks.run_part(run_id=run.pk, agency_id=one, now=SATURDAY)
    finally:
        unhook()
    run.refresh_from_db()
    assert (run.state, run.message) == ("done", "6 instansi selesai dihitung.")
    return kept(), list(points)


@contextmanager
def workers(folder: Path, plan: dict[str, str]) -> Iterator[Path]:
    """The plan's workers, with the log of what they say."""
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    said = folder / "log"
    with said.open("wb") as out:
        command = [sys.executable, "-m", "tests.attendance.killed_workers", str(folder)]
        process = subprocess.Popen(
            [*command, SATURDAY.isoformat()], cwd=ROOT, stdout=out, stderr=out
        )
        try:
            yield said
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)


def ask_at_once() -> NationalRun:
    """Two people ask at the same moment."""
    both = Barrier(2)

    def ask() -> int:
        try:
            both.wait(timeout=5)
            return ask_national_run(month=NOVEMBER, by=None, at=SATURDAY)[0].pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        asked = {one.result() for one in [people.submit(ask), people.submit(ask)]}
    assert len(asked) == 1
    return NationalRun.objects.get()


def wait_until_ended(run: NationalRun, said: Path) -> None:
    end = time.monotonic() + SECONDS
    while run.state in ACTIVE:
        assert time.monotonic() < end, said.read_text(encoding="utf-8")[-4000:]
        time.sleep(0.05)
        run.refresh_from_db()


def test_a_kill_at_each_step_changes_nothing(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    with emptied(django_db_blocker):
        six_agencies()
        expected, points = undisturbed()
        # Two days and the steps after them, and the two moments around the part's end.
        assert len(points) >= 8
        plan = {point: CODES[number % len(CODES)] for number, point in enumerate(points)}
        plan["bagian dibuat, belum dibagikan"] = ""
        empty_all_tables()
        six_agencies()
        current_app.control.purge()
        with workers(tmp_path, plan) as said:
            run = ask_at_once()
            wait_until_ended(run, said)
        assert {one.name for one in tmp_path.iterdir()} == {*plan, "plan.json", "log"}
        assert (run.state, run.message) == ("done", "6 instansi selesai dihitung.")
        assert kept() == expected
        parts = NationalRunPart.objects.filter(run=run)
        # Whoever was killed before its part had ended was followed by another.
        assert sum(parts.values_list("attempts", flat=True)) >= len(CODES) + len(plan) - 2
        for agency in Agency.objects.filter(code__in=CODES):
            with tenant(agency.pk):
                assert Job.objects.get().state == "done"
