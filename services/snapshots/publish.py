"""Writing snapshots: what an office shows now, under a lock, so that no older look wins."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path

import structlog
from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from kombu.exceptions import KombuError

from asn_wfh import clock
from services.models import Desk, Office
from services.queries.offices import find_office, read_office
from services.snapshots.pages import has_changed, pages_of
from services.snapshots.store import Manifest, SnapshotStore

log = structlog.get_logger(__name__)

PUBLISH_TASK = "services.publish_offices"
OFFICE_LOCK = 0x534E
"""First key of the advisory lock of an office's snapshots, the second being the office."""
AT_ONCE = 3
"""Offices that the task which counted their desks publishes itself."""
QUEUED_FOR = timedelta(minutes=1)
"""An `at` that is older than what is published by less waited in a queue; by more, the clock was
set back (a demonstration of another day)."""


def store() -> SnapshotStore:
    """The snapshots in `settings.SNAPSHOT_DIR`."""
    return _store(settings.SNAPSHOT_DIR)


@cache
def _store(root: Path) -> SnapshotStore:
    return SnapshotStore(root)


def republish(office_id: int) -> None:
    """Have the office's snapshots written once this transaction is committed.

    Call it wherever something an office shows was changed: hours, closures, desks, its name. A
    worker does it within a second or two; where the broker is away it is done at once, here. Never
    raises for it: what was written is committed, and the minute's refresh comes anyway.
    """
    transaction.on_commit(partial(_ring, office_id), robust=True)


def republish_desks(desk_ids: Collection[int]) -> None:
    """As `republish`, for the offices of these desks."""
    transaction.on_commit(lambda: _ring(*_offices_of(desk_ids)), robust=True)


def _ring(*office_ids: int) -> None:
    if not office_ids:
        return
    try:
        args = [list(office_ids)]
        current_app.send_task(PUBLISH_TASK, args=args, retry=False, ignore_result=True)
    except (KombuError, OSError) as error:
        log.warning("snapshots.broker_away", offices=office_ids, error=type(error).__name__)
        publish_offices(office_ids, clock.now())


def publish_desks(desk_ids: Collection[int], at: datetime) -> int:
    """Publish the offices of these desks as of `at` (aware); answers how many changed.

    Many at once (a morning's crowd) are rung for one by one, so that who comes next elsewhere does
    not wait for all of them.
    """
    offices = _offices_of(desk_ids)
    for office_id in offices[AT_ONCE:]:
        _ring(office_id)
    return publish_offices(offices[:AT_ONCE], at)


def _offices_of(desk_ids: Collection[int]) -> list[int]:
    rows = Desk.objects.filter(pk__in=desk_ids).order_by("office_id")
    return list(rows.values_list("office_id", flat=True).distinct())


def publish_offices(office_ids: Iterable[int], at: datetime) -> int:
    """Publish each office as of `at` (aware); one's trouble does not keep the others.

    Answers how many changed. What failed stands in the log, and is tried again by the refresh.
    """
    changed = 0
    for office_id in office_ids:
        try:
            changed += publish_office(office_id, at)
        except Exception:
            # Also a fault of our own on one office's page: all others must go on.
            log.exception("snapshots.failed", office=office_id)
    return changed


@transaction.atomic
def publish_office(office_id: int, at: datetime) -> bool:
    """Write the office's snapshots as of `at` (aware); False where they said so already.

    Two writers of one office wait for each other, and the rows are read after the wait: what is
    written last was read last. An office that has ended, or is gone, has no snapshots.
    DatabaseError and OSError are the caller's; nothing half-written is ever current.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OFFICE_LOCK, office_id])
    slug = Office.objects.filter(pk=office_id).values_list("slug", flat=True).first()
    office = None if slug is None else find_office(slug)
    if office is None or has_ended(office.ended_on, office.zone, at):
        _remove(office_id, slug)
        return False
    before = store().manifest(office.slug)
    if before is not None and at < before.generated_at <= at + QUEUED_FOR:
        at = before.generated_at
    pages = pages_of(read_office(office, at), before)
    if not has_changed(pages, before):
        return False
    version = _next_version(before, at)
    store().write(slug=office.slug, office=office_id, version=version, at=at, pages=pages)
    rendered = sum(page.body is not None for page in pages)
    log.info("snapshots.published", office=office_id, version=version, pages=rendered)
    return True


def has_ended(ended_on: date | None, zone: str, at: datetime) -> bool:
    """Whether an office that ends on `ended_on` (its own date) has ended at `at` (aware)."""
    return ended_on is not None and ended_on <= clock.on_local_date(at, zone)


def _next_version(before: Manifest | None, at: datetime) -> int:
    """Milliseconds, so that numbers go on after the folder was emptied; always one more."""
    stamp = int(at.timestamp() * 1000)
    return stamp if before is None else max(before.version + 1, stamp)


def _remove(office_id: int, slug: str | None) -> None:
    if slug is not None and store().version_of(slug) is not None:
        store().remove(slug)
        log.info("snapshots.removed", office=office_id)
