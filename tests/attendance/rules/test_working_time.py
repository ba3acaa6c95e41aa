"""Hours of a date: section 1 of the rules page, and which row holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from attendance.rules.calendar import Period
from attendance.rules.schedule import (
    Hours,
    ScheduleFault,
    ScheduleFaultCode,
    ScheduleKind,
    Scope,
    resolve_day,
    schedule_fault,
    schedule_on,
)
from tests.attendance.rules.given import (
    MONDAY,
    NATIONAL,
    NIGHT,
    RAMADAN,
    WIB,
    WIT,
    WITA,
    at,
    calendar_2026,
    day_of,
)

ROWS = (NATIONAL, RAMADAN)


def test_jayapura_friday_in_ramadan():
    day = resolve_day(schedule_on(date(2026, 2, 27), ROWS), date(2026, 2, 27), WIT, calendar_2026())
    assert day.start_at == datetime(2026, 2, 26, 23, 0, tzinfo=UTC)
    assert day.end_at == datetime(2026, 2, 27, 6, 30, tzinfo=UTC)
    assert (day.rest_minutes, day.net_minutes, day.off) == (60, 390, None)
    assert day.local(day.start_at).time() == time(8, 0)


def test_jakarta_monday():
    day = resolve_day(schedule_on(MONDAY, ROWS), MONDAY, WIB, calendar_2026())
    assert (day.local(day.start_at).time(), day.local(day.end_at).time()) == (
        time(7, 30),
        time(16, 0),
    )
    assert day.net_minutes == 450
    assert (day.rest_from, day.rest_until) == (at("12.00"), at("13.00"))
    assert (day.owns_from, day.owns_until) == (at("00.00"), at("2026-05-05 00.00"))


@pytest.mark.parametrize(
    ("row", "monday", "week"), [(NATIONAL, MONDAY, 2250), (RAMADAN, date(2026, 2, 23), 1950)]
)
def test_net_week_is_that_of_the_perpres(row, monday, week):
    days = [resolve_day(row, monday + timedelta(n), WIB, {}) for n in range(5)]
    assert sum(day.net_minutes for day in days) == week


def test_friday_rests_from_half_past_eleven():
    day = day_of(day=date(2026, 5, 8))
    assert (day.rest_from, day.rest_until) == (
        at("2026-05-08 11.30"),
        at("2026-05-08 13.00"),
    )


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 2, 18), ScheduleKind.NORMAL),
        (date(2026, 2, 19), ScheduleKind.RAMADAN),
        (date(2026, 3, 19), ScheduleKind.RAMADAN),
        (date(2026, 3, 20), ScheduleKind.NORMAL),
    ],
)
def test_ramadan_2026_is_19_february_to_19_march(day, kind):
    assert schedule_on(day, ROWS).kind is kind


def test_zones_start_an_hour_apart():
    starts = [day_of(zone=zone).start_at for zone in (WIT, WITA, WIB)]
    assert [start.hour + start.minute / 60 for start in starts] == [22.5, 23.5, 0.5]


def test_person_before_unit_before_agency_before_nation():
    agency = replace(NATIONAL, scope=Scope.AGENCY)
    outer = replace(NATIONAL, scope=Scope.UNIT, depth=1)
    inner = replace(NATIONAL, scope=Scope.UNIT, depth=2)
    person = replace(NATIONAL, scope=Scope.EMPLOYEE)
    rows = [NATIONAL, agency, outer, inner, person]
    while rows:
        assert schedule_on(MONDAY, reversed(rows)) is rows[-1]
        rows.pop()
    assert schedule_on(MONDAY, rows) is None


def test_latest_first_day_holds_within_a_scope():
    newer = replace(NATIONAL, period=Period(MONDAY))
    assert schedule_on(MONDAY, (newer, NATIONAL)) is newer
    assert schedule_on(MONDAY, (NATIONAL, newer)) is newer
    assert schedule_on(MONDAY - timedelta(1), (NATIONAL, newer)) is NATIONAL


def test_national_ramadan_replaces_an_agencys_normal_hours_but_no_shift():
    in_ramadan = date(2026, 2, 23)
    own = replace(NATIONAL, scope=Scope.AGENCY, flex_minutes=90)
    night = replace(NIGHT, scope=Scope.UNIT)
    assert schedule_on(in_ramadan, (own, RAMADAN)) is RAMADAN
    assert schedule_on(in_ramadan, (own, RAMADAN, night)) is night


def test_an_agencys_ramadan_goes_before_its_own_shift():
    own = replace(RAMADAN, scope=Scope.AGENCY)
    assert schedule_on(date(2026, 2, 23), (NIGHT, own)) is own


def test_shift_across_midnight_owns_noon_to_noon():
    day = day_of(NIGHT, date(2026, 6, 10))
    assert (day.start_at, day.end_at) == (at("2026-06-10 22.00"), at("2026-06-11 06.00"))
    assert (day.owns_from, day.owns_until) == (at("2026-06-10 12.00"), at("2026-06-11 12.00"))
    assert (day.rest_from, day.net_minutes) == (at("2026-06-11 02.00"), 420)
    assert day.owns(at("2026-06-10 12.00"))
    assert day.owns(at("2026-06-11 11.59.59"))
    assert not day.owns(at("2026-06-11 12.00"))
    assert not day.owns(at("2026-06-10 11.59.59"))


def test_daytime_shift_owns_its_calendar_day():
    shift = replace(NATIONAL, kind=ScheduleKind.SHIFT)
    assert day_of(shift).owns_from == at("00.00")


def test_shift_ending_at_its_start_lasts_a_day():
    whole = Hours(time(8, 0), time(8, 0), 0)
    day = day_of(replace(NIGHT, hours=whole, friday=whole))
    assert day.net_minutes == 24 * 60


def test_rest_without_a_fixed_place_still_reduces_the_net_time():
    day = day_of(replace(NATIONAL, hours=Hours(time(7, 30), time(16, 0), 60)))
    assert (day.rest_from, day.rest_until, day.net_minutes) == (None, None, 450)


def test_no_rest_has_no_place_and_a_minute_has():
    without, short = (
        day_of(replace(NATIONAL, hours=Hours(time(7, 30), time(16), rest, time(12))))
        for rest in (0, 1)
    )
    assert (without.rest_from, without.rest_until) == (None, None)
    assert (short.rest_from, short.rest_until) == (at("12.00"), at("12.01"))


@pytest.mark.parametrize(
    ("rest_from", "expected"),
    [
        (time(22, 0), "2026-06-10 22.00"),
        (time(23, 30), "2026-06-10 23.30"),
        (time(0, 0), "2026-06-11 00.00"),
        (time(5, 0), "2026-06-11 05.00"),
    ],
)
def test_a_night_shift_rests_before_or_after_midnight(rest_from, expected):
    hours = Hours(time(22), time(6), 60, rest_from)
    assert day_of(replace(NIGHT, hours=hours), date(2026, 6, 10)).rest_from == at(expected)


def test_a_day_shift_rests_on_its_own_date():
    early = Hours(time(14), time(22), 60, time(13, 0))
    shift = replace(NIGHT, hours=early)
    assert day_of(shift).rest_from == at("13.00")


def test_net_minutes_are_whole_and_rounded_down():
    day = day_of(replace(NATIONAL, hours=Hours(time(7, 30, 30), time(16, 0), 60)))
    assert day.net_minutes == 449


def test_instants_are_in_utc_and_the_clock_in_the_postings_zone():
    day = day_of(NIGHT, date(2026, 6, 10), WIT)
    for instant in (day.start_at, day.end_at, day.rest_from, day.owns_from, day.owns_until):
        assert instant.tzinfo is UTC
    assert day.local(day.start_at).tzinfo is WIT


def test_six_day_week_has_its_own_saturday():
    saturday = Hours(time(7, 30), time(12, 30), 0)
    row = replace(NATIONAL, workdays=frozenset(range(1, 7)), other_days=((6, saturday),))
    day = day_of(row, date(2026, 5, 9))
    assert (day.off, day.net_minutes) == (None, 300)
    assert day_of(row, date(2026, 5, 10)).off is not None
    assert row.hours_on(7) == row.hours


def test_posts_that_never_close_work_on_holidays():
    may_day = date(2026, 5, 1)
    assert day_of(NATIONAL, may_day).off is not None
    assert day_of(replace(NIGHT, works_holidays=True), may_day).off is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        (
            {"hours": Hours(time(16), time(7, 30))},
            ScheduleFault(ScheduleFaultCode.END_NOT_AFTER_START, 1),
        ),
        (
            {"friday": Hours(time(8), time(8))},
            ScheduleFault(ScheduleFaultCode.END_NOT_AFTER_START, 5),
        ),
        (
            {"friday": Hours(time(8), time(9), 60)},
            ScheduleFault(ScheduleFaultCode.REST_TOO_LONG, 5),
        ),
        ({"friday": Hours(time(8), time(9), 59)}, None),
        (
            {"hours": Hours(time(8), time(9), -1)},
            ScheduleFault(ScheduleFaultCode.NEGATIVE_MINUTES, 1),
        ),
        ({"friday": Hours(time(7, 30), time(9), 89)}, None),
        (
            {"friday": Hours(time(7, 30), time(9), 90)},
            ScheduleFault(ScheduleFaultCode.REST_TOO_LONG, 5),
        ),
        ({"grace_minutes": -1}, ScheduleFault(ScheduleFaultCode.NEGATIVE_MINUTES)),
        ({"flex_minutes": -1}, ScheduleFault(ScheduleFaultCode.NEGATIVE_MINUTES)),
        ({"missing_out_minutes": -1}, ScheduleFault(ScheduleFaultCode.NEGATIVE_MINUTES)),
        ({"workdays": frozenset()}, ScheduleFault(ScheduleFaultCode.NO_WORKDAYS)),
        ({"workdays": frozenset({1, 8})}, ScheduleFault(ScheduleFaultCode.BAD_WEEKDAY, 8)),
        (
            {"period": Period(date(2026, 2, 2), date(2026, 2, 1))},
            ScheduleFault(ScheduleFaultCode.PERIOD_REVERSED),
        ),
        ({"period": Period(date(2026, 2, 2), date(2026, 2, 2))}, None),
        ({"friday": Hours(time(8), time(9, 30), 89)}, None),
        (
            {"friday": Hours(time(8), time(9, 30), 90)},
            ScheduleFault(ScheduleFaultCode.REST_TOO_LONG, 5),
        ),
    ],
)
def test_impossible_hours_are_named(change, fault):
    assert schedule_fault(replace(NATIONAL, **change)) == fault


def test_only_a_shift_may_cross_midnight():
    assert schedule_fault(NIGHT) is None
    normal = replace(NIGHT, kind=ScheduleKind.NORMAL)
    assert schedule_fault(normal) == ScheduleFault(ScheduleFaultCode.END_NOT_AFTER_START, 1)


@pytest.mark.parametrize(
    ("rest", "fault"),
    [(479, None), (480, ScheduleFault(ScheduleFaultCode.REST_TOO_LONG, 1))],
)
@pytest.mark.parametrize("end", [time(6), time(6, 45)])
def test_rest_of_a_night_shift_is_measured_across_midnight(rest, fault, end):
    night = Hours(time(22, end.minute), end, rest)
    assert schedule_fault(replace(NIGHT, hours=night, friday=night)) == fault


@pytest.mark.parametrize(
    ("rest", "fault"),
    [(1439, None), (1440, ScheduleFault(ScheduleFaultCode.REST_TOO_LONG, 1))],
)
def test_a_shift_that_ends_where_it_starts_has_a_day_for_its_rest(rest, fault):
    whole = Hours(time(8), time(8), rest)
    assert schedule_fault(replace(NIGHT, hours=whole, friday=whole)) == fault
