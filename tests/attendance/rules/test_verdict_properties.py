"""What holds of every day, whatever its hours and events."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from attendance.rules.events import Event, Outage
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import Hours, ScheduleKind, resolve_day
from attendance.rules.verdict import Flag, Status, judge_day
from tests.attendance.rules.given import NATIONAL, WIB, WIT, WITA

DAY = date(2026, 5, 4)
MIDNIGHT = datetime(2026, 5, 3, 17, 0, tzinfo=UTC)
HOURS_EAST = {WIB: 0, WITA: 1, WIT: 2, ZoneInfo("Asia/Pontianak"): 0}
seconds = st.integers(-6 * 3600, 40 * 3600)


@st.composite
def schedules(draw):
    start = time(draw(st.integers(5, 10)), draw(st.sampled_from([0, 30])))
    if draw(st.booleans()):
        hours, kind = Hours(start, time(draw(st.integers(14, 20))), 60), ScheduleKind.NORMAL
    else:
        hours, kind = Hours(time(22), time(6), 60), ScheduleKind.SHIFT
    return replace(
        NATIONAL,
        hours=hours,
        kind=kind,
        grace_minutes=draw(st.integers(0, 30)),
        flex_minutes=draw(st.sampled_from([0, 30, 90])),
        missing_out_minutes=draw(st.sampled_from([0, 90])),
        grace_counts_from_start=draw(st.booleans()),
    )


@st.composite
def events(draw):
    received = MIDNIGHT + timedelta(seconds=draw(seconds))
    delay = timedelta(seconds=draw(st.integers(0, 7200)))
    return Event(
        draw(st.sampled_from(EventKind)),
        draw(st.sampled_from(WorkMode)),
        received - delay,
        received,
    )


@st.composite
def outages(draw):
    start = MIDNIGHT + timedelta(seconds=draw(seconds))
    return Outage(start, start + timedelta(seconds=draw(st.integers(0, 10_000))))


def judged(schedule, zone, found, gaps):
    day = resolve_day(schedule, DAY, zone, {})
    return judge_day(day, plan=WorkMode.WFO, events=found, outages=gaps)


@given(schedules(), st.lists(events(), max_size=6), st.lists(outages(), max_size=2))
def test_shifting_all_times_by_a_zone_changes_nothing(schedule, found, gaps):
    here = judged(schedule, WIB, found, gaps)
    for zone, hours in HOURS_EAST.items():
        shift = timedelta(hours=hours)
        moved = [
            one._replace(tapped_at=one.tapped_at - shift, received_at=one.received_at - shift)
            for one in found
        ]
        there = judged(
            schedule, zone, moved, [Outage(gap.start - shift, gap.end - shift) for gap in gaps]
        )
        assert (there.status, there.flags, there.place) == (here.status, here.flags, here.place)
        assert there.late_minutes == here.late_minutes
        assert there.early_minutes == here.early_minutes
        assert there.required_end == here.required_end - shift


@given(schedules(), st.lists(events(), max_size=6), events(), st.lists(outages(), max_size=2))
def test_an_earlier_check_in_never_increases_lateness(schedule, found, another, gaps):
    before = judged(schedule, WIB, found, gaps)
    after = judged(schedule, WIB, [*found, another._replace(kind=EventKind.IN)], gaps)
    if before.first_in is not None:
        assert after.late_minutes <= before.late_minutes
        assert after.required_end <= before.required_end


@given(schedules(), st.lists(events(), max_size=6), st.lists(outages(), max_size=2), st.randoms())
def test_the_order_of_events_never_matters(schedule, found, gaps, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    one, other = judged(schedule, WIB, found, gaps), judged(schedule, WIB, shuffled, gaps)
    assert one._replace(first_in=None, last_out=None) == other._replace(
        first_in=None, last_out=None
    )
    assert (one.first_in_at, one.last_out_at) == (other.first_in_at, other.last_out_at)


@given(schedules(), st.lists(events(), max_size=6), st.lists(outages(), max_size=2))
def test_a_verdict_agrees_with_itself(schedule, found, gaps):
    verdict = judged(schedule, WIB, found, gaps)
    assert verdict.late_minutes >= 0
    assert verdict.early_minutes >= 0
    assert (Flag.LATE in verdict.flags) == (verdict.late_minutes > 0)
    assert (Flag.NO_OUT in verdict.flags) == (
        verdict.status is Status.PRESENT and verdict.last_out is None
    )
    if verdict.first_in and verdict.last_out:
        assert verdict.first_in.at <= verdict.last_out.at
    if verdict.status is Status.ABSENT:
        assert not verdict.flags


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(list(HOURS_EAST)))
def test_indonesian_clocks_round_trip_on_every_date(day, zone):
    resolved = resolve_day(NATIONAL, day, zone, {})
    assert resolved.local(resolved.start_at).replace(tzinfo=None) == datetime.combine(
        day, time(7, 30)
    )
    assert resolved.owns_until - resolved.owns_from == timedelta(days=1)
