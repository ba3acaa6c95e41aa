"""Who may work away from the office: the refusals of section 4 of the rules page."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.rules import EmploymentType
from attendance.rules.calendar import FIVE_DAYS, DayOff, OffKind, Period, day_off
from attendance.rules.eligibility import (
    DirectService,
    FirstContractYear,
    ModeNotAllowed,
    NoPolicy,
    NoRecordedHome,
    NotWorkingDay,
    Person,
    PolicyEnded,
    PostExcluded,
    ServingSanction,
    StillCpns,
    WeekdayNotAllowed,
    WeeklyLimitReached,
    eligibility_refusals,
    first_anniversary,
)
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy, excluded_as, last_before, policy_on
from attendance.rules.schedule import Scope
from tests.attendance.rules.given import calendar_2026

WFO, WFH, WFA = WorkMode
FLEXIBLE = Policy(Period(date(2025, 4, 21)), legal_basis="Permen PANRB 4/2025")
FRIDAYS = Policy(
    Period(date(2026, 4, 1), date(2026, 7, 31)),
    legal_basis="SE MenPANRB 3/2026",
    weekdays=frozenset({5}),
    excluded_posts=frozenset({"jpt_pratama", "eselon_3", "camat", "lurah"}),
)
MON, TUE, WED, THU, FRI = (date(2026, 5, day) for day in (4, 5, 6, 7, 8))
STAFF = Person(1)


def refused(person=STAFF, day=FRI, mode=WFH, policies=(FRIDAYS,), off=None, taken=()):
    return eligibility_refusals(person, day, mode, policies=policies, off=off, taken=taken)


def test_friday_wfh_is_allowed_for_staff():
    assert refused() == ()


def test_thursday_under_a_friday_only_policy():
    assert refused(day=THU) == (WeekdayNotAllowed(THU, frozenset({5}), "SE MenPANRB 3/2026"),)
    assert refused(day=THU, mode=WFO) == ()


def test_third_flexible_day_in_a_week():
    third = refused(day=WED, policies=(FLEXIBLE,), taken=[TUE, MON, WED])
    assert third == (WeeklyLimitReached(WED, MON, (MON, TUE), 2),)
    assert refused(day=WED, policies=(FLEXIBLE,), taken=[MON, WED, date(2026, 5, 3)]) == ()


def test_the_week_ends_on_sunday():
    sunday, monday = date(2026, 5, 10), date(2026, 5, 11)
    assert refused(day=sunday, policies=(FLEXIBLE,), taken=[MON, TUE]) != ()
    assert refused(day=monday, policies=(FLEXIBLE,), taken=[MON, TUE, sunday]) == ()


def test_the_duty_may_lift_the_weekly_limit():
    person = Person(1, inherently_flexible=True)
    assert refused(person, WED, policies=(FLEXIBLE,), taken=[MON, TUE]) == ()
    unlimited = replace(FLEXIBLE, weekly_limit=None)
    assert refused(day=WED, policies=(unlimited,), taken=[MON, TUE]) == ()


@pytest.mark.parametrize(
    ("period", "until"),
    [
        (Period(MON, FRI), FRI),
        (Period(FRI), None),
        (Period(MON, THU), "over"),
        (Period(date(2026, 5, 9)), "over"),
    ],
)
def test_employee_serving_a_hukuman_disiplin(period, until):
    found = refused(Person(1, sanctions=(period,)))
    assert found == (() if until == "over" else (ServingSanction(FRI, until),))


def test_cpns_is_refused_unless_the_policy_says_otherwise():
    cpns = Person(1, EmploymentType.CPNS)
    assert refused(cpns) == (StillCpns(FRI),)
    assert refused(cpns, policies=(replace(FRIDAYS, excludes_cpns=False),)) == ()


@pytest.mark.parametrize(
    ("started", "allowed"), [(date(2025, 5, 9), False), (date(2025, 5, 8), True)]
)
def test_pppk_in_the_first_year(started, allowed):
    person = Person(1, EmploymentType.PPPK, started)
    expected = () if allowed else (FirstContractYear(FRI, date(2026, 5, 9)),)
    assert refused(person) == expected
    assert refused(person, policies=(replace(FRIDAYS, excludes_pppk_first_year=False),)) == ()
    assert refused(replace(person, employment_type=EmploymentType.PNS)) == ()


def test_a_year_after_29_february_is_1_march():
    assert first_anniversary(date(2024, 2, 29)) == date(2025, 3, 1)
    assert first_anniversary(date(2025, 5, 9)) == date(2026, 5, 9)


@pytest.mark.parametrize(
    ("echelon", "title", "entry"),
    [
        ("II.a", "Kepala Dinas", "jpt_pratama"),
        ("II.b", "Asisten", "jpt_pratama"),
        ("III.a", "Sekretaris Dinas", "eselon_3"),
        ("III.b", "Camat Cimalaka", "camat"),
        ("IV.a", "Lurah Kotakaler", "lurah"),
        ("IV.a", "Kepala Subbagian", None),
        ("", "Sekretaris Camat", None),
        ("", "Analis", None),
        ("I.a", "Sekretaris Kementerian", None),
        ("", "", None),
    ],
)
def test_structural_posts_of_a_regency(echelon, title, entry):
    assert excluded_as(echelon, title, FRIDAYS.excluded_posts) == entry
    found = refused(Person(1, echelon=echelon, job_title=title))
    expected = () if entry is None else (PostExcluded(FRI, entry, "SE MenPANRB 3/2026"),)
    assert found == expected


@pytest.mark.parametrize(
    ("excluded", "echelon", "is_excluded"),
    [
        ("II", "II.a", True),
        ("II", "III.a", False),
        ("II.a", "II.a", True),
        ("II.a", "II.b", False),
        ("jpt_madya", "I.b", True),
        ("ii.a", "II.a", True),
        ("ii", "II.a", True),
        ("II", " II.b ", True),
        ("JPT_PRATAMA", "II.b", True),
        ("II", "II.a.1", True),
        ("II.a", "II.a.1", False),
        ("II", "", False),
    ],
)
def test_echelons_match_by_group_or_exactly(excluded, echelon, is_excluded):
    assert (excluded_as(echelon, "Kepala", [excluded]) is not None) == is_excluded


@pytest.mark.parametrize(
    ("excluded", "title", "is_excluded"),
    [
        ("camat", "Camat", True),
        ("camat", "Camat Cimalaka Selatan", True),
        ("Camat", " CAMAT Cimalaka", True),
        ("camat", "Sekretaris Camat", False),
        ("camat", "Camatan", False),
        ("sekretaris daerah", "Sekretaris Daerah Kabupaten Sumedang", True),
        ("sekretaris daerah", "Sekretaris Dinas", False),
        ("sekretaris", "Sekretaris Daerah", True),
    ],
)
def test_a_title_covers_the_posts_that_begin_with_its_words(excluded, title, is_excluded):
    assert (excluded_as("", title, [excluded]) is not None) == is_excluded


def test_direct_service_stays_in_the_office_but_for_back_office_posts():
    officer = Person(1, direct_service=True)
    assert refused(officer) == (DirectService(FRI, "SE MenPANRB 3/2026"),)
    assert refused(replace(officer, back_office=True)) == ()
    assert refused(officer, policies=(replace(FRIDAYS, excludes_direct_service=False),)) == ()


def test_date_after_the_policys_end_falls_back_to_wfo():
    day = date(2026, 8, 7)
    assert refused(day=day) == (PolicyEnded(day, date(2026, 7, 31), "SE MenPANRB 3/2026"),)
    assert refused(day=day, mode=WFO) == ()
    assert refused(day=date(2026, 7, 31)) == ()


def test_without_any_policy_there_is_no_flexible_day():
    assert refused(policies=()) == (NoPolicy(FRI),)
    before = date(2026, 3, 27)
    assert refused(day=before) == (NoPolicy(before),)


def test_first_friday_of_the_circular_was_a_holiday():
    day = date(2026, 4, 3)
    off = day_off(day, FIVE_DAYS, calendar_2026())
    expected = (NotWorkingDay(day, DayOff(day, OffKind.HOLIDAY, "Wafat Yesus Kristus")),)
    assert refused(day=day, off=off) == expected
    assert refused(day=day, off=off, mode=WFO) == expected
    real = date(2026, 4, 10)
    assert refused(day=real, off=day_off(real, FIVE_DAYS, calendar_2026())) == ()


def test_another_place_needs_a_policy_that_knows_it():
    assert refused(mode=WFA) == (ModeNotAllowed(FRI, WFA, "SE MenPANRB 3/2026"),)
    wider = replace(FRIDAYS, modes=frozenset({WFH, WFA}))
    assert refused(mode=WFA, policies=(wider,)) == ()


def test_wfh_needs_a_residence_on_record():
    homeless = Person(1, has_recorded_home=False)
    assert refused(homeless) == (NoRecordedHome(FRI),)
    wider = replace(FRIDAYS, modes=frozenset({WFH, WFA}))
    assert refused(homeless, mode=WFA, policies=(wider,)) == ()


def test_every_reason_is_told_at_once():
    person = Person(1, EmploymentType.CPNS, direct_service=True, sanctions=(Period(MON),))
    kinds = [type(one) for one in refused(person, THU)]
    assert kinds == [WeekdayNotAllowed, ServingSanction, StillCpns, DirectService]


def test_the_narrowest_then_the_latest_policy_holds():
    nation = replace(FRIDAYS, scope=Scope.NATIONAL)
    newer = replace(FRIDAYS, period=Period(MON))
    unit = replace(FRIDAYS, scope=Scope.UNIT, depth=1)
    inner = replace(unit, depth=2)
    assert policy_on(FRI, (nation, FRIDAYS)) is FRIDAYS
    assert policy_on(FRI, (newer, FRIDAYS, nation)) is newer
    assert policy_on(FRI, (newer, inner, unit)) is inner
    assert policy_on(date(2026, 3, 1), (nation, newer)) is None


def test_the_policy_that_ended_last_is_remembered():
    older = replace(FRIDAYS, period=Period(date(2025, 1, 1), date(2025, 12, 31)))
    assert last_before(date(2026, 8, 1), (older, FRIDAYS, FLEXIBLE)) is FRIDAYS
    assert last_before(date(2026, 7, 31), (older, FRIDAYS, FLEXIBLE)) is older
    assert last_before(date(2025, 12, 31), (older, FLEXIBLE)) is None
