"""A month judged again from its events is the same month, in whatever order they came in."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions.days import close_days
from attendance.actions.rebuilds import rebuild_month
from attendance.models import Absence, CheckIn, Correction, DayClose, Outage, WorkDay
from attendance.queries.day_rows import month_hash
from tests import factories
from tests.attendance.conftest import Freeze

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 1)
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 8)
AFTER = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
ORDERS = (None, 3, 8)
"""The events in order, and shuffled twice."""


@pytest.fixture
def agency() -> Agency:
    """Five people: in order, late, on leave, at night, and settled by a superior."""
    agency = factories.agency()
    unit = factories.unit(agency)
    people = [factories.employee(unit) for _ in range(5)]
    with tenant(agency.pk):
        factories.schedule(agency, flex_minutes=10, missing_out_minutes=90).save()
        night = {"kind": "shift", "start": "22:00", "end_mon_thu": "06:00", "end_fri": "06:00"}
        factories.schedule(agency, employee=people[3], workdays="1234567", **night).save()
        Absence.objects.create(
            agency=agency,
            employee=people[2],
            kind="sick",
            first_day=date(2026, 11, 3),
            last_day=date(2026, 11, 4),
        )
        Outage.objects.create(
            agency=agency,
            starts_at=datetime(2026, 11, 5, 0, 0, tzinfo=UTC),
            ends_at=datetime(2026, 11, 5, 1, 0, tzinfo=UTC),
            cause="Jaringan putus",
        )
        Correction.objects.create(
            agency=agency,
            employee=people[4],
            date=date(2026, 11, 4),
            kind="place",
            reason="Dipanggil",
            state="accepted",
            asked_at=AFTER,
            due_on=LAST,
            settled_by=people[0],
            settled_at=AFTER,
            settlement="Betul",
        )
    return agency


def events(agency: Agency) -> list[dict[str, Any]]:
    """A week of taps, some queued, some at one instant, some decided by a superior."""
    random = Random(11)
    with tenant(agency.pk):
        people = list(agency.employees.order_by("pk"))
    found = []
    day = FIRST
    while day <= LAST:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7)
        for number, person in enumerate(people):
            start, end = (21, 30) if number == 3 else (7, 15)
            come = midnight + timedelta(hours=start, minutes=random.randint(0, 59))
            leave = midnight + timedelta(hours=end, minutes=random.randint(0, 99))
            mode = random.choice(("WFO", "WFH"))
            queued = timedelta(minutes=random.choice((0, 0, 40)))
            found.append((person, "in", mode, come, come + queued, "browser"))
            if random.random() < 0.4:
                found.append((person, "in", "WFH", come, come + queued, "machine"))
                found.append((person, "in", "WFO", come, come + queued, "correction"))
            if random.random() < 0.8:
                found.append((person, "out", mode, leave, leave + queued, "browser"))
        day += timedelta(days=1)
    return [
        {
            "agency_id": agency.pk,
            "employee": person,
            "local_date": (received + timedelta(hours=7)).date(),
            "kind": kind,
            "mode": mode,
            "tapped_at": tapped,
            "recorded_at": received,
            "zone": person.zone,
            "source": source,
            "place_class": "inside",
        }
        for person, kind, mode, tapped, received, source in found
    ]


@contextmanager
def recorded(agency: Agency, order: int | None) -> Iterator[None]:
    """The events on record and every day closed, all of it gone afterwards."""
    given = events(agency)
    if order is not None:
        Random(order).shuffle(given)
    with transaction.atomic():
        with tenant(agency.pk):
            for one in given:
                CheckIn.objects.create(key=uuid.uuid4(), **one)
        list(close_days(agency=agency, first_day=FIRST, last_day=LAST, now=AFTER))
        yield
        transaction.set_rollback(True)


def rebuilt(agency: Agency) -> str:
    later = AFTER + timedelta(days=1)
    days = list(rebuild_month(agency=agency, month=NOVEMBER, now=later, check=False))
    assert [one.day for one in days] == [FIRST + timedelta(days=n) for n in range(7)]
    assert all(one.is_same for one in days)
    with tenant(agency.pk):
        return month_hash(agency.pk, FIRST, LAST)


def test_two_rebuilds_and_one_after_shuffled_events_give_one_hash(agency: Agency) -> None:
    hashes, rows = set(), set()
    for order in ORDERS:
        with recorded(agency, order):
            hashes |= {rebuilt(agency), rebuilt(agency)}
            with tenant(agency.pk):
                kept = WorkDay.objects.order_by("date", "employee_id").values_list(
                    "status", "place", "late_minutes", "early_minutes", "first_in", "last_out"
                )
                flags = WorkDay.objects.values_list("flags", flat=True)
                seen = {flag for some in flags for flag in some}
                rows.add(tuple(kept))
    assert len(hashes) == len(rows) == 1
    # Or the month would prove little.
    assert seen == {"late", "early", "no_out", "mismatch", "pending", "outage"}


def told(agency: Agency, *options: str) -> str:
    out = StringIO()
    call_command(
        "rebuild_month", "--agency", agency.code, "--month", "2026-11", *options, stdout=out
    )
    return out.getvalue()


def test_the_command_says_same_and_writes_nothing_with_check(
    agency: Agency, freeze: Freeze
) -> None:
    freeze(AFTER)
    with recorded(agency, None):
        with tenant(agency.pk):
            before = set(WorkDay.objects.values_list("judged_at", flat=True))
            digest = month_hash(agency.pk, FIRST, LAST)
        freeze(AFTER + timedelta(hours=1))
        said = told(agency, "--check")
        assert said.count(digest) == 2
        assert "7 hari dinilai lagi: sama." in said
        with tenant(agency.pk):
            assert set(WorkDay.objects.values_list("judged_at", flat=True)) == before
        assert "sama." in told(agency)
        with tenant(agency.pk):
            assert set(WorkDay.objects.values_list("judged_at", flat=True)) != before


def test_a_day_that_differs_is_named_and_check_fails(agency: Agency, freeze: Freeze) -> None:
    freeze(AFTER)
    with recorded(agency, None):
        with tenant(agency.pk):
            late = WorkDay.objects.filter(date=FIRST).first()
            WorkDay.objects.filter(pk=late.pk).update(late_minutes=99)
            noted = DayClose.objects.get(date=FIRST).content_hash
        out = StringIO()
        with pytest.raises(CommandError, match="berubah pada 1 hari"):
            call_command(
                "rebuild_month",
                *("--agency", agency.code, "--month", "2026-11", "--check"),
                stdout=out,
            )
        assert "Senin, 2 November 2026: berubah" in out.getvalue()
        assert "tidak seperti saat ditutup" in out.getvalue()
        told(agency)
        with tenant(agency.pk):
            assert WorkDay.objects.get(pk=late.pk).late_minutes == late.late_minutes
            assert DayClose.objects.get(date=FIRST).content_hash == noted


def test_a_month_without_closed_days_is_refused(agency: Agency, freeze: Freeze) -> None:
    freeze(AFTER)
    with pytest.raises(CommandError, match="Tidak ada hari"):
        told(agency)
    with pytest.raises(CommandError, match="bukan bulan"):
        call_command("rebuild_month", "--agency", agency.code, "--month", "2026-13")
