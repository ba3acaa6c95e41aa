"""Reminding of the regions' monthly form: on two days of the next month, while it is unfiled."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse

from accounts.models import Agency, AgencyKind, Delegation, Role, RoleGrant
from attendance.actions.messages import tell
from attendance.models import Filing, FilingItem, MessageKind, ThresholdCode
from attendance.queries.days import first_kept_day
from attendance.queries.months import ONE_DAY
from attendance.queries.thresholds import thresholds_on
from attendance.wording import filings as words

REGIONAL = (AgencyKind.PROVINCE, AgencyKind.REGENCY, AgencyKind.CITY)
"""Whom SE Mendagri 800.1.5/3349/SJ asks for the form."""

ROLES = (Role.PERSONNEL, Role.PYB, Role.PPK)
WORK_BEGINS = 7
"""Nobody is reminded in the night: the hour, in the agency's zone."""

CATCHES_UP = timedelta(days=3)
"""So long after its day a reminder that nobody could send is still of use."""


def remind_of_form(*, agency: Agency, now: datetime) -> int:
    """Tell those who fill and sign the form of the month before that it is due; how many.

    From the reminder's day, and again from the day it is due (the agency's thresholds), each once
    by its key, and only while the form is unfiled. Inside the agency's tenancy.
    """
    local = now.astimezone(ZoneInfo(agency.zone))
    today = local.date()
    month = (today.replace(day=1) - ONE_DAY).replace(day=1)
    stage = _stage(agency, today)
    if local.hour < WORK_BEGINS or agency.kind not in REGIONAL or stage is None:
        return 0
    if Filing.objects.filter(agency=agency, month=month, filed_at__isnull=False).exists():
        return 0
    kept = first_kept_day(agency)
    if kept is None or kept >= today.replace(day=1):
        return 0
    if not FilingItem.objects.on(today.replace(day=1) - ONE_DAY).exists():
        return 0
    name, due = stage
    return tell(
        agency_id=agency.pk,
        employee_ids=_people(agency, today),
        kind=MessageKind.REPORT,
        key=f"filing-{month:%Y-%m}-{name}",
        title=words.reminder_title(month),
        body=words.reminder_body(month, due, today),
        url=reverse("attendance:compliance_filing", args=[month]),
        at=now,
    )


def _stage(agency: Agency, today: date) -> tuple[str, date] | None:
    """Which reminder falls due on `today`, with the day until which the form must be filed."""
    values = thresholds_on(agency.pk, today)
    reminder = values.get(ThresholdCode.FILING_REMINDER_DAY)
    due = values.get(ThresholdCode.FILING_DUE_DAY)
    if reminder is None or due is None:
        return None
    due_on = today.replace(day=1) + timedelta(days=due - 1)
    if due_on <= today <= due_on + CATCHES_UP:
        return "due", due_on
    return ("reminder", due_on) if reminder <= today.day and today < due_on else None


def _people(agency: Agency, today: date) -> set[int]:
    """Who fills and signs; an official for whom somebody stands in is left in peace."""
    wide = {"agency": agency, "role__in": ROLES, "unit": None}
    acting = Delegation.objects.on(today).filter(**wide)
    stands_in = dict(acting.values_list("delegate_id", "principal_id"))
    own = RoleGrant.objects.on(today).filter(**wide).values_list("employee_id", flat=True)
    return (set(own) - set(stands_in.values())) | set(stands_in)
