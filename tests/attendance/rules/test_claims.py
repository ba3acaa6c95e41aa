"""What may be asked about a day, until when, and who may decide."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.rules.approval import (
    Delegated,
    DelegationEnded,
    DelegationNotBegun,
    NoAuthority,
)
from attendance.rules.calendar import Period
from attendance.rules.claims import (
    AskedTooLate,
    ChangesNothing,
    Claim,
    ClaimedDay,
    ClaimKind,
    DetailMissing,
    FutureDay,
    MomentAhead,
    MomentNotOfDay,
    NoMismatch,
    NothingDue,
    NotWaiting,
    SameMode,
    Term,
    claimed_moment,
    offered_kinds,
    refuse_ask_date,
    refuse_claim,
    waiting_events,
)
from attendance.rules.events import AbsenceKind, Event, Outage
from attendance.rules.modes import EventKind, WorkMode
from attendance.rules.settlement import (
    AlreadySettled,
    OwnRequest,
    RequestState,
    SettlementReasonMissing,
    Settler,
    refuse_settlement,
)
from attendance.rules.verdict import judge_day
from services.rules.deadlines import due_date
from tests.attendance.rules.given import MONDAY, NATIONAL, NIGHT, at, came, day_of, left, steady

TERM = Term(14, 3, "kebiasaan")
EVENING = at("18.00")
ONE_DAY = timedelta(days=1)


def on_record(
    *events: Event,
    plan: WorkMode | None = None,
    absence: AbsenceKind | None = None,
    outages: tuple[Outage, ...] = (),
    day: date = MONDAY,
    schedule: object = NATIONAL,
) -> ClaimedDay:
    hours = day_of(schedule, day)  # type: ignore[arg-type]
    verdict = judge_day(hours, plan=plan, events=events, absence=absence, outages=outages)
    return ClaimedDay(hours, verdict, events, outages)


def refuse(claim: Claim, found: ClaimedDay, now=EVENING) -> object:
    return refuse_claim(claim, found, now=now, term=TERM)


def says_in(moment: str, mode: WorkMode | None = WorkMode.WFO, day: date = MONDAY) -> Claim:
    return Claim(ClaimKind.IN, day, at(moment), mode=mode)


def says_out(moment: str) -> Claim:
    return Claim(ClaimKind.OUT, MONDAY, at(moment), mode=WorkMode.WFO)


# --- when -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (MONDAY - ONE_DAY, FutureDay(MONDAY)),
        (MONDAY, None),
        (MONDAY + 14 * ONE_DAY, None),
        (
            MONDAY + 15 * ONE_DAY,
            AskedTooLate(MONDAY, MONDAY + 14 * ONE_DAY, 14, "kebiasaan"),
        ),
    ],
)
def test_a_day_may_be_asked_about_from_its_date_until_the_term_ends(today, expected):
    assert refuse_ask_date(MONDAY, today=today, term=TERM) == expected


def test_the_postings_date_decides_whether_it_is_too_late():
    late = at("2026-05-19 00.00")
    assert isinstance(refuse(says_in("07.20"), on_record(), late), AskedTooLate)
    assert refuse(says_in("07.20"), on_record(), late - timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    ("asked_on", "working_days", "due"),
    [
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
        (date(2026, 5, 4), 3, date(2026, 5, 7)),
        (date(2026, 5, 7), 3, date(2026, 5, 12)),
        (date(2026, 5, 8), 1, date(2026, 5, 11)),
    ],
)
def test_the_deadline_counts_working_days_after_the_request(asked_on, working_days, due):
    assert due_date(asked_on, working_days, lambda day: day.isoweekday() > 5) == due


# --- check-in and check-out ---------------------------------------------------------


def test_an_earlier_arrival_may_be_claimed_with_or_without_a_record():
    assert refuse(says_in("07.20"), on_record()) is None
    assert refuse(says_in("07.20"), on_record(came("07.40"))) is None


@pytest.mark.parametrize("recorded", ["07.20", "07.00"])
def test_an_arrival_that_is_recorded_as_early_changes_nothing(recorded):
    found = on_record(came(recorded))
    assert refuse(says_in("07.20"), found) == ChangesNothing(ClaimKind.IN, at(recorded))


def test_a_later_leaving_may_be_claimed_and_an_earlier_one_not():
    found = on_record(came("07.20"), left("15.30"))
    assert refuse(says_out("16.00"), found) is None
    assert refuse(says_out("15.30"), found) == ChangesNothing(ClaimKind.OUT, at("15.30"))
    assert refuse(says_out("15.00"), found) == ChangesNothing(ClaimKind.OUT, at("15.30"))
    assert refuse(says_out("16.00"), on_record(came("07.20"))) is None


@pytest.mark.parametrize("kind", [ClaimKind.IN, ClaimKind.OUT])
def test_the_moment_and_then_the_place_are_needed(kind):
    bare = Claim(kind, MONDAY)
    assert refuse(bare, on_record()) == DetailMissing(kind, "moment")
    timed = Claim(kind, MONDAY, at("07.20"))
    assert refuse(timed, on_record()) == DetailMissing(kind, "mode")


def test_a_moment_of_another_date_is_refused():
    claim = says_in("2026-05-05 00.00")
    assert refuse(claim, on_record()) == MomentNotOfDay(at("2026-05-05 00.00"), MONDAY)


def test_a_moment_ahead_is_refused_to_the_second():
    now = at("07.19.59")
    assert refuse(says_in("07.20"), on_record(), now) == MomentAhead(at("07.20"), now)
    assert refuse(says_in("07.20"), on_record(), at("07.20")) is None


def test_a_day_off_or_excused_has_nothing_to_correct():
    sunday = date(2026, 5, 3)
    off = on_record(day=sunday)
    assert refuse(says_in("2026-05-03 07.20", day=sunday), off) == NothingDue(sunday)
    excused = on_record(absence=AbsenceKind.SICK)
    assert refuse(says_in("07.20"), excused) == NothingDue(MONDAY)
    assert offered_kinds(off) == offered_kinds(excused) == ()


# --- taps, places -------------------------------------------------------------------

QUEUED = came("07.55", tapped="07.24")


def test_a_queued_tap_waits_and_may_be_claimed():
    found = on_record(QUEUED)
    assert [one.event for one in waiting_events(found)] == [QUEUED]
    assert refuse(Claim(ClaimKind.TAP, MONDAY, event=QUEUED), found) is None


@pytest.mark.parametrize(
    "event", [came("07.24"), came("07.26", tapped="07.24"), QUEUED._replace(tap_accepted=True)]
)
def test_a_tap_that_counts_already_needs_no_decision(event):
    found = on_record(event)
    assert waiting_events(found) == ()
    assert refuse(Claim(ClaimKind.TAP, MONDAY, event=event), found) == NotWaiting()


def test_a_tap_in_an_outage_needs_no_decision():
    found = on_record(QUEUED, outages=(Outage(at("07.00"), at("07.50")),))
    assert refuse(Claim(ClaimKind.TAP, MONDAY, event=QUEUED), found) == NotWaiting()


def test_both_ends_of_a_day_may_wait():
    going = left("17.00", tapped="16.01")
    assert [one.event for one in waiting_events(on_record(QUEUED, going))] == [QUEUED, going]


@pytest.mark.parametrize("kind", [ClaimKind.TAP, ClaimKind.MODE])
def test_a_claim_about_an_event_must_name_it(kind):
    claim = Claim(kind, MONDAY, mode=WorkMode.WFH)
    assert refuse(claim, on_record(came("07.20"))) == DetailMissing(kind, "event")


def test_another_place_than_recorded_may_be_claimed():
    event = came("07.20")
    found = on_record(event)
    assert refuse(Claim(ClaimKind.MODE, MONDAY, event=event, mode=WorkMode.WFH), found) is None
    same = Claim(ClaimKind.MODE, MONDAY, event=event, mode=WorkMode.WFO)
    assert refuse(same, found) == SameMode(WorkMode.WFO)
    bare = Claim(ClaimKind.MODE, MONDAY, event=event)
    assert refuse(bare, found) == DetailMissing(ClaimKind.MODE, "mode")


def test_a_place_is_settled_only_where_it_differs_from_the_plan():
    claim = Claim(ClaimKind.PLACE, MONDAY)
    assert refuse(claim, on_record(came("07.20"), plan=WorkMode.WFH)) is None
    assert refuse(claim, on_record(came("07.20"))) == NoMismatch()


@pytest.mark.parametrize(
    ("events", "plan", "kinds"),
    [
        ((), None, "in out"),
        ((came("07.20"),), None, "in out mode"),
        ((QUEUED,), None, "tap in out mode"),
        ((QUEUED,), WorkMode.WFH, "place tap in out mode"),
    ],
)
def test_only_what_could_change_the_day_is_offered(events, plan, kinds):
    assert offered_kinds(on_record(*events, plan=plan)) == tuple(kinds.split())


# --- the wall clock -----------------------------------------------------------------


def test_a_time_of_day_is_meant_on_the_duty_date():
    hours = day_of()
    assert claimed_moment(hours, 7, 24, EventKind.IN) == at("07.24")
    assert claimed_moment(hours, 16, 5, EventKind.OUT) == at("16.05")


def test_of_a_night_shift_the_morning_is_the_next_dates():
    hours = day_of(NIGHT)
    assert claimed_moment(hours, 22, 10, EventKind.IN) == at("22.10")
    assert claimed_moment(hours, 6, 5, EventKind.OUT) == at("2026-05-05 06.05")
    # Noon belongs to the next duty, so no reading fits before 12.00 of this date.
    assert claimed_moment(hours, 12, 0, EventKind.OUT) == at("12.00")


@steady
@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([NATIONAL, NIGHT]))
def test_every_time_of_day_belongs_to_the_duty_date_it_is_claimed_for(hour, minute, schedule):
    hours = day_of(schedule)
    moment = claimed_moment(hours, hour, minute, EventKind.IN)
    assert hours.owns(moment)
    local = hours.local(moment)
    assert (local.hour, local.minute) == (hour, minute)


# --- deciding -----------------------------------------------------------------------

HEAD = Settler(7, may=True)
TODAY = date(2026, 11, 18)


def settle(settler: Settler = HEAD, state=RequestState.ASKED, by=3, reason="Sesuai rekaman."):
    return refuse_settlement(state, by, settler, reason=reason, today=TODAY)


def test_the_superior_decides_with_a_reason():
    assert settle() is None
    assert settle(reason=" \n") == SettlementReasonMissing()


@pytest.mark.parametrize(
    "state", [RequestState.ACCEPTED, RequestState.REFUSED, RequestState.WITHDRAWN]
)
def test_a_request_is_decided_once(state):
    assert settle(state=state) == AlreadySettled(state)


def test_nobody_decides_about_their_own_request_whatever_their_role():
    assert settle(by=7) == OwnRequest()


def test_without_a_role_or_letter_there_is_no_say():
    assert settle(Settler(7)) == NoAuthority()


def letters(*periods: tuple[date, date]) -> Settler:
    return Settler(
        7,
        delegations=tuple(
            Delegated(f"800/{number}", Period(*days)) for number, days in enumerate(periods)
        ),
    )


def test_a_letter_that_ended_yesterday_is_named_with_its_date():
    ended = letters((date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 11, 1), TODAY - ONE_DAY))
    assert settle(ended) == DelegationEnded("800/1", TODAY - ONE_DAY, TODAY)


def test_a_letter_that_begins_tomorrow_is_named_with_its_date():
    ahead = letters((TODAY + ONE_DAY, date(2026, 12, 31)))
    assert settle(ahead) == DelegationNotBegun("800/0", TODAY + ONE_DAY, TODAY)


def test_authority_is_said_before_the_state_of_a_request():
    assert settle(Settler(7), state=RequestState.ACCEPTED) == NoAuthority()
