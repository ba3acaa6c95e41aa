"""Sending what waits for followers: claimed in small batches, sent outside any transaction.

A claim moves the next try ahead and counts it, then commits; a worker killed in the middle leaves
nothing locked, and what it had claimed is tried again after `HELD_FOR`: at least once, never lost.
Both channels let the receiver see that it is the same: mails by Message-ID, notices by their tag.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import partial

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from accounts.tenancy import tenant
from asn_wfh.language import spoken
from asn_wfh.posting import Failure, post_letters, post_notices
from asn_wfh.push import Browser, Notice
from services.models import Follower, FollowerChannel, FollowerNotice
from services.rules.retries import wait_after
from services.wording_followers import letter_text, link_of, stop_link_of

log = structlog.get_logger(__name__)
AT_ONCE = 50
HELD_FOR = timedelta(minutes=5)
STALE_AFTER = timedelta(hours=1)
"""A change in service hours that could not be told for so long is not told any more."""
REFUSED_IN_A_ROW = 2
"""An address that refuses so many letters one after the other is let go."""


def deliver_notices(*, agency_id: int, now: datetime) -> int:
    """Send what is due at `now` (aware) to an agency's followers; how many were tried.

    Outside any tenancy; safe to run twice and side by side.
    """
    claimed = _claim(agency_id, now)
    due = [row for row in claimed if not _is_stale(row, now)]
    for row in claimed:
        if row not in due:
            _give_up(row, "sudah lewat")
    pushed = [row for row in due if row.follower.channel == FollowerChannel.PUSH]
    mailed = [row for row in due if row.follower.channel == FollowerChannel.EMAIL]
    outcomes = [
        *zip(pushed, post_notices(map(_notice, pushed)), strict=True),
        *zip(mailed, post_letters([partial(_letter, row) for row in mailed]), strict=True),
    ]
    for row, failure in outcomes:
        _settle(row, failure, now)
    return len(claimed)


def has_due(*, agency_id: int, now: datetime) -> bool:
    """Whether something waits to be sent; inside the agency's tenancy."""
    return FollowerNotice.objects.filter(agency_id=agency_id, next_try_at__lte=now).exists()


def _claim(agency_id: int, now: datetime) -> list[FollowerNotice]:
    with tenant(agency_id):
        due = FollowerNotice.objects.filter(agency_id=agency_id, next_try_at__lte=now)
        ids = list(
            due.order_by("next_try_at", "pk")
            .select_for_update(skip_locked=True)
            .values_list("pk", flat=True)[:AT_ONCE]
        )
        rows = FollowerNotice.objects.filter(pk__in=ids)
        rows.update(tries=F("tries") + 1, next_try_at=now + HELD_FOR)
        return list(rows.select_related("follower__desk__office").order_by("pk"))


def _is_stale(row: FollowerNotice, now: datetime) -> bool:
    return row.key.startswith("status:") and row.made_at < now - STALE_AFTER


def _settle(row: FollowerNotice, failure: Failure | None, now: datetime) -> None:
    """Write down what became of a notice."""
    if failure is None:
        _sent(row, now)
    elif failure.gone and row.follower.channel == FollowerChannel.PUSH:
        _let_go(row.follower, "peramban hilang")
    elif failure.gone:
        _refused(row)
    elif failure.final:
        _give_up(row, failure.reason)
    else:
        _again(row, failure.reason, now)


def _notice(row: FollowerNotice) -> tuple[Browser, Notice]:
    follower = row.follower
    # A later state of a desk takes the place of an earlier one that was not read.
    tag = f"loket-{follower.desk_id}" if row.key.startswith("status:") else f"kabar-{row.pk}"
    browser = Browser(follower.endpoint, follower.p256dh, follower.auth)
    return browser, Notice(
        title=row.title, body=row.body, url=row.url, tag=tag, language=follower.language
    )


def _letter(row: FollowerNotice) -> EmailMessage:
    """The letter, with the ways to stop that mail programs know (RFC 2369, RFC 8058)."""
    follower = row.follower
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    with spoken(follower.language):
        page = f"{settings.PORTAL_URL}{row.url or link_of(follower)}"
        text = letter_text(row, follower, page)
        stop = f"{settings.PORTAL_URL}{stop_link_of(follower)}"
    return EmailMessage(
        subject=row.title,
        body=text,
        to=[follower.email],
        headers={
            "Message-ID": f"<hadir.kabar.{row.pk}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _sent(row: FollowerNotice, now: datetime) -> None:
    with tenant(row.agency_id):
        FollowerNotice.objects.filter(pk=row.pk).update(sent_at=now, next_try_at=None)
    log.info("notice.sent", notice=row.pk, channel=row.follower.channel, tries=row.tries)


def _again(row: FollowerNotice, error: str, now: datetime) -> None:
    wait = wait_after(row.tries)
    if wait is None:
        _give_up(row, error)
        return
    with tenant(row.agency_id):
        FollowerNotice.objects.filter(pk=row.pk).update(next_try_at=now + wait)
    log.warning("notice.waits", notice=row.pk, tries=row.tries, error=error)


def _give_up(row: FollowerNotice, error: str) -> None:
    with tenant(row.agency_id):
        FollowerNotice.objects.filter(pk=row.pk).update(next_try_at=None)
    log.warning("notice.failed", notice=row.pk, tries=row.tries, error=error)


def _refused(row: FollowerNotice) -> None:
    """The mailbox is no more, says its server: once may be its mistake, twice in a row is not."""
    _give_up(row, "alamat ditolak")
    with tenant(row.agency_id):
        before = FollowerNotice.objects.filter(follower=row.follower_id, next_try_at=None)
        last = before.order_by("-made_at", "-pk").values_list("sent_at", flat=True)
        lately = list(last[:REFUSED_IN_A_ROW])
    if len(lately) == REFUSED_IN_A_ROW and not any(lately):
        _let_go(row.follower, "alamat ditolak")


def _let_go(follower: Follower, why: str) -> None:
    """Nobody is there any more: the address goes, and with it all that waits for it."""
    with tenant(follower.agency_id):
        Follower.objects.filter(pk=follower.pk).delete()
    log.info("follower.gone", agency=follower.agency_id, follower=follower.pk, why=why)
