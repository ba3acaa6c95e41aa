"""Judge a month's closed days again and compare: the rows must be what the rules make of it."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.rebuilds import RebuiltDay, rebuild_month
from attendance.management.commands.close_days import agency_from
from attendance.management.commands.compliance_report import month_from
from attendance.models import MonthFreeze
from attendance.queries.day_rows import month_hash_of
from attendance.queries.freezes import freeze_of
from attendance.wording import day_words
from attendance.wording.compliance import month_words


class Command(BaseCommand):
    """`manage.py rebuild_month`"""

    help = (
        "Nilai lagi semua hari yang sudah ditutup dalam satu bulan dari catatannya, lalu "
        "bandingkan sidik isinya: catatan yang sama harus memberi baris yang sama. Dengan --check "
        "tidak ada yang ditulis, dan perintah gagal bila ada yang berbeda. "
        "Contoh: manage.py rebuild_month --agency 32.11 --month 2026-10 --check"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, help="kode instansi, misalnya 32.11")
        parser.add_argument("--month", required=True, help="bulan, misalnya 2026-10")
        parser.add_argument(
            "--check", action="store_true", help="bandingkan saja, jangan menulis apa-apa"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        month = month_from(options["month"])
        agency = agency_from(options["agency"])
        check = bool(options["check"])
        try:
            freeze = self._freeze(agency, month, check=check)
            days = list(self._told(agency, month, check=check))
        except OperationalError as error:
            raise CommandError(
                "Basis data tidak dapat dihubungi atau sedang terkunci. Hari yang sudah disebut "
                "tersimpan utuh; yang lain tidak berubah. Jalankan lagi perintah yang sama."
            ) from error
        if not days:
            raise CommandError(
                f"Tidak ada hari {month_words(month)} yang sudah ditutup di {agency.name}, jadi "
                "tidak ada yang dinilai lagi. Tutup dulu dengan close_days."
            )
        self._sum_up(days, month, freeze, check=check)

    def _freeze(self, agency: Agency, month: date, *, check: bool) -> MonthFreeze | None:
        with tenant(agency.pk):
            freeze = freeze_of(agency.pk, month)
        if freeze is not None and not check:
            raise CommandError(
                f"{month_words(month)} sudah disahkan, jadi hari kerjanya tetap dan tidak dinilai "
                "lagi. Untuk membandingkan saja, pakai --check."
            )
        return freeze

    def _told(self, agency: Agency, month: date, *, check: bool) -> Any:
        for one in rebuild_month(agency=agency, month=month, now=clock.now(), check=check):
            if not one.is_same:
                odd = "" if one.rows_as_noted else " (barisnya tidak seperti saat ditutup)"
                self.stdout.write(
                    f"{day_words(one.day)}: berubah, {one.kept[:16] or '-'} menjadi "
                    f"{one.found[:16]}{odd}."
                )
                self.stdout.flush()
            yield one

    def _sum_up(
        self, days: list[RebuiltDay], month: date, freeze: MonthFreeze | None, *, check: bool
    ) -> None:
        old = month_hash_of({one.day: one.kept for one in days})
        new = month_hash_of({one.day: one.found for one in days})
        changed = [one for one in days if not one.is_same]
        self.stdout.write(f"Sidik lama {old}")
        self.stdout.write(f"Sidik baru {new}")
        if freeze is not None:
            same = "sama dengan" if freeze.content_hash == old else "BERBEDA dari"
            self.stdout.write(f"Sidik lama {same} sidik saat {month_words(month)} disahkan.")
        if not changed:
            self.stdout.write(f"{len(days)} hari dinilai lagi: sama.")
            return
        result = f"{len(days)} hari dinilai lagi: berubah pada {len(changed)} hari."
        if check:
            raise CommandError(f"{result} Tidak ada yang ditulis.")
        self.stdout.write(result)
