"""A browser of somebody, on the Wednesday of `offices`."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from tests.attendance.offices import NOW


@pytest.fixture
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands on Wednesday, 09.00 WIB."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def as_(client: Client, wednesday: None) -> Callable[[Employee], Client]:
    """The test client, signed in as somebody, that Wednesday."""

    def sign_in(person: Employee) -> Client:
        with tenant(person.agency_id):
            client.force_login(person)
        return client

    return sign_in
