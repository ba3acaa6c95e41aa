"""Reads the data files that ship inside the apps, for the tests of their content."""

import csv
from datetime import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("accounts", "attendance", "services")
STAFF = {"32.11": 240, "32.72": 80, "32.77": 80, "kemenpanrb": 80, "73.71": 70, "91.71": 60}
"""The demo agencies and the people each has."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `app/file` (without ``.csv``), every value a string."""
    app, file = name.split("/")
    path = ROOT / app / "data" / f"{file}.csv"
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def codes(name: str, column: str = "code") -> set[str]:
    return {row[column] for row in rows(name)}


def agency_codes() -> set[str]:
    return codes("accounts/regions") | codes("accounts/ministries")


def all_units() -> dict[tuple[str, str], dict[str, str]]:
    both = rows("accounts/demo_units") + rows("accounts/demo_partner_units")
    return {(row["agency_code"], row["unit_code"]): row for row in both}


def split(value: str) -> list[str]:
    return [part for part in value.split(";") if part]


def minutes(text: str) -> int:
    """Minutes since midnight of ``HH:MM``."""
    moment = time.fromisoformat(text)
    return moment.hour * 60 + moment.minute
