"""Invented periods, judged by `simulate` and by a second, plain reading of the columns' meaning."""

import random
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attendance.simulation.meaning import (
    expected_cases,
    expected_days,
    expected_summary,
)
from tests.attendance.simulation.period import ANI, BUDI, CITRA, employee, run

FIRST = date(2026, 12, 21)
NIPS = (ANI, BUDI, CITRA)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak")
ABROAD = ("+07:00", "+08:00", "+09:00", "+00:00", "Z", "-05:30")


def invented(draw: random.Random, days: int) -> dict[str, list[str]]:
    """A period over the turn of a year in which everything that the files can say happens."""
    dates = [FIRST + timedelta(ahead) for ahead in range(days)]
    agencies = {nip: draw.choice("AB") for nip in NIPS}
    employees = [employee(nip, agencies[nip], draw.choice(ZONES)) for nip in NIPS]
    modes = ("WFO", "WFO", "WFH", "WFA")
    plans = [
        f"{nip},{day},{draw.choice(modes)}" for nip in NIPS for day in dates if draw.random() < 0.6
    ]
    zone = {
        nip: 7 + (ZONES.index(line.split(",")[3]) % 3)
        for nip, line in zip(NIPS, employees, strict=True)
    }
    events = [
        _event(draw, nip, kind, day, hour, zone[nip], draw.choice(modes))
        for nip in NIPS
        for day in dates
        for kind, hour in (("in", 7.5), ("out", 16))
        for _ in range(draw.choice((0, 1, 1, 1, 2)))
    ]
    absences = []
    for nip in NIPS:
        if draw.random() < 0.5:
            first = draw.randrange(days)
            last = min(days - 1, first + draw.randrange(4))
            absences.append(f"{nip},{draw.choice(('leave', 'sick'))},{dates[first]},{dates[last]}")
    return {
        "employees": employees,
        "schedules": [line for agency in "AB" for line in _schedules(draw, agency)],
        "calendar": [
            f"{draw.choice(dates)},{draw.choice(('holiday', 'collective_leave'))},"
            f"{draw.choice(('', 'A', 'B'))},Libur"
            for _ in range(3)
        ],
        "roster": plans or [f"{ANI},{FIRST},WFO"],
        "events": events,
        "absences": absences,
        "outages": [_outage(draw, draw.choice(dates)) for _ in range(days)],
    }


def _schedules(draw: random.Random, agency: str) -> list[str]:
    def row(begins: str, until: str, kind: str, hours: str, workdays: str) -> str:
        grace, flex, out = draw.choice((0, 15)), draw.choice((0, 30, 90)), draw.choice((0, 90))
        return f"{agency},{begins},{until},{kind},{hours},60,90,{grace},{flex},{out},{workdays}"

    rows = [row("2023-04-12", "", "normal", "07:30,16:00,16:30", "12345")]
    if draw.random() < 0.5:
        rows.append(row("2026-12-24", "2026-12-30", "ramadan", "08:00:30,15:00,15:30", "12345"))
    if draw.random() < 0.5:
        rows.append(row("2026-12-26", "2027-01-02", "shift", "22:00,06:00,06:00", "1234567"))
    if draw.random() < 0.3:
        rows.append(row("2026-12-28", "", "normal", "07:00,15:30,11:30", "123456"))
    draw.shuffle(rows)
    return rows


def _event(
    draw: random.Random, nip: str, kind: str, day: date, hour: float, east: int, mode: str
) -> str:
    hours, seconds = draw.choice((0, 0, 14)), draw.choice((0, draw.randint(-5400, 5400)))
    local = datetime.combine(day, time()) + timedelta(hours=hour + hours, seconds=seconds)
    delay = draw.choice((0, 3, 120, 121, 1800, 40_000))
    return ",".join(
        (nip, kind, *(_iso(draw, local + timedelta(seconds=s), east) for s in (-delay, 0)), mode)
    )


def _outage(draw: random.Random, day: date) -> str:
    start = datetime.combine(day, time(draw.choice((0, 7, 15, 20))))
    end = start + timedelta(minutes=draw.choice((0, 50, 400, 900)))
    return f"{draw.choice('AB')},{_iso(draw, start, 7)},{_iso(draw, end, 7)}"


def _iso(draw: random.Random, local: datetime, east: int) -> str:
    """A local moment `east` hours east of Greenwich, mostly in its own zone's writing."""
    offset = f"+{east:02d}:00" if draw.random() < 0.7 else draw.choice(ABROAD)
    zero = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").utcoffset() or timedelta()
    return (local - timedelta(hours=east) + zero).isoformat() + offset


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 18))
def test_days_cases_and_summary_mean_what_the_columns_say(seed, days):
    files = invented(random.Random(seed), days)
    with tempfile.TemporaryDirectory() as folder:
        result = run(Path(folder), files)
    assert result.days == expected_days(files)
    assert result.cases == expected_cases(result.days)
    agencies = {line.split(",")[0]: line.split(",")[1] for line in files["employees"]}
    assert result.summary == expected_summary(result.days, agencies)


def test_the_invented_periods_reach_every_status_flag_and_place():
    rows = [row for seed in range(12) for row in expected_days(invented(random.Random(seed), 14))]
    assert {row["status"] for row in rows} == {"present", "absent", "excused", "off"}
    flags = {flag for row in rows for flag in row["flags"].split(";")} - {""}
    assert flags == {"late", "early", "no_out", "mismatch", "pending", "outage"}
    assert {row["place"] for row in rows} == {"", "WFO", "WFH", "WFA"}
