"""What attendance tells the citizens' side: numbers per desk and date, never people.

Everything here runs inside the agency's tenant, after `hold_desks`: two runs must not count the
same desk side by side, or the older count could overwrite the newer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

import structlog
from django.db import connection
from django.db.models import Count, Min

from attendance.models import CheckIn, Outbox, PlaceClass, Roster, RosterEntry, RosterState
from attendance.models import WorkMode as Mode
from attendance.rulebook import SURE_SOURCES
from attendance.rules.desks import DeskCount, OfficerEvent, count_officers
from attendance.rules.modes import EventKind
from services.actions import settle_desks
from services.models import Desk, DeskPlan, DeskPresence, DeskService, EvidenceKind, PipelineBeat
from services.rules import StatusSettings

log = structlog.get_logger(__name__)

DRAIN_AT_ONCE = 500
"""Outbox rows per transaction: a morning's crowd is counted desk by desk, not row by row."""
DESK_LOCK = 0x4842
"""First key of the advisory lock of an agency's desks, the second being the agency.

Taps have another."""

DeskDay = tuple[int, date]


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
    desk_days = list(dict.fromkeys((desk_id, day) for _, desk_id, day in rows))
    publish_plans(agency_id=agency_id, desk_days=desk_days, at=at)
    count_presence(agency_id=agency_id, desk_days=desk_days, at=at)
    settle_desks(agency_id=agency_id, at=at, desk_ids={desk_id for desk_id, _ in desk_days})
    Outbox.objects.filter(pk__in=[pk for pk, _, _ in rows]).delete()
    log.info("desks.drained", agency=agency_id, rows=len(rows), desk_days=len(desk_days))
    return len(rows)


def publish_plans_ahead(*, agency_id: int, today: date, at: datetime) -> int:
    """Publish the plans of every desk this agency serves, for `today` and the days of the horizon.

    Answers how many plans changed.
    """
    desks = set(
        DeskService.objects.filter(agency_id=agency_id).values_list("desk_id", flat=True)
    ) | set(Desk.objects.filter(owner_id=agency_id).values_list("pk", flat=True))
    days = [today + timedelta(days=n) for n in range(StatusSettings().horizon_days + 1)]
    changed = publish_plans(
        agency_id=agency_id, desk_days=[(desk, day) for desk in desks for day in days], at=at
    )
    if changed:
        settle_desks(agency_id=agency_id, at=at)
    return changed


def publish_plans(*, agency_id: int, desk_days: Collection[DeskDay], at: datetime) -> int:
    """Bring `DeskPlan` in line with the rosters in force; answers how many rows changed.

    A date has a plan when officers are planned at the desk, or when a roster in force covers the
    unit behind the desk (then with 0); otherwise its row goes. The remote channel is kept.
    """
    if not desk_days:
        return 0
    first, last, desks = _span(desk_days)
    wanted = _planned(agency_id, desk_days)
    known = {
        (row.desk_id, row.date): row
        for row in DeskPlan.objects.filter(
            agency_id=agency_id, desk__in=desks, date__range=(first, last)
        )
    }
    gone = [known[key] for key in desk_days if key in known and key not in wanted]
    changed = [
        DeskPlan(
            agency_id=agency_id,
            desk_id=desk_id,
            date=day,
            officers_planned=officers,
            published_at=at,
        )
        for (desk_id, day), officers in wanted.items()
        if (desk_id, day) not in known or known[desk_id, day].officers_planned != officers
    ]
    if changed:
        DeskPlan.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=("agency", "desk", "date"),
            update_fields=("officers_planned", "published_at"),
        )
    if gone:
        DeskPlan.objects.filter(pk__in=[row.pk for row in gone]).delete()
    if changed or gone:
        log.info("desks.planned", agency=agency_id, changed=len(changed), gone=len(gone))
    return len(changed) + len(gone)


def _planned(agency_id: int, desk_days: Collection[DeskDay]) -> dict[DeskDay, int]:
    """Officers planned by desk and date, where a roster in force says anything."""
    asked = set(desk_days)
    first, last, desks = _span(desk_days)
    entries = (
        RosterEntry.objects.in_force()
        .filter(agency_id=agency_id, mode=Mode.WFO, desk__in=desks, date__range=(first, last))
        .values_list("desk_id", "date")
        .annotate(officers=Count("employee_id"))
    )
    counts = {
        (desk_id, day): officers for desk_id, day, officers in entries if (desk_id, day) in asked
    }
    units = dict(Desk.objects.filter(pk__in=desks).values_list("pk", "unit_code"))
    covered: dict[str, list[tuple[date, date]]] = defaultdict(list)
    rosters = Roster.objects.filter(
        agency_id=agency_id,
        state=RosterState.APPROVED,
        unit__code__in={code for code in units.values() if code},
        first_day__lte=last,
        last_day__gte=first,
    )
    for code, start, end in rosters.values_list("unit__code", "first_day", "last_day"):
        covered[code].append((start, end))
    for desk_id, day in asked - counts.keys():
        if any(start <= day <= end for start, end in covered.get(units[desk_id], ())):
            counts[desk_id, day] = 0
    return counts


def count_presence(*, agency_id: int, desk_days: Collection[DeskDay], at: datetime) -> None:
    """Bring `DeskPresence` in line with the check-ins of the officers planned at the desks."""
    first, last, desks = _span(desk_days)
    counts = _counted(agency_id, desk_days)
    known = {
        (row.desk_id, row.date): row
        for row in DeskPresence.objects.filter(
            agency_id=agency_id, desk__in=desks, date__range=(first, last)
        )
    }
    changed = []
    for desk_id, day in desk_days:
        before = known.get((desk_id, day))
        row = _presence_row(counts.get((desk_id, day), DeskCount()), before)
        told = (row.on_site, row.first_in_at, row.evidence_at, row.evidence_kind)
        if before is not None and told == (
            before.on_site,
            before.first_in_at,
            before.evidence_at,
            before.evidence_kind,
        ):
            continue
        row.agency_id, row.desk_id, row.date, row.changed_at = agency_id, desk_id, day, at
        changed.append(row)
    if changed:
        DeskPresence.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=("agency", "desk", "date"),
            update_fields=(
                "on_site",
                "first_in_at",
                "evidence_at",
                "evidence_kind",
                "changed_at",
            ),
        )


def _presence_row(count: DeskCount, before: DeskPresence | None) -> DeskPresence:
    """The count as a row; a newer proof from the desk itself (a ping, a ticket) is not undone."""
    row = DeskPresence(
        on_site=count.on_site,
        first_in_at=count.first_in_at,
        evidence_at=count.evidence_at,
        evidence_kind=EvidenceKind.CHECK_IN if count.evidence_at else "",
    )
    if before is None or before.evidence_at is None:
        return row
    from_desk = before.evidence_kind not in ("", EvidenceKind.CHECK_IN)
    if from_desk and (row.evidence_at is None or row.evidence_at < before.evidence_at):
        row.evidence_at, row.evidence_kind = before.evidence_at, before.evidence_kind
    return row


def _counted(agency_id: int, desk_days: Collection[DeskDay]) -> dict[DeskDay, DeskCount]:
    """The officers on site by desk and date: plan first, then the planned officers' events."""
    asked = set(desk_days)
    first, last, desks = _span(desk_days)
    planned = RosterEntry.objects.in_force().filter(
        agency_id=agency_id, mode=Mode.WFO, desk__in=desks, date__range=(first, last)
    )
    seats = {
        (employee_id, day): desk_id
        for employee_id, day, desk_id in planned.values_list("employee_id", "date", "desk_id")
        if (desk_id, day) in asked
    }
    events: dict[tuple[int, date], list[OfficerEvent]] = defaultdict(list)
    rows = CheckIn.objects.filter(
        agency_id=agency_id,
        local_date__in={day for _, day in seats},
        employee_id__in={employee_id for employee_id, _ in seats},
    ).values_list(
        "employee_id",
        "local_date",
        "kind",
        "mode",
        "place_class",
        "recorded_at",
        "tapped_at",
        "source",
    )
    for employee_id, day, kind, mode, place, recorded_at, tapped_at, source in rows:
        # A machine that was cut off reports a whole morning in one second.
        happened_at = tapped_at if source in SURE_SOURCES else recorded_at
        proves = mode == Mode.WFO and place != PlaceClass.OUTSIDE
        events[employee_id, day].append(OfficerEvent(EventKind(kind), happened_at, proves))
    by_desk: dict[DeskDay, list[list[OfficerEvent]]] = defaultdict(list)
    for (employee_id, day), desk_id in seats.items():
        by_desk[desk_id, day].append(events.get((employee_id, day), []))
    return {key: count_officers(officers) for key, officers in by_desk.items()}


def beat_pipeline(*, agency_id: int, at: datetime) -> bool:
    """Say that the road from check-ins to desks works, if it does, and settle every desk.

    It works when this runs at all (broker, worker, database) and no row waits in the outbox for
    longer than the pipeline may be silent. Answers whether the beat was written.
    """
    oldest = Outbox.objects.filter(agency_id=agency_id).aggregate(at=Min("created_at"))["at"]
    alive = oldest is None or at - oldest < StatusSettings().pipeline
    if alive:
        PipelineBeat.objects.update_or_create(agency_id=agency_id, defaults={"beat_at": at})
    else:
        log.warning("desks.outbox_stuck", agency=agency_id)
    settle_desks(agency_id=agency_id, at=at)
    return alive


def has_waiting(agency_id: int) -> bool:
    """Whether the agency's outbox holds anything."""
    return Outbox.objects.filter(agency_id=agency_id).exists()


def _span(desk_days: Iterable[DeskDay]) -> tuple[date, date, set[int]]:
    """The first and last of the asked dates, and the desks: a box that may hold more."""
    days = [day for _, day in desk_days]
    return min(days), max(days), {desk_id for desk_id, _ in desk_days}
