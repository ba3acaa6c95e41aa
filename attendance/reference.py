"""The law as rows, from the data files: calendar, Ramadan, regulations, hours, presets."""

from datetime import date
from pathlib import Path

from django.db import connections

from accounts.reference import Counts, Row, is_yes, parts, read_rows, upsert
from attendance import practice
from attendance.models import (
    CaseTerm,
    LeaveRule,
    PolicyPreset,
    Regulation,
    RequestTerm,
    SanctionStep,
    SanctionTable,
    Schedule,
)
from attendance.rules import sanctions
from services.models import Holiday

FOLDER = Path(__file__).parent / "data"
FILES = (
    "ramadan",
    "regulations",
    "working_hours",
    "policy_presets",
    "sanctions",
    "case_terms",
    "request_terms",
    "leave_rules",
    "thresholds",
    "agreement_texts",
    "pay_reductions",
    "filing_items",
)

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
        "ambang hukuman disiplin": _load_sanctions(using),
        "tenggat pemeriksaan": _load_case_terms(using),
        "tenggat permohonan": _load_request_terms(using),
        "aturan cuti tahunan": _load_leave_rules(using),
        "ambang pengamatan": practice.load_thresholds(using),
        "teks pernyataan": practice.load_agreement_texts(using),
        "contoh potongan tunjangan": practice.load_pay_reductions(using),
        "baris formulir bulanan": practice.load_filing_items(using),
    }


def sources() -> list[Path]:
    """The files `load` depends on."""
    own = (Path(__file__), Path(practice.__file__))
    return [*_calendars(), *(FOLDER / f"{name}.csv" for name in FILES), *own]


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


def _load_sanctions(using: str) -> int:
    """Put the nation's tables right, step by step; how many steps."""
    lines = (FOLDER / "sanctions.csv").read_text(encoding="utf-8").splitlines()
    tables = sanctions.parse_tables(lines)
    for value in tables:
        # Cases point at the table they were opened under, so it is corrected, never replaced.
        table, _ = SanctionTable.objects.using(using).update_or_create(
            agency=None,
            code=value.code,
            valid_from=value.period.first_day,
            defaults={
                "valid_until": value.period.last_day,
                "employment_types": sorted(value.employment_types),
                "minutes_per_day": value.minutes_per_day,
            },
        )
        steps = [_sanction_step(table, step) for step in value.steps]
        upsert(steps, key=["table", "measure", "days"], using=using)
        known = {(step.measure, step.days) for step in steps}
        for row in table.steps.using(using):
            if (row.measure, row.days) not in known:
                row.delete(using=using)
    return sum(len(table.steps) for table in tables)


def _sanction_step(table: SanctionTable, step: sanctions.Step) -> SanctionStep:
    return SanctionStep(
        table=table,
        measure=step.measure.value,
        days=step.days,
        level=step.level.value,
        sanction=step.sanction.value,
        stops_pay=step.stops_pay,
        legal_basis=step.legal_basis,
    )


def _load_case_terms(using: str) -> int:
    rows = read_rows(FOLDER / "case_terms.csv")
    for row in rows:
        CaseTerm.objects.using(using).update_or_create(
            agency=None,
            valid_from=row["valid_from"],
            defaults={
                "valid_until": row["valid_until"] or None,
                "examine_within_days": int(row["examine_within_days"]),
                "summons_within_days": int(row["summons_within_days"]),
                "legal_basis": row["legal_basis"],
            },
        )
    return len(rows)


def _load_request_terms(using: str) -> int:
    rows = read_rows(FOLDER / "request_terms.csv")
    for row in rows:
        RequestTerm.objects.using(using).update_or_create(
            agency=None,
            subject=row["subject"],
            valid_from=row["valid_from"],
            defaults={
                "valid_until": row["valid_until"] or None,
                "ask_within_days": int(row["ask_within_days"]),
                "settle_within_days": int(row["settle_within_days"]),
                "legal_basis": row["legal_basis"],
            },
        )
    return len(rows)


def _load_leave_rules(using: str) -> int:
    rows = read_rows(FOLDER / "leave_rules.csv")
    upsert([_leave_rule(row) for row in rows], key=["valid_from"], using=using)
    return len(rows)


def _leave_rule(row: Row) -> LeaveRule:
    return LeaveRule(
        valid_from=row["valid_from"],
        valid_until=row["valid_until"] or None,
        yearly_days=int(row["yearly_days"]),
        one_year_total=int(row["one_year_total"]),
        two_year_total=int(row["two_year_total"]),
        service_months=int(row["service_months"]),
        legal_basis=row["legal_basis"],
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
        modes=parts(row["modes"]),
        wfh_weekdays=row["wfh_weekdays"],
        wfa_weekdays=row["wfa_weekdays"],
        office_weekdays=row["office_weekdays"],
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
        exclude_disciplined=is_yes(row["exclude_disciplined"]),
        notes=row["notes"],
    )


def _number(text: str) -> int | None:
    return int(text) if text else None
