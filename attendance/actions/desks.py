"""What attendance tells the citizens' side: numbers per desk and date, never people.

Everything here runs inside the agency's tenant, after `hold_desks`: two runs must not count the
same desk side by side, or the older count could overwrite the newer.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import partial

import structlog
from django.db import connection, transaction
from django.db.models import F, Min, Q, QuerySet

from attendance.actions.desk_plans import dates_ahead, publish_plans
from attendance.models import DeskBreak, DeskTap, Outage, OutageState, Outbox
from attendance.queries.desk_days import DeskDate, desk_days, moved_by_time, span_of
from attendance.rules.desks import DeskCount, count_desk
from services import snapshots
from services.actions import settle_desks
from services.models import DeskPresence, DeskService, DeskStatus, PipelineBeat, StatusChange
from services.queries.facts import lines_of
from services.rules import StatusSettings

log = structlog.get_logger(__name__)

DRAIN_AT_ONCE = 500
"""Outbox rows per transaction: a morning's crowd is counted desk by desk, not row by row."""
DESK_LOCK = 0x4842
"""First key of the advisory lock of an agency's desks, the second being the agency.

Taps have another."""
TICK_BACK = timedelta(minutes=1)
"""How far back the frequent look for what time changed reaches; the minute's beat looks further."""
BEAT_BACK = timedelta(days=1)
STUCK_AFTER = timedelta(minutes=1)
"""Word that is missing for so long is worth a line in the log; less is traffic."""
KEPT = timedelta(days=60)
"""How long the history of a desk's days is kept: longer than any week waits for its account."""
COUNTED = (
    "on_site",
    "on_break",
    "first_in_at",
    "evidence_at",
    "evidence_kind",
    "break_until",
)


def hold_desks(agency_id: int) -> None:
    """Wait until no other run counts this agency's desks; lasts until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [DESK_LOCK, agency_id])


def drain_outbox(*, agency_id: int, at: datetime) -> int:
    """Count anew the desks the outbox names, oldest first; answers how many rows it removed.

    Counting starts from the events themselves, so a row told twice changes nothing.
    """
    rows = list(
        Outbox.objects.filter(agency_id=agency_id)
        .order_by("pk")
        .select_for_update(skip_locked=True)
        .values_list("pk", "desk_id", "date")[:DRAIN_AT_ONCE]
    )
    if not rows:
        return 0
    asked = {(desk_id, day) for _, desk_id, day in rows}
    _recount(agency_id, asked, at)
    Outbox.objects.filter(pk__in=[pk for pk, _, _ in rows]).delete()
    log.info("desks.drained", agency=agency_id, rows=len(rows), desk_days=len(asked))
    return len(rows)


def publish_plans_ahead(*, agency_id: int, today: date, at: datetime) -> int:
    """Publish the plans of every desk this agency serves, for `today` and the days of the horizon.

    Answers how many plans changed.
    """
    asked = dates_ahead(agency_id=agency_id, today=today)
    changed = publish_plans(agency_id=agency_id, desk_days=asked, at=at)
    if changed:
        settle_desks(agency_id=agency_id, at=at)
    return changed


def count_presence(*, agency_id: int, desk_days: Collection[DeskDate], at: datetime) -> None:
    """Bring `DeskPresence` in line with who is at the desks at `at`; a row told twice stays."""
    counts = _counts(agency_id, desk_days, at)
    first, last, desks = span_of(desk_days)
    known = {
        (row.desk_id, row.date): row
        for row in DeskPresence.objects.filter(
            agency_id=agency_id, desk__in=desks, date__range=(first, last)
        )
    }
    changed = []
    for (desk_id, day), count in counts.items():
        told = _columns(count)
        before = known.get((desk_id, day))
        if before is not None and all(getattr(before, name) == told[name] for name in COUNTED):
            continue
        changed.append(
            DeskPresence(agency_id=agency_id, desk_id=desk_id, date=day, changed_at=at, **told)
        )
    if changed:
        DeskPresence.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=("agency", "desk", "date"),
            update_fields=(*COUNTED, "changed_at"),
        )


def let_time_pass(*, agency_id: int, at: datetime, back: timedelta) -> set[int]:
    """Count and settle the desks that the clock alone changed in the last `back`; their ids.

    A cover begins and ends, a break outlives its promise, a change for the worse has waited long
    enough, a status reaches its next change: none of these leaves a row in the outbox.
    """
    moved = moved_by_time(agency_id, since=at - back, at=at, overdue=StatusSettings().overdue)
    if moved:
        _recount(agency_id, moved, at)
    desks = due_desks(agency_id=agency_id, at=at)
    if desks:
        settle_desks(agency_id=agency_id, at=at, desk_ids=desks)
        _forget_unserved(agency_id, at)
        transaction.on_commit(partial(snapshots.publish_desks, desks, at), robust=True)
    return desks | {desk_id for desk_id, _ in moved}


def due_desks(*, agency_id: int, at: datetime) -> set[int]:
    """The desks with a status that was to change, or ran out, by `at` and was not settled since."""
    return set(_due(agency_id, at).values_list("desk_id", flat=True))


def _due(agency_id: int, at: datetime) -> QuerySet[DeskStatus]:
    return DeskStatus.objects.filter(
        Q(next_at__lte=at, next_at__gt=F("settled_at"))
        | Q(due_at__lte=at)
        | Q(valid_until__lte=at, valid_until__gt=F("settled_at")),
        agency_id=agency_id,
    )


def _forget_unserved(agency_id: int, at: datetime) -> None:
    """Forget what is due and can be settled no more: its desk has ended, or the service there."""
    left = list(_due(agency_id, at))
    if not left:
        return
    offered = DeskService.objects.filter(
        agency_id=agency_id, desk__in=[row.desk_id for row in left]
    )
    lines, _ = lines_of(offered, at)
    served = {(line.desk.pk, line.service.pk) for line in lines}
    for row in left:
        if (row.desk_id, row.service_id) not in served:
            row.delete()


def is_due(*, agency_id: int, at: datetime) -> bool:
    """Whether the clock alone changed a desk of the agency within the last minute."""
    overdue = StatusSettings().overdue
    return bool(
        due_desks(agency_id=agency_id, at=at)
        or moved_by_time(agency_id, since=at - TICK_BACK, at=at, overdue=overdue)
    )


def beat_pipeline(*, agency_id: int, at: datetime) -> bool:
    """Say up to when the desks know every check-in, and settle every desk.

    That is now, where this runs at all (broker, worker, database), nothing waits in the outbox and
    no outage keeps people from checking in; else the moment from which word is missing, and never
    earlier than said before. Answers whether the beat is younger than the pipeline may be silent.
    """
    heard = _heard_until(agency_id, at)
    beat, made = PipelineBeat.objects.get_or_create(
        agency_id=agency_id, defaults={"beat_at": heard}
    )
    if not made and beat.beat_at < heard:
        PipelineBeat.objects.filter(agency_id=agency_id).update(beat_at=heard)
    alive = at - max(heard, beat.beat_at) <= StatusSettings().pipeline
    if at - heard > STUCK_AFTER:
        log.warning("desks.outbox_stuck", agency=agency_id, heard=heard.isoformat())
    moved = moved_by_time(agency_id, since=at - BEAT_BACK, at=at, overdue=StatusSettings().overdue)
    if moved:
        publish_plans(agency_id=agency_id, desk_days=moved, at=at)
        count_presence(agency_id=agency_id, desk_days=moved, at=at)
    settle_desks(agency_id=agency_id, at=at)
    return alive


def has_waiting(agency_id: int) -> bool:
    """Whether the agency's outbox holds anything."""
    return Outbox.objects.filter(agency_id=agency_id).exists()


def forget_days(*, agency_id: int, at: datetime) -> int:
    """Delete status changes, breaks and taps older than `KEPT`; answers how many rows went.

    Breaks and taps are people's days: once their week is accounted for, nobody needs them.
    """
    limit = at - KEPT
    gone = StatusChange.objects.filter(agency_id=agency_id, at__lt=limit).delete()[0]
    gone += DeskBreak.objects.filter(agency_id=agency_id, starts_at__lt=limit).delete()[0]
    gone += DeskTap.objects.filter(agency_id=agency_id, tapped_at__lt=limit).delete()[0]
    log.info("desks.days_forgotten", agency=agency_id, rows=gone)
    return gone


def _heard_until(agency_id: int, at: datetime) -> datetime:
    """Up to when every check-in of the agency is counted, as far as this side can know."""
    missing = [Outbox.objects.filter(agency_id=agency_id).aggregate(at=Min("created_at"))["at"]]
    out = Outage.objects.filter(
        agency_id=agency_id,
        state=OutageState.DECLARED,
        starts_at__lte=at,
        ends_at__gt=at,
    )
    missing.append(out.aggregate(at=Min("starts_at"))["at"])
    return min([at, *(moment for moment in missing if moment is not None)])


def _recount(agency_id: int, asked: Collection[DeskDate], at: datetime) -> None:
    """Plan first, then presence, then what the public reads; its bytes right after the commit."""
    desk_ids = {desk_id for desk_id, _ in asked}
    publish_plans(agency_id=agency_id, desk_days=asked, at=at)
    count_presence(agency_id=agency_id, desk_days=asked, at=at)
    settle_desks(agency_id=agency_id, at=at, desk_ids=desk_ids)
    transaction.on_commit(partial(snapshots.publish_desks, desk_ids, at), robust=True)


def _counts(agency_id: int, asked: Collection[DeskDate], at: datetime) -> dict[DeskDate, DeskCount]:
    overdue = StatusSettings().overdue
    found = desk_days(agency_id, asked)
    return {key: count_desk(found[key], at, overdue) for key in asked}


def _columns(count: DeskCount) -> dict[str, object]:
    """The count as columns of `DeskPresence`."""
    return {
        "on_site": count.on_site,
        "on_break": count.on_break,
        "first_in_at": count.first_in_at,
        "evidence_at": count.evidence_at,
        "evidence_kind": "" if count.evidence is None else count.evidence.value,
        "break_until": count.break_until,
    }
