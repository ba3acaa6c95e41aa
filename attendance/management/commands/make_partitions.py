"""Make the monthly partitions that check-ins and judged days need."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError

from asn_wfh import clock
from attendance.actions.partitions import make_partitions, months_around


class Command(BaseCommand):
    """`manage.py make_partitions`"""

    help = (
        "Buat partisi bulanan presensi dan hari kerja: dua bulan ke belakang sampai tiga bulan ke "
        "depan. Contoh: manage.py make_partitions --from 2026-01-01 --until 2026-12-31"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first_day", type=date.fromisoformat, default=None)
        parser.add_argument("--until", dest="last_day", type=date.fromisoformat, default=None)
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=["default", "owner"])

    def handle(self, *args: Any, **options: Any) -> None:
        first_day, last_day = months_around(clock.now().date())
        first_day = options["first_day"] or first_day
        last_day = options["last_day"] or last_day
        if last_day < first_day:
            raise CommandError(
                f"Tanggal akhir {last_day} mendahului tanggal awal {first_day}, jadi tidak ada "
                "partisi yang dibuat. Tukar --from dan --until."
            )
        try:
            made = make_partitions(
                first_day=first_day, last_day=last_day, using=options["database"]
            )
        except OperationalError as error:
            raise CommandError(
                "Tabel presensi sedang dipakai proses lain, jadi partisi belum dibuat. Tidak ada "
                "yang berubah; jalankan lagi sebentar lagi."
            ) from error
        if made:
            self.stdout.write(f"{made} partisi bulanan dibuat, sampai {last_day}.")
