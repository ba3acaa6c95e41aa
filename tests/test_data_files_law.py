"""The law as data: calendars, Ramadan, regulations, working hours, presets of circulars."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from tests.data_files import codes, minutes, rows, split


def test_calendar_2026_is_decided_and_complete() -> None:
    days = rows("attendance/calendar-2026")
    assert Counter(row["kind"] for row in days) == {"holiday": 17, "collective_leave": 8}
    assert [row["date"] for row in days] == sorted(row["date"] for row in days)
    for row in days:
        assert date.fromisoformat(row["date"]).year == 2026
        assert row["confirmed"] == "yes"
        assert row["name"]
        assert 0 < len(row["legal_basis"]) <= 200


def test_calendar_2027_stays_unconfirmed() -> None:
    days = rows("attendance/calendar-2027")
    assert len(days) == 26
    assert {row["kind"] for row in days} == {"holiday", "collective_leave"}
    for row in days:
        assert date.fromisoformat(row["date"]).year == 2027
        assert (row["confirmed"], row["legal_basis"]) == ("no", "")
    unnamed = {row["date"] for row in days if not row["name"]}
    assert unnamed == {"2027-03-09", "2027-03-25", "2027-05-19"}


@pytest.mark.parametrize("year", [2026, 2027])
def test_collective_leave_falls_on_working_days(year: int) -> None:
    for row in rows(f"attendance/calendar-{year}"):
        if row["kind"] == "collective_leave":
            assert date.fromisoformat(row["date"]).isoweekday() <= 5, row


def test_ramadan_is_29_or_30_days_and_a_day_off_follows() -> None:
    by_year = {row["year_hijri"]: row for row in rows("attendance/ramadan")}
    decided = by_year["1447"]
    assert (decided["first_day"], decided["last_day"]) == ("2026-02-19", "2026-03-19")
    assert decided["confirmed"] == "yes"
    assert by_year["1448"]["confirmed"] == "no"
    for row in by_year.values():
        first, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
        assert 29 <= (last - first).days + 1 <= 30
        off = codes(f"attendance/calendar-{last.year}", "date")
        following = last + timedelta(days=1)
        assert following.isoformat() in off


def test_regulations_have_ordered_dates_and_one_sentence() -> None:
    for row in rows("attendance/regulations"):
        dates = [row[name] for name in ("issued_on", "valid_from", "valid_until") if row[name]]
        assert [date.fromisoformat(day) for day in dates] == sorted(
            date.fromisoformat(day) for day in dates
        ), row
        assert re.fullmatch(r"[^\n]+\.", row["summary"])
        assert len(row["number"]) <= 120
        assert re.fullmatch(r"[a-z0-9-]{1,60}", row["code"])


def test_national_hours_give_the_weekly_minutes_of_the_perpres() -> None:
    by_kind = {row["kind"]: row for row in rows("attendance/working_hours")}
    assert by_kind.keys() == {"normal", "ramadan"}
    for kind, week in (("normal", 37 * 60 + 30), ("ramadan", 32 * 60 + 30)):
        row = by_kind[kind]
        start = minutes(row["start"])
        weekday = minutes(row["end_mon_thu"]) - start - int(row["rest_mon_thu"])
        friday = minutes(row["end_fri"]) - start - int(row["rest_fri"])
        assert 4 * weekday + friday == week
        assert row["workdays"] == "12345"


def test_presets_rest_on_known_regulations() -> None:
    known = codes("attendance/regulations")
    for row in rows("attendance/policy_presets"):
        assert row["regulation"] in known
        assert re.fullmatch(r"[1-7]*", row["wfh_weekdays"])
        assert set(split(row["applies_to"])) <= {
            *("kementerian", "lpnk", "lembaga"),
            *("provinsi", "kabupaten", "kota"),
        }
        first = date.fromisoformat(row["valid_from"])
        assert not row["valid_until"] or first <= date.fromisoformat(row["valid_until"])
        for cap in ("wfh_cap_percent", "wfo_cap_percent"):
            assert not row[cap] or 0 <= int(row[cap]) <= 100
    used = {row["regulation"] for row in rows("attendance/working_hours")}
    assert used <= known


def wfo_cap(day: str, region: str, sector: str, level: int) -> int:
    """The one cap on office presence in force on `day` (ISO text), in percent."""
    found = [
        int(row["wfo_cap_percent"])
        for row in rows("attendance/policy_presets")
        if (row["region_level"], row["sector"]) == (region, sector)
        and row["pandemic_level"] == str(level)
        and row["valid_from"] <= day <= row["valid_until"]
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("day", "region", "sector", "caps"),
    [
        ("2022-03-10", "java_bali", "non_essential", [100, 75, 50, 25]),
        ("2022-03-10", "java_bali", "essential", [100, 75, 50, 50]),
        ("2022-03-10", "outside", "non_essential", [100, 75, 50, 25]),
        ("2022-03-10", "outside", "essential", [100, 100, 100, 50]),
        ("2022-02-20", "java_bali", "non_essential", [100, 75, 50, 0]),
    ],
)
def test_pandemic_caps_by_date(day: str, region: str, sector: str, caps: list[int]) -> None:
    assert [wfo_cap(day, region, sector, level) for level in (1, 2, 3, 4)] == caps


def test_friday_at_home_is_in_force_since_april_2026() -> None:
    friday = [row for row in rows("attendance/policy_presets") if row["wfh_weekdays"] == "5"]
    assert {row["valid_from"] for row in friday} == {"2026-04-01"}
    assert {row["valid_until"] for row in friday} == {""}
    assert all(row["exclude_direct_service"] == "yes" for row in friday)
    local = next(row for row in friday if "kabupaten" in row["applies_to"])
    assert split(local["excluded_echelons"]) == ["II.a", "II.b", "III.a", "III.b"]
    assert split(local["excluded_jobs"]) == ["camat", "lurah"]
