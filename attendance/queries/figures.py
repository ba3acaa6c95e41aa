"""The figures of a compliance report: which days stand behind each, and how they are counted.

A figure's condition is written once, in `KINDS`: the report counts it, the list behind the
figure shows its days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection

from accounts.models import Agency
from attendance.queries.complaint_figures import count_reports
from attendance.queries.days import Span
from attendance.rulebook import Rulebook
from attendance.rules.caps import DayCount, cap_refusals, home_limit, office_limit
from attendance.rules.policy import Policy, policy_on


class Measure(StrEnum):
    """What a figure counts. A unit-day is one unit on one date; reports are citizens'."""

    PEOPLE = "people"
    DAYS = "days"
    MINUTES = "minutes"
    UNIT_DAYS = "unit_days"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Kind:
    """One figure. `where` is SQL over `attendance_workday`: the person-days behind it.

    `minutes` is the column a figure of minutes sums. `base` is the code of the figure that this
    one is a share of, or empty.
    """

    code: str
    measure: Measure
    where: str
    base: str = ""
    minutes: str = ""


def _days(code: str, where: str, base: str = "") -> Kind:
    return Kind(code, Measure.DAYS, where, base)


def _flagged(flag: str) -> Kind:
    # Excused and free days bear no flags, so a flagged day is always one with presence.
    return _days(f"{flag}_days", f"'{flag}' = ANY(attendance_workday.flags)", "present_days")


_PRESENT = "attendance_workday.status = 'present'"
_PRESENT_AT = _PRESENT + " AND attendance_workday.place = "

KINDS = (
    Kind("employees", Measure.PEOPLE, "TRUE"),
    _days("workdays", "attendance_workday.status <> 'off'"),
    _days("due_days", "attendance_workday.status IN ('present', 'absent')", "workdays"),
    _days("present_days", _PRESENT, "due_days"),
    _days("absent_days", "attendance_workday.status = 'absent'", "due_days"),
    _days("excused_days", "attendance_workday.status = 'excused'", "workdays"),
    _days("wfo_days", _PRESENT_AT + "'WFO'", "present_days"),
    _days("wfh_days", _PRESENT_AT + "'WFH'", "present_days"),
    _days("wfa_days", _PRESENT_AT + "'WFA'", "present_days"),
    _days(
        "on_time_days",
        # Without a check-in nobody can say that the arrival was in time.
        _PRESENT
        + " AND attendance_workday.first_in IS NOT NULL AND attendance_workday.late_minutes = 0",
        "present_days",
    ),
    _days("late_days", "attendance_workday.late_minutes > 0", "present_days"),
    Kind(
        "late_minutes",
        Measure.MINUTES,
        "attendance_workday.late_minutes > 0",
        minutes="late_minutes",
    ),
    Kind(
        "early_minutes",
        Measure.MINUTES,
        "attendance_workday.early_minutes > 0",
        minutes="early_minutes",
    ),
    _flagged("no_out"),
    _flagged("mismatch"),
    _flagged("pending"),
    _flagged("outage"),
    Kind("quota_kept_days", Measure.UNIT_DAYS, "", "quota_days"),
    Kind("quota_broken_days", Measure.UNIT_DAYS, "", "quota_days"),
)
"""In the order of report, file and hash. `quota_days` is the sum of the last two."""

REPORT_KINDS = (
    Kind("status_reports", Measure.REPORTS, ""),
    Kind("status_wrong", Measure.REPORTS, "", "status_reports"),
    Kind("status_in_time", Measure.REPORTS, "", "status_reports"),
    Kind("complaints", Measure.REPORTS, ""),
    Kind("complaints_in_time", Measure.REPORTS, "", "complaints"),
)
"""Citizens' reports, after the others: of the agency only, since they are about desks."""

ALL_KINDS = (*KINDS, *REPORT_KINDS)
BY_CODE = {kind.code: kind for kind in ALL_KINDS}
_NO_QUOTA = {"quota_kept_days": 0, "quota_broken_days": 0}
_SUMMED = [kind for kind in KINDS if kind.measure in (Measure.DAYS, Measure.MINUTES)]


Sums = dict[tuple[int | None, date | None], dict[str, int]]
"""Counts by code: of a unit on a date, of a unit (no date), of the agency (neither)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted figure: of one unit, or of the agency where `unit_id` is None."""

    code: str
    unit_id: int | None
    value: int
    base: int | None


@dataclass(frozen=True, slots=True)
class QuotaDay:
    """A unit on a date whose policy caps the places: who really was where, and the limits.

    `away` counts WFH and WFA. A limit of None means that the policy does not set it.
    """

    unit_id: int
    date: date
    office: int
    away: int
    base: int
    home_allowed: int | None
    office_allowed: int | None
    kept: bool


def count_figures(agency: Agency, span: Span, book: Rulebook) -> list[Figure]:
    """Every figure of the agency and of each unit with judged days, in the order of `KINDS`.

    Three statements, however many people and units; inside the agency's tenancy. `book` covers
    `span`. The agency comes first, then the units by id, last the
    agency's reports of citizens.
    """
    people, sums = _people(agency, span), _sums(agency, span)
    counted = {
        unit_id: {**values, "employees": people[unit_id], **_NO_QUOTA}
        for (unit_id, day), values in sums.items()
        if day is None
    }
    for quota in _quota_days(sums, book):
        code = "quota_kept_days" if quota.kept else "quota_broken_days"
        for unit_id in (None, quota.unit_id):
            counted[unit_id][code] += 1
    figures = [figure for key, values in counted.items() for figure in _figures(key, values)]
    reports = count_reports(agency, span)
    return figures + [
        Figure(kind.code, None, reports[kind.code], reports.get(kind.base)) for kind in REPORT_KINDS
    ]


def quota_days(
    agency: Agency, span: Span, book: Rulebook, unit_id: int | None = None
) -> list[QuotaDay]:
    """The unit-days on which a cap held, by unit and date; one statement.

    Measured on actual places against the same caps that a roster is checked by. People absent
    without excuse stay in the base, people excused only where the policy says so.
    """
    found = _quota_days(_sums(agency, span), book)
    return [day for day in found if unit_id in (None, day.unit_id)]


def _quota_days(sums: Sums, book: Rulebook) -> Iterator[QuotaDay]:
    policies: dict[int, tuple[Policy, ...]] = {}
    for (unit_id, day), counted in sums.items():
        if unit_id is None or day is None or not counted["due_days"]:
            continue
        if unit_id not in policies:
            policies[unit_id] = book.policies_for(unit_id)
        policy = policy_on(day, policies[unit_id])
        if policy is None or (policy.wfh_percent is None and policy.wfo_percent is None):
            continue
        office, away = counted["wfo_days"], counted["wfh_days"] + counted["wfa_days"]
        excused = counted["excused_days"] if policy.counts_absent_in_base else 0
        base = counted["due_days"] + excused
        yield QuotaDay(
            unit_id=unit_id,
            date=day,
            office=office,
            away=away,
            base=base,
            home_allowed=home_limit(policy, base),
            office_allowed=office_limit(policy, base),
            kept=not cap_refusals(day, "", DayCount(base, office, away), policy),
        )


def _sums(agency: Agency, span: Span) -> Sums:
    """Everything that counts days or minutes: per unit and date, per unit, and in all.

    The days are read once. Days alike in all that a condition looks at are put together first,
    so that the many conditions are tried on few rows: `late_minutes` stands there for whether
    it is more than 0, `late_sum` for the minutes.
    """
    totals = ", ".join(_sum(kind) for kind in _SUMMED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT unit_id, date, {totals}
            FROM (
                SELECT unit_id, date, status, place, flags,
                       min(first_in) AS first_in,
                       least(late_minutes, 1) AS late_minutes,
                       least(early_minutes, 1) AS early_minutes,
                       count(*) AS alike,
                       sum(late_minutes) AS late_sum,
                       sum(early_minutes) AS early_sum
                FROM attendance_workday
                WHERE agency_id = %s AND date BETWEEN %s AND %s
                GROUP BY unit_id, date, status, place, flags,
                         first_in IS NULL, least(late_minutes, 1), least(early_minutes, 1)
            ) AS attendance_workday
            GROUP BY GROUPING SETS ((unit_id, date), (unit_id), ())
            ORDER BY unit_id NULLS FIRST, date NULLS FIRST
            """,  # noqa: S608  (conditions and names are constants of this module)
            [agency.pk, span.first, span.last],
        )
        rows = cursor.fetchall()
    codes = [kind.code for kind in _SUMMED]
    return {(row[0], row[1]): dict(zip(codes, row[2:], strict=True)) for row in rows}


def _sum(kind: Kind) -> str:
    what = {"": "alike", "late_minutes": "late_sum", "early_minutes": "early_sum"}[kind.minutes]
    return f"coalesce(sum({what}) FILTER (WHERE {kind.where}), 0)::bigint AS {kind.code}"


def _people(agency: Agency, span: Span) -> dict[int | None, int]:
    """How many people have judged days, per unit and in all."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT unit_id, count(DISTINCT employee_id)
            FROM (
                SELECT DISTINCT unit_id, employee_id
                FROM attendance_workday
                WHERE agency_id = %s AND date BETWEEN %s AND %s
            ) AS person
            GROUP BY GROUPING SETS ((unit_id), ())
            """,
            [agency.pk, span.first, span.last],
        )
        return dict(cursor.fetchall())


def _figures(unit_id: int | None, values: dict[str, int]) -> Iterator[Figure]:
    held = values["quota_kept_days"] + values["quota_broken_days"]
    bases = {**values, "quota_days": held}
    for kind in KINDS:
        base = bases[kind.base] if kind.base else None
        yield Figure(kind.code, unit_id, values[kind.code], base)
