"""Import events from a CSV file of another system."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.imports import Checked, ImportRefused, check_events, import_events
from attendance.actions.incoming import make_room
from attendance.management.commands.close_days import agency_from
from attendance.wording import imports as words

SHOWN_FAULTS = 20


class Command(BaseCommand):
    """`manage.py import_events`"""

    help = (
        "Impor presensi dari CSV (nip,kind,tapped_at,mode): semua baris atau tidak satu pun. Boleh "
        "diulang; presensi yang sudah ada tidak berubah. "
        "Contoh: manage.py import_events presensi.csv --agency 32.11 --dry-run"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas CSV")
        parser.add_argument("--agency", required=True, help="kode instansi, misalnya 32.11")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = agency_from(options["agency"])
        now = clock.now()
        with opened(options["file"]) as file:
            with tenant(agency.pk):
                checked = check_events(file, agency=agency, at=now, tell=self._tell)
            if checked.faults:
                fail(options["file"], checked)
            if options["dry_run"]:
                self.stdout.write(words.checked_words(checked.rows))
                return
            try:
                make_span(checked)
                with tenant(agency.pk):
                    rows, new = import_events(file, agency=agency, by=None, at=now, tell=self._tell)
            except ImportRefused:
                raise CommandError(words.file_changed()) from None
            except OperationalError as error:
                raise CommandError(words.database_busy()) from error
        self.stdout.write(words.imported_words(rows, new))

    def _tell(self, rows: int) -> None:
        self.stdout.write(f"  {rows:,} baris".replace(",", "."))
        self.stdout.flush()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file for reading twice. Raises CommandError where there is none, or it fails midway."""
    try:
        with path.open("rb") as file:
            if not file.seekable():
                raise CommandError(words.not_a_file(str(path)))
            yield file
    except OSError as error:
        raise CommandError(words.unreadable_file(str(path), error.strerror or "")) from error


def fail(path: Path, checked: Checked) -> NoReturn:
    """Raise CommandError with the first faults of a file, a line each."""
    shown = [
        f"{path.name} baris {fault.number}: {fault.sentence}"
        for fault in checked.faults[:SHOWN_FAULTS]
    ]
    heading = words.refused_words(len(checked.faults), more=checked.more)
    raise CommandError("\n".join([heading, *shown]))


def make_span(checked: Checked) -> None:
    """Make the partitions that a checked file needs, before anything holds the table."""
    if checked.first is not None and checked.last is not None:
        make_room([checked.first, checked.last])
