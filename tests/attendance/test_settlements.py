"""Deciding about requests: by the right person, with a reason, once; and what that changes."""

from datetime import timedelta

import pytest

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.corrections import ask_correction
from attendance.actions.flags import settle_flag
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.settlements import settle_absence, settle_correction
from attendance.models import Absence, CheckIn, Correction, Message, Outbox, Reopening
from attendance.queries.day_page import day_of
from attendance.queries.requests import open_claims
from attendance.queries.superiors import those_to_settle
from attendance.rules.claims import Claim, ClaimKind
from attendance.rules.modes import WorkMode
from tests import factories
from tests.attendance.offices import FRIDAY, MONDAY, NOW, TODAY
from tests.attendance.requests_world import (
    YESTERDAY,
    asked_in,
    asked_leave,
    close_yesterday,
    late_yesterday,
    requests_office,
    wib,
)

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


def settle(row, by: Employee, *, accept: bool = True, reason: str = "Sesuai rekaman pintu."):
    act = settle_correction if isinstance(row, Correction) else settle_absence
    with tenant(by.agency_id):
        return act(pk=row.pk, accept=accept, reason=reason, by=by, at=NOW)


def judged(person: Employee, day=YESTERDAY):
    """The day as its page shows it."""
    with tenant(person.agency_id):
        person = Employee.objects.select_related("agency", "unit").get(pk=person.pk)
        return day_of(person, day, NOW).judged


def asked_about(person: Employee, kind: ClaimKind, **claim) -> Correction:
    with tenant(person.agency_id):
        person = Employee.objects.select_related("agency", "unit").get(pk=person.pk)
        from attendance.queries.corrections import asked_day

        found = asked_day(person, YESTERDAY, NOW)
        event = found.day.events[0] if found.day.events else None
        return ask_correction(
            by=person, at=NOW, claim=Claim(kind, YESTERDAY, event=event, **claim), reason="Benar."
        )


# --- what a decision changes ----------------------------------------------------------


def test_an_accepted_arrival_is_one_more_event_and_the_day_is_judged_by_it():
    of = requests_office()
    late_yesterday(of.staff[0])
    close_yesterday(of)
    assert judged(of.staff[0]).late_minutes == 40
    settle(asked_in(of.staff[0]), of.head)
    with tenant(of.agency.pk):
        events = CheckIn.objects.of(of.staff[0]).order_by("tapped_at")
        assert [one.source for one in events] == ["correction", "browser", "browser"]
        assert (events[0].tapped_at, events[0].evidence) == (wib("07.24"), "settled")
        assert Reopening.objects.get().cause == "correction"
    assert judged(of.staff[0]).late_minutes == 0


def test_a_refused_arrival_changes_nothing():
    of = requests_office()
    late_yesterday(of.staff[0])
    close_yesterday(of)
    row = settle(asked_in(of.staff[0]), of.head, accept=False, reason="Tidak ada saksi.")
    assert (row.state, row.settlement, row.settled_by_id) == (
        "refused",
        "Tidak ada saksi.",
        of.head.pk,
    )
    with tenant(of.agency.pk):
        assert CheckIn.objects.of(of.staff[0]).count() == 2
        assert not Reopening.objects.exists()
    assert judged(of.staff[0]).late_minutes == 40


@pytest.mark.parametrize(("accept", "late"), [(True, 0), (False, 25)])
def test_a_queued_tap_stops_waiting_either_way(accept, late):
    of = requests_office()
    person = of.staff[0]
    factories.check_in(person, wib("07.55"), tapped_at=wib("07.24"))
    assert "pending" in judged(person).flags
    settle(asked_about(person, ClaimKind.TAP), of.head, accept=accept)
    day = judged(person)
    assert day.late_minutes == late
    assert "pending" not in day.flags


def test_a_wrong_place_is_put_right_by_an_event_at_the_same_instant():
    of = requests_office()
    person = of.staff[0]
    factories.check_in(person, wib("07.20"), mode="WFH")
    assert judged(person).place == "WFH"
    settle(asked_about(person, ClaimKind.MODE, mode=WorkMode.WFO), of.head)
    day = judged(person)
    assert (day.place, day.flags) == ("WFO", ("no_out",))
    with tenant(of.agency.pk):
        assert {one.tapped_at for one in CheckIn.objects.of(person)} == {wib("07.20")}


def test_an_accepted_place_settles_the_mismatch_without_an_event():
    of = requests_office()
    person = of.staff[0]
    factories.check_in(person, wib("07.20"), mode="WFH")
    close_yesterday(of)
    assert "mismatch" in judged(person).flags
    settle(asked_about(person, ClaimKind.PLACE), of.head)
    assert "mismatch" not in judged(person).flags
    with tenant(of.agency.pk):
        assert CheckIn.objects.of(person).count() == 1
        assert Reopening.objects.get().date == YESTERDAY


def test_accepted_leave_excuses_its_days_and_reopens_the_closed_ones():
    of = requests_office()
    close_yesterday(of)
    asked = asked_leave(of.staff[0], YESTERDAY, TODAY, kind="sick", leave_type="")
    settle(asked, of.head)
    with tenant(of.agency.pk):
        absence = Absence.objects.get()
        asked.refresh_from_db()
        assert asked.absence_id == absence.pk
        assert (absence.kind, absence.first_day, absence.last_day) == ("sick", YESTERDAY, TODAY)
        assert [(one.date, one.cause) for one in Reopening.objects.all()] == [
            (YESTERDAY, "absence")
        ]
    assert judged(of.staff[0]).state == "sick"


def test_the_desks_of_days_ahead_are_told():
    of = requests_office()
    desk = factories.desk(of.agency)
    factories.roster_entry(of.staff[0], FRIDAY, desk=desk)
    factories.roster_entry(of.staff[0], FRIDAY + 3 * ONE_DAY, desk=desk)
    settle(asked_leave(of.staff[0], FRIDAY), of.head)
    with tenant(of.agency.pk):
        assert [(one.desk_id, one.date) for one in Outbox.objects.all()] == [(desk.pk, FRIDAY)]


def test_leave_over_days_taken_meanwhile_cannot_be_accepted_and_nothing_changes():
    of = requests_office()
    asked = asked_leave(of.staff[0], FRIDAY)
    with tenant(of.agency.pk):
        Absence.objects.create(
            agency=of.agency, employee=of.staff[0], kind="travel", first_day=FRIDAY, last_day=FRIDAY
        )
    with pytest.raises(RequestRefused, match="sudah tercatat berhalangan") as refused:
        settle(asked, of.head)
    assert refused.value.ground is Ground.STATE
    with tenant(of.agency.pk):
        asked.refresh_from_db()
        assert (asked.state, asked.absence_id, Absence.objects.count()) == ("asked", None, 1)


# --- who ------------------------------------------------------------------------------


def refusal(row, by: Employee, **more) -> RequestRefused:
    with pytest.raises(RequestRefused) as refused:
        settle(row, by, **more)
    with tenant(by.agency_id):
        row.refresh_from_db()
    return refused.value


def test_nobody_decides_about_their_own_request():
    of = requests_office()
    factories.grant(of.staff[0], "supervisor", of.unit)
    factories.standing(of.staff[0], on=TODAY)
    asked = asked_in(of.staff[0])
    found = refusal(asked, of.staff[0])
    assert (found.ground, asked.state) == (Ground.AUTHORITY, "asked")
    assert "permohonan Anda sendiri" in found.sentence


def test_a_colleague_has_no_say():
    of = requests_office()
    asked = asked_in(of.staff[0])
    assert refusal(asked, of.staff[1]).ground is Ground.AUTHORITY
    assert asked.state == "asked"


def test_a_decision_needs_its_reason():
    of = requests_office()
    asked = asked_in(of.staff[0])
    found = refusal(asked, of.head, reason="  ")
    assert (found.ground, found.field, asked.state) == (Ground.CONTENT, "reason", "asked")


def test_a_delegate_decides_and_both_names_are_kept():
    of = requests_office()
    acting = factories.employee(of.top, name="Pelaksana Harian")
    letter = factories.delegation(of.head, acting, "supervisor", unit=of.unit)
    factories.standing(acting, on=TODAY)
    row = settle(asked_in(of.staff[0]), acting)
    assert (row.settled_by_id, row.settled_under_id) == (acting.pk, letter.pk)
    assert letter.principal_id == of.head.pk


def test_an_own_role_needs_no_letter():
    of = requests_office()
    row = settle(asked_in(of.staff[0]), of.head)
    assert row.settled_under_id is None


def test_a_delegation_that_ended_yesterday_gets_its_sentence():
    of = requests_office()
    acting = factories.employee(of.top, name="Pelaksana Harian")
    factories.delegation(of.head, acting, "supervisor", unit=of.unit, valid_until=TODAY - ONE_DAY)
    factories.standing(acting, on=TODAY)
    asked = asked_in(of.staff[0])
    found = refusal(asked, acting)
    assert "berakhir Selasa, 17 November 2026; hari ini Rabu, 18 November 2026" in found.sentence
    assert asked.state == "asked"


def test_the_second_of_two_superiors_is_told_who_decided():
    of = requests_office()
    asked = asked_in(of.staff[0])
    settle(asked, of.head, accept=False)
    found = refusal(asked, of.ppk)
    assert found.ground is Ground.STATE
    assert "sudah ditolak oleh Hesti Kepala, Rabu, 18 November 2026 pukul 09.00 WIB" in (
        found.sentence
    )
    assert asked.settled_by_id == of.head.pk


# --- flags without a request --------------------------------------------------------------


def flag(of, kind: ClaimKind, *, accept: bool = True, by=None, reason="Sesuai tugas."):
    by = by or of.head
    with tenant(of.agency.pk):
        return settle_flag(
            employee_id=of.staff[0].pk,
            day=YESTERDAY,
            kind=kind,
            accept=accept,
            reason=reason,
            by=by,
            at=NOW,
        )


@pytest.mark.parametrize(("accept", "late"), [(True, 0), (False, 25)])
def test_a_waiting_tap_is_settled_without_a_request(accept, late):
    of = requests_office()
    factories.check_in(of.staff[0], wib("07.55"), tapped_at=wib("07.24"))
    row = flag(of, ClaimKind.TAP, accept=accept)
    assert row.state == ("accepted" if accept else "refused")
    assert judged(of.staff[0]).late_minutes == late
    assert "pending" not in judged(of.staff[0]).flags


def test_a_flagged_place_is_settled_once():
    of = requests_office()
    factories.check_in(of.staff[0], wib("07.20"), mode="WFH")
    flag(of, ClaimKind.PLACE, accept=False)
    with pytest.raises(RequestRefused, match="tidak lagi menunggu"):
        flag(of, ClaimKind.PLACE, by=of.ppk)
    with tenant(of.agency.pk):
        assert Correction.objects.get().settled_by == of.head


def test_a_flag_somebody_asked_about_is_settled_by_that_request():
    of = requests_office()
    factories.check_in(of.staff[0], wib("07.20"), mode="WFH")
    asked_about(of.staff[0], ClaimKind.PLACE)
    with pytest.raises(RequestRefused, match="tidak lagi menunggu"):
        flag(of, ClaimKind.PLACE)


def test_a_day_without_a_flag_has_nothing_to_settle():
    of = requests_office()
    late_yesterday(of.staff[0])
    for kind in (ClaimKind.TAP, ClaimKind.PLACE):
        with pytest.raises(RequestRefused) as refused:
            flag(of, kind)
        assert refused.value.ground is Ground.STATE


# --- what is undecided ------------------------------------------------------------------


def claims(of, first=YESTERDAY, last=TODAY + 7 * ONE_DAY, people=None):
    with tenant(of.agency.pk):
        return open_claims(agency_id=of.agency.pk, first=first, last=last, employee_ids=people)


def test_open_requests_are_claims_about_their_days_until_they_are_decided():
    of = requests_office()
    one, other = of.staff[0], of.staff[1]
    correction = asked_in(one)
    leave = asked_leave(other, TODAY + 5 * ONE_DAY, TODAY + 6 * ONE_DAY)
    expected = {
        (one.pk, YESTERDAY),
        (other.pk, TODAY + 5 * ONE_DAY),
        (other.pk, TODAY + 6 * ONE_DAY),
    }
    assert claims(of) == expected
    assert claims(of, last=TODAY + 5 * ONE_DAY) == expected - {(other.pk, TODAY + 6 * ONE_DAY)}
    assert claims(of, people=[one.pk]) == {(one.pk, YESTERDAY)}
    settle(correction, of.head)
    settle(leave, of.head, accept=False)
    assert claims(of) == set()


def test_a_proposed_outage_is_a_claim_where_it_touches_working_hours_or_a_tap():
    from attendance.models import Outage

    of = requests_office()
    person = of.staff[0]
    with tenant(of.agency.pk):
        outage = Outage.objects.create(
            agency=of.agency,
            starts_at=wib("08.00"),
            ends_at=wib("08.40"),
            cause="Portal tidak menjawab.",
            state="proposed",
        )
    assert claims(of, people=[person.pk]) == {(person.pk, YESTERDAY)}
    with tenant(of.agency.pk):
        Outage.objects.filter(pk=outage.pk).update(starts_at=wib("06.00"), ends_at=wib("06.30"))
    assert claims(of, people=[person.pk]) == set()
    factories.check_in(person, wib("07.35"), tapped_at=wib("06.20"))
    assert claims(of, people=[person.pk]) == {(person.pk, YESTERDAY)}
    with tenant(of.agency.pk):
        Outage.objects.filter(pk=outage.pk).update(state="declared")
    assert claims(of, people=[person.pk]) == set()


@pytest.mark.parametrize("people", [1, 7])
def test_open_claims_cost_the_same_for_any_number(people, django_assert_num_queries):
    of = requests_office()
    for person in of.staff[:people]:
        asked_in(person)
        asked_leave(person)
    with tenant(of.agency.pk), django_assert_num_queries(3):
        found = open_claims(agency_id=of.agency.pk, first=YESTERDAY, last=TODAY)
    assert len(found) == people


def test_the_superior_is_called_and_the_asker_told_without_the_reason():
    of = requests_office()
    asked = asked_leave(of.staff[0], MONDAY)
    with tenant(of.agency.pk):
        call = Message.objects.get()
        assert (call.employee_id, call.kind, call.read_at) == (of.head.pk, "task", None)
        settle_absence(pk=asked.pk, accept=False, reason="Sakitnya lain.", by=of.head, at=NOW)
        answer = Message.objects.get(employee=of.staff[0])
        assert (answer.kind, answer.url) == ("request", "/izin/")
        assert "menolak izin Anda" in answer.body
        assert "Sakit" not in answer.body
        call.refresh_from_db()
        assert call.read_at == NOW


def test_a_request_calls_the_superior_of_record_and_their_deputy_else_the_nearest_head():
    of = requests_office()
    top = factories.employee(of.top, name="Atasan")
    deputy = factories.employee(of.top, name="Plh.")
    factories.delegation(top, deputy, "supervisor")
    person, other = of.staff[:2]
    factories.changed(person, supervisor=top)
    factories.changed(of.head, supervisor=None)
    with tenant(of.agency.pk):
        person, other, head = (
            Employee.objects.select_related("agency").get(pk=one.pk)
            for one in (person, other, of.head)
        )
        other.supervisor_id = None
        assert those_to_settle(person, NOW) == {top.pk, deputy.pk}
        assert those_to_settle(other, NOW) == {of.head.pk}
        assert those_to_settle(head, NOW) == set()
