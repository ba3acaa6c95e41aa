"""Which hours a date has: special before holiday, holiday before the week."""

from dataclasses import replace
from datetime import date, time

import pytest

from services.rules import Closure, DayHours, DayOff, Holiday, HolidayKind, Reason, ServiceCalendar
from services.rules.hours import first_uncovered, hours_on
from tests.services.rules.desk_examples import CALENDAR, HOURS, TUESDAY, WIB, at

SHORT = DayHours(time(9), time(11))
NATIONAL = Holiday("Hari Raya Natal")
COLLECTIVE = Holiday("Cuti bersama Natal", HolidayKind.COLLECTIVE_LEAVE)
REGIONAL = Holiday("Hari Jadi Sumedang", HolidayKind.REGIONAL)
SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, TUESDAY, HOURS),
        ({}, SATURDAY, DayOff(Reason.HOURS)),
        ({"weekly": {6: SHORT}}, SATURDAY, SHORT),
        ({"weekly": {}}, TUESDAY, None),
        ({"weekly": {}, "special": {TUESDAY: SHORT}}, TUESDAY, SHORT),
        ({"special": {SATURDAY: SHORT}}, SATURDAY, SHORT),
        ({"holidays": {TUESDAY: NATIONAL}}, TUESDAY, DayOff(Reason.HOLIDAY, NATIONAL.name)),
        ({"holidays": {TUESDAY: REGIONAL}}, TUESDAY, DayOff(Reason.HOLIDAY, REGIONAL.name)),
        (
            {"holidays": {TUESDAY: COLLECTIVE}},
            TUESDAY,
            DayOff(Reason.COLLECTIVE_LEAVE, COLLECTIVE.name),
        ),
        ({"holidays": {TUESDAY: NATIONAL}, "special": {TUESDAY: SHORT}}, TUESDAY, SHORT),
    ],
)
def test_hours_of_a_date(changes: dict, day: date, expected: object) -> None:
    assert hours_on(replace(CALENDAR, **changes), day) == expected


@pytest.mark.parametrize(
    "clocks",
    [
        ("15.00", "08.00", None, None),
        ("08.00", "08.00", None, None),
        ("08.00", "15.00", "12.00", None),
        ("08.00", "15.00", "13.00", "12.00"),
        ("08.00", "15.00", "07.00", "09.00"),
        ("08.00", "15.00", "14.00", "15.00"),
    ],
)
def test_hours_out_of_order_are_refused(clocks: tuple[str | None, ...]) -> None:
    marks = [None if clock is None else at(clock).time() for clock in clocks]
    with pytest.raises(ValueError, match="break"):
        DayHours(*marks)


def test_closures_in_a_row_are_left_only_behind_the_last() -> None:
    first = Closure(at("08.00"), at("09.00"))
    second = Closure(at("09.00"), at("10.30"))
    later = Closure(at("11.00"), at("12.00"))
    assert first_uncovered(at("08.10"), (later, second, first)) == at("10.30")
    assert first_uncovered(at("08.10"), (Closure(at("08.00"), None),)) is None
    assert first_uncovered(at("10.30"), (later, second, first)) == at("10.30")


def test_a_calendar_without_anything_knows_no_hours() -> None:
    assert hours_on(ServiceCalendar(WIB), TUESDAY) is None
