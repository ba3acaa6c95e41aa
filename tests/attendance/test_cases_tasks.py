"""Cases open hourly and after days were judged, agency by agency; the law comes from the file."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.models import CaseTerm, SanctionStep, SanctionTable
from attendance.queries.case_terms import case_term
from attendance.queries.sanctions import tables_of
from attendance.rules.sanctions import EmploymentType, Sanction
from attendance.tasks import cases as tasks
from attendance.tasks import days as day_tasks
from tests import factories
from tests.attendance.conftest import worker
from tests.attendance.disciplined import NOW, absent_apart, lawful, states


@pytest.fixture
def at_nine(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.django_db
def test_the_hourly_run_opens_cases_in_every_agency(at_nine):
    people = [worker(), worker("Asia/Jayapura")]
    for person in people:
        lawful(person.agency)
        absent_apart(person, 3)
    assert tasks.open_all_cases() == 2
    assert tasks.open_all_cases() == 0
    assert [states(person) for person in people] == [{"lisan": "open"}] * 2


@pytest.mark.django_db
def test_one_agency_s_trouble_leaves_the_others_their_run(at_nine, monkeypatch):
    first, second = worker(), worker()
    for person in (first, second):
        lawful(person.agency)
        absent_apart(person, 3)
    run = tasks.open_cases

    def troubled(*, agency, **rest):
        if agency.pk == first.agency_id:
            raise DatabaseError
        return run(agency=agency, **rest)

    monkeypatch.setattr(tasks, "open_cases", troubled)
    tasks.open_all_cases()
    assert (states(first), states(second)) == ({}, {"lisan": "open"})


@pytest.mark.django_db
def test_one_agency_s_run_leaves_its_neighbour_alone(at_nine):
    first, second = worker(), worker()
    for person in (first, second):
        lawful(person.agency)
        absent_apart(person, 3)
    tasks.open_agency_cases(first.agency_id)
    assert (states(first), states(second)) == ({"lisan": "open"}, {})


@pytest.mark.django_db
def test_closing_days_asks_for_the_cases(at_nine, monkeypatch):
    asked = []
    monkeypatch.setattr(day_tasks, "ring_for_cases", asked.append)
    person = worker()
    factories.check_in(person, NOW)
    day_tasks.close_due(person.agency, NOW)
    assert asked == []
    factories.roster_entry(person, date(2026, 11, 16))
    day_tasks.close_due(person.agency, NOW)
    assert asked == [person.agency_id]


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 11, 18), (2026,)),
        (date(2027, 1, 31), (2026, 2027)),
        (date(2027, 2, 1), (2027,)),
    ],
)
def test_in_january_the_year_before_is_looked_at_too(today, years):
    assert tasks.years_of(today) == years


# --- the law as rows --------------------------------------------------------------


@pytest.mark.django_db(databases=["owner"])
def test_the_file_s_tables_are_loaded_once_and_put_right():
    for _ in range(2):
        call_command("load_reference", "--always", verbosity=0)
        tables = SanctionTable.objects.using("owner").filter(agency=None)
        assert set(tables.values_list("code", flat=True)) == {"pns-pp-94-2021", "pppk-bawaan"}
        steps = SanctionStep.objects.using("owner").filter(table__in=tables)
        assert steps.count() == 17
        assert CaseTerm.objects.using("owner").get(agency=None).examine_within_days == 7
        wrong = steps.get(table__code="pns-pp-94-2021", sanction="lisan")
        SanctionStep.objects.using("owner").filter(pk=wrong.pk).update(level="berat")
        SanctionStep.objects.using("owner").create(
            table=wrong.table, measure="total", days=1, level="ringan", sanction="lisan"
        )
    call_command("load_reference", "--always", verbosity=0)
    wrong.refresh_from_db(using="owner")
    assert (wrong.level, steps.count()) == ("ringan", 17)


@pytest.fixture
def national(django_db_setup, django_db_blocker):
    """A table and a term of the nation that are really in the database; gone afterwards."""
    with django_db_blocker.unblock():
        table = SanctionTable.objects.using("owner").create(
            code="uji-nasional", valid_from=date(2026, 1, 1), employment_types=["pns"]
        )
        SanctionStep.objects.using("owner").create(
            table=table, measure="total", days=2, level="ringan", sanction="lisan"
        )
        term = CaseTerm.objects.using("owner").create(
            valid_from=date(2026, 1, 1), examine_within_days=3, summons_within_days=3
        )
    yield table
    with django_db_blocker.unblock():
        table.delete(using="owner")
        term.delete(using="owner")


def test_the_nation_s_table_binds_where_an_agency_has_none(national, db):
    day = date(2026, 11, 18)
    plain, own = factories.agency(), lawful(factories.agency(), examine_within_days=5)
    with tenant(plain.pk):
        found = tables_of(plain).on(EmploymentType.PNS, day)
        assert (found.steps[0].days, tables_of(plain).rows[found]) == (2, national.pk)
        assert case_term(plain.pk, day).examine_within_days == 3
    with tenant(own.pk):
        assert tables_of(own).on(EmploymentType.PNS, day).steps[0].days == 3
        assert tables_of(own).on(EmploymentType.PPPK, day).steps[-1].sanction == (
            Sanction.AKHIR_KONTRAK
        )
        assert case_term(own.pk, day).examine_within_days == 5


def test_a_table_binds_on_its_dates_only(db):
    agency = factories.agency()
    with tenant(agency.pk):
        SanctionTable.objects.create(
            agency=agency,
            code="lama",
            valid_from=date(2020, 1, 1),
            valid_until=date(2026, 6, 30),
            employment_types=["pns"],
        )
        book = tables_of(agency)
    assert book.on(EmploymentType.PNS, date(2026, 6, 30)) is not None
    assert book.on(EmploymentType.PNS, date(2026, 7, 1)) is None
