"""Print the data dictionary of the files of a month."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from attendance.exports.dictionary import dictionary_csv, dictionary_page


class Command(BaseCommand):
    """`manage.py data_dictionary > docs/data-dictionary.md`; `--csv` for the file of the ZIP."""

    help = (
        "Print what every column of the exported files means, as a page or as CSV. "
        "Example: manage.py data_dictionary > docs/data-dictionary.md"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--csv", action="store_true", help="as CSV, as it lies in the ZIP")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["csv"]:
            self.stdout.write("".join(dictionary_csv()), ending="")
        else:
            self.stdout.write(dictionary_page(), ending="")
