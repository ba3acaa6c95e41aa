"""Row-level security: a forgotten filter shows nothing, never a neighbour's people."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Employee
from accounts.tenancy import enter_tenant, reveal_login, tenant
from attendance.models import CheckIn
from tests import factories

pytestmark = pytest.mark.django_db


def test_without_an_agency_there_is_nobody() -> None:
    factories.employee(factories.unit(factories.agency()))
    assert list(Employee.objects.all()) == []


def test_each_agency_sees_only_its_own_people() -> None:
    ours = factories.employee(factories.unit(factories.agency()))
    factories.employee(factories.unit(factories.agency()))
    with tenant(ours.agency_id):
        assert list(Employee.objects.all()) == [ours]


def test_a_row_for_another_agency_is_refused() -> None:
    ours = factories.employee(factories.unit(factories.agency()))
    theirs = factories.employee(factories.unit(factories.agency()))
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        tenant(ours.agency_id),
        transaction.atomic(),
    ):
        Employee.objects.filter(pk=ours.pk).update(agency=theirs.agency_id)


def test_a_nested_agency_gives_the_outer_one_back() -> None:
    ours = factories.employee(factories.unit(factories.agency()))
    theirs = factories.employee(factories.unit(factories.agency()))
    with tenant(ours.agency_id):
        with tenant(theirs.agency_id):
            assert list(Employee.objects.all()) == [theirs]
        assert list(Employee.objects.all()) == [ours]


def test_a_typed_nip_reveals_one_person_to_read_and_none_to_write() -> None:
    ours = factories.employee(factories.unit(factories.agency()))
    factories.employee(factories.unit(factories.agency()))
    reveal_login(ours.nip)
    assert list(Employee.objects.all()) == [ours]
    assert Employee.objects.update(name="Diubah") == 0


def test_entering_an_agency_lasts_for_the_transaction() -> None:
    ours = factories.employee(factories.unit(factories.agency()))
    enter_tenant(ours.agency_id)
    assert list(Employee.objects.all()) == [ours]


def test_the_application_role_neither_owns_nor_bypasses() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls,"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, 0)


def test_every_table_with_an_agency_has_row_level_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE a.attname = 'agency_id' AND c.relkind IN ('r', 'p')"
            " AND NOT c.relrowsecurity"
        )
        unprotected = {name for (name,) in cursor.fetchall()}
    assert unprotected == set()


def test_a_partition_asked_by_its_own_name_shows_nothing() -> None:
    ours = factories.employee(factories.unit(factories.agency()))
    factories.check_in(ours, datetime(2026, 11, 16, 0, 20, tzinfo=UTC))
    with tenant(ours.agency_id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM attendance_checkin")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM attendance_checkin_2026_11")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_an_event_cannot_be_changed_or_deleted(verb: str) -> None:
    ours = factories.employee(factories.unit(factories.agency()))
    factories.check_in(ours, datetime(2026, 11, 16, 0, 20, tzinfo=UTC))
    events = CheckIn.objects.filter(employee=ours)
    with (
        pytest.raises(DatabaseError, match="Presensi tidak dapat diubah"),
        tenant(ours.agency_id),
        transaction.atomic(),
    ):
        events.update(mode="WFH") if verb == "update" else events._raw_delete("default")
