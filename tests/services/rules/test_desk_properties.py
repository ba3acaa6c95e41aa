"""What must hold for every desk at every moment, whatever the facts."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.rules import (
    Closure,
    ClosureKind,
    Code,
    DayHours,
    DayPlan,
    DeskFacts,
    DeskWarning,
    Holiday,
    HolidayKind,
    Presence,
    ServiceCalendar,
    StatusSettings,
    derive,
    settle,
    warn_manager,
)

# A busy machine is no finding: only the number of examples is bounded.
unhurried = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FIRST = date(2026, 11, 23)
ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
DATES = [FIRST + timedelta(days=n) for n in range(18)]
START = datetime(2026, 11, 23, tzinfo=ZoneInfo("UTC"))

moments = st.integers(0, 4 * 24 * 60 * 4).map(lambda n: START + timedelta(seconds=15 * n))
later_moments = st.integers(0, 18 * 24 * 12).map(lambda n: START + timedelta(minutes=5 * n))
shares = st.integers(0, 999)  # thousandths of a stretch of time
clocks = st.integers(0, 287).map(lambda n: time(n // 12, 5 * (n % 12)))


@st.composite
def day_hours(draw: st.DrawFn) -> DayHours:
    marks = sorted(draw(st.sets(clocks, min_size=4, max_size=4)))
    if draw(st.booleans()):
        return DayHours(marks[0], marks[3], marks[1], marks[2])
    return DayHours(marks[0], marks[3])


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    starts_at = draw(later_moments)
    minutes = draw(st.none() | st.integers(5, 5000))
    ends_at = None if minutes is None else starts_at + timedelta(minutes=minutes)
    return Closure(starts_at, ends_at, draw(st.sampled_from(ClosureKind)))


@st.composite
def weeks(draw: st.DrawFn) -> dict[int, DayHours]:
    """The same hours on most days, perhaps others on two of them; sometimes none at all."""
    usual, other = draw(day_hours()), draw(day_hours())
    open_days = draw(st.sampled_from([range(1, 6), range(1, 7), range(1, 8), ()]))
    week = dict.fromkeys(open_days, usual)
    return {**week, **dict.fromkeys(draw(st.sets(st.integers(1, 7), max_size=2)), other)}


@st.composite
def calendars(draw: st.DrawFn) -> ServiceCalendar:
    holiday = st.sampled_from(HolidayKind).map(lambda kind: Holiday("Libur", kind))
    return ServiceCalendar(
        draw(st.sampled_from(ZONES)),
        draw(weeks()),
        draw(st.dictionaries(st.sampled_from(DATES), day_hours(), max_size=2)),
        draw(st.dictionaries(st.sampled_from(DATES), holiday, max_size=4)),
    )


@st.composite
def presences(draw: st.DrawFn, zone: ZoneInfo, now: datetime) -> Presence:
    """Counts mostly of today, with evidence mostly of the last hours."""
    near = st.integers(-90, 600).map(lambda n: now - timedelta(seconds=30 * n))
    return Presence(
        day=now.astimezone(zone).date() - timedelta(days=draw(st.sampled_from([0, 0, 0, 1]))),
        on_site=draw(st.sampled_from([1, 2, 0])),
        on_break=draw(st.integers(0, 2)),
        first_in_at=draw(st.none() | near),
        evidence_at=draw(near | st.none() | moments),
        break_until=draw(st.none() | near),
    )


day_plans = st.builds(
    DayPlan, st.sampled_from([1, 2, 0]), st.booleans(), st.sampled_from([True] * 4 + [False])
)


@st.composite
def plans(draw: st.DrawFn) -> dict[date, DayPlan]:
    """One plan for most dates, another for some, none for others."""
    usual = draw(day_plans)
    others = draw(st.dictionaries(st.sampled_from(DATES), st.none() | day_plans, max_size=4))
    every = {**dict.fromkeys(DATES, usual), **others}
    return {day: plan for day, plan in every.items() if plan is not None}


@st.composite
def situations(draw: st.DrawFn) -> tuple[DeskFacts, datetime]:
    """A desk and a moment, often shortly after its opening."""
    calendar = draw(calendars())
    now = draw(moments)
    hours = calendar.weekly.get(now.astimezone(calendar.zone).isoweekday())
    if hours is not None and draw(st.booleans()):
        opening = datetime.combine(now.astimezone(calendar.zone), hours.opens, calendar.zone)
        now = opening + timedelta(minutes=draw(st.integers(-5, 40)))
    facts = DeskFacts(
        calendar=calendar,
        closures=tuple(draw(st.lists(closures(), max_size=2))),
        plans=draw(plans()),
        presence=draw(st.none() | presences(calendar.zone, now)),
        needed=draw(st.integers(1, 3)),
        has_ping=draw(st.booleans()),
        heartbeat_at=draw(st.none() | st.integers(0, 30).map(lambda n: now - timedelta(minutes=n))),
    )
    return facts, now


def heard(facts: DeskFacts, now: datetime) -> DeskFacts:
    """The same desk with a pipeline heard at this very moment."""
    return replace(facts, heartbeat_at=now)


def open_desk(facts: DeskFacts, now: datetime) -> DeskFacts:
    """The same desk in hours and planned for, so that presence is what decides."""
    day = now.astimezone(facts.calendar.zone).date()
    hours = DayHours(time.min, time.max, time(12), time(13))
    return replace(
        heard(facts, now),
        calendar=replace(facts.calendar, special={day: hours}),
        closures=(),
        plans={day: DayPlan(1)},
        presence=replace(facts.presence or Presence(day), day=day),
    )


@unhurried
@given(situations())
def test_no_evidence_ever_yields_staffed(situation: tuple[DeskFacts, datetime]) -> None:
    facts, now = situation
    facts = open_desk(facts, now)
    assert facts.presence is not None
    for lacking in ({"evidence_at": None}, {"on_site": 0}):
        blank = replace(facts, presence=replace(facts.presence, **lacking))
        assert derive(blank, now).code is not Code.STAFFED


@unhurried
@given(situations())
def test_a_silent_pipeline_yields_neither_staffed_nor_unstaffed(
    situation: tuple[DeskFacts, datetime],
) -> None:
    facts, now = situation
    for desk in (facts, open_desk(facts, now)):
        dead = replace(desk, heartbeat_at=now - timedelta(minutes=10, seconds=1))
        state = derive(dead, now)
        assert state.reason is not None or state.code is Code.REMOTE
        assert state.code in (Code.CLOSED, Code.REMOTE, Code.UNCONFIRMED)


@unhurried
@given(situations(), closures())
def test_adding_a_closure_never_opens(
    situation: tuple[DeskFacts, datetime], closure: Closure
) -> None:
    facts, now = situation
    before = derive(facts, now)
    after = derive(replace(facts, closures=(*facts.closures, closure)), now)
    if closure.covers(now) or before.code is Code.CLOSED:
        assert after.code is Code.CLOSED
    elif after.code is not before.code:
        # A closure of this morning may only put off the end of the grace.
        assert (before.code, after.code) == (Code.UNSTAFFED, Code.EXPECTED)


@unhurried
@given(situations())
def test_next_change_agrees_with_asking_again(situation: tuple[DeskFacts, datetime]) -> None:
    facts, now = situation
    facts = heard(facts, now)
    state = derive(facts, now)
    change = state.next_change
    if change is None:
        return
    assert now < change.at <= now + timedelta(days=14)
    then = derive(heard(facts, change.at), change.at)
    assert then.code is not state.code
    assert change.code is (Code.EXPECTED if then.code is Code.STAFFED else then.code)


@unhurried
@given(situations(), shares)
def test_nothing_changes_before_the_next_change(
    situation: tuple[DeskFacts, datetime], share: int
) -> None:
    """Asked at any moment before it, not only at those the search looks at, the code stands."""
    facts, now = situation
    facts = heard(facts, now)
    state = derive(facts, now)
    end = now + timedelta(days=14) if state.next_change is None else state.next_change.at
    between = now + (end - now) // 1000 * share
    assert derive(heard(facts, between), between).code is state.code


@unhurried
@given(situations(), shares)
def test_a_valid_copy_is_true(situation: tuple[DeskFacts, datetime], share: int) -> None:
    """With no new event and the pipeline heard no more, code and reason hold to `valid_until`."""
    facts, now = situation
    state = derive(facts, now)
    assert now <= state.valid_until <= now + timedelta(days=1)
    between = now + (state.valid_until - now) // 1000 * share
    then = derive(facts, between)
    assert (then.code, then.reason) == (state.code, state.reason)


@unhurried
@given(situations())
def test_presence_opens_nothing_that_plan_and_calendar_closed(
    situation: tuple[DeskFacts, datetime],
) -> None:
    facts, now = situation
    without = derive(replace(facts, presence=None), now)
    if without.code in (Code.CLOSED, Code.REMOTE):
        assert derive(facts, now).code is without.code


@unhurried
@given(situations(), st.integers(0, 30))
def test_settling_holds_bad_news_three_minutes_at_most_and_nothing_else(
    situation: tuple[DeskFacts, datetime], minutes: int
) -> None:
    facts, first = situation
    shown = settle(None, derive(facts, first), first)
    now = first + timedelta(minutes=minutes)
    seen = facts.presence
    left = None if seen is None else replace(seen, on_site=0)
    derived = derive(heard(replace(facts, presence=left), now), now)
    result = settle(shown, derived, now)
    assert result.since <= now
    if result.due_at is None:
        assert result.state == derived
    else:
        assert derived.code in (Code.UNSTAFFED, Code.UNCONFIRMED)
        assert now < result.due_at <= now + StatusSettings().debounce
        assert settle(result, derived, result.due_at).state == derived


@unhurried
@given(situations(), st.integers(0, 30))
def test_good_news_shows_at_once(situation: tuple[DeskFacts, datetime], minutes: int) -> None:
    facts, first = situation
    shown = settle(None, derive(facts, first), first)
    now = first + timedelta(minutes=minutes)
    there = Presence(now.astimezone(facts.calendar.zone).date(), 1, 0, now, now)
    derived = derive(replace(open_desk(facts, now), presence=there), now)
    result = settle(shown, derived, now)
    assert derived.code is Code.STAFFED
    assert (result.state, result.due_at) == (derived, None)
    assert result.since <= now


@unhurried
@given(situations(), st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_an_outage_never_publishes_unstaffed(
    situation: tuple[DeskFacts, datetime], steps: list[int]
) -> None:
    """However often somebody looks while nothing is heard, `unstaffed` ends and never begins."""
    facts, now = situation
    shown = settle(None, derive(facts, now), now)
    limit = StatusSettings().pipeline
    for minutes in steps:
        now += timedelta(minutes=minutes)
        shown = settle(shown, derive(facts, now), now)
        if facts.heartbeat_at is None or now - facts.heartbeat_at > limit:
            assert shown.state.code is not Code.UNSTAFFED


@unhurried
@given(situations(), st.integers(1, 600))
def test_a_check_in_before_the_opening_opens_nothing(
    situation: tuple[DeskFacts, datetime], early: int
) -> None:
    facts, now = situation
    day = now.astimezone(facts.calendar.zone).date()
    opening = datetime.combine(day, time(10, 5), facts.calendar.zone)
    at = opening - timedelta(minutes=early)
    hours = replace(facts.calendar, special={day: DayHours(time(10, 5), time(15))})
    there = Presence(day, on_site=3, first_in_at=at, evidence_at=at)
    desk = heard(replace(facts, calendar=hours, plans={day: DayPlan(3)}, presence=there), at)
    state = derive(desk, at)
    assert state.code is Code.CLOSED
    assert state.next_change is None or state.next_change.code is not Code.STAFFED


@unhurried
@given(situations(), closures())
def test_a_closure_over_staff_wins_and_warns(
    situation: tuple[DeskFacts, datetime], closure: Closure
) -> None:
    facts, now = situation
    there = Presence(now.astimezone(facts.calendar.zone).date(), 1, 0, now, now)
    desk = replace(open_desk(facts, now), presence=there)
    minute = timedelta(minutes=1)
    closure = replace(closure, starts_at=now - minute, ends_at=closure.ends_at and now + minute)
    closed = replace(desk, closures=(closure,))
    assert derive(closed, now).code is Code.CLOSED
    assert warn_manager(closed, now) is DeskWarning.CLOSED_BUT_STAFFED
    assert warn_manager(desk, now) is None
