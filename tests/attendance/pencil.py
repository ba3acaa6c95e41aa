"""Every figure of a month, by plain Python: days judged anew by the rules, then counted one by one.

Nothing here asks the portal's own counting: the rules judge the raw events of each date, and lists
are gone through with a pencil.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from accounts.models import Agency, Employee, Unit
from accounts.tenancy import tenant
from attendance.queries.judging import JudgedRow, judge_people
from attendance.rulebook import rulebook_of

BASES = {
    "due_days": "workdays",
    "present_days": "due_days",
    "absent_days": "due_days",
    "excused_days": "workdays",
    **dict.fromkeys(("planned_wfo_days", "planned_wfh_days", "planned_wfa_days"), "workdays"),
    **dict.fromkeys(("rebuilt_days", "amended_days"), "workdays"),
    **dict.fromkeys(("wfo_days", "wfh_days", "wfa_days", "on_time_days"), "present_days"),
    **dict.fromkeys(("late_days", "no_out_days", "mismatch_days"), "present_days"),
    **dict.fromkeys(("pending_days", "outage_days", "as_planned_days"), "present_days"),
    **dict.fromkeys(("home_instead_days", "office_instead_days"), "present_days"),
    **dict.fromkeys(("quota_kept_days", "quota_broken_days"), "quota"),
    **dict.fromkeys(("cases_light", "cases_medium", "cases_severe"), "cases_opened"),
    **dict.fromkeys(("corrections_accepted", "corrections_refused"), "corrections"),
    "ready_people": "employees",
    **dict.fromkeys(("status_wrong", "status_in_time"), "status_reports"),
    "complaints_in_time": "complaints",
    **dict.fromkeys(("desk_staffed_minutes", "desk_unknown_minutes"), "desk_promised_minutes"),
}


@dataclass(frozen=True)
class Day:
    """A person's day as the rules judge it, with the date and how they serve."""

    date: date
    employment: str
    row: JudgedRow

    @property
    def flags(self) -> set[str]:
        """The flags one by one."""
        return set(filter(None, self.row.flags.split(";")))


@dataclass
class Pencil:
    """A month of days, and what else was written down about people: (code, person) pairs.

    `early` are a person's minutes of the year before the month; half of a unit may be away.
    `gone` are people without a day, with the unit they are in.
    """

    days: list[Day]
    parents: dict[int, int | None]
    about: list[tuple[str, int]] = field(default_factory=list)
    early: Counter[int] = field(default_factory=Counter)
    of_agency: Counter[str] = field(default_factory=Counter)
    changed: set[tuple[int, date]] = field(default_factory=set)
    gone: dict[int, int] = field(default_factory=dict)

    @property
    def homes(self) -> dict[int, int]:
        """The unit of each person's latest day."""
        return {
            day.row.employee_id: day.row.unit_id
            for day in sorted(self.days, key=lambda one: one.date)
        }

    def below(self, unit: int) -> set[int]:
        """A unit and all under it."""
        found = {unit}
        while more := {pk for pk, parent in self.parents.items() if parent in found} - found:
            found |= more
        return found

    def of_units(self, units: set[int]) -> Counter[str]:
        """The figures of some units."""
        people = {person for person, home in self.homes.items() if home in units}
        counted = self.of_days(day for day in self.days if day.row.unit_id in units)
        counted["employees"] = len(people)
        counted["converted_days"] = sum(map(self.converted, people))
        people |= {person for person, unit in self.gone.items() if unit in units}
        counted.update(code for code, person in self.about if person in people)
        return counted

    def of_days(self, days: Iterable[Day]) -> Counter[str]:
        """The figures of some days."""
        chosen = list(days)
        counted: Counter[str] = Counter()
        for day in chosen:
            counted.update(_codes(day))
            counted["late_minutes"] += day.row.late_minutes
            counted["early_minutes"] += day.row.early_minutes
            counted["lost_minutes"] += day.row.late_minutes + day.row.early_minutes
            counted["rebuilt_days"] += (day.row.employee_id, day.date) in self.changed
        for unit, on in {(day.row.unit_id, day.date) for day in chosen}:
            there = [day for day in chosen if (day.row.unit_id, day.date) == (unit, on)]
            due = [day for day in there if day.row.status in ("present", "absent")]
            away = sum(day.row.place in ("WFH", "WFA") for day in due)
            if due:
                kept = away <= len(due) * 50 // 100
                counted["quota_kept_days" if kept else "quota_broken_days"] += 1
        return counted

    def converted(self, person: int) -> int:
        """Whole days of 450 minutes that the month added."""
        minutes = sum(
            day.row.late_minutes + day.row.early_minutes
            for day in self.days
            if day.row.employee_id == person
        )
        return (self.early[person] + minutes) // 450 - self.early[person] // 450


def judged_again(agency: Agency, first: date, last: date, now: datetime) -> list[Day]:
    """Every day from `first` to `last`, judged at `now` from its plan, events and absences."""
    found = []
    with tenant(agency.pk):
        book = rulebook_of(agency, first, last)
        serving = dict(Employee.objects.filter(agency=agency).values_list("pk", "employment_type"))
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            rows = judge_people(book, day, now).rows
            found += [Day(day, serving[row.employee_id], row) for row in rows]
    return found


def parents_of(agency: Agency) -> dict[int, int | None]:
    """Each unit's parent."""
    with tenant(agency.pk):
        return dict(Unit.objects.filter(agency=agency).values_list("pk", "parent_id"))


def with_base(counted: Counter[str], code: str) -> tuple[int, int | None]:
    """A figure's value and what it is a share of."""
    base = BASES.get(code)
    if base == "quota":
        return counted[code], counted["quota_kept_days"] + counted["quota_broken_days"]
    return counted[code], None if base is None else counted[base]


def _codes(day: Day) -> Iterable[str]:
    """The figures of days that a day counts for, but those looked up elsewhere."""
    row, away = day.row, ("WFH", "WFA")
    if row.status == "off":
        return
    yield "workdays"
    if row.plan:
        yield f"planned_{row.plan.lower()}_days"
    yield {"present": "present_days", "absent": "absent_days"}.get(row.status, "excused_days")
    if row.status != "excused":
        yield "due_days"
    if row.status != "present":
        return
    yield f"{row.place.lower()}_days"
    yield from (f"{one}_days" for one in day.flags & {"no_out", "mismatch", "pending", "outage"})
    if row.late_minutes:
        yield "late_days"
    elif row.first_in is not None:
        yield "on_time_days"
    if row.place == row.plan:
        yield "as_planned_days"
    if row.plan == "WFO" and row.place in away:
        yield "home_instead_days"
    if row.plan in away and row.place == "WFO":
        yield "office_instead_days"
