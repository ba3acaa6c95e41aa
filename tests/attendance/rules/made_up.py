"""Days, events and outages that Hypothesis makes up for the property tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from attendance.rules.events import Event, Outage
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.schedule import Hours, ScheduleKind
from tests.attendance.rules.given import NATIONAL

DAY = date(2026, 5, 4)
MIDNIGHT = datetime(2026, 5, 3, 17, 0, tzinfo=UTC)
"""00.00 WIB of `DAY`."""


@st.composite
def schedules(draw):
    """Hours of a day or of a night shift, with all settings."""
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
def events(draw, days=1):
    """An event from six hours before `DAY` until 16.00 of the last day's morrow, tapped before."""
    received = MIDNIGHT + timedelta(seconds=draw(st.integers(-6 * 3600, (24 * days + 16) * 3600)))
    delay = timedelta(seconds=draw(st.integers(0, 7200)))
    return Event(
        draw(st.sampled_from(EventKind)),
        draw(st.sampled_from(WorkMode)),
        received - delay,
        received,
        draw(st.sampled_from([None, None, True, False])),
    )


@st.composite
def outages(draw):
    """An outage of up to three hours around `DAY`."""
    start = MIDNIGHT + timedelta(seconds=draw(st.integers(-6 * 3600, 40 * 3600)))
    return Outage(start, start + timedelta(seconds=draw(st.integers(0, 10_000))))


event_lists = st.lists(events(), max_size=6)
outage_lists = st.lists(outages(), max_size=2)
