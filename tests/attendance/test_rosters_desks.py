"""Desks and the database's own word about rosters."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.refusals import sentence_of
from accounts.tenancy import tenant
from attendance.actions.refused import RosterRefused
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.models import Outbox, Roster, RosterEntry
from attendance.queries.plan_facts import saved_lines
from services.models import Desk, Office
from tests import factories
from tests.attendance.offices import (
    FRIDAY,
    MONDAY,
    NOW,
    THURSDAY,
    draft,
    later,
    office,
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


def desk_of(of, needed=1, **fields):
    hall = Office.objects.create(
        host=of.agency,
        slug=f"mpp-{of.agency.pk}",
        name="MPP Uji",
        region=factories.region(),
        zone="Asia/Jakarta",
    )
    return Desk.objects.create(
        office=hall,
        owner=of.agency,
        unit_code=of.unit.code,
        slug="satu",
        name="Loket Satu",
        needed=needed,
        **fields,
    )


def test_a_draft_fills_the_units_desks():
    of = office()
    with tenant(of.agency.pk):
        desk = desk_of(of, needed=2)
        lines = saved_lines(draft(of))
    for day in (MONDAY, FRIDAY):
        assert sum(line.desk_id == desk.pk for line in lines if line.date == day) == 2


def test_a_desk_without_its_officers_keeps_the_roster_from_being_handed_in():
    of = office()
    with tenant(of.agency.pk):
        desk_of(of)
    roster = plan(of, draft(of))
    answer = refused(of, submit_roster, roster_id=roster.pk, by=of.head)
    assert {type(one.refusal).__name__ for one in answer.findings} == {"DeskUnderstaffed"}
    assert len(answer.findings) == 5


def test_approval_asks_for_the_plans_of_the_units_desks():
    of = office()
    with tenant(of.agency.pk):
        desk = desk_of(of)
        roster = draft(of)
        submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
    approve(of, roster)
    with tenant(of.agency.pk):
        asked = list(Outbox.objects.values_list("desk_id", "date"))
    assert asked == [(desk.pk, MONDAY + timedelta(days=n)) for n in range(5)]


def test_approval_survives_a_broker_that_is_away(monkeypatch, django_capture_on_commit_callbacks):
    of = office()
    with tenant(of.agency.pk):
        desk_of(of)
        roster = draft(of)
        submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
    rung = []

    def away(*args, **kwargs):
        rung.append(kwargs["args"])
        raise ConnectionRefusedError

    monkeypatch.setattr("attendance.actions.bells.current_app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        approve(of, roster)
    assert rung == [[of.agency.pk]]


# --- the database's word -------------------------------------------------------


def test_a_constraint_speaks_its_own_sentence():
    of = office()
    roster = draft(of)
    with tenant(of.agency.pk), pytest.raises(IntegrityError) as caught, transaction.atomic():
        Roster.objects.filter(pk=roster.pk).update(last_day=date(2026, 1, 1))
    assert sentence_of(caught.value) == (
        "Jadwal berakhir sebelum hari pertamanya. Betulkan tanggalnya."
    )


def test_two_rosters_of_overlapping_weeks_cannot_both_be_in_force():
    of = office()
    approve(of, submitted(of))
    with tenant(of.agency.pk):
        odd = Roster.objects.create(
            agency=of.agency,
            unit=of.unit,
            first_day=THURSDAY,
            last_day=THURSDAY,
            state="submitted",
            drafted_by=of.head,
            drafted_at=NOW,
            submitted_by=of.head,
        )
    answer = refused(of, approve_roster, roster_id=odd.pk, by=of.ppk, at=later(1))
    assert "Unit ini sudah punya jadwal yang berlaku" in answer.sentence
    with tenant(of.agency.pk):
        assert Roster.objects.get(pk=odd.pk).state == "submitted"


def test_a_desk_is_served_in_the_office_only():
    of = office()
    with tenant(of.agency.pk):
        desk = desk_of(of)
        roster = draft(of)
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            RosterEntry.objects.filter(roster=roster).update(mode="WFH", desk=desk)
    assert "Petugas loket harus bekerja di kantor" in str(sentence_of(caught.value))
