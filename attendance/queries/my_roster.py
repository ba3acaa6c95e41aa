"""One person's plan for a month: the roster lines in force, and what holds without one."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Employee
from attendance.models import Absence, RosterEntry
from attendance.queries.live import hours_of
from attendance.queries.months import Month
from attendance.rulebook import rulebook_of
from attendance.rules.calendar import OffKind
from attendance.rules.modes import WorkMode
from attendance.wording import off_sentence


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A date of the plan. `code` is the mode, an absence's kind, `off` or `no_hours`.

    `approved` says that a roster line in force stands behind the mode; `name` is a holiday's.
    """

    date: date
    code: str
    approved: bool = False
    name: str = ""
    desk: str = ""
    note: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_weekend: bool = False


@dataclass(frozen=True, slots=True)
class MyRoster:
    """The days of a month in order, grouped by Mon-Sun week, and how many days of each mode."""

    weeks: tuple[tuple[PlannedDay, ...], ...]
    counts: tuple[tuple[str, int], ...]
    has_roster: bool


def my_roster_of(person: Employee, month: Month) -> MyRoster:
    """The plan of `person` for `month`; eight statements."""
    rulebook = rulebook_of(person.agency, month.first, month.last)
    entries = {
        entry.date: entry
        for entry in RosterEntry.objects.of(person)
        .in_force()
        .filter(date__range=(month.first, month.last))
        .select_related("desk__office")
    }
    absences = list(
        Absence.objects.of(person).filter(first_day__lte=month.last, last_day__gte=month.first)
    )
    days = []
    for on in month.days:
        hours = hours_of(rulebook, person, on)
        excuse = next((one for one in absences if one.first_day <= on <= one.last_day), None)
        entry = entries.get(on)
        if hours is None:
            days.append(PlannedDay(on, "no_hours"))
        elif hours.off is not None:
            weekend = hours.off.kind is OffKind.WEEKEND
            name = "" if weekend else off_sentence(hours.off)
            days.append(PlannedDay(on, "off", name=hours.off.name or name, is_weekend=weekend))
        elif excuse is not None:
            days.append(PlannedDay(on, excuse.kind))
        else:
            days.append(
                PlannedDay(
                    date=on,
                    code=WorkMode.WFO.value if entry is None else entry.mode,
                    approved=entry is not None,
                    desk=_desk(entry),
                    note="" if entry is None else entry.note,
                    starts_at=hours.start_at,
                    ends_at=hours.end_at,
                )
            )
    return MyRoster(_by_week(days), _counts(days), has_roster=bool(entries))


def _desk(entry: RosterEntry | None) -> str:
    if entry is None or entry.desk is None:
        return ""
    return f"{entry.desk.name}, {entry.desk.office.name}"


def _by_week(days: list[PlannedDay]) -> tuple[tuple[PlannedDay, ...], ...]:
    weeks: list[list[PlannedDay]] = []
    for one in days:
        if not weeks or one.date.isoweekday() == 1:
            weeks.append([])
        weeks[-1].append(one)
    return tuple(tuple(week) for week in weeks)


def _counts(days: list[PlannedDay]) -> tuple[tuple[str, int], ...]:
    counted = ((mode.value, sum(one.code == mode for one in days)) for mode in WorkMode)
    return tuple((code, number) for code, number in counted if number)
