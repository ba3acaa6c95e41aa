"""The rows of law and practice of one agency, read once and turned into the rules' values.

A page, a task and a simulation all ask the same `Rulebook`: which hours bind this person on
this date, which policies hold for this unit, which outages there were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from accounts.models import Agency, Employee, Unit
from accounts.rules import EmploymentType
from attendance.models import (
    CheckIn,
    CheckInSource,
    Outage,
    Policy,
    RamadanPeriod,
    Sanction,
    Schedule,
)
from attendance.rules import eligibility, events, policy, schedule
from attendance.rules.calendar import Holiday, HolidayKind, Period
from attendance.rules.modes import EventKind, WorkMode
from services.models import Holiday as HolidayRow
from services.models import HolidayKind as HolidayRowKind

RULE_VERSION = "2026.1"
"""Named in every judged day and report; raised whenever a rule's outcome changes."""

ONE_DAY = timedelta(days=1)

SURE_SOURCES = frozenset({CheckInSource.MACHINE, CheckInSource.IMPORT, CheckInSource.CORRECTION})
"""What comes from these counts at the time it names: the office's own machine, a file of the
personnel office, a superior's decision. A person's own device counts at receipt."""


@dataclass(frozen=True, slots=True)
class Bound[T]:
    """A rule value and whom it binds: everybody, a unit and all below it, or one person."""

    value: T
    unit_id: int | None = None
    employee_id: int | None = None
    row_id: int | None = None


@dataclass(frozen=True)
class Rulebook:
    """What holds in one agency for a span of dates.

    `unit_paths` gives each unit's id the ids from the top of the tree down to itself.
    """

    agency: Agency
    schedules: tuple[Bound[schedule.Schedule], ...]
    policies: tuple[Bound[policy.Policy], ...]
    holidays: dict[date, Holiday]
    outages: tuple[events.Outage, ...]
    unit_paths: dict[int, tuple[int, ...]]
    _days: dict[tuple[int, int, str, date], tuple[schedule.DaySchedule, int | None]] = field(
        default_factory=dict
    )

    def day(self, *, employee_id: int, unit_id: int, zone: str, on: date) -> schedule.DaySchedule:
        """The hours that bind a person of a unit, posted in `zone`, on the date `on`.

        Raises LookupError where no hours are on record for the date.
        """
        return self._resolved(employee_id, unit_id, zone, on)[0]

    def schedule_id(self, *, employee_id: int, unit_id: int, zone: str, on: date) -> int | None:
        """The row whose hours `day` used."""
        return self._resolved(employee_id, unit_id, zone, on)[1]

    def policies_for(self, unit_id: int) -> tuple[policy.Policy, ...]:
        """The policies that hold for a unit: the agency's and those of the units above it."""
        path = self.unit_paths.get(unit_id, ())
        return tuple(
            bound.value for bound in self.policies if bound.unit_id is None or bound.unit_id in path
        )

    def _resolved(
        self, employee_id: int, unit_id: int, zone: str, on: date
    ) -> tuple[schedule.DaySchedule, int | None]:
        own = employee_id if employee_id in self._people_with_own_hours else 0
        key = (own, unit_id, zone, on)
        if key not in self._days:
            self._days[key] = self._resolve(own, unit_id, zone, on)
        return self._days[key]

    @cached_property
    def _people_with_own_hours(self) -> frozenset[int]:
        return frozenset(
            bound.employee_id for bound in self.schedules if bound.employee_id is not None
        )

    def _resolve(
        self, employee_id: int, unit_id: int, zone: str, on: date
    ) -> tuple[schedule.DaySchedule, int | None]:
        path = self.unit_paths.get(unit_id, ())
        binding = [
            bound
            for bound in self.schedules
            if (bound.unit_id is None or bound.unit_id in path)
            and bound.employee_id in (None, employee_id)
        ]
        chosen = schedule.schedule_on(on, [bound.value for bound in binding])
        if chosen is None:
            raise LookupError(f"no working hours on record for {on}")
        row_id = next(bound.row_id for bound in binding if bound.value is chosen)
        return schedule.resolve_day(chosen, on, ZoneInfo(zone), self.holidays), row_id


def rulebook_of(agency: Agency, first_day: date, last_day: date) -> Rulebook:
    """Read what holds in `agency` for dates from `first_day` to `last_day`; six statements.

    Must run inside the agency's tenancy.
    """
    units = list(Unit.objects.with_tree_fields().filter(agency=agency))
    paths = {unit.pk: tuple(unit.tree_path) for unit in units}
    depths = {pk: len(path) for pk, path in paths.items()}
    return Rulebook(
        agency=agency,
        schedules=tuple(_schedules(first_day, last_day, depths)),
        policies=tuple(_policies(agency, depths)),
        holidays=_holidays(agency, first_day, last_day),
        outages=_outages(agency, first_day, last_day),
        unit_paths=paths,
    )


def person_facts(employee: Employee, unit: Unit, sanctions: list[Sanction]) -> eligibility.Person:
    """What the eligibility rules look at, of one employee."""
    return eligibility.Person(
        ref=employee.pk,
        employment_type=EmploymentType(employee.employment_type),
        started_on=employee.appointed_on or date.min,
        echelon=employee.echelon,
        job_title=employee.job_title,
        direct_service=unit.direct_service,
        back_office=employee.back_office,
        sanctions=tuple(Period(row.first_day, row.last_day) for row in sanctions),
    )


def _schedules(
    first_day: date, last_day: date, depths: dict[int, int]
) -> Iterator[Bound[schedule.Schedule]]:
    fasts = list(RamadanPeriod.objects.filter(first_day__lte=last_day, last_day__gte=first_day))
    rows = Schedule.objects.filter(valid_from__lte=last_day)
    for row in rows:
        periods = [Period(row.valid_from, row.valid_until)]
        # National Ramadan hours hold in the Ramadans that were decreed, and no others.
        if row.kind == schedule.ScheduleKind.RAMADAN:
            periods = [
                Period(fast.first_day, fast.last_day)
                for fast in fasts
                if periods[0].covers(fast.first_day)
            ]
        for period in periods:
            value = _schedule_value(row, period, depths)
            yield Bound(value, row.unit_id, row.employee_id, row.pk)


def _schedule_value(row: Schedule, period: Period, depths: dict[int, int]) -> schedule.Schedule:
    return schedule.Schedule(
        period=period,
        hours=_hours(row.start, row.end_mon_thu, row.rest_mon_thu_minutes, row.rest_start_mon_thu),
        friday=_hours(row.start, row.end_fri, row.rest_fri_minutes, row.rest_start_fri),
        kind=schedule.ScheduleKind(row.kind),
        scope=_scope(row.agency_id, row.unit_id, row.employee_id),
        depth=depths.get(row.unit_id or 0, 0),
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


def policy_value(row: Policy, depth: int = 0) -> policy.Policy:
    """The rules' value of a policy row, whose unit stands `depth` levels deep (0: the agency)."""
    return policy.Policy(
        period=Period(row.valid_from, row.valid_until),
        name=row.name,
        legal_basis=f"{row.decree_number} ({row.regulation.number})",
        scope=_scope(row.agency_id, row.unit_id, None),
        depth=depth,
        weekdays=frozenset(int(digit) for digit in row.wfh_weekdays),
        modes=frozenset(WorkMode(mode) for mode in row.modes),
        weekly_limit=row.weekly_max_days,
        wfh_percent=row.wfh_cap_percent,
        wfo_percent=row.wfo_cap_percent,
        counts_absent_in_base=row.count_absent_in_base,
        excluded_posts=frozenset(row.excluded_posts),
        excludes_cpns=row.exclude_cpns,
        excludes_pppk_first_year=row.exclude_pppk_first_year,
        excludes_direct_service=row.exclude_direct_service,
    )


def _policies(agency: Agency, depths: dict[int, int]) -> Iterator[Bound[policy.Policy]]:
    rows = Policy.objects.published().filter(agency=agency).select_related("regulation")
    for row in rows:
        yield Bound(policy_value(row, depths.get(row.unit_id or 0, 0)), row.unit_id, None, row.pk)


def _holidays(agency: Agency, first_day: date, last_day: date) -> dict[date, Holiday]:
    rows = HolidayRow.objects.for_region(agency.region_id).between(first_day, last_day)
    found: dict[date, Holiday] = {}
    for row in rows:
        collective = row.kind == HolidayRowKind.COLLECTIVE_LEAVE
        kind = HolidayKind.COLLECTIVE_LEAVE if collective else HolidayKind.HOLIDAY
        if row.date not in found or not collective:
            found[row.date] = Holiday(row.date, kind, row.name, confirmed=row.confirmed)
    return found


def _outages(agency: Agency, first_day: date, last_day: date) -> tuple[events.Outage, ...]:
    # A day's edge in any of the three zones lies within a day of midnight UTC.
    start = datetime.combine(first_day - ONE_DAY, time(), UTC)
    end = datetime.combine(last_day + 2 * ONE_DAY, time(), UTC)
    rows = Outage.objects.declared().filter(agency=agency).touching(start, end)
    return tuple(events.Outage(row.starts_at, row.ends_at) for row in rows)


def event_value(row: CheckIn) -> events.Event:
    """The rules' value of a recorded event."""
    return events.Event(
        kind=EventKind(row.kind),
        mode=WorkMode(row.mode),
        tapped_at=row.tapped_at,
        received_at=row.recorded_at,
        tap_accepted=True if row.source in SURE_SOURCES else None,
        ref=str(row.id),
    )
