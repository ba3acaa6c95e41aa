"""The verdict of a day: section 2 of the rules page, example by example."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from attendance.rules.calendar import Period
from attendance.rules.events import Absence, AbsenceKind, Basis, Outage, absence_on, count_event
from attendance.rules.modes import WorkMode
from attendance.rules.verdict import Flag, Status, arrival_minutes, judge_day
from tests.attendance.rules.given import MONDAY, NATIONAL, NIGHT, WIB, at, came, day_of, left

WFO, WFH, WFA = WorkMode
GRACE = replace(NATIONAL, grace_minutes=15)
STRICT_GRACE = replace(GRACE, grace_counts_from_start=True)
FLEX = replace(NATIONAL, flex_minutes=90)
FLEX_GRACE = replace(FLEX, grace_minutes=10)
MORNING_OUTAGE = Outage(at("07.00"), at("07.50"))
SATURDAY = date(2026, 5, 9)


def judge(*events, schedule=NATIONAL, plan=WFO, day=MONDAY, **rest):
    return judge_day(day_of(schedule, day), plan=plan, events=events, **rest)


@pytest.mark.parametrize(
    ("schedule", "clock", "late"),
    [
        (NATIONAL, "06.10", 0),
        (NATIONAL, "07.30", 0),
        (NATIONAL, "07.30.59", 0),
        (NATIONAL, "07.31.00", 1),
        (GRACE, "07.45.59", 0),
        (GRACE, "07.46.00", 1),
        (STRICT_GRACE, "07.45.59", 0),
        (STRICT_GRACE, "07.46.00", 16),
        (FLEX, "08.40", 0),
        (FLEX, "09.00.59", 0),
        (FLEX, "09.15", 15),
        (FLEX_GRACE, "09.10.59", 0),
        (FLEX_GRACE, "09.11", 1),
        (replace(FLEX_GRACE, grace_counts_from_start=True), "09.11", 11),
    ],
)
def test_late_minutes(schedule, clock, late):
    verdict = judge(came(clock), left("23.00"), schedule=schedule)
    assert verdict.late_minutes == late
    assert (Flag.LATE in verdict.flags) == (late > 0)


@pytest.mark.parametrize(
    ("passed", "minutes"),
    [
        (timedelta(hours=-1), 0),
        (timedelta(microseconds=-1), 0),
        (timedelta(0), 0),
        (timedelta(seconds=59, microseconds=999_999), 0),
        (timedelta(minutes=1), 1),
        (timedelta(hours=23, minutes=59, seconds=59), 1439),
        (timedelta(days=1, minutes=2), 1442),
    ],
)
def test_arrival_is_counted_in_whole_minutes_across_midnight(passed, minutes):
    assert arrival_minutes(at("22.00"), at("22.00") + passed) == minutes


@pytest.mark.parametrize(
    ("clock", "end"),
    [("07.00", "16.00"), ("08.40", "17.10"), ("09.00", "17.30"), ("09.15", "17.30")],
)
def test_flex_band_of_90_moves_the_end_on_a_monday(clock, end):
    assert judge(came(clock), schedule=FLEX).required_end == at(end)


@pytest.mark.parametrize(
    ("clock", "early"),
    [("15.59.30", 1), ("15.59", 1), ("15.58.59", 2), ("16.00", 0), ("18.00", 0), ("14.00", 120)],
)
def test_early_minutes_are_rounded_up(clock, early):
    verdict = judge(came("07.30"), left(clock))
    assert verdict.early_minutes == early
    assert (Flag.EARLY in verdict.flags) == (early > 0)


def test_early_counts_to_the_end_that_flex_moved():
    assert judge(came("08.40"), left("17.00"), schedule=FLEX).early_minutes == 10


@pytest.mark.parametrize("minutes", [0, 90])
def test_no_check_out_by_the_end_of_the_day(minutes):
    verdict = judge(came("07.30"), schedule=replace(NATIONAL, missing_out_minutes=minutes))
    assert verdict.status is Status.PRESENT
    assert verdict.flags == {Flag.NO_OUT}
    assert verdict.early_minutes == minutes


def test_no_event_and_no_excuse_is_absent():
    verdict = judge(plan=None)
    assert verdict.status is Status.ABSENT
    assert (verdict.plan, verdict.place, verdict.flags) == (WFO, None, frozenset())
    assert (verdict.late_minutes, verdict.early_minutes) == (0, 0)


@pytest.mark.parametrize("kind", AbsenceKind)
def test_an_approved_absence_is_excused_never_absent(kind):
    verdict = judge(absence=kind)
    assert (verdict.status, verdict.absence) == (Status.EXCUSED, kind)
    assert verdict.plan is WFO


def test_an_excused_day_lists_its_events_without_minutes():
    verdict = judge(came("09.00", WFA), left("10.00"), absence=AbsenceKind.TRAVEL, plan=WFH)
    assert (verdict.first_in_at, verdict.last_out_at) == (at("09.00"), at("10.00"))
    assert (verdict.late_minutes, verdict.early_minutes, verdict.flags) == (0, 0, frozenset())
    assert (verdict.plan, verdict.place) == (WFH, WFA)


@pytest.mark.parametrize("plan", [None, WFH])
def test_an_off_day_goes_before_an_absence_and_keeps_its_roster_line(plan):
    verdict = judge(came("09.00"), day=SATURDAY, plan=plan, absence=AbsenceKind.SICK)
    assert verdict.status is Status.OFF
    assert (verdict.plan, verdict.absence) == (plan, None)
    assert verdict.first_in is None
    listed = judge(came("09.00", day=SATURDAY), day=SATURDAY, plan=plan)
    assert (listed.first_in_at, listed.place) == (at("09.00", day=SATURDAY), WFO)
    assert (listed.late_minutes, listed.flags) == (0, frozenset())
    both = judge(came("09.00", day=SATURDAY), left("11.00", day=SATURDAY), day=SATURDAY, plan=plan)
    assert (both.last_out_at, both.early_minutes) == (at("11.00", day=SATURDAY), 0)
    assert both.arrival_minutes == 0


@pytest.mark.parametrize(
    ("plan", "mode", "flagged"),
    [(WFO, WFH, True), (WFH, WFO, True), (WFH, WFH, False), (None, WFO, False), (None, WFA, True)],
)
def test_plan_and_place_that_disagree_are_flagged(plan, mode, flagged):
    verdict = judge(came("07.20", mode), left("16.00", mode), plan=plan)
    assert verdict.status is Status.PRESENT
    assert verdict.place is mode
    assert (Flag.MISMATCH in verdict.flags) == flagged


def test_place_is_that_of_the_first_in():
    verdict = judge(came("07.20", WFH), came("10.00", WFO), left("16.00", WFO), plan=WFH)
    assert verdict.place is WFH
    assert verdict.flags == frozenset()


def test_pressed_0724_received_0737_inside_an_outage_is_on_time():
    verdict = judge(came("07.37", tapped="07.24"), left("16.00"), outages=[MORNING_OUTAGE])
    assert (verdict.first_in_at, verdict.late_minutes) == (at("07.24"), 0)
    assert verdict.flags == {Flag.OUTAGE}


def test_pressed_0724_received_0737_without_outage_is_7_late_and_pending():
    verdict = judge(came("07.37", tapped="07.24"), left("16.00"))
    assert (verdict.first_in_at, verdict.late_minutes) == (at("07.37"), 7)
    assert verdict.flags == {Flag.LATE, Flag.PENDING}


@pytest.mark.parametrize(("accepted", "late", "flags"), [(True, 0, set()), (False, 7, {Flag.LATE})])
def test_a_supervisors_decision_settles_a_queued_tap(accepted, late, flags):
    tap = came("07.37", tapped="07.24")._replace(tap_accepted=accepted)
    verdict = judge(tap, left("16.00"))
    assert (verdict.late_minutes, verdict.flags) == (late, flags)


@pytest.mark.parametrize(
    ("tapped", "basis"),
    [
        ("06.59.59", Basis.PENDING),
        ("07.00", Basis.OUTAGE),
        ("07.50", Basis.OUTAGE),
        ("07.50.01", Basis.PENDING),
        ("08.57.59", Basis.PENDING),
        ("08.58", Basis.RECEIPT),
        ("09.00", Basis.RECEIPT),
        ("09.05", Basis.RECEIPT),
    ],
)
def test_outages_include_both_ends_and_two_minutes_are_no_delay(tapped, basis):
    counted = count_event(came("09.00", tapped=tapped), [MORNING_OUTAGE])
    assert counted.basis is basis
    assert counted.at == (at(tapped) if basis is Basis.OUTAGE else at("09.00"))


def test_flags_of_taps_come_from_the_two_events_that_count():
    verdict = judge(came("07.20"), came("07.40", tapped="07.10"), left("16.00"))
    assert verdict.flags == frozenset()
    verdict = judge(came("07.20"), left("16.30", tapped="16.05"))
    assert verdict.flags == {Flag.PENDING}


def test_only_a_check_out_is_present_not_late_and_pending():
    verdict = judge(left("15.00", WFH), plan=WFO)
    assert verdict.status is Status.PRESENT
    assert (verdict.first_in, verdict.last_out_at, verdict.place) == (None, at("15.00"), WFH)
    assert (verdict.late_minutes, verdict.early_minutes) == (0, 60)
    assert verdict.flags == {Flag.PENDING, Flag.EARLY, Flag.MISMATCH}


def test_a_check_out_before_the_first_in_does_not_count():
    verdict = judge(left("07.00"), came("07.30"))
    assert verdict.last_out is None
    assert Flag.NO_OUT in verdict.flags
    assert judge(came("07.30"), left("07.30")).last_out_at == at("07.30")


def test_earliest_in_and_latest_out_in_any_order():
    events = [came("07.20"), came("09.00"), left("12.00"), left("16.00"), left("07.00")]
    verdicts = {judge(*order) for order in permutations(events)}
    assert len(verdicts) == 1
    (verdict,) = verdicts
    assert (verdict.first_in_at, verdict.last_out_at) == (at("07.20"), at("16.00"))


def test_two_events_at_one_instant_give_one_verdict_in_either_order():
    events = [
        came("07.37", WFH, tapped="07.24"),
        came("07.37", WFO),
        left("16.00", WFH, tapped="15.00"),
        left("16.00", WFO),
    ]
    verdicts = {judge(*order) for order in permutations(events)}
    assert [verdict.flags for verdict in verdicts] == [{Flag.LATE}]
    assert {verdict.place for verdict in verdicts} == {WFO}


def test_night_shift_of_the_10th_owns_events_until_noon_of_the_11th():
    tenth, eleventh = date(2026, 6, 10), date(2026, 6, 11)
    events = [
        came("2026-06-10 21.50"),
        left("2026-06-11 06.05"),
        came("2026-06-11 12.00"),
    ]
    verdict = judge(*events, schedule=NIGHT, day=tenth)
    assert (verdict.first_in_at, verdict.last_out_at) == (
        at("2026-06-10 21.50"),
        at("2026-06-11 06.05"),
    )
    assert (verdict.late_minutes, verdict.early_minutes, verdict.flags) == (0, 0, frozenset())
    assert judge(*events, schedule=NIGHT, day=eleventh).first_in_at == at("2026-06-11 12.00")


def test_late_to_a_night_shift_after_midnight():
    verdict = judge(came("2026-06-11 00.30"), schedule=NIGHT, day=date(2026, 6, 10))
    assert verdict.late_minutes == 150


def test_events_of_other_days_are_no_presence():
    assert judge(came("2026-05-03 23.59.59"), came("2026-05-05 00.00")).status is Status.ABSENT
    assert judge(came("00.00")).status is Status.PRESENT


def test_a_tap_inside_an_outage_before_midnight_belongs_to_the_day_it_was_made():
    outage = Outage(at("23.00"), at("2026-05-05 01.00"))
    tap = left("2026-05-05 00.30", tapped="23.30")
    assert judge(came("07.30"), tap, outages=[outage]).last_out_at == at("23.30")
    assert judge(came("07.30"), tap).last_out is None


def test_while_the_day_runs_nobody_is_absent_or_without_a_check_out():
    assert judge(closed=False).status is Status.OPEN
    running = judge(came("07.40"), schedule=replace(NATIONAL, missing_out_minutes=90), closed=False)
    assert (running.late_minutes, running.early_minutes) == (10, 0)
    assert running.flags == {Flag.LATE}


def test_absences_cover_their_days():
    rows = [
        Absence(AbsenceKind.SICK, Period(date(2026, 5, 1), date(2026, 5, 3))),
        Absence(AbsenceKind.LEAVE, Period(MONDAY, MONDAY)),
    ]
    assert absence_on(MONDAY, rows) is AbsenceKind.LEAVE
    assert absence_on(date(2026, 5, 3), rows) is AbsenceKind.SICK
    assert absence_on(MONDAY + timedelta(1), rows) is None


def test_an_outage_includes_its_ends():
    assert MORNING_OUTAGE.covers(at("07.00"))
    assert MORNING_OUTAGE.covers(at("07.50"))
    assert not MORNING_OUTAGE.covers(at("06.59.59"))
    assert not MORNING_OUTAGE.covers(at("07.50.01"))


def test_a_verdict_without_events_has_no_times():
    verdict = judge()
    assert (verdict.first_in_at, verdict.last_out_at) == (None, None)
    assert verdict.required_end == at("16.00", WIB)
