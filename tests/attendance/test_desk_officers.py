"""Who is qualified for which desk: kept by right, by date; and what a roster makes of it."""

from datetime import timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.desk_officers import Qualification, end_qualification, qualify
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import DeskOfficer
from attendance.queries.desk_officers import qualified
from attendance.queries.plan_facts import PlannedLine, plan_facts
from attendance.rules.roster import NotQualified
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, MONDAY, NOW, THURSDAY, TODAY, later, office

__all__ = ["as_", "wednesday"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return office()


@pytest.fixture
def desk(of):
    return factories.desk(of.agency, unit_code=of.unit.code)


def note(of, desk, person, first=TODAY, last=None, by=None) -> DeskOfficer:
    with tenant(of.agency.pk):
        wanted = Qualification(desk.pk, person.pk, first, last)
        return qualify(wanted=wanted, by=by or of.head, at=NOW)


def unfit(of, desk, person, day) -> list[str]:
    """The desks a line of `person` at `desk` on `day` is refused for."""
    with tenant(of.agency.pk):
        facts = plan_facts(of.unit, MONDAY, FRIDAY)
        found = facts.check([PlannedLine(person.pk, day, "WFO", desk.pk)])
    return [one.refusal.desk for one in found if isinstance(one.refusal, NotQualified)]


def test_a_roster_takes_the_named_officers_of_the_date_only(of, desk):
    first, second = of.staff[:2]
    assert unfit(of, desk, second, FRIDAY) == []
    note(of, desk, first, TODAY, THURSDAY)
    assert unfit(of, desk, first, THURSDAY) == []
    assert unfit(of, desk, second, THURSDAY) == ["Loket 1"]
    assert unfit(of, desk, second, FRIDAY) == []
    with tenant(of.agency.pk):
        rows = qualified(agency_id=of.agency.pk, desk_ids=[desk.pk], on=(MONDAY, FRIDAY))
        assert [row.employee_id for row in rows[desk.pk]] == [first.pk]
        later_ = (FRIDAY, FRIDAY)
        assert qualified(agency_id=of.agency.pk, desk_ids=[desk.pk], on=later_) == {}


@pytest.mark.parametrize("role", ["service_manager", "personnel", None])
def test_who_keeps_the_officers(of, desk, role):
    person = factories.employee(of.top)
    if role is not None:
        factories.grant(person, role)
    factories.standing(person, on=TODAY)
    if role is None:
        with pytest.raises(RequestRefused) as refused:
            note(of, desk, of.staff[0], by=person)
        assert refused.value.ground is Ground.AUTHORITY
    else:
        assert note(of, desk, of.staff[0], by=person).pk


def test_what_is_not_noted(of, desk):
    note(of, desk, of.staff[0])
    with pytest.raises(RequestRefused, match="sudah tercatat"):
        note(of, desk, of.staff[0], FRIDAY, FRIDAY)
    with pytest.raises(RequestRefused, match="mendahului"):
        note(of, desk, of.staff[1], FRIDAY, THURSDAY)
    with pytest.raises(RequestRefused, match="bukan pegawai aktif"):
        note(of, desk, of.head)


def test_one_that_began_is_ended_and_one_ahead_removed(of, desk):
    running, ahead = note(of, desk, of.staff[0]), note(of, desk, of.staff[1], FRIDAY)
    with tenant(of.agency.pk):
        for row in (running, ahead):
            end_qualification(pk=row.pk, by=of.head, at=NOW)
        assert list(DeskOfficer.objects.values_list("valid_until", flat=True)) == [TODAY]
        with pytest.raises(RequestRefused, match="sudah berakhir"):
            end_qualification(pk=running.pk, by=of.head, at=later(1))


def test_the_page_notes_and_ends(of, desk, as_):
    assert as_(of.staff[0]).get("/tim/loket/").status_code == 403
    client = as_(of.head)
    assert "siapa pun dari unit ini" in client.get("/tim/loket/").content.decode()
    bad = client.post(f"/tim/loket/{desk.pk}/catat/", {"first": "2026-11-18", "legal_basis": "SK"})
    assert (bad.status_code, 'value="SK"' in bad.content.decode()) == (422, True)
    data = {"employee": of.staff[0].pk, "first": TODAY, "last": TODAY + timedelta(days=90)}
    assert client.post(f"/tim/loket/{desk.pk}/catat/", data).status_code == 302
    with tenant(of.agency.pk):
        row = DeskOfficer.objects.get()
    stranger = factories.desk(factories.agency())
    assert client.post(f"/tim/loket/{stranger.pk}/catat/", data).status_code == 404
    assert client.post(f"/tim/loket/petugas/{row.pk}/akhiri/").status_code == 302
