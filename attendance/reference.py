"""The law as rows, from the data files: calendar, Ramadan, regulations, hours, presets."""

from datetime import date
from pathlib import Path

from django.db import connections

from accounts.reference import Counts, Row, is_yes, parts, read_rows, upsert
from attendance.models import PolicyPreset, Regulation, Schedule
from services.models import Holiday

FOLDER = Path(__file__).parent / "data"
FILES = ("ramadan", "regulations", "working_hours", "policy_presets")

# A date that somebody confirmed from the decree stays confirmed whatever an older file says.
HOLIDAY = """
INSERT INTO services_holiday (date, kind, name, region_id, confirmed, legal_basis)
VALUES (%s, %s, %s, NULL, %s, %s)
ON CONFLICT (date, (coalesce(region_id, ''))) DO UPDATE
SET kind = excluded.kind, name = excluded.name,
    confirmed = excluded.confirmed, legal_basis = excluded.legal_basis
WHERE excluded.confirmed OR NOT services_holiday.confirmed
"""
RAMADAN = """
INSERT INTO attendance_ramadanperiod (hijri_year, first_day, last_day, confirmed, legal_basis)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (hijri_year) DO UPDATE
SET first_day = excluded.first_day, last_day = excluded.last_day,
    confirmed = excluded.confirmed, legal_basis = excluded.legal_basis
WHERE excluded.confirmed OR NOT attendance_ramadanperiod.confirmed
"""


def load(using: str) -> Counts:
    """Load calendar, Ramadan periods, regulations, national hours and policy presets."""
    regulations = [_regulation(row) for row in read_rows(FOLDER / "regulations.csv")]
    upsert(regulations, key=["code"], using=using)
    numbers = {one.code: one.number for one in regulations}
    for row in read_rows(FOLDER / "working_hours.csv"):
        _load_hours(row, numbers[row["regulation"]], using)
    presets = [_preset(row) for row in read_rows(FOLDER / "policy_presets.csv")]
    upsert(presets, key=["code"], using=using)
    return {
        "tanggal libur": sum(_load_calendar(path, using) for path in _calendars()),
        "Ramadan": _load_ramadan(using),
        "peraturan": len(regulations),
        "contoh kebijakan": len(presets),
    }


def sources() -> list[Path]:
    """The files `load` depends on."""
    return [*_calendars(), *(FOLDER / f"{name}.csv" for name in FILES), Path(__file__)]


def _calendars() -> list[Path]:
    return sorted(FOLDER.glob("calendar-*.csv"))


def _load_calendar(path: Path, using: str) -> int:
    """Put the national dates of one year right; an unconfirmed date the file dropped goes."""
    rows = read_rows(path)
    years = {date.fromisoformat(row["date"]).year for row in rows}
    Holiday.objects.using(using).filter(date__year__in=years, region=None, confirmed=False).exclude(
        date__in=[row["date"] for row in rows]
    ).delete()
    values = [
        (row["date"], row["kind"], _holiday_name(row), is_yes(row["confirmed"]), row["legal_basis"])
        for row in rows
    ]
    with connections[using].cursor() as cursor:
        cursor.executemany(HOLIDAY, values)
    return len(rows)


def _holiday_name(row: Row) -> str:
    plain = "Cuti bersama" if row["kind"] == "collective_leave" else "Hari libur nasional"
    return row["name"] or plain


def _load_ramadan(using: str) -> int:
    rows = read_rows(FOLDER / "ramadan.csv")
    values = [
        (
            int(row["year_hijri"]),
            row["first_day"],
            row["last_day"],
            is_yes(row["confirmed"]),
            row["legal_basis"],
        )
        for row in rows
    ]
    with connections[using].cursor() as cursor:
        cursor.executemany(RAMADAN, values)
    return len(rows)


def _regulation(row: Row) -> Regulation:
    return Regulation(
        code=row["code"],
        number=row["number"],
        title=row["title"],
        issued_on=row["issued_on"] or None,
        valid_from=row["valid_from"] or None,
        valid_until=row["valid_until"] or None,
        summary=row["summary"],
    )


def _load_hours(row: Row, legal_basis: str, using: str) -> None:
    # Judged days point at the row they were judged by, so it is corrected, never replaced.
    Schedule.objects.using(using).update_or_create(
        agency=None,
        unit=None,
        employee=None,
        kind=row["kind"],
        valid_from=row["valid_from"],
        defaults={
            "valid_until": row["valid_until"] or None,
            "start": row["start"],
            "end_mon_thu": row["end_mon_thu"],
            "end_fri": row["end_fri"],
            "rest_mon_thu_minutes": int(row["rest_mon_thu"]),
            "rest_fri_minutes": int(row["rest_fri"]),
            "rest_start_mon_thu": row["rest_start_mon_thu"] or None,
            "rest_start_fri": row["rest_start_fri"] or None,
            "grace_minutes": int(row["grace_minutes"]),
            "flex_minutes": int(row["flex_minutes"]),
            "missing_out_minutes": int(row["missing_out_minutes"]),
            "workdays": row["workdays"],
            "legal_basis": legal_basis,
        },
    )


def _preset(row: Row) -> PolicyPreset:
    new_staff = is_yes(row["exclude_new_staff"])
    return PolicyPreset(
        code=row["code"],
        name=row["name"],
        regulation_id=row["regulation"],
        valid_from=row["valid_from"] or None,
        valid_until=row["valid_until"] or None,
        applies_to=parts(row["applies_to"]),
        wfh_weekdays=row["wfh_weekdays"],
        wfh_cap_percent=_number(row["wfh_cap_percent"]),
        wfo_cap_percent=_number(row["wfo_cap_percent"]),
        weekly_max_days=_number(row["weekly_max_days"]),
        region_level=row["region_level"],
        pandemic_level=_number(row["pandemic_level"]),
        sector=row["sector"],
        excluded_posts=parts(row["excluded_echelons"]) + parts(row["excluded_jobs"]),
        exclude_direct_service=is_yes(row["exclude_direct_service"]),
        exclude_cpns=new_staff,
        exclude_pppk_first_year=new_staff,
        notes=row["notes"],
    )


def _number(text: str) -> int | None:
    return int(text) if text else None
