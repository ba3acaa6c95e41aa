"""The day while it runs, and why it was judged as it was."""

from dataclasses import replace
from datetime import date, time

import pytest

from attendance.rules.calendar import DayOff, OffKind
from attendance.rules.events import AbsenceKind, Outage, count_event
from attendance.rules.explain import (
    AsideCode,
    EndMoved,
    EventSetAside,
    EventUsed,
    Excused,
    HoursUsed,
    Late,
    LeftEarly,
    LeftOnTime,
    NoCheckOut,
    NothingRecorded,
    NoWorkDue,
    OnlyCheckOut,
    OnTime,
    PlaceDiffers,
    explain_day,
)
from attendance.rules.live import LiveCode, live_day
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import Hours
from attendance.rules.verdict import judge_day
from tests.attendance.rules.given import NATIONAL, at, came, day_of, left

WFO, WFH, WFA = WorkMode
FLEX = replace(NATIONAL, flex_minutes=90, grace_minutes=5)
SATURDAY = date(2026, 5, 9)
HOURS = HoursUsed(at("07.30"), at("16.00"), 60, 450, "Perpres 21 Tahun 2023")


def live(now, *events, schedule=NATIONAL, absence=None, day=None):
    day = day or day_of(schedule)
    verdict = judge_day(day, plan=WFO, events=events, absence=absence, closed=False)
    state = live_day(day, verdict, at(now))
    return state.code, state.minutes


@pytest.mark.parametrize(
    ("now", "events", "expected"),
    [
        ("07.24.30", [], (LiveCode.NOT_YET, 6)),
        ("07.30", [], (LiveCode.DUE, 0)),
        ("07.30.59", [], (LiveCode.DUE, 0)),
        ("07.41", [], (LiveCode.OVERDUE, 11)),
        ("15.59.59", [], (LiveCode.OVERDUE, 509)),
        ("16.00", [], (LiveCode.MISSED, 0)),
        ("08.00", [came("07.24")], (LiveCode.ON_TIME, 0)),
        ("08.00", [came("07.37")], (LiveCode.LATE, 7)),
        ("15.59", [came("07.37")], (LiveCode.LATE, 7)),
        ("16.00", [came("07.37")], (LiveCode.MAY_LEAVE, 7)),
        ("16.10", [came("07.37"), left("16.05")], (LiveCode.LEFT, 7)),
        ("15.10", [came("07.24"), left("15.00")], (LiveCode.LEFT_EARLY, 60)),
    ],
)
def test_how_the_day_stands(now, events, expected):
    assert live(now, *events) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [("09.04.59", (LiveCode.DUE, 0)), ("09.06", (LiveCode.OVERDUE, 1))],
)
def test_inside_flex_and_grace_an_arrival_is_still_in_time(now, expected):
    assert live(now, schedule=FLEX) == expected


def test_off_and_excused_days_ask_for_nothing():
    assert live("08.00", day=day_of(day=SATURDAY)) == (LiveCode.OFF, 0)
    assert live("08.00", absence=AbsenceKind.STUDY) == (LiveCode.EXCUSED, 0)


@pytest.mark.parametrize(
    ("now", "percent"),
    [("06.00", 0), ("07.30", 0), ("11.45", 50), ("12.35", 59), ("16.00", 100), ("20.00", 100)],
)
def test_the_day_as_a_line_that_fills(now, percent):
    day = day_of()
    verdict = judge_day(day, plan=WFO, events=[came("07.00")], closed=False)
    assert live_day(day, verdict, at(now)).elapsed_percent == percent


def test_a_row_of_hours_that_end_at_their_start_breaks_no_page():
    nothing = day_of(replace(NATIONAL, hours=Hours(time(8), time(8))))
    verdict = judge_day(nothing, plan=WFO, events=[], closed=False)
    assert live_day(nothing, verdict, at("09.00")).elapsed_percent == 0


def why(*events, schedule=NATIONAL, day=None, plan=WFO, outages=(), **rest):
    day = day or day_of(schedule)
    verdict = judge_day(day, plan=plan, events=events, outages=outages, **rest)
    return explain_day(day, verdict, events, outages)


def used(event, outages=()):
    return EventUsed(count_event(event, outages))


def aside(event, code):
    return EventSetAside(count_event(event), code)


def test_a_plain_day_is_told_in_order():
    came_in, went = came("07.24"), left("16.05")
    assert why(went, came_in) == (
        HOURS,
        used(came_in),
        used(went),
        OnTime(0),
        LeftOnTime(at("16.00")),
    )


def test_a_late_and_short_day_shows_its_arithmetic():
    came_in, went = came("09.15", WFH), left("17.00", WFH)
    reasons = why(came_in, went, schedule=FLEX)
    assert reasons[3:] == (
        Late(105, 90, 5, 10),
        EndMoved(90, at("17.30")),
        LeftEarly(30, at("17.30")),
        PlaceDiffers(WFO, WFH),
    )


def test_grace_that_counts_from_the_start_forgives_nothing_once_exceeded():
    strict = replace(FLEX, grace_counts_from_start=True)
    assert Late(105, 90, 0, 15) in why(came("09.15"), schedule=strict)


def test_an_arrival_in_the_flex_band_moves_the_end():
    assert why(came("08.40"), schedule=FLEX)[2:4] == (OnTime(70), EndMoved(70, at("17.10")))


def test_events_set_aside_are_named_with_the_cause():
    events = [left("07.00"), came("07.24"), came("09.00"), left("12.00"), left("16.00")]
    assert [one for one in why(*events[::-1]) if isinstance(one, EventSetAside)] == [
        aside(events[0], AsideCode.OUT_BEFORE_IN),
        aside(events[2], AsideCode.LATER_IN),
        aside(events[3], AsideCode.EARLIER_OUT),
    ]


def test_an_out_at_the_very_arrival_is_an_earlier_out_when_another_follows():
    out = left("07.24")
    assert aside(out, AsideCode.EARLIER_OUT) in why(came("07.24"), out, left("16.00"))


def test_an_event_set_aside_shows_the_time_at_which_an_outage_lets_it_count():
    outage = Outage(at("07.00"), at("07.50"))
    tap = came("08.10", tapped="07.40")
    reasons = why(came("07.24"), tap, left("16.00"), outages=[outage])
    assert EventSetAside(count_event(tap, [outage]), AsideCode.LATER_IN) in reasons


def test_a_queued_tap_that_a_superior_settled_is_named_as_settled():
    decision = left("16.00")._replace(tap_accepted=True)
    queued, receipt = left("17.00", tapped="16.00"), left("16.00")
    expected = [aside(receipt, AsideCode.SETTLED), aside(queued, AsideCode.SETTLED)]
    reasons = why(came("07.24"), queued, receipt, decision)
    assert [one for one in reasons if isinstance(one, EventSetAside)] == expected
    assert used(decision) in reasons


def test_a_place_that_differs_says_whether_it_is_settled():
    events = came("07.24", WFH), left("16.00", WFH)
    assert PlaceDiffers(WFO, WFH) in why(*events)
    assert PlaceDiffers(WFO, WFH, settled=True) in why(*events, place_settled=True)
    assert not PlaceDiffers(WFO, WFH).settled


def test_events_of_other_days_are_not_mentioned():
    assert why(came("07.24"), left("16.00"), came("2026-05-05 07.20")) == why(
        came("07.24"), left("16.00")
    )


def test_an_outage_shows_on_the_event_it_saved():
    outage = Outage(at("07.00"), at("07.50"))
    tap = came("07.37", tapped="07.24")
    assert used(tap, [outage]) in why(tap, outages=[outage])


def test_a_missing_check_out_is_told_only_when_the_day_is_closed():
    costly = replace(NATIONAL, missing_out_minutes=90)
    assert why(came("07.24"), schedule=costly)[-1] == NoCheckOut(90)
    assert why(came("07.24"), closed=False)[-1] == OnTime(0)


def test_only_a_check_out():
    assert why(left("16.00"))[2:] == (OnlyCheckOut(), LeftOnTime(at("16.00")))


@pytest.mark.parametrize("closed", [True, False])
def test_nothing_recorded(closed):
    assert why(closed=closed) == (HOURS, NothingRecorded(closed=closed))


def test_excused_and_off_days_give_their_ground_and_no_arithmetic():
    event = came("09.00")
    assert why(event, absence=AbsenceKind.SICK) == (HOURS, Excused(AbsenceKind.SICK), used(event))
    saturday = day_of(day=SATURDAY)
    assert why(day=saturday) == (NoWorkDue(DayOff(SATURDAY, OffKind.WEEKEND)),)
