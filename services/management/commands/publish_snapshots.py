"""Write snapshots of all offices, or of some, by hand: after a move, or into an empty folder."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from asn_wfh import clock
from services.models import Office
from services.snapshots.publish import has_ended, publish_office


class Command(BaseCommand):
    """`manage.py publish_snapshots`"""

    help = (
        "Tulis halaman kantor untuk warga sebagai berkas yang disajikan nginx atau portal sendiri. "
        "Pekerja loket melakukannya sendiri; perintah ini untuk folder baru atau sesudah pindah. "
        "Boleh diulang. Contoh: manage.py publish_snapshots mpp-sumedang"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="*", help="alamat singkat kantor; bawaan: semua kantor")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            offices = self._offices(options["slug"])
            for number, office in enumerate(offices, start=1):
                now = clock.now()
                if has_ended(office.ended_on, office.zone, now):
                    said = "sudah ditutup, tanpa berkas"
                else:
                    said = "ditulis" if publish_office(office.pk, now) else "tidak berubah"
                self.stdout.write(f"{number}/{len(offices)} {office.slug}: {said}.")
                self.stdout.flush()
        except DatabaseError as error:
            raise CommandError(
                "Basis data tidak dapat dihubungi. Kantor yang sudah disebut di atas tertulis "
                "utuh, yang lain tidak berubah. Periksa basis datanya, lalu jalankan lagi."
            ) from error
        except OSError as error:
            raise CommandError(
                f"Folder {settings.SNAPSHOT_DIR} tidak dapat ditulis ({error.strerror}). Berkas "
                "lama tetap utuh. Betulkan izin atau ruang disk, lalu jalankan lagi."
            ) from error

    def _offices(self, slugs: list[str]) -> list[Office]:
        """The named offices, or all of them; refuses all where one is unknown."""
        offices = Office.objects.order_by("slug")
        if slugs:
            offices = offices.filter(slug__in=slugs)
        found = list(offices)
        unknown = sorted(set(slugs) - {office.slug for office in found})
        if unknown:
            raise CommandError(
                f"Tidak ada kantor dengan alamat singkat {', '.join(unknown)}, jadi tidak ada yang "
                "ditulis. Alamat singkat ada di alamat halamannya: /kantor/<alamat-singkat>/."
            )
        return found
