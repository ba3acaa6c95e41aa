"""Writes about citizens' reports: filing, every step after it, and forgetting.

Each step is a row that stays. None of them touches a desk's status: what the public sees changes
by evidence, never by what somebody says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from kombu.exceptions import KombuError

from accounts.tenancy import tenant
from services.models import (
    Complaint,
    ComplaintClass,
    ComplaintKind,
    ComplaintState,
    ComplaintStep,
    Desk,
    Office,
    Service,
)
from services.queries.complaints import Tracked, answering_agency, due_on, known_of
from services.rules.reports import (
    MOST_MESSAGES,
    Doubt,
    doubt_crowd,
    doubt_text,
)
from services.tracking import digest_of

log = structlog.get_logger(__name__)
WATCH_TASK = "attendance.watch_complaints"
SETTLED = frozenset(
    {
        ComplaintState.ANSWERED,
        ComplaintState.REFERRED,
        ComplaintState.WITHDRAWN,
        ComplaintState.REJECTED,
    }
)
"""States that end a report."""


class ReportRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The report was not taken; nothing was written."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.value)
        self.doubt = doubt


class ReportOver(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The report is settled, or holds all the messages it may: nothing was added."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a citizen sends. `happened_at` is aware; `shown_code` what the page says of the desk."""

    kind: ComplaintKind
    office: Office
    desk: Desk | None = None
    service: Service | None = None
    text: str = ""
    seen: str = ""
    shown_code: str = ""
    happened_at: datetime | None = None
    contact: str = ""
    language: str = "id"


def file_report(*, report: Report, code: str, at: datetime) -> Complaint:
    """Keep a report under its tracking `code`; sent twice it is the same one.

    Enters the tenancy of the agency that answers. Raises ReportRefused.
    """
    agency_id = answering_agency(report.office, report.desk)
    digest = digest_of(code)
    with tenant(agency_id):
        known = Complaint.objects.filter(code_digest=digest).first()
        if known is not None:
            return known
        doubt = doubt_text(report.text) or doubt_crowd(known_of(report.office, report.text, at))
        if doubt is not None:
            log.info("complaint.refused", agency=agency_id, doubt=doubt.value)
            raise ReportRefused(doubt)
        try:
            with transaction.atomic():
                complaint = _kept(report, agency_id, digest, at)
        except IntegrityError:
            # The same form, sent twice in the same instant.
            return Complaint.objects.get(code_digest=digest)
        except LookupError as error:
            log.exception("complaint.no_term", agency=agency_id)
            raise ReportRefused(Doubt.UNREADY) from error
    log.info("complaint.received", agency=agency_id, complaint=complaint.pk, kind=complaint.kind)
    return complaint


def _kept(report: Report, agency_id: int, digest: str, at: datetime) -> Complaint:
    status = report.kind == ComplaintKind.WRONG_STATUS
    complaint_class = ComplaintClass.STATUS if status else ComplaintClass.ORDINARY
    complaint = Complaint.objects.create(
        agency_id=agency_id,
        office=report.office,
        desk=report.desk,
        service=report.service,
        kind=report.kind,
        complaint_class=complaint_class,
        code_digest=digest,
        text=report.text,
        seen=report.seen,
        shown_code=report.shown_code,
        happened_at=report.happened_at or at,
        contact=report.contact,
        language=report.language,
        received_at=at,
        due_on=due_on(
            office=report.office,
            desk=report.desk,
            complaint_class=complaint_class,
            agency_id=agency_id,
            received_at=at,
        ),
    )
    _step(complaint, ComplaintState.RECEIVED, at=at, by_citizen=True)
    return complaint


def add_message(*, report: Tracked, text: str, at: datetime) -> ComplaintStep:
    """The bearer of the code adds a message to an open report. Raises ReportOver."""
    with tenant(report.complaint.agency_id):
        complaint = _open(report.complaint.pk)
        written = ComplaintStep.objects.filter(complaint=complaint, by_citizen=True).count()
        if written > MOST_MESSAGES:
            raise ReportOver
        step = _step(complaint, complaint.state, message=text, at=at, by_citizen=True)
    log.info("complaint.message_added", agency=complaint.agency_id, complaint=complaint.pk)
    return step


def withdraw(*, report: Tracked, at: datetime) -> None:
    """The bearer of the code takes the report back; the address for an answer goes at once."""
    with tenant(report.complaint.agency_id):
        complaint = _open(report.complaint.pk)
        complaint.contact = ""
        _settle(complaint, ComplaintState.WITHDRAWN, at=at, by_citizen=True)
    log.info("complaint.withdrawn", agency=complaint.agency_id, complaint=complaint.pk)


def take_step(
    *,
    complaint_id: int,
    to: ComplaintState,
    message: str = "",
    note: str = "",
    finding: str = "",
    at: datetime,
) -> ComplaintStep:
    """The agency's next step with an open report, which ends it where `to` is a settled state.

    Inside the agency's tenancy. `message` goes to the citizen, `note` stays inside, `finding` is
    that of a verification. Raises ReportOver.
    """
    complaint = _open(complaint_id)
    if to in SETTLED:
        complaint.finding = finding
        return _settle(complaint, to, message=message, note=note, at=at)
    complaint.state = to
    complaint.save(update_fields=["state"])
    return _step(complaint, to, message=message, note=note, at=at)


def classify(
    *, complaint_id: int, complaint_class: ComplaintClass, note: str, at: datetime
) -> Complaint:
    """Put an open complaint into its class and count its deadline anew from its receipt.

    Inside the agency's tenancy. Raises ReportOver.
    """
    complaint = _open(complaint_id)
    complaint.complaint_class = complaint_class
    complaint.due_on = due_on(
        office=complaint.office,
        desk=complaint.desk,
        complaint_class=complaint_class,
        agency_id=complaint.agency_id,
        received_at=complaint.received_at,
    )
    complaint.save(update_fields=["complaint_class", "due_on"])
    _step(complaint, complaint.state, note=note, at=at)
    return complaint


def forget_contacts(*, agency_id: int, at: datetime) -> int:
    """Delete the addresses whose time is over; how many. Inside the agency's tenancy."""
    due = Complaint.objects.filter(agency_id=agency_id, forget_at__lte=at).exclude(contact="")
    forgotten = due.update(contact="")
    if forgotten:
        log.info("complaints.contacts_forgotten", agency=agency_id, complaints=forgotten)
    return forgotten


def drop_old_reports(*, agency_id: int, at: datetime) -> int:
    """Delete reports settled longer ago than they are kept, with all their steps; how many."""
    before = at - timedelta(days=settings.COMPLAINT_KEPT_DAYS)
    old = Complaint.objects.filter(agency_id=agency_id, settled_at__lt=before)
    ids = list(old.values_list("pk", flat=True))
    if ids:
        # The report first: only then do its steps let go (0008).
        Complaint.objects.filter(pk__in=ids)._raw_delete("default")
        ComplaintStep.objects.filter(complaint_id__in=ids)._raw_delete("default")
        log.info("complaints.dropped", agency=agency_id, complaints=len(ids))
    return len(ids)


def _open(complaint_id: int) -> Complaint:
    """The report, held until the transaction ends, if it is open. Raises ReportOver."""
    found = Complaint.objects.select_for_update(of=("self",)).select_related("office", "desk")
    complaint = found.filter(pk=complaint_id, settled_at=None).first()
    if complaint is None:
        raise ReportOver
    return complaint


def _settle(
    complaint: Complaint, to: ComplaintState, *, at: datetime, **step: str | bool
) -> ComplaintStep:
    complaint.state, complaint.settled_at = to, at
    complaint.forget_at = at + timedelta(days=settings.COMPLAINT_CONTACT_DAYS)
    complaint.save(update_fields=["state", "settled_at", "forget_at", "finding", "contact"])
    return _step(complaint, to, at=at, **step)


def _step(complaint: Complaint, state: str, *, at: datetime, **fields: object) -> ComplaintStep:
    step = ComplaintStep.objects.create(
        agency_id=complaint.agency_id, complaint=complaint, state=state, at=at, **fields
    )
    transaction.on_commit(partial(_ring, complaint.agency_id), robust=True)
    return step


def _ring(agency_id: int) -> None:
    """Ask a worker to tell people; without a broker the schedule finds what waits."""
    try:
        current_app.send_task(WATCH_TASK, args=[agency_id], retry=False, ignore_result=True)
    except (KombuError, OSError) as error:
        log.warning("complaint.broker_away", agency=agency_id, error=type(error).__name__)
