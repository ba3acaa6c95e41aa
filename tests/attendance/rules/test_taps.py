"""What becomes of a tap: recorded in every case that means something."""

from datetime import date, time, timedelta

import pytest

from attendance.rules.calendar import DayOff, OffKind
from attendance.rules.check_in import (
    DuringAbsence,
    ModeChanged,
    NotOpenYet,
    OnDayOff,
    OutsideWindows,
    OutWithoutIn,
    PlanDiffers,
    Recorded,
    Refused,
    Repeat,
    TapIgnored,
    TapInOutage,
    TapQueued,
    receive_check_in,
    with_honest_tap,
)
from attendance.rules.events import AbsenceKind, Outage
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Window
from tests.attendance.rules.given import WITA, at, came, day_of, left

WFO, WFH, WFA = WorkMode
KALTIM = (Window(time(6, 30), time(7, 30)), Window(time(11, 0), time(13, 0)))


def receive(event, plan=WFO, day=None, **rest):
    return receive_check_in(event, day=day or day_of(), plan=plan, **rest)


def notes(event, **rest):
    answer = receive(event, **rest)
    assert isinstance(answer, Recorded)
    return answer.notes


def test_an_ordinary_tap_is_recorded_as_it_came():
    event = came("07.24")
    assert receive(event) == Recorded(event)
    assert receive(event, plan=None) == Recorded(event)
    assert receive(left("16.00"), earlier=[event]) == Recorded(left("16.00"))


def test_a_second_in_is_answered_with_the_first():
    first = came("07.24")
    assert receive(came("07.25"), earlier=[first]) == Repeat(first)


def test_coming_back_after_a_check_out_is_recorded():
    earlier = [came("07.24"), left("12.00")]
    assert receive(came("13.00"), earlier=earlier) == Recorded(came("13.00"))


def test_a_second_out_is_recorded_because_the_last_one_counts():
    earlier = [came("07.24"), left("15.00")]
    assert receive(left("16.00"), earlier=earlier) == Recorded(left("16.00"))


def test_a_second_in_from_another_place_is_recorded_and_noted():
    assert notes(came("10.00", WFH), earlier=[came("07.24")]) == (
        PlanDiffers(WFO, WFH),
        ModeChanged(WFO, WFH),
    )


def test_out_without_in_is_recorded_and_noted():
    assert notes(left("16.00")) == (OutWithoutIn(),)
    assert notes(left("16.00"), earlier=[left("15.00")]) == (OutWithoutIn(),)


@pytest.mark.parametrize(("plan", "planned"), [(WFH, WFH), (WFA, WFA)])
def test_another_place_than_planned_is_noted_on_arrival(plan, planned):
    assert notes(came("07.24"), plan=plan) == (PlanDiffers(planned, WFO),)
    assert notes(left("16.00"), plan=plan, earlier=[came("07.24")]) == ()


def test_a_day_off_goes_before_an_absence_and_both_are_recorded():
    saturday = date(2026, 5, 9)
    event = came("08.00", WFH, day=saturday)
    assert notes(event, day=day_of(day=saturday), absence=AbsenceKind.LEAVE) == (
        OnDayOff(DayOff(saturday, OffKind.WEEKEND)),
    )
    assert notes(came("08.00", WFH), absence=AbsenceKind.LEAVE) == (
        DuringAbsence(AbsenceKind.LEAVE),
    )


def test_a_queued_tap_waits_for_verification():
    assert notes(came("07.37", tapped="07.24")) == (TapQueued(at("07.24"), 13),)
    assert notes(came("07.37", tapped="07.24.30")) == (TapQueued(at("07.24.30"), 12),)
    assert notes(came("07.26", tapped="07.24")) == ()


def test_a_queued_tap_inside_an_outage_counts_when_made():
    outage = Outage(at("07.00"), at("07.50"))
    assert notes(came("07.37", tapped="07.24"), outages=[outage]) == (TapInOutage(at("07.24")),)
    assert notes(came("07.37"), outages=[outage]) == ()


@pytest.mark.parametrize(
    ("tapped", "believed"),
    [
        ("07.24", True),
        ("07.37", True),
        ("07.37.01", False),
        ("2026-05-03 07.37", True),
        ("2026-05-03 07.36.59", False),
        ("2031-01-01 07.00", False),
    ],
)
def test_an_impossible_tap_is_replaced_by_the_receipt(tapped, believed):
    event = came("07.37", tapped=tapped)
    honest = with_honest_tap(event)
    assert honest.tapped_at == (event.tapped_at if believed else event.received_at)
    answer = receive(event)
    assert isinstance(answer, Recorded)
    assert answer.event == honest
    assert (TapIgnored(event.tapped_at) in answer.notes) == (not believed)


def test_an_impossible_tap_gains_nothing_in_an_outage():
    outage = Outage(at("15.00"), at("17.00"))
    answer = receive(left("15.10", tapped="16.30"), outages=[outage], earlier=[came("07.00")])
    assert isinstance(answer, Recorded)
    assert answer.event.tapped_at == at("15.10")


def test_before_the_first_window_a_tap_is_refused_with_the_opening_time():
    day = day_of(zone=WITA)
    early = came("06.29.59", zone=WITA)
    assert receive(early, day=day, windows=KALTIM) == Refused(
        NotOpenYet(at("06.29.59", WITA), at("06.30", WITA))
    )
    assert receive(early, day=day) == Recorded(early)


@pytest.mark.parametrize(
    ("clock", "inside"),
    [
        ("06.30", True),
        ("07.30", True),
        ("07.30.01", False),
        ("10.59.59", False),
        ("11.00", True),
        ("13.00", True),
        ("16.00", False),
    ],
)
def test_after_a_window_closes_a_tap_is_recorded_and_noted(clock, inside):
    event = came(clock, zone=WITA)
    found = notes(event, day=day_of(zone=WITA), windows=KALTIM)
    assert found == (() if inside else (OutsideWindows(event.received_at),))


def test_windows_see_the_time_at_which_the_tap_counts():
    outage = Outage(at("06.00", WITA), at("08.00", WITA))
    event = came("07.45", tapped="07.10", zone=WITA)
    found = notes(event, day=day_of(zone=WITA), windows=KALTIM, outages=[outage])
    assert found == (TapInOutage(at("07.10", WITA)),)
    assert event.received_at - event.tapped_at == timedelta(minutes=35)
