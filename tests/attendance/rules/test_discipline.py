"""Unexcused days of a year: the worked examples, and what holds of every year."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accounts.rules import EmploymentType
from attendance.rules.calendar import FIVE_DAYS, Period, day_off
from attendance.rules.discipline import Tally, YearDay, tally_year
from attendance.rules.sanctions import (
    COLUMNS,
    Level,
    Measure,
    Sanction,
    TableError,
    parse_tables,
    table_on,
)
from attendance.rules.verdict import Status
from tests.attendance.rules.given import calendar_2026

FILE = Path(__file__).parents[3] / "attendance" / "data" / "sanctions.csv"
TABLES = parse_tables(FILE.read_text(encoding="utf-8").splitlines(keepends=True))
PNS = table_on(TABLES, EmploymentType.PNS, date(2026, 6, 1))
PPPK = table_on(TABLES, EmploymentType.PPPK, date(2026, 6, 1))
assert PNS is not None
assert PPPK is not None
HEAVIER = list(Sanction).index
NEW_YEAR = date(2026, 1, 1)


def absent(*days: date, pending: bool = False) -> list[YearDay]:
    return [YearDay(day, Status.ABSENT, pending=pending) for day in days]


def scattered(count: int) -> list[YearDay]:
    """So many absences, each broken by a day of presence."""
    days = [NEW_YEAR + timedelta(2 * index) for index in range(count)]
    there = [YearDay(day + timedelta(1), Status.PRESENT) for day in days]
    return [*absent(*days), *there]


def march(*numbers: int) -> list[date]:
    return [date(2026, 3, number) for number in numbers]


def working_days(first: date, last: date, status: Status) -> list[YearDay]:
    """Every date of a span: days off of the decreed calendar, and `status` on the others."""
    calendar = calendar_2026()
    return [
        YearDay(day, Status.OFF if day_off(day, FIVE_DAYS, calendar) else status)
        for day in Period(first, last).days()
    ]


def outcome(tally: Tally) -> tuple[int, Level, Sanction]:
    return tally.total_days, tally.level, tally.sanction


@pytest.mark.parametrize(
    ("first", "last", "level", "sanction"),
    [
        (0, 2, Level.NONE, Sanction.NONE),
        (3, 3, Level.RINGAN, Sanction.LISAN),
        (4, 6, Level.RINGAN, Sanction.TERTULIS),
        (7, 10, Level.RINGAN, Sanction.TIDAK_PUAS),
        (11, 13, Level.SEDANG, Sanction.TUKIN_6),
        (14, 16, Level.SEDANG, Sanction.TUKIN_9),
        (17, 20, Level.SEDANG, Sanction.TUKIN_12),
        (21, 24, Level.BERAT, Sanction.TURUN_JABATAN),
        (25, 27, Level.BERAT, Sanction.PELAKSANA),
        (28, 60, Level.BERAT, Sanction.BERHENTI),
    ],
)
def test_the_table_of_pns(first: int, last: int, level: Level, sanction: Sanction) -> None:
    for count in (first, last):
        tally = tally_year(2026, scattered(count), PNS)
        assert outcome(tally) == (count, level, sanction)
        assert tally.pay_stops_from is None


@pytest.mark.parametrize("count", range(41))
def test_pppk_are_as_pns_to_20_days_and_end_their_contract_at_21(count: int) -> None:
    pns, pppk = (tally_year(2026, scattered(count), table) for table in (PNS, PPPK))
    if count <= 20:
        assert outcome(pppk) == outcome(pns)
    else:
        assert outcome(pppk) == (count, Level.BERAT, Sanction.AKHIR_KONTRAK)


def test_cpns_are_under_the_table_of_pns() -> None:
    assert table_on(TABLES, EmploymentType.CPNS, date(2026, 6, 1)) is PNS


def test_no_table_binds_before_the_regulation() -> None:
    assert table_on(TABLES, EmploymentType.PNS, date(2021, 8, 30)) is None
    assert table_on(TABLES, EmploymentType.PNS, date(2021, 8, 31)) is PNS


def test_the_table_that_began_last_binds() -> None:
    later = replace(PNS, code="baru", period=Period(date(2026, 7, 1)))
    for order in ([*TABLES, later], [later, *TABLES]):
        assert table_on(order, EmploymentType.PNS, date(2026, 6, 30)) is PNS
        assert table_on(order, EmploymentType.PNS, date(2026, 7, 1)) is later


# The example of March 2026: 18-24 March are holidays, collective leave and a weekend.
AWAY = working_days(date(2026, 3, 9), date(2026, 3, 27), Status.ABSENT)


def test_ten_working_days_in_a_row_over_idul_fitri() -> None:
    tally = tally_year(2026, AWAY, PNS)
    ten = tuple(march(9, 10, 11, 12, 13, 16, 17, 25, 26, 27))
    assert tally.absent_days == ten
    assert (tally.longest_streak, tally.level, tally.sanction) == (
        10,
        Level.BERAT,
        Sanction.BERHENTI,
    )
    assert tally.pay_stops_from == date(2026, 4, 1)
    assert tally.rests_on == ten
    assert [
        (one.step.sanction, one.step.measure, one.days, one.crossed_on) for one in tally.crossings
    ] == [
        (Sanction.LISAN, Measure.TOTAL, 3, date(2026, 3, 11)),
        (Sanction.TERTULIS, Measure.TOTAL, 4, date(2026, 3, 12)),
        (Sanction.TIDAK_PUAS, Measure.TOTAL, 7, date(2026, 3, 17)),
        (Sanction.BERHENTI, Measure.STREAK, 10, date(2026, 3, 27)),
    ]
    assert tally.crossings[2].rests_on == ten[:7]
    assert tally.crossings[3].rests_on == ten
    assert [one.pay_stops_from for one in tally.crossings] == [None] * 3 + [date(2026, 4, 1)]


@pytest.mark.parametrize("status", [Status.PRESENT, Status.EXCUSED])
def test_accepted_presence_or_an_excuse_on_17_march_breaks_the_streak(status: Status) -> None:
    days = [YearDay(date(2026, 3, 17), status) if d.date.day == 17 else d for d in AWAY]
    tally = tally_year(2026, days, PNS)
    assert tally.longest_streak == 6
    assert outcome(tally) == (9, Level.RINGAN, Sanction.TIDAK_PUAS)
    assert tally.pay_stops_from is None
    assert tally.rests_on == tuple(march(9, 10, 11, 12, 13, 16, 25, 26, 27))


def test_nine_in_a_row_stop_no_pay() -> None:
    tally = tally_year(2026, AWAY[:-1], PNS)
    assert (tally.longest_streak, tally.sanction, tally.pay_stops_from) == (
        9,
        Sanction.TIDAK_PUAS,
        None,
    )


def test_a_streak_that_ends_in_december_stops_the_pay_of_january() -> None:
    days = absent(*(date(2026, 12, 31) - timedelta(back) for back in range(10)))
    assert tally_year(2026, days, PNS).pay_stops_from == date(2027, 1, 1)


def test_a_streak_after_28_days_is_told_because_it_stops_the_pay() -> None:
    run = absent(*(date(2026, 9, 1) + timedelta(ahead) for ahead in range(12)))
    tally = tally_year(2026, [*scattered(28), *run], PNS)
    last, before = tally.crossings[-1], tally.crossings[-2]
    assert (before.step.measure, before.step.sanction) == (Measure.TOTAL, Sanction.BERHENTI)
    assert (last.step.measure, last.crossed_on) == (Measure.STREAK, date(2026, 9, 10))
    assert (before.pay_stops_from, last.pay_stops_from) == (None, date(2026, 10, 1))
    assert tally.pay_stops_from == date(2026, 10, 1)


def test_after_a_streak_no_lighter_step_is_told() -> None:
    run = absent(*(date(2026, 9, 1) + timedelta(ahead) for ahead in range(40)))
    tally = tally_year(2026, run, PNS)
    assert [one.step.sanction for one in tally.crossings] == [
        Sanction.LISAN,
        Sanction.TERTULIS,
        Sanction.TIDAK_PUAS,
        Sanction.BERHENTI,
    ]
    assert tally.longest_streak == 40
    assert len(tally.rests_on) == 40


def late_day(minutes: int, day: date = date(2026, 2, 2), early: int = 0) -> YearDay:
    return YearDay(day, Status.PRESENT, minutes, early)


@pytest.mark.parametrize(("minutes", "days"), [(0, 0), (449, 0), (450, 1), (899, 1), (900, 2)])
def test_450_minutes_are_a_day_and_only_whole_days_count(minutes: int, days: int) -> None:
    half = minutes // 2
    there = [late_day(half), late_day(0, date(2026, 2, 3), early=minutes - half)]
    tally = tally_year(2026, there, PNS)
    assert (tally.minutes, tally.converted_days, tally.total_days) == (minutes, days, days)


def test_three_absent_days_and_450_minutes_make_four() -> None:
    days = [*absent(*march(9, 10, 11)), late_day(200), late_day(250, date(2026, 4, 1))]
    tally = tally_year(2026, days, PNS)
    assert outcome(tally) == (4, Level.RINGAN, Sanction.TERTULIS)
    last = tally.crossings[-1]
    # The minutes crossed it, so the days on which they were lost are part of the evidence.
    assert last.crossed_on == date(2026, 4, 1)
    assert last.rests_on == (date(2026, 2, 2), *march(9, 10, 11), date(2026, 4, 1))
    assert tally.rests_on == last.rests_on


def test_a_case_without_converted_minutes_rests_on_absences_alone() -> None:
    tally = tally_year(2026, [*absent(*march(9, 10, 11)), late_day(449)], PNS)
    assert tally.rests_on == tuple(march(9, 10, 11))


def test_minutes_stay_minutes_where_the_conversion_is_off() -> None:
    table = replace(PNS, minutes_per_day=None)
    tally = tally_year(2026, [*absent(*march(9, 10, 11)), late_day(4_500)], table)
    assert (tally.minutes, tally.converted_days, tally.total_days) == (4_500, 0, 3)
    assert tally.sanction is Sanction.LISAN


def test_a_day_with_more_than_a_days_minutes_crosses_every_step_between() -> None:
    tally = tally_year(2026, [late_day(450 * 4)], PNS)
    assert [one.step.sanction for one in tally.crossings] == [Sanction.LISAN, Sanction.TERTULIS]


def test_the_new_year_starts_at_zero() -> None:
    days = absent(date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 2))
    assert tally_year(2026, days, PNS).total_days == 1
    assert tally_year(2025, days, PNS).total_days == 2
    assert tally_year(2027, days, PNS).total_days == 0


def test_a_streak_does_not_reach_into_the_next_year() -> None:
    days = absent(*(date(2025, 12, 25) + timedelta(ahead) for ahead in range(12)))
    assert tally_year(2025, days, PNS).longest_streak == 7
    assert tally_year(2026, days, PNS).longest_streak == 5


def test_nothing_rests_on_a_day_with_something_pending() -> None:
    days = [*absent(*march(9, 10)), *absent(*march(11), pending=True)]
    tally = tally_year(2026, days, PNS)
    assert outcome(tally) == (3, Level.RINGAN, Sanction.LISAN)
    assert tally.crossings == ()
    more = tally_year(2026, [*days, *absent(*march(12))], PNS)
    assert [(one.step.sanction, one.crossed_on, one.rests_on) for one in more.crossings] == [
        (Sanction.LISAN, date(2026, 3, 12), tuple(march(9, 10, 12)))
    ]
    assert more.sanction is Sanction.TERTULIS


def test_pending_minutes_cross_nothing() -> None:
    there = YearDay(date(2026, 2, 2), Status.PRESENT, 450, 0, pending=True)
    tally = tally_year(2026, [*absent(*march(9, 10)), there], PNS)
    assert tally.sanction is Sanction.LISAN
    assert not tally.crossings


def test_a_pending_day_ends_the_streak_that_may_open_a_case() -> None:
    days = [day._replace(pending=day.date.day == 17) for day in AWAY]
    tally = tally_year(2026, days, PNS)
    assert (tally.longest_streak, tally.sanction) == (10, Sanction.BERHENTI)
    assert [one.step.sanction for one in tally.crossings] == [
        Sanction.LISAN,
        Sanction.TERTULIS,
        Sanction.TIDAK_PUAS,
    ]


def test_something_pending_on_a_day_off_holds_nothing_up() -> None:
    days = [day._replace(pending=day.date.day == 20) for day in AWAY]
    assert tally_year(2026, days, PNS) == tally_year(2026, AWAY, PNS)


def test_a_date_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-03-09 is given twice"):
        tally_year(2026, absent(*march(9, 10, 9)), PNS)


HEAD = ",".join(COLUMNS)
GOOD = "t,2021-08-31,,pns,total,3,ringan,lisan,no,450,dasar"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("t,2021-08-31,,pns,total,0,ringan,lisan,no,450,d", "line 3: 0 is not a positive"),
        ("t,2021-08-31,,pns,total,4,ringan,entah,no,450,d", "line 3: 'entah'"),
        ("t,2021-08-31,,asn,total,4,ringan,lisan,no,450,d", "line 3: 'asn'"),
        ("t,2021-13-31,,pns,total,4,ringan,lisan,no,450,d", "line 3: month"),
        ("t,2021-08-31,,pns,total,4,ringan,tertulis,ya,450,d", "line 3: stops_pay"),
        ("t,2021-08-31,,pns,total,4,ringan,tertulis,no,400,d", "line 3: differs"),
        ("t,2021-08-31,,pns,total,4", "line 3"),
        ("t,2021-08-31,,pns,total,2,ringan,tertulis,no,450,d", "more days must lead"),
        ("t,2021-08-31,,pns,total,4,ringan,lisan,no,450,d", "more days must lead"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(line: str, why: str) -> None:
    with pytest.raises(TableError, match=why):
        parse_tables([HEAD, GOOD, line])


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(TableError, match="columns"):
        parse_tables(["code,days", "t,3"])
    with pytest.raises(TableError, match="columns"):
        parse_tables([])


def test_a_table_may_leave_the_conversion_off_and_end() -> None:
    (table,) = parse_tables([HEAD, "t,2021-08-31,2026-12-31,pns;cpns,total,3,ringan,lisan,no,,d"])
    assert table.minutes_per_day is None
    assert table.period.last_day == date(2026, 12, 31)
    assert table.employment_types == {EmploymentType.PNS, EmploymentType.CPNS}


@st.composite
def years(draw: st.DrawFn) -> list[YearDay]:
    """Some days of 2026 in order, each of any status, some pending."""
    numbers = draw(st.sets(st.integers(0, 364), max_size=80))
    dense = draw(st.booleans())
    found = []
    for position, number in enumerate(sorted(numbers)):
        status = draw(st.sampled_from([Status.ABSENT] * 3 + [Status.PRESENT, Status.OFF]))
        lost = draw(st.integers(0, 300)) if status is Status.PRESENT else 0
        day = NEW_YEAR + timedelta(position if dense else number)
        found.append(YearDay(day, status, lost, 0, draw(st.integers(0, 9)) == 0))
    return found


tables = st.sampled_from([PNS, PPPK, replace(PNS, minutes_per_day=None)])


@given(years(), tables, st.randoms())
def test_the_order_of_days_never_matters(days, table, random) -> None:
    shuffled = list(days)
    random.shuffle(shuffled)
    assert tally_year(2026, shuffled, table) == tally_year(2026, days, table)


@given(years(), tables, st.dates(NEW_YEAR, date(2026, 12, 31)))
def test_a_day_off_changes_nothing(days, table, day) -> None:
    assume(all(one.date != day for one in days))
    with_it = [*days, YearDay(day, Status.OFF)]
    assert tally_year(2026, with_it, table) == tally_year(2026, days, table)


@given(years(), tables, st.dates(NEW_YEAR, date(2026, 12, 31)))
def test_one_more_absence_never_makes_it_lighter(days, table, day) -> None:
    assume(all(one.date != day for one in days))
    before = tally_year(2026, days, table)
    after = tally_year(2026, [*days, *absent(day)], table)
    assert HEAVIER(after.sanction) >= HEAVIER(before.sanction)
    assert after.total_days == before.total_days + 1
    assert after.longest_streak >= before.longest_streak


@given(years(), tables, st.data())
def test_accepted_presence_never_makes_it_heavier(days, table, data) -> None:
    gone = [index for index, day in enumerate(days) if day.status is Status.ABSENT]
    assume(gone)
    index = data.draw(st.sampled_from(gone))
    came = [*days[:index], YearDay(days[index].date, Status.PRESENT), *days[index + 1 :]]
    before, after = tally_year(2026, days, table), tally_year(2026, came, table)
    assert HEAVIER(after.sanction) <= HEAVIER(before.sanction)
    assert after.longest_streak <= before.longest_streak


@given(years(), tables)
def test_a_tally_agrees_with_its_crossings(days, table) -> None:
    pending = {day.date for day in days if day.pending and day.status is not Status.OFF}
    tally = tally_year(2026, days, table)
    for one in tally.crossings:
        assert not pending & set(one.rests_on)
        assert one.rests_on == tuple(sorted(set(one.rests_on)))
        assert max(one.rests_on) == one.crossed_on
        assert one.days >= one.step.days
    assert list(tally.crossings) == sorted(
        tally.crossings, key=lambda one: (one.crossed_on, one.step.severity)
    )
    settled = tally_year(2026, [day._replace(pending=False) for day in days], table)
    heaviest = max((c.step.sanction for c in settled.crossings), key=HEAVIER, default=Sanction.NONE)
    assert settled.sanction is tally.sanction is heaviest
    assert settled.level is tally.level
    assert (tally.sanction is Sanction.NONE) == (not tally.rests_on)
