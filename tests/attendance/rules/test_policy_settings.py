"""Settings of a policy: days by place, office days, exclusions, scopes, conditions, duties."""

from dataclasses import replace
from datetime import date, time

import pytest

from accounts.rules import EmploymentType
from attendance.rules.calendar import Period
from attendance.rules.eligibility import (
    BelowTopPerformers,
    DirectService,
    ModeNotAllowed,
    NoPolicy,
    NoRecordedHome,
    NoScore,
    NotReady,
    OfficeDay,
    Person,
    StillCpns,
    UnitExcluded,
    WeekdayNotAllowed,
    eligibility_refusals,
)
from attendance.rules.modes import WorkMode
from attendance.rules.outcome import Outcome, outcome_of
from attendance.rules.policy import Policy, Window, own_policy_on, policy_on, read_window
from attendance.rules.schedule import Scope

WFO, WFH, WFA = WorkMode
MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in range(23, 28))
BOTH = frozenset({WFH, WFA})
BASE = Policy(Period(date(2026, 4, 1)), legal_basis="SK", modes=BOTH)


def refused(policy, day=FRI, mode=WFH, person=None):
    return eligibility_refusals(person or Person(1), day, mode, policies=(policy,), off=None)


@pytest.mark.parametrize(
    ("wfh", "wfa", "office", "mode", "day", "expected"),
    [
        ("5", "3", "", WFH, FRI, None),
        ("5", "3", "", WFA, WED, None),
        ("5", "3", "", WFH, WED, WeekdayNotAllowed(WED, frozenset({5}), "SK", WFH)),
        ("5", "3", "", WFA, FRI, WeekdayNotAllowed(FRI, frozenset({3}), "SK", WFA)),
        ("", "", "", WFH, MON, None),
        ("", "3", "", WFH, TUE, None),
        ("5", "", "", WFA, TUE, None),
        ("", "", "1", WFH, MON, OfficeDay(MON, frozenset({1}), "SK")),
        ("", "", "1", WFA, MON, OfficeDay(MON, frozenset({1}), "SK")),
        ("", "", "1", WFH, TUE, None),
        ("5", "", "12", WFH, TUE, OfficeDay(TUE, frozenset({1, 2}), "SK")),
        ("", "", "1", WFO, MON, None),
    ],
)
def test_each_place_has_its_weekdays_and_office_days_beat_both(
    wfh, wfa, office, mode, day, expected
):
    days = [frozenset(int(digit) for digit in digits) for digits in (wfh, wfa, office)]
    policy = replace(BASE, weekdays=days[0], wfa_weekdays=days[1], office_weekdays=days[2])
    assert refused(policy, day, mode) == (() if expected is None else (expected,))
    assert policy.allows(mode, day) == (expected is None)


def test_a_place_the_policy_does_not_know_is_refused_whatever_the_day():
    home_only = replace(BASE, modes=frozenset({WFH}))
    assert refused(home_only, mode=WFA) == (ModeNotAllowed(FRI, WFA, "SK"),)
    assert not home_only.allows(WFA, FRI)
    office_only = replace(BASE, modes=frozenset())
    assert refused(office_only) == (ModeNotAllowed(FRI, WFH, "SK"),)


@pytest.mark.parametrize(("unit", "excluded"), [(7, True), (8, True), (9, False), (None, False)])
def test_excluded_units_stay_in_the_office(unit, excluded):
    policy = replace(BASE, excluded_units=frozenset({7, 8}))
    found = refused(policy, person=Person(1, unit=unit))
    assert found == ((UnitExcluded(FRI, "SK"),) if excluded else ())


def test_a_hukuman_disiplin_excludes_by_the_policys_setting():
    serving = Person(1, sanctions=(Period(MON),))
    assert refused(BASE, person=serving) != ()
    assert refused(replace(BASE, excludes_disciplined=False), person=serving) == ()


@pytest.mark.parametrize(
    ("percent", "performance", "places"),
    [
        (20, (1, 10), None),
        (20, (2, 10), None),
        (20, (3, 10), 2),
        (20, (2, 14), None),
        (20, (3, 14), 2),
        (20, (1, 4), 0),
        (50, (4, 7), 3),
        (50, (3, 7), None),
        (100, (7, 7), None),
        (None, (7, 7), None),
    ],
)
def test_top_performers_are_counted_down_like_a_cap(percent, performance, places):
    policy = replace(BASE, top_performers_percent=percent)
    found = refused(policy, person=Person(1, performance=performance))
    rank, ranked = performance
    below = BelowTopPerformers(FRI, rank, ranked, places or 0, percent or 0, "SK")
    assert found == (() if places is None else (below,))


def test_missing_facts_leave_a_person_undecided_and_anything_else_decides():
    asking = replace(BASE, top_performers_percent=20, requires_readiness=True)
    unknown = Person(1, is_ready=False)
    assert refused(BASE, person=unknown) == ()
    both = refused(asking, person=unknown)
    assert both == (NoScore(FRI, 20, "SK"), NotReady(FRI, "SK"))
    assert outcome_of(()) is Outcome.ALLOWED
    assert outcome_of(both) is Outcome.UNDECIDED
    assert outcome_of((NoRecordedHome(FRI),)) is Outcome.UNDECIDED
    assert outcome_of((*both, StillCpns(FRI))) is Outcome.REFUSED
    below = refused(asking, person=Person(1, is_ready=False, performance=(9, 10)))
    assert outcome_of(below) is Outcome.REFUSED
    assert outcome_of((DirectService(FRI, "SK"),)) is Outcome.REFUSED


AGENCY = replace(BASE, name="agency", wfh_percent=50)
LEVEL = replace(AGENCY, name="level", region_level=3, wfh_percent=None, wfo_percent=50)
UNIT = replace(AGENCY, name="unit", scope=Scope.UNIT, depth=1)
DEEP = replace(UNIT, name="deep", depth=3)
POST = replace(BASE, name="post", post="Pranata Komputer", weekly_limit=None)
UNIT_POST = replace(POST, name="unit post", scope=Scope.UNIT, depth=1)


@pytest.mark.parametrize(
    ("policies", "own", "of_unit"),
    [
        ((AGENCY,), "agency", "agency"),
        ((AGENCY, LEVEL), "level", "level"),
        ((AGENCY, LEVEL, UNIT), "unit", "unit"),
        ((DEEP, AGENCY, UNIT), "deep", "deep"),
        ((DEEP, POST, AGENCY), "post", "deep"),
        ((POST, UNIT_POST, DEEP), "unit post", "deep"),
        ((POST,), "post", None),
    ],
)
def test_the_narrowest_binds_a_person_and_posts_carry_no_caps(policies, own, of_unit):
    found = own_policy_on(FRI, policies, echelon="", job_title="Pranata Komputer Ahli Muda")
    assert found.name == own
    held = policy_on(FRI, policies)
    assert (held and held.name) == of_unit


def test_a_policy_for_a_post_binds_its_holders_only():
    analyst, programmer = Person(1, job_title="Analis"), Person(2, job_title="Pranata Komputer")
    assert refused(POST, person=programmer) == ()
    assert refused(POST, person=analyst) == (NoPolicy(FRI),)
    ended = replace(POST, period=Period(date(2026, 4, 1), MON))
    assert refused(ended, person=analyst) == (NoPolicy(FRI),)
    rows = (AGENCY, replace(POST, excludes_cpns=False))
    cpns = replace(programmer, employment_type=EmploymentType.CPNS)
    assert eligibility_refusals(cpns, FRI, WFH, policies=rows, off=None) == ()


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("06:30-07:30", Window(time(6, 30), time(7, 30))),
        ("06.30-07.30", Window(time(6, 30), time(7, 30))),
        ("11:00 - 13:00", Window(time(11), time(13))),
        ("07:30-06:30", None),
        ("07:30-07:30", None),
        ("07:30", None),
        ("", None),
        ("pagi-siang", None),
        ("6.30-7.30", Window(time(6, 30), time(7, 30))),
        ("24:00-25:00", None),
        ("06:30-07:30-08:30", None),
    ],
)
def test_windows_are_read_in_one_way_only(text, window):
    if window is None:
        with pytest.raises(ValueError, match="is no window of a day"):
            read_window(text)
    else:
        assert read_window(text) == window
