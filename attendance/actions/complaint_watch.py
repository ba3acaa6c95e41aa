"""Telling about citizens' reports: managers of what came and what is due, citizens by mail.

Everything here finds its work in the rows and is safe to repeat: a message has a key, a mail a
step. So it does not matter whether a worker was rung for, or the schedule came by.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from asn_wfh.posting import post_letters
from attendance.actions.messages import tell
from attendance.models import MessageKind
from attendance.queries.desk_keepers import keepers_of
from attendance.wording import complaints as words
from services.models import Complaint, ComplaintStep, Holiday
from services.rules.deadlines import answer_due

log = structlog.get_logger(__name__)
NEWS_FOR = timedelta(days=2)
"""So long a report or a message is news; later its manager knows it from the list."""
MAILED_FOR = timedelta(days=3)
"""So long a mail is tried; the answer stands on the report's page in any case."""
WORK_BEGINS = 7
"""Nobody is reminded of a deadline in the night: the hour, in the agency's zone."""
LOOKS_AHEAD = timedelta(days=21)
"""The next working day lies within so many dates, the longest collective leave between."""


def watch_complaints(*, agency: Agency, now: datetime) -> int:
    """Tell the service managers what came, what is due tomorrow, and what is late; how many told.

    Inside the agency's tenancy.
    """
    today = clock.on_local_date(now, agency.zone)
    managers = keepers_of(agency.pk, today).managers.get(None, frozenset())
    if not managers:
        return 0
    told = 0
    is_open = Complaint.objects.filter(agency_id=agency.pk, settled_at=None)
    near = is_open.select_related("office", "desk")
    for one in near.filter(received_at__gt=now - NEWS_FOR).order_by("pk"):
        told += _tell(
            one, managers, "received", words.arrived_title(one), words.arrived_body(one), now
        )
    added = ComplaintStep.objects.filter(
        agency_id=agency.pk, by_citizen=True, at__gt=now - NEWS_FOR, complaint__settled_at=None
    ).exclude(message="")
    for step in added.select_related("complaint__office", "complaint__desk").order_by("pk"):
        one = step.complaint
        body = words.reminder_body(one)
        told += _tell(one, managers, f"message-{step.pk}", words.added_title(), body, now)
    if now.astimezone(ZoneInfo(agency.zone)).hour >= WORK_BEGINS:
        for one in near.filter(due_on__lte=today + LOOKS_AHEAD).order_by("due_on", "pk"):
            told += _remind(one, managers, now)
    return told


def mail_answers(*, agency_id: int, now: datetime) -> int:
    """Mail to citizens what the agency wrote to them and was not mailed yet; how many mails.

    Outside any tenancy; one report at a time is held while its mail is sent. Without a mail server
    nothing is tried: the page holds the answer.
    """
    if not settings.MAIL_IS_ON:
        return 0
    with tenant(agency_id):
        recent = ComplaintStep.objects.filter(
            agency_id=agency_id, by_citizen=False, at__gt=now - MAILED_FOR
        ).exclude(message="")
        waiting = recent.exclude(complaint__contact="").values_list("complaint_id", flat=True)
        ids = sorted(set(waiting))
    return sum(_mail_one(agency_id, pk, now) for pk in ids)


def _remind(one: Complaint, managers: Collection[int], now: datetime) -> int:
    """The day before and from the day after its deadline; each once."""
    today = clock.on_local_date(now, one.office.zone)
    body = words.reminder_body(one)
    if one.due_on < today:
        return _tell(one, managers, "overdue", words.overdue_title(), body, now)
    received_on = clock.on_local_date(one.received_at, one.office.zone)
    if received_on < today and one.due_on <= _next_working_day(one, today):
        return _tell(one, managers, "due", words.due_title(), body, now)
    return 0


def _next_working_day(one: Complaint, today: date) -> date:
    off = Holiday.objects.between(today, today + LOOKS_AHEAD).for_region(one.office.region_id)
    return answer_due(today, 1, set(off.values_list("date", flat=True)))


def _tell(
    one: Complaint, managers: Collection[int], what: str, title: str, body: str, now: datetime
) -> int:
    return tell(
        agency_id=one.agency_id,
        employee_ids=managers,
        kind=MessageKind.DESK,
        key=f"complaint-{one.pk}-{what}",
        title=title,
        body=body,
        url=reverse("attendance:complaint", args=[one.pk]),
        at=now,
    )


def _mail_one(agency_id: int, complaint_id: int, now: datetime) -> int:
    with tenant(agency_id):
        held = Complaint.objects.select_for_update(skip_locked=True, of=("self",))
        one = held.select_related("office", "desk").filter(pk=complaint_id).exclude(contact="")
        complaint = one.first()
        if complaint is None:
            return 0
        steps = ComplaintStep.objects.filter(
            complaint=complaint,
            by_citizen=False,
            pk__gt=complaint.mailed_step,
            at__gt=now - MAILED_FOR,
        ).exclude(message="")
        sent = 0
        for step in steps.order_by("pk"):
            if not _sent(complaint, step):
                break
            Complaint.objects.filter(pk=complaint.pk).update(mailed_step=step.pk)
            sent += 1
    return sent


def _sent(complaint: Complaint, step: ComplaintStep) -> bool:
    """Whether the server took the mail; else the schedule tries again."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    with translation.override(complaint.language):
        page = f"{settings.PORTAL_URL}{reverse('services:report')}"
        letter = EmailMessage(
            subject=words.mail_subject(complaint),
            body=words.mail_body(complaint, step.state, step.message, page),
            to=[complaint.contact],
            headers={
                # Sent twice after a crash it is still one mail to the reader.
                "Message-ID": f"<hadir.laporan.{step.pk}@{domain}>",
                "Auto-Submitted": "auto-generated",
            },
        )
    [failure] = post_letters([lambda: letter])
    if failure is not None:
        log.warning("complaint.mail_waits", step=step.pk, error=failure.reason)
        return False
    log.info("complaint.mailed", agency=complaint.agency_id, step=step.pk)
    return True
