"""A week's first draft, its lines, and handing it in."""

from datetime import timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_drafts import begin_new_version, create_draft, save_lines
from attendance.actions.rosters import approve_roster, submit_roster
from attendance.models import Absence, Roster, RosterEntry, Sanction
from attendance.queries.plan_facts import saved_lines
from attendance.rules.caps import WfhOverCap
from tests.attendance.offices import (
    FRIDAY,
    MONDAY,
    NOW,
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


def test_a_first_draft_puts_everybody_in_the_office_on_working_days():
    of = office()
    with tenant(of.agency.pk):
        lines = saved_lines(draft(of))
    assert len(lines) == 7 * 5
    assert {line.mode for line in lines} == {"WFO"}
    assert {line.date.isoweekday() for line in lines} == {1, 2, 3, 4, 5}


def test_a_draft_follows_the_week_in_force_where_the_rules_still_allow_it():
    of = office()
    approve(of, submitted(of, *on_fridays(of, 3)))
    with tenant(of.agency.pk):
        Sanction.objects.create(
            agency=of.agency,
            employee=of.staff[0],
            first_day=FRIDAY + ONE_WEEK,
            last_day=FRIDAY + ONE_WEEK,
            decree="1/2026",
        )
        following = create_draft(unit=of.unit, first_day=MONDAY + ONE_WEEK, by=of.head, at=NOW)
        away = {line.person_id for line in saved_lines(following) if line.mode == "WFH"}
    assert away == {of.staff[1].pk, of.staff[2].pk}


def test_a_draft_keeps_only_as_many_away_as_the_cap_of_that_day_holds():
    of = office()
    approve(of, submitted(of, *on_fridays(of, 3)))
    with tenant(of.agency.pk):
        for person in of.staff[4:]:
            Absence.objects.create(
                agency=of.agency,
                employee=person,
                kind="leave",
                first_day=FRIDAY + ONE_WEEK,
                last_day=FRIDAY + ONE_WEEK,
            )
        following = create_draft(unit=of.unit, first_day=MONDAY + ONE_WEEK, by=of.head, at=NOW)
        lines = saved_lines(following)
    assert sum(line.mode == "WFH" for line in lines) == 2  # half of the four who work


def test_people_on_leave_get_no_line():
    of = office()
    with tenant(of.agency.pk):
        Absence.objects.create(
            agency=of.agency,
            employee=of.staff[0],
            kind="sick",
            first_day=MONDAY,
            last_day=FRIDAY,
        )
        assert of.staff[0].pk not in {line.person_id for line in saved_lines(draft(of))}


@pytest.mark.parametrize(
    ("first_day", "words"),
    [
        (MONDAY + timedelta(days=1), "bukan Senin"),
        (MONDAY - 2 * ONE_WEEK, "sudah lewat"),
    ],
)
def test_a_draft_begins_on_a_monday_that_is_not_over(first_day, words):
    of = office()
    answer = refused(of, create_draft, unit=of.unit, first_day=first_day, by=of.head)
    assert words in answer.sentence


def test_a_week_has_one_draft():
    of = office()
    draft(of)
    answer = refused(of, create_draft, unit=of.unit, first_day=MONDAY, by=of.head)
    assert (answer.ground, "sudah ada" in answer.sentence) == (Ground.STATE, True)


def test_a_unit_without_people_has_no_roster():
    of = office(people=0)
    answer = refused(of, create_draft, unit=of.unit, first_day=MONDAY, by=of.head)
    assert "belum punya pegawai aktif" in answer.sentence


def test_only_the_supervisor_drafts_saves_submits_and_renews():
    of = office()
    roster = draft(of)
    for act, given in [
        (create_draft, {"unit": of.unit, "first_day": MONDAY + ONE_WEEK}),
        (save_lines, {"roster_id": roster.pk, "lines": [], "stamp": ""}),
        (submit_roster, {"roster_id": roster.pk}),
        (begin_new_version, {"roster_id": roster.pk, "reason": "Perlu"}),
    ]:
        for stranger in (of.ppk, of.staff[0]):
            assert refused(of, act, by=stranger, **given).ground is Ground.AUTHORITY


def test_a_draft_over_the_cap_is_kept_but_not_handed_in():
    of = office()
    roster = plan(of, draft(of), *on_fridays(of, 4))
    answer = refused(of, submit_roster, roster_id=roster.pk, by=of.head)
    assert answer.ground is Ground.CONTENT
    assert [type(one.refusal) for one in answer.findings] == [WfhOverCap]
    with tenant(of.agency.pk):
        assert Roster.objects.get(pk=roster.pk).state == "draft"
        assert RosterEntry.objects.filter(roster=roster, mode="WFH").count() == 4


def test_three_of_seven_may_be_at_home():
    of = office()
    assert submitted(of, *on_fridays(of, 3)).state == "submitted"


def test_an_empty_draft_is_not_handed_in():
    of = office()
    roster = draft(of)
    with tenant(of.agency.pk):
        RosterEntry.objects.filter(roster=roster).delete()
    answer = refused(of, submit_roster, roster_id=roster.pk, by=of.head)
    assert "masih kosong" in answer.sentence


def test_a_save_from_an_old_page_does_not_overwrite_a_newer_one():
    of = office()
    roster = draft(of)
    answer = refused(of, save_lines, roster_id=roster.pk, lines=[], stamp="lama", by=of.head)
    assert "Orang lain mengubah draf ini" in answer.sentence
    with tenant(of.agency.pk):
        assert RosterEntry.objects.filter(roster=roster).count() == 35


def test_a_submitted_roster_is_fixed():
    of = office()
    roster = submitted(of)
    answer = refused(of, save_lines, roster_id=roster.pk, lines=[], stamp="", by=of.head)
    assert answer.ground is Ground.STATE
    assert "tidak dapat diubah" in answer.sentence
