"""What stands behind a figure of a report: found by the very conditions that counted it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, IntegerField, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from accounts.models import Employee, Unit
from attendance.models import ComplianceReport, WorkDay
from attendance.queries.complaint_figures import reports_behind
from attendance.queries.days import Span
from attendance.queries.figure_records import Record, recorded, records_behind
from attendance.queries.figures import BY_CODE, Kind, Measure, QuotaDay, quota_days
from attendance.queries.figures.people import ready_at_end
from attendance.queries.figures.sums import NO_PLACE, parts_of_date
from attendance.queries.narrowing import Narrowing
from attendance.querysets import WorkDayQuerySet
from attendance.rulebook import rulebook_of
from services.models import Complaint

OF_DAYS = frozenset({Measure.DAYS, Measure.MINUTES, Measure.PEOPLE})


@dataclass(frozen=True, slots=True)
class UnitDay:
    """A unit on a date, beside the limits of its places."""

    unit: Unit
    day: QuotaDay


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a figure: the rows, to be paged, and what they add up to now."""

    rows: QuerySet[Any] | Sequence[UnitDay | Record]
    listed: int


def behind(person: Employee, report: ComplianceReport, kind: Kind, by: Narrowing) -> Behind:
    """What is behind a figure as far as the report reaches, narrowed; a fixed number of statements.

    `person` is shown whom they may see.
    """
    if kind.measure in OF_DAYS:
        days = days_behind(person, report, kind, by)
        return Behind(days, _listed_value(days, kind))
    if kind.measure is Measure.UNIT_DAYS:
        units = unit_days_behind(report, kind, by)
        return Behind(units, len(units))
    if kind.measure is Measure.REPORTS:
        reports = _reports(report, kind, by)
        return Behind(reports, reports.count())
    records = records_behind(person, report, kind, by)
    return Behind(records, recorded(records))


def days_behind(
    person: Employee, report: ComplianceReport, kind: Kind, by: Narrowing
) -> WorkDayQuerySet:
    """The judged days behind a figure of days, minutes or people, in order of date and name.

    For a figure of people each person's latest day of the month.
    """
    month = WorkDay.objects.visible_to(person).filter(date__range=(report.month, report.data_until))
    # One definition for figure and list; the text is a constant of `figures.KINDS`.
    condition = kind.where or BY_CODE["employees"].where
    days = month.filter(RawSQL(condition, [], output_field=BooleanField()))  # noqa: S611
    if kind.measure is Measure.PEOPLE:
        later = month.filter(employee_id=OuterRef("employee_id"), date__gt=OuterRef("date"))
        days = days.filter(~Exists(later))
        if kind.code == "ready_people":
            span = Span(report.month, report.data_until)
            days = days.filter(employee_id__in=list(ready_at_end(report.agency, span)))
    if by.unit_ids is not None:
        days = days.filter(unit_id__in=by.unit_ids)
    if by.day is not None:
        days = days.filter(date=by.day)
    if by.employee_id is not None:
        days = days.filter(employee_id=by.employee_id)
    days = days.filter(_in_part(by.part))
    return days.select_related("employee", "unit").order_by("date", "employee__name", "employee_id")


def unit_days_behind(report: ComplianceReport, kind: Kind, by: Narrowing) -> list[UnitDay]:
    """The unit-days on which a quota was kept or broken, by date and unit; nine statements."""
    span = Span(report.month, report.data_until)
    book = rulebook_of(report.agency, span.first, span.last)
    units = {unit.pk: unit for unit in Unit.objects.filter(agency_id=report.agency_id)}
    ids = None if by.unit_ids is None else list(by.unit_ids)
    found = [
        UnitDay(units[day.unit_id], day)
        for day in quota_days(report.agency, span, book, ids)
        if day.code == kind.code
        and by.day in (None, day.date)
        and (not by.part or by.part in parts_of_date(day.date))
    ]
    return sorted(found, key=lambda one: (one.day.date, one.unit.name, one.unit.pk))


def _listed_value(days: WorkDayQuerySet, kind: Kind) -> int:
    """What the listed days add up to now: the figure, unless days changed since the report."""
    if kind.measure is not Measure.MINUTES:
        return days.count()
    # The text is a constant of `figures.KINDS`.
    minutes = RawSQL(kind.minutes, [], output_field=IntegerField())  # noqa: S611
    total: dict[str, Any] = days.order_by().aggregate(total=Sum(minutes))
    return int(total["total"] or 0)


def _reports(report: ComplianceReport, kind: Kind, by: Narrowing) -> QuerySet[Complaint]:
    reports = reports_behind(report.agency, Span(report.month, report.data_until), kind.code)
    # They are about desks: no unit and no part has any.
    return reports if by.unit_ids is None and not by.part else reports.none()


def _in_part(part: str) -> Q:
    """Days of a part of the agency, as `mode:WFH`; every day where it is empty."""
    name, _, value = part.partition(":")
    if name == "employment":
        return Q(employee__employment_type=value)
    if name == "mode":
        return Q(place="" if value == NO_PLACE else value)
    if name == "weekday":
        return Q(date__iso_week_day=int(value))
    return Q(date=date.fromisoformat(value)) if name == "date" else Q()
