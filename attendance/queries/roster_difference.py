"""Two versions of a roster side by side: whose plan is another one, and what each day counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from attendance.models import Roster, RosterEntry, WorkMode


@dataclass(frozen=True, slots=True)
class Cell:
    """One person's plan of a date as people read it; `mode` is empty without a line."""

    mode: str = ""
    desk: str = ""
    shift: str = ""
    note: str = ""


Cells = Mapping[tuple[int, date], tuple[str, Cell]]
"""By person and date, the person's name and the plan."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A date of one person whose plan differs."""

    day: date
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """Everything that differs for one person, by date."""

    name: str
    changes: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How many lines of each place a date has, before and after."""

    day: date
    counts: tuple[tuple[str, int, int], ...]

    @property
    def differs(self) -> bool:
        """Whether a count of the date is another one."""
        return any(before != after for _, before, after in self.counts)


@dataclass(frozen=True, slots=True)
class Difference:
    """What `new` says otherwise than `old`: versions of one unit and period."""

    old: Roster
    new: Roster
    people: tuple[PersonChanges, ...]
    days: tuple[DayCounts, ...]

    @property
    def change_count(self) -> int:
        """How many plans differ."""
        return sum(len(person.changes) for person in self.people)


def roster_difference(old: Roster, new: Roster) -> Difference:
    """The difference of two versions; two statements."""
    before, after = _cells(old), _cells(new)
    names = {pk: name for (pk, _), (name, _) in (*before.items(), *after.items())}
    changed: dict[int, list[CellChange]] = {}
    for person, day in sorted(before.keys() | after.keys(), key=lambda slot: slot[1]):
        was, now = _cell(before, (person, day)), _cell(after, (person, day))
        if was != now:
            changed.setdefault(person, []).append(CellChange(day, was, now))
    people = sorted(changed, key=lambda pk: (names[pk], pk))
    return Difference(
        old=old,
        new=new,
        people=tuple(PersonChanges(names[pk], tuple(changed[pk])) for pk in people),
        days=tuple(_day_counts(before, after)),
    )


def _day_counts(before: Cells, after: Cells) -> Iterator[DayCounts]:
    """Each date on which anybody is planned, with the places that either version uses."""
    sides = [
        Counter((day, cell.mode) for (_, day), (_, cell) in side.items())
        for side in (before, after)
    ]
    used = {mode for side in sides for _, mode in side}
    for day in sorted({day for side in sides for day, _ in side}):
        counts = ((mode, sides[0][day, mode], sides[1][day, mode]) for mode in WorkMode.values)
        yield DayCounts(day, tuple(one for one in counts if one[0] in used))


def _cell(cells: Cells, slot: tuple[int, date]) -> Cell:
    return cells[slot][1] if slot in cells else Cell()


def _cells(roster: Roster) -> Cells:
    rows = RosterEntry.objects.filter(agency_id=roster.agency_id, roster=roster)
    return {
        (row.employee_id, row.date): (
            row.employee.name,
            Cell(
                mode=row.mode,
                desk="" if row.desk is None else row.desk.name,
                shift="" if row.shift is None else row.shift.shift_name,
                note=row.note,
            ),
        )
        for row in rows.select_related("employee", "desk", "shift")
    }


def versions_of(roster: Roster) -> tuple[Roster, ...]:
    """All versions of the unit and period, newest first; one statement."""
    rows = Roster.objects.filter(
        agency_id=roster.agency_id, unit_id=roster.unit_id, first_day=roster.first_day
    )
    named = rows.select_related("drafted_by", "settled_by", "settled_under__principal")
    return tuple(named.order_by("-version"))
