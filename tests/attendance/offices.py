"""A unit of seven with a head, a PPK and a delegate, on Wednesday before the week to plan."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from accounts.models import Agency, Delegation, Employee, Unit
from accounts.tenancy import tenant
from attendance.actions.roster_drafts import create_draft, save_lines, stamp_of
from attendance.actions.rosters import submit_roster
from attendance.models import Roster
from attendance.queries.plan_facts import PlannedLine, saved_lines
from tests import factories

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 23)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


@dataclass(frozen=True)
class Office:
    """Who is who. `staff` are the seven of the unit; the head sits in the unit above."""

    agency: Agency
    top: Unit
    unit: Unit
    head: Employee
    staff: tuple[Employee, ...]
    ppk: Employee
    delegate: Employee
    delegation: Delegation


def office(people: int = 7, **policy: Any) -> Office:
    """Rows for an agency whose policy is Friday WFH, at most half, two days a week."""
    agency = factories.agency()
    top = factories.unit(agency, name="Dinas Uji")
    unit = factories.unit(agency, parent=top, name="Bidang Uji")
    head = factories.employee(top, name="Hesti Kepala", job_title="Kepala Bidang")
    staff = tuple(factories.employee(unit, name=f"Staf {n:02d}") for n in range(1, people + 1))
    ppk = factories.employee(top, name="Wali Kota")
    delegate = factories.employee(top, name="Sekda")
    factories.grant(head, "supervisor", unit)
    factories.grant(ppk, "ppk")
    delegation = factories.delegation(ppk, delegate, "ppk")
    with tenant(agency.pk):
        factories.schedule(agency).save()
    factories.policy(agency, **policy)
    for person in (head, ppk, delegate, *staff):
        factories.standing(person, on=TODAY)
    return Office(agency, top, unit, head, staff, ppk, delegate, delegation)


def draft(of: Office, monday: date = MONDAY) -> Roster:
    """A first draft of the week, all in the office."""
    with tenant(of.agency.pk):
        return create_draft(unit=of.unit, first_day=monday, by=of.head, at=NOW)


def plan(of: Office, roster: Roster, *away: tuple[Employee, date], mode: str = "WFH") -> Roster:
    """The draft with these people away on these dates and everybody else in the office."""
    changed = {(person.pk, day) for person, day in away}
    with tenant(of.agency.pk):
        old = saved_lines(roster)
        lines = [
            PlannedLine(
                line.person_id,
                line.date,
                mode if (line.person_id, line.date) in changed else "WFO",
            )
            for line in old
        ]
        return save_lines(roster_id=roster.pk, lines=lines, stamp=stamp_of(old), by=of.head, at=NOW)


def submitted(of: Office, *away: tuple[Employee, date]) -> Roster:
    """The week's roster, handed in by the head."""
    roster = plan(of, draft(of), *away)
    with tenant(of.agency.pk):
        return submit_roster(roster_id=roster.pk, by=of.head, at=NOW)


def on_fridays(of: Office, count: int, first: int = 0) -> list[tuple[Employee, date]]:
    """So many of the staff away on the Friday."""
    return [(person, FRIDAY) for person in of.staff[first : first + count]]


def later(days: int) -> datetime:
    """The moment so many days on."""
    return NOW + timedelta(days=days)
