"""A citizen's report: who answers it and by when, and what its tracking page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from accounts.tenancy import reveal_caller, tenant
from services.models import (
    Complaint,
    ComplaintClass,
    ComplaintStep,
    ComplaintTerm,
    Desk,
    Holiday,
    Office,
    OpeningHours,
    Service,
)
from services.rules.deadlines import WORKING_WEEK, answer_due
from services.rules.reports import SAME_TEXT_DAYS, Known
from services.tracking import digest_of

READS_AHEAD = timedelta(days=180)
"""Sixty working days lie within so many dates, with every holiday between."""
CHOICES = 24
"""Offices to choose from on one page."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A report as its bearer sees it: with the desk and the service, and every step in order."""

    complaint: Complaint
    office: Office
    desk: Desk | None
    service: Service | None
    steps: tuple[ComplaintStep, ...]


def answering_agency(office: Office, desk: Desk | None) -> int:
    """The id of the agency that answers: the desk's owner, else the office's host.

    An owner without a unit behind the desk employs nobody in the portal: then the host answers.
    """
    if desk is None or not desk.unit_code:
        return office.host_id
    return desk.owner_id


def due_on(
    *,
    office: Office,
    desk: Desk | None,
    complaint_class: str,
    agency_id: int,
    received_at: datetime,
) -> date:
    """By when a report received at `received_at` (aware) is answered; three statements.

    Dates are those of the office's zone, holidays those of its region. An agency's own term comes
    before the nation's. Raises LookupError where no term is in force.
    """
    day = received_at.astimezone(ZoneInfo(office.zone)).date()
    terms = ComplaintTerm.objects.filter(
        Q(agency_id=agency_id) | Q(agency=None),
        Q(valid_until=None) | Q(valid_until__gte=day),
        complaint_class=complaint_class,
        valid_from__lte=day,
    )
    term = max(terms, key=lambda one: (one.agency_id is not None, one.valid_from), default=None)
    if term is None:
        raise LookupError(f"no term for {complaint_class} on {day}")
    holidays = Holiday.objects.between(day, day + READS_AHEAD).for_region(office.region_id)
    off = set(holidays.values_list("date", flat=True))
    weekdays = WORKING_WEEK
    if complaint_class == ComplaintClass.STATUS:
        weekdays = _service_weekdays(office, desk) or WORKING_WEEK
    return answer_due(day, term.working_days, off, weekdays)


def _service_weekdays(office: Office, desk: Desk | None) -> frozenset[int]:
    """The ISO weekdays on which the desk serves: its own week, else the office's."""
    hours = OpeningHours.objects.filter(office=office).filter(Q(desk=None) | Q(desk=desk))
    rows = set(hours.values_list("desk_id", "weekday"))
    own = frozenset(weekday for desk_id, weekday in rows if desk_id is not None)
    return own or frozenset(weekday for _, weekday in rows)


def known_of(office: Office, text: str, at: datetime) -> Known:
    """What came about an office of late; two statements, inside the answering agency's tenancy."""
    reports = Complaint.objects.filter(office=office, received_at__lte=at)
    lately = reports.filter(received_at__gt=at - timedelta(days=SAME_TEXT_DAYS))
    return Known(
        within_hour=reports.filter(received_at__gt=at - timedelta(hours=1)).count(),
        same_text=bool(text) and lately.filter(text__iexact=text).exists(),
    )


def bearer_agency(code: str) -> tuple[int, int] | None:
    """Ids of the report with this code and of its agency, or None; the same work for any code."""
    digest = digest_of(code)
    with transaction.atomic():
        reveal_caller(digest)
        found = Complaint.objects.filter(code_digest=digest)
        row = found.values_list("pk", "agency_id").first()
        reveal_caller("")
    return row


def tracked(code: str) -> Tracked | None:
    """The report with this code for whoever bears it, or None."""
    found = bearer_agency(code)
    if found is None:
        return None
    complaint_id, agency_id = found
    with tenant(agency_id):
        complaint = Complaint.objects.select_related("office", "desk", "service").get(
            pk=complaint_id
        )
        steps = tuple(ComplaintStep.objects.filter(complaint=complaint))
    return Tracked(complaint, complaint.office, complaint.desk, complaint.service, steps)


def desks_of(office: Office, today: date) -> list[Desk]:
    """The desks of an office one may report about on `today`, in order of display."""
    standing = Q(ended_on=None) | Q(ended_on__gt=today)
    return list(Desk.objects.filter(standing, office=office).order_by("position", "slug"))


def services_of(office: Office) -> list[Service]:
    """The services given at an office, by name."""
    return list(Service.objects.filter(desks__office=office).distinct().order_by("name"))


def offices_named(words: str, today: date) -> list[Office]:
    """Offices to report about whose name, address or region holds every word, at most `CHOICES`."""
    offices = Office.objects.filter(Q(ended_on=None) | Q(ended_on__gt=today))
    for word in words.split():
        offices = offices.filter(
            Q(name__icontains=word)
            | Q(slug__icontains=word)
            | Q(address__icontains=word)
            | Q(region__name__icontains=word)
        )
    return list(offices.select_related("region").order_by("name")[:CHOICES])
