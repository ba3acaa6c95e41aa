"""Compute the compliance report of an agency and month, or of all agencies, without the queue."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.compliance import ReportRefused
from attendance.actions.compliance_jobs import fail_job, open_job, run_job
from attendance.actions.national_parts import fail_part, next_part, run_part
from attendance.actions.national_runs import RunRefused, begin_run, close_run, open_run
from attendance.management.commands.close_days import agency_from
from attendance.models import ComplianceReport, Job, JobState, NationalRun
from attendance.queries.figures import KINDS
from attendance.queries.months import FIRST_YEAR, LAST_YEAR
from attendance.queries.national_runs import PartState, run_parts, run_state
from attendance.tasks.compliance import drop_broken_connections
from attendance.tasks.days import staffed_agencies
from attendance.wording import day_words
from attendance.wording.compliance import computation_failed, figure_label, unit_words
from attendance.wording.runs import database_away

log = structlog.get_logger(__name__)
LOOK_AGAIN_SECONDS = 1.0
"""How often the command looks whether the agencies that workers took up have ended."""


class Command(BaseCommand):
    """`manage.py compliance_report`"""

    help = (
        "Hitung laporan kepatuhan satu instansi, atau semua instansi, untuk satu bulan; hari yang "
        "belum ditutup ditutup dulu. Angka yang sama tidak membuat versi baru. "
        "Contoh: manage.py compliance_report --agency 32.11 --month 2026-10, atau "
        "manage.py compliance_report --all --month 2026-10"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--agency", help="kode instansi, misalnya 32.11")
        which.add_argument(
            "--all",
            action="store_true",
            help=(
                "semua instansi yang punya pegawai, satu demi satu oleh perintah ini; yang sedang "
                "dikerjakan pekerja lain ditunggu. Gagal satu, yang lain tetap dihitung"
            ),
        )
        parser.add_argument("--month", required=True, help="bulan, misalnya 2026-10")

    def handle(self, *args: Any, **options: Any) -> None:
        month = month_from(options["month"])
        try:
            if options["all"]:
                self._count_all(month)
            else:
                self._count_one(agency_from(options["agency"]), month)
        except (ReportRefused, RunRefused) as refused:
            raise CommandError(refused.sentence) from None
        except KeyboardInterrupt:
            raise CommandError(
                "Dihentikan. Hari yang sudah ditutup dan laporan yang sudah jadi tersimpan; "
                "sisanya dilanjutkan oleh pekerja latar belakang atau oleh perintah yang sama."
            ) from None
        except OperationalError as error:
            raise CommandError(
                "Basis data tidak dapat dihubungi atau sedang terkunci, jadi laporan belum jadi. "
                "Hari yang sudah ditutup tersimpan; jalankan lagi perintah yang sama."
            ) from error

    def _count_one(self, agency: Agency, month: date) -> None:
        now = clock.now()
        with tenant(agency.pk):
            job, _ = open_job(agency=agency, month=month, by=None, at=now)
        try:
            done = run_job(agency_id=agency.pk, job_id=job.pk, now=now, tell=self._tell)
        except Exception as error:
            away = isinstance(error, OperationalError)
            drop_broken_connections()
            fail_job(
                agency_id=agency.pk,
                job_id=job.pk,
                sentence=database_away(1) if away else computation_failed(),
                at=clock.now(),
            )
            raise
        if done is None:
            raise CommandError(_why_not(job))
        self._show(done.report)

    def _count_all(self, month: date) -> None:
        now = clock.now()
        run, _ = open_run(month=month, by=None, at=now)
        staffed = [agency.pk for agency in staffed_agencies()]
        begin_run(run_id=run.pk, agency_ids=staffed, at=now)
        while self._goes_on(run):
            agency_id = next_part(run_id=run.pk, at=clock.now())
            if agency_id is None:
                time.sleep(LOOK_AGAIN_SECONDS)
            else:
                self._count_part(run, Agency.objects.get(pk=agency_id))
        failed = list(run_parts(run, PartState.FAILED))
        for part in failed:
            self.stderr.write(f"{part.agency.code} {part.agency.name}: {part.message}")
        if failed or run.state == JobState.CANCELLED:
            raise CommandError(run.message)
        self.stdout.write(run.message)

    def _goes_on(self, run: NationalRun) -> bool:
        close_run(run_id=run.pk, at=clock.now())
        run.refresh_from_db()
        return run.state == JobState.RUNNING

    def _count_part(self, run: NationalRun, agency: Agency) -> None:
        state = run_state(run)
        self.stdout.write(f"[{state.ended + 1}/{state.total}] {agency.code} {agency.name}")
        self.stdout.flush()
        try:
            run_part(run_id=run.pk, agency_id=agency.pk, now=clock.now())
        except Exception as error:
            # One agency's trouble must not keep the others from their reports.
            log.exception("national_run.part_failed", run=run.pk, agency=agency.pk)
            away = isinstance(error, OperationalError)
            drop_broken_connections()
            fail_part(
                run_id=run.pk,
                agency_id=agency.pk,
                sentence=database_away(1) if away else computation_failed(),
                at=clock.now(),
            )

    def _tell(self, step: str, done: int, total: int) -> None:
        self.stdout.write(f"[{done}/{total}] {step}")
        self.stdout.flush()

    def _show(self, report: ComplianceReport) -> None:
        with tenant(report.agency_id):
            values = dict(
                report.figures.filter(unit=None, slice="", below=False).values_list("code", "value")
            )
        self.stdout.write(f"Data sampai {day_words(report.data_until)}.")
        for kind in KINDS:
            label, unit = figure_label(kind.code), unit_words(kind.measure)
            self.stdout.write(f"  {label}: {values[kind.code]} {unit}")


def _why_not(job: Job) -> str:
    """Why a job that this command opened or joined has ended without a report of its own."""
    with tenant(job.agency_id):
        job.refresh_from_db()
    if job.state == JobState.FAILED:
        return job.message
    return (
        "Laporan ini baru saja selesai dihitung atau dihentikan oleh pekerja lain; "
        "perintah ini tidak mengubah apa-apa lagi. Lihat hasilnya di /kepatuhan/."
    )


def month_from(text: str) -> date:
    """The month a person typed, as its first day. Raises CommandError."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        month = None
    if month is None or not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise CommandError(
            f"--month {text} bukan bulan yang dapat dipakai, jadi tidak ada yang dihitung. Tulis "
            "seperti 2026-10."
        )
    return month
