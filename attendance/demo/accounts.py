"""Passwords of the demo people, and the file that tells them to whoever runs the demo."""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from accounts.models import Employee
from attendance.demo.frame import AgencyWorld, Demo

FILE = "demo-accounts.json"
LOAD_TEST_EMPLOYEES = 200
WORDS = {
    "32.11": "sumedang",
    "32.72": "sukabumi",
    "32.77": "cimahi",
    "kemenpanrb": "menpan",
    "73.71": "makassar",
    "91.71": "jayapura",
    "32": "jabar",
}

Account = dict[str, str]


def new_passwords(demo: Demo) -> dict[str, str]:
    """One password per agency, easy to type: a word and four digits, never from the seed.

    Good for a demonstration only; a database elsewhere is not filled unless somebody asks.
    """
    return {
        code: f"{WORDS.get(code, 'mitra')}-{secrets.randbelow(9000) + 1000}" for code in demo.worlds
    }


def write_accounts(demo: Demo, passwords: dict[str, str], folder: Path) -> Path:
    """Write the accounts beside their place, readable by the owner only; where they stand now.

    The caller moves the file to `FILE` once the people are in the database for good.
    """
    accounts = [account for world in demo.worlds.values() for account in _of(world, passwords)]
    path = folder / f"{FILE}.new"
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"accounts": accounts}, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return path


def _of(world: AgencyWorld, passwords: dict[str, str]) -> Iterator[Account]:
    password = passwords[world.agency.code]
    for role, person in world.accounts.items():
        yield _account(role, person, password)
    if world.agency.code == next(iter(WORDS)):
        known = {person.pk for person in world.accounts.values()}
        others = [person for person in world.people if person.pk not in known]
        for person in others[: LOAD_TEST_EMPLOYEES - 1]:
            yield _account("employee", person, password)


def _account(role: str, person: Employee, password: str) -> Account:
    return {
        "role": role,
        "login": person.nip,
        "password": password,
        "name": person.name,
        "agency": person.agency.name,
        "agency_code": person.agency.code,
        "unit": person.unit.name,
        "zone": person.zone,
    }
