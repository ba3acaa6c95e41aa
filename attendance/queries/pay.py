"""What the allowance of a month rests on: the table in force, and people's days a few at a time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from accounts.models import Agency, Employee
from accounts.rules import EmploymentType
from attendance.models import CaseState, DisciplineCase, PayReduction, WorkDay
from attendance.queries.days import Span
from attendance.queries.sanctions import TableBook
from attendance.rules.calendar import Period
from attendance.rules.pay import Band, Ground, PayDay
from attendance.rules.sanctions import Level, Sanction, Step
from attendance.rules.sanctions import Measure as StepMeasure
from attendance.rules.verdict import Flag, Status

NO_LONGER = (CaseState.LAPSED, CaseState.MERGED, CaseState.DISMISSED)
"""A case in one of these indicates nothing."""


@dataclass(frozen=True, slots=True)
class PayMonth:
    """A person's month: who, in which unit at its end, its days, and what the year indicates.

    `converted_days` are the whole days that the month's minutes completed since 1 January.
    """

    nip: str
    name: str
    employment_type: str
    unit_code: str
    unit_name: str
    days: tuple[PayDay, ...]
    pending: int
    converted_days: int
    sanction: str
    pay_stops_from: date | None


def bands_of(agency_id: int, span: Span) -> tuple[Band, ...]:
    """Every row that holds on a date of `span`: the agency's own and the portal's examples."""
    rows = reductions_between(agency_id, span.first, span.last)
    return tuple(band_of(row) for row in rows)


def reductions_between(agency_id: int, first: date, last: date) -> list[PayReduction]:
    """The rows in force on any date from `first` to `last`, by ground and minutes."""
    mine = Q(agency_id=agency_id) | Q(agency_id=None)
    held = Q(valid_until__isnull=True) | Q(valid_until__gte=first)
    return list(PayReduction.objects.filter(mine & held, valid_from__lte=last))


def band_of(row: PayReduction) -> Band:
    """A row as the rules' value."""
    return Band(
        ground=Ground(row.ground),
        period=Period(row.valid_from, row.valid_until),
        from_minutes=row.from_minutes,
        until_minutes=row.until_minutes,
        hundredths=row.percent_hundredths,
        own=row.agency_id is not None,
    )


def paid_people(agency: Agency, span: Span) -> array[int]:
    """Ids of everybody with a judged day in `span`, by NIP: eight bytes a person."""
    days = WorkDay.objects.filter(agency=agency, date__range=(span.first, span.last))
    people = Employee.objects.filter(agency=agency, pk__in=days.values("employee_id"))
    ids = people.order_by("nip").values_list("pk", flat=True)
    return array("q", ids.iterator(chunk_size=5000))


def pay_months(
    agency: Agency, span: Span, people: Sequence[int], tables: TableBook
) -> list[PayMonth]:
    """The months of `people` (ids) in their order; four statements, however many they are."""
    found = {
        one.pk: one
        for one in Employee.objects.filter(agency=agency, pk__in=people).only(
            "nip", "name", "employment_type"
        )
    }
    days, units, pending = _days(agency, span, people)
    before = _minutes_before(agency, span, people)
    cases = _cases(agency, span, people)
    return [
        PayMonth(
            nip=found[pk].nip,
            name=found[pk].name,
            employment_type=found[pk].employment_type,
            unit_code=units[pk][0],
            unit_name=units[pk][1],
            days=tuple(days[pk]),
            pending=pending[pk],
            converted_days=_converted(found[pk], days[pk], before.get(pk, 0), span, tables),
            sanction=_heaviest(cases[pk]),
            pay_stops_from=min(
                (case.pay_stops_from for case in cases[pk] if case.pay_stops_from), default=None
            ),
        )
        for pk in people
        if pk in found and days[pk]
    ]


def _days(
    agency: Agency, span: Span, people: Sequence[int]
) -> tuple[dict[int, list[PayDay]], dict[int, tuple[str, str]], dict[int, int]]:
    rows = WorkDay.objects.filter(
        agency=agency, date__range=(span.first, span.last), employee_id__in=people
    ).order_by("employee_id", "date")
    days: dict[int, list[PayDay]] = defaultdict(list)
    units: dict[int, tuple[str, str]] = {}
    pending: dict[int, int] = defaultdict(int)
    fields = ("employee_id", "unit__code", "unit__name", "date", "status")
    for pk, code, name, day, status, late, early, flags in rows.values_list(
        *fields, "late_minutes", "early_minutes", "flags"
    ).iterator():
        days[pk].append(PayDay(day, Status(status), late, early, Flag.NO_OUT in flags))
        # The latest day stands last: where somebody worked at the end of the month.
        units[pk] = (code, name)
        pending[pk] += Flag.PENDING in flags
    return days, units, pending


def _minutes_before(agency: Agency, span: Span, people: Sequence[int]) -> dict[int, int]:
    """Minutes late and early of the year before `span`, by person."""
    rows = WorkDay.objects.filter(
        agency=agency,
        date__gte=span.first.replace(month=1, day=1),
        date__lt=span.first,
        employee_id__in=people,
    ).values("employee_id")
    summed = rows.annotate(late=Sum("late_minutes"), early=Sum("early_minutes"))
    return {row["employee_id"]: row["late"] + row["early"] for row in summed}


def _converted(
    person: Employee, days: Iterable[PayDay], before: int, span: Span, tables: TableBook
) -> int:
    table = tables.on(EmploymentType(person.employment_type), span.last)
    if table is None or not table.minutes_per_day:
        return 0
    minutes = sum(day.late_minutes + day.early_minutes for day in days)
    return (before + minutes) // table.minutes_per_day - before // table.minutes_per_day


def _cases(agency: Agency, span: Span, people: Sequence[int]) -> dict[int, list[DisciplineCase]]:
    rows = DisciplineCase.objects.filter(
        agency=agency, employee_id__in=people, year=span.first.year, crossed_on__lte=span.last
    ).exclude(state__in=NO_LONGER)
    found: dict[int, list[DisciplineCase]] = defaultdict(list)
    for case in rows:
        found[case.employee_id].append(case)
    return found


def _heaviest(cases: Iterable[DisciplineCase]) -> str:
    """The code of the heaviest sanction indicated, or empty."""
    steps = [
        Step(StepMeasure.TOTAL, 0, Level(case.level), Sanction(case.sanction)) for case in cases
    ]
    heaviest = max(steps, key=lambda step: step.severity, default=None)
    return "" if heaviest is None else heaviest.sanction.value
