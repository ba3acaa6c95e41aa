"""What policies mean for people on a date: who may be at home, who must come, who is undecided.

Facts are read once for a span of dates, then every date is judged by the rules over plain values,
so that a preview of one Friday and a trial of a whole quarter ask the same question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Agency, Employee
from accounts.rules import EmploymentType
from attendance.models import Absence, Sanction
from attendance.queries.conditions import Conditions, conditions_of
from attendance.rulebook import Rulebook
from attendance.rules.calendar import FIVE_DAYS, DayOff, Period, day_off
from attendance.rules.eligibility import EligibilityRefusal, Person, eligibility_refusals
from attendance.rules.modes import WorkMode
from attendance.rules.outcome import Outcome, outcome_of

COLUMNS = (
    "pk", "unit_id", "zone", "employment_type", "appointed_on", "echelon", "job_title",
    "unit__direct_service", "back_office",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """An active employee: what the rules look at, where and when, and the absences."""

    employee_id: int
    unit_id: int
    zone: str
    person: Person
    active: Period
    absences: tuple[Period, ...]

    def is_absent(self, day: date) -> bool:
        """Whether leave, travel, sickness or study covers `day`."""
        return any(period.covers(day) for period in self.absences)


@dataclass(frozen=True, slots=True)
class PersonEffect:
    """What the policies mean for one person on one date.

    `refusals` are all that stand in the way; caps and the week's other days are not counted,
    because they depend on the roster. `is_absent`: the person is on leave or travel that day.
    """

    employee_id: int
    unit_id: int
    outcome: Outcome
    refusals: tuple[EligibilityRefusal, ...]
    is_absent: bool


def eligibility_on(
    agency: Agency, rulebook: Rulebook, day: date, *, mode: WorkMode = WorkMode.WFH
) -> tuple[PersonEffect, ...]:
    """Every active employee's outcome for `mode` on `day` under `rulebook`; three statements, and
    up to four where a policy asks for scores or readiness.

    Must run inside the agency's tenancy; `rulebook` must span `day`. `rulebook.with_policy` puts a
    draft in place of what holds.
    """
    people = known_people(agency, rulebook, day, day)
    return tuple(effects_on(people, rulebook, day, mode=mode))


def known_people(
    agency: Agency,
    rulebook: Rulebook,
    first: date,
    last: date,
    *,
    unit_ids: Collection[int] | None = None,
    people: Collection[int] | None = None,
) -> tuple[KnownPerson, ...]:
    """The active employees (of these units, of these ids, or all) with their facts of the span.

    Scores and readiness are those of `last`, and read only where a policy of `rulebook` asks.
    """
    rows = Employee.objects.active().filter(agency=agency).order_by("unit_id", "name", "pk")
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    of_them = Q(agency=agency)
    if people is not None:
        rows = rows.filter(pk__in=people)
        of_them &= Q(employee_id__in=people)
    sanctions = _periods(Sanction.objects.filter(of_them), first, last)
    absences = _periods(Absence.objects.filter(of_them), first, last)
    conditions = conditions_of(
        agency_id=agency.pk,
        policies=[bound.value for bound in rulebook.policies],
        on=last,
        employee_ids=people,
    )
    return tuple(
        _known(row, sanctions.get(row[0], ()), absences.get(row[0], ()), conditions)
        for row in rows.values_list(*COLUMNS)
    )


def effects_on(
    people: Collection[KnownPerson],
    rulebook: Rulebook,
    day: date,
    *,
    mode: WorkMode = WorkMode.WFH,
) -> Iterator[PersonEffect]:
    """The outcome for `mode` on `day` of everybody who is in service then; no statement."""
    policies = {unit: rulebook.policies_for(unit) for unit in {one.unit_id for one in people}}
    for one in people:
        if not one.active.covers(day):
            continue
        off = off_on(rulebook, one, day)
        refusals = eligibility_refusals(
            one.person, day, mode, policies=policies[one.unit_id], off=off
        )
        yield PersonEffect(
            one.employee_id, one.unit_id, outcome_of(refusals), refusals, one.is_absent(day)
        )


def off_on(rulebook: Rulebook, one: KnownPerson, day: date) -> DayOff | None:
    """Why the person has no work on `day`, or None; the five-day week where no hours are known."""
    try:
        hours = rulebook.day(
            employee_id=one.employee_id, unit_id=one.unit_id, zone=one.zone, on=day
        )
    except LookupError:
        return day_off(day, FIVE_DAYS, rulebook.holidays)
    return hours.off


def _periods(rows: QuerySet[Any], first: date, last: date) -> dict[int, tuple[Period, ...]]:
    """The periods of dated rows that touch the span, by employee."""
    touching = rows.filter(Q(last_day=None) | Q(last_day__gte=first), first_day__lte=last)
    found: dict[int, list[Period]] = defaultdict(list)
    for person, start, end in touching.values_list("employee_id", "first_day", "last_day"):
        found[person].append(Period(start, end))
    return {person: tuple(periods) for person, periods in found.items()}


def _known(
    row: tuple[Any, ...],
    sanctions: tuple[Period, ...],
    absences: tuple[Period, ...],
    conditions: Conditions,
) -> KnownPerson:
    pk, unit_id, zone, kind, since, echelon, title, direct, back_office = row
    return KnownPerson(
        employee_id=pk,
        unit_id=unit_id,
        zone=zone,
        person=Person(
            ref=pk,
            employment_type=EmploymentType(kind),
            started_on=since or date.min,
            echelon=echelon,
            job_title=title,
            direct_service=direct,
            back_office=back_office,
            sanctions=sanctions,
            unit=unit_id,
            performance=conditions.ranks.get(pk),
            is_ready=conditions.is_ready(pk),
        ),
        active=Period(since or date.min),
        absences=absences,
    )
