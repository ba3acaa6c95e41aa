"""Annual leave: right, days brought along, days gained, and what may not be asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.rules.calendar import Period
from attendance.rules.claims import AskedTooLate, Term
from attendance.rules.events import AbsenceKind
from attendance.rules.leave import (
    AlreadyAway,
    Away,
    Balance,
    LeaveRule,
    NotServedYet,
    NoWorkingDay,
    PeriodReversed,
    TooFewDays,
    YearOfLeave,
    annual_balance,
    refuse_absence,
    right_begins,
    rule_on,
)
from tests.attendance.rules.given import steady

RULE = LeaveRule(Period(date(2017, 4, 7)), 12, 18, 24, 12, "PP 11/2017")
TERM = Term(14, 3, "kebiasaan")
MAY = date(2026, 5, 4)


def balance(*taken_before: int, taken: int = 0, gained: int = 0, asked: int = 0) -> Balance:
    """The balance of 2026 with so many days taken in the years before, the latest last."""
    first = 2026 - len(taken_before)
    before = [YearOfLeave(first + number, days) for number, days in enumerate(taken_before)]
    return annual_balance(
        YearOfLeave(2026, taken, gained), before, [RULE], since=None, on=MAY, asked=asked
    )


@pytest.mark.parametrize(
    ("taken_before", "brought"),
    [
        ((), 0),
        ((12,), 0),
        ((9,), 3),
        ((6,), 6),
        ((5,), 6),
        ((0,), 6),
        ((12, 0), 6),
        ((1, 0), 6),
        ((0, 0), 12),
        ((0, 0, 0), 12),
        ((0, 0, 12), 6),
        ((0, 0, 24), 0),
        # Six were brought into last year and go first: of ten days taken four are its own.
        ((0, 10), 6),
        ((0, 13), 5),
        ((0, 18), 0),
    ],
)
def test_unused_days_are_brought_along_up_to_18_and_24_in_all(
    taken_before: tuple[int, ...], brought: int
) -> None:
    found = balance(*taken_before)
    assert (found.right, found.brought, found.left) == (12, brought, 12 + brought)


def test_the_arithmetic_adds_up() -> None:
    found = balance(0, taken=4, gained=2, asked=3)
    assert (found.total, found.left) == (20, 13)
    assert (found.taken, found.asked, found.gained) == (4, 3, 2)
    assert found.legal_basis == "PP 11/2017"


def test_more_taken_than_there_was_leaves_nothing_rather_than_less() -> None:
    assert balance(taken=13).left == 0


def test_idle_years_are_counted_from_the_last_leave() -> None:
    assert balance(0, 3, 0, 0).idle_years == 2
    assert balance(0, 0, 3).idle_years == 0


def test_a_day_gained_last_year_goes_along_within_the_total() -> None:
    before = [YearOfLeave(2025, taken=12, gained=2)]
    found = annual_balance(YearOfLeave(2026), before, [RULE], since=None, on=MAY)
    assert found.brought == 2


def test_a_year_that_nobody_recorded_ends_what_comes_from_before_it() -> None:
    before = [YearOfLeave(2023), YearOfLeave(2025, taken=8)]
    found = annual_balance(YearOfLeave(2026), before, [RULE], since=None, on=MAY)
    assert (found.brought, found.idle_years) == (4, 0)


@pytest.mark.parametrize(
    ("since", "on", "right"),
    [
        (date(2025, 5, 4), date(2026, 5, 3), 0),
        (date(2025, 5, 4), date(2026, 5, 4), 12),
        (date(2026, 3, 1), date(2026, 12, 31), 0),
        (date(2010, 1, 1), date(2026, 1, 1), 12),
    ],
)
def test_the_right_begins_after_a_year_of_service(since: date, on: date, right: int) -> None:
    found = annual_balance(YearOfLeave(2026), (), [RULE], since=since, on=on)
    assert found.right == right
    assert found.left == right


def test_a_first_year_without_right_brings_nothing_along() -> None:
    before = [YearOfLeave(2024), YearOfLeave(2025)]
    found = annual_balance(
        YearOfLeave(2026), before, [RULE], since=date(2025, 5, 4), on=date(2026, 6, 1)
    )
    assert (found.right, found.brought, found.idle_years) == (12, 0, 0)


def test_days_gained_before_the_right_begins_are_not_lost_into_it() -> None:
    found = annual_balance(
        YearOfLeave(2026, gained=1), (), [RULE], since=date(2025, 5, 4), on=date(2026, 5, 3)
    )
    assert found.total == 0


def test_without_a_rule_there_is_no_right() -> None:
    found = annual_balance(YearOfLeave(2016, taken=1), (), [RULE], since=None, on=date(2016, 5, 4))
    assert (found.right, found.taken, found.left) == (0, 1, 0)


def test_the_youngest_rule_of_a_day_holds() -> None:
    newer = LeaveRule(Period(date(2026, 1, 1)), 14, 20, 26, 12)
    assert rule_on(date(2025, 12, 31), [RULE, newer]) is RULE
    assert rule_on(date(2026, 1, 1), [newer, RULE]) is newer
    assert rule_on(date(2017, 4, 6), [RULE]) is None
    found = annual_balance(
        YearOfLeave(2026), [YearOfLeave(2025)], [RULE, newer], since=None, on=MAY
    )
    assert (found.right, found.brought) == (14, 6)


@pytest.mark.parametrize(
    ("since", "months", "begins"),
    [
        (date(2025, 3, 1), 12, date(2026, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 11, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_of_service_end_on_the_same_day_of_a_month(
    since: date, months: int, begins: date
) -> None:
    assert right_begins(since, months) == begins


# --- properties -------------------------------------------------------------------

YEARS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), min_size=0, max_size=6)


@steady
@given(YEARS, st.integers(0, 8))
def test_a_years_total_never_passes_its_cap(years: list[tuple[int, int]], gained: int) -> None:
    first = 2026 - len(years)
    before = [YearOfLeave(first + n, taken, more) for n, (taken, more) in enumerate(years)]
    found = annual_balance(YearOfLeave(2026, 0, gained), before, [RULE], since=None, on=MAY)
    most = 24 if found.idle_years >= 2 else 18
    assert 12 <= found.right + found.brought <= most
    assert found.total == found.right + found.brought + gained


@steady
@given(YEARS, st.data())
def test_taking_fewer_days_last_year_never_leaves_fewer_now(
    years: list[tuple[int, int]], data: st.DataObject
) -> None:
    if not years:
        return
    first = 2026 - len(years)
    before = [YearOfLeave(first + n, taken, more) for n, (taken, more) in enumerate(years)]
    fewer = data.draw(st.integers(0, before[-1].taken))
    spared = [*before[:-1], YearOfLeave(2025, fewer, before[-1].gained)]
    now = annual_balance(YearOfLeave(2026), before, [RULE], since=None, on=MAY)
    more = annual_balance(YearOfLeave(2026), spared, [RULE], since=None, on=MAY)
    assert more.left >= now.left


@steady
@given(YEARS, st.randoms())
def test_the_order_of_the_years_does_not_matter(
    years: list[tuple[int, int]], chance: object
) -> None:
    first = 2026 - len(years)
    before = [YearOfLeave(first + n, taken, more) for n, (taken, more) in enumerate(years)]
    mixed = sorted(before, key=lambda _: chance.random())  # type: ignore[attr-defined]
    found = [
        annual_balance(YearOfLeave(2026), some, [RULE], since=None, on=MAY)
        for some in (before, mixed)
    ]
    assert found[0] == found[1]


# --- refusals ---------------------------------------------------------------------

WEEK = Period(date(2026, 5, 11), date(2026, 5, 15))
FIVE = {2026: 5}


def refuse(wanted: Period = WEEK, *, today: date = MAY, **more: object) -> object:
    given_ = {"away": (), "working_days": FIVE, "term": TERM, **more}
    return refuse_absence(wanted, today=today, **given_)  # type: ignore[arg-type]


def test_an_ordinary_week_may_be_asked() -> None:
    assert refuse() is None
    assert refuse(balances=[balance()]) is None


def test_the_last_day_may_be_the_first_and_not_before_it() -> None:
    assert refuse(Period(MAY, MAY)) is None
    back = Period(MAY, MAY - timedelta(days=1))
    assert refuse(back) == PeriodReversed(back)


def test_the_past_may_be_asked_until_the_term_ends() -> None:
    first = WEEK.first_day
    assert refuse(today=first + timedelta(days=14)) is None
    late = refuse(today=first + timedelta(days=15))
    assert late == AskedTooLate(first, first + timedelta(days=14), 14, "kebiasaan")


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        (date(2026, 5, 8), date(2026, 5, 10), False),
        (date(2026, 5, 8), date(2026, 5, 11), True),
        (date(2026, 5, 13), date(2026, 5, 13), True),
        (date(2026, 5, 15), date(2026, 5, 20), True),
        (date(2026, 5, 16), date(2026, 5, 20), False),
        (date(2026, 5, 15), None, True),
        (date(2026, 5, 16), None, False),
    ],
)
@pytest.mark.parametrize("waits", [True, False])
def test_days_already_excused_or_asked_for_are_not_asked_again(
    first: date, last: date | None, meets: bool, waits: bool
) -> None:
    away = Away(AbsenceKind.TRAVEL, Period(first, last), waits)
    expected = AlreadyAway(AbsenceKind.TRAVEL, Period(first, last), waits) if meets else None
    assert refuse(away=[away]) == expected


def test_a_period_of_days_off_needs_no_leave() -> None:
    assert refuse(working_days={}) == NoWorkingDay(WEEK)
    assert refuse(working_days={2026: 0}) == NoWorkingDay(WEEK)


def test_annual_leave_ends_with_the_balance() -> None:
    enough, short = balance(taken=7), balance(taken=8)
    assert refuse(balances=[enough]) is None
    assert refuse(balances=[short]) == TooFewDays(5, short)


def test_leave_over_new_year_needs_days_in_both_years() -> None:
    turn = Period(date(2026, 12, 30), date(2027, 1, 5))
    days = {2026: 2, 2027: 3}
    this, next_ = balance(taken=10), Balance(2027, right=12, taken=10)
    assert refuse(turn, working_days=days, balances=[this]) is None
    assert refuse(turn, working_days=days, balances=[this, next_]) == TooFewDays(3, next_)


def test_somebody_new_is_told_when_the_right_begins() -> None:
    begins = date(2026, 9, 1)
    new = Balance(2026, served_on=begins, legal_basis="PP 11/2017")
    assert refuse(balances=[new], service_months=12) == NotServedYet(begins, 12, "PP 11/2017")
    none_left = Balance(2026, right=12, taken=12, served_on=date(2016, 9, 1))
    assert refuse(balances=[none_left], service_months=12) == TooFewDays(5, none_left)
