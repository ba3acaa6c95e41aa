"""The figures of a compliance report: their codes in order, and what stands behind each.

A figure over judged days has its condition written once, here: the report counts by it, and the
list behind the figure shows what it chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What a figure counts. A unit-day is one unit on one date; a date one of the agency's.

    `converted` are whole days made of a person's minutes; `desk_minutes` belong to desks.
    """

    PEOPLE = "people"
    DAYS = "days"
    MINUTES = "minutes"
    UNIT_DAYS = "unit_days"
    REPORTS = "reports"
    CONVERTED = "converted"
    CASES = "cases"
    REQUESTS = "requests"
    OUTAGES = "outages"
    OUTAGE_MINUTES = "outage_minutes"
    DESK_MINUTES = "desk_minutes"
    DATES = "dates"
    WAITING = "waiting"


class Group(StrEnum):
    """The parts of the report, in order."""

    PRESENCE = "presence"
    PLACES = "places"
    PLAN = "plan"
    HOURS = "hours"
    DISCIPLINE = "discipline"
    REQUESTS = "requests"
    READINESS = "readiness"
    DESKS = "desks"
    CITIZENS = "citizens"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class Kind:
    """One figure. `where` is SQL over `attendance_workday`: the person-days behind it, if any are.

    `minutes` is the SQL a figure of minutes sums. `base` is the code of the figure that this one
    is a share of, or empty. `looked_up` says that `where` asks other tables about the day.
    """

    code: str
    measure: Measure
    group: Group
    where: str = ""
    base: str = ""
    minutes: str = ""
    looked_up: bool = False


def _days(code: str, group: Group, where: str, base: str = "") -> Kind:
    return Kind(code, Measure.DAYS, group, where, base)


def _minutes(code: str, group: Group, where: str, minutes: str) -> Kind:
    return Kind(code, Measure.MINUTES, group, where, minutes=minutes)


def _flagged(flag: str) -> Kind:
    # Excused and free days bear no flags, so a flagged day is always one with presence.
    where = f"'{flag}' = ANY(attendance_workday.flags)"
    return _days(f"{flag}_days", Group.HOURS, where, "present_days")


_DAY = "attendance_workday"
_WORK = f"{_DAY}.status <> 'off'"
_PRESENT = f"{_DAY}.status = 'present'"
_AWAY = "('WFH', 'WFA')"

_PRESENCE = (
    Kind("employees", Measure.PEOPLE, Group.PRESENCE, "TRUE"),
    _days("workdays", Group.PRESENCE, _WORK),
    _days("due_days", Group.PRESENCE, f"{_DAY}.status IN ('present', 'absent')", "workdays"),
    _days("present_days", Group.PRESENCE, _PRESENT, "due_days"),
    _days("absent_days", Group.PRESENCE, f"{_DAY}.status = 'absent'", "due_days"),
    _days("excused_days", Group.PRESENCE, f"{_DAY}.status = 'excused'", "workdays"),
)
_PLACES = tuple(
    _days(
        f"{place.lower()}_days",
        Group.PLACES,
        f"{_PRESENT} AND {_DAY}.place = '{place}'",
        "present_days",
    )
    for place in ("WFO", "WFH", "WFA")
)
_HOURS = (
    _days(
        "on_time_days",
        Group.HOURS,
        # Without a check-in nobody can say that the arrival was in time.
        f"{_PRESENT} AND {_DAY}.first_in IS NOT NULL AND {_DAY}.late_minutes = 0",
        "present_days",
    ),
    _days("late_days", Group.HOURS, f"{_DAY}.late_minutes > 0", "present_days"),
    _minutes("late_minutes", Group.HOURS, f"{_DAY}.late_minutes > 0", f"{_DAY}.late_minutes"),
    _minutes("early_minutes", Group.HOURS, f"{_DAY}.early_minutes > 0", f"{_DAY}.early_minutes"),
    _flagged("no_out"),
    _flagged("mismatch"),
    _flagged("pending"),
    _flagged("outage"),
)
_QUOTA = (
    Kind("quota_kept_days", Measure.UNIT_DAYS, Group.PLACES, base="quota_days"),
    Kind("quota_broken_days", Measure.UNIT_DAYS, Group.PLACES, base="quota_days"),
)
_PLAN = (
    *(
        _days(
            f"planned_{place.lower()}_days",
            Group.PLAN,
            f"{_WORK} AND {_DAY}.plan = '{place}'",
            "workdays",
        )
        for place in ("WFO", "WFH", "WFA")
    ),
    _days(
        "as_planned_days",
        Group.PLAN,
        f"{_PRESENT} AND {_DAY}.place <> '' AND {_DAY}.place = {_DAY}.plan",
        "present_days",
    ),
    _days(
        "home_instead_days",
        Group.PLAN,
        f"{_PRESENT} AND {_DAY}.plan = 'WFO' AND {_DAY}.place IN {_AWAY}",
        "present_days",
    ),
    _days(
        "office_instead_days",
        Group.PLAN,
        f"{_PRESENT} AND {_DAY}.plan IN {_AWAY} AND {_DAY}.place = 'WFO'",
        "present_days",
    ),
)
_DISCIPLINE = (
    _minutes(
        "lost_minutes",
        Group.DISCIPLINE,
        f"({_DAY}.late_minutes > 0 OR {_DAY}.early_minutes > 0)",
        f"({_DAY}.late_minutes + {_DAY}.early_minutes)",
    ),
    Kind("converted_days", Measure.CONVERTED, Group.DISCIPLINE),
    Kind("cases_opened", Measure.CASES, Group.DISCIPLINE),
    Kind("cases_light", Measure.CASES, Group.DISCIPLINE, base="cases_opened"),
    Kind("cases_medium", Measure.CASES, Group.DISCIPLINE, base="cases_opened"),
    Kind("cases_severe", Measure.CASES, Group.DISCIPLINE, base="cases_opened"),
)
_REQUESTS = (
    Kind("corrections", Measure.REQUESTS, Group.REQUESTS),
    Kind("corrections_accepted", Measure.REQUESTS, Group.REQUESTS, base="corrections"),
    Kind("corrections_refused", Measure.REQUESTS, Group.REQUESTS, base="corrections"),
)
_READINESS = (Kind("ready_people", Measure.PEOPLE, Group.READINESS, base="employees"),)
_QUALITY = (
    Kind(
        "rebuilt_days",
        Measure.DAYS,
        Group.QUALITY,
        "EXISTS (SELECT FROM attendance_reopening again"
        f" WHERE (again.agency_id, again.date, again.employee_id) = ({_DAY}.agency_id, {_DAY}.date,"
        f" {_DAY}.employee_id) AND again.done_at IS NOT NULL AND again.changed)",
        "workdays",
        looked_up=True,
    ),
    Kind("open_requests", Measure.REQUESTS, Group.QUALITY),
    Kind(
        "amended_days",
        Measure.DAYS,
        Group.QUALITY,
        "EXISTS (SELECT FROM attendance_dayamendment later"
        f" WHERE (later.agency_id, later.date, later.employee_id) = ({_DAY}.agency_id, {_DAY}.date,"
        f" {_DAY}.employee_id))",
        "workdays",
        looked_up=True,
    ),
)

KINDS = (
    *_PRESENCE,
    *_PLACES,
    *_HOURS,
    *_QUOTA,
    *_PLAN,
    *_DISCIPLINE,
    *_REQUESTS,
    *_READINESS,
    *_QUALITY,
)
"""Of the agency and of every unit, in the order of report, file and hash.

`quota_days` is the sum of the two quota figures.
"""

REPORT_KINDS = (
    Kind("status_reports", Measure.REPORTS, Group.CITIZENS),
    Kind("status_wrong", Measure.REPORTS, Group.CITIZENS, base="status_reports"),
    Kind("status_in_time", Measure.REPORTS, Group.CITIZENS, base="status_reports"),
    Kind("complaints", Measure.REPORTS, Group.CITIZENS),
    Kind("complaints_in_time", Measure.REPORTS, Group.CITIZENS, base="complaints"),
)
"""Citizens' reports: of the agency only, since they are about desks."""

AGENCY_KINDS = (
    *REPORT_KINDS,
    Kind("outages", Measure.OUTAGES, Group.REQUESTS),
    Kind("outage_minutes", Measure.OUTAGE_MINUTES, Group.REQUESTS),
    Kind("desk_promised_minutes", Measure.DESK_MINUTES, Group.DESKS),
    Kind("desk_staffed_minutes", Measure.DESK_MINUTES, Group.DESKS, base="desk_promised_minutes"),
    Kind("desk_unknown_minutes", Measure.DESK_MINUTES, Group.DESKS, base="desk_promised_minutes"),
    Kind("waiting_days", Measure.WAITING, Group.QUALITY),
    Kind("late_closed_days", Measure.DATES, Group.QUALITY),
)
"""After the others: of the agency only, since desks, outages and closes belong to no unit."""

ALL_KINDS = (*KINDS, *AGENCY_KINDS)
BY_CODE = {kind.code: kind for kind in ALL_KINDS}
GROUPED: dict[Group, tuple[str, ...]] = {
    group: tuple(kind.code for kind in ALL_KINDS if kind.group is group) for group in Group
}
"""The codes of each part of the report, in order."""

SUMMED = tuple(
    kind for kind in KINDS if kind.measure in (Measure.DAYS, Measure.MINUTES) and not kind.looked_up
)
"""Figures that are sums over judged days by what stands in the day itself."""
