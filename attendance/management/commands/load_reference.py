"""Load the reference data of all apps: regions, agencies, calendar, law, services."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections, transaction

from accounts import reference as accounts_reference
from accounts.reference import load_when_changed
from attendance import reference as attendance_reference
from services import reference as services_reference

USING = "owner"
# Lower rooms first: an agency stands in a region, a preset on a regulation.
MODULES = {
    "accounts": accounts_reference,
    "services": services_reference,
    "attendance": attendance_reference,
}


class Command(BaseCommand):
    """`manage.py load_reference`"""

    help = (
        "Muat data acuan dari berkas aplikasi: wilayah, instansi, kalender, jam kerja, peraturan, "
        "layanan. Yang tidak berubah dilewati. Contoh: manage.py load_reference --always"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--always", action="store_true", help="muat juga berkas yang tidak berubah"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded: dict[str, int] = {}
        with transaction.atomic(using=USING), connections[USING].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hadir_load_reference'))")
            for app, module in MODULES.items():
                counts = load_when_changed(
                    app, module.sources(), module.load, using=USING, always=options["always"]
                )
                loaded |= counts or {}
        if loaded:
            listed = ", ".join(f"{count} {what}" for what, count in loaded.items())
            self.stdout.write(f"Data acuan dimuat: {listed}.")
