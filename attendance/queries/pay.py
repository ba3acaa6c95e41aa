"""What the allowance of a month rests on: the table in force, and people's days a few at a time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, Sum

from accounts.models import Agency, Employee, Unit
from accounts.rules import EmploymentType
from attendance.models import (
    CaseState,
    ComplianceReport,
    DayAmendment,
    DisciplineCase,
    PayReduction,
    WorkDay,
)
from attendance.queries.days import Span
from attendance.queries.freezes import freeze_of, issued_amendments
from attendance.queries.sanctions import TableBook
from attendance.rules.calendar import Period
from attendance.rules.pay import Band, Ground, PayDay
from attendance.rules.sanctions import Level, Sanction, Step
from attendance.rules.sanctions import Measure as StepMeasure
from attendance.rules.verdict import Flag, Status

NO_LONGER = (CaseState.LAPSED, CaseState.MERGED, CaseState.DISMISSED)
"""A case in one of these indicates nothing."""
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class PayMonth:
    """A person's month: who, in which unit at its end, its days, and what the year indicates.

    `converted_days` are the whole days that the month's minutes completed since 1 January.
    `changed_later` counts days that were amended after the version whose days these are. Of
    somebody whose record is another agency's by now only the days are known.
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
    changed_later: int


class PayState(StrEnum):
    """How final the days of a month are that are counted for pay."""

    OPEN = "belum_disahkan"
    SIGNED = "disahkan"
    AMENDED = "perubahan"


@dataclass(frozen=True, slots=True)
class PayBasis:
    """Whose days are counted: the version signed last, or of an open month the one computed last.

    Amendments of days made until `until` are counted, those after it are not; None: none are.
    """

    version: int
    state: PayState
    until: datetime | None = None


OPEN_MONTH = PayBasis(0, PayState.OPEN)


def pay_basis(report: ComplianceReport) -> PayBasis:
    """The version of the month of `report` whose days count now; two statements."""
    freeze = freeze_of(report.agency_id, report.month)
    if freeze is None:
        return PayBasis(report.version, PayState.OPEN)
    issued = issued_amendments(report.agency_id, report.month)
    if not issued:
        return PayBasis(freeze.report.version, PayState.SIGNED)
    return PayBasis(issued[-1].version, PayState.AMENDED, issued[-1].computed_at)


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
        legal_basis=row.legal_basis,
    )


def paid_people(agency: Agency, span: Span) -> array[int]:
    """Ids of everybody with a judged day in `span`, by NIP: eight bytes a person.

    Those whose record is another agency's by now come last, by id.
    """
    dates = {"agency": agency, "date__range": (span.first, span.last)}
    days = WorkDay.objects.filter(**dates).order_by().values_list("employee_id", flat=True)
    added = DayAmendment.objects.filter(**dates).order_by().values_list("employee_id", flat=True)
    left = {*days.distinct().iterator(chunk_size=CHUNK), *added.distinct()}
    found = array("q")
    people = Employee.objects.filter(agency=agency).order_by("nip").values_list("pk", flat=True)
    for pk in people.iterator(chunk_size=CHUNK):
        if pk in left:
            found.append(pk)
            left.remove(pk)
    found.extend(sorted(left))
    return found


def pay_months(
    agency: Agency,
    span: Span,
    people: Sequence[int],
    tables: TableBook,
    basis: PayBasis = OPEN_MONTH,
) -> list[PayMonth]:
    """The months of `people` (ids) in their order; six statements, however many they are."""
    found = {
        one.pk: one
        for one in Employee.objects.filter(agency=agency, pk__in=people).only(
            "nip", "name", "employment_type"
        )
    }
    judged, later = _days(agency, span, people, basis)
    before = _minutes_before(agency, span, people)
    cases = _cases(agency, span, people)
    return [
        _month(found.get(pk), judged[pk], later[pk], before.get(pk, 0), cases[pk], span, tables)
        for pk in people
        if judged[pk]
    ]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A person's day with the unit it counts in (code and name)."""

    day: PayDay
    unit: tuple[str, str]
    pending: bool


def _month(
    person: Employee | None,
    judged: Mapping[date, _Judged],
    later: int,
    before: int,
    cases: Sequence[DisciplineCase],
    span: Span,
    tables: TableBook,
) -> PayMonth:
    days = tuple(judged[day].day for day in sorted(judged))
    # Where somebody worked at the end of the month.
    unit_code, unit_name = judged[max(judged)].unit
    return PayMonth(
        nip="" if person is None else person.nip,
        name="" if person is None else person.name,
        employment_type="" if person is None else person.employment_type,
        unit_code=unit_code,
        unit_name=unit_name,
        days=days,
        pending=sum(one.pending for one in judged.values()),
        converted_days=0 if person is None else _converted(person, days, before, span, tables),
        sanction=_heaviest(cases),
        pay_stops_from=min(
            (case.pay_stops_from for case in cases if case.pay_stops_from), default=None
        ),
        changed_later=later,
    )


def _days(
    agency: Agency, span: Span, people: Sequence[int], basis: PayBasis
) -> tuple[dict[int, dict[date, _Judged]], dict[int, int]]:
    """The days that count by person and date, and how many were amended after them."""
    wanted = {
        "agency": agency,
        "date__range": (span.first, span.last),
        "employee_id__in": people,
    }
    days: dict[int, dict[date, _Judged]] = defaultdict(dict)
    fields = ("employee_id", "unit__code", "unit__name", "date", "status")
    for pk, code, name, day, status, late, early, flags in (
        WorkDay.objects.filter(**wanted)
        .order_by()
        .values_list(*fields, "late_minutes", "early_minutes", "flags")
        .iterator(chunk_size=CHUNK)
    ):
        days[pk][day] = _judged(day, status, late, early, flags, (code, name))
    later: dict[int, set[date]] = defaultdict(set)
    amended = list(DayAmendment.objects.filter(**wanted).order_by("version"))
    units = _units(agency, amended)
    for one in amended:
        if basis.until is None or one.amended_at > basis.until:
            later[one.employee_id].add(one.date)
            continue
        row = one.after
        days[one.employee_id][one.date] = _judged(
            one.date,
            row["status"],
            row["late_minutes"],
            row["early_minutes"],
            row["flags"].split(";"),
            units.get(row["unit_id"], ("", "")),
        )
    return days, defaultdict(int, {pk: len(dates) for pk, dates in later.items()})


def _judged(
    day: date, status: str, late: int, early: int, flags: Sequence[str], unit: tuple[str, str]
) -> _Judged:
    paid = PayDay(day, Status(status), late, early, Flag.NO_OUT in flags)
    return _Judged(paid, unit, Flag.PENDING in flags)


def _units(agency: Agency, amended: Sequence[DayAmendment]) -> dict[int, tuple[str, str]]:
    """The units that amended days count in, by id: code and name."""
    wanted = {one.after["unit_id"] for one in amended}
    if not wanted:
        return {}
    units = Unit.objects.filter(agency=agency, pk__in=wanted)
    return {pk: (code, name) for pk, code, name in units.values_list("pk", "code", "name")}


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
