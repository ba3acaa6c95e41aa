"""Sending everybody home, and calling them back: at once, told in the same transaction.

Nothing is written to rosters, events or days: the rules count a place under a release as right.
Where desks close too, citizens read it in the same moment.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import Agency, Employee, Unit
from accounts.permissions import can_declare_emergency
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.desks import hold_desks
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.reopenings import reopen_days
from attendance.models import DayClose, EmergencyRelease, MessageKind, ReopenCause
from attendance.queries.emergencies import release_value
from attendance.queries.live import forget_rulebook
from attendance.queries.release_pages import desks_in, people_in
from attendance.queries.thresholds import release_days
from attendance.rules.emergencies import (
    EndsBeforeStart,
    Release,
    ReleaseRefusal,
    TooManyDays,
    refuse_release,
)
from attendance.wording import emergencies as words
from services import snapshots
from services.actions import close_desks, reopen_desks, settle_desks

log = structlog.get_logger(__name__)

EMERGENCY_LOCK = 0x454D
"""First key of the advisory lock of an agency's emergencies, the second being the agency."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be declared: `starts_at` aware, `last_day` by duty date, a unit or the agency."""

    starts_at: datetime
    last_day: date
    reason: str
    legal_basis: str
    unit: Unit | None = None
    includes_direct_service: bool = False


def refuse_wanted(*, agency: Agency, wanted: Wanted, by: Employee, at: datetime) -> None:
    """Raise RequestRefused where `wanted` may not be declared; nothing is written."""
    _require_right(by)
    if wanted.unit is not None and wanted.unit.agency_id != agency.pk:
        raise RequestRefused(Ground.CONTENT, words.out_of_reach(), "unit")
    today = clock.on_local_date(at, agency.zone)
    refusal = refuse_release(
        _value(wanted),
        starts_on=clock.on_local_date(wanted.starts_at, agency.zone),
        today=today,
        longest_days=release_days(agency.pk, today),
        standing=[
            release_value(row)
            for row in EmergencyRelease.objects.filter(
                agency=agency, withdrawn_at=None, last_day__gte=today
            )
        ],
    )
    if refusal is not None:
        sentence = words.refusal_sentence(refusal, agency.zone)
        raise RequestRefused(Ground.CONTENT, sentence, _field(refusal))


@transaction.atomic
def declare_emergency(
    *, agency: Agency, wanted: Wanted, by: Employee, at: datetime
) -> tuple[EmergencyRelease, int]:
    """Let everybody in scope work from home; the row, and how many were told.

    Runs inside the agency's tenancy. Raises RequestRefused, and then nothing was changed.
    """
    held = _require_right(by)
    _hold(agency.pk)
    refuse_wanted(agency=agency, wanted=wanted, by=by, at=at)
    row = EmergencyRelease.objects.create(
        agency=agency,
        unit=wanted.unit,
        starts_at=wanted.starts_at,
        last_day=wanted.last_day,
        includes_direct_service=wanted.includes_direct_service,
        reason=wanted.reason.strip(),
        legal_basis=wanted.legal_basis.strip(),
        declared_by=by,
        declared_under_id=held.delegation_id,
        declared_at=at,
    )
    if wanted.includes_direct_service:
        _close(row, at)
    release, zone = release_value(row), ZoneInfo(agency.zone)
    people = list(people_in(agency.pk, wanted.unit).values_list("pk", flat=True))
    told = tell(
        agency_id=agency.pk,
        employee_ids=people,
        kind=MessageKind.EMERGENCY,
        key=f"emergency-{row.pk}",
        title=words.told_title(release, at, zone),
        body=words.told_body(release, at, zone),
        url=reverse("attendance:today"),
        at=at,
    )
    _reopen(row, people, by, at)
    _take_effect(agency.pk)
    log.info("emergency.declared", agency=agency.pk, release=row.pk, by=by.pk, told=told)
    return row, told


@transaction.atomic
def withdraw_emergency(
    *, release_id: int, by: Employee, at: datetime
) -> tuple[EmergencyRelease, int]:
    """End a release now: what was done under it stays right; the row, and how many were told."""
    held = _require_right(by)
    _hold(by.agency_id)
    row: EmergencyRelease = EmergencyRelease.objects.select_related("agency", "unit").get(
        pk=release_id, agency_id=by.agency_id
    )
    agency = row.agency
    if row.withdrawn_at is not None or row.last_day < clock.on_local_date(at, agency.zone):
        raise RequestRefused(Ground.STATE, words.already_over(row.last_day))
    row.withdrawn_by, row.withdrawn_at = by, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    if row.closure_ids:
        hold_desks(agency.pk)
        reopen_desks(closure_ids=row.closure_ids, at=at)
        desk_ids = _desk_ids(row)
        settle_desks(agency_id=agency.pk, at=at, desk_ids=desk_ids)
        snapshots.republish_desks(desk_ids)
    told = tell(
        agency_id=agency.pk,
        employee_ids=people_in(agency.pk, row.unit).values_list("pk", flat=True),
        kind=MessageKind.EMERGENCY,
        key=f"emergency-{row.pk}-withdrawn",
        title=words.withdrawn_title(),
        body=words.withdrawn_body(at, ZoneInfo(agency.zone)),
        url=reverse("attendance:today"),
        at=at,
    )
    _take_effect(agency.pk)
    log.info(
        "emergency.withdrawn",
        agency=agency.pk,
        release=row.pk,
        by=by.pk,
        delegation=held.delegation_id,
        told=told,
    )
    return row, told


def _require_right(by: Employee) -> Held:
    held = can_declare_emergency(by.standing)
    if held is None:
        raise RequestRefused(Ground.AUTHORITY, words.may_not_declare())
    return held


def _hold(agency_id: int) -> None:
    """Wait until nobody else declares or withdraws in the agency; for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [EMERGENCY_LOCK, agency_id])


def _value(wanted: Wanted) -> Release:
    return Release(
        ref=0,
        starts_at=wanted.starts_at,
        last_day=wanted.last_day,
        unit_id=None if wanted.unit is None else wanted.unit.pk,
        includes_direct_service=wanted.includes_direct_service,
    )


def _field(refusal: ReleaseRefusal) -> str:
    return "last_day" if isinstance(refusal, EndsBeforeStart | TooManyDays) else "starts_at"


def _close(row: EmergencyRelease, at: datetime) -> None:
    """Close the agency's own desks in scope for citizens, now and in the same transaction."""
    zone = ZoneInfo(row.agency.zone)
    hold_desks(row.agency_id)
    desks = list(desks_in(row.agency_id, row.unit))
    row.closure_ids = close_desks(
        desks=desks,
        starts_at=row.starts_at,
        ends_at=datetime.combine(row.last_day + ONE_DAY, time(), zone).astimezone(UTC),
        message=words.closure_message(row.reason),
    )
    row.save(update_fields=["closure_ids"])
    desk_ids = [desk.pk for desk in desks]
    settle_desks(agency_id=row.agency_id, at=at, desk_ids=desk_ids)
    snapshots.republish_desks(desk_ids)


def _desk_ids(row: EmergencyRelease) -> Collection[int]:
    return [desk.pk for desk in desks_in(row.agency_id, row.unit)]


def _reopen(row: EmergencyRelease, people: list[int], by: Employee, at: datetime) -> None:
    """Have days judged again that are closed already: in another zone today may be over."""
    first = row.starts_at.date() - ONE_DAY
    closed = DayClose.objects.filter(
        Q(date__gte=first, date__lte=row.last_day), agency_id=row.agency_id
    ).values_list("date", flat=True)
    reopen_days(
        agency_id=row.agency_id,
        days=[(person, day) for day in closed for person in people],
        cause=ReopenCause.EMERGENCY,
        by=by,
        at=at,
    )


def _take_effect(agency_id: int) -> None:
    """Let this process read the rules anew; others do so within `RULEBOOK_LIFE`."""
    forget_rulebook(agency_id)
    transaction.on_commit(partial(forget_rulebook, agency_id), robust=True)
