"""The rosters of a week or a month, unit by unit, and what the reader can do with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import Employee, Unit
from accounts.permissions import can_approve_roster, can_draft_roster
from asn_wfh import clock
from attendance.models import Roster, RosterState
from attendance.queries.rosters import WRITABLE, units_with_people
from attendance.rules.calendar import Period, week_start

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """The newest version of a roster. `in_force` is the version that holds meanwhile.

    `step` is what the reader can do next: `edit`, `settle` or `open`.
    """

    roster: Roster
    in_force: int | None
    step: str


@dataclass(frozen=True, slots=True)
class UnitRosters:
    """One unit's rosters that touch the period; `may_draft` says that a draft can be begun."""

    unit: Unit
    plans: tuple[UnitPlan, ...]
    is_settled: bool
    may_draft: bool


@dataclass(frozen=True, slots=True)
class RosterList:
    """A week, Monday to Sunday, or a month, of the units the reader may see.

    `now_first` is the first day of the present week or month.
    """

    first: date
    last: date
    is_month: bool
    now_first: date
    rows: tuple[UnitRosters, ...]
    units: tuple[Unit, ...]
    unit_id: int | None

    @property
    def open_count(self) -> int:
        """Units of the list without a roster in force on every date of the period."""
        return sum(not row.is_settled for row in self.rows)


def roster_list(
    person: Employee, *, day: date, whole_month: bool, unit_id: int | None, now: datetime
) -> RosterList:
    """The week or month of `day` for `person`; two statements beyond the person's standing."""
    first, last = period_around(day, whole_month=whole_month)
    units = units_with_people(person)
    found: dict[int, list[Roster]] = defaultdict(list)
    rosters = Roster.objects.visible_to(person).filter(first_day__lte=last, last_day__gte=first)
    for roster in rosters.order_by("first_day", "-version"):
        found[roster.unit_id].append(roster)
    today = clock.on_local_date(now, person.agency.zone)
    rows = tuple(
        _unit_rosters(person, unit, found[unit.pk], Period(first, last), draftable=last >= today)
        for unit in units
        if unit_id in (None, unit.pk)
    )
    now_first, _ = period_around(today, whole_month=whole_month)
    return RosterList(first, last, whole_month, now_first, rows, units, unit_id)


def period_around(day: date, *, whole_month: bool) -> tuple[date, date]:
    """The first and last date of the month, or of the Mon-Sun week, that contains `day`."""
    if not whole_month:
        monday = week_start(day)
        return monday, monday + 6 * ONE_DAY
    first = day.replace(day=1)
    return first, next_month(first) - ONE_DAY


def next_month(first: date) -> date:
    """The first of the month after the one that begins on `first`."""
    return (first + 31 * ONE_DAY).replace(day=1)


def _unit_rosters(
    person: Employee, unit: Unit, rosters: Iterable[Roster], period: Period, *, draftable: bool
) -> UnitRosters:
    versions: dict[date, list[Roster]] = defaultdict(list)
    for roster in rosters:
        versions[roster.first_day].append(roster)
    plans = tuple(_plan(person, unit, same) for same in versions.values())
    spans = [Period(plan.roster.first_day, plan.roster.last_day) for plan in plans]
    free = [day for day in period.days() if not any(span.covers(day) for span in spans)]
    is_whole = not free
    # What is left between two rosters is not one period: their own versions have to change.
    is_span = bool(free) and (free[-1] - free[0]).days + 1 == len(free)
    may_draft = can_draft_roster(person.standing, unit.pk) is not None
    return UnitRosters(
        unit=unit,
        plans=plans,
        is_settled=is_whole and all(plan.in_force is not None for plan in plans),
        may_draft=may_draft and draftable and is_span,
    )


def _plan(person: Employee, unit: Unit, versions: list[Roster]) -> UnitPlan:
    newest = versions[0]
    in_force = next((one.version for one in versions if one.state == RosterState.APPROVED), None)
    step = "open"
    if newest.state in WRITABLE and can_draft_roster(person.standing, unit.pk):
        step = "edit"
    elif newest.state == RosterState.SUBMITTED and can_approve_roster(person.standing, unit.pk):
        step = "settle"
    return UnitPlan(newest, in_force, step)
