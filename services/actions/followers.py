"""Who follows a desk: asking, the second yes, other wishes, stopping, and being forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from celery import current_app
from django.db import IntegrityError, transaction
from kombu.exceptions import KombuError

from accounts.tenancy import tenant
from asn_wfh.language import spoken
from asn_wfh.push import are_keys, is_inside, is_push_on
from asn_wfh.push_hosts import push_host
from services import wording_followers as words
from services.models import Desk, Follower, FollowerChannel, FollowerNotice, FollowerWish
from services.queries.followers import CONFIRM_WITHIN, digest_of_secret, secret_of

log = structlog.get_logger(__name__)
DELIVER_TASK = "services.deliver_notices"
ENDPOINT_LENGTH = 500
MOST_DESKS = 30
"""Desks of one agency that one address may follow."""
NOTICES_KEPT_FOR = timedelta(days=60)
"""Longer than closures are told ahead: what was told stays known while it may be told again."""


class BrowserRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The browser gave nothing that can be told through; nothing was written."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a browser's `PushSubscription.toJSON()` says."""

    endpoint: str
    p256dh: str
    auth: str


def ask_by_mail(*, desk: Desk, email: str, wish: str, language: str, at: datetime) -> None:
    """Write to `email` for the second yes; nothing is told before it.

    Who asks learns nothing: an address that follows already gets a letter that says so, to its
    owner and to nobody else. `at` is aware.
    """
    address = email.strip().lower()
    with tenant(desk.owner_id):
        same = Follower.objects.filter(agency_id=desk.owner_id, channel=FollowerChannel.EMAIL)
        row = same.filter(desk=desk, email=address).first()
        if row is None and same.filter(email=address).count() >= MOST_DESKS:
            return
        digest = digest_of_secret(secret_of(desk.pk, address, at))
        given = {"wish": wish, "language": language, "asked_at": at, "token_digest": digest}
        if row is None:
            try:
                with transaction.atomic():
                    row = Follower.objects.create(
                        agency_id=desk.owner_id,
                        desk=desk,
                        channel=FollowerChannel.EMAIL,
                        email=address,
                        **given,
                    )
            except IntegrityError:
                # Asked twice in the same instant: the other letter is on its way.
                return
        elif row.confirmed_at is None:
            Follower.objects.filter(pk=row.pk).update(**given)
        _write_letter(row, desk, language, at)
    log.info("follower.asked", agency=desk.owner_id, desk=desk.pk, follower=row.pk)


def _write_letter(row: Follower, desk: Desk, language: str, at: datetime) -> None:
    """The letter for the second yes, or the one that says that it was given long ago."""
    with spoken(language):
        if row.confirmed_at is None:
            until = at + CONFIRM_WITHIN
            key, title, body = "confirm", words.confirm_title(desk), words.confirm_body(desk, until)
        else:
            key, title, body = "known", words.known_title(desk), words.known_body(desk)
    FollowerNotice.objects.get_or_create(
        follower=row,
        key=f"{key}:{int(at.timestamp())}",
        defaults={
            "agency_id": row.agency_id,
            "title": title,
            "body": body,
            "url": "",
            "made_at": at,
            "next_try_at": at,
        },
    )
    ring_for_notices(row.agency_id)


def confirm(*, follower: Follower, at: datetime) -> None:
    """The second yes, at `at` (aware); said twice it is said once."""
    with tenant(follower.agency_id):
        waiting = Follower.objects.filter(pk=follower.pk, confirmed_at__isnull=True)
        if waiting.update(confirmed_at=at):
            log.info("follower.confirmed", agency=follower.agency_id, follower=follower.pk)


def change_wish(*, follower: Follower, wish: FollowerWish) -> None:
    """Be told about other changes from now on."""
    with tenant(follower.agency_id):
        Follower.objects.filter(pk=follower.pk).update(wish=wish)
    log.info("follower.wish", agency=follower.agency_id, follower=follower.pk, wish=wish)


def stop(*, follower: Follower) -> None:
    """Be told no more: the address and everything that waits for it are deleted."""
    with tenant(follower.agency_id):
        Follower.objects.filter(pk=follower.pk).delete()
    log.info("follower.stopped", agency=follower.agency_id, follower=follower.pk)


def follow_by_browser(
    *, desk: Desk, offered: Offered, wish: str, language: str, at: datetime
) -> Follower:
    """Tell this browser about the desk from `at` (aware) on; asked again, the wish is renewed.

    The permission given in the browser is the second yes. Raises BrowserRefused.
    """
    acceptable = is_inside(offered.endpoint) or push_host(offered.endpoint) is not None
    fits = len(offered.endpoint) <= ENDPOINT_LENGTH
    if not (is_push_on() and acceptable and fits and are_keys(offered.p256dh, offered.auth)):
        raise BrowserRefused
    with tenant(desk.owner_id):
        mine = Follower.objects.filter(agency_id=desk.owner_id, endpoint=offered.endpoint)
        if mine.exclude(desk=desk).count() >= MOST_DESKS:
            raise BrowserRefused
        renewed = {
            "p256dh": offered.p256dh,
            "auth": offered.auth,
            "wish": wish,
            "language": language,
        }
        secret = secret_of(desk.pk, offered.endpoint, at)
        row, is_new = Follower.objects.update_or_create(
            agency_id=desk.owner_id,
            desk=desk,
            channel=FollowerChannel.PUSH,
            email="",
            endpoint=offered.endpoint,
            defaults=renewed,
            create_defaults={
                **renewed,
                "asked_at": at,
                "confirmed_at": at,
                "token_digest": digest_of_secret(secret),
            },
        )
    log.info("follower.browser", agency=desk.owner_id, desk=desk.pk, follower=row.pk, new=is_new)
    return row


def forget_old(*, agency_id: int, now: datetime) -> int:
    """Remove who never said the second yes, and old messages; how many. Inside the tenancy."""
    late = Follower.objects.filter(
        agency_id=agency_id, confirmed_at__isnull=True, asked_at__lte=now - CONFIRM_WITHIN
    )
    _all, by_model = late.delete()
    old = FollowerNotice.objects.filter(agency_id=agency_id, made_at__lt=now - NOTICES_KEPT_FOR)
    old.delete()
    gone = by_model.get("services.Follower", 0)
    if gone:
        log.info("follower.forgotten", agency=agency_id, followers=gone)
    return gone


def ring_for_notices(agency_id: int) -> None:
    """Once this commits, ask a worker to send; without a broker the schedule finds what waits."""
    transaction.on_commit(partial(_ring, agency_id), robust=True)


def _ring(agency_id: int) -> None:
    try:
        current_app.send_task(DELIVER_TASK, args=[agency_id], retry=False, ignore_result=True)
    except (KombuError, OSError) as error:
        log.warning("follower.broker_away", agency=agency_id, error=type(error).__name__)
