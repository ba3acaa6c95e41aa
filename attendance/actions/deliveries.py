"""Sending what waits: claimed in small batches, sent outside any transaction, settled one by one.

A claim moves the next try ahead and counts it, then commits; so a worker that is killed in the
middle leaves nothing locked, and what it had claimed is tried again after `HELD_FOR`. A message
that was sent but not yet settled when the worker died is sent once more: at least once, never
lost. Both channels let the receiver see that it is the same: e-mails by their Message-ID,
notifications by their tag, which replaces the earlier one.
"""

from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import partial

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh.posting import Failure, post_letters, post_notices
from asn_wfh.push import Browser, Notice
from attendance.models import Channel, Delivery, DeliveryState, Message, PushSubscription
from attendance.rules.messages import ALWAYS
from attendance.wording.messages import mail_text
from services.rules.retries import wait_after

log = structlog.get_logger(__name__)
AT_ONCE = 50
HELD_FOR = timedelta(minutes=5)
ERROR_LENGTH = 120


def deliver_batch(*, agency_id: int, now: datetime, urgent: bool = False) -> int:
    """Send what is due in one agency at `now` (aware), the oldest first; how many were tried.

    `urgent` narrows to the messages that must not wait. Outside any tenancy; safe to run twice
    and side by side.
    """
    claimed = _claim(agency_id, now, urgent=urgent)
    pushed = [(row, row.subscription) for row in claimed if row.subscription is not None]
    mailed = [row for row in claimed if row.channel == Channel.EMAIL]
    notices = post_notices(_notice(browser, row.message) for row, browser in pushed)
    letters = post_letters([partial(_letter, row) for row in mailed])
    for row, failure in zip([row for row, _ in pushed] + mailed, notices + letters, strict=True):
        _settle(row, failure, now)
    return len(claimed)


def has_due(*, agency_id: int, now: datetime) -> bool:
    """Whether something waits to be sent; inside the agency's tenancy."""
    waiting = Delivery.objects.filter(agency_id=agency_id, state=DeliveryState.WAITING)
    return waiting.filter(next_try_at__lte=now).exists()


def _claim(agency_id: int, now: datetime, *, urgent: bool) -> list[Delivery]:
    with tenant(agency_id):
        due = Delivery.objects.filter(
            agency_id=agency_id, state=DeliveryState.WAITING, next_try_at__lte=now
        )
        if urgent:
            due = due.filter(message__kind__in=ALWAYS)
        ids = list(
            due.order_by("next_try_at", "pk")
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", flat=True)[:AT_ONCE]
        )
        rows = Delivery.objects.filter(pk__in=ids)
        rows.update(tries=F("tries") + 1, next_try_at=now + HELD_FOR)
        return list(rows.select_related("message__employee__agency", "subscription").order_by("pk"))


def _settle(row: Delivery, failure: Failure | None, now: datetime) -> None:
    """Write down what became of a delivery."""
    if failure is None:
        _sent(row, now)
    elif failure.gone and row.channel == Channel.PUSH:
        _forget_browser(row)
    elif failure.gone or failure.final:
        _give_up(row, failure.reason)
    else:
        _again(row, failure.reason, now)


def _notice(browser: PushSubscription, message: Message) -> tuple[Browser, Notice]:
    return Browser(browser.endpoint, browser.p256dh, browser.auth), Notice(
        title=message.title,
        body=message.body,
        url=message.url,
        tag=f"pesan-{message.pk}",
        urgent=message.kind in ALWAYS,
    )


def _letter(row: Delivery) -> EmailMessage:
    employee: Employee = row.message.employee
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        subject=row.message.title,
        body=mail_text(row.message, employee, settings.PORTAL_URL),
        to=[employee.email],
        headers={"Message-ID": f"<hadir.{row.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def _sent(row: Delivery, now: datetime) -> None:
    with tenant(row.agency_id):
        mine = Delivery.objects.filter(pk=row.pk)
        mine.update(state=DeliveryState.SENT, sent_at=now, error="")
        if row.subscription_id:
            PushSubscription.objects.filter(pk=row.subscription_id).update(last_sent_at=now)
    log.info("message.sent", delivery=row.pk, channel=row.channel, tries=row.tries)


def _again(row: Delivery, error: str, now: datetime) -> None:
    wait = wait_after(row.tries)
    if wait is None:
        _give_up(row, error)
        return
    with tenant(row.agency_id):
        mine = Delivery.objects.filter(pk=row.pk)
        mine.update(next_try_at=now + wait, error=error[:ERROR_LENGTH])
    log.warning("message.waits", delivery=row.pk, channel=row.channel, tries=row.tries, error=error)


def _give_up(row: Delivery, error: str) -> None:
    with tenant(row.agency_id):
        mine = Delivery.objects.filter(pk=row.pk)
        mine.update(state=DeliveryState.FAILED, error=error[:ERROR_LENGTH])
    log.warning("message.failed", delivery=row.pk, channel=row.channel, tries=row.tries)


def _forget_browser(row: Delivery) -> None:
    """The browser withdrew: its subscription goes, and with it all that waits for it."""
    with tenant(row.agency_id):
        PushSubscription.objects.filter(pk__in=[row.subscription_id]).delete()
    log.info("browser.gone", agency=row.agency_id, subscription=row.subscription_id)
