"""Approving, returning and renewing a roster: by whom, in which state, with which lines."""

from datetime import timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_drafts import begin_new_version
from attendance.actions.rosters import approve_roster, return_roster, submit_roster
from attendance.models import Absence, Roster, RosterEntry
from tests import factories
from tests.attendance.offices import (
    FRIDAY,
    MONDAY,
    NOW,
    THURSDAY,
    draft,
    office,
    on_fridays,
    plan,
    submitted,
)

pytestmark = pytest.mark.django_db
ONE_WEEK = timedelta(days=7)


def refused(of, act, **given):
    """What the action answers instead of acting."""
    with tenant(of.agency.pk), pytest.raises(RosterRefused) as caught:
        act(**{"at": NOW, **given})
    return caught.value


def approve(of, roster, by=None, at=NOW):
    with tenant(of.agency.pk):
        return approve_roster(roster_id=roster.pk, by=by or of.delegate, at=at)


def test_a_delegate_puts_a_roster_in_force_and_the_letter_is_recorded():
    of = office()
    roster = approve(of, submitted(of, *on_fridays(of, 3)))
    with tenant(of.agency.pk):
        kept = Roster.objects.get(pk=roster.pk)
        assert (kept.state, kept.settled_by, kept.settled_under) == (
            "approved",
            of.delegate,
            of.delegation,
        )
        assert RosterEntry.objects.in_force().filter(roster=roster).count() == 35


def test_the_ppk_approves_without_a_letter():
    of = office()
    assert approve(of, submitted(of), by=of.ppk).settled_under is None


def test_nobody_approves_what_they_drafted():
    of = office()
    factories.grant(of.head, "ppk")
    factories.standing(of.head, on=NOW.date())
    answer = refused(of, approve_roster, roster_id=submitted(of).pk, by=of.head)
    assert answer.ground is Ground.AUTHORITY
    assert "menyusun atau mengajukan" in answer.sentence


def test_nobody_approves_their_own_flexible_days():
    of = office()
    factories.grant(of.staff[0], "ppk")
    factories.standing(of.staff[0], on=NOW.date())
    roster = submitted(of, *on_fridays(of, 1))
    answer = refused(of, approve_roster, roster_id=roster.pk, by=of.staff[0])
    assert "hari fleksibel Anda sendiri" in answer.sentence


def test_a_delegation_that_ended_yesterday_is_named_by_its_letter():
    of = office()
    roster = submitted(of)
    with tenant(of.agency.pk):
        of.delegation.valid_until = NOW.date() - timedelta(days=1)
        of.delegation.save()
    factories.standing(of.delegate, on=NOW.date())
    answer = refused(of, approve_roster, roster_id=roster.pk, by=of.delegate)
    assert answer.ground is Ground.AUTHORITY
    assert "800/12/2026" in answer.sentence
    assert "Selasa, 17 November 2026" in answer.sentence


def test_a_delegation_for_another_unit_gives_no_authority():
    of = office()
    roster = submitted(of)
    elsewhere = factories.unit(of.agency)
    with tenant(of.agency.pk):
        of.delegation.unit = elsewhere
        of.delegation.save()
    factories.standing(of.delegate, on=NOW.date())
    answer = refused(of, approve_roster, roster_id=roster.pk, by=of.delegate)
    assert "tidak punya wewenang" in answer.sentence


def test_a_delegation_for_the_unit_above_reaches_the_unit():
    of = office()
    with tenant(of.agency.pk):
        of.delegation.unit = of.top
        of.delegation.save()
    factories.standing(of.delegate, on=NOW.date())
    assert approve(of, submitted(of)).state == "approved"


def test_the_unit_head_and_staff_do_not_approve():
    of = office()
    roster = submitted(of)
    for person in (of.head, of.staff[0]):
        answer = refused(of, approve_roster, roster_id=roster.pk, by=person)
        assert answer.ground is Ground.AUTHORITY


def test_the_second_click_is_told_that_it_is_done():
    of = office()
    roster = approve(of, submitted(of))
    answer = refused(of, approve_roster, roster_id=roster.pk, by=of.ppk)
    assert answer.ground is Ground.STATE
    assert "berlaku" in answer.sentence


def test_a_draft_is_not_approved_or_returned():
    of = office()
    roster = draft(of)
    for act, given in [(approve_roster, {}), (return_roster, {"reason": "Perlu"})]:
        answer = refused(of, act, roster_id=roster.pk, by=of.ppk, **given)
        assert answer.ground is Ground.STATE


def test_approval_looks_at_the_rules_again():
    of = office()
    roster = submitted(of, *on_fridays(of, 3))
    with tenant(of.agency.pk):
        for person in of.staff[3:5]:
            Absence.objects.create(
                agency=of.agency, employee=person, kind="leave", first_day=FRIDAY, last_day=FRIDAY
            )
    answer = refused(of, approve_roster, roster_id=roster.pk, by=of.ppk)
    assert [one.refusal.allowed for one in answer.findings] == [2]
    with tenant(of.agency.pk):
        assert Roster.objects.get(pk=roster.pk).state == "submitted"


def in_force_elsewhere(of, unit, day):
    """The first of the staff is away on `day` by another roster in force."""
    with tenant(of.agency.pk):
        other = Roster.objects.create(
            agency=of.agency,
            unit=unit,
            first_day=day,
            last_day=day,
            state="approved",
            drafted_by=of.head,
            drafted_at=NOW,
            settled_by=of.ppk,
        )
        RosterEntry.objects.create(
            agency=of.agency,
            roster=other,
            date=day,
            employee=of.staff[0],
            mode="WFH",
            in_force=True,
        )


def test_days_in_force_in_the_rest_of_the_week_count():
    of = office(wfh_weekdays="", weekly_max_days=1)
    in_force_elsewhere(of, of.top, THURSDAY)
    with tenant(of.agency.pk):
        short = Roster.objects.create(
            agency=of.agency,
            unit=of.unit,
            first_day=MONDAY,
            last_day=MONDAY,
            drafted_by=of.head,
            drafted_at=NOW,
        )
        RosterEntry.objects.create(
            agency=of.agency, roster=short, date=MONDAY, employee=of.staff[0], mode="WFH"
        )
    answer = refused(of, submit_roster, roster_id=short.pk, by=of.head)
    assert [one.refusal.taken for one in answer.findings] == [(THURSDAY,)]


def test_one_plan_per_person_and_date_even_across_units():
    of = office()
    roster = submitted(of)
    in_force_elsewhere(of, of.top, FRIDAY)
    answer = refused(of, approve_roster, roster_id=roster.pk, by=of.ppk)
    assert answer.ground is Ground.STATE
    assert answer.sentence == "Pegawai ini sudah punya jadwal yang berlaku pada tanggal itu."
    with tenant(of.agency.pk):
        assert Roster.objects.get(pk=roster.pk).state == "submitted"


def test_returning_needs_a_reason_and_opens_the_draft_again():
    of = office()
    roster = submitted(of)
    answer = refused(of, return_roster, roster_id=roster.pk, by=of.ppk, reason="  ")
    assert answer.ground is Ground.CONTENT
    with tenant(of.agency.pk):
        back = return_roster(roster_id=roster.pk, by=of.ppk, reason="Loket kosong", at=NOW)
        assert (back.state, back.reason) == ("returned", "Loket kosong")
        assert submit_roster(roster_id=roster.pk, by=of.head, at=NOW).state == "submitted"


# --- versions ------------------------------------------------------------------


def test_a_new_version_replaces_the_old_one_only_when_approved():
    of = office()
    first = approve(of, submitted(of, *on_fridays(of, 3)))
    with tenant(of.agency.pk):
        second = begin_new_version(roster_id=first.pk, reason="Rapat", by=of.head, at=NOW)
        assert (second.version, second.reason) == (2, "Rapat")
        assert Roster.objects.get(pk=first.pk).state == "approved"
    plan(of, second, *on_fridays(of, 3, first=3))
    with tenant(of.agency.pk):
        submit_roster(roster_id=second.pk, by=of.head, at=NOW)
    approve(of, second)
    with tenant(of.agency.pk):
        assert Roster.objects.get(pk=first.pk).state == "superseded"
        away = RosterEntry.objects.in_force().filter(mode="WFH")
        assert set(away.values_list("employee_id", flat=True)) == {p.pk for p in of.staff[3:6]}
        assert RosterEntry.objects.filter(roster=first).count() == 35


def test_a_new_version_needs_a_reason_and_an_approved_roster():
    of = office()
    roster = draft(of)
    early = refused(of, begin_new_version, roster_id=roster.pk, reason="Rapat", by=of.head)
    assert early.ground is Ground.STATE
    with tenant(of.agency.pk):
        submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
    approve(of, roster)
    silent = refused(of, begin_new_version, roster_id=roster.pk, reason="", by=of.head)
    assert "Alasan belum diisi" in silent.sentence


def test_one_new_version_at_a_time():
    of = office()
    first = approve(of, submitted(of))
    with tenant(of.agency.pk):
        begin_new_version(roster_id=first.pk, reason="Rapat", by=of.head, at=NOW)
    answer = refused(of, begin_new_version, roster_id=first.pk, reason="Lagi", by=of.head)
    assert "belum diputuskan" in answer.sentence
