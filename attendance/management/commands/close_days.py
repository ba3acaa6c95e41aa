"""Close one date, or a span of them, of an agency: by hand, or again after a correction."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.models import Agency, Employee
from accounts.models.agencies import ZONES
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.days import close_days
from attendance.actions.partitions import make_partitions
from attendance.queries.days import is_over
from attendance.queries.months import FIRST_YEAR
from attendance.wording import day_words

MOST_DAYS = 370


class Command(BaseCommand):
    """`manage.py close_days`"""

    help = (
        "Tutup hari kerja satu instansi: nilai setiap pegawai pada tanggal itu menurut aturan. "
        "Boleh diulang; hasilnya sama untuk catatan yang sama. "
        "Contoh: manage.py close_days --agency 32.11 --date 2026-11-20"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, help="kode instansi, misalnya 32.11")
        parser.add_argument("--date", required=True, help="tanggal, misalnya 2026-11-20")
        parser.add_argument("--until", default="", help="tanggal terakhir, bila lebih dari sehari")

    def handle(self, *args: Any, **options: Any) -> None:
        first = day_from(options["date"], "--date")
        last = day_from(options["until"], "--until") if options["until"] else first
        if last < first or (last - first).days >= MOST_DAYS:
            raise CommandError(
                f"Rentang {first} sampai {last} tidak dapat ditutup: tanggal akhir tidak boleh "
                f"mendahului tanggal awal, dan paling banyak {MOST_DAYS} hari. Tidak ada yang "
                "diubah; betulkan --date dan --until."
            )
        agency = agency_from(options["agency"])
        now = clock.now()
        if not is_over(agency, last, now):
            raise CommandError(
                f"{day_words(last)} belum berakhir menurut jam {ZONES[agency.zone]}, jadi tidak "
                "ada yang ditutup. Jalankan lagi sesudah pukul 00.05 hari berikutnya."
            )
        try:
            make_partitions(first_day=first, last_day=last)
            spans = close_days(agency=agency, first_day=first, last_day=last, now=now)
            for day, done in spans:
                waits = f", {done.waiting} menunggu akhir giliran" if done.waiting else ""
                self.stdout.write(f"{day_words(day)}: {done.judged} pegawai dinilai{waits}.")
                self.stdout.flush()
        except OperationalError as error:
            raise CommandError(
                "Basis data tidak dapat dihubungi atau sedang terkunci. Hari yang sudah disebut "
                "di atas tersimpan; yang lain tidak berubah. Jalankan lagi perintah yang sama."
            ) from error


def day_from(text: str, option: str) -> date:
    """The date a person typed. Raises CommandError."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        raise CommandError(
            f"{option} {text} bukan tanggal yang dapat dipakai, jadi tidak ada yang diubah. Tulis "
            f"seperti 2026-11-20, mulai tahun {FIRST_YEAR}."
        )
    return day


def agency_from(code: str) -> Agency:
    """The agency of a code, with people here. Raises CommandError."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise CommandError(
            f"Tidak ada instansi dengan kode {code}, jadi tidak ada yang diubah. Pakai kode "
            "Kemendagri atau kode kementerian, misalnya 32.11 untuk Kabupaten Sumedang."
        )
    with tenant(agency.pk):
        if not Employee.objects.filter(agency=agency).exists():
            raise CommandError(
                f"{agency.name} belum punya pegawai di portal ini, jadi tidak ada yang dinilai. "
                "Impor pegawainya dulu."
            )
    return agency
