"""What the monitor makes of silences and late taps, and which outages may be declared."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.rules.outages import (
    BesideProposal,
    EndsFirst,
    Overlaps,
    Proposal,
    ProposalWaits,
    QueuedTap,
    Signal,
    SignalKind,
    Span,
    StillToCome,
    TooLong,
    TooOld,
    WatchLimits,
    crowds,
    proposals,
    queue_signal,
    refuse_outage,
    silences,
    within,
    without,
)

LIMITS = WatchLimits(
    silence_minutes=3,
    lead_minutes=60,
    queued_people=3,
    queued_percent=20,
    queued_gap_minutes=10,
    queued_longest_minutes=180,
)
LEAST = timedelta(minutes=3)


def at(text: str, day: int = 18) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T{text}").replace(tzinfo=UTC)


def span(start: str, end: str, day: int = 18) -> Span:
    return Span(at(start, day), at(end, day))


def tap(person: int, tapped: str, received: str) -> QueuedTap:
    return QueuedTap(person, at(tapped), at(received))


def silence(start: str, end: str, people: int = 0) -> Signal:
    one = span(start, end)
    return Signal(SignalKind.SILENCE, one, people, people, (one.end - one.start).seconds // 60)


def queue(start: str, end: str, people: int = 9) -> Signal:
    return Signal(SignalKind.QUEUE, span(start, end), people, people, 5)


class TestSilence:
    def test_a_gap_between_two_stretches_is_silence(self) -> None:
        beats = [span("07:31", "09:00"), span("06:00", "07:12")]
        assert silences(beats, at("09:00"), LEAST) == [span("07:12", "07:31")]

    @pytest.mark.parametrize(("until", "found"), [("07:14:59", 0), ("07:15:00", 1)])
    def test_it_must_last_as_long_as_the_threshold(self, until: str, found: int) -> None:
        beats = [span("06:00", "07:12"), span(until, "09:00")]
        assert len(silences(beats, at("09:00"), LEAST)) == found

    def test_a_silence_that_still_lasts_counts_up_to_now(self) -> None:
        assert silences([span("06:00", "07:12")], at("07:20"), LEAST) == [span("07:12", "07:20")]

    def test_without_any_beat_nothing_is_known(self) -> None:
        assert silences([], at("07:20"), LEAST) == []

    def test_a_stretch_inside_a_longer_one_opens_no_gap(self) -> None:
        beats = [span("06:00", "08:00"), span("06:10", "06:20"), span("08:01", "09:00")]
        assert silences(beats, at("09:00"), LEAST) == []

    def test_only_working_hours_are_kept(self) -> None:
        night, morning = span("01:00", "06:45"), span("08:00", "08:30")
        hours = [span("06:30", "16:00")]
        assert list(within([night, morning], hours)) == [span("06:30", "06:45"), morning]
        assert list(within([span("01:00", "06:00")], hours)) == []


class TestWhatIsSettled:
    @pytest.mark.parametrize(
        ("done", "left"),
        [
            (("07:10", "07:20"), [("07:00", "07:10"), ("07:20", "07:30")]),
            (("06:00", "07:20"), [("07:20", "07:30")]),
            (("07:20", "09:00"), [("07:00", "07:20")]),
            (("06:00", "09:00"), []),
            (("07:00", "07:30"), []),
            (("07:31", "09:00"), [("07:00", "07:30")]),
        ],
    )
    def test_is_cut_out(self, done: tuple[str, str], left: list[tuple[str, str]]) -> None:
        assert without([span("07:00", "07:30")], [span(*done)]) == [span(*one) for one in left]

    def test_every_settled_span_is_cut_out(self) -> None:
        done = [span("07:05", "07:10"), span("07:20", "07:25")]
        left = without([span("07:00", "07:30"), span("08:00", "08:10")], done)
        assert left == [
            span("07:00", "07:05"), span("07:10", "07:20"), span("07:25", "07:30"),
            span("08:00", "08:10"),
        ]  # fmt: skip


class TestCrowd:
    def test_late_taps_of_enough_people_in_short_pauses_are_one(self) -> None:
        taps = [tap(3, "07:20", "07:55"), tap(1, "07:01", "07:52"), tap(2, "07:11", "07:53")]
        [crowd] = crowds(taps, LIMITS)
        assert [one.person for one in crowd] == [1, 2, 3]

    def test_a_longer_pause_parts_them(self) -> None:
        taps = [tap(n, "07:01", "07:52") for n in (1, 2, 3)]
        later = [tap(n, "07:11:01", "07:52") for n in (4, 5)]
        assert crowds([*taps, *later], LIMITS) == [taps]

    @pytest.mark.parametrize(
        ("received", "counts"),
        [("07:03:00", False), ("07:03:01", True), ("10:01:00", True), ("10:01:01", False)],
    )
    def test_a_delay_counts_past_two_minutes_and_up_to_the_longest(
        self, received: str, counts: bool
    ) -> None:
        taps = [tap(n, "07:01", received) for n in (1, 2, 3)]
        assert bool(crowds(taps, LIMITS)) is counts

    def test_three_taps_of_two_people_are_no_crowd_of_three(self) -> None:
        taps = [tap(1, "07:01", "07:52"), tap(1, "07:02", "07:52"), tap(2, "07:03", "07:52")]
        assert crowds(taps, LIMITS) == []

    @pytest.mark.parametrize(("tapped", "speaks"), [(15, True), (16, False)])
    def test_it_speaks_from_its_share_of_all_on(self, tapped: int, speaks: bool) -> None:
        """Three of 15 are 20 percent, three of 16 are less."""
        crowd = [tap(n, f"07:0{n}", f"07:5{n}") for n in (1, 2, 3)]
        signal = queue_signal(crowd, tapped, LIMITS)
        expected = Signal(SignalKind.QUEUE, span("07:01", "07:53"), 3, 15, 50)
        assert signal == (expected if speaks else None)

    def test_it_never_counts_more_late_people_than_all(self) -> None:
        crowd = [tap(n, "07:01", "07:52") for n in (1, 2, 3)]
        signal = queue_signal(crowd, 2, LIMITS)
        assert signal is not None
        assert signal.of == 3


class TestProposals:
    def test_grow_outward_to_whole_minutes(self) -> None:
        [one] = proposals([], [silence("07:12:31", "07:31:01")])
        assert one == Proposal(span("07:12", "07:32"), (silence("07:12:31", "07:31:01"),))
        [exact] = proposals([], [silence("07:12", "07:31")])
        assert exact.span == span("07:12", "07:31")

    def test_touching_signals_are_one(self) -> None:
        found = proposals([], [queue("07:20", "07:52"), silence("07:00", "07:20")])
        assert [(one.span, one.signals) for one in found] == [
            (span("07:00", "07:52"), (silence("07:00", "07:20"), queue("07:20", "07:52")))
        ]

    def test_those_apart_stay_apart_in_order(self) -> None:
        found = proposals([], [silence("09:00", "09:10"), silence("07:00", "07:10")])
        assert [one.span for one in found] == [span("07:00", "07:10"), span("09:00", "09:10")]

    def test_a_newer_measurement_replaces_the_same_and_keeps_the_row(self) -> None:
        row = Proposal(
            span("07:00", "07:20"), (silence("07:00", "07:20"), queue("07:05", "07:10")), (5,)
        )
        [one] = proposals([row], [silence("07:00", "07:31")])
        assert one.span == span("07:00", "07:31")
        assert one.signals == (silence("07:00", "07:31"), queue("07:05", "07:10"))
        assert one.refs == (5,)

    def test_one_signal_across_two_rows_joins_them(self) -> None:
        rows = [
            Proposal(span("07:20", "07:30"), (silence("07:20", "07:30"),), (9,)),
            Proposal(span("07:00", "07:05"), (queue("07:00", "07:05"),), (7,)),
        ]
        [one] = proposals(rows, [silence("07:04", "07:40")])
        assert one.refs == (7, 9)
        assert one.span == span("07:00", "07:40")
        assert one.signals == (queue("07:00", "07:05"), silence("07:04", "07:40"))

    def test_a_proposal_never_shrinks(self) -> None:
        row = Proposal(span("07:00", "07:40"), (silence("07:00", "07:40"),), (1,))
        [one] = proposals([row], [silence("07:10", "07:20")])
        assert one.span == span("07:00", "07:40")

    @given(
        st.lists(
            st.tuples(st.integers(0, 500), st.integers(0, 90), st.sampled_from(list(SignalKind))),
            max_size=8,
        )
    )
    def test_asking_again_changes_nothing_and_none_overlap(
        self, drawn: list[tuple[int, int, SignalKind]]
    ) -> None:
        start = at("00:00")
        minute = timedelta(minutes=1)
        signals = [
            Signal(kind, Span(start + begin * minute, start + (begin + long) * minute), 1, 1, long)
            for begin, long, kind in drawn
        ]
        once = proposals([], signals)
        rows = [Proposal(one.span, one.signals, (n,)) for n, one in enumerate(once)]
        again = proposals(rows, signals)
        assert [(one.span, set(one.signals)) for one in again] == [
            (one.span, set(one.signals)) for one in once
        ]
        assert [one.refs for one in again] == [(n,) for n in range(len(once))]
        for before, after in pairwise(once):
            assert before.span.end < after.span.start


NOW = at("08:30:40")
TODAY = date(2026, 11, 18)


def refuse(one: Span, **facts: object) -> object:
    given_ = {
        "now": NOW, "today": TODAY, "starts_on": one.start.date(), "term_days": 31,
        "declared": (), **facts,
    }  # fmt: skip
    return refuse_outage(one, **given_)  # type: ignore[arg-type]


class TestDeclaring:
    def test_an_ordinary_outage_is_allowed(self) -> None:
        assert refuse(span("07:00", "07:50")) is None

    @pytest.mark.parametrize("end", ["06:59", "07:00"])
    def test_it_ends_after_its_start(self, end: str) -> None:
        assert refuse(span("07:00", end)) == EndsFirst()

    @pytest.mark.parametrize(("end", "ok"), [("08:31", True), ("08:32", False)])
    def test_it_ends_with_the_present_minute_at_most(self, end: str, ok: bool) -> None:
        assert refuse(span("07:00", end)) == (None if ok else StillToCome(NOW))

    def test_on_the_full_minute_the_next_one_is_to_come(self) -> None:
        assert refuse(span("07:00", "08:31"), now=at("08:30")) == StillToCome(at("08:30"))
        assert refuse(span("07:00", "08:30"), now=at("08:30")) is None

    @pytest.mark.parametrize(("start", "ok"), [("08:00", True), ("07:59", False)])
    def test_it_lasts_a_day_at_most(self, start: str, ok: bool) -> None:
        one = Span(at(start, 17), at("08:00", 18))
        assert refuse(one) == (None if ok else TooLong(24))

    @pytest.mark.parametrize(("days", "ok"), [(31, True), (32, False)])
    def test_it_began_within_the_term(self, days: int, ok: bool) -> None:
        starts_on = TODAY - timedelta(days=days)
        found = refuse(span("07:00", "07:50"), starts_on=starts_on)
        assert found == (None if ok else TooOld(date(2026, 10, 18), 31))

    @pytest.mark.parametrize(
        ("other", "ok"),
        [
            (("06:00", "07:00"), True),
            (("06:00", "07:01"), False),
            (("07:50", "08:00"), True),
            (("07:49", "08:00"), False),
            (("07:10", "07:20"), False),
        ],
    )
    def test_it_shares_no_time_with_a_declared_one(self, other: tuple[str, str], ok: bool) -> None:
        """Two may meet at a moment, so that the rest of an outage can be declared later."""
        found = refuse(span("07:00", "07:50"), declared=[span(*other)])
        assert found == (None if ok else Overlaps(span(*other)))

    def test_where_a_proposal_waits_that_one_is_settled(self) -> None:
        waiting = span("07:49", "08:10")
        assert refuse(span("07:00", "07:50"), waiting=[waiting]) == ProposalWaits(waiting)
        assert refuse(span("07:00", "07:49"), waiting=[waiting]) is None

    def test_a_proposal_is_settled_with_a_time_of_its_own(self) -> None:
        proposed = span("07:00", "07:50")
        assert refuse(span("07:40", "08:00"), proposed=proposed) is None
        assert refuse(span("07:50", "08:00"), proposed=proposed) == BesideProposal(proposed)
