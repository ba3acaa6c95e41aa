"""Sanction tables as a file gives them, and the edges of a year's tally."""

from datetime import date, timedelta

import pytest

from accounts.rules import EmploymentType
from attendance.rules.calendar import Period
from attendance.rules.discipline import Crossing, YearDay, tally_year
from attendance.rules.sanctions import (
    COLUMNS,
    Level,
    Measure,
    Sanction,
    SanctionTable,
    Step,
    TableError,
    parse_tables,
    table_on,
)
from attendance.rules.verdict import Status

HEAD = ",".join(COLUMNS)
LISAN = "t,2021-08-31,,pns,total,3,ringan,lisan,no,450,PP 94 Tahun 2021 Pasal 9"
TERTULIS = "t,2021-08-31,,pns,total,4,ringan,tertulis,no,450,PP 94 Tahun 2021 Pasal 9"
BERHENTI = "t,2021-08-31,,pns,total,28,berat,berhenti,no,450,PP 94 Tahun 2021 Pasal 11"
STREAK = "t,2021-08-31,,pns,streak,10,berat,berhenti,yes,450,PP 94 Tahun 2021 Pasal 11"
MONDAY = date(2026, 6, 1)


def read(*lines: str) -> tuple[SanctionTable, ...]:
    return parse_tables([HEAD, *lines])


def step(measure: Measure, days: int, level: Level, sanction: Sanction, article: int) -> Step:
    return Step(measure, days, level, sanction, f"PP 94 Tahun 2021 Pasal {article}")


def test_a_table_is_read_whole_and_from_light_to_heavy() -> None:
    (table,) = read(STREAK, BERHENTI, TERTULIS, LISAN)
    assert table == SanctionTable(
        code="t",
        period=Period(date(2021, 8, 31)),
        employment_types=frozenset({EmploymentType.PNS}),
        steps=(
            step(Measure.TOTAL, 3, Level.RINGAN, Sanction.LISAN, 9),
            step(Measure.TOTAL, 4, Level.RINGAN, Sanction.TERTULIS, 9),
            Step(
                Measure.STREAK,
                10,
                Level.BERAT,
                Sanction.BERHENTI,
                "PP 94 Tahun 2021 Pasal 11",
                stops_pay=True,
            ),
            step(Measure.TOTAL, 28, Level.BERAT, Sanction.BERHENTI, 11),
        ),
        minutes_per_day=450,
    )


def test_a_file_may_hold_several_tables() -> None:
    other = LISAN.replace("t,2021-08-31,,pns", "agensi,2023-01-01,,pppk")
    tables = read(LISAN, other, TERTULIS)
    assert [(table.code, len(table.steps)) for table in tables] == [("t", 2), ("agensi", 1)]
    assert table_on(tables, EmploymentType.PPPK, MONDAY) is tables[1]
    assert table_on(tables, EmploymentType.CPNS, MONDAY) is None
    assert table_on(tables, EmploymentType.PPPK, date(2022, 12, 31)) is None


def test_one_day_and_one_minute_are_the_least_a_table_may_count() -> None:
    (table,) = read("t,2021-08-31,,pns,total,1,ringan,lisan,no,1,d")
    assert (table.steps[0].days, table.minutes_per_day) == (1, 1)
    with pytest.raises(TableError, match=r"^line 2: 0 is not a positive number$"):
        read("t,2021-08-31,,pns,total,1,ringan,lisan,no,0,d")


def test_other_columns_are_answered_with_the_right_ones() -> None:
    wanted = r"^line 1: the columns must be code, valid_from, valid_until, employment_types, "
    with pytest.raises(TableError, match=wanted):
        parse_tables(["code;valid_from"])
    with pytest.raises(TableError, match=r"^line 1: "):
        parse_tables(['"code"x,valid_from'])


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([LISAN.replace(",no,", ",tidak,")], r"^line 2: stops_pay is neither yes nor no$"),
        (
            [LISAN, TERTULIS.replace("450", "420")],
            r"^line 3: differs from the table's earlier lines",
        ),
        (
            [TERTULIS, LISAN.replace(",3,", ",5,")],
            r"^t: more days must lead to a heavier sanction$",
        ),
        ([LISAN.replace("PP 94", '"PP 94"')], r"^line 2: "),
    ],
)
def test_a_faulty_line_is_named_with_its_fault(lines: list[str], why: str) -> None:
    with pytest.raises(TableError, match=why):
        read(*lines)


def days_from(first: date, count: int, status: Status = Status.ABSENT) -> list[YearDay]:
    return [YearDay(first + timedelta(ahead), status) for ahead in range(count)]


def test_a_tenth_day_in_a_row_in_december_stops_the_pay_of_january() -> None:
    (table,) = read(LISAN, STREAK)
    run = days_from(date(2026, 12, 1), 10)
    tally = tally_year(2026, run, table)
    dates = tuple(day.date for day in run)
    assert tally.crossings == (
        Crossing(table.steps[0], date(2026, 12, 3), 3, dates[:3]),
        Crossing(table.steps[1], date(2026, 12, 10), 10, dates, date(2027, 1, 1)),
    )
    assert (tally.level, tally.sanction) == (Level.BERAT, Sanction.BERHENTI)
    assert (tally.rests_on, tally.pay_stops_from) == (dates, date(2027, 1, 1))
    assert (tally.year, tally.longest_streak, tally.total_days) == (2026, 10, 10)


def test_a_table_that_names_no_minutes_converts_at_450_a_day() -> None:
    table = SanctionTable("t", Period(MONDAY), frozenset({EmploymentType.PNS}), ())
    days = [YearDay(MONDAY, Status.PRESENT, late_minutes=899)]
    assert tally_year(2026, days, table).converted_days == 1


def test_an_empty_year_has_no_sanction() -> None:
    (table,) = read(LISAN, STREAK)
    tally = tally_year(2026, days_from(MONDAY, 5, Status.PRESENT), table)
    assert (tally.absent_days, tally.minutes, tally.converted_days) == ((), 0, 0)
    assert (tally.level, tally.sanction, tally.rests_on) == (Level.NONE, Sanction.NONE, ())
    assert (tally.longest_streak, tally.pay_stops_from, tally.crossings) == (0, None, ())


@pytest.mark.parametrize(
    ("minutes", "total"), [((449, 0), 0), ((225, 225), 1), ((0, 450), 1), ((450, 449), 1)]
)
def test_minutes_late_and_early_make_one_sum(minutes: tuple[int, int], total: int) -> None:
    (table,) = read(LISAN)
    tally = tally_year(2026, [YearDay(MONDAY, Status.PRESENT, *minutes)], table)
    assert (tally.minutes, tally.total_days) == (sum(minutes), total)
    assert tally.absent_days == ()


def test_levels_and_sanctions_stand_from_light_to_heavy() -> None:
    assert [level.value for level in Level] == ["none", "ringan", "sedang", "berat"]
    steps = [
        Step(Measure.TOTAL, 1, level, sanction)
        for level in Level
        for sanction in (Sanction.LISAN, Sanction.BERHENTI)
    ]
    heaviest_first = list(reversed(steps))
    assert sorted(heaviest_first, key=lambda one: one.severity) == steps


def test_a_streak_rests_on_its_own_days_and_not_on_older_absences() -> None:
    (table,) = read(LISAN, TERTULIS, STREAK)
    older = [YearDay(date(2026, 1, 5), Status.ABSENT), YearDay(date(2026, 1, 6), Status.PRESENT)]
    run = days_from(MONDAY, 10)
    tally = tally_year(2026, [*older, *run], table)
    dates = tuple(day.date for day in run)
    assert (tally.total_days, tally.longest_streak) == (11, 10)
    assert tally.rests_on == dates
    by_total, *_, by_streak = tally.crossings
    assert by_total.rests_on == (date(2026, 1, 5), *dates[:2])
    assert (by_streak.days, by_streak.rests_on) == (10, dates)


def test_of_two_streaks_as_long_the_first_is_the_ground() -> None:
    (table,) = read(STREAK)
    first, second = days_from(MONDAY, 10), days_from(date(2026, 8, 3), 10)
    between = [YearDay(date(2026, 7, 1), Status.EXCUSED)]
    tally = tally_year(2026, [*first, *between, *second], table)
    assert tally.rests_on == tuple(day.date for day in first)
    assert tally.pay_stops_from == date(2026, 7, 1)
    assert [one.crossed_on for one in tally.crossings] == [first[-1].date]


def test_only_the_step_that_stops_the_pay_says_from_when() -> None:
    stops = "t,2021-08-31,,pns,streak,2,ringan,lisan,yes,450,d"
    heavier = "t,2021-08-31,,pns,total,4,ringan,tertulis,no,450,d"
    (table,) = read(stops, heavier)
    tally = tally_year(2026, days_from(MONDAY, 4), table)
    assert [(one.crossed_on, one.pay_stops_from) for one in tally.crossings] == [
        (date(2026, 6, 2), date(2026, 7, 1)),
        (date(2026, 6, 4), None),
    ]
    assert tally.pay_stops_from == date(2026, 7, 1)
