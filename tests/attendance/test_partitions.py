"""Partitions are made ahead, once, by the owner and by the application role."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from asn_wfh import clock
from attendance.actions import partitions
from attendance.actions.partitions import make_partitions, months_around
from attendance.tasks.partitions import make_missing_partitions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def partitions_of(table: str, using: str = "default") -> set[str]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass",
            [table],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("using", ["default", "owner"])
def test_both_roles_make_a_partition_per_table_and_month(using: str) -> None:
    made = make_partitions(first_day=date(2031, 5, 31), last_day=date(2031, 7, 1), using=using)
    assert made == 6
    assert {"attendance_checkin_2031_05", "attendance_checkin_2031_07"} <= partitions_of(
        "attendance_checkin", using
    )
    assert "attendance_workday_2031_06" in partitions_of("attendance_workday", using)


def test_a_second_run_makes_none() -> None:
    first, last = date(2031, 12, 1), date(2032, 1, 31)
    assert make_partitions(first_day=first, last_day=last) == 4
    assert make_partitions(first_day=first, last_day=last) == 0


def test_a_partition_shows_nothing_by_itself() -> None:
    make_partitions(first_day=date(2031, 5, 1), last_day=date(2031, 5, 1))
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity FROM pg_class WHERE relname = 'attendance_checkin_2031_05'"
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 21), date(2026, 9, 1), date(2027, 2, 28)),
        (date(2026, 1, 31), date(2025, 11, 1), date(2026, 4, 30)),
        (date(2027, 12, 1), date(2027, 10, 1), date(2028, 3, 31)),
    ],
)
def test_two_months_back_and_three_ahead(day: date, first: date, last: date) -> None:
    assert months_around(day) == (first, last)


def test_the_task_makes_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2033, 3, 10, tzinfo=UTC))
    assert make_missing_partitions() == 12
    assert make_missing_partitions() == 0


@pytest.mark.parametrize("using", ["default", "owner"])
def test_the_command_says_what_it_made(using: str) -> None:
    out = StringIO()
    span = ["--from", "2034-01-01", "--until", "2034-02-01"]
    call_command("make_partitions", *span, "--database", using, stdout=out)
    assert out.getvalue() == "4 partisi bulanan dibuat, sampai 2034-02-01.\n"


def test_a_busy_table_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "LOCK_TIMEOUT", "50ms")
    make_partitions(first_day=date(2031, 5, 1), last_day=date(2031, 5, 1), using="owner")
    with pytest.raises(CommandError, match="jalankan lagi sebentar lagi"):
        call_command("make_partitions")


def test_a_reversed_span_is_refused() -> None:
    with pytest.raises(CommandError, match="Tukar --from dan --until"):
        call_command("make_partitions", "--from", "2034-02-01", "--until", "2034-01-01")
