"""Import what people took of annual leave in years before the portal knew."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.imports import ImportRefused
from attendance.actions.leave_openings import import_leave_openings
from attendance.management.commands.close_days import agency_from
from attendance.management.commands.import_events import SHOWN_FAULTS, opened
from attendance.wording import imports as lines
from attendance.wording import leave_openings as words


class Command(BaseCommand):
    """`manage.py import_leave_openings`"""

    help = (
        "Catat cuti tahunan yang terpakai sebelum portal dipakai, dari CSV "
        "(nip,tahun,terpakai,sumber): semua baris atau tidak satu pun. Boleh diulang dengan berkas "
        "yang dibetulkan. "
        "Contoh: manage.py import_leave_openings saldo.csv --agency 32.11 --dry-run"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas CSV")
        parser.add_argument("--agency", required=True, help="kode instansi, misalnya 32.11")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = agency_from(options["agency"])
        path: Path = options["file"]
        dry_run: bool = options["dry_run"]
        with opened(path) as file:
            try:
                with tenant(agency.pk):
                    rows = import_leave_openings(
                        file, agency=agency, at=clock.now(), dry_run=dry_run
                    )
            except ImportRefused as refused:
                shown = [
                    f"{path.name} baris {fault.number}: {fault.sentence}"
                    for fault in refused.faults[:SHOWN_FAULTS]
                ]
                heading = lines.refused_words(len(refused.faults), more=False)
                raise CommandError("\n".join([heading, *shown])) from None
            except OperationalError as error:
                raise CommandError(lines.database_busy()) from error
        said = lines.checked_words(rows) if dry_run else words.openings_imported(rows)
        self.stdout.write(said)
