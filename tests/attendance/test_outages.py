"""Declaring, settling and withdrawing outages: who is excused, what is judged again."""

from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.days import close_day
from attendance.actions.outages import (
    OutageRefused,
    confirm_outage,
    declare_outage,
    dismiss_outage,
    withdraw_outage,
)
from attendance.actions.refused import Ground
from attendance.models import Outage, OutageState, ReopenCause, Reopening
from attendance.rules.outages import Span
from tests import factories
from tests.attendance.conftest import MONDAY, wib, worker

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)
NOW = wib("09:00", TUESDAY)
MORNING = Span(wib("07:00"), wib("07:50"))


@pytest.fixture
def operator(person: Employee) -> Employee:
    """The operator of `person`'s agency, on Tuesday."""
    found = factories.employee(person.unit, name="Operator")
    factories.grant(found, "personnel")
    factories.thresholds(person.agency)
    return factories.standing(found, on=TUESDAY)


def queued(person: Employee, tapped: str, received: str, **fields: Any) -> None:
    """A tap of Monday made at one time and received at another."""
    factories.check_in(person, wib(received), tapped_at=wib(tapped), **fields)


def declare(by: Employee, span: Span = MORNING, cause: str = "Listrik padam") -> Outage:
    with tenant(by.agency_id):
        return declare_outage(agency=by.agency, span=span, cause=cause, by=by, at=NOW)


def proposal(of: Employee, span: Span = MORNING) -> Outage:
    with tenant(of.agency_id):
        return Outage.objects.create(
            agency=of.agency, starts_at=span.start, ends_at=span.end, state="proposed"
        )


def waiting(of: Employee) -> set[tuple[int, date]]:
    with tenant(of.agency_id):
        rows = Reopening.objects.filter(done_at=None, cause=ReopenCause.OUTAGE)
        return set(rows.values_list("employee_id", "date"))


def close(of: Employee, day: date = MONDAY) -> None:
    close_day(agency=of.agency, day=day, now=wib("01:00", day + timedelta(days=1)))


def test_declaring_reopens_the_closed_days_of_those_who_tapped_inside(
    person: Employee, operator: Employee
) -> None:
    other = factories.employee(person.unit)
    queued(person, "07:24", "07:52")
    queued(other, "07:51", "07:51")
    close(person)
    outage = declare(operator)
    assert outage.state == OutageState.DECLARED
    assert (outage.settled_by_id, outage.settled_at) == (operator.pk, NOW)
    assert waiting(person) == {(person.pk, MONDAY)}


@pytest.mark.parametrize(("tapped", "inside"), [
    ("06:59:59", False), ("07:00:00", True), ("07:50:00", True), ("07:50:01", False),
])  # fmt: skip
def test_both_ends_belong_to_it(
    person: Employee, operator: Employee, tapped: str, inside: bool
) -> None:
    queued(person, tapped, "08:10")
    close(person)
    declare(operator)
    assert bool(waiting(person)) is inside


def test_a_tap_that_counts_at_its_own_time_anyway_is_not_touched(
    person: Employee, operator: Employee
) -> None:
    queued(person, "07:24", "07:52", source="machine")
    close(person)
    declare(operator)
    assert waiting(person) == set()


def test_a_day_that_still_runs_is_not_reopened(person: Employee, operator: Employee) -> None:
    queued(person, "07:24", "07:52")
    declare(operator)
    assert waiting(person) == set()


def test_a_tap_around_midnight_reopens_both_dates(person: Employee, operator: Employee) -> None:
    factories.check_in(person, wib("00:10", TUESDAY), kind="out", tapped_at=wib("23:50"))
    close(person)
    close(person, TUESDAY)
    declare(operator, Span(wib("23:30"), wib("00:05", TUESDAY)))
    assert waiting(person) == {(person.pk, MONDAY), (person.pk, TUESDAY)}


def test_a_night_shift_keeps_its_own_date() -> None:
    nurse = worker(hours={
        "kind": "shift", "start": "22:00", "end_mon_thu": "06:00", "end_fri": "06:00",
        "workdays": "1234567",
    })  # fmt: skip
    head = factories.employee(nurse.unit)
    factories.grant(head, "personnel")
    factories.thresholds(nurse.agency)
    factories.standing(head, on=TUESDAY)
    factories.check_in(nurse, wib("06:20", TUESDAY), kind="out", tapped_at=wib("06:01", TUESDAY))
    close_day(agency=nurse.agency, day=MONDAY, now=wib("13:00", TUESDAY))
    with tenant(nurse.agency_id):
        declare_outage(
            agency=nurse.agency,
            span=Span(wib("05:50", TUESDAY), wib("06:10", TUESDAY)),
            cause="Jaringan putus",
            by=head,
            at=wib("14:00", TUESDAY),
        )
    assert waiting(nurse) == {(nurse.pk, MONDAY)}


def test_withdrawing_reopens_the_same_days(person: Employee, operator: Employee) -> None:
    queued(person, "07:24", "07:52")
    outage = declare(operator)
    close(person)
    assert waiting(person) == set()
    with tenant(person.agency_id):
        gone = withdraw_outage(outage_id=outage.pk, reason="Salah hari", by=operator, at=NOW)
    assert (gone.state, gone.reason, gone.cause) == ("withdrawn", "Salah hari", "Listrik padam")
    assert waiting(person) == {(person.pk, MONDAY)}


def test_a_proposal_is_declared_with_a_narrower_time(person: Employee, operator: Employee) -> None:
    queued(person, "07:24", "07:52")
    queued(factories.employee(person.unit), "07:05", "07:52")
    close(person)
    waits = proposal(person)
    narrow = Span(wib("07:20"), wib("07:50"))
    with tenant(person.agency_id):
        found = confirm_outage(
            outage_id=waits.pk, span=narrow, cause="Pusat data", by=operator, at=NOW
        )
        found.refresh_from_db()
    assert (found.state, found.starts_at, found.cause) == ("declared", narrow.start, "Pusat data")
    assert waiting(person) == {(person.pk, MONDAY)}


def test_a_dismissed_proposal_changes_no_day(person: Employee, operator: Employee) -> None:
    queued(person, "07:24", "07:52")
    close(person)
    waits = proposal(person)
    with tenant(person.agency_id):
        found = dismiss_outage(outage_id=waits.pk, reason="Uji coba", by=operator, at=NOW)
    assert (found.state, found.reason) == ("dismissed", "Uji coba")
    assert found.settled_by_id == operator.pk
    assert waiting(person) == set()


@pytest.mark.parametrize(
    ("start", "end", "says", "field"),
    [
        ("07:50", "07:00", "Gangguan berakhir sebelum", "ends_at"),
        ("07:00", "10:01", "belum lewat (sekarang 09.00 WIB)", "starts_at"),
    ],
)
def test_an_impossible_time_is_refused(
    operator: Employee, start: str, end: str, says: str, field: str
) -> None:
    span = Span(wib(start, TUESDAY), wib(end, TUESDAY))
    with pytest.raises(OutageRefused) as refused:
        declare(operator, span)
    assert says in refused.value.sentence
    assert (refused.value.ground, refused.value.field) == (Ground.CONTENT, field)
    with tenant(operator.agency_id):
        assert not Outage.objects.exists()


def test_the_term_is_data_of_the_agency(person: Employee) -> None:
    factories.thresholds(person.agency, outage_term_days=0)
    head = factories.employee(person.unit)
    factories.grant(head, "ppk")
    with pytest.raises(OutageRefused) as refused:
        declare(factories.standing(head, on=TUESDAY))
    assert "sebelum Selasa, 17 November 2026" in refused.value.sentence


def test_what_is_declared_is_not_declared_again(operator: Employee) -> None:
    declare(operator)
    with pytest.raises(OutageRefused) as refused:
        declare(operator, Span(wib("07:40"), wib("08:00")))
    assert "Senin, 16 November 2026, 07.00 sampai 07.50 WIB" in refused.value.sentence
    assert declare(operator, Span(wib("07:50"), wib("08:00"))).pk


def test_where_a_proposal_waits_it_is_settled_not_passed_by(operator: Employee) -> None:
    proposal(operator)
    with pytest.raises(OutageRefused) as refused:
        declare(operator)
    assert "Putuskan usulan itu" in refused.value.sentence


@pytest.mark.parametrize("first", ["declared", "proposed"])
def test_the_database_keeps_two_of_a_kind_apart(person: Employee, first: str) -> None:
    with tenant(person.agency_id):
        values = {"agency": person.agency, "state": first, "cause": "Listrik padam"}
        Outage.objects.create(**values, starts_at=MORNING.start, ends_at=MORNING.end)
        Outage.objects.create(**values, starts_at=MORNING.end, ends_at=wib("08:00"))
        refused = pytest.raises(IntegrityError, match="attendance_outage_no_overlap")
        with refused, transaction.atomic():
            Outage.objects.create(**values, starts_at=wib("07:49"), ends_at=wib("07:55"))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "declared", "cause": ""}, "attendance_outage_cause_named"),
        ({"state": "dismissed"}, "attendance_outage_reason_named"),
        ({"state": "withdrawn", "cause": "Padam"}, "attendance_outage_reason_named"),
        ({"state": "proposed", "ends_at": wib("06:00")}, "attendance_outage_forward"),
    ],
)
def test_the_database_refuses_half_a_decision(
    person: Employee, values: dict[str, Any], constraint: str
) -> None:
    given = {"starts_at": MORNING.start, "ends_at": MORNING.end, **values}
    refused = pytest.raises(IntegrityError, match=constraint)
    with tenant(person.agency_id), refused, transaction.atomic():
        Outage.objects.create(agency=person.agency, **given)
    with tenant(person.agency_id):
        whole = {**given, "ends_at": MORNING.end, "cause": "Padam", "reason": "Uji"}
        assert Outage.objects.create(agency=person.agency, **whole).pk


def test_a_race_past_the_rules_is_told_in_the_databases_words(operator: Employee) -> None:
    declare(operator)
    passed = mock.patch("attendance.actions.outages.refuse_outage", return_value=None)
    with passed, pytest.raises(OutageRefused) as refused:
        declare(operator, Span(wib("07:40"), wib("08:00")))
    assert "Waktu itu sudah termasuk gangguan lain" in refused.value.sentence


def test_a_cause_and_a_reason_are_not_left_out(person: Employee, operator: Employee) -> None:
    with pytest.raises(OutageRefused) as refused:
        declare(operator, cause="  ")
    assert "Sebab gangguan belum diisi" in refused.value.sentence
    waits = proposal(person)
    with tenant(person.agency_id), pytest.raises(OutageRefused) as refused:
        dismiss_outage(outage_id=waits.pk, reason=" ", by=operator, at=NOW)
    assert (refused.value.field, "Alasan belum diisi" in refused.value.sentence) == ("reason", True)


def test_what_was_settled_meanwhile_is_not_settled_again(
    person: Employee, operator: Employee
) -> None:
    waits = proposal(person)
    with tenant(person.agency_id):
        dismiss_outage(outage_id=waits.pk, reason="Uji coba", by=operator, at=NOW)
        for again in (
            lambda: confirm_outage(
                outage_id=waits.pk, span=MORNING, cause="x", by=operator, at=NOW
            ),
            lambda: withdraw_outage(outage_id=waits.pk, reason="x", by=operator, at=NOW),
        ):
            with pytest.raises(OutageRefused) as refused:
                again()
            assert refused.value.ground == Ground.STATE
            assert "sudah berstatus ditolak" in refused.value.sentence


@pytest.mark.parametrize("role", ["inspector", "supervisor", "service_manager"])
def test_only_those_entitled_settle(person: Employee, role: str) -> None:
    factories.grant(person, role)
    factories.standing(person, on=TUESDAY)
    with pytest.raises(OutageRefused) as refused:
        declare(person)
    assert refused.value.ground == Ground.AUTHORITY


def test_a_delegates_decree_stays_beside_the_decision(person: Employee) -> None:
    principal, delegate = (factories.employee(person.unit) for _ in range(2))
    factories.thresholds(person.agency)
    letter = factories.delegation(principal, delegate, "ppk")
    outage = declare(factories.standing(delegate, on=TUESDAY))
    assert (outage.settled_by_id, outage.settled_under_id) == (delegate.pk, letter.pk)


def test_every_step_stays_in_the_history(person: Employee, operator: Employee) -> None:
    waits = proposal(person)
    with tenant(person.agency_id):
        confirm_outage(outage_id=waits.pk, span=MORNING, cause="Padam", by=operator, at=NOW)
        withdraw_outage(outage_id=waits.pk, reason="Salah", by=operator, at=NOW)
        steps = waits.events.order_by("pgh_id")
        assert [step.state for step in steps] == ["proposed", "declared", "withdrawn"]


def test_an_agency_touches_only_its_own(person: Employee, operator: Employee) -> None:
    stranger = worker()
    queued(stranger, "07:24", "07:52")
    close(stranger)
    outage = declare(operator)
    assert waiting(stranger) == set()
    with tenant(stranger.agency_id):
        assert not Outage.objects.filter(pk=outage.pk).exists()


def test_now_is_only_what_is_passed_in(operator: Employee) -> None:
    assert declare(operator).settled_at == datetime.fromisoformat("2026-11-17T02:00:00+00:00")
