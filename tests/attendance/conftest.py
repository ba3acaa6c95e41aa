"""People with hours, a clock that stands still, and rows that are really committed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from tests import factories

MONDAY = date(2026, 11, 16)

Freeze = Callable[[datetime | str], datetime]


def wib(text: str, day: date = MONDAY) -> datetime:
    """`07:24` or `07:24:59` WIB on `day`, in UTC."""
    return datetime.fromisoformat(f"{day}T{text}+07:00").astimezone(UTC)


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """Set the clock: a moment, or `07:24` WIB on Monday 16 November 2026."""

    def set_to(moment: datetime | str) -> datetime:
        at = wib(moment) if isinstance(moment, str) else moment.astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: at)
        return at

    return set_to


def worker(zone: str = "Asia/Jakarta", hours: dict[str, Any] | None = None, **fields: Any) -> Any:
    """An employee of an agency with the hours of Perpres 21/2023 (`hours` changes them)."""
    agency = factories.agency(zone)
    unit = factories.unit(agency, **fields.pop("unit", {}))
    with tenant(agency.pk):
        factories.schedule(agency, **(hours or {})).save()
    return factories.employee(unit, **fields)


@pytest.fixture
def person(db: None) -> Employee:
    """An employee in Jakarta with ordinary hours."""
    return worker()


def sign_in(client: Client, person: Employee) -> None:
    """Sign `person` in as the form does it: inside their agency."""
    with tenant(person.agency_id):
        client.force_login(person)


@pytest.fixture
def signed_in(client: Client, person: Employee) -> Client:
    """A browser in which `person` is signed in."""
    sign_in(client, person)
    return client


OWN_ROWS = (
    ("attendance_delivery", "agency_id"),
    ("attendance_message", "agency_id"),
    ("attendance_machineline", "agency_id"),
    ("attendance_unreadableline", "agency_id"),
    ("attendance_machinenumber", "agency_id"),
    ("attendance_machine", "agency_id"),
    ("attendance_outbox", "agency_id"),
    ("attendance_checkin", "agency_id"),
    ("attendance_workday", "agency_id"),
    ("attendance_rosterentry", "agency_id"),
    ("attendance_roster", "agency_id"),
    ("attendance_rosterevent", "agency_id"),
    ("attendance_schedule", "agency_id"),
    ("services_desk", "owner_id"),
    ("services_office", "host_id"),
    ("accounts_employee", "agency_id"),
    ("accounts_unit", "agency_id"),
    ("accounts_agency", "id"),
)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database without a surrounding transaction: rows made here are committed.

    Afterwards the owner removes what the new agencies hold. Events cannot be deleted while
    their triggers are on, so the owner, and only the owner, switches them off for it.
    """
    with django_db_blocker.unblock():
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT coalesce(max(id), 0) FROM accounts_agency")
            before = cursor.fetchone()[0]
        try:
            yield
        finally:
            connections["default"].close()
            with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
                for table, agency in OWN_ROWS:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                    cursor.execute(f"DELETE FROM {table} WHERE {agency} > %s", [before])  # noqa: S608
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                cursor.execute("DELETE FROM django_session")
