"""Who a roster is about: each person's facts, absences, flexible days planned elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from accounts.models import Employee, Unit
from attendance.models import Absence, RosterEntry, Sanction, WorkMode
from attendance.queries.conditions import conditions_of
from attendance.rulebook import person_facts
from attendance.rules import roster
from attendance.rules.calendar import Period, week_start
from attendance.rules.events import Absence as AbsenceValue
from attendance.rules.events import AbsenceKind
from attendance.rules.policy import Policy

SIX_DAYS = timedelta(days=6)


def members_of(
    unit: Unit, people: Sequence[Employee], policies: Iterable[Policy], period: Period
) -> list[roster.Member]:
    """The people as the rules see them; at most four statements for any number of them."""
    ids = [person.pk for person in people]
    conditions = conditions_of(
        agency_id=unit.agency_id,
        policies=policies,
        on=period.last_day or period.first_day,
        employee_ids=ids,
    )
    sanctions: dict[int, list[Sanction]] = defaultdict(list)
    for row in Sanction.objects.filter(agency_id=unit.agency_id, employee_id__in=ids):
        sanctions[row.employee_id].append(row)
    absences: dict[int, list[AbsenceValue]] = defaultdict(list)
    for away in Absence.objects.filter(
        agency_id=unit.agency_id,
        employee_id__in=ids,
        first_day__lte=period.last_day,
        last_day__gte=period.first_day,
    ):
        value = AbsenceValue(AbsenceKind(away.kind), Period(away.first_day, away.last_day))
        absences[away.employee_id].append(value)
    return [
        roster.Member(
            person=person_facts(
                person,
                unit,
                sanctions[person.pk],
                performance=conditions.ranks.get(person.pk),
                is_ready=conditions.is_ready(person.pk),
            ),
            active=Period(person.appointed_on or date.min),
            absences=tuple(absences[person.pk]),
        )
        for person in people
    ]


def taken_elsewhere(
    agency_id: int, ids: list[int], period: Period
) -> dict[roster.Ref, frozenset[date]]:
    """Flexible dates in force outside `period`, in the weeks it touches; one statement."""
    last = week_start(period.last_day or period.first_day) + SIX_DAYS
    rows = (
        RosterEntry.objects.in_force()
        .filter(
            agency_id=agency_id,
            employee_id__in=ids,
            date__range=(week_start(period.first_day), last),
        )
        .exclude(mode=WorkMode.WFO)
        .exclude(date__range=(period.first_day, period.last_day))
        .values_list("employee_id", "date")
    )
    taken: dict[int, set[date]] = defaultdict(set)
    for employee_id, day in rows:
        taken[employee_id].add(day)
    return {ref: frozenset(days) for ref, days in taken.items()}
