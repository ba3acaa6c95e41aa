"""Messages on their way to people's mailboxes and browsers, agency by agency."""

import structlog
from celery import shared_task
from django.db import DatabaseError

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.deliveries import AT_ONCE, deliver_batch, has_due
from attendance.actions.feeds import READ_TASK, note_read
from attendance.actions.messages import DELIVER_TASK, ring_for_messages
from attendance.actions.reminders import remind
from attendance.tasks.days import staffed_agencies

log = structlog.get_logger(__name__)
BATCHES = 20
"""Then the task makes room for others and asks for the rest: a day's news is no emergency."""


@shared_task(name=DELIVER_TASK)
def deliver_messages(agency_id: int, urgent: bool = False) -> int:
    """Send what waits in one agency; rung after each commit that told somebody. How many.

    A second run finds nothing: what is claimed is claimed once.
    """
    sent = 0
    for _ in range(BATCHES):
        tried = deliver_batch(agency_id=agency_id, now=clock.now(), urgent=urgent)
        sent += tried
        if tried < AT_ONCE:
            return sent
    ring_for_messages(agency_id, urgent=urgent)
    return sent


@shared_task(name="attendance.deliver_waiting")
def deliver_waiting() -> None:
    """Every minute: ring for what is due again or was left by a lost message, in every agency."""
    for agency in staffed_agencies():
        try:
            with tenant(agency.pk):
                waits = has_due(agency_id=agency.pk, now=clock.now())
        except DatabaseError:
            # One agency's trouble must not silence the others.
            log.exception("messages.agency_failed", agency=agency.pk)
            continue
        if waits:
            ring_for_messages(agency.pk)


@shared_task(name="attendance.remind")
def remind_all() -> int:
    """Every minute: remind those who asked for it and start soon; how many."""
    now = clock.now()
    told = 0
    for agency in staffed_agencies():
        try:
            with tenant(agency.pk):
                told += remind(agency=agency, now=now)
        except (DatabaseError, LookupError):
            log.exception("reminders.agency_failed", agency=agency.pk)
    return told


@shared_task(name=READ_TASK)
def note_calendar_read(agency_id: int, feed_id: int) -> None:
    """Note that a calendar program read a feed; its owner sees when that was."""
    with tenant(agency_id):
        note_read(feed_id=feed_id, at=clock.now())
