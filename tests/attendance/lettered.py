"""A roster in force and its signed letter, on the Wednesday of `offices`.

Made once for a module, because it takes a second; what a test changes is undone after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.letters import sign_letter
from attendance.actions.rosters import approve_roster
from attendance.models import AssignmentLetter, Roster
from tests.attendance.offices import NOW, Office, office, on_fridays, submitted


def in_force(of: Office) -> Roster:
    """The week of `of`, up to three at home on Friday, approved by the PPK."""
    roster = submitted(of, *on_fridays(of, min(3, len(of.staff) // 2)))
    with tenant(of.agency.pk):
        return approve_roster(roster_id=roster.pk, by=of.ppk, at=NOW)


def letter(
    of: Office, roster: Roster, by: Employee | None = None, **typed: Any
) -> AssignmentLetter:
    """The letter of `roster`, signed by the PPK or somebody else."""
    with tenant(of.agency.pk):
        return sign_letter(roster_id=roster.pk, by=by or of.ppk, at=NOW, **typed)


@contextmanager
def kept_office(blocker: Any, **policy: Any) -> Iterator[Office]:
    """An office for a whole module; needs pytest-django's `django_db_blocker`."""
    with blocker.unblock(), transaction.atomic():
        yield office(**policy)
        transaction.set_rollback(True)
    connection.close()


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is undone, the tenancy somebody entered included."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
