"""The records behind figures that count no judged days: conversions, cases, requests, desks …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from accounts.models import Employee
from attendance.models import (
    AbsenceRequest,
    ComplianceReport,
    Correction,
    DayClose,
    DisciplineCase,
    Outage,
    Reopening,
)
from attendance.queries.days import Span
from attendance.queries.figures import Kind, Measure, records
from attendance.queries.figures.people import Conversion, conversions, homes_of
from attendance.queries.figures.sums import parts_of_date
from attendance.queries.narrowing import Narrowing
from services.models import DeskDay

Subject = (
    Conversion
    | DisciplineCase
    | Correction
    | AbsenceRequest
    | Outage
    | DeskDay
    | DayClose
    | Reopening
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record, whose it is (None: nobody's), and how much of the figure it makes."""

    subject: Subject
    employee: Employee | None
    value: int = 1


def records_behind(
    person: Employee, report: ComplianceReport, kind: Kind, by: Narrowing
) -> list[Record]:
    """The records behind a figure, in order of date; of people whom `person` may see."""
    of_people = OF_PEOPLE.get(kind.measure)
    if of_people is not None:
        found = of_people(person, report, kind)
        return list(_narrowed(found, report, by))
    if by.unit_ids is not None:
        return []  # desks, outages and closes belong to no unit
    return [one for one in OF_AGENCY[kind.measure](report, kind) if _in_part(one, by)]


def recorded(found: Iterable[Record]) -> int:
    """What the records add up to."""
    return sum(one.value for one in found)


def _span(report: ComplianceReport) -> Span:
    return Span(report.month, report.data_until)


def _narrowed(found: list[Record], report: ComplianceReport, by: Narrowing) -> Iterable[Record]:
    """Those of the people of some units: of their latest day's, or where they are now."""
    if by.employee_id is not None:
        found = [one for one in found if one.employee and one.employee.pk == by.employee_id]
    if by.unit_ids is None:
        return found
    ids = {one.employee.pk for one in found if one.employee}
    homes = homes_of(report.agency, _span(report), employee_ids=ids)
    return [
        one
        for one in found
        if one.employee
        and (homes[one.employee.pk].unit_id if one.employee.pk in homes else one.employee.unit_id)
        in by.unit_ids
    ]


def _in_part(one: Record, by: Narrowing) -> bool:
    if not by.part:
        return True
    return isinstance(one.subject, DeskDay) and by.part in parts_of_date(one.subject.date)


def _conversions(person: Employee, report: ComplianceReport, _: Kind) -> list[Record]:
    made = conversions(report.agency, _span(report))
    seen = Employee.objects.visible_to(person).select_related("unit")
    people = seen.in_bulk([one.employee_id for one in made])
    found = [
        Record(one, people[one.employee_id], one.days) for one in made if one.employee_id in people
    ]
    return sorted(found, key=lambda one: (-one.value, one.employee.name if one.employee else ""))


def _cases(person: Employee, report: ComplianceReport, kind: Kind) -> list[Record]:
    opened = records.cases_opened(report.agency, _span(report), kind.code).visible_to(person)
    return [Record(one, one.employee) for one in opened.select_related("employee__unit")]


def _requests(person: Employee, report: ComplianceReport, kind: Kind) -> list[Record]:
    span = _span(report)
    if kind.code != "open_requests":
        asked = records.corrections_about(report.agency, span, kind.code).visible_to(person)
        return [Record(one, one.employee) for one in asked.select_related("employee__unit")]
    return [
        Record(one, one.employee)
        for waiting in (records.open_corrections, records.open_absences)
        for one in waiting(report.agency, span).visible_to(person).select_related("employee__unit")
    ]


def _outages(report: ComplianceReport, kind: Kind) -> list[Record]:
    span = _span(report)
    return [
        Record(
            one,
            None,
            records.outage_minutes(one, report.agency, span)
            if kind.measure is Measure.OUTAGE_MINUTES
            else 1,
        )
        for one in records.outages_in(report.agency, span)
    ]


def _desk_days(report: ComplianceReport, kind: Kind) -> list[Record]:
    column = records.DESK_COLUMNS[kind.code]
    days = records.desk_days(report.agency, _span(report), kind.code)
    return [Record(one, None, getattr(one, column)) for one in days.select_related("desk__office")]


def _late_closes(report: ComplianceReport, _: Kind) -> list[Record]:
    return [Record(one, None) for one in records.late_closes(report.agency, _span(report))]


def _waiting(report: ComplianceReport, _: Kind) -> list[Record]:
    span = _span(report)
    again = records.days_to_rejudge(report.agency, span).select_related("employee__unit")
    return [
        *(
            Record(one, None, one.waiting)
            for one in records.closes_with_waiting(report.agency, span)
        ),
        *(Record(one, one.employee) for one in again),
    ]


OF_PEOPLE: Mapping[Measure, Callable[[Employee, ComplianceReport, Kind], list[Record]]] = {
    Measure.CONVERTED: _conversions,
    Measure.CASES: _cases,
    Measure.REQUESTS: _requests,
}
OF_AGENCY: Mapping[Measure, Callable[[ComplianceReport, Kind], list[Record]]] = {
    Measure.OUTAGES: _outages,
    Measure.OUTAGE_MINUTES: _outages,
    Measure.DESK_MINUTES: _desk_days,
    Measure.DATES: _late_closes,
    Measure.WAITING: _waiting,
}
