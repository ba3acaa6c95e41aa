"""Compute the compliance report of an agency and month at once, without the queue."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.compliance import JobEnded, ReportRefused, compute_report
from attendance.actions.compliance_jobs import fail_job, open_job
from attendance.management.commands.close_days import agency_from
from attendance.models import ComplianceReport
from attendance.queries.figures import KINDS
from attendance.queries.months import FIRST_YEAR, LAST_YEAR
from attendance.wording import day_words
from attendance.wording.compliance import computation_failed, figure_label, unit_words


class Command(BaseCommand):
    """`manage.py compliance_report`"""

    help = (
        "Hitung laporan kepatuhan satu instansi untuk satu bulan; hari yang belum ditutup ditutup "
        "dulu. Angka yang sama tidak membuat versi baru. "
        "Contoh: manage.py compliance_report --agency 32.11 --month 2026-10"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, help="kode instansi, misalnya 32.11")
        parser.add_argument("--month", required=True, help="bulan, misalnya 2026-10")

    def handle(self, *args: Any, **options: Any) -> None:
        month = month_from(options["month"])
        agency = agency_from(options["agency"])
        now = clock.now()
        try:
            with tenant(agency.pk):
                job, _ = open_job(agency=agency, month=month, by=None, at=now)
            try:
                done = compute_report(agency=agency, month=month, job=job, now=now, tell=self._tell)
            except JobEnded:
                raise CommandError(
                    "Laporan ini baru saja selesai dihitung atau dihentikan oleh pekerja lain; "
                    "perintah ini tidak mengubah apa-apa lagi. Lihat hasilnya di /kepatuhan/."
                ) from None
            except Exception:
                fail_job(
                    agency_id=agency.pk,
                    job_id=job.pk,
                    sentence=computation_failed(),
                    at=clock.now(),
                )
                raise
        except ReportRefused as refused:
            raise CommandError(refused.sentence) from None
        except OperationalError as error:
            raise CommandError(
                "Basis data tidak dapat dihubungi atau sedang terkunci, jadi laporan belum jadi. "
                "Hari yang sudah ditutup tersimpan; jalankan lagi perintah yang sama."
            ) from error
        self._show(done.report)

    def _tell(self, step: str, done: int, total: int) -> None:
        self.stdout.write(f"[{done}/{total}] {step}")
        self.stdout.flush()

    def _show(self, report: ComplianceReport) -> None:
        with tenant(report.agency_id):
            values = dict(report.figures.filter(unit=None).values_list("code", "value"))
        self.stdout.write(f"Data sampai {day_words(report.data_until)}.")
        for kind in KINDS:
            label, unit = figure_label(kind.code), unit_words(kind.measure)
            self.stdout.write(f"  {label}: {values[kind.code]} {unit}")


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
