"""The database itself guards frozen months: in every partition, and against emptying."""

import pytest
from django.db import connections


@pytest.mark.django_db(databases=["default", "owner"])
def test_each_partition_is_guarded_too_also_those_made_later() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT hadir_make_partitions('2035-03-01', '2035-03-31')")
        cursor.execute(
            """
            SELECT tree.relid::regclass::text, count(fact.oid)
            FROM pg_partition_tree('attendance_workday') tree
            LEFT JOIN pg_trigger fact
              ON fact.tgrelid = tree.relid AND fact.tgname LIKE 'attendance_workday_frozen_%%'
            GROUP BY 1
            """
        )
        guarded = dict(cursor.fetchall())
    assert "attendance_workday_2035_03" in guarded
    assert set(guarded.values()) == {4}


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_application_may_not_empty_the_table() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('attendance_workday', 'TRUNCATE')")
        assert cursor.fetchone() == (False,)
