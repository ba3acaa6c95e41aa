"""What stands behind the figures that are not judged days: cases, requests, outages, desks, closes.

Each is a query of whole rows: the report counts them, the list behind the figure shows them.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from accounts.models import Agency
from attendance.models import (
    AbsenceRequest,
    Correction,
    DayClose,
    DisciplineCase,
    Outage,
    Reopening,
    RequestState,
    SanctionLevel,
)
from attendance.queries.days import Span
from attendance.queries.figures.source import moments
from attendance.querysets import OfPersonQuerySet, RequestQuerySet
from services.models import DeskDay

ONE_DAY = timedelta(days=1)

LEVELS = {
    "cases_opened": Q(),
    "cases_light": Q(level=SanctionLevel.RINGAN),
    "cases_medium": Q(level=SanctionLevel.SEDANG),
    "cases_severe": Q(level=SanctionLevel.BERAT),
}
DECISIONS = {
    "corrections": Q(),
    "corrections_accepted": Q(state=RequestState.ACCEPTED),
    "corrections_refused": Q(state=RequestState.REFUSED),
}
DESK_COLUMNS = {
    "desk_promised_minutes": "promised",
    "desk_staffed_minutes": "staffed",
    "desk_unknown_minutes": "unknown",
}


def cases_opened(agency: Agency, span: Span, code: str) -> OfPersonQuerySet:
    """Cases opened on the agency's dates of `span`, by level; whatever became of them since."""
    begin, end = moments(agency, span)
    opened = DisciplineCase.objects.filter(
        agency_id=agency.pk, opened_at__gte=begin, opened_at__lt=end
    )
    return opened.filter(LEVELS[code]).order_by("crossed_on", "pk")


def corrections_about(agency: Agency, span: Span, code: str) -> RequestQuerySet:
    """Corrections asked about days of `span`, whenever that was; not those taken back."""
    asked = Correction.objects.filter(agency_id=agency.pk, date__range=(span.first, span.last))
    return (
        asked.exclude(state=RequestState.WITHDRAWN).filter(DECISIONS[code]).order_by("date", "pk")
    )


def open_corrections(agency: Agency, span: Span) -> RequestQuerySet:
    """Corrections about days of `span` that wait for a superior."""
    return (
        Correction.objects.open()
        .filter(agency_id=agency.pk, date__range=(span.first, span.last))
        .order_by("date", "pk")
    )


def open_absences(agency: Agency, span: Span) -> RequestQuerySet:
    """Leave, travel or study asked for a time that touches `span`, waiting for a superior."""
    return (
        AbsenceRequest.objects.open()
        .filter(agency_id=agency.pk, first_day__lte=span.last, last_day__gte=span.first)
        .order_by("first_day", "pk")
    )


def outages_in(agency: Agency, span: Span) -> QuerySet[Outage]:
    """Declared outages with a moment on the agency's dates of `span`."""
    begin, end = moments(agency, span)
    declared = Outage.objects.declared().filter(agency_id=agency.pk)
    return declared.filter(starts_at__lt=end, ends_at__gte=begin).order_by("starts_at", "pk")


def outage_minutes(outage: Outage, agency: Agency, span: Span) -> int:
    """The whole minutes of an outage that lie on the agency's dates of `span`."""
    begin, end = moments(agency, span)
    lasted = min(outage.ends_at, end) - max(outage.starts_at, begin)
    return lasted // timedelta(minutes=1)


def desk_days(agency: Agency, span: Span, code: str) -> QuerySet[DeskDay]:
    """The accounted dates of the agency's desks that add something to a figure of minutes."""
    kept = DeskDay.objects.filter(agency_id=agency.pk, date__range=(span.first, span.last))
    return kept.filter(**{f"{DESK_COLUMNS[code]}__gt": 0}).order_by("date", "desk_id")


def closes_with_waiting(agency: Agency, span: Span) -> QuerySet[DayClose]:
    """Dates closed while shifts still ran or hours were missing; `waiting`: for how many people."""
    closes = DayClose.objects.filter(agency_id=agency.pk, date__range=(span.first, span.last))
    return closes.filter(waiting__gt=0).order_by("date")


def days_to_rejudge(agency: Agency, span: Span) -> QuerySet[Reopening]:
    """The person-days of `span` that wait to be judged again, each once."""
    return (
        Reopening.objects.filter(
            agency_id=agency.pk, date__range=(span.first, span.last), done_at=None
        )
        .order_by("date", "employee_id", "pk")
        .distinct("date", "employee_id")
    )


def late_closes(agency: Agency, span: Span) -> QuerySet[DayClose]:
    """Dates whose close that stands was made later than on the day after, by local clocks.

    One for which somebody still waits is closed again and again: it is told as waiting alone.
    """
    closes = DayClose.objects.filter(
        agency_id=agency.pk, date__range=(span.first, span.last), waiting=0
    )
    local = closes.annotate(closed_on=TruncDate("closed_at", tzinfo=ZoneInfo(agency.zone)))
    return local.filter(closed_on__gt=F("date") + ONE_DAY).order_by("date")
