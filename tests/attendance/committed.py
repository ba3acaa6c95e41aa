"""An agency whose rows are really committed, for tests of two people acting at one moment.

The transaction of an ordinary test hides a race: nobody else sees its rows. Here everything is
written and, at the end, deleted by the owner.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections

from tests.attendance.offices import Office, office

# Children first. History keeps no foreign keys and shows to its agency only: it may stay.
TABLES = (
    "attendance_delivery",
    "attendance_message",
    "attendance_swap",
    "attendance_reopening",
    "attendance_correction",
    "attendance_absencerequest",
    "attendance_evidencefile",
    "attendance_requestterm",
    "attendance_outbox",
    "attendance_checkin",
    "attendance_assignmentletter",
    "attendance_signeddocument",
    "attendance_letternumbering",
    "attendance_rosterentry",
    "attendance_roster",
    "attendance_absence",
    "attendance_sanction",
    "attendance_policy",
    "attendance_schedule",
    "accounts_delegation",
    "accounts_rolegrant",
    "accounts_employee",
    "accounts_unit",
)

# What the database refuses to delete while its triggers are on.
KEPT = ("attendance_checkin", "attendance_signeddocument")


@contextmanager
def committed_office(**policy: object) -> Iterator[Office]:
    """`offices.office()` on disk; gone afterwards. Needs the database unblocked."""
    of = office(**policy)
    try:
        yield of
    finally:
        with connections["owner"].cursor() as cursor:
            for kept in KEPT:
                cursor.execute(f"ALTER TABLE {kept} DISABLE TRIGGER USER")
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table} WHERE agency_id = %s", [of.agency.pk])  # noqa: S608
            for kept in KEPT:
                cursor.execute(f"ALTER TABLE {kept} ENABLE TRIGGER USER")
            cursor.execute("DELETE FROM attendance_regulation WHERE code = 'se-uji'")
            cursor.execute("DELETE FROM accounts_agency WHERE id = %s", [of.agency.pk])
        connections["owner"].close()


@pytest.fixture
def office_on_disk(django_db_setup: None, django_db_blocker: object) -> Iterator[Office]:
    """A unit of seven, committed."""
    unblocked = django_db_blocker.unblock()  # type: ignore[attr-defined]
    with unblocked, committed_office() as of:
        yield of
