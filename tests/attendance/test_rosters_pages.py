"""The roster pages over HTTP: who may open and act, what a refusal says, what is kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.roster_drafts import begin_new_version, create_draft
from attendance.actions.roster_lines import stamp_of
from attendance.actions.rosters import approve_roster
from attendance.models import Absence, Sanction
from attendance.queries.plan_facts import saved_lines
from tests import factories
from tests.attendance.as_person import as_, wednesday
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
from tests.attendance.roster_forms import approved, state_of, url

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]
LIST = "/tim/roster/"
WITHIN_CAP, OVER_CAP = 3, 4
MOST_STATEMENTS = 30


# --- who may open ---------------------------------------------------------------


def test_staff_without_a_team_are_told_where_their_own_plan_is(as_):
    of = office()
    answer = as_(of.staff[0]).get(LIST)
    assert answer.status_code == 403
    assert "Papan tim hanya untuk atasan" in answer.content.decode()


def test_the_list_opens_on_the_coming_week_with_the_next_step(as_):
    of = office()
    page = as_(of.head).get(LIST).content.decode()
    assert "23–29 November 2026" in page
    assert "Bidang Uji" in page
    assert "Buat draf" in page


@pytest.mark.parametrize("week", ["besok", "2026-13-45", "", "0000-00-00"])
def test_a_week_that_is_no_date_shows_the_coming_one(as_, week):
    of = office()
    page = as_(of.head).get(LIST, {"minggu": week, "unit": "x"})
    assert "23–29 November 2026" in page.content.decode()


def test_a_past_week_offers_no_draft(as_):
    of = office()
    page = as_(of.head).get(LIST, {"minggu": "2026-11-02"}).content.decode()
    assert "Belum disusun" in page
    assert "Buat draf" not in page


def test_strangers_get_404_for_every_address_of_a_roster(as_):
    roster = submitted(office())
    other = office()
    client = as_(other.ppk)
    for name in ("detail", "edit"):
        assert client.get(url(name, roster)).status_code == 404
    for name in ("edit", "count", "submit", "approve", "return", "renew"):
        assert client.post(url(name, roster)).status_code == 404


def test_another_unit_of_the_agency_gets_404(as_):
    of = office()
    roster = submitted(of)
    elsewhere = factories.employee(factories.unit(of.agency))
    assert as_(elsewhere).get(url("detail", roster)).status_code == 404


def test_members_of_the_unit_read_what_is_in_force_and_no_drafts(as_):
    of = office()
    roster = submitted(of)
    client = as_(of.staff[0])
    assert client.get(url("detail", roster)).status_code == 404
    with tenant(of.agency.pk):
        approve_roster(roster_id=roster.pk, by=of.ppk, at=NOW)
    page = client.get(url("detail", roster))
    assert page.status_code == 200
    assert "<form" not in page.content.decode().split("<main", 1)[1]


def test_readers_see_no_buttons_and_are_told_why_when_they_post(as_):
    of = office()
    inspector = factories.employee(of.top)
    factories.grant(inspector, "inspector")
    roster = submitted(of)
    client = as_(inspector)
    page = client.get(url("detail", roster)).content.decode()
    assert "Setujui" not in page
    for name, words in [
        ("approve", "tidak punya wewenang"),
        ("return", "tidak punya wewenang"),
        ("submit", "disusun oleh atasan langsungnya"),
        ("renew", "disusun oleh atasan langsungnya"),
        ("edit", "disusun oleh atasan langsungnya"),
        ("count", "disusun oleh atasan langsungnya"),
    ]:
        answer = client.post(url(name, roster), {"reason": "Perlu"})
        assert (name, answer.status_code) == (name, 403)
        assert words in answer.content.decode()
    made = client.post(
        reverse("attendance:roster_create"), {"unit": of.unit.pk, "first_day": "2026-11-30"}
    )
    assert made.status_code == 403
    assert state_of(of, roster) == "submitted"


def test_a_delegate_whose_letter_ended_yesterday_reads_its_number(as_):
    of = office()
    roster = submitted(of)
    with tenant(of.agency.pk):
        of.delegation.valid_until = NOW.date() - timedelta(days=1)
        of.delegation.save()
    client = as_(of.delegate)
    for answer in (client.get(url("detail", roster)), client.post(url("approve", roster))):
        assert answer.status_code == 403
        assert "800/12/2026" in answer.content.decode()
    assert state_of(of, roster) == "submitted"


def test_findings_that_tell_of_a_sanction_are_shown_to_those_who_act(as_):
    of = office()
    with tenant(of.agency.pk):
        Sanction.objects.create(
            agency=of.agency,
            employee=of.staff[0],
            first_day=MONDAY,
            last_day=FRIDAY,
            decree="1/2026",
        )
    roster = plan(of, draft(of), *on_fridays(of, 1))
    reader = factories.employee(of.top)
    factories.grant(reader, "personnel")
    assert "hukuman disiplin" in as_(of.head).get(url("detail", roster)).content.decode()
    assert "hukuman disiplin" not in as_(reader).get(url("detail", roster)).content.decode()


def test_an_absence_is_shown_without_its_kind(as_):
    of = office()
    with tenant(of.agency.pk):
        Absence.objects.create(
            agency=of.agency,
            employee=of.staff[0],
            kind="sick",
            first_day=MONDAY,
            last_day=FRIDAY,
        )
    page = as_(of.head).get(url("detail", draft(of))).content.decode()
    assert "Berhalangan" in page
    assert "Sakit" not in page


# --- settling -------------------------------------------------------------------


def test_the_delegate_approves_and_the_letter_stands_in_the_history(as_):
    of = office()
    roster = submitted(of, *on_fridays(of, WITHIN_CAP))
    client = as_(of.delegate)
    assert "Setujui, mulai berlaku" in client.get(url("detail", roster)).content.decode()
    answer = client.post(url("approve", roster), follow=True)
    page = answer.content.decode()
    assert "Jadwal disetujui dan berlaku" in page
    assert "a.n. <strong>Wali Kota</strong>, surat nomor 800/12/2026" in page
    assert state_of(of, roster) == "approved"


def test_the_second_click_is_answered_with_the_state(as_):
    of = office()
    roster = approved(of)
    answer = as_(of.delegate).post(url("approve", roster))
    assert answer.status_code == 409
    assert "Jadwal ini berstatus berlaku" in answer.content.decode()


def test_ones_own_roster_is_refused_on_the_page_and_by_post(as_):
    of = office()
    factories.grant(of.head, "ppk")
    roster = submitted(of)
    client = as_(of.head)
    page = client.get(url("detail", roster)).content.decode()
    assert "Setujui, mulai berlaku" not in page
    assert "bukan Anda yang menyetujuinya" in page
    answer = client.post(url("approve", roster))
    assert answer.status_code == 403
    assert "bukan Anda yang menyetujuinya" in answer.content.decode()
    assert state_of(of, roster) == "submitted"


def test_a_roster_goes_back_with_a_reason_that_its_author_reads(as_):
    of = office()
    roster = submitted(of)
    client = as_(of.ppk)
    empty = client.post(url("return", roster), {"reason": " "})
    assert empty.status_code == 422
    assert "Alasan belum diisi" in empty.content.decode()
    client.post(url("return", roster), {"reason": "Loket 2 kosong hari Jumat"})
    assert state_of(of, roster) == "returned"
    page = as_(of.head).get(url("edit", roster)).content.decode()
    assert "Loket 2 kosong hari Jumat" in page


def test_a_new_version_keeps_the_old_one_readable(as_):
    of = office()
    roster = approved(of)
    client = as_(of.head)
    answer = client.post(url("renew", roster), {"reason": "Rapat dengan DPRD"}, follow=True)
    assert "Versi 2 dibuat sebagai draf" in answer.content.decode()
    page = client.get(url("detail", roster)).content.decode()
    assert "Versi 1" in page
    assert "Versi 2" in page
    refused = client.post(url("renew", roster), {"reason": "Lagi"})
    assert refused.status_code == 409
    assert "Lagi</textarea>" not in refused.content.decode()


def test_the_moves_are_posts(as_):
    of = office()
    roster = draft(of)
    client = as_(of.head)
    for name in ("count", "submit", "approve", "return", "renew"):
        assert client.get(url(name, roster)).status_code == 405
    assert client.get(reverse("attendance:roster_create")).status_code == 405


# --- cost -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["detail", "edit"])
def test_a_rosters_pages_cost_the_same_for_twenty_people_and_two_hundred(as_, name):
    costs = []
    for people in (20, 200):
        of = office(people=people)
        with tenant(of.agency.pk):
            roster = create_draft(
                unit=of.unit, first_day=date(2026, 12, 1), by=of.head, at=NOW, whole_month=True
            )
        client = as_(of.head)
        client.get(url(name, roster))
        with CaptureQueriesContext(connection) as spent:
            assert client.get(url(name, roster)).status_code == 200
        costs.append(len(spent))
    assert costs[0] == costs[1] <= MOST_STATEMENTS


@pytest.mark.parametrize("units", [1, 20])
def test_the_list_costs_the_same_for_one_unit_and_twenty(as_, django_assert_num_queries, units):
    of = office()
    factories.grant(of.head, "personnel")
    for _ in range(units):
        factories.employee(factories.unit(of.agency))
    client = as_(of.head)
    client.get(LIST)
    with django_assert_num_queries(11):
        client.get(LIST)


def test_renewing_through_the_action_gives_the_same_lines(as_):
    of = office()
    roster = approved(of, *on_fridays(of, 2))
    with tenant(of.agency.pk):
        fresh = begin_new_version(roster_id=roster.pk, reason="Rapat", by=of.head, at=NOW)
        assert stamp_of(saved_lines(fresh)) == stamp_of(saved_lines(roster))
