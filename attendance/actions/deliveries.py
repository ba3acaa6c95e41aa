"""Sending what waits: claimed in small batches, sent outside any transaction, settled one by one.

A claim moves the next try ahead and counts it, then commits; so a worker that is killed in the
middle leaves nothing locked, and what it had claimed is tried again after `HELD_FOR`. A message
that was sent but not yet settled when the worker died is sent once more: at least once, never
lost. Both channels let the receiver see that it is the same: e-mails by their Message-ID,
notifications by their tag, which replaces the earlier one.
"""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import F

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh.push import Browser, Notice, PushFailed, is_push_on, send_notice
from attendance.models import Channel, Delivery, DeliveryState, PushSubscription
from attendance.rules.messages import ALWAYS, wait_after
from attendance.wording.messages import mail_text

log = structlog.get_logger(__name__)
AT_ONCE = 50
HELD_FOR = timedelta(minutes=5)
SIDE_BY_SIDE = 8
"""Notifications under way at once: their services answer slowly, but each is another's."""
ERROR_LENGTH = 120


def deliver_batch(*, agency_id: int, now: datetime, urgent: bool = False) -> int:
    """Send what is due in one agency at `now` (aware), the oldest first; how many were tried.

    `urgent` narrows to the messages that must not wait. Outside any tenancy; safe to run twice
    and side by side.
    """
    claimed = _claim(agency_id, now, urgent=urgent)
    by_channel: dict[str, list[Delivery]] = defaultdict(list)
    for row in claimed:
        by_channel[row.channel].append(row)
    _push(by_channel[Channel.PUSH], now)
    _mail(by_channel[Channel.EMAIL], now)
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


def _push(rows: list[Delivery], now: datetime) -> None:
    if not rows:
        return
    if not is_push_on():
        for row in rows:
            _give_up(row, "notifikasi dimatikan")
        return
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side:
        outcomes = side.map(_pushed, rows)
        for row, failure in zip(rows, outcomes, strict=True):
            if failure is None:
                _sent(row, now)
            elif failure.gone:
                _forget_browser(row)
            else:
                _again(row, str(failure), now)


def _pushed(row: Delivery) -> PushFailed | None:
    """What went wrong, or None. Runs beside others: no database here."""
    browser, message = row.subscription, row.message
    if browser is None:
        return PushFailed("peramban sudah dihapus")
    notice = Notice(
        title=message.title,
        body=message.body,
        url=message.url,
        tag=f"pesan-{message.pk}",
        urgent=message.kind in ALWAYS,
    )
    try:
        send_notice(Browser(browser.endpoint, browser.p256dh, browser.auth), notice)
    except PushFailed as failure:
        return failure
    return None


def _mail(rows: list[Delivery], now: datetime) -> None:
    """Send e-mails over one connection; where the server is away all of them wait."""
    if not rows:
        return
    if not settings.MAIL_IS_ON:
        for row in rows:
            _give_up(row, "surel belum disiapkan")
        return
    server = mailers.default
    try:
        server.open()
    except (SMTPException, OSError) as error:
        for row in rows:
            _again(row, type(error).__name__, now)
        return
    try:
        for row in rows:
            _mail_one(row, server, now)
    finally:
        server.close()


def _mail_one(row: Delivery, server: object, now: datetime) -> None:
    try:
        server.send_messages([_letter(row)])  # type: ignore[attr-defined]
    except SMTPRecipientsRefused as error:
        permanent = all(code >= 500 for code, _ in error.recipients.values())
        _give_up(row, "alamat ditolak") if permanent else _again(row, "alamat ditunda", now)
    except (SMTPException, OSError, ValueError) as error:
        _again(row, type(error).__name__, now)
    else:
        _sent(row, now)


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
