"""What holds of every day, whatever its hours and events."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.rules.events import AbsenceKind, Basis, count_event
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import resolve_day
from attendance.rules.verdict import Flag, Status, judge_day
from tests.attendance.rules.given import NATIONAL, NIGHT, WIB, ZONES, steady
from tests.attendance.rules.made_up import (
    DAY,
    event_lists,
    events,
    outage_lists,
    outages,
    schedules,
)

HOURS_EAST = dict(zip(ZONES, (0, 0, 1, 2), strict=True))


def judged(schedule, found, gaps=(), zone=WIB, day=DAY, **rest):
    hours = resolve_day(schedule, day, zone, {})
    return judge_day(hours, plan=WorkMode.WFO, events=found, outages=gaps, **rest)


def figures(verdict):
    """A verdict without the two events themselves: of equal ones either may stand."""
    return verdict._replace(first_in=None, last_out=None), verdict.first_in_at, verdict.last_out_at


@steady
@given(schedules(), event_lists, outage_lists)
def test_shifting_all_times_by_a_zone_changes_nothing(schedule, found, gaps):
    here = judged(schedule, found, gaps)
    for zone, hours in HOURS_EAST.items():
        shift = timedelta(hours=hours)
        moved = [
            one._replace(tapped_at=one.tapped_at - shift, received_at=one.received_at - shift)
            for one in found
        ]
        there = judged(
            schedule,
            moved,
            [replace(gap, start=gap.start - shift, end=gap.end - shift) for gap in gaps],
            zone,
        )
        assert (there.status, there.flags, there.place) == (here.status, here.flags, here.place)
        assert there.arrival_minutes == here.arrival_minutes
        assert there.late_minutes == here.late_minutes
        assert there.early_minutes == here.early_minutes
        assert there.required_end == here.required_end - shift


@steady
@given(schedules(), event_lists, events(), outage_lists)
def test_an_earlier_check_in_never_increases_lateness(schedule, found, another, gaps):
    before = judged(schedule, found, gaps)
    after = judged(schedule, [*found, another._replace(kind=EventKind.IN)], gaps)
    if before.first_in is not None:
        assert after.late_minutes <= before.late_minutes
        assert after.required_end <= before.required_end


@steady
@given(schedules(), event_lists, events(), outage_lists)
def test_a_later_check_out_never_increases_early_minutes(schedule, found, another, gaps):
    before = judged(schedule, found, gaps)
    after = judged(schedule, [*found, another._replace(kind=EventKind.OUT)], gaps)
    if before.last_out is not None:
        assert after.early_minutes <= before.early_minutes
        assert after.last_out_at >= before.last_out_at
    assert (after.first_in, after.late_minutes) == (before.first_in, before.late_minutes)


@steady
@given(schedules(), event_lists, outage_lists, st.randoms())
def test_the_order_of_events_never_matters(schedule, found, gaps, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert figures(judged(schedule, shuffled, gaps)) == figures(judged(schedule, found, gaps))


@steady
@given(schedules(), event_lists, outage_lists)
def test_the_same_request_twice_changes_nothing(schedule, found, gaps):
    assert judged(schedule, [*found, *found], gaps) == judged(schedule, found, gaps)


@steady
@given(schedules(), event_lists, outage_lists)
def test_a_verdict_agrees_with_itself(schedule, found, gaps):
    verdict = judged(schedule, found, gaps)
    assert verdict.late_minutes >= 0
    assert verdict.early_minutes >= 0
    assert verdict.late_minutes <= verdict.arrival_minutes
    assert (Flag.LATE in verdict.flags) == (verdict.late_minutes > 0)
    assert (Flag.NO_OUT in verdict.flags) == (
        verdict.status is Status.PRESENT and verdict.last_out is None
    )
    if verdict.first_in and verdict.last_out:
        assert verdict.first_in.at <= verdict.last_out.at
    if verdict.status is Status.ABSENT:
        assert not verdict.flags


@steady
@given(schedules(), event_lists, outages())
def test_an_outage_never_makes_an_event_of_the_day_count_later(schedule, found, gap):
    for event in found:
        assert count_event(event, [gap]).at <= count_event(event).at
    hours = resolve_day(schedule, DAY, WIB, {})
    kept = [one for one in found if one.kind is EventKind.IN and hours.owns(one.tapped_at)]
    assert judged(schedule, kept, [gap]).late_minutes <= judged(schedule, kept).late_minutes


@steady
@given(schedules(), event_lists, outage_lists, st.sampled_from(AbsenceKind), st.booleans())
def test_an_absence_never_yields_absent_nor_minutes(schedule, found, gaps, kind, closed):
    verdict = judged(schedule, found, gaps, absence=kind, closed=closed)
    assert (verdict.status, verdict.absence) == (Status.EXCUSED, kind)
    assert (verdict.late_minutes, verdict.early_minutes, verdict.flags) == (0, 0, frozenset())


@steady
@given(schedules(), event_lists, st.integers(1, 120), st.sampled_from(["grace", "flex"]))
def test_more_grace_or_flex_never_makes_anybody_later(schedule, found, more, setting):
    name = f"{setting}_minutes"
    milder = replace(schedule, **{name: getattr(schedule, name) + more})
    before, after = judged(schedule, found), judged(milder, found)
    assert after.late_minutes <= before.late_minutes
    assert after.status is before.status
    if setting == "grace":
        assert after.required_end == before.required_end
        assert after.early_minutes == before.early_minutes
    else:
        # What the band forgives in the morning is owed in the evening: never more than that.
        owed = after.required_end - before.required_end
        assert timedelta(0) <= owed <= timedelta(minutes=more)


@steady
@given(schedules(), event_lists, outage_lists)
def test_closing_a_day_changes_only_what_is_missing(schedule, found, gaps):
    running, closed = (judged(schedule, found, gaps, closed=flag) for flag in (False, True))
    assert running.late_minutes == closed.late_minutes
    assert running.flags == closed.flags - {Flag.NO_OUT}
    if running.status is Status.OPEN:
        assert closed.status is Status.ABSENT
    else:
        assert running.status is closed.status
        assert running.early_minutes <= closed.early_minutes


@steady
@given(st.booleans(), st.lists(events(days=6), max_size=24), outage_lists)
def test_a_month_judged_at_once_is_its_days_judged_one_by_one(night, found, gaps):
    """Every event belongs to exactly one date, also when shifts cross midnight."""
    schedule = NIGHT if night else NATIONAL
    days = [resolve_day(schedule, DAY + timedelta(days=number), WIB, {}) for number in range(-1, 9)]
    own = {day.date: [one for one in found if day.owns(count_event(one, gaps).at)] for day in days}
    assert sum(len(events) for events in own.values()) == len(found)
    for day in days:
        at_once = judge_day(day, plan=None, events=found, outages=gaps)
        assert at_once == judge_day(day, plan=None, events=own[day.date], outages=gaps)


@steady
@given(schedules(), event_lists)
def test_a_rejected_tap_counts_at_receipt_and_an_accepted_one_when_tapped(schedule, found):
    rejected = [one._replace(tap_accepted=False) for one in found]
    accepted = [one._replace(tap_accepted=True) for one in found]
    assert Flag.OUTAGE not in judged(schedule, rejected).flags
    for event in rejected:
        assert count_event(event)[:2] == (event.received_at, Basis.RECEIPT)
    for event in accepted:
        assert count_event(event)[:2] == (event.tapped_at, Basis.ACCEPTED_TAP)


@settings(steady, max_examples=20)
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_indonesian_clocks_round_trip_for_every_minute_of_a_date(day):
    for zone in ZONES:
        hours = resolve_day(NATIONAL, day, zone, {})
        midnight = datetime.combine(day, time.min)
        assert hours.owns_until - hours.owns_from == timedelta(days=1)
        for minute in range(24 * 60):
            clock = midnight + timedelta(minutes=minute)
            instant = hours.owns_from + timedelta(minutes=minute)
            assert hours.local(instant).replace(tzinfo=None) == clock
            assert hours.owns(instant)


@steady
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from([NATIONAL, NIGHT]))
def test_the_dates_of_one_schedule_lie_edge_to_edge(day, schedule):
    for zone in ZONES:
        today, tomorrow = (
            resolve_day(schedule, on, zone, {}) for on in (day, day + timedelta(days=1))
        )
        assert today.owns_until == tomorrow.owns_from
        assert today.owns(today.start_at)
        assert today.owns(today.end_at)
