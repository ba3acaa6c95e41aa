"""Sending an officer to stand in at a desk, and calling them back: told to them and to citizens.

Both desks are counted anew: the one that gains somebody, and the one that loses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import structlog
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import Employee
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.desk_calls import tell_desks
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import DeskCover, MessageKind, RosterEntry
from attendance.queries.desk_covers import is_qualified, judged, open_time
from attendance.queries.desk_keepers import Reach, reach_of, served_desks
from attendance.queries.desk_people import people_now
from attendance.wording import desk_duty as words
from services.models import Desk

log = structlog.get_logger(__name__)

COVER_LOCK = 0x4456
"""First key of the advisory lock of an officer's covers, the second being the officer."""


@dataclass(frozen=True, slots=True)
class WantedCover:
    """Who shall stand in where until when (aware); `ends_at` None is until the desk closes."""

    desk_id: int
    employee_id: int
    ends_at: datetime | None = None
    reason: str = ""


@transaction.atomic
def cover_desk(*, wanted: WantedCover, by: Employee, at: datetime) -> DeskCover:
    """Let an officer stand in at a desk from `at` (aware) on. Raises RequestRefused.

    Runs inside the tenancy of `by`'s agency. The database lets nobody stand in at two desks at
    once; whoever comes second reads its sentence.
    """
    desk = _desk_of(wanted.desk_id, by, reach_of(by))
    zone = ZoneInfo(desk.office.zone)
    today = clock.on_local_date(at, desk.office.zone)
    closes_at = _closes_at(desk, by.agency_id, at, zone)
    employee = _officer(wanted.employee_id, desk, by.agency_id, today, at)
    ends_at = closes_at if wanted.ends_at is None else wanted.ends_at
    if not at < ends_at <= closes_at:
        raise RequestRefused(Ground.CONTENT, words.until_wrong(closes_at, at, zone), "until")
    row = DeskCover(
        agency_id=by.agency_id,
        desk=desk,
        employee=employee,
        date=today,
        starts_at=at,
        ends_at=ends_at,
        reason=wanted.reason,
        made_by=by,
        made_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RequestRefused(Ground.STATE, sentence, "employee") from error
    _count_anew(row, at)
    tell(
        agency_id=by.agency_id,
        employee_ids=[employee.pk],
        kind=MessageKind.DESK,
        key=f"desk-cover-{row.pk}",
        title=words.told_cover_title(desk.name),
        body=words.told_cover_body(desk, ends_at, wanted.reason, zone),
        url=reverse("attendance:today"),
        at=at,
    )
    log.info("desk_cover.made", cover=row.pk, desk=desk.pk, employee=employee.pk, by=by.pk)
    return row


@transaction.atomic
def end_cover(*, cover_id: int, by: Employee, at: datetime) -> DeskCover:
    """End a cover at `at` (aware). Raises RequestRefused, or DeskCover.DoesNotExist.

    The row is taken first, so of two who end it one does, and the other reads that it is over.
    """
    row: DeskCover = (
        DeskCover.objects.select_for_update(of=("self",))
        .select_related("desk__office", "employee")
        .get(pk=cover_id, agency_id=by.agency_id)
    )
    _desk_of(row.desk_id, by, reach_of(by))
    if not row.starts_at < at < row.ends_at:
        raise RequestRefused(Ground.STATE, words.cover_over())
    row.ends_at = at
    row.save(update_fields=["ends_at"])
    _count_anew(row, at)
    tell(
        agency_id=by.agency_id,
        employee_ids=[row.employee_id],
        kind=MessageKind.DESK,
        key=f"desk-cover-{row.pk}-ended",
        title=words.told_end_title(row.desk.name),
        body=words.told_end_body(at, ZoneInfo(row.desk.office.zone)),
        url=reverse("attendance:today"),
        at=at,
    )
    log.info("desk_cover.ended", cover=row.pk, desk=row.desk_id, by=by.pk)
    return row


def _desk_of(desk_id: int, by: Employee, reach: Reach) -> Desk:
    desk = served_desks(by.agency_id).filter(pk=desk_id).first()
    if desk is None or not reach.covers(desk):
        raise RequestRefused(Ground.AUTHORITY, words.may_not_cover())
    return desk


def _closes_at(desk: Desk, agency_id: int, at: datetime, zone: ZoneInfo) -> datetime:
    times = open_time(agency_id, desk, at)
    if times.closes_at is None:
        raise RequestRefused(Ground.STATE, words.desk_closed(desk.name, times, zone))
    return times.closes_at


def _officer(employee_id: int, desk: Desk, agency_id: int, today: date, at: datetime) -> Employee:
    """The officer, if nothing stands in the way of sending them.

    Held against other managers until the transaction ends: two inserts that both wait for each
    other's exclusion would otherwise end in a deadlock, not in a sentence.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [COVER_LOCK, employee_id % 2**31])
    people = people_now(agency_id=agency_id, employee_ids=[employee_id], days=[today], now=at)
    one = people.get((employee_id, today))
    if one is None or not one.employee.is_active:
        raise RequestRefused(Ground.CONTENT, words.not_of_agency(), "employee")
    name = one.employee.name
    if not is_qualified(agency_id=agency_id, desk=desk, employee=one.employee, today=today):
        raise RequestRefused(Ground.CONTENT, words.not_qualified(name, desk.name), "employee")
    (candidate,) = judged(agency_id=agency_id, desk=desk, people=[one], now=at)
    if not candidate.is_possible:
        sentence = words.hindered(candidate, desk.name)
        raise RequestRefused(Ground.STATE, sentence, "employee")
    return one.employee


def _count_anew(row: DeskCover, at: datetime) -> None:
    """Leave word for the covered desk and the officer's own, and ring after the commit."""
    own = RosterEntry.objects.in_force().filter(
        agency_id=row.agency_id, employee_id=row.employee_id, date=row.date, desk__isnull=False
    )
    desks = [row.desk_id, *own.values_list("desk_id", flat=True)]
    tell_desks(agency_id=row.agency_id, desk_days=[(desk_id, row.date) for desk_id in desks], at=at)
