"""The road from check-ins to the citizens' pages, agency by agency."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from celery import Task, shared_task
from django.db.models import Exists, F, OuterRef

from accounts.models import Agency
from accounts.tenancy import tenant
from asn_wfh import clock
from asn_wfh.turns import somebody_waits
from attendance.actions import desks
from services.models import Desk, DeskService, PipelineBeat

log = structlog.get_logger(__name__)

SILENT_FOR = timedelta(minutes=3)
"""After so long an agency's beat gives way to nobody."""
GOES_ON_WITHIN = 60.0
"""Seconds for which what gave way stays in the queue; the schedule has asked anew by then."""


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


@shared_task(name="attendance.drain_outboxes", bind=True)
def drain_outboxes(task: Task, agency_ids: list[int] | None = None) -> None:
    """Every five seconds: drain what a lost message left behind, in every agency with desks.

    And let the clock speak: what changes at a moment is counted and settled right after it.
    """
    for agency in _in_turn(task, agency_ids):
        with apart(agency):
            with tenant(agency.pk):
                waiting = desks.has_waiting(agency.pk)
                due = desks.is_due(agency_id=agency.pk, at=clock.now())
            if waiting:
                drain_outbox(agency.pk)
            if due:
                with _holding(agency.pk) as now:
                    desks.let_time_pass(agency_id=agency.pk, at=now, back=desks.TICK_BACK)


@shared_task(name="attendance.beat_pipeline", bind=True)
def beat_pipeline(task: Task, agency_ids: list[int] | None = None) -> None:
    """Once a minute: prove that the road works, and let time pass for every desk."""
    for agency in _in_turn(task, agency_ids):
        with apart(agency), _holding(agency.pk) as now:
            desks.beat_pipeline(agency_id=agency.pk, at=now)


@shared_task(name="attendance.beat_silent")
def beat_silent() -> None:
    """Once a minute, before all else: the agencies that a crowd of arrivals kept from their beat.

    Giving way for ten minutes would make the desks of an agency unknown to citizens.
    """
    limit = clock.now() - SILENT_FOR
    beats = PipelineBeat.objects.filter(beat_at__lt=limit)
    beat_pipeline(list(beats.values_list("agency_id", flat=True)))


@shared_task(name="attendance.publish_desk_plans")
def publish_desk_plans() -> None:
    """Publish how many officers the rosters in force put at each desk, today and ahead."""
    for agency in agencies_with_desks():
        with apart(agency), _holding(agency.pk) as now:
            today = clock.on_local_date(now, agency.zone)
            desks.publish_plans_ahead(agency_id=agency.pk, today=today, at=now)


@shared_task(name="attendance.forget_desk_days")
def forget_desk_days() -> None:
    """Once a day: forget what happened at desks longer ago than the weeks' account needs."""
    for agency in agencies_with_desks():
        with apart(agency), tenant(agency.pk):
            desks.forget_days(agency_id=agency.pk, at=clock.now())


def agencies_with_desks() -> list[Agency]:
    """The agencies that serve citizens at a desk, the longest silent first.

    Public, so read without a tenant.
    """
    gives = DeskService.objects.filter(agency=OuterRef("pk"))
    owns = Desk.objects.filter(owner=OuterRef("pk"))
    silent = F("pipeline_beat__beat_at").asc(nulls_first=True)
    return list(Agency.objects.filter(Exists(gives) | Exists(owns)).order_by(silent, "pk"))


def _in_turn(task: Task, agency_ids: list[int] | None) -> Iterator[Agency]:
    """Each agency with desks, or of these those that are left, the longest silent first.

    Where an officer's arrival waits behind `task`, the rest is put back into the queue behind it.
    """
    agencies = agencies_with_desks()
    if agency_ids is not None:
        agencies = [agency for agency in agencies if agency.pk in agency_ids]
    for number, agency in enumerate(agencies):
        if somebody_waits(task):
            task.apply_async([[left.pk for left in agencies[number:]]], expires=GOES_ON_WITHIN)
            return
        yield agency


@contextmanager
def _holding(agency_id: int) -> Iterator[datetime]:
    """The agency's tenant with its desks held, and the moment at which they were free.

    The clock is read after the wait: who counts last must also be latest.
    """
    with tenant(agency_id):
        desks.hold_desks(agency_id)
        yield clock.now()


@contextmanager
def apart(agency: Agency) -> Iterator[None]:
    """One agency's trouble, of whatever kind, must not silence the others: it is logged, and heard
    of in public by its own missing beat.
    """
    try:
        yield
    except Exception:
        log.exception("desks.agency_failed", agency=agency.pk)
