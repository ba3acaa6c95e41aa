"""Fill an empty database with invented people and eight weeks of their work."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from asn_wfh import clock
from attendance.demo.accounts import FILE
from attendance.demo.afterwards import finish
from attendance.demo.world import RealPeopleError, build_demo, planned_staff

MOST_EMPLOYEES, MOST_DAYS = 20_000, 370


class Command(BaseCommand):
    """`manage.py seed_demo`"""

    help = (
        "Isi basis data kosong dengan pegawai rekaan, jadwal, dan presensi. Menolak bila ada "
        "pegawai sungguhan. Contoh: manage.py seed_demo --employees 300 --days 28 --seed uji"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--employees", type=int, default=planned_staff(), help="kira-kira berapa pegawai"
        )
        parser.add_argument("--days", type=int, default=56, help="berapa hari ke belakang")
        parser.add_argument("--seed", default="hadir", help="benih: yang sama memberi dunia sama")

    def handle(self, *args: Any, **options: Any) -> None:
        employees = _within(options["employees"], 1, MOST_EMPLOYEES, "--employees")
        days = _within(options["days"], 0, MOST_DAYS, "--days")
        begun = time.monotonic()
        call_command("load_reference", stdout=self.stdout, stderr=self.stderr)
        try:
            demo = build_demo(
                now=clock.now(),
                seed=options["seed"],
                employees=employees,
                days=days,
                folder=settings.DATA_DIR,
                say=self.stdout.write,
            )
        except RealPeopleError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"Folder data {settings.DATA_DIR} tidak dapat ditulis ({error.strerror}), jadi "
                "data contoh tidak dibuat. Perbaiki izinnya, lalu jalankan lagi."
            ) from error
        if demo is None:
            self.stdout.write("Data contoh sudah ada; tidak ada yang diubah.")
            return
        finish(demo, self.stdout.write)
        self.stdout.write(
            f"Data contoh selesai dalam {time.monotonic() - begun:.1f} detik. Akun untuk dicoba: "
            f"{settings.DATA_DIR / FILE}"
        )


def _within(number: int, least: int, most: int, option: str) -> int:
    if not least <= number <= most:
        raise CommandError(
            f"{option} {number} di luar batas {least} sampai {most}, jadi tidak ada yang dibuat. "
            "Pilih angka di antaranya."
        )
    return number
