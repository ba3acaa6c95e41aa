"""Handing over an office: who may, to whom, and that it ends with the next click."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Delegation, Employee
from accounts.permissions import can_approve_roster
from accounts.tenancy import tenant
from attendance.actions.delegations import Letter, delegate, end_delegation
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import Message
from attendance.queries.delegations import offices_of
from tests import factories
from tests.attendance.as_person import as_, wednesday  # noqa: F401
from tests.attendance.offices import NOW, TODAY, Office, office

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def letter(first: date = TODAY, last: date = TODAY + 4 * DAY, written: date = TODAY) -> Letter:
    return Letter("800.1.11/9/2026", written, first, last)


def hand_over(of: Office, by: Employee, to: Employee, **dates: Any) -> Delegation:
    with tenant(of.agency.pk):
        return delegate(
            office=offices_of(by, TODAY)[0], to=to, letter=letter(**dates), by=by, at=NOW
        )


@pytest.fixture
def of() -> Office:
    return office()


def test_a_superior_hands_over_and_the_delegate_acts_is_told_and_stops(of: Office) -> None:
    acting = of.staff[0]
    row = hand_over(of, of.head, acting)
    with tenant(of.agency.pk):
        assert factories.standing(acting, TODAY).standing.holds({"supervisor"}, of.unit.pk)
        assert Message.objects.filter(employee=acting, key=f"delegation:{row.pk}").count() == 1
        row = end_delegation(delegation_id=row.pk, by=of.head, at=NOW + DAY)
        assert row is not None
        assert row.valid_until == TODAY
        assert not factories.standing(acting, TODAY + DAY).standing.held
        with pytest.raises(RequestRefused, match="sudah berakhir"):
            end_delegation(delegation_id=row.pk, by=of.head, at=NOW + DAY)


def test_one_that_has_not_begun_is_taken_back(of: Office) -> None:
    row = hand_over(of, of.head, of.staff[0], first=TODAY + 2 * DAY)
    with tenant(of.agency.pk):
        assert end_delegation(delegation_id=row.pk, by=of.head, at=NOW) is None
        assert not Delegation.objects.filter(pk=row.pk).exists()


def test_the_top_names_somebody_for_a_superior_but_a_superior_only_for_themselves(
    of: Office,
) -> None:
    with tenant(of.agency.pk):
        assert [one.holder for one in offices_of(of.head, TODAY)] == [of.head]
        assert {one.holder for one in offices_of(of.ppk, TODAY)} == {of.ppk, of.head}
        # A delegate of the PPK decides like the PPK, and cannot pass that on.
        assert can_approve_roster(of.delegate.standing, of.unit.pk)
        assert offices_of(of.delegate, TODAY) == ()


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"first": TODAY - 9 * DAY, "last": TODAY - DAY}, "sudah lewat"),
        ({"written": TODAY + DAY, "first": TODAY + 2 * DAY}, "tidak dapat di masa depan"),
        ({"first": TODAY - DAY}, "hari sebelumnya"),
    ],
)
def test_a_letter_gives_nothing_for_the_past(of: Office, dates: Any, said: str) -> None:
    with pytest.raises(RequestRefused, match=said):
        hand_over(of, of.head, of.staff[0], **dates)


def test_not_to_oneself_not_to_the_inactive_not_twice_and_not_by_others(of: Office) -> None:
    with pytest.raises(RequestRefused, match="pemegangnya sendiri"):
        hand_over(of, of.head, of.head)
    gone = factories.employee(of.unit, name="Pensiun", is_active=False)
    with pytest.raises(RequestRefused, match="Pensiun tidak aktif"):
        hand_over(of, of.head, gone)
    row = hand_over(of, of.head, of.staff[0])
    with pytest.raises(RequestRefused, match="sudah dilimpahkan") as refused:
        hand_over(of, of.head, of.staff[1])
    assert refused.value.ground is Ground.STATE
    with tenant(of.agency.pk), pytest.raises(RequestRefused, match="Hanya pejabat"):
        end_delegation(delegation_id=row.pk, by=of.staff[2], at=NOW)
    with tenant(of.agency.pk), pytest.raises(RequestRefused, match="Halaman ini untuk"):
        delegate(
            office=offices_of(of.head, TODAY)[0],
            to=of.staff[1],
            letter=letter(),
            by=of.staff[0],
            at=NOW,
        )


def test_the_page_finds_people_by_name_keeps_what_was_typed_and_hands_over(
    of: Office,
    as_: Any,  # noqa: F811
) -> None:
    client = as_(of.head)
    with tenant(of.agency.pk):
        key = offices_of(of.head, TODAY)[0].key
    typed = {
        "office": key,
        "to": "Staf",
        "letter_number": "800/1",
        "letter_date": "2026-11-18",
        "first_day": "2026-11-18",
        "last_day": "2026-11-20",
    }
    several = client.post("/pelimpahan/baru/", typed)
    assert several.status_code == 422
    assert "beberapa pegawai dengan nama itu" in several.content.decode()
    assert 'value="800/1"' in several.content.decode()
    nobody = client.post("/pelimpahan/baru/", {**typed, "to": "198612312015051999"})
    assert "Tidak ada pegawai instansi ini" in nobody.content.decode()
    done = client.post("/pelimpahan/baru/", {**typed, "to": of.staff[3].name}, follow=True)
    page = done.content.decode()
    assert f"{of.staff[3].name} a.n. {of.head.name}" in page
    assert "Ia sudah diberi tahu" in page
