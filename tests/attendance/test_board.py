"""The board of today: who is where, for whom, at what cost."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.rosters import return_roster
from attendance.models import Absence, Roster, RosterEntry
from attendance.queries.board import board_of
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import NOW, TODAY, office, on_fridays, submitted

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]

# 09.00 WIB of the Wednesday: work began at 07.30.
ON_TIME = datetime(2026, 11, 18, 0, 20, tzinfo=UTC)
LATE = datetime(2026, 11, 18, 0, 42, tzinfo=UTC)


def board(of, person=None, unit_id=None, group="", now=NOW):
    with tenant(of.agency.pk):
        return board_of(person or of.head, unit_id=unit_id, group=group, now=now)


def at_home_today(of, person):
    with tenant(of.agency.pk):
        roster = Roster.objects.create(
            agency=of.agency,
            unit=of.unit,
            first_day=TODAY,
            last_day=TODAY,
            state="approved",
            drafted_by=of.head,
            drafted_at=NOW,
            settled_by=of.ppk,
        )
        RosterEntry.objects.create(
            agency=of.agency,
            roster=roster,
            date=TODAY,
            employee=person,
            mode="WFH",
            in_force=True,
        )


def on_leave_today(of, person, kind="leave"):
    with tenant(of.agency.pk):
        Absence.objects.create(
            agency=of.agency, employee=person, kind=kind, first_day=TODAY, last_day=TODAY
        )


def a_morning(of):
    """One on time, one late, one on leave, one at home who has come; the others not yet."""
    factories.check_in(of.staff[0], ON_TIME)
    factories.check_in(of.staff[1], LATE)
    on_leave_today(of, of.staff[2])
    at_home_today(of, of.staff[3])
    factories.check_in(of.staff[3], ON_TIME, mode="WFH")


def test_everybody_is_counted_where_they_are():
    of = office()
    a_morning(of)
    counts = board(of, unit_id=of.unit.pk).counts
    assert counts == {"present": 2, "late": 1, "not_yet": 3, "WFH": 1, "leave": 1, "off": 0}


def test_a_weekend_is_off_for_all():
    of = office()
    assert board(of, unit_id=of.unit.pk, now=NOW + timedelta(days=3)).counts["off"] == 7


def test_somebody_who_left_still_counts_as_present():
    of = office()
    factories.check_in(of.staff[0], ON_TIME)
    factories.check_in(of.staff[0], NOW, kind="out")
    assert board(of, unit_id=of.unit.pk).counts["present"] == 1


def test_a_group_narrows_the_list_and_not_the_counts():
    of = office()
    a_morning(of)
    late = board(of, unit_id=of.unit.pk, group="late")
    assert [one.day.employee for one in late.people] == [of.staff[1]]
    assert late.counts["present"] == 2
    assert len(board(of, unit_id=of.unit.pk, group="sesuatu").people) == 7


def test_a_supervisor_sees_the_units_below_and_no_others():
    of = office()
    factories.employee(factories.unit(of.agency), name="Orang Lain")
    names = {one.day.employee.name for one in board(of).people}
    assert names == {"Hesti Kepala", *(person.name for person in of.staff)}


def test_the_ppk_sees_the_agency_and_never_another():
    of, other = office(), office()
    seen = {one.day.employee.agency_id for one in board(of, person=of.ppk).people}
    assert seen == {of.agency.pk}
    assert other.agency.pk not in seen
    assert len(board(of, person=of.ppk).people) == 10


def test_people_without_hours_are_said_and_not_guessed():
    of = office()
    with tenant(of.agency.pk):
        of.agency.schedules.all().delete()
    empty = board(of, unit_id=of.unit.pk)
    assert (len(empty.people), empty.unjudged) == (0, 7)


def test_what_waits_is_the_readers_to_settle():
    of = office()
    roster = submitted(of)
    assert board(of, person=of.delegate).to_settle == (roster,)
    assert board(of, person=of.head).to_settle == ()


def test_ones_own_roster_does_not_wait_for_oneself():
    of = office()
    factories.grant(of.head, "ppk")
    factories.grant(of.staff[0], "ppk")
    for person in (of.head, of.staff[0]):
        factories.standing(person, on=TODAY)
    submitted(of, *on_fridays(of, 1))
    assert board(of, person=of.head).to_settle == ()  # drafted it
    assert board(of, person=of.staff[0]).to_settle == ()  # would give themselves a day


def test_a_returned_roster_waits_for_its_author():
    of = office()
    roster = submitted(of)
    with tenant(of.agency.pk):
        return_roster(roster_id=roster.pk, reason="Loket kosong", by=of.ppk, at=NOW)
    assert board(of, person=of.head).to_mend == (roster,)
    assert board(of, person=of.ppk).to_mend == ()


@pytest.mark.parametrize("people", [2, 200])
def test_the_board_costs_the_same_for_two_people_and_two_hundred(django_assert_num_queries, people):
    of = office(people=people)
    on_leave_today(of, of.staff[0])
    factories.check_in(of.staff[1], ON_TIME)
    submitted(of)
    with tenant(of.agency.pk), django_assert_num_queries(14):
        board_of(of.head, unit_id=None, group="", now=NOW)


# --- over HTTP ------------------------------------------------------------------


def test_the_page_shows_counts_people_and_what_waits(as_):
    of = office()
    a_morning(of)
    submitted(of)
    page = as_(of.delegate).get("/tim/").content.decode()
    assert page.index("Menunggu keputusan Anda") < page.index("Daftar pegawai")
    assert "Jadwal Bidang Uji, 23–29 November 2026" in page
    assert "Terlambat 12 menit" in page
    assert "Belum presensi, lewat 90 menit" in page


def test_the_unit_is_chosen_in_the_address(as_):
    of = office()
    page = as_(of.ppk).get("/tim/", {"unit": of.unit.pk}).content.decode()
    assert "Staf 01" in page
    assert "Hesti Kepala" not in page.split("Daftar pegawai")[1]


@pytest.mark.parametrize("query", ["unit=x", "unit=", "keadaan=apa", "halaman=999", "halaman=x"])
def test_an_odd_address_shows_the_board(as_, query):
    of = office()
    assert as_(of.head).get(f"/tim/?{query}").status_code == 200


def test_a_unit_of_strangers_is_not_found(as_):
    of, other = office(), office()
    elsewhere = factories.unit(of.agency)
    factories.employee(elsewhere)
    client = as_(of.head)
    assert client.get("/tim/", {"unit": other.unit.pk}).status_code == 404
    assert client.get("/tim/", {"unit": elsewhere.pk}).status_code == 404


def test_staff_are_told_where_their_own_pages_are(as_):
    of = office()
    answer = as_(of.staff[0]).get("/tim/")
    assert answer.status_code == 403
    assert "Papan tim hanya untuk atasan" in answer.content.decode()


def test_htmx_gets_the_same_partial_as_the_page(as_):
    of = office()
    a_morning(of)
    client = as_(of.head)
    whole = client.get("/tim/", {"unit": of.unit.pk}).content.decode()
    part = client.get("/tim/", {"unit": of.unit.pk}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert part.content.decode().strip() in whole


def test_many_people_come_in_pages(as_):
    of = office(people=60)
    page = as_(of.head).get("/tim/", {"keadaan": "not_yet", "halaman": 2}).content.decode()
    assert "51–61 dari 61 pegawai" in page
    assert "keadaan=not_yet&amp;halaman=1" in page
