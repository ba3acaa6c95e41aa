"""A draft's facts, wishes and past as the solver's case; the reverse, its answer as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attendance.models import RosterEntry
from attendance.queries.fairness import flexible_days
from attendance.queries.plan_facts import PlanFacts, PlannedLine
from attendance.queries.wishes import special_people, wishes_of
from attendance.rules.modes import WorkMode
from attendance.rules.roster import Ref
from attendance.solver.case import GenerationCase, Plan, Seats, Slot

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)


def solver_case(
    facts: PlanFacts, lines: Iterable[PlannedLine], *, keeps_lines: bool
) -> GenerationCase:
    """What the solver is asked; four statements beside those of the facts.

    With `keeps_lines` whatever of `lines` is more than a plain day in the office stays: it was
    chosen by somebody, while an empty cell is in the office, too.
    """
    agency_id, ids = facts.unit.agency_id, [person.pk for person in facts.people]
    first = facts.period.first_day
    last = facts.period.last_day or first
    wishes = wishes_of(agency_id=agency_id, employee_ids=ids, first=first, last=last)
    special = special_people(agency_id=agency_id, employee_ids=ids, first=first, last=last)
    earlier = flexible_days(agency_id=agency_id, employee_ids=ids, before=first)
    shares: dict[Ref, int] = dict(earlier.items())
    return GenerationCase(
        roster=facts.case(()),
        seats={
            day: tuple(
                Seats(desk.pk, desk.name, desk.needed)
                for desk in facts.desks
                if facts.is_open(desk, day)
            )
            for day in facts.days
        },
        kept=_kept(facts, lines) if keeps_lines else {},
        wishes={slot: WorkMode(wish.mode) for slot, wish in wishes.items() if slot in facts.slots},
        special=frozenset(special),
        shares=shares,
        before=_week_before(agency_id, ids, first),
    )


def answered_lines(
    facts: PlanFacts, lines: Iterable[PlannedLine], plans: Mapping[Slot, Plan]
) -> list[PlannedLine]:
    """The solver's plans as lines. Notes and shifts somebody typed stay with their cell."""
    typed = {(line.person_id, line.date): line for line in lines}
    answer = []
    for person, day in sorted(facts.slots, key=lambda slot: (slot[1], slot[0])):
        plan, old = plans[person, day], typed.get((person, day))
        answer.append(
            PlannedLine(
                person_id=person,
                date=day,
                mode=plan.mode.value,
                desk_id=None if plan.desk is None else int(plan.desk),
                note="" if old is None else old.note,
                shift_id=None if old is None else old.shift_id,
            )
        )
    return answer


def _kept(facts: PlanFacts, lines: Iterable[PlannedLine]) -> dict[Slot, Plan]:
    return {
        (line.person_id, line.date): Plan(WorkMode(line.mode), line.desk_id)
        for line in lines
        if (line.person_id, line.date) in facts.slots and _is_chosen(line)
    }


def _is_chosen(line: PlannedLine) -> bool:
    in_office = not WorkMode(line.mode).is_flexible
    return not in_office or bool(line.desk_id or line.note or line.shift_id)


def _week_before(agency_id: int, ids: list[int], first: date) -> dict[Slot, WorkMode]:
    rows = RosterEntry.objects.in_force().filter(
        agency_id=agency_id,
        employee_id__in=ids,
        date__range=(first - ONE_WEEK, first - ONE_DAY),
    )
    return {
        (employee_id, day): WorkMode(mode)
        for employee_id, day, mode in rows.values_list("employee_id", "date", "mode")
    }
