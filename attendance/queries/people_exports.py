"""People's days and months as the files hold them, read through a cursor of the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max

from attendance.models import ComplianceReport, DayAmendment, PersonMonth, WorkDay

CHUNK = 2000


class ExportedDay(NamedTuple):
    """A judged day with its employee and unit. Moments are aware, `zone` is the posting's."""

    employee_id: int
    date: date
    unit_code: str
    unit_name: str
    nip: str
    name: str
    employment_type: str
    zone: str
    status: str
    plan: str
    place: str
    first_in: datetime | None
    last_out: datetime | None
    late_minutes: int
    early_minutes: int
    flags: list[str]
    rule_version: str
    judged_at: datetime


def days_of(report: ComplianceReport) -> Iterator[ExportedDay]:
    """Everybody's judged days as far as the report reaches, by date, unit and NIP.

    One statement, so all of one moment; inside the agency's tenancy.
    """
    rows = WorkDay.objects.filter(
        agency_id=report.agency_id, date__range=(report.month, report.data_until)
    )
    fields = (
        "employee_id",
        "date",
        "unit__code",
        "unit__name",
        "employee__nip",
        "employee__name",
        "employee__employment_type",
        "employee__zone",
        "status",
        "plan",
        "place",
        "first_in",
        "last_out",
        "late_minutes",
        "early_minutes",
        "flags",
        "rule_version",
        "judged_at",
    )
    ordered = rows.order_by("date", "unit__code", "employee__nip").values_list(*fields)
    return map(ExportedDay._make, ordered.iterator(chunk_size=CHUNK))


def amended_days(report: ComplianceReport) -> dict[tuple[int, date], datetime]:
    """When days of a signed month would have become others, the last time, by employee and date.

    Inside the agency's tenancy; one statement.
    """
    rows = DayAmendment.objects.filter(
        agency_id=report.agency_id, date__range=(report.month, report.data_until)
    )
    last = rows.order_by().values("employee_id", "date").annotate(last=Max("amended_at"))
    return {(row["employee_id"], row["date"]): row["last"] for row in last}


def months_of(report: ComplianceReport, codes: tuple[str, ...]) -> Iterator[tuple]:
    """Everybody's month by unit and NIP: who, the sums of `codes`, how far they reach.

    Inside the agency's tenancy. The sums are those of the latest computation of the month.
    """
    fields = (
        "unit__code",
        "unit__name",
        "employee__nip",
        "employee__name",
        "employment_type",
        *codes,
        "data_until",
    )
    rows = PersonMonth.objects.filter(agency_id=report.agency_id, month=report.month)
    ordered = rows.order_by("unit__code", "employee__nip").values_list(*fields)
    return ordered.iterator(chunk_size=CHUNK)
