"""What a superior settled about a day: queued taps and places."""

import pytest

from attendance.rules.events import Basis
from attendance.rules.modes import WorkMode
from attendance.rules.verdict import Flag, judge_day
from tests.attendance.rules.given import at, came, day_of, left

WFO, WFH, WFA = WorkMode


def judge(*events, **rest):
    return judge_day(day_of(), plan=WFO, events=events, **rest)


def decided(event):
    """What a superior decided, as an event of its own at the moment that stands."""
    return event._replace(tap_accepted=True, received_at=at("2026-05-06 09.00"))


@pytest.mark.parametrize("moment", ["16.00", "17.00"])
def test_a_queued_check_out_that_a_superior_settled_counts_once_at_the_decided_time(moment):
    queued = left("17.00", tapped="16.00")
    assert judge(came("07.20"), queued).flags == {Flag.PENDING}
    verdict = judge(came("07.20"), queued, decided(left(moment)))
    assert (verdict.last_out_at, verdict.flags) == (at(moment), frozenset())
    assert verdict.last_out.basis is Basis.ACCEPTED_TAP


def test_a_decision_about_another_moment_or_direction_settles_nothing():
    queued = left("17.00", tapped="16.00")
    other_moment = judge(came("07.20"), queued, decided(left("15.00")))
    assert (other_moment.last_out_at, other_moment.flags) == (at("17.00"), {Flag.PENDING})
    in_again = judge(came("07.20"), queued, decided(came("16.00")))
    assert (in_again.last_out_at, in_again.flags) == (at("17.00"), {Flag.PENDING})


def test_a_decision_goes_before_a_device_at_the_same_instant():
    receipt, decision = came("07.20", WFH), decided(came("07.20", WFO))
    for events in ((receipt, decision), (decision, receipt)):
        verdict = judge(*events, left("16.00"))
        assert (verdict.place, verdict.first_in.basis) == (WFO, Basis.ACCEPTED_TAP)


def test_a_place_a_superior_accepted_is_no_mismatch_but_stays_what_it_was():
    events = [came("07.40", WFH), left("16.00", WFH)]
    flagged, settled = (judge(*events, place_settled=one) for one in (False, True))
    assert flagged.flags == {Flag.LATE, Flag.MISMATCH}
    assert settled == flagged._replace(flags=frozenset({Flag.LATE}))
    assert (settled.plan, settled.place) == (WFO, WFH)
