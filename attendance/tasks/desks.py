"""The road from check-ins to the citizens' pages, agency by agency."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import structlog
from celery import shared_task
from django.db import DatabaseError
from django.db.models import Exists, OuterRef

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions import desks
from services.models import Desk, DeskService

log = structlog.get_logger(__name__)


@shared_task(name="attendance.drain_outbox")
def drain_outbox(agency_id: int) -> int:
    """Tell the citizens' side what waits in one agency's outbox; sent after each such commit.

    Answers how many rows were told. A second run finds nothing, and changes nothing.
    """
    told = 0
    while True:
        with _holding(agency_id) as now:
            rows = desks.drain_outbox(agency_id=agency_id, at=now)
        told += rows
        if rows < desks.DRAIN_AT_ONCE:
            return told


@shared_task(name="attendance.drain_outboxes")
def drain_outboxes() -> None:
    """Every five seconds: drain what a lost message left behind, in every agency with desks."""
    for agency in _agencies_with_desks():
        with _apart(agency):
            with tenant(agency.pk):
                waiting = desks.has_waiting(agency.pk)
            if waiting:
                drain_outbox(agency.pk)


@shared_task(name="attendance.beat_pipeline")
def beat_pipeline() -> None:
    """Once a minute: prove that the road works, and let time pass for every desk."""
    for agency in _agencies_with_desks():
        with _apart(agency), _holding(agency.pk) as now:
            desks.beat_pipeline(agency_id=agency.pk, at=now)


@shared_task(name="attendance.publish_desk_plans")
def publish_desk_plans() -> None:
    """Publish how many officers the rosters in force put at each desk, today and ahead."""
    for agency in _agencies_with_desks():
        with _apart(agency), _holding(agency.pk) as now:
            today = clock.on_local_date(now, agency.zone)
            desks.publish_plans_ahead(agency_id=agency.pk, today=today, at=now)


def _agencies_with_desks() -> list[Agency]:
    """The agencies that serve citizens at a desk; public, so read without a tenant."""
    gives = DeskService.objects.filter(agency=OuterRef("pk"))
    owns = Desk.objects.filter(owner=OuterRef("pk"))
    return list(Agency.objects.filter(Exists(gives) | Exists(owns)).order_by("pk"))


@contextmanager
def _holding(agency_id: int) -> Iterator[datetime]:
    """The agency's tenant with its desks held, and the moment at which they were free.

    The clock is read after the wait: who counts last must also be latest.
    """
    with tenant(agency_id):
        desks.hold_desks(agency_id)
        yield clock.now()


@contextmanager
def _apart(agency: Agency) -> Iterator[None]:
    """One agency's trouble with the database must not silence the others."""
    try:
        yield
    except DatabaseError:
        log.exception("desks.agency_failed", agency=agency.pk)
