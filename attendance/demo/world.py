"""The demo world as a whole: built in one transaction, or not at all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connections, transaction

from accounts.models import Employee
from attendance.actions.partitions import make_partitions, months_around
from attendance.demo.accounts import FILE, new_passwords, write_accounts
from attendance.demo.cases import choose_missing
from attendance.demo.circumstances import make_absences, make_outage, make_policies, make_sanction
from attendance.demo.code_screens import make_code_screen
from attendance.demo.events import make_events
from attendance.demo.frame import USING, Demo
from attendance.demo.officials import make_officials
from attendance.demo.people import make_people
from attendance.demo.policies import make_more_policies
from attendance.demo.public_data import make_public_data
from attendance.demo.readiness import make_readiness
from attendance.demo.rosters import make_rosters
from attendance.demo.units import make_offices, make_units, make_worlds, staff_rows
from attendance.demo.watched import choose_unusual, make_stumble

Say = Callable[[str], None]


class RealPeopleError(Exception):
    """The database holds employees who were not invented; the text is a sentence."""


def planned_staff() -> int:
    """How many people the data files plan."""
    return sum(int(row["staff"]) for row in staff_rows())


def build_demo(
    *, now: datetime, seed: str, employees: int, days: int, folder: Path, say: Say
) -> Demo | None:
    """Build the world as of `now` (aware): about `employees` people and `days` past days.

    None when demo people are there already. Writes the accounts into `folder`. Raises
    `RealPeopleError` where the database holds anybody else. Reference data must be loaded.
    """
    demo = Demo(seed, now, days, employees / planned_staff())
    with transaction.atomic(using=USING):
        with connections[USING].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hadir_seed_demo'))")
        people = Employee._base_manager.using(USING)
        if people.filter(is_demo=False).exists():
            raise RealPeopleError(
                "Basis data ini berisi pegawai sungguhan, jadi data contoh tidak dibuat dan tidak "
                "ada yang berubah. Pakai basis data kosong, misalnya DATA=/folder/lain make run."
            )
        if people.exists():
            return None
        make_partitions(
            first_day=now.date() - timedelta(days=days + 10),
            last_day=months_around(now.date())[1],
            using=USING,
        )
        passwords = _fill(demo, say)
        accounts = write_accounts(demo, passwords, folder)
    accounts.replace(folder / FILE)
    return demo


def _fill(demo: Demo, say: Say) -> dict[str, str]:
    make_worlds(demo)
    make_units(demo)
    make_offices(demo)
    make_public_data(demo)
    passwords = new_passwords(demo)
    people = make_people(demo, passwords)
    make_officials(demo)
    make_policies(demo)
    make_more_policies(demo)
    absences = make_absences(demo)
    make_sanction(demo)
    make_outage(demo)
    choose_missing(demo)
    make_stumble(demo)
    choose_unusual(demo)
    make_code_screen(demo)
    make_readiness(demo)
    say(f"{people} pegawai di {len(demo.worlds)} instansi, {absences} ketidakhadiran sah.")
    plan = make_rosters(demo)
    say(f"{len(plan)} baris jadwal yang berlaku.")
    events = make_events(demo, plan)
    say(f"{events} presensi.")
    return passwords
