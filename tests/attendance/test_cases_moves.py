"""What people do in a case: the right person only, in order, once, and written down."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections

from accounts.tenancy import tenant
from attendance.actions.case_moves import answer, dismiss, examine, note_sanction, summon
from attendance.actions.refused import CaseRefused, Ground
from attendance.models import DisciplineCase, DisciplineCaseStep, Sanction
from tests import factories
from tests.attendance.committed import committed_office
from tests.attendance.disciplined import NOW, examined, lawful, opened, summoned
from tests.attendance.offices import TODAY, office

MEET = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def of(db):
    made = office(people=2)
    lawful(made.agency)
    return made


@pytest.fixture
def case(of):
    return opened(of.staff[0], 11)


def refusal(of, act, **fields):
    with tenant(of.agency.pk), pytest.raises(CaseRefused) as refused:
        act(at=NOW, **fields)
    return refused.value


def steps(case):
    with tenant(case.agency_id):
        return [(one.kind, one.by_id, one.under_id) for one in case.steps.all()]


def test_the_head_of_the_unit_is_named_where_no_superior_is_on_record(of, case):
    assert case.examiner_id == of.head.pk


def test_the_superior_on_record_is_named_before_any_role(of):
    of.staff[1].supervisor = of.staff[0]
    with tenant(of.agency.pk):
        of.staff[1].save(update_fields=["supervisor"])
    assert opened(of.staff[1]).examiner_id == of.staff[0].pk


def test_nobody_is_named_to_examine_themselves(of):
    factories.grant(of.staff[0], "supervisor", of.unit)
    factories.standing(of.staff[0], on=TODAY)
    assert opened(of.staff[0]).examiner_id == of.head.pk


def test_a_head_without_a_superior_goes_to_the_ppk(of):
    with tenant(of.agency.pk):
        of.head.role_grants.all().delete()
    factories.grant(of.head, "supervisor", of.top)
    assert opened(of.head).examiner_id == of.ppk.pk


def test_from_summons_to_decree_every_step_is_on_record(of, case):
    examined(case, of.head)
    period = (date(2026, 12, 1), date(2027, 5, 31))
    with tenant(of.agency.pk):
        note_sanction(
            case_id=case.pk, decree=" 800/9/2026 ", imposed="tukin_6", period=period,
            by=of.head, at=NOW,
        )  # fmt: skip
        found = DisciplineCase.objects.get(pk=case.pk)
        served = Sanction.objects.get(employee=of.staff[0])
    assert (found.state, found.decree, found.settled_by_id) == (
        "sanctioned", "800/9/2026", of.head.pk,
    )  # fmt: skip
    assert (served.first_day, served.last_day, served.decree) == (*period, "800/9/2026")
    assert [kind for kind, _, _ in steps(case)] == ["opened", "summoned", "examined", "sanctioned"]


def test_a_delegate_s_step_names_the_delegation(of, case):
    summoned(case, of.delegate)
    assert steps(case)[-1] == ("summoned", of.delegate.pk, of.delegation.pk)


def test_a_decision_of_a_delegate_names_the_delegation(of, case):
    with tenant(of.agency.pk):
        found = dismiss(case_id=case.pk, reason="Ada bukti sakit.", by=of.delegate, at=NOW)
    assert (found.state, found.settled_under_id) == ("dismissed", of.delegation.pk)


def test_a_colleague_has_no_say(of, case):
    told = refusal(of, dismiss, case_id=case.pk, reason="Kasihan.", by=of.staff[1])
    assert told.ground is Ground.AUTHORITY
    assert steps(case)[-1][0] == "opened"


def test_nobody_examines_themselves_not_even_the_ppk(of):
    own = opened(of.ppk)
    told = refusal(of, dismiss, case_id=own.pk, reason="Saya sakit.", by=of.ppk)
    assert told.ground is Ground.AUTHORITY
    assert "sendiri" in told.sentence


def test_the_direct_superior_on_record_may_examine_without_a_role(of, case):
    of.staff[0].supervisor = of.staff[1]
    with tenant(of.agency.pk):
        of.staff[0].save(update_fields=["supervisor"])
    assert summoned(case, of.staff[1]).state == "summoned"


def test_the_database_lets_nobody_settle_their_own_case(of, case):
    with pytest.raises(IntegrityError, match="settled_by_another"), tenant(of.agency.pk):
        DisciplineCase.objects.filter(pk=case.pk).update(settled_by=of.staff[0])


def test_a_summons_needs_time_and_place_in_the_database_too(of, case):
    with pytest.raises(IntegrityError, match="summons_whole"), tenant(of.agency.pk):
        DisciplineCaseStep.objects.create(
            agency=of.agency, case=case, kind="summoned", at=NOW, by=of.head
        )


def test_a_lapse_says_why_in_the_database_too(of, case):
    with pytest.raises(IntegrityError, match="changed_says_why"), tenant(of.agency.pk):
        DisciplineCaseStep.objects.create(agency=of.agency, case=case, kind="lapsed", at=NOW)


@pytest.mark.parametrize(
    ("meet_at", "says"),
    [
        (datetime(2026, 11, 17, 2, 0, tzinfo=UTC), "sudah lewat"),
        (datetime(2026, 11, 28, 2, 0, tzinfo=UTC), "bukan hari kerja"),
    ],
)
def test_a_summons_is_for_a_working_day_to_come(of, case, meet_at, says):
    told = refusal(of, summon, case_id=case.pk, meet_at=meet_at, place="Ruang 2", by=of.head)
    assert says in told.sentence


def test_there_is_a_second_summons_and_no_third(of, case):
    summoned(case, of.head)
    summoned(case, of.head, date(2026, 12, 2))
    told = refusal(of, summon, case_id=case.pk, meet_at=MEET, place="Ruang 2", by=of.head)
    assert told.ground is Ground.STATE


def test_who_stays_away_is_examined_by_evidence_only_after_the_second_summons(of, case):
    absent = {"case_id": case.pk, "finding": "Tidak hadir.", "attended": False, "by": of.head}
    summoned(case, of.head)
    assert "panggilan kedua" in refusal(of, examine, **absent).sentence
    summoned(case, of.head, date(2026, 12, 2))
    assert "belum berlangsung" in refusal(of, examine, **absent).sentence
    later = datetime(2026, 12, 2, 4, 0, tzinfo=UTC)
    with tenant(of.agency.pk):
        found = examine(at=later, **absent)
    assert (found.state, found.finding) == ("examined", "Tidak hadir.")


def test_a_decree_is_noted_only_after_an_examination(of, case):
    told = refusal(
        of, note_sanction, case_id=case.pk, decree="1/2026", imposed="lisan", period=None,
        by=of.head,
    )  # fmt: skip
    assert told.ground is Ground.STATE
    assert "menunggu pemeriksaan" in told.sentence


def test_a_sanction_that_is_served_needs_its_dates_and_others_take_none(of, case):
    examined(case, of.head)
    noted = {"case_id": case.pk, "decree": "1/2026", "by": of.head}
    period = (date(2026, 12, 1), date(2027, 5, 31))
    assert refusal(of, note_sanction, imposed="tukin_6", period=None, **noted).field == "first_day"
    assert refusal(of, note_sanction, imposed="lisan", period=period, **noted).field == "first_day"
    with tenant(of.agency.pk):
        assert not Sanction.objects.exists()


def test_the_employee_answers_their_own_case_while_it_waits(of, case):
    with tenant(of.agency.pk):
        answer(case_id=case.pk, text=" Saya sakit. ", by=of.staff[0], at=NOW)
        dismiss(case_id=case.pk, reason="Benar sakit.", by=of.head, at=NOW)
    assert steps(case)[1] == ("answered", of.staff[0].pk, None)
    told = refusal(of, answer, case_id=case.pk, text="Terima kasih.", by=of.staff[0])
    assert told.ground is Ground.STATE


def test_nobody_answers_for_somebody_else(of, case):
    with tenant(of.agency.pk), pytest.raises(DisciplineCase.DoesNotExist):
        answer(case_id=case.pk, text="Saya sakit.", by=of.staff[1], at=NOW)


CASE_TABLES = (
    "attendance_disciplinecasestep",
    "attendance_disciplinecaseday",
    "attendance_disciplinecase",
    "attendance_caseterm",
    "attendance_workday",
)


def test_of_two_who_decide_at_one_moment_one_is_told(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), committed_office(people=2) as of:
        try:
            lawful(of.agency)
            case = opened(of.staff[0])
            barrier = Barrier(2)

            def decide(by):
                try:
                    with tenant(of.agency.pk):
                        barrier.wait(timeout=10)
                        dismiss(case_id=case.pk, reason="Ada bukti.", by=by, at=NOW)
                    return "dismissed"
                except CaseRefused as refused:
                    return refused.ground
                finally:
                    connection.close()

            with ThreadPoolExecutor(2) as pool:
                answers = sorted(map(str, pool.map(decide, (of.head, of.ppk))))
            with tenant(of.agency.pk):
                settled = case.steps.filter(kind="dismissed").count()
        finally:
            _clear(of.agency.pk)
    assert (answers, settled) == (["dismissed", "state"], 1)


def _clear(agency_id: int) -> None:
    with connections["owner"].cursor() as cursor:
        for table in CASE_TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE agency_id = %s", [agency_id])  # noqa: S608
        cursor.execute(
            "DELETE FROM attendance_sanctionstep WHERE table_id IN"
            " (SELECT id FROM attendance_sanctiontable WHERE agency_id = %s)",
            [agency_id],
        )
        cursor.execute("DELETE FROM attendance_sanctiontable WHERE agency_id = %s", [agency_id])
    connections["owner"].close()
