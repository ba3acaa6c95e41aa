"""The days behind a figure: found by the very condition that counted them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Sum
from django.db.models.expressions import RawSQL

from accounts.models import Employee, Unit
from attendance.models import ComplianceReport, WorkDay
from attendance.queries.days import Span
from attendance.queries.figures import Kind, Measure, QuotaDay, quota_days
from attendance.querysets import WorkDayQuerySet
from attendance.rulebook import rulebook_of


@dataclass(frozen=True, slots=True)
class UnitDay:
    """A unit on a date, beside the limits of its places."""

    unit: Unit
    day: QuotaDay


def days_behind(
    person: Employee,
    report: ComplianceReport,
    kind: Kind,
    *,
    unit_id: int | None = None,
    day: date | None = None,
) -> WorkDayQuerySet:
    """The judged days behind a figure of days, minutes or people, as far as the report reaches.

    For a figure of people each person's latest day of the month. `unit_id` and `day` narrow the
    list. In order of date and name.
    """
    month = WorkDay.objects.visible_to(person).filter(date__range=(report.month, report.data_until))
    if unit_id is not None:
        month = month.filter(unit_id=unit_id)
    # One definition for figure and list; the text is a constant of `figures.KINDS`.
    behind = RawSQL(kind.where, [], output_field=BooleanField())  # noqa: S611
    days = month.filter(behind)
    if kind.measure is Measure.PEOPLE:
        later = month.filter(employee_id=OuterRef("employee_id"), date__gt=OuterRef("date"))
        days = days.filter(~Exists(later))
    if day is not None:
        days = days.filter(date=day)
    return days.select_related("employee", "unit").order_by("date", "employee__name", "employee_id")


def listed_value(days: WorkDayQuerySet, kind: Kind) -> int:
    """What the listed days add up to now: the figure, unless days changed since the report."""
    if kind.measure is not Measure.MINUTES:
        return days.count()
    total: dict[str, Any] = days.order_by().aggregate(total=Sum(kind.minutes))
    return int(total["total"] or 0)


def unit_days_behind(
    report: ComplianceReport, kind: Kind, *, unit_id: int | None = None
) -> list[UnitDay]:
    """The unit-days on which a quota was kept or broken, by date and unit; nine statements."""
    span = Span(report.month, report.data_until)
    book = rulebook_of(report.agency, span.first, span.last)
    units = {unit.pk: unit for unit in Unit.objects.filter(agency_id=report.agency_id)}
    kept = kind.code == "quota_kept_days"
    found = [
        UnitDay(units[day.unit_id], day)
        for day in quota_days(report.agency, span, book, unit_id)
        if day.kept == kept
    ]
    return sorted(found, key=lambda one: (one.day.date, one.unit.name, one.unit.pk))
