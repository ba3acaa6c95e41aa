"""Every refusal about requests has its sentence: what happened, why, what next."""

from datetime import date
from typing import get_args

import pytest

from attendance.rules import approval, claims, leave, settlement
from attendance.rules.calendar import Period
from attendance.rules.events import AbsenceKind
from attendance.rules.modes import WorkMode
from attendance.wording.leave import absence_sentence, balance_facts, kind_hint
from attendance.wording.request_queue import settlement_sentence, without_request
from attendance.wording.requests import claim_sentence, kind_label
from attendance.wording.requests import kind_hint as claim_hint
from tests.attendance.rules.given import MONDAY, WIB, at

WEEK = Period(date(2026, 5, 11), date(2026, 5, 15))
KINDS = claims.ClaimKind
LATE = claims.AskedTooLate(MONDAY, date(2026, 5, 18), 14, "kebiasaan")
CLAIMS = [
    claims.FutureDay(MONDAY),
    LATE,
    claims.NothingDue(MONDAY),
    claims.DetailMissing(KINDS.IN, "moment"),
    claims.DetailMissing(KINDS.IN, "mode"),
    claims.DetailMissing(KINDS.TAP, "event"),
    claims.MomentNotOfDay(at("07.24"), MONDAY),
    claims.MomentAhead(at("07.24"), at("07.00")),
    claims.ChangesNothing(KINDS.IN, at("07.24")),
    claims.ChangesNothing(KINDS.OUT, at("16.05")),
    claims.NotWaiting(),
    claims.SameMode(WorkMode.WFH),
    claims.NoMismatch(),
]
SETTLEMENTS = [
    settlement.AlreadySettled(settlement.RequestState.ACCEPTED),
    settlement.AlreadySettled(settlement.RequestState.WITHDRAWN),
    settlement.OwnRequest(),
    settlement.SettlementReasonMissing(),
    approval.NoAuthority(),
    approval.DelegationEnded("800/1", date(2026, 5, 3), MONDAY),
    approval.DelegationNotBegun("800/1", date(2026, 5, 5), MONDAY),
]
BALANCE = leave.Balance(2026, right=12, brought=6, gained=1, taken=14, asked=2)
ABSENCES = [
    leave.PeriodReversed(WEEK),
    LATE,
    leave.AlreadyAway(AbsenceKind.SICK, WEEK, waits=True),
    leave.AlreadyAway(AbsenceKind.SICK, WEEK, waits=False),
    leave.NoWorkingDay(WEEK),
    leave.NotServedYet(MONDAY, 12, "PP 11/2017"),
    leave.TooFewDays(5, BALANCE),
]
TOLD = [
    *((one, claim_sentence(one, WIB)) for one in CLAIMS),
    *((one, settlement_sentence(one)) for one in SETTLEMENTS),
    *((one, absence_sentence(one)) for one in ABSENCES if one is not LATE),
]


@pytest.mark.parametrize(
    ("family", "samples"),
    [
        (claims.ClaimRefusal, CLAIMS),
        (settlement.SettlementRefusal, SETTLEMENTS),
        (leave.AbsenceRefusal, ABSENCES),
    ],
)
def test_every_refusal_has_a_sample_here(family, samples):
    assert set(get_args(family)) == {type(one) for one in samples}


@pytest.mark.parametrize(("refusal", "said"), TOLD, ids=lambda one: type(one).__name__)
def test_a_refusal_is_whole_sentences(refusal, said):
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert len(said.split()) >= 8
    assert "%(" not in said


def test_different_refusals_are_told_differently():
    said = [sentence for _, sentence in TOLD]
    assert len(set(said)) == len(said)


def test_the_arithmetic_of_a_refusal_adds_up():
    said = absence_sentence(leave.TooFewDays(5, BALANCE))
    assert "perlu 5 hari kerja, tersisa 3" in said
    assert "hak 12 + bawaan 6 + pengganti cuti bersama 1 − terpakai 14" in said
    assert "menunggu keputusan 2 = 3 hari" in said


def test_a_balance_lists_only_what_is_not_zero_and_the_right_always():
    lines = balance_facts(BALANCE)
    assert [days for _, days, _ in lines] == [12, 6, 1, -14, -2]
    assert [days for _, days, _ in balance_facts(leave.Balance(2026))] == [0]


@pytest.mark.parametrize("label", [kind_label, claim_hint])
def test_every_kind_of_correction_has_its_own_words(label):
    assert len({label(kind) for kind in KINDS}) == len(KINDS)


def test_every_kind_of_absence_has_its_own_hint():
    assert len({kind_hint(kind) for kind in AbsenceKind}) == len(AbsenceKind)


def test_a_flag_settled_without_a_request_says_so():
    assert "tanpa permohonan" in without_request(KINDS.TAP)
    assert without_request(KINDS.TAP) != without_request(KINDS.PLACE)
