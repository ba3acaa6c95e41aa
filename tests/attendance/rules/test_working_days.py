"""Which dates are working days: section 5 of the rules page."""

from datetime import date

import pytest

from attendance.rules.calendar import (
    FIVE_DAYS,
    DayOff,
    Holiday,
    HolidayKind,
    OffKind,
    Period,
    day_off,
    days_off,
    holidays_for,
    is_working_day,
    week_start,
)
from tests.attendance.rules.given import calendar_2026


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 5, 2), OffKind.WEEKEND, ""),
        (date(2026, 3, 18), OffKind.COLLECTIVE_LEAVE, "Cuti bersama Hari Suci Nyepi"),
        (date(2026, 4, 3), OffKind.HOLIDAY, "Wafat Yesus Kristus"),
        (date(2026, 3, 21), OffKind.HOLIDAY, "Idul Fitri 1447 Hijriah"),
    ],
)
def test_days_without_work_say_why(day, kind, name):
    assert day_off(day, FIVE_DAYS, calendar_2026()) == DayOff(day, kind, name)
    assert not is_working_day(day, FIVE_DAYS, calendar_2026())


def test_working_days_of_9_to_27_march_2026_are_the_ten_of_the_rules_page():
    off = days_off(Period(date(2026, 3, 9), date(2026, 3, 27)), FIVE_DAYS, calendar_2026())
    working = [
        day.day for day in Period(date(2026, 3, 9), date(2026, 3, 27)).days() if day not in off
    ]
    assert working == [9, 10, 11, 12, 13, 16, 17, 25, 26, 27]


def test_a_regions_holiday_binds_that_region_only():
    rows = [
        Holiday(date(2026, 6, 22), HolidayKind.HOLIDAY, "HUT Kota Jakarta", agency="31"),
        Holiday(date(2026, 8, 17), HolidayKind.HOLIDAY, "Proklamasi Kemerdekaan"),
    ]
    assert set(holidays_for("31", rows)) == {date(2026, 6, 22), date(2026, 8, 17)}
    assert set(holidays_for("32.11", rows)) == {date(2026, 8, 17)}


def test_a_holiday_goes_before_a_collective_leave_on_the_same_date():
    day = date(2026, 8, 17)
    leave = Holiday(day, HolidayKind.COLLECTIVE_LEAVE, "Cuti bersama")
    own = Holiday(day, HolidayKind.HOLIDAY, "Daerah", agency="31")
    nation = Holiday(day, HolidayKind.HOLIDAY, "Negara")
    for rows in ([leave, own, nation], [nation, own, leave], [own, leave, nation]):
        assert holidays_for("31", rows)[day] is nation


def test_a_date_of_the_calendar_is_decreed_for_everybody_unless_it_says_otherwise():
    holiday = Holiday(date(2026, 8, 17), HolidayKind.HOLIDAY, "Proklamasi Kemerdekaan")
    assert holiday.confirmed
    assert holiday.agency is None
    assert DayOff(date(2026, 5, 9), OffKind.WEEKEND).name == ""


def test_weeks_run_from_monday_to_sunday():
    assert week_start(date(2026, 5, 4)) == date(2026, 5, 4)
    assert week_start(date(2026, 5, 10)) == date(2026, 5, 4)
    assert week_start(date(2026, 5, 11)) == date(2026, 5, 11)


def test_periods_include_both_ends():
    period = Period(date(2026, 5, 4), date(2026, 5, 5))
    assert [period.covers(date(2026, 5, day)) for day in (3, 4, 5, 6)] == [False, True, True, False]
    assert Period(date(2026, 5, 4)).covers(date(2099, 1, 1))
    assert list(period.days()) == [date(2026, 5, 4), date(2026, 5, 5)]
    with pytest.raises(ValueError, match=r"^an open-ended period has no list of dates$"):
        list(Period(date(2026, 5, 4)).days())
