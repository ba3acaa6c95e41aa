"""What the rosters in force promise at each desk and date, as the citizens' side knows it.

Everything here runs inside the agency's tenant, after `attendance.actions.desks.hold_desks`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

import structlog
from django.db.models import Count, Exists, OuterRef, Q

from attendance.models import Absence, Roster, RosterEntry, RosterState
from attendance.models import WorkMode as Mode
from attendance.queries.desk_days import DeskDate, covers_of, span_of
from services.models import Desk, DeskPlan, DeskService, RemoteService
from services.rules import StatusSettings

log = structlog.get_logger(__name__)


def publish_plans(*, agency_id: int, desk_days: Collection[DeskDate], at: datetime) -> int:
    """Bring `DeskPlan` in line with the rosters in force; answers how many rows changed.

    A date has a plan when officers are planned at the desk or stand in there at `at`, or when a
    roster in force covers the unit behind the desk (then with 0); otherwise its row goes. Where
    nobody is planned, the channel of a remote service planned for that weekday stands with it.
    """
    if not desk_days:
        return 0
    first, last, desks = span_of(desk_days)
    counts = _planned(agency_id, desk_days, at)
    channels = _channels(agency_id, {key for key, officers in counts.items() if not officers})
    wanted = {key: (officers, channels.get(key, "")) for key, officers in counts.items()}
    known = {
        (row.desk_id, row.date): row
        for row in DeskPlan.objects.filter(
            agency_id=agency_id, desk__in=desks, date__range=(first, last)
        )
    }
    gone = [known[key] for key in set(desk_days) if key in known and key not in wanted]
    changed = [
        DeskPlan(
            agency_id=agency_id,
            desk_id=key[0],
            date=key[1],
            officers_planned=plan[0],
            remote_channel=plan[1],
            published_at=at,
        )
        for key, plan in wanted.items()
        if key not in known or (known[key].officers_planned, known[key].remote_channel) != plan
    ]
    if changed:
        DeskPlan.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=("agency", "desk", "date"),
            update_fields=("officers_planned", "remote_channel", "published_at"),
        )
    if gone:
        DeskPlan.objects.filter(pk__in=[row.pk for row in gone]).delete()
    if changed or gone:
        log.info("desks.planned", agency=agency_id, changed=len(changed), gone=len(gone))
    return len(changed) + len(gone)


def dates_ahead(*, agency_id: int, today: date) -> list[DeskDate]:
    """Every desk this agency serves or owns, for `today` and the days of the horizon."""
    desks = set(
        DeskService.objects.filter(agency_id=agency_id).values_list("desk_id", flat=True)
    ) | set(Desk.objects.filter(owner_id=agency_id).values_list("pk", flat=True))
    days = [today + timedelta(days=n) for n in range(StatusSettings().horizon_days + 1)]
    return [(desk, day) for desk in sorted(desks) for day in days]


def _planned(agency_id: int, desk_days: Collection[DeskDate], at: datetime) -> dict[DeskDate, int]:
    """Officers planned by desk and date, where a roster in force says anything.

    Who is on leave, travels or is ill on that date is not planned, whatever the roster says.
    Who stands in at `at` is planned, too, for as long as the cover lasts: a manager's word opens
    a desk that the roster left empty.
    """
    asked = set(desk_days)
    first, last, desks = span_of(desk_days)
    excused = Absence.objects.filter(
        agency_id=agency_id,
        employee_id=OuterRef("employee_id"),
        first_day__lte=OuterRef("date"),
        last_day__gte=OuterRef("date"),
    )
    entries = (
        RosterEntry.objects.in_force()
        .filter(agency_id=agency_id, mode=Mode.WFO, desk__in=desks, date__range=(first, last))
        .values_list("desk_id", "date")
        .annotate(officers=Count("employee_id", filter=~Exists(excused)))
    )
    counts = {
        (desk_id, day): officers for desk_id, day, officers in entries if (desk_id, day) in asked
    }
    for cover in covers_of(agency_id, (first, last), desks=desks):
        key = (cover.desk_id, cover.day)
        if key in asked and cover.turn.covers(at):
            counts[key] = counts.get(key, 0) + 1
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
        if any(start <= day <= end for start, end in covered.get(units.get(desk_id, ""), ())):
            counts[desk_id, day] = 0
    return counts


def _channels(agency_id: int, empty: Collection[DeskDate]) -> dict[DeskDate, str]:
    """The number or address of remote service on these dates without officers."""
    if not empty:
        return {}
    first, last, desks = span_of(empty)
    rows = RemoteService.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=first),
        agency_id=agency_id,
        desk__in=desks,
        valid_from__lte=last,
    ).order_by("valid_from", "pk")
    found: dict[DeskDate, str] = {}
    for row in rows:
        for desk_id, day in empty:
            holds = row.valid_from <= day and (row.valid_until is None or day <= row.valid_until)
            if desk_id == row.desk_id and holds and str(day.isoweekday()) in row.weekdays:
                found[desk_id, day] = row.channel
    return found
