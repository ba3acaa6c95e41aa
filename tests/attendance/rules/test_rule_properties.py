"""What holds of caps, places, rosters and explanations, whatever the numbers."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from attendance.rules.calendar import FIVE_DAYS, Period, day_off, days_off, holidays_for, week_start
from attendance.rules.caps import DayCount, DeskNeed, cap_count, cap_refusals, staff_desks
from attendance.rules.check_in import Recorded, Refused, receive_check_in, with_honest_tap
from attendance.rules.desks import DeskCount, DeskDay, Officer, OfficerEvent, count_desk
from attendance.rules.eligibility import Person, WeeklyLimitReached, first_anniversary
from attendance.rules.events import AbsenceKind, count_event
from attendance.rules.explain import (
    EventSetAside,
    EventUsed,
    Late,
    LeftEarly,
    NothingRecorded,
    explain_day,
)
from attendance.rules.live import LiveCode, live_day
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.place import PlaceClass, classify, great_circle_m, round_distance_m
from attendance.rules.policy import Policy
from attendance.rules.roster import Member, RosterCase, RosterLine, check_roster
from attendance.rules.schedule import resolve_day
from attendance.rules.verdict import Flag, Status, judge_day
from tests.attendance.rules.given import MONDAY, NATIONAL, NIGHT, WIB, calendar_2026, day_of, steady
from tests.attendance.rules.made_up import (
    DAY,
    MIDNIGHT,
    event_lists,
    events,
    outage_lists,
    schedules,
)

WFO, WFH, WFA = WorkMode
percents = st.decimals(0, 100, places=1) | st.integers(0, 100)
metres = st.floats(0, 5_000)
dates = st.dates(date(1990, 1, 1), date(2100, 12, 31))
latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


@steady
@given(percents, st.integers(0, 10_000))
def test_a_cap_is_the_largest_number_within_the_share(percent, base):
    allowed = cap_count(percent, base)
    share = Fraction(percent) * base / 100
    assert allowed <= share < allowed + 1


@steady
@given(percents, st.integers(0, 60), st.integers(0, 60))
def test_a_cap_refuses_exactly_those_above_it(percent, base, away):
    away = min(away, base)
    policy = Policy(Period(DAY), wfh_percent=percent)
    found = cap_refusals(DAY, "Unit", DayCount(base, base - away, away), policy)
    assert (found == ()) == (away <= cap_count(percent, base))


@st.composite
def desk_needs(draw):
    officers = st.frozensets(st.integers(1, 5), max_size=4)
    return [
        DeskNeed(f"Loket {number}", draw(st.integers(0, 2)), draw(officers))
        for number in range(draw(st.integers(1, 3)))
    ]


@steady
@given(desk_needs(), st.frozensets(st.integers(1, 5)))
def test_no_other_placing_fills_more_desks(needs, present):
    filled = sum(count for _, count in staff_desks(needs, present))
    slots = [index for index, need in enumerate(needs) for _ in range(need.needed)]
    people = [*present, *[0] * len(slots)]
    best = max(
        sum(person in needs[slot].officers for person, slot in zip(order, slots, strict=False))
        for order in set(permutations(people, len(slots)))
    )
    assert filled == best
    for need, count in staff_desks(needs, present):
        assert count <= min(need.needed, len(need.officers & present))


@steady
@given(metres, st.floats(0, 1_000), st.floats(0, 2_000))
def test_a_fix_is_inside_outside_or_in_doubt_as_its_circle_lies(distance, accuracy, radius):
    found = classify(distance, accuracy, radius)
    assert (found is PlaceClass.INSIDE) == (distance + accuracy <= radius)
    assert (found is PlaceClass.OUTSIDE) == (distance - accuracy > radius)
    assert found is not PlaceClass.UNMEASURED


@steady
@given(metres, st.floats(1_000, 100_000, exclude_min=True), metres)
def test_worse_than_a_kilometre_is_no_measurement(distance, accuracy, radius):
    assert classify(distance, accuracy, radius) is PlaceClass.UNMEASURED


@steady
@given(metres)
def test_the_kept_distance_is_the_nearest_50_metres(distance):
    kept = round_distance_m(distance)
    assert kept % 50 == 0
    assert abs(kept - distance) <= 25


@steady
@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways_and_never_more_than_half_the_earth(one, two, three, four):
    distance = great_circle_m(one, two, three, four)
    assert 0 <= distance < 20_015_116
    assert abs(great_circle_m(three, four, one, two) - distance) < 0.01
    assert great_circle_m(one, two, one, two) == 0


@steady
@given(dates, st.integers(0, 30))
def test_a_week_is_seven_dates_that_begin_on_a_monday(day, later):
    monday = week_start(day)
    assert monday.isoweekday() == 1
    assert timedelta(0) <= day - monday < timedelta(7)
    other = day + timedelta(later)
    assert (week_start(other) == monday) == (other < monday + timedelta(7))


@steady
@given(dates)
def test_a_year_after_a_date_is_the_same_date_or_the_first_of_march(day):
    later = first_anniversary(day)
    assert later.year == day.year + 1
    assert (later.month, later.day) == (
        (3, 1) if (day.month, day.day) == (2, 29) else (day.month, day.day)
    )


@steady
@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 30), st.randoms())
def test_every_date_is_a_working_day_or_has_a_reason(first, length, random):
    rows = list(calendar_2026().values())
    random.shuffle(rows)
    holidays = holidays_for("32.11", rows)
    period = Period(first, first + timedelta(length))
    off = days_off(period, FIVE_DAYS, holidays)
    for day in period.days():
        assert off.get(day) == day_off(day, FIVE_DAYS, holidays)
        assert (day in off) == (day.isoweekday() > 5 or day in holidays)
    assert list(off) == sorted(off)


@steady
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(0, 11), st.sampled_from(WorkMode)),
        unique_by=lambda line: line[:2],
        max_size=20,
    ),
    st.integers(0, 3),
    st.randoms(),
)
def test_at_most_the_weekly_limit_stands_whatever_the_order_of_lines(picked, limit, random):
    """Of each person's flexible days in a Mon-Sun week the first `limit` pass, the others not."""
    lines = [RosterLine(ref, MONDAY + timedelta(number), mode) for ref, number, mode in picked]
    policy = Policy(Period(MONDAY), weekly_limit=limit, modes=frozenset({WFH, WFA}))
    members = [Member(Person(ref)) for ref in (1, 2, 3)]
    case = RosterCase("Unit", Period(MONDAY, MONDAY + timedelta(11)), lines, members, (policy,))
    found = check_roster(case)
    expected = set()
    for ref in (1, 2, 3):
        for monday in (MONDAY, MONDAY + timedelta(7)):
            flexible = sorted(
                line.date
                for line in lines
                if line.person == ref and line.mode.is_flexible and week_start(line.date) == monday
            )
            expected |= {(ref, day) for day in flexible[limit:]}
    assert {(one.person, one.refusal.day) for one in found} == expected
    assert all(isinstance(one.refusal, WeeklyLimitReached) for one in found)
    random.shuffle(lines)
    assert check_roster(replace(case, lines=lines)) == found


@steady
@given(
    events(), events(), st.sampled_from([NATIONAL, NIGHT]), st.none() | st.sampled_from(AbsenceKind)
)
def test_without_windows_no_tap_is_refused(event, before, schedule, absence):
    """A faulty place, a day off, a queued tap are notes for people, never a gate."""
    answer = receive_check_in(
        event, day=day_of(schedule), plan=WFO, earlier=[before], absence=absence
    )
    assert not isinstance(answer, Refused)
    if isinstance(answer, Recorded):
        assert answer.event.received_at == event.received_at
        assert len(set(answer.notes)) == len(answer.notes)


@steady
@given(events(), st.integers(-172_800, 172_800))
def test_an_honest_tap_is_never_after_its_receipt_nor_a_day_before(event, seconds):
    tapped = event.received_at - timedelta(seconds=seconds)
    honest = with_honest_tap(event._replace(tapped_at=tapped))
    delay = honest.received_at - honest.tapped_at
    assert timedelta(0) <= delay <= timedelta(hours=24)
    assert with_honest_tap(honest) == honest
    assert count_event(honest).at <= event.received_at


def counted(officers):
    """The desk at the end of the day; without breaks none is overdue."""
    day = DeskDay([Officer(events) for events in officers])
    return count_desk(day, MIDNIGHT + timedelta(days=1), timedelta(0))


@steady
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(EventKind), st.integers(0, 900), st.booleans()),
            unique_by=lambda one: one[1],
            max_size=5,
        ),
        max_size=4,
    ),
    st.randoms(),
)
def test_officers_are_counted_whatever_the_order(made, random):
    officers = [
        [
            OfficerEvent(kind, MIDNIGHT + timedelta(minutes=minute), proves)
            for kind, minute, proves in one
        ]
        for one in made
    ]
    count = counted(officers)
    last = [max(one, key=lambda event: event.at) for one in officers if one]
    assert count.on_site == sum(one.kind is EventKind.IN and one.proves for one in last)
    proofs = [
        each.at for one in officers for each in one if each.kind is EventKind.IN and each.proves
    ]
    assert count.first_in_at == min(proofs, default=None)
    assert (count.evidence_at is None) == (not proofs)
    if proofs and not count.on_site:
        assert count.evidence_at == max(proofs)
    for one in officers:
        random.shuffle(one)
    random.shuffle(officers)
    assert counted(officers) == count


@steady
@given(schedules(), event_lists, outage_lists, st.sampled_from(WorkMode))
def test_an_explanation_agrees_with_the_verdict(schedule, found, gaps, plan):
    day = resolve_day(schedule, DAY, WIB, {})
    verdict = judge_day(day, plan=plan, events=found, outages=gaps)
    reasons = explain_day(day, verdict, found, gaps)
    late = [one.late_minutes for one in reasons if isinstance(one, Late)]
    early = [one.minutes for one in reasons if isinstance(one, LeftEarly)]
    assert late == ([verdict.late_minutes] if Flag.LATE in verdict.flags else [])
    assert early == ([verdict.early_minutes] if Flag.EARLY in verdict.flags else [])
    assert (NothingRecorded(closed=True) in reasons) == (verdict.status is Status.ABSENT)
    counted = [one.counted for one in reasons if isinstance(one, EventUsed | EventSetAside)]
    owned = [one for one in (count_event(event, gaps) for event in found) if day.owns(one.at)]
    assert set(counted) == set(owned)


@steady
@given(schedules(), event_lists, st.integers(-6 * 60, 40 * 60))
def test_the_day_so_far_agrees_with_the_verdict(schedule, found, minutes):
    day = resolve_day(schedule, DAY, WIB, {})
    now = MIDNIGHT + timedelta(minutes=minutes)
    verdict = judge_day(day, plan=WFO, events=found, closed=False)
    state = live_day(day, verdict, now)
    assert state.minutes >= 0
    assert 0 <= state.elapsed_percent <= 100
    assert state.required_end == verdict.required_end
    left = state.code in {LiveCode.LEFT, LiveCode.LEFT_EARLY}
    assert left == (verdict.last_out is not None)
    assert (state.code is LiveCode.LEFT_EARLY) == (Flag.EARLY in verdict.flags)
    nobody = {LiveCode.NOT_YET, LiveCode.DUE, LiveCode.OVERDUE, LiveCode.MISSED}
    assert (state.code in nobody) == (verdict.status is Status.OPEN)


def test_a_desk_to_which_nobody_came_counts_nothing():
    assert counted([]) == counted([[]]) == DeskCount()
    assert (DeskCount().on_site, DeskCount().first_in_at, DeskCount().evidence_at) == (
        0,
        None,
        None,
    )


def test_a_share_of_a_tenth_of_a_percent_is_exact():
    assert cap_count(Decimal("99.9"), 1000) == 999
    assert cap_count(Decimal("57.1"), 1000) == 571
