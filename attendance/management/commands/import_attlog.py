"""Import what a fingerprint machine wrote on a memory stick."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.imports import ImportRefused, check_attlog, import_attlog
from attendance.management.commands.import_events import fail, make_span, opened
from attendance.models import Machine
from attendance.wording import imports as words


class Command(BaseCommand):
    """`manage.py import_attlog`"""

    help = (
        "Impor attlog.dat dari flashdisk mesin sidik jari: semua baris atau tidak satu pun. Boleh "
        "diulang; baris yang sudah ada tidak berubah. "
        "Contoh: manage.py import_attlog 1_attlog.dat --device pintu-utama --agency 32.11"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas attlog.dat")
        parser.add_argument("--device", required=True, help="kode atau nomor seri mesin")
        parser.add_argument(
            "--agency", default="", help="kode instansi, bila kode mesin tidak unik"
        )
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
        parser.add_argument(
            "--keep-odd-clock",
            action="store_true",
            help="simpan baris berjam tidak wajar tanpa membuat presensi",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        machine = _machine(options["device"], options["agency"])
        now = clock.now()
        with opened(options["file"]) as file:
            with tenant(machine.agency_id):
                checked = check_attlog(
                    file,
                    machine=machine,
                    at=now,
                    odd_clock_allowed=options["keep_odd_clock"],
                    on_command=True,
                    tell=self._tell,
                )
            if checked.faults:
                fail(options["file"], checked)
            if options["dry_run"]:
                self.stdout.write(words.checked_words(checked.rows))
                return
            try:
                make_span(checked)
                with tenant(machine.agency_id):
                    kept = import_attlog(file, machine=machine, by=None, at=now, tell=self._tell)
            except ImportRefused:
                raise CommandError(words.file_changed()) from None
            except OperationalError as error:
                raise CommandError(words.database_busy()) from error
        self.stdout.write(
            words.imported_lines_words(kept.lines, kept.new, kept.events, kept.unknown, kept.aside)
        )

    def _tell(self, rows: int) -> None:
        self.stdout.write(f"  {rows:,} baris".replace(",", "."))
        self.stdout.flush()


def _machine(device: str, code: str) -> Machine:
    """The machine of a code or serial number. Raises CommandError.

    Machines are their agencies' rows, so each agency is asked on its own.
    """
    agencies = Agency.objects.filter(code=code) if code else Agency.objects.all()
    found: list[Machine] = []
    for agency in agencies:
        with tenant(agency.pk):
            rows = Machine.objects.filter(agency=agency).select_related("agency")
            found += [row for row in rows if device in {row.code, row.serial}]
    if not found:
        raise CommandError(words.no_such_machine(device, code))
    if len(found) > 1:
        raise CommandError(words.machine_in_several(device, [row.agency.code for row in found]))
    return found[0]
