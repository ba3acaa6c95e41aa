"""Citizens' reports in the compliance report: how many, and how they were settled.

A figure's condition is written once: the report counts it, the list behind the figure shows it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from accounts.models import Agency
from attendance.queries.days import Span
from services.models import Complaint, ComplaintKind, Finding

_STATUS = Q(kind=ComplaintKind.WRONG_STATUS)
_IN_TIME = Q(settled_at__isnull=False, settled_on__lte=F("due_on"))

CONDITIONS = {
    "status_reports": _STATUS,
    "status_wrong": _STATUS & Q(finding=Finding.WRONG),
    "status_in_time": _STATUS & _IN_TIME,
    "complaints": ~_STATUS,
    "complaints_in_time": ~_STATUS & _IN_TIME,
}
"""By code of the figure, which of the month's reports it counts."""


def count_reports(agency: Agency, span: Span) -> dict[str, int]:
    """The figures over reports received within `span`; one statement, inside the tenancy."""
    found = _received(agency, span).aggregate(
        **{f"{code}_": Count("pk", filter=condition) for code, condition in CONDITIONS.items()}
    )
    return {code: found[f"{code}_"] for code in CONDITIONS}


def reports_behind(agency: Agency, span: Span, code: str) -> QuerySet[Complaint]:
    """The reports a figure counts, in order of receipt; a code of `CONDITIONS`."""
    found = _received(agency, span).filter(CONDITIONS[code])
    return found.select_related("office", "desk").order_by("received_at", "pk")


def _received(agency: Agency, span: Span) -> QuerySet[Complaint]:
    """Reports received on the agency's dates of `span`, with the date of their end."""
    zone = ZoneInfo(agency.zone)
    first = datetime.combine(span.first, time(), zone)
    after = datetime.combine(span.last + timedelta(days=1), time(), zone)
    reports = Complaint.objects.filter(
        agency_id=agency.pk, received_at__gte=first, received_at__lt=after
    )
    return reports.annotate(settled_on=TruncDate("settled_at", tzinfo=zone))
