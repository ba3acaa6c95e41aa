"""A frozen month stays: its rows, its report; what comes later is a dated amendment."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.actions.compliance import ReportRefused, compute_report
from attendance.actions.compliance_jobs import ask_report
from attendance.actions.days import close_day
from attendance.actions.freezes import FreezeRefused, freeze_month
from attendance.actions.reopenings import rejudge_reopened, reopen_days
from attendance.models import (
    Absence,
    CheckIn,
    DayAmendment,
    DayClose,
    MonthFreeze,
    ReopenCause,
    WorkDay,
)
from attendance.queries.day_rows import month_hash
from tests import factories
from tests.attendance.conftest import Freeze, sign_in
from tests.attendance.lettered import undone
from tests.attendance.month_of_work import LAST, NOVEMBER, SATURDAY, job_of, month_of_work

DECEMBER = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
"""Wednesday 2 December 2026, 09.00 WIB: November is over."""
LATER = DECEMBER + timedelta(days=1)
SEVENTEENTH = date(2026, 11, 17)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Agency]:
    """Three people whose November is closed and reported; made once, since it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        agency = month_of_work(units=1, people=3, capped=False)
        compute_report(agency=agency, month=NOVEMBER, job=job_of(agency, at=DECEMBER), now=DECEMBER)
        yield agency
        transaction.set_rollback(True)
    connections["default"].close()


@pytest.fixture(autouse=True)
def agency(made: Agency) -> Iterator[Agency]:
    with undone():
        yield made


@pytest.fixture
def ppk(agency: Agency) -> Employee:
    return reader(agency, "ppk")


def reader(agency: Agency, role: str) -> Employee:
    with tenant(agency.pk):
        unit = agency.units.first()
    person = factories.employee(unit, appointed_on=date(2026, 12, 1))
    factories.grant(person, role)
    return factories.standing(person, on=date(2026, 12, 2))


def frozen(agency: Agency, by: Employee, at: datetime = DECEMBER) -> MonthFreeze:
    with tenant(agency.pk):
        return freeze_month(agency=agency, month=NOVEMBER, by=by, at=at)


def refused(agency: Agency, by: Employee, at: datetime = DECEMBER) -> str:
    with pytest.raises(FreezeRefused) as refusal:
        frozen(agency, by, at)
    with tenant(agency.pk):
        assert not MonthFreeze.objects.filter(frozen_at=at).exists()
    return " ".join(refusal.value.sentences)


def days_of(agency: Agency) -> list[tuple[Any, ...]]:
    with tenant(agency.pk):
        return list(WorkDay.objects.order_by("date", "employee_id").values_list())


def test_the_ppk_freezes_a_closed_and_reported_month(agency: Agency, ppk: Employee) -> None:
    freeze = frozen(agency, ppk)
    assert (freeze.frozen_by_id, freeze.frozen_under_id) == (ppk.pk, None)
    assert freeze.days == len(days_of(agency)) == 29 * 3
    with tenant(agency.pk):
        assert freeze.content_hash == month_hash(agency.pk, NOVEMBER, date(2026, 11, 30))


def test_a_delegate_freezes_under_the_letter(agency: Agency, ppk: Employee) -> None:
    delegate = factories.employee(ppk.unit, appointed_on=date(2026, 12, 1))
    letter = factories.delegation(ppk, delegate, "ppk")
    factories.standing(delegate, on=date(2026, 12, 2))
    assert frozen(agency, delegate).frozen_under_id == letter.pk


def test_nobody_else_freezes(agency: Agency) -> None:
    assert "yang berwenang hanya PPK" in refused(agency, reader(agency, "personnel"))


def test_a_running_month_is_not_frozen(agency: Agency, ppk: Employee) -> None:
    assert "belum berakhir" in refused(agency, ppk, SATURDAY)


def test_a_month_half_reported_is_not_frozen() -> None:
    agency = month_of_work(units=1, people=1, capped=False)
    compute_report(agency=agency, month=NOVEMBER, job=job_of(agency), now=SATURDAY)
    said = refused(agency, reader(agency, "ppk"))
    assert "Belum ditutup: Sabtu, 21 November 2026" in said
    assert "belum dihitung" in said


def test_days_that_wait_or_changed_stand_in_the_way(agency: Agency, ppk: Employee) -> None:
    person = away(agency, ppk, SEVENTEENTH)
    assert "1 hari pegawai masih menunggu" in refused(agency, ppk)
    rejudge_reopened(agency=agency, now=LATER)
    assert "dinilai lagi sesudah versi 1" in refused(agency, ppk, LATER)
    compute_report(agency=agency, month=NOVEMBER, job=job_of(agency, at=LATER), now=LATER)
    frozen(agency, ppk, LATER)
    assert person is not None


def test_figures_that_no_longer_add_up_are_not_signed(agency: Agency, ppk: Employee) -> None:
    with tenant(agency.pk):
        WorkDay.objects.filter(date=SEVENTEENTH, status="present").update(late_minutes=77)
    assert "tidak lagi sama" in refused(agency, ppk)


def test_rows_that_are_not_those_of_the_close_are_not_signed(agency: Agency, ppk: Employee) -> None:
    with tenant(agency.pk):
        WorkDay.objects.filter(date=SEVENTEENTH).update(first_in_minute=1)
    assert "Selasa, 17 November 2026" in refused(agency, ppk)


def test_a_month_is_frozen_once(agency: Agency, ppk: Employee) -> None:
    frozen(agency, ppk)
    assert "sudah disahkan oleh" in refused(agency, ppk, LATER)


def test_another_version_than_the_one_read_is_not_signed(agency: Agency, ppk: Employee) -> None:
    with tenant(agency.pk), pytest.raises(FreezeRefused, match="sekarang versi 1"):
        freeze_month(agency=agency, month=NOVEMBER, by=ppk, at=DECEMBER, version=7)


INSERT = """
INSERT INTO attendance_workday (agency_id, date, employee_id, unit_id, status, plan, place,
    late_minutes, early_minutes, flags, rule_version, judged_at)
SELECT agency_id, '2026-11-01', employee_id, unit_id, status, plan, place,
    late_minutes, early_minutes, flags, rule_version, judged_at
FROM attendance_workday WHERE agency_id = %(agency)s AND date = '2026-11-17'
"""
WRITES = [
    "UPDATE attendance_workday SET late_minutes = 1 WHERE agency_id = %(agency)s",
    "UPDATE attendance_workday SET date = date + 40 WHERE agency_id = %(agency)s",
    "DELETE FROM attendance_workday WHERE agency_id = %(agency)s AND date = '2026-11-17'",
    INSERT,
]


@pytest.mark.parametrize("write", WRITES)
def test_the_database_refuses_every_write_to_a_frozen_month(
    agency: Agency, ppk: Employee, write: str
) -> None:
    with tenant(agency.pk), connections["default"].cursor() as cursor:
        with transaction.atomic():
            cursor.execute(write, {"agency": agency.pk})
            transaction.set_rollback(True)
        freeze_month(agency=agency, month=NOVEMBER, by=ppk, at=DECEMBER)
        with pytest.raises(DatabaseError, match="2026-11 sudah disahkan"), transaction.atomic():
            cursor.execute(write, {"agency": agency.pk})


def test_other_months_and_agencies_stay_open(agency: Agency, ppk: Employee) -> None:
    frozen(agency, ppk)
    close_day(agency=agency, day=date(2026, 12, 1), now=DECEMBER)
    other = month_of_work(units=1, people=1, capped=False)
    close_day(agency=other, day=SEVENTEENTH, now=DECEMBER)


@pytest.mark.parametrize("table", ["attendance_monthfreeze", "attendance_dayamendment"])
def test_freezes_and_amendments_are_only_added(agency: Agency, ppk: Employee, table: str) -> None:
    frozen(agency, ppk)
    away(agency, ppk, SEVENTEENTH)
    rejudge_reopened(agency=agency, now=LATER)
    with tenant(agency.pk), connections["default"].cursor() as cursor:
        for write in (f"UPDATE {table} SET agency_id = agency_id", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(DatabaseError, match="tidak dapat diubah"), transaction.atomic():
                cursor.execute(write)


def away(agency: Agency, by: Employee, day: date, kind: str = "travel") -> Employee:
    """Somebody who was present turns out to have been away on `day`; the day is reopened."""
    with tenant(agency.pk):
        person = WorkDay.objects.filter(date=day, status="present").first().employee
        Absence.objects.create(
            agency=agency, employee=person, kind=kind, first_day=day, last_day=day
        )
    reopen(agency, person, day, by)
    return person


def reopen(agency: Agency, person: Employee, day: date, by: Employee) -> None:
    with tenant(agency.pk):
        reopen_days(
            agency_id=agency.pk,
            days=[(person.pk, day)],
            cause=ReopenCause.ABSENCE,
            by=by,
            at=DECEMBER,
        )


def test_what_comes_later_is_an_amendment_and_never_an_edit(agency: Agency, ppk: Employee) -> None:
    frozen(agency, ppk)
    before = days_of(agency)
    person = away(agency, ppk, SEVENTEENTH)
    rejudge_reopened(agency=agency, now=LATER)
    assert days_of(agency) == before
    with tenant(agency.pk):
        made = DayAmendment.objects.get()
        assert DayClose.objects.filter(closed_at__gt=DECEMBER).count() == 0
    assert (made.employee_id, made.date, made.version) == (person.pk, SEVENTEENTH, 1)
    assert (made.before["status"], made.after["status"]) == ("present", "excused")
    assert (made.cause, made.by_id, made.amended_at) == ("absence", ppk.pk, LATER)


def test_the_same_outcome_again_makes_no_new_amendment(agency: Agency, ppk: Employee) -> None:
    frozen(agency, ppk)
    person = away(agency, ppk, SEVENTEENTH)
    rejudge_reopened(agency=agency, now=LATER)
    reopen(agency, person, SEVENTEENTH, ppk)
    rejudge_reopened(agency=agency, now=LATER)
    close_day(agency=agency, day=SEVENTEENTH, now=LATER)
    with tenant(agency.pk):
        assert DayAmendment.objects.count() == 1
        Absence.objects.filter(employee=person, first_day=SEVENTEENTH).delete()
    reopen(agency, person, SEVENTEENTH, ppk)
    rejudge_reopened(agency=agency, now=LATER)
    with tenant(agency.pk):
        first, second = DayAmendment.objects.order_by("version")
    assert (second.version, second.before) == (2, first.after)
    assert second.after == first.before | {"rule_version": second.after["rule_version"]}


def test_a_frozen_month_is_not_computed_again(agency: Agency, ppk: Employee) -> None:
    waiting = job_of(agency, at=DECEMBER)
    frozen(agency, ppk)
    with pytest.raises(ReportRefused, match="angkanya tetap"):
        compute_report(agency=agency, month=NOVEMBER, job=waiting, now=LATER)
    with tenant(agency.pk), pytest.raises(ReportRefused, match="sudah disahkan"):
        ask_report(agency=agency, month=NOVEMBER, by=ppk, at=LATER)


@pytest.fixture
def november(client: Client, freeze: Freeze) -> Callable[..., str]:
    """The report's page of November as somebody sees it on 2 December."""

    def shown(person: Employee) -> str:
        freeze(DECEMBER)
        sign_in(client, person)
        return client.get("/kepatuhan/2026-11/").content.decode()

    return shown


def test_the_page_offers_the_button_to_the_ppk_alone(
    agency: Agency, ppk: Employee, november: Callable[..., str]
) -> None:
    assert "Periksa dan sahkan November 2026" in november(ppk)
    assert "Pengesahan" not in november(reader(agency, "personnel"))


def test_the_page_says_why_not_yet(
    agency: Agency, ppk: Employee, november: Callable[..., str]
) -> None:
    away(agency, ppk, SEVENTEENTH)
    shown = november(ppk)
    assert "November 2026 belum dapat disahkan" in shown
    assert "1 hari pegawai masih menunggu" in shown
    assert "Periksa dan sahkan" not in shown


def test_signing_on_the_page_fixes_it_and_lists_what_comes_later(
    agency: Agency, ppk: Employee, november: Callable[..., str], client: Client
) -> None:
    november(ppk)
    answer = client.post("/kepatuhan/2026-11/sahkan/", {"versi": "1"}, follow=True)
    assert "November 2026 sudah disahkan: 87 hari pegawai kini tetap." in answer.content.decode()
    person = away(agency, ppk, SEVENTEENTH)
    rejudge_reopened(agency=agency, now=LATER)
    shown = november(reader(agency, "inspector"))
    assert (
        f"Disahkan oleh <strong>{ppk.name}</strong> pada Rabu, 2 Desember 2026 pukul 09.00" in shown
    )
    assert "Perubahan sesudah pengesahan (1)" in shown
    assert "Status: hadir menjadi berhalangan sah" in shown
    assert person.name in shown
    again = client.post("/kepatuhan/hitung/", {"bulan": "2026-11"}, follow=True)
    assert again.status_code == 403
    november(ppk)
    again = client.post("/kepatuhan/hitung/", {"bulan": "2026-11"}, follow=True)
    assert "tidak dihitung lagi" in again.content.decode()


def test_an_event_may_still_come_in(agency: Agency, ppk: Employee) -> None:
    frozen(agency, ppk)
    with tenant(agency.pk):
        person = WorkDay.objects.filter(date=LAST).first().employee
    factories.check_in(person, DECEMBER, tapped_at=datetime(2026, 11, 20, 0, 0, tzinfo=UTC))
    with tenant(agency.pk):
        assert CheckIn.objects.filter(recorded_at=DECEMBER).exists()
