"""Followers by the secret of their links. The secret is derived, and only its digest is kept."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.tenancy import reveal_caller
from services.models import Desk, Follower

CONFIRM_WITHIN = timedelta(hours=24)
SECRET_BYTES = 24


def secret_of(desk_id: int, address: str, asked_at: datetime) -> str:
    """The secret in the links of whoever asked at `asked_at` (aware); `address`: mail or endpoint.

    Derived with the portal's key, so every message can carry the links, and a copy of the
    database opens none.
    """
    asked = asked_at.astimezone(UTC).isoformat(timespec="microseconds")
    made = salted_hmac("services.follower", f"{desk_id} {asked} {address}", algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest()[:SECRET_BYTES]).decode()


def secret_of_follower(follower: Follower) -> str:
    """The secret of a row."""
    address = follower.email or follower.endpoint
    return secret_of(follower.desk_id, address, follower.asked_at)


def digest_of_secret(secret: str) -> str:
    """What is kept of a secret: SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def follower_of(secret: str, now: datetime) -> Follower | None:
    """Whose links these are, with desk and office; None where it is over or never was.

    A request to follow that nobody confirmed in time is over at `now` (aware).
    """
    digest = digest_of_secret(secret)
    with transaction.atomic():
        reveal_caller(digest)
        rows = Follower.objects.select_related("desk__office", "desk__owner")
        found = rows.filter(token_digest=digest).first()
    if found is None or (found.confirmed_at is None and found.asked_at + CONFIRM_WITHIN <= now):
        return None
    return found


def desk_to_follow(office_slug: str, desk_slug: str, now: datetime) -> Desk | None:
    """The desk at this address, with its office, unless one of them has ended at `now` (aware)."""
    rows = Desk.objects.select_related("office", "owner")
    desk = rows.filter(office__slug=office_slug, slug=desk_slug).first()
    if desk is None:
        return None
    today = now.astimezone(ZoneInfo(desk.office.zone)).date()
    ends = (desk.ended_on, desk.office.ended_on)
    return None if any(day is not None and day <= today for day in ends) else desk
