"""Readiness is declared, replaced, taken back, renewed with a new text; policies can ask for it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.agreements import write_agreement
from attendance.actions.readiness import declare_readiness, remind_silent, withdraw_readiness
from attendance.actions.refused import RequestRefused
from attendance.models import AgreementText, Message, Readiness
from attendance.queries.plan_facts import plan_facts, saved_lines
from attendance.queries.readiness import my_readiness, ready_people
from attendance.queries.readiness_figures import people_not_ready, readiness_figures
from attendance.rules.eligibility import NotReady as NotReadyRefusal
from attendance.rules.readiness import (
    Declaration,
    Device,
    Infrastructure,
    Line,
    NotReady,
    ReadinessLimits,
    infrastructure,
    why_not_ready,
)
from tests import factories
from tests.attendance.conftest import Freeze, sign_in
from tests.attendance.offices import FRIDAY, MONDAY, NOW, TODAY, Office, draft, office, plan

pytestmark = pytest.mark.django_db
GOOD = {"device": "own", "line": "fibre", "workplace": True}


@pytest.fixture
def of() -> Office:
    """The unit of seven, its thresholds, and a PPK who reads figures."""
    found = office()
    factories.thresholds(found.agency)
    return found


@pytest.fixture
def text(of: Office) -> AgreementText:
    """The agency's own text, in force since January."""
    return factories.agreement_text(of.agency)


def declare(person: Employee, text: AgreementText, **given: Any) -> Readiness:
    with tenant(person.agency_id):
        return declare_readiness(by=person, at=NOW, agreement_id=text.pk, **{**GOOD, **given})


def ready(of: Office, on: date | None = TODAY) -> set[int]:
    with tenant(of.agency.pk):
        return ready_people(agency_id=of.agency.pk, on=on)


@pytest.mark.parametrize(
    ("declared", "missing"),
    [
        (Declaration(Device.OFFICE, Line.MOBILE, True, 1), ()),
        (None, (NotReady.NOT_DECLARED,)),
        (Declaration(Device.OWN, Line.FIBRE, True, 1, withdrawn=True), (NotReady.WITHDRAWN,)),
        (Declaration(Device.PHONE, Line.FIBRE, True, 1), (NotReady.PHONE_ONLY,)),
        (
            Declaration(Device.NONE, Line.NONE, False, 1),
            (NotReady.NO_DEVICE, NotReady.NO_LINE, NotReady.NO_WORKPLACE),
        ),
        (Declaration(Device.OWN, Line.FIBRE, True, 7), (NotReady.OLD_AGREEMENT,)),
    ],
)
def test_who_counts_as_ready(declared: Declaration | None, missing: tuple[NotReady, ...]) -> None:
    assert why_not_ready(declared, 1) == missing


@pytest.mark.parametrize(
    ("equipped", "declared", "people", "answer"),
    [
        (75, 100, 200, Infrastructure.SUFFICIENT),
        (74, 100, 200, Infrastructure.LIMITED),
        (99, 99, 200, None),
        (0, 0, 0, None),
    ],
)
def test_sufficient_from_three_quarters_of_enough_declarations(
    equipped: int, declared: int, people: int, answer: Infrastructure | None
) -> None:
    limits = ReadinessLimits(equipped_percent=75, declared_percent=50)
    found = infrastructure(equipped=equipped, declared=declared, people=people, limits=limits)
    assert found is answer


def test_the_newest_declaration_counts_and_withdrawn_none(of: Office, text: AgreementText) -> None:
    person = of.staff[0]
    declare(person, text)
    assert ready(of) == {person.pk}
    declare(person, text, device="phone")
    assert ready(of) == set()
    declare(person, text)
    with tenant(of.agency.pk):
        withdraw_readiness(by=person, at=NOW)
        assert my_readiness(person, NOW).missing == (NotReady.WITHDRAWN,)
        assert Readiness.objects.of(person).count() == 3
        with pytest.raises(RequestRefused, match="tidak ada yang ditarik"):
            withdraw_readiness(by=person, at=NOW)
    assert ready(of) == set()
    refused = pytest.raises(IntegrityError, match="one_current")
    with tenant(of.agency.pk), refused, transaction.atomic():
        Readiness.objects.of(person).update(current=True)


def test_a_new_text_has_to_be_accepted_anew(of: Office, text: AgreementText) -> None:
    keeper = factories.employee(of.top)
    factories.grant(keeper, "personnel")
    factories.standing(keeper, on=TODAY)
    person = of.staff[0]
    declare(person, text)
    words = {"title": "Teks baru", "text": "Lebih ketat.", "legal_basis": "Kep 10/2026"}
    with tenant(of.agency.pk):
        with pytest.raises(RequestRefused, match="paling awal hari ini"):
            write_agreement(by=keeper, at=NOW, valid_from=date(2026, 11, 17), **words)
        with pytest.raises(RequestRefused, match="operator kepegawaian"):
            write_agreement(by=person, at=NOW, valid_from=FRIDAY, **words)
        write_agreement(by=keeper, at=NOW, valid_from=FRIDAY, **words)
        # Written again before it holds: the first is replaced, the one in force still ends.
        new = write_agreement(by=keeper, at=NOW, valid_from=MONDAY, **words)
        text.refresh_from_db()
    assert (text.valid_until, new.valid_from) == (date(2026, 11, 22), MONDAY)
    assert ready(of, TODAY) == {person.pk}
    assert ready(of, MONDAY) == set()
    with pytest.raises(RequestRefused, match="belum disimpan"):
        declare(person, new)


def test_a_policy_that_asks_for_readiness_refuses_who_is_not(
    of: Office, text: AgreementText
) -> None:
    with tenant(of.agency.pk):
        of.agency.policies.update(requires_readiness=True)
    declare(of.staff[0], text)
    roster = plan(of, draft(of), (of.staff[0], FRIDAY), (of.staff[1], FRIDAY))
    with tenant(of.agency.pk):
        facts = plan_facts(of.unit, MONDAY, roster.last_day)
        found = facts.check(saved_lines(roster))
    refused = [(one.person, type(one.refusal)) for one in found]
    assert refused == [(of.staff[1].pk, NotReadyRefusal)]


def test_figures_by_unit_and_who_is_behind_them(of: Office, text: AgreementText) -> None:
    for number, given in enumerate(({}, {"device": "phone"}, {"line": "none"}, {})):
        declare(of.staff[number], text, **given)
    declare(of.head, text)
    with tenant(of.agency.pk):
        found = readiness_figures(agency_id=of.agency.pk, day=TODAY)
        silent = people_not_ready(
            of.ppk, today=TODAY, reason=NotReady.NOT_DECLARED, unit_id=of.unit.pk
        )
    units = {one.unit.pk: one.count for one in found.units}
    unit, total = units[of.unit.pk], found.total
    assert (unit.people, unit.declared, unit.ready, unit.equipped) == (7, 4, 2, 2)
    assert (total.people, total.declared, total.ready) == (10, 5, 3)
    assert unit.missing == {
        NotReady.NOT_DECLARED: 3,
        NotReady.PHONE_ONLY: 1,
        NotReady.NO_LINE: 1,
    }
    assert (unit.devices[Device.PHONE], unit.lines[Line.FIBRE]) == (1, 3)
    # Half have declared, and three of five have what it takes: less than three quarters.
    assert found.infrastructure is Infrastructure.LIMITED
    assert silent == list(of.staff[4:])


def test_who_is_silent_is_reminded_once_a_day(of: Office, text: AgreementText) -> None:
    declare(of.staff[0], text, device="none")
    with tenant(of.agency.pk):
        assert remind_silent(by=of.ppk, at=NOW) == 9
        assert remind_silent(by=of.ppk, at=NOW) == 0
        assert not Message.objects.filter(employee=of.staff[0]).exists()
        with pytest.raises(RequestRefused):
            remind_silent(by=of.staff[1], at=NOW)


def test_the_page_from_reading_to_ready(
    of: Office, text: AgreementText, client: Client, freeze: Freeze
) -> None:
    freeze(NOW)
    person = of.staff[0]
    sign_in(client, person)
    address = reverse("attendance:readiness")
    assert text.text in client.get(address).content.decode()
    typed = {"device": "own", "line": "mobile", "workplace": "on", "agreement": text.pk}
    unticked = client.post(address, typed)
    assert unticked.status_code == 422
    page = unticked.content.decode()
    assert "Centang persetujuannya" in page
    assert 'value="mobile"' in page
    assert client.post(address, {**typed, "agreed": "on"}).status_code == 302
    assert "Anda tercatat siap" in client.get(address).content.decode()
    old = client.post(address, {**typed, "agreed": "on", "agreement": text.pk + 1})
    assert old.status_code == 409
    assert client.post(reverse("attendance:readiness_withdraw")).status_code == 302
    assert ready(of) == set()


def test_another_agency_sees_nothing_of_it(of: Office, text: AgreementText) -> None:
    declare(of.staff[0], text)
    other = factories.agency()
    with tenant(other.pk):
        assert ready_people(agency_id=of.agency.pk) == set()
        assert not AgreementText.objects.filter(pk=text.pk).exists()
