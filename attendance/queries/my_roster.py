"""One person's plan for a month: the roster lines in force, and what holds without one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts.models import Employee
from attendance.models import Absence, AssignmentLetter, RosterEntry, Wish
from attendance.queries.live import hours_of, shift_of
from attendance.queries.months import Month
from attendance.queries.wishes import wishes_of
from attendance.rulebook import rulebook_of
from attendance.rules.calendar import OffKind
from attendance.rules.modes import WorkMode
from attendance.rules.schedule import DaySchedule
from attendance.rules.wishes import last_wish_day
from attendance.wording import off_sentence


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A date of the plan. `code` is the mode, an absence's kind, `off` or `no_hours`.

    `approved` says that a roster line in force stands behind the mode; `name` is a holiday's.
    `wish` is the place wished for, while the roster is not decided; a plan in force ahead can be
    exchanged.
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
    shift: str = ""
    wish: str = ""
    can_wish: bool = False
    can_swap: bool = False


@dataclass(frozen=True, slots=True)
class MyRoster:
    """The days of a month in order, grouped by Mon-Sun week, and how many days of each mode.

    `letters` are the valid *surat tugas* of the rosters in force.
    """

    weeks: tuple[tuple[PlannedDay, ...], ...]
    counts: tuple[tuple[str, int], ...]
    has_roster: bool
    letters: tuple[AssignmentLetter, ...] = ()


def my_roster_of(person: Employee, month: Month) -> MyRoster:
    """The plan of `person` for `month`; ten statements."""
    rulebook = rulebook_of(person.agency, month.first, month.last)
    entries = {
        entry.date: entry
        for entry in RosterEntry.objects.of(person)
        .in_force()
        .filter(date__range=(month.first, month.last))
        .select_related("desk__office", "shift")
    }
    wishes = wishes_of(
        agency_id=person.agency_id, employee_ids=[person.pk], first=month.first, last=month.last
    )
    absences = list(
        Absence.objects.of(person).filter(first_day__lte=month.last, last_day__gte=month.first)
    )
    days = []
    for on in month.days:
        entry = entries.get(on)
        hours = hours_of(rulebook, person, on, shift_of(entry))
        excuse = next((one for one in absences if one.first_day <= on <= one.last_day), None)
        if hours is None:
            days.append(PlannedDay(on, "no_hours"))
        elif hours.off is not None:
            weekend = hours.off.kind is OffKind.WEEKEND
            name = "" if weekend else off_sentence(hours.off)
            days.append(PlannedDay(on, "off", name=hours.off.name or name, is_weekend=weekend))
        elif excuse is not None:
            days.append(PlannedDay(on, excuse.kind))
        else:
            wish = wishes.get((person.pk, on))
            days.append(_working_day(on, hours, entry, wish, month.today))
    letters = tuple(_letters({entry.roster_id for entry in entries.values()}, person))
    return MyRoster(_by_week(days), _counts(days), bool(entries), letters)


def _letters(roster_ids: set[int], person: Employee) -> Iterable[AssignmentLetter]:
    rows = AssignmentLetter.objects.filter(
        agency_id=person.agency_id, roster_id__in=roster_ids, document__revoked_at=None
    )
    return rows.select_related("roster").order_by("roster__first_day")


def _working_day(
    on: date, hours: DaySchedule, entry: RosterEntry | None, wish: Wish | None, today: date
) -> PlannedDay:
    """What the line in force says, or the office where there is none."""
    usual = PlannedDay(
        date=on,
        code=WorkMode.WFO.value,
        starts_at=hours.start_at,
        ends_at=hours.end_at,
    )
    if entry is None:
        can_wish = today < on <= last_wish_day(today)
        return replace(usual, wish="" if wish is None else wish.mode, can_wish=can_wish)
    return replace(
        usual,
        code=entry.mode,
        approved=True,
        desk=_desk(entry),
        note=entry.note,
        shift="" if entry.shift is None else entry.shift.shift_name,
        can_swap=on > today,
    )


def _desk(entry: RosterEntry) -> str:
    if entry.desk is None:
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
