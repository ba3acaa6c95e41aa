"""The right person at the right time, both names on record, everybody told; versions compared."""

from datetime import timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_drafts import begin_new_version
from attendance.actions.rosters import approve_roster, return_roster, submit_roster
from attendance.models import Message, Roster
from attendance.queries.roster_difference import roster_difference
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import (
    FRIDAY,
    MONDAY,
    NOW,
    TODAY,
    later,
    office,
    on_fridays,
    plan,
    submitted,
)

__all__ = ["as_", "wednesday"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return office()


def in_force(of) -> Roster:
    roster = submitted(of, *on_fridays(of, 3))
    with tenant(of.agency.pk):
        return approve_roster(roster_id=roster.pk, by=of.ppk, at=NOW)


def second(of, first: Roster, *away, reason="Ada tugas mendadak.") -> Roster:
    """A second version with these people away, handed in."""
    with tenant(of.agency.pk):
        new = begin_new_version(roster_id=first.pk, reason=reason, by=of.head, at=NOW)
    plan(of, new, *away)
    with tenant(of.agency.pk):
        return submit_roster(roster_id=new.pk, by=of.head, at=NOW)


def told(of, person) -> list[tuple[str, str]]:
    with tenant(of.agency.pk):
        rows = Message.objects.filter(employee=person).order_by("pk")
        return list(rows.values_list("title", "url"))


@pytest.mark.parametrize("how", ["drafted", "listed"])
def test_a_delegate_does_not_approve_what_the_principal_wrote_or_gains_by(of, how):
    """Acting in a name is acting as that person: another delegation of the same person counts."""
    roster = submitted(of, *on_fridays(of, 3))
    with tenant(of.agency.pk):
        if how == "drafted":
            Roster.objects.filter(pk=roster.pk).update(drafted_by=of.ppk)
        else:
            roster.entries.filter(employee=of.staff[0], date=FRIDAY).update(employee=of.ppk)
        with pytest.raises(RosterRefused, match="atas namanya") as refused:
            approve_roster(roster_id=roster.pk, by=of.delegate, at=NOW)
        assert refused.value.ground is Ground.AUTHORITY
    # By the secretary's own letter from another principal the same person may.
    other = factories.employee(of.top, name="Sekretaris Utama")
    factories.grant(other, "pyb")
    factories.delegation(other, of.delegate, "pyb", letter_number="800/99/2026")
    factories.standing(of.delegate, on=TODAY)
    if how == "drafted":
        with tenant(of.agency.pk):
            done = approve_roster(roster_id=roster.pk, by=of.delegate, at=NOW)
            assert done.settled_under.letter_number == "800/99/2026"


def test_those_who_act_are_told_and_not_whom_they_stand_in_for(of):
    pyb = factories.employee(of.top, name="Sekda Tetap")
    factories.grant(pyb, "pyb")
    roster = submitted(of, *on_fridays(of, 3))
    page = f"/tim/roster/{roster.pk}/"
    waits = [("Jadwal Bidang Uji menunggu keputusan Anda", page)]
    assert (told(of, pyb), told(of, of.delegate), told(of, of.ppk)) == (waits, waits, [])
    with tenant(of.agency.pk):
        return_roster(roster_id=roster.pk, reason="Loket kosong.", by=of.delegate, at=NOW)
    assert told(of, of.head) == [("Jadwal Bidang Uji dikembalikan", page)]
    with tenant(of.agency.pk):
        said = Message.objects.get(employee=of.head).body
    assert "Sekda a.n. Wali Kota, surat nomor 800/12/2026. Alasan: “Loket kosong.”" in said


def test_the_unit_is_told_of_a_plan_and_of_a_change_only_whom_it_concerns(of):
    first = in_force(of)
    assert [url for _, url in told(of, of.staff[6])] == ["/jadwal/?bulan=2026-11"]
    new = second(of, first, *on_fridays(of, 3, first=1))
    with tenant(of.agency.pk):
        approve_roster(roster_id=new.pk, by=of.delegate, at=later(1))
    assert len(told(of, of.staff[6])) == 1
    for person in (of.staff[0], of.staff[3]):
        assert told(of, person)[-1] == (
            "Jadwal kerja Anda 23–29 November 2026 berubah",
            f"/tim/roster/{new.pk}/beda/",
        )


def test_a_versions_own_reason_outlives_its_return(of):
    new = second(of, in_force(of), *on_fridays(of, 2))
    with tenant(of.agency.pk):
        return_roster(roster_id=new.pk, reason="Belum lengkap.", by=of.ppk, at=NOW)
        again = submit_roster(roster_id=new.pk, by=of.head, at=NOW)
        assert again.reason == "Ada tugas mendadak."


def test_a_difference_names_each_person_date_and_count(of):
    first = in_force(of)
    desk = factories.desk(of.agency, unit_code=of.unit.code)
    with tenant(of.agency.pk):
        new = begin_new_version(roster_id=first.pk, reason="Tukar.", by=of.head, at=NOW)
        new.entries.filter(employee=of.staff[0], date=FRIDAY).update(mode="WFO", desk=desk)
        new.entries.filter(employee=of.staff[6], date=MONDAY).delete()
        found = roster_difference(first, new)
    said = [
        (person.name, one.day, one.before.mode, one.after.mode, one.after.desk)
        for person in found.people
        for one in person.changes
    ]
    assert said == [
        ("Staf 01", FRIDAY, "WFH", "WFO", "Loket 1"),
        ("Staf 07", MONDAY, "WFO", "", ""),
    ]
    assert found.change_count == 2
    assert {day.day: day.counts for day in found.days if day.differs} == {
        MONDAY: (("WFO", 7, 6), ("WFH", 0, 0)),
        FRIDAY: (("WFO", 4, 5), ("WFH", 3, 2)),
    }


def test_the_pages_say_from_when_it_holds_who_approved_it_and_what_changed(of, as_):
    first = in_force(of)
    new = second(of, first, *on_fridays(of, 3, first=1))
    client = as_(of.staff[0])
    assert "berlaku mulai 23 Nov 2026" in client.get(f"/tim/roster/{first.pk}/").content.decode()
    # The plan that waits is not theirs to read yet.
    assert client.get(f"/tim/roster/{new.pk}/beda/").status_code == 404
    with tenant(of.agency.pk):
        approve_roster(roster_id=new.pk, by=of.delegate, at=NOW + timedelta(hours=1))
    page = client.get(f"/tim/roster/{new.pk}/").content.decode()
    assert "<strong>Sekda</strong> a.n. <strong>Wali Kota</strong>, surat nomor 800/12/2026" in page
    assert f"/tim/roster/{new.pk}/beda/" in page
    words = " ".join(client.get(f"/tim/roster/{new.pk}/beda/").content.decode().split())
    assert "2 hari kerja dari 2 pegawai berubah" in words
    assert "Alasan: Ada tugas mendadak." in words
