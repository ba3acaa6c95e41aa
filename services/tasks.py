"""Celery's work of the citizens' side: given `now` by the clock, safe to run twice."""

from __future__ import annotations

from functools import partial

import structlog
from celery import Task, shared_task
from django.db import DatabaseError

from accounts.models.agencies import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from asn_wfh.turns import somebody_waits
from services import snapshots
from services.actions import news, notices
from services.actions.followers import DELIVER_TASK, forget_old, ring_for_notices
from services.models import Desk
from services.snapshots.refresh import refresh

log = structlog.get_logger(__name__)
SLICE_SECONDS = 0.8
"""Of each second, while no officer's arrival waits."""


@shared_task(name="services.publish_offices")
def publish_offices(office_ids: list[int]) -> int:
    """Write the snapshots of these offices; rung by `services.snapshots.republish`."""
    return snapshots.publish_offices(office_ids, clock.now())


@shared_task(name="services.refresh_snapshots", bind=True)
def refresh_snapshots(task: Task) -> int:
    """Every second, for a part of it: the snapshots that ran out or are a minute old."""
    return refresh(clock.now(), SLICE_SECONDS, partial(somebody_waits, task))


@shared_task(name="services.tell_followers")
def tell_followers() -> int:
    """Every minute: write to those who follow a desk what changed there, and ring for sending."""
    now, told = clock.now(), 0
    for agency in Agency.objects.filter(pk__in=Desk.objects.values("owner")).order_by("pk"):
        try:
            with tenant(agency.pk):
                told += news.tell_followers(agency_id=agency.pk, now=now)
                if notices.has_due(agency_id=agency.pk, now=now):
                    ring_for_notices(agency.pk)
        except DatabaseError:
            # One agency's trouble must not silence the others.
            log.exception("followers.agency_failed", agency=agency.pk)
    return told


@shared_task(name=DELIVER_TASK)
def deliver_notices(agency_id: int) -> int:
    """Send what waits for an agency's followers; what is more than a batch is rung for again."""
    tried = notices.deliver_notices(agency_id=agency_id, now=clock.now())
    if tried == notices.AT_ONCE:
        ring_for_notices(agency_id)
    return tried


@shared_task(name="services.forget_followers")
def forget_followers() -> int:
    """Every hour: remove addresses that were never confirmed, and old messages."""
    now, gone = clock.now(), 0
    for agency in Agency.objects.filter(pk__in=Desk.objects.values("owner")).order_by("pk"):
        with tenant(agency.pk):
            gone += forget_old(agency_id=agency.pk, now=now)
    return gone
