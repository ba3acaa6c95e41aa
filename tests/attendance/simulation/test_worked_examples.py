"""The worked examples of the law, from files to files."""

from datetime import date, timedelta

import pytest

from tests.attendance.simulation.period import (
    ANI,
    BUDI,
    CITRA,
    NIGHT,
    RAMADAN,
    calendar_2026,
    employee,
    hours,
    roster,
    run,
    tap,
)


def monday(tmp_path, *events, absences=(), outages=(), plan="WFO", **settings):
    """Ani's Monday, 4 May 2026, in Jakarta."""
    files = {
        "employees": [employee(ANI)],
        "schedules": [hours(**settings)],
        "roster": roster(ANI, "2026-05-04", mode=plan),
        "events": events,
        "absences": absences,
        "outages": outages,
    }
    return run(tmp_path, files).day()


@pytest.mark.parametrize(
    ("rules", "come", "leave", "late", "early"),
    [
        ({}, "07:30:59", "16:00", 0, 0),
        ({}, "07:31:00", "16:00", 1, 0),
        ({}, "07:00:00", "15:59:30", 0, 1),
        ({}, "07:30:00", "15:00:00", 0, 60),
        ({"grace": 15}, "07:45:59", "16:00", 0, 0),
        ({"grace": 15}, "07:46:00", "16:00", 1, 0),
        ({"flex": 90}, "08:40:00", "17:10", 0, 0),
        ({"flex": 90}, "08:40:00", "17:09", 0, 1),
        ({"flex": 90}, "09:15:00", "17:30", 15, 0),
        ({"flex": 90}, "09:15:00", "17:29:59", 15, 1),
    ],
)
def test_minutes_of_a_monday(tmp_path, rules, come, leave, late, early):
    day = monday(tmp_path, tap(ANI, "in", come), tap(ANI, "out", leave), **rules)
    assert (day["late_minutes"], day["early_minutes"]) == (str(late), str(early))
    assert day["flags"] == ";".join(["early"] * (early > 0) + ["late"] * (late > 0))
    assert (day["status"], day["first_in"][:5]) == ("present", come[:5])


def test_nobody_checked_out(tmp_path):
    day = monday(tmp_path, tap(ANI, "in", "07:20"), missing_out=90)
    assert (day["early_minutes"], day["flags"], day["last_out"]) == ("90", "no_out", "")


def test_only_a_check_out(tmp_path):
    day = monday(tmp_path, tap(ANI, "out", "15:00", "WFA"))
    assert day["first_in"] == ""
    assert (day["last_out"], day["place"]) == ("15:00:00", "WFA")
    assert (day["late_minutes"], day["early_minutes"]) == ("0", "60")
    assert day["flags"] == "early;mismatch;pending"


def test_no_event_and_no_excuse_is_absent(tmp_path):
    day = monday(tmp_path)
    assert (day["status"], day["plan"], day["place"], day["flags"]) == ("absent", "WFO", "", "")


@pytest.mark.parametrize("kind", ["leave", "travel", "sick", "study"])
def test_an_excuse_carries_no_minutes_and_no_flags_but_lists_events(tmp_path, kind):
    day = monday(
        tmp_path,
        tap(ANI, "in", "09:00", "WFH"),
        absences=[f"{ANI},{kind},2026-05-01,2026-05-04"],
    )
    assert (day["status"], day["flags"], day["late_minutes"]) == ("excused", "", "0")
    assert (day["first_in"], day["place"]) == ("09:00:00", "WFH")


def test_plan_and_place_differ(tmp_path):
    day = monday(tmp_path, tap(ANI, "in", "07:00", "WFO"), tap(ANI, "out", "17:00"), plan="WFH")
    assert (day["plan"], day["place"], day["flags"]) == ("WFH", "WFO", "mismatch")
    assert day["status"] == "present"


OUTAGE = "A,2026-05-04T07:00:00+07:00,2026-05-04T07:50:00+07:00"


def test_a_tap_inside_an_outage_counts_when_tapped(tmp_path):
    sent = tap(ANI, "in", "07:37", tapped="07:24")
    day = monday(tmp_path, sent, tap(ANI, "out", "16:00"), outages=[OUTAGE])
    assert (day["first_in"], day["late_minutes"], day["flags"]) == ("07:24:00", "0", "outage")


def test_outside_an_outage_it_counts_when_received(tmp_path):
    sent = tap(ANI, "in", "07:37", tapped="07:24")
    day = monday(tmp_path, sent, tap(ANI, "out", "16:00"))
    assert (day["first_in"], day["late_minutes"], day["flags"]) == (
        "07:37:00",
        "7",
        "late;pending",
    )


def test_two_minutes_on_the_way_are_not_pending(tmp_path):
    sent = tap(ANI, "in", "07:26:00", tapped="07:24:00")
    assert monday(tmp_path, sent, tap(ANI, "out", "16:00"))["flags"] == ""


def test_ramadan_in_jayapura(tmp_path):
    result = run(
        tmp_path,
        {
            "employees": [employee(ANI, zone="Asia/Jayapura")],
            "schedules": [hours(), hours(RAMADAN)],
            "roster": roster(ANI, "2026-02-27"),
            "events": [
                f"{ANI},in,2026-02-26T23:01:00Z,2026-02-26T23:01:00Z,WFO",
                f"{ANI},out,2026-02-27T06:29:00Z,2026-02-27T06:29:00Z,WFO",
            ],
        },
    )
    day = result.day("2026-02-27")
    assert (day["first_in"], day["last_out"]) == ("08:01:00", "15:29:00")
    assert (day["late_minutes"], day["early_minutes"]) == ("1", "1")


def test_a_night_shift_owns_the_next_morning(tmp_path):
    result = run(
        tmp_path,
        {
            "employees": [employee(ANI)],
            "schedules": [hours(NIGHT)],
            "roster": roster(ANI, "2026-05-10", "2026-05-11"),
            "events": [
                tap(ANI, "in", "2026-05-10 22:05"),
                tap(ANI, "out", "2026-05-11 06:10"),
                tap(ANI, "in", "2026-05-11 21:50"),
                tap(ANI, "out", "2026-05-12 05:00"),
            ],
        },
    )
    first, second = result.day("2026-05-10"), result.day("2026-05-11")
    assert (first["first_in"], first["last_out"]) == ("22:05:00", "06:10:00")
    assert (first["late_minutes"], first["early_minutes"]) == ("5", "0")
    assert (second["first_in"], second["last_out"]) == ("21:50:00", "05:00:00")
    assert (second["late_minutes"], second["early_minutes"]) == ("0", "60")


def present(nip, day, mode="WFO"):
    return [tap(nip, "in", f"{day} 07:00", mode), tap(nip, "out", f"{day} 17:00", mode)]


def test_ten_working_days_in_a_row_and_a_presence_that_breaks_them(tmp_path):
    result = run(
        tmp_path,
        {
            "employees": [employee(ANI), employee(BUDI)],
            "schedules": [hours(), hours(RAMADAN)],
            "calendar": calendar_2026(),
            "roster": roster(ANI, "2026-03-09", "2026-03-27"),
            "events": present(BUDI, "2026-03-17", "WFA"),
        },
    )
    ani, budi = result.cases
    assert ani == {
        "nip": ANI,
        "year": "2026",
        "absent_days": "10",
        "minutes": "0",
        "converted_days": "0",
        "total_days": "10",
        "longest_streak": "10",
        "level": "berat",
        "sanction": "berhenti",
    }
    assert (budi["longest_streak"], budi["total_days"]) == ("6", "9")
    assert (budi["level"], budi["sanction"]) == ("ringan", "tidak_puas")
    off = [row["date"] for row in result.days if row["nip"] == ANI and row["status"] == "off"]
    assert off == [
        "2026-03-14",
        "2026-03-15",
        *(f"2026-03-{number}" for number in range(18, 25)),
    ]


def test_the_new_year_starts_at_zero(tmp_path):
    result = run(
        tmp_path,
        {
            "employees": [employee(ANI)],
            "schedules": [hours()],
            "calendar": ["2027-01-01,holiday,,Tahun Baru"],
            "roster": roster(ANI, "2026-12-30", "2027-01-04"),
        },
    )
    totals = [(row["year"], row["total_days"], row["longest_streak"]) for row in result.cases]
    assert totals == [("2026", "2", "2"), ("2027", "1", "1")]
    assert [row["month"] for row in result.summary] == ["2026-12", "2027-01"]


def test_450_minutes_make_a_day(tmp_path):
    days = [date(2026, 5, 4) + timedelta(ahead) for ahead in range(5)]
    events = [
        line
        for day in days[:2]
        for line in (tap(ANI, "in", f"{day} 11:15"), tap(ANI, "out", f"{day} 17:00"))
    ]
    result = run(
        tmp_path,
        {
            "employees": [employee(ANI)],
            "schedules": [hours()],
            "roster": roster(ANI, "2026-05-04", "2026-05-08"),
            "events": events,
        },
    )
    (case,) = result.cases
    assert (case["absent_days"], case["minutes"], case["converted_days"]) == ("3", "450", "1")
    assert (case["total_days"], case["sanction"]) == ("4", "tertulis")


def test_pppk_count_by_the_table_of_the_regulation_too(tmp_path):
    result = run(
        tmp_path,
        {
            "employees": [employee(CITRA)],
            "schedules": [hours()],
            "roster": roster(CITRA, "2026-05-04", "2026-05-15"),
        },
    )
    assert result.cases[0]["sanction"] == "berhenti"


def test_summary_counts_person_days(tmp_path):
    result = run(
        tmp_path,
        {
            "employees": [employee(ANI), employee(BUDI), employee(CITRA, "B")],
            "schedules": [hours(), hours(agency="B")],
            "calendar": ["2026-05-05,holiday,B,Hari jadi"],
            "roster": [
                *roster(ANI, "2026-05-04", "2026-05-05", "WFH"),
                *roster(ANI, "2026-05-09"),
            ],
            "events": [
                tap(ANI, "in", "2026-05-04 07:40", "WFH"),
                tap(ANI, "out", "2026-05-04 15:50", "WFH"),
                *present(ANI, "2026-05-05"),
                *present(BUDI, "2026-05-09", "WFA"),
                *present(CITRA, "2026-05-06", "WFA"),
            ],
            "absences": [f"{BUDI},leave,2026-05-04,2026-05-06"],
        },
    )
    a, b = result.summary
    assert a == {
        "agency": "A",
        "month": "2026-05",
        "employees": "2",
        "workdays": "10",
        "present_days": "2",
        "wfo_days": "1",
        "wfh_days": "1",
        "wfa_days": "0",
        "late_days": "1",
        "late_minutes": "10",
        "early_minutes": "10",
        "absent_days": "5",
        "excused_days": "3",
        "mismatch_days": "1",
    }
    assert (b["agency"], b["employees"], b["workdays"], b["wfa_days"]) == ("B", "1", "4", "1")
    saturday = result.day("2026-05-09", BUDI)
    assert (saturday["status"], saturday["plan"], saturday["place"]) == ("off", "", "WFA")
    assert (saturday["first_in"], saturday["flags"]) == ("07:00:00", "")
    assert result.day("2026-05-09")["plan"] == "WFO"


def test_an_empty_roster_judges_nothing(tmp_path):
    result = run(tmp_path, {"employees": [employee(ANI)], "schedules": [hours()]})
    assert (result.days, result.cases, result.summary) == ([], [], [])
