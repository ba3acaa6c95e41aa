"""Reductions of the allowance: bands, own rows before examples, what a day costs once."""

from datetime import date

import pytest

from attendance.rules.calendar import Period
from attendance.rules.pay import Band, Ground, PayDay, bands_on, overlaps, reductions_of
from attendance.rules.verdict import Status

DAY = date(2026, 11, 16)
OPEN = Period(date(2026, 1, 1))


def band(ground, first=1, last=None, hundredths=100, own=False, period=OPEN):
    basis = "Perbup 12/2026" if own else "Contoh"
    return Band(Ground(ground), period, first, last, hundredths, own, basis)


def on(first, last=None):
    return band("late", period=Period(first, last))


EXAMPLES = [
    *(
        band(ground, first, last, hundredths)
        for ground in ("late", "early")
        for first, last, hundredths in ((1, 30, 50), (31, 60, 100), (61, 90, 125), (91, None, 150))
    ),
    band("no_out", hundredths=150),
    band("absent", hundredths=300),
]


def present(**fields):
    return PayDay(DAY, Status.PRESENT, **fields)


@pytest.mark.parametrize(
    ("day", "ground", "hundredths"),
    [
        (present(), None, 0),
        (present(late_minutes=1), "late", 50),
        (present(late_minutes=30), "late", 50),
        (present(late_minutes=31), "late", 100),
        (present(late_minutes=60), "late", 100),
        (present(late_minutes=61), "late", 125),
        (present(late_minutes=90), "late", 125),
        (present(late_minutes=91), "late", 150),
        (present(late_minutes=500), "late", 150),
        (present(early_minutes=30), "early", 50),
        (present(early_minutes=91), "early", 150),
        (present(no_out=True), "no_out", 150),
        # An agency may count a missing check-out as so many minutes: that is no second reduction.
        (present(no_out=True, early_minutes=90), "no_out", 150),
        (PayDay(DAY, Status.ABSENT), "absent", 300),
        (PayDay(DAY, Status.EXCUSED), None, 0),
        (PayDay(DAY, Status.OFF), None, 0),
    ],
)
def test_what_one_day_costs(day, ground, hundredths):
    found = reductions_of([day], EXAMPLES)
    expected = dict.fromkeys(Ground, 0) | ({Ground(ground): hundredths} if ground else {})
    assert found.by_ground == expected
    assert found.total == hundredths


def test_the_grounds_of_a_month_add_up_to_at_most_all_of_it():
    days = [
        present(late_minutes=10, no_out=True),
        present(late_minutes=42),
        PayDay(DAY, Status.ABSENT),
    ]
    found = reductions_of(days, EXAMPLES)
    assert [found.by_ground[ground] for ground in Ground] == [150, 0, 150, 300]
    assert found.total == 600
    month = reductions_of([PayDay(DAY, Status.ABSENT)] * 40, EXAMPLES)
    assert (month.by_ground[Ground.ABSENT], month.total) == (12_000, 10_000)


def test_one_own_row_replaces_every_example_of_its_ground_and_no_other_while_it_holds():
    own = band("late", 16, 45, 75, own=True, period=Period(DAY, DAY))
    table = [*EXAMPLES, own]
    assert bands_on(DAY, table)[Ground.LATE] == (own,)
    assert len(bands_on(DAY, table)[Ground.EARLY]) == 4
    assert reductions_of([present(late_minutes=15)], table).total == 0
    assert reductions_of([present(late_minutes=16)], table).total == 75
    assert reductions_of([present(late_minutes=46)], table).total == 0
    before = PayDay(date(2026, 11, 15), Status.PRESENT, late_minutes=15)
    assert reductions_of([before], table).total == 50


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (band("late", 1, 30), band("late", 31, 60), False),
        (band("late", 1, 30), band("late", 30, 60), True),
        (band("late", 1), band("late", 500), True),
        (band("late", 1, 30), band("early", 1, 30), False),
        (on(DAY, DAY), on(date(2026, 11, 17)), False),
        (on(DAY, DAY), on(date(2026, 1, 1), DAY), True),
    ],
)
def test_two_bands_clash_where_a_day_and_a_minute_belong_to_both(one, other, clash):
    assert overlaps(one, other) is clash
    assert overlaps(other, one) is clash
