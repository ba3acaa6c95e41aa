"""Rows of working hours turned into the rules' values."""

from datetime import time

from attendance.models import Schedule
from attendance.rules import schedule
from attendance.rules.calendar import Period


def schedule_value(row: Schedule, period: Period, depths: dict[int, int]) -> schedule.Schedule:
    """The rules' value of a row of hours for `period`; `depths` are those of the units by id."""
    return schedule.Schedule(
        period=period,
        hours=_hours(row.start, row.end_mon_thu, row.rest_mon_thu_minutes, row.rest_start_mon_thu),
        friday=_hours(row.start, row.end_fri, row.rest_fri_minutes, row.rest_start_fri),
        kind=schedule.ScheduleKind(row.kind),
        scope=_scope(row.agency_id, row.unit_id, row.employee_id),
        depth=depths.get(row.unit_id or 0, 0),
        name=row.shift_name,
        legal_basis=row.legal_basis,
        workdays=frozenset(int(digit) for digit in row.workdays),
        grace_minutes=row.grace_minutes,
        flex_minutes=row.flex_minutes,
        missing_out_minutes=row.missing_out_minutes,
        grace_counts_from_start=row.grace_counts_from_start,
    )


def _hours(start: time, end: time, rest: int, rest_from: time | None) -> schedule.Hours:
    return schedule.Hours(start=start, end=end, rest_minutes=rest, rest_from=rest_from)


def _scope(agency_id: int | None, unit_id: int | None, employee_id: int | None) -> schedule.Scope:
    if employee_id is not None:
        return schedule.Scope.EMPLOYEE
    if unit_id is not None:
        return schedule.Scope.UNIT
    return schedule.Scope.NATIONAL if agency_id is None else schedule.Scope.AGENCY
