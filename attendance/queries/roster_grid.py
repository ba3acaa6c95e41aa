"""What a planner sees beside the grid: fairness, wishes, circumstances, rosters to copy from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from attendance.models import Roster, RosterState, Wish
from attendance.queries.fairness import flexible_days
from attendance.queries.plan_facts import PlanFacts
from attendance.queries.wishes import special_people, wishes_of

SOURCES_SHOWN = 12
"""Rosters offered for copying: a year of months, or a quarter of weeks."""


@dataclass(frozen=True, slots=True)
class GridSigns:
    """By person: flexible days of the weeks before; wishes by date; who has a circumstance."""

    before: Mapping[int, int]
    wishes: Mapping[tuple[int, date], Wish]
    special: frozenset[int]


def grid_signs(facts: PlanFacts) -> GridSigns:
    """The signs of a roster's people and dates; three statements."""
    ids = [person.pk for person in facts.people]
    agency_id, period = facts.unit.agency_id, facts.period
    first, last = period.first_day, period.last_day or period.first_day
    return GridSigns(
        before=flexible_days(agency_id=agency_id, employee_ids=ids, before=first),
        wishes=wishes_of(agency_id=agency_id, employee_ids=ids, first=first, last=last),
        special=frozenset(
            special_people(agency_id=agency_id, employee_ids=ids, first=first, last=last)
        ),
    )


def earlier_rosters(roster: Roster) -> tuple[Roster, ...]:
    """Rosters of the same unit that began before `roster` and held, newest first; one statement."""
    held = Roster.objects.filter(
        agency_id=roster.agency_id,
        unit_id=roster.unit_id,
        state=RosterState.APPROVED,
        first_day__lt=roster.first_day,
    )
    return tuple(held.order_by("-first_day")[:SOURCES_SHOWN])
