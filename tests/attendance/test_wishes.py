"""Wishes until the roster is handed in; special circumstances without what they are."""

from datetime import date, timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.rosters import submit_roster
from attendance.actions.special_circumstances import ask_special, settle_special, withdraw_special
from attendance.actions.wishes import Wanted, save_wishes
from attendance.models import Message, SpecialCircumstance, Wish
from attendance.queries.wishes import special_people, wishes_of
from attendance.rules.modes import WorkMode
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, MONDAY, NOW, THURSDAY, TODAY, draft, office

__all__ = ["as_", "wednesday"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return office()


def save(of, wanted, person=None) -> int:
    with tenant(of.agency.pk):
        return save_wishes(wanted=wanted, by=person or of.staff[0], at=NOW)


def kept(of) -> dict[date, tuple[str, str]]:
    with tenant(of.agency.pk):
        found = wishes_of(
            agency_id=of.agency.pk, employee_ids=[of.staff[0].pk], first=MONDAY, last=FRIDAY
        )
    return {day: (wish.mode, wish.note) for (_, day), wish in found.items()}


def test_a_wish_is_noted_changed_and_deleted(of):
    assert save(of, {FRIDAY: Wanted(WorkMode.WFH, "Rapat daring"), THURSDAY: Wanted()}) == 1
    assert kept(of) == {FRIDAY: ("WFH", "Rapat daring")}
    assert save(of, {FRIDAY: Wanted(WorkMode.WFO), THURSDAY: Wanted(WorkMode.WFO)}) == 2
    assert kept(of) == {FRIDAY: ("WFO", ""), THURSDAY: ("WFO", "")}
    assert save(of, {FRIDAY: Wanted(), THURSDAY: Wanted(WorkMode.WFO)}) == 1
    assert kept(of) == {THURSDAY: ("WFO", "")}


@pytest.mark.parametrize(
    ("day", "mode", "words"),
    [
        (TODAY, WorkMode.WFO, "sedang berjalan"),
        (FRIDAY + timedelta(weeks=12), WorkMode.WFH, "terlalu jauh"),
        (FRIDAY + timedelta(days=1), WorkMode.WFH, "bukan hari kerja"),
        (THURSDAY, WorkMode.WFH, "Kamis"),
    ],
)
def test_what_cannot_be_wished_is_refused_and_nothing_kept(of, day, mode, words):
    with pytest.raises(RequestRefused, match=words) as refused:
        save(of, {FRIDAY: Wanted(WorkMode.WFH), day: Wanted(mode)})
    assert refused.value.field == day.isoformat()
    assert kept(of) == {}


def test_a_roster_handed_in_closes_its_dates(of):
    save(of, {FRIDAY: Wanted(WorkMode.WFH)})
    roster = draft(of)
    save(of, {FRIDAY: Wanted(WorkMode.WFO)})
    with tenant(of.agency.pk):
        submit_roster(roster_id=roster.pk, by=of.head, at=NOW)
    with pytest.raises(RequestRefused, match="sudah diajukan") as refused:
        save(of, {FRIDAY: Wanted()})
    assert refused.value.ground is Ground.STATE
    assert kept(of) == {FRIDAY: ("WFO", "")}


def test_the_page_saves_a_week_and_keeps_what_was_typed(of, as_):
    client = as_(of.staff[0])
    page = client.get(f"/jadwal/keinginan/?minggu={MONDAY}").content.decode()
    assert f'name="tempat-{FRIDAY}" value="WFH"' in page
    saved = client.post(f"/jadwal/keinginan/?minggu={MONDAY}", {f"tempat-{FRIDAY}": "WFH"})
    assert saved.status_code == 302
    assert kept(of) == {FRIDAY: ("WFH", "")}
    # A browser cannot send what is switched off; somebody who does is told the rule.
    bad = client.post(
        f"/jadwal/keinginan/?minggu={MONDAY}",
        {f"tempat-{THURSDAY}": "WFH", f"catatan-{THURSDAY}": "Mohon", f"tempat-{FRIDAY}": ""},
    )
    assert bad.status_code == 422
    assert 'value="Mohon"' in bad.content.decode()
    assert kept(of) == {FRIDAY: ("WFH", "")}


def special(of, first=MONDAY, last=FRIDAY, by=None) -> SpecialCircumstance:
    with tenant(of.agency.pk):
        return ask_special(first=first, last=last, by=by or of.staff[0], at=NOW)


def priority(of, first=MONDAY, last=FRIDAY) -> set[int]:
    people = [person.pk for person in of.staff]
    with tenant(of.agency.pk):
        return special_people(agency_id=of.agency.pk, employee_ids=people, first=first, last=last)


def test_a_special_circumstance_counts_once_a_superior_accepted_it(of):
    row = special(of)
    assert priority(of) == set()
    with tenant(of.agency.pk):
        settle_special(pk=row.pk, accept=True, by=of.head, at=NOW)
        assert Message.objects.filter(employee=of.staff[0]).get().title.endswith("diterima")
    assert priority(of) == {of.staff[0].pk}
    assert priority(of, FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=9)) == set()
    with tenant(of.agency.pk):
        with pytest.raises(RequestRefused):
            settle_special(pk=row.pk, accept=False, by=of.ppk, at=NOW)
        withdraw_special(pk=row.pk, by=of.staff[0], at=NOW)
    assert priority(of) == set()


def test_both_names_are_kept_when_a_delegate_accepts(of):
    row = special(of)
    with tenant(of.agency.pk):
        settle_special(pk=row.pk, accept=True, by=of.delegate, at=NOW)
        row.refresh_from_db()
        assert (row.settled_by, row.settled_under) == (of.delegate, of.delegation)
        said = Message.objects.get(employee=of.staff[0]).body
    assert "Sekda a.n. Wali Kota, surat nomor 800/12/2026" in said


def test_nobody_accepts_their_own_and_no_second_one_overlaps(of):
    row = special(of, by=factories.standing(of.head, on=TODAY))
    with tenant(of.agency.pk), pytest.raises(RequestRefused) as refused:
        settle_special(pk=row.pk, accept=True, by=of.head, at=NOW)
    assert refused.value.ground is Ground.AUTHORITY
    with pytest.raises(RequestRefused, match="Sudah ada keadaan khusus"):
        special(of, by=of.head)
    with pytest.raises(RequestRefused, match="sudah lewat"):
        special(of, TODAY - timedelta(days=9), TODAY - timedelta(days=1))


def test_the_superior_decides_on_a_page_that_knows_no_cause(of, as_):
    row = special(of)
    assert as_(of.staff[1]).post(f"/tim/tukar/keadaan/{row.pk}/").status_code == 404
    client = as_(of.head)
    assert "sistem tidak menyimpannya" in client.get("/tim/tukar/").content.decode()
    assert client.post(f"/tim/tukar/keadaan/{row.pk}/", {"keputusan": "terima"}).status_code == 302
    assert priority(of) == {of.staff[0].pk}
    fields = {field.name for field in SpecialCircumstance._meta.get_fields()}
    assert not fields & {"reason", "kind", "note", "evidence", "settlement"}


def test_wishes_of_another_agency_are_out_of_reach(of):
    save(of, {FRIDAY: Wanted(WorkMode.WFH)})
    with tenant(office().agency.pk):
        assert not Wish.objects.exists()
