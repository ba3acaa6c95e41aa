"""A frozen month stays: its rows, its report; what comes later is a dated amendment."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.actions import freezes
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
    LetterNumbering,
    Message,
    MonthFreeze,
    ReopenCause,
    SignedDocument,
    WorkDay,
)
from attendance.queries.day_rows import kept_hash, month_hash
from attendance.queries.seals import odd_days
from attendance.signing import sign
from tests import factories
from tests.attendance.bsre_stand_in import NIK, PASSPHRASE, StandIn
from tests.attendance.conftest import Freeze, sign_in
from tests.attendance.lettered import undone
from tests.attendance.month_of_work import LAST, NOVEMBER, SATURDAY, job_of, month_of_work
from tests.attendance.test_signing import bsre, practice

__all__ = ["bsre", "practice"]

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
    readers = {ppk.pk, *(reader(agency, role).pk for role in ("personnel", "inspector", "pyb"))}
    reader(agency, "supervisor")
    assert frozen(agency, delegate).frozen_under_id == letter.pk
    with tenant(agency.pk):
        told = list(Message.objects.filter(kind="report", created_at=DECEMBER))
    # In whose name it was signed hears of it too; the signer knows, and others may not read it.
    assert {one.employee_id for one in told} == readers
    assert {(one.title, one.url) for one in told} == {
        ("Laporan November 2026 disahkan", "/kepatuhan/2026-11/")
    }
    assert "%" not in told[0].body


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
        resealed = kept_hash(agency.pk, SEVENTEENTH)[1]
        DayClose.objects.filter(date=SEVENTEENTH).update(content_hash=resealed)
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


# A day's row is part of the seal with every judged column.
CHANGES = [
    "SET status = 'excused'",
    "SET plan = 'WFA'",
    "SET place = 'WFA'",
    "SET first_in = first_in + interval '1 second'",
    "SET last_out = last_out - interval '1 second'",
    "SET first_in_minute = 1",
    "SET late_minutes = late_minutes + 1",
    "SET early_minutes = early_minutes + 1",
    "SET flags = array_append(flags, 'pending')",
    "SET rule_version = 'lain'",
]


def test_a_row_changed_taken_away_or_added_breaks_the_seal_of_its_date(agency: Agency) -> None:
    whole = "agency_id = %s AND date = %s"
    one = f"{whole} AND employee_id = %s"
    writes = [
        *(f"UPDATE attendance_workday {change} WHERE {one}" for change in CHANGES),
        f"DELETE FROM attendance_workday WHERE {one}",  # noqa: S608
        f"DELETE FROM attendance_workday WHERE {whole}",  # noqa: S608
        f"DELETE FROM attendance_dayclose WHERE {whole}",  # noqa: S608
    ]
    with tenant(agency.pk), connections["default"].cursor() as cursor:
        assert odd_days(agency.pk, NOVEMBER) == ()
        complete = WorkDay.objects.filter(date=SEVENTEENTH).exclude(last_out=None)
        person = complete.exclude(first_in=None).first().employee_id
        for write in writes:
            with transaction.atomic():
                values = [agency.pk, SEVENTEENTH, person]
                cursor.execute(write, values[: write.count("%s")])
                assert cursor.rowcount, write
                assert odd_days(agency.pk, NOVEMBER) == (SEVENTEENTH,), write
                transaction.set_rollback(True)


def nothing_signed(agency: Agency) -> bool:
    with tenant(agency.pk):
        return not (
            MonthFreeze.objects.exists()
            or SignedDocument.objects.exists()
            or LetterNumbering.objects.filter(last_number__gt=0).exists()
        )


def test_days_are_not_held_while_a_service_signs_and_what_changes_then_is_noticed(
    agency: Agency, ppk: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    really_sign, really_hold = sign.sign_order, freezes.hold_days

    def hold(agency_id: int) -> None:
        held.append(agency_id)
        really_hold(agency_id)

    def slow(order: Any) -> Any:
        assert held == []
        away(agency, ppk, SEVENTEENTH)
        rejudge_reopened(agency=agency, now=LATER)
        return really_sign(order)

    monkeypatch.setattr(freezes, "hold_days", hold)
    monkeypatch.setattr(sign, "sign_order", slow)
    assert "dinilai lagi sesudah versi 1" in refused(agency, ppk)
    assert held == [agency.pk]
    assert nothing_signed(agency)


def test_the_page_says_what_the_bsre_refused_and_signs_when_it_accepts(
    agency: Agency, ppk: Employee, november: Callable[..., str], client: Client, bsre: StandIn
) -> None:
    november(ppk)
    page = "/kepatuhan/2026-11/sahkan/"
    typed = {"versi": "1", "nik": NIK, "passphrase": PASSPHRASE}
    asked = client.get(page).content.decode()
    assert 'name="passphrase"' in asked
    for mood, changed, said in (
        ("", {"passphrase": "keliru-Sekali"}, "menolak passphrase"),
        ("expired", {}, "habis masa berlakunya"),
        ("broken", {}, "kode 5000"),
        ("hang up", {}, "tidak menjawab"),
        ("", {"nik": "12"}, "16 angka"),
    ):
        bsre.mood = mood
        answer = client.post(page, typed | changed)
        shown = answer.content.decode()
        assert (answer.status_code, said in shown) == (422, True), said
        assert typed["passphrase"] not in shown
        assert "keliru-Sekali" not in shown
        assert (typed | changed)["nik"] in shown
        assert nothing_signed(agency)
    bsre.mood = ""
    unseen = client.post(page, typed | {"versi": ""}, follow=True)
    assert "sekarang versi 1" in unseen.content.decode()
    assert client.post(page, typed).status_code == 302
    with tenant(agency.pk):
        assert SignedDocument.objects.get().signature_kind == "bsre"
        assert MonthFreeze.objects.get().report.document_id is not None
