"""A whole roster: lines, weeks, days; and who may approve it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from attendance.rules.approval import (
    EDITABLE,
    MOVES,
    Approver,
    Delegated,
    DelegationEnded,
    DelegationNotBegun,
    EmptyRoster,
    NoAuthority,
    NotEditable,
    OwnCode,
    OwnRoster,
    ReasonMissing,
    RosterFacts,
    RosterState,
    WrongState,
    refuse_approval,
    refuse_edit,
    refuse_move,
)
from attendance.rules.calendar import FIVE_DAYS, DayOff, OffKind, Period, days_off
from attendance.rules.caps import DayCount, DeskNeed, DeskUnderstaffed, WfhOverCap
from attendance.rules.eligibility import NotWorkingDay, Person, WeeklyLimitReached
from attendance.rules.events import Absence, AbsenceKind
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy
from attendance.rules.roster import (
    DeskSkill,
    Finding,
    Member,
    NotAMember,
    NotQualified,
    OutsidePeriod,
    RosterCase,
    RosterLine,
    SecondLine,
    check_roster,
    count_day,
)
from tests.attendance.rules.given import calendar_2026

WFO, WFH, WFA = WorkMode
MON, TUE, WED, THU, FRI = (date(2026, 5, day) for day in (4, 5, 6, 7, 8))
WEEK = Period(MON, FRI)
HALF = Policy(Period(date(2026, 1, 1)), legal_basis="SE 1/2024", wfh_percent=50)
SEVEN = tuple(Member(Person(ref)) for ref in range(1, 8))


def wfh(day, *people):
    return [RosterLine(person, day, WFH) for person in people]


def check(lines, **change):
    case = RosterCase("Bappeda", WEEK, lines, SEVEN, (HALF,))
    return check_roster(replace(case, **change))


def test_a_roster_within_all_rules_has_no_findings():
    lines = [*wfh(FRI, 1, 2, 3), *wfh(THU, 4, 5, 6), RosterLine(7, FRI, WFO)]
    assert check(lines) == ()


def test_the_fourth_at_home_in_a_unit_of_seven():
    (finding,) = check(wfh(FRI, 1, 2, 3, 4))
    assert finding == Finding(WfhOverCap(FRI, "Bappeda", 4, 3, 50, 7, "SE 1/2024"))
    assert finding.person is None


def test_the_third_day_of_a_week_is_refused_whatever_the_order_of_lines():
    lines = [*wfh(THU, 1), *wfh(MON, 1), *wfh(TUE, 1)]
    expected = (Finding(WeeklyLimitReached(THU, MON, (MON, TUE), 2), 1),)
    assert check(lines) == expected
    assert check(lines[::-1]) == expected


def test_days_in_force_elsewhere_count_but_not_those_this_roster_replaces():
    later = Period(WED, FRI)
    lines = wfh(THU, 1)
    assert check(lines, period=later, taken_elsewhere={1: [MON, TUE]}) == (
        Finding(WeeklyLimitReached(THU, MON, (MON, TUE), 2), 1),
    )
    assert check(lines, period=later, taken_elsewhere={1: [MON, WED, FRI]}) == ()


def test_a_refused_day_does_not_use_up_the_week():
    only_late = replace(HALF, weekdays=frozenset({4, 5}))
    lines = [*wfh(MON, 1), *wfh(TUE, 1), *wfh(THU, 1), *wfh(FRI, 1)]
    assert [finding.refusal.day for finding in check(lines, policies=(only_late,))] == [MON, TUE]


def test_lines_of_a_holiday_are_refused_and_no_cap_is_counted_there():
    week = Period(date(2026, 4, 27), date(2026, 5, 1))
    off = days_off(week, FIVE_DAYS, calendar_2026())
    lines = wfh(date(2026, 5, 1), 1, 2, 3, 4)
    found = check(lines, period=week, off=off)
    assert [type(finding.refusal) for finding in found] == [NotWorkingDay] * 4
    assert [finding.person for finding in found] == [1, 2, 3, 4]


def test_days_after_a_holiday_are_counted_too():
    off = {MON: DayOff(MON, OffKind.HOLIDAY, "Hari libur")}
    assert check(wfh(FRI, 1, 2, 3, 4), off=off) == (
        Finding(WfhOverCap(FRI, "Bappeda", 4, 3, 50, 7, "SE 1/2024")),
    )


def test_a_days_own_finding_stands_before_those_of_its_people():
    lines = [*wfh(FRI, "1", "2", "3", "4"), *wfh(FRI, "99")]
    members = [Member(Person(str(ref))) for ref in range(1, 8)]
    assert check(lines, members=members) == (
        Finding(WfhOverCap(FRI, "Bappeda", 4, 3, 50, 7, "SE 1/2024")),
        Finding(NotAMember(FRI), "99"),
    )


@pytest.mark.parametrize(("with_absent", "stands"), [(True, True), (False, False)])
def test_the_policy_says_whether_people_on_leave_count_for_the_share(with_absent, stands):
    leave = (Absence(AbsenceKind.LEAVE, WEEK),)
    members = (*SEVEN[:5], *(replace(member, absences=leave) for member in SEVEN[5:]))
    policy = replace(HALF, counts_absent_in_base=with_absent)
    found = check(wfh(FRI, 1, 2, 3), members=members, policies=(policy,))
    assert (found == ()) == stands


def test_faulty_lines_are_named_once():
    lines = [
        RosterLine(1, FRI + timedelta(3), WFH),
        RosterLine(99, MON, WFH),
        RosterLine(2, TUE, WFO),
        RosterLine(2, TUE, WFH),
        RosterLine(3, MON, WFO),
    ]
    moved = replace(SEVEN[2], active=Period(TUE))
    members = (*SEVEN[:2], moved, *SEVEN[3:])
    assert check(lines, members=members) == (
        Finding(NotAMember(MON), 3),
        Finding(NotAMember(MON), 99),
        Finding(SecondLine(TUE), 2),
        Finding(OutsidePeriod(date(2026, 5, 11), WEEK), 1),
    )


@pytest.mark.parametrize(("with_absent", "base"), [(False, 6), (True, 7)])
def test_people_on_travel_leave_the_base_unless_the_setting_keeps_them(with_absent, base):
    travel = Absence(AbsenceKind.TRAVEL, Period(FRI, FRI))
    members = (replace(SEVEN[0], absences=(travel,)), *SEVEN[1:])
    policy = replace(HALF, counts_absent_in_base=with_absent)
    count, in_office = count_day(FRI, members, {1, 2, 3}, policy)
    assert count == DayCount(base=base, office=4, away=2)
    assert in_office == {4, 5, 6, 7}


def test_members_count_from_the_day_they_join():
    members = (*SEVEN[:6], replace(SEVEN[6], active=Period(FRI)))
    assert count_day(THU, members, set(), None)[0].base == 6
    assert count_day(FRI, members, set(), None)[0].base == 7


def test_a_desks_officers_must_be_in_the_office():
    desks = {FRI: [DeskNeed("Loket 1", 1, frozenset({1, 2}))]}
    assert check(wfh(FRI, 1), desks=desks) == ()
    assert check(wfh(FRI, 1, 2), desks=desks) == (Finding(DeskUnderstaffed(FRI, "Loket 1", 0, 1)),)


TODAY = date(2026, 5, 4)
SUBMITTED = RosterFacts(RosterState.SUBMITTED, drafted_by=1, submitted_by=2)
PPK = Approver(9, is_ppk=True)


def delegate(first, last, ref=9):
    return Approver(ref, delegations=(Delegated("800/12/2026", Period(first, last)),))


def test_the_ppk_and_a_valid_delegate_may_approve():
    assert refuse_approval(SUBMITTED, PPK, today=TODAY) is None
    last_day = delegate(date(2026, 4, 1), TODAY)
    assert refuse_approval(SUBMITTED, last_day, today=TODAY) is None


def test_delegation_expired_yesterday():
    yesterday = date(2026, 5, 3)
    approver = delegate(date(2026, 4, 1), yesterday)
    assert refuse_approval(SUBMITTED, approver, today=TODAY) == DelegationEnded(
        "800/12/2026", yesterday, TODAY
    )


def test_delegation_beginning_tomorrow():
    tomorrow = date(2026, 5, 5)
    approver = delegate(tomorrow, date(2026, 6, 1))
    assert refuse_approval(SUBMITTED, approver, today=TODAY) == DelegationNotBegun(
        "800/12/2026", tomorrow, TODAY
    )


def test_any_valid_delegation_is_enough_and_the_latest_explains():
    old = Delegated("lama", Period(date(2026, 1, 1), date(2026, 2, 1)))
    new = Delegated("baru", Period(date(2026, 3, 1), date(2026, 5, 3)))
    valid = Delegated("berlaku", Period(date(2026, 2, 2), date(2026, 6, 1)))
    both = Approver(9, delegations=(new, old))
    refusal = refuse_approval(SUBMITTED, both, today=TODAY)
    assert refusal == DelegationEnded("baru", date(2026, 5, 3), TODAY)
    assert refuse_approval(SUBMITTED, Approver(9, delegations=(new, valid)), today=TODAY) is None


def test_without_role_or_letter_nobody_approves():
    assert refuse_approval(SUBMITTED, Approver(9), today=TODAY) == NoAuthority()


@pytest.mark.parametrize(
    ("ref", "code"), [(1, OwnCode.DRAFTED), (2, OwnCode.SUBMITTED), (3, OwnCode.LISTED)]
)
def test_approving_ones_own_roster(ref, code):
    roster = replace(SUBMITTED, lines=(RosterLine(3, FRI, WFH), RosterLine(4, FRI, WFO)))
    assert refuse_approval(roster, Approver(ref, is_ppk=True), today=TODAY) == OwnRoster(code)
    assert refuse_approval(roster, Approver(4, is_ppk=True), today=TODAY) is None


@pytest.mark.parametrize("state", set(RosterState) - {RosterState.SUBMITTED})
def test_only_a_submitted_roster_can_be_approved(state):
    roster = replace(SUBMITTED, state=state)
    assert refuse_approval(roster, PPK, today=TODAY) == WrongState(state, RosterState.APPROVED)


def test_states_follow_the_one_road():
    draft, submitted, returned, approved, superseded = RosterState
    allowed = {
        (draft, submitted),
        (submitted, returned),
        (submitted, approved),
        (returned, submitted),
        (approved, superseded),
    }
    assert {(one, other) for one in MOVES for other in MOVES[one]} == allowed
    assert {draft, returned} == EDITABLE
    for one in RosterState:
        for other in RosterState:
            refusal = refuse_move(one, other, reason="ada alasan")
            assert (refusal is None) == ((one, other) in allowed)
            if refusal is not None:
                assert refusal == WrongState(one, other)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (RosterState.SUBMITTED, RosterState.RETURNED),
        (RosterState.APPROVED, RosterState.SUPERSEDED),
    ],
)
def test_returning_and_replacing_need_a_reason(state, wanted):
    assert refuse_move(state, wanted) == ReasonMissing(wanted)
    assert refuse_move(state, wanted, reason="  ") == ReasonMissing(wanted)
    assert refuse_move(state, wanted, reason="Loket 2 kosong") is None


def test_an_empty_roster_is_not_submitted():
    submit = (RosterState.DRAFT, RosterState.SUBMITTED)
    assert refuse_move(*submit, line_count=0) == EmptyRoster()
    assert refuse_move(*submit, line_count=1) is None
    assert refuse_move(*submit) is None


def test_lines_are_fixed_once_handed_in():
    assert refuse_edit(RosterState.DRAFT) is None
    assert refuse_edit(RosterState.RETURNED) is None
    assert refuse_edit(RosterState.APPROVED) == NotEditable(RosterState.APPROVED)


@pytest.mark.parametrize(
    ("person", "day", "desk", "stands"),
    [
        (1, FRI, 10, True),
        (2, FRI, 10, False),
        (2, MON, 10, True),  # Nobody is named for the Monday: the desk takes anybody.
        (2, FRI, 11, True),  # A desk that names nobody at all.
        (2, FRI, None, True),
    ],
)
def test_a_desk_that_names_its_officers_takes_no_other(person, day, desk, stands):
    skill = DeskSkill("Loket 1", {1: (Period(FRI),), 3: (Period(FRI, FRI),)})
    found = check([RosterLine(person, day, WFO, desk)], skills={10: skill})
    assert found == (() if stands else (Finding(NotQualified(FRI, "Loket 1"), person),))
