"""What agencies and circulars differ in, written as rows: sections 1 and 4 of the rules page."""

from dataclasses import replace
from datetime import date, time

import pytest

from attendance.rules.calendar import Period
from attendance.rules.caps import DayCount, WfhOverCap, cap_refusals, home_limit, office_limit
from attendance.rules.eligibility import (
    DirectService,
    Person,
    PolicyEnded,
    PostExcluded,
    WeekdayNotAllowed,
    eligibility_refusals,
)
from attendance.rules.modes import WorkMode
from attendance.rules.policy import LEVEL_ECHELONS, Policy, policy_on
from attendance.rules.roster import Finding, Member, RosterCase, RosterLine, check_roster
from attendance.rules.schedule import Hours, Scope, schedule_on
from attendance.rules.verdict import Flag, judge_day
from tests.attendance.rules.given import (
    NATIONAL,
    NIGHT,
    RAMADAN,
    WIB,
    WIT,
    at,
    came,
    day_of,
    left,
)

WFO, WFH, WFA = WorkMode
FRIDAY = date(2026, 5, 8)


@pytest.mark.parametrize(
    ("row", "day", "start", "end", "rest", "net"),
    [
        (NATIONAL, date(2026, 5, 4), "07.30", "16.00", 60, 450),
        (NATIONAL, date(2026, 5, 7), "07.30", "16.00", 60, 450),
        (NATIONAL, date(2026, 5, 8), "07.30", "16.30", 90, 450),
        (RAMADAN, date(2026, 2, 23), "08.00", "15.00", 30, 390),
        (RAMADAN, date(2026, 2, 26), "08.00", "15.00", 30, 390),
        (RAMADAN, date(2026, 2, 27), "08.00", "15.30", 60, 390),
    ],
)
@pytest.mark.parametrize("zone", [WIB, WIT])
def test_hours_of_perpres_21_of_2023(row, day, start, end, rest, net, zone):
    hours = day_of(row, day, zone)
    assert (hours.start_at, hours.end_at) == (at(start, zone, day), at(end, zone, day))
    assert (hours.rest_minutes, hours.net_minutes) == (rest, net)


KEMENKEU = replace(
    NATIONAL,
    scope=Scope.AGENCY,
    hours=Hours(time(6, 0), time(15, 30), 60, time(12, 0)),
    friday=Hours(time(6, 0), time(15, 30), 90, time(11, 30)),
    flex_minutes=180,
)
"""07.30-17.00, flexible by 90 minutes to either side: the band opens at 06.00."""


@pytest.mark.parametrize(
    ("clock", "end", "late"),
    [("06.00", "15.30", 0), ("07.30", "17.00", 0), ("09.00", "18.30", 0), ("09.15", "18.30", 15)],
)
def test_a_start_flexible_to_either_side_with_the_end_moving_along(clock, end, late):
    verdict = judge_day(day_of(KEMENKEU), plan=WFO, events=[came(clock), left(end)])
    assert (verdict.required_end, verdict.late_minutes) == (at(end), late)
    assert verdict.early_minutes == 0
    short = judge_day(day_of(KEMENKEU), plan=WFO, events=[came(clock), left("15.29")])
    assert Flag.EARLY in short.flags


def test_a_shift_unit_keeps_its_night_through_ramadan_and_holidays():
    ward = replace(NIGHT, scope=Scope.UNIT, works_holidays=True)
    eid = date(2026, 3, 21)
    assert schedule_on(eid, (NATIONAL, RAMADAN, ward)) is ward
    assert day_of(ward, eid).off is None
    assert day_of(NATIONAL, eid).off is not None


@pytest.mark.parametrize(("percent", "allowed"), [(100, 10), (75, 7), (50, 5), (25, 2)])
def test_pandemic_levels_cap_the_office_and_not_the_home(percent, allowed):
    policy = Policy(Period(date(2022, 1, 4)), legal_basis="SE MenPANRB 6/2022", wfo_percent=percent)
    assert office_limit(policy, 10) == allowed
    assert home_limit(policy, 10) is None
    assert cap_refusals(FRIDAY, "Unit", DayCount(10, 0, 10), policy) == ()


def test_a_level_amended_five_times_in_a_year_holds_as_of_the_date():
    starts = [date(2022, 1, 4), date(2022, 2, 8), date(2022, 3, 8), date(2022, 5, 24)]
    rows = [
        Policy(Period(start), wfo_percent=percent)
        for start, percent in zip(starts, (50, 25, 75, 100), strict=True)
    ]
    dates = [date(2022, 2, 7), date(2022, 2, 8), date(2022, 5, 23), date(2022, 7, 1)]
    assert [policy_on(day, rows).wfo_percent for day in dates] == [50, 25, 75, 100]


@pytest.mark.parametrize(
    ("percent", "base", "allowed"),
    [(50, 7, 3), (50, 25, 12), (75, 10, 7), (75, 25, 18), (20, 14, 2), (20, 4, 0)],
)
def test_shares_of_jakarta_cimahi_and_banten(percent, base, allowed):
    policy = Policy(Period(date(2026, 4, 1)), legal_basis="SE Gubernur", wfh_percent=percent)
    assert home_limit(policy, base) == allowed
    at_cap = DayCount(base, base - allowed, allowed)
    one_more = DayCount(base, base - allowed - 1, allowed + 1)
    assert cap_refusals(FRIDAY, "Unit", at_cap, policy) == ()
    assert cap_refusals(FRIDAY, "Unit", one_more, policy) == (
        WfhOverCap(FRIDAY, "Unit", allowed + 1, allowed, percent, base, "SE Gubernur"),
    )


def refused(policy, day, person=None, mode=WFH):
    return eligibility_refusals(person or Person(1), day, mode, policies=(policy,), off=None)


def test_a_fixed_weekday_may_be_wednesday():
    east_java = Policy(Period(date(2026, 4, 1)), weekdays=frozenset({3}), legal_basis="SE Jatim")
    assert refused(east_java, date(2026, 5, 6)) == ()
    assert refused(east_java, FRIDAY) == (WeekdayNotAllowed(FRIDAY, frozenset({3}), "SE Jatim"),)


def test_april_2024_half_of_the_leadership_support_and_nobody_of_direct_service():
    policy = Policy(
        Period(date(2024, 4, 16), date(2024, 4, 17)),
        legal_basis="SE MenPANRB 1/2024",
        wfh_percent=50,
    )
    first, after = date(2024, 4, 16), date(2024, 4, 18)
    assert home_limit(policy, 9) == 4
    assert refused(policy, first) == ()
    officer = Person(1, direct_service=True)
    assert refused(policy, first, officer) == (DirectService(first, "SE MenPANRB 1/2024"),)
    assert refused(policy, after) == (PolicyEnded(after, date(2024, 4, 17), "SE MenPANRB 1/2024"),)


def test_a_circular_without_a_percentage_caps_nobody():
    policy = Policy(Period(date(2026, 3, 16), date(2026, 3, 27)), legal_basis="SE MenPANRB 2/2026")
    assert (home_limit(policy, 7), office_limit(policy, 7)) == (None, None)
    assert cap_refusals(date(2026, 3, 16), "Unit", DayCount(7, 0, 7), policy) == ()


def test_provinces_exclude_high_posts_and_regencies_also_echelon_three():
    province = Policy(
        Period(date(2026, 4, 1)), excluded_posts=frozenset({"jpt_madya", "jpt_pratama"})
    )
    regency = Policy(Period(date(2026, 4, 1)), excluded_posts=frozenset({"eselon_2", "eselon_3"}))
    secretary, head, manager, section = (
        Person(1, echelon=echelon, job_title="Kepala")
        for echelon in ("I.b", "II.a", "III.a", "IV.a")
    )
    assert refused(province, FRIDAY, secretary) == (PostExcluded(FRIDAY, "jpt_madya", ""),)
    assert refused(province, FRIDAY, head) == (PostExcluded(FRIDAY, "jpt_pratama", ""),)
    assert refused(province, FRIDAY, manager) == ()
    assert refused(regency, FRIDAY, head) == (PostExcluded(FRIDAY, "eselon_2", ""),)
    assert refused(regency, FRIDAY, manager) == (PostExcluded(FRIDAY, "eselon_3", ""),)
    assert refused(regency, FRIDAY, section) == ()


def test_levels_of_posts_are_the_echelons_of_the_records():
    assert LEVEL_ECHELONS == {
        "jpt_madya": "I",
        "jpt_pratama": "II",
        "eselon_1": "I",
        "eselon_2": "II",
        "eselon_3": "III",
        "eselon_4": "IV",
    }


def test_a_direct_service_unit_has_nobody_at_home_but_its_back_office():
    policy = Policy(Period(date(2026, 4, 1)), legal_basis="SE MenPANRB 3/2026")
    counter = [Member(Person(ref, direct_service=True)) for ref in (1, 2, 3)]
    archive = Member(Person(4, direct_service=True, back_office=True))
    lines = [RosterLine(ref, FRIDAY, WFH) for ref in (1, 2, 3, 4)]
    case = RosterCase("Dukcapil", Period(FRIDAY, FRIDAY), lines, [*counter, archive], (policy,))
    assert check_roster(case) == tuple(
        Finding(DirectService(FRIDAY, "SE MenPANRB 3/2026"), ref) for ref in (1, 2, 3)
    )


def test_a_policy_without_settings_is_that_of_permenpanrb_4_of_2025():
    policy = Policy(Period(date(2025, 4, 21)))
    assert policy.weekly_limit == 2
    assert policy.modes == {WFH}
    assert policy.weekdays == frozenset()
    assert (policy.wfh_percent, policy.wfo_percent) == (None, None)
    assert policy.excludes_cpns
    assert policy.excludes_pppk_first_year
    assert policy.excludes_direct_service
    assert not policy.counts_absent_in_base
    assert (policy.excluded_posts, policy.check_in_windows) == (frozenset(), ())
    assert (policy.scope, policy.depth) == (Scope.AGENCY, 0)


def test_scopes_narrow_from_the_nation_to_the_person():
    assert [scope.name for scope in sorted(Scope)] == ["NATIONAL", "AGENCY", "UNIT", "EMPLOYEE"]


def test_hours_without_settings_forgive_nothing():
    row = NATIONAL
    assert (row.grace_minutes, row.flex_minutes, row.missing_out_minutes) == (0, 0, 0)
    assert row.workdays == {1, 2, 3, 4, 5}
    assert not row.grace_counts_from_start
    assert not row.works_holidays
