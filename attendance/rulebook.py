"""The rows of law and practice of one agency, read once and turned into the rules' values.

A page, a task and a simulation all ask the same `Rulebook`: which hours bind this person on
this date, which policies hold for this unit, which outages there were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
from attendance.policy_rows import cut_to_levels, policy_value, region_periods, without
from attendance.queries.emergencies import releases_on
from attendance.rules import eligibility, events, policy, schedule
from attendance.rules.calendar import Holiday, HolidayKind, Period
from attendance.rules.emergencies import Release
from attendance.rules.modes import EventKind, WorkMode
from attendance.schedule_rows import schedule_value
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
    """A rule value and whom it binds: everybody, a unit and all below it, or one person.

    Hours with a `shift_code` bind nobody until a roster's line names their row.
    """

    value: T
    unit_id: int | None = None
    employee_id: int | None = None
    row_id: int | None = None
    shift_code: str = ""


@dataclass(frozen=True)
class Rulebook:
    """What holds in one agency for a span of dates.

    `unit_paths` gives each unit's id the ids from the top of the tree down to itself,
    `unit_codes` each unit's code its id.
    """

    agency: Agency
    schedules: tuple[Bound[schedule.Schedule], ...]
    policies: tuple[Bound[policy.Policy], ...]
    holidays: dict[date, Holiday]
    outages: tuple[events.Outage, ...]
    unit_paths: dict[int, tuple[int, ...]]
    unit_codes: dict[str, int] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    _days: dict[tuple[int, int, str, date, int], tuple[schedule.DaySchedule, int | None]] = field(
        default_factory=dict
    )

    def day(
        self, *, employee_id: int, unit_id: int, zone: str, on: date, shift_id: int | None = None
    ) -> schedule.DaySchedule:
        """The hours that bind a person of a unit, posted in `zone`, on the date `on`.

        `shift_id` is the row of hours that the roster's line of the date names. Raises
        LookupError where no hours are on record for the date.
        """
        return self._resolved(employee_id, unit_id, zone, on, shift_id or 0)[0]

    def schedule_id(
        self, *, employee_id: int, unit_id: int, zone: str, on: date, shift_id: int | None = None
    ) -> int | None:
        """The row whose hours `day` used."""
        return self._resolved(employee_id, unit_id, zone, on, shift_id or 0)[1]

    @cached_property
    def has_shifts(self) -> bool:
        """Whether there are hours that a roster's line can name."""
        return any(bound.shift_code for bound in self.schedules)

    def shifts_for(self, unit_id: int) -> tuple[Bound[schedule.Schedule], ...]:
        """The named shifts of a unit: its own, those of the units above it, the agency's."""
        path = self.unit_paths.get(unit_id, ())
        return tuple(
            bound
            for bound in self.schedules
            if bound.shift_code and (bound.unit_id is None or bound.unit_id in path)
        )

    def policies_for(self, unit_id: int) -> tuple[policy.Policy, ...]:
        """The policies that hold for a unit: the agency's and those of the units above it."""
        path = self.unit_paths.get(unit_id, ())
        return tuple(
            bound.value for bound in self.policies if bound.unit_id is None or bound.unit_id in path
        )

    def bounds_of(self, row: Policy) -> tuple[Bound[policy.Policy], ...]:
        """What a policy row binds, a draft's too: once, or once for each time of its region level.

        One statement for a row with a region level, none else.
        """
        tops = {self.unit_codes.get(code) for code in row.excluded_unit_codes}
        excluded = frozenset(
            unit_id for unit_id, path in self.unit_paths.items() if not tops.isdisjoint(path)
        )
        depth = len(self.unit_paths.get(row.unit_id or 0, ()))
        values = [policy_value(row, depth, excluded_units=excluded)]
        if row.region_level is not None:
            values = list(cut_to_levels(values[0], region_periods(self.agency, row.region_level)))
        return tuple(Bound(value, row.unit_id, None, row.pk) for value in values)

    def with_policy(self, *bounds: Bound[policy.Policy]) -> Rulebook:
        """The same book with a policy (`bounds_of` a draft) in place of what held in its scope.

        As on publication, what held before it ends the day before it begins.
        """
        kept = list(self.policies)
        for new in bounds:
            kept = [left for old in kept if (left := _left_of(old, new)) is not None]
        return replace(self, policies=(*kept, *bounds))

    def _resolved(
        self, employee_id: int, unit_id: int, zone: str, on: date, shift_id: int
    ) -> tuple[schedule.DaySchedule, int | None]:
        own = employee_id if employee_id in self._people_with_own_hours else 0
        key = (own, unit_id, zone, on, shift_id)
        if key not in self._days:
            usual = self._resolve(own, unit_id, zone, on)
            self._days[key] = self._in_shift(usual, shift_id, zone, on) if shift_id else usual
        return self._days[key]

    def _in_shift(
        self, usual: tuple[schedule.DaySchedule, int | None], shift_id: int, zone: str, on: date
    ) -> tuple[schedule.DaySchedule, int | None]:
        """The day in the hours of a named shift; whether work is due stays the unit's matter.

        A row that does not hold on the date gives no hours: what ended binds nobody.
        """
        for bound in self.schedules:
            if bound.row_id == shift_id and bound.shift_code and bound.value.period.covers(on):
                hours = schedule.resolve_day(bound.value, on, ZoneInfo(zone), self.holidays)
                return replace(hours, off=usual[0].off), shift_id
        return usual

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
            if not bound.shift_code
            and (bound.unit_id is None or bound.unit_id in path)
            and bound.employee_id in (None, employee_id)
        ]
        chosen = schedule.schedule_on(on, [bound.value for bound in binding])
        if chosen is None:
            raise LookupError(f"no working hours on record for {on}")
        row_id = next(bound.row_id for bound in binding if bound.value is chosen)
        return schedule.resolve_day(chosen, on, ZoneInfo(zone), self.holidays), row_id


def rulebook_of(agency: Agency, first_day: date, last_day: date) -> Rulebook:
    """Read what holds in `agency` for dates from `first_day` to `last_day`; seven statements, and
    one for each policy that hangs on the level of the region.

    Must run inside the agency's tenancy.
    """
    units = list(Unit.objects.with_tree_fields().filter(agency=agency))
    paths = {unit.pk: tuple(unit.tree_path) for unit in units}
    depths = {pk: len(path) for pk, path in paths.items()}
    book = Rulebook(
        agency=agency,
        schedules=tuple(_schedules(first_day, last_day, depths)),
        policies=(),
        holidays=_holidays(agency, first_day, last_day),
        outages=_outages(agency, first_day, last_day),
        unit_paths=paths,
        unit_codes={unit.code: unit.pk for unit in units},
        releases=releases_on(agency_id=agency.pk, first=first_day, last=last_day),
    )
    rows = Policy.objects.published().filter(agency=agency).select_related("regulation")
    return replace(book, policies=tuple(bound for row in rows for bound in book.bounds_of(row)))


def person_facts(
    employee: Employee,
    unit: Unit,
    sanctions: list[Sanction],
    *,
    performance: tuple[int, int] | None = None,
    is_ready: bool = True,
) -> eligibility.Person:
    """What the eligibility rules look at, of one employee.

    `performance` and `is_ready` matter only under policies that ask for them:
    `queries.conditions.conditions_of` reads them for such.
    """
    return eligibility.Person(
        ref=employee.pk,
        employment_type=EmploymentType(employee.employment_type),
        started_on=employee.appointed_on or date.min,
        echelon=employee.echelon,
        job_title=employee.job_title,
        direct_service=unit.direct_service,
        back_office=employee.back_office,
        sanctions=tuple(Period(row.first_day, row.last_day) for row in sanctions),
        unit=unit.pk,
        performance=performance,
        is_ready=is_ready,
    )


def _left_of(old: Bound[policy.Policy], new: Bound[policy.Policy]) -> Bound[policy.Policy] | None:
    """What remains of a policy where another takes its place; the whole in another scope."""
    was, now = old.value, new.value
    scope = (old.unit_id, was.post.casefold(), was.region_level)
    if scope != (new.unit_id, now.post.casefold(), now.region_level):
        return old
    period = without(was.period, now.period)
    return None if period is None else replace(old, value=replace(was, period=period))


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
            value = schedule_value(row, period, depths)
            yield Bound(value, row.unit_id, row.employee_id, row.pk, row.shift_code)


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
