"""What a week of an agency's desks is accounted from: services, hours, closures, codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from services.models import Closure, Desk, DeskService, StatusChange
from services.queries.facts import Calendars, calendars_of
from services.rules import Closure as ClosureFact
from services.rules import ClosureKind, Code, Reason
from services.rules.weeks import DAYS_A_WEEK, CodeChange, WeekMinutes, account_days

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=DAYS_A_WEEK)
KEPT_CHANGES = timedelta(days=60)
"""How far back the code a week began with is looked for: as long as changes are kept."""


@dataclass(frozen=True, slots=True)
class DeskWeekFacts:
    """The desks an agency serves, and everything that counts for them in one week."""

    desks: Mapping[int, Desk]
    services: Mapping[int, list[int]]
    calendars: Calendars
    closures: Mapping[tuple[int, int | None], list[ClosureFact]]
    changes: Mapping[tuple[int, int], list[CodeChange]]

    def minutes(self, desk: Desk, first: date, days: int) -> WeekMinutes:
        """Promised and staffed minutes of a desk in so many days of the week from `first` on."""
        return account_days(
            self.calendars.of(desk.office, desk.pk),
            [
                *self.closures.get((desk.office_id, None), ()),
                *self.closures.get((desk.office_id, desk.pk), ()),
            ],
            [self.changes.get((desk.pk, service), []) for service in self.services[desk.pk]],
            first,
            days,
        )


def facts_of_week(agency_id: int, monday: date) -> DeskWeekFacts:
    """The facts of the week from `monday`; seven statements, inside the agency's tenancy."""
    desks: dict[int, Desk] = {}
    services: dict[int, list[int]] = defaultdict(list)
    offered = DeskService.objects.filter(agency_id=agency_id).select_related("desk__office")
    for row in offered.order_by("desk__position", "pk"):
        desks[row.desk_id] = row.desk
        services[row.desk_id].append(row.service_id)
    span = _around(monday)
    return DeskWeekFacts(
        desks=desks,
        services=services,
        calendars=calendars_of([desk.office for desk in desks.values()], span[0] + ONE_DAY),
        closures=_closures(desks, span),
        changes=_changes(agency_id, span),
    )


def _around(monday: date) -> tuple[datetime, datetime]:
    """Moments that enclose the week in every zone."""
    first = datetime.combine(monday, time(0), UTC) - ONE_DAY
    return first, first + WEEK + 2 * ONE_DAY


def _closures(
    desks: Mapping[int, Desk], span: tuple[datetime, datetime]
) -> dict[tuple[int, int | None], list[ClosureFact]]:
    """Closures of whole offices and whole desks around the week, by (office, desk or None)."""
    found: dict[tuple[int, int | None], list[ClosureFact]] = defaultdict(list)
    rows = Closure.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=span[0]),
        office__in={desk.office_id for desk in desks.values()},
        service=None,
        starts_at__lt=span[1],
    )
    for row in rows:
        fact = ClosureFact(row.starts_at, row.ends_at, ClosureKind(row.kind), row.message)
        found[row.office_id, row.desk_id].append(fact)
    return found


def _changes(
    agency_id: int, span: tuple[datetime, datetime]
) -> dict[tuple[int, int], list[CodeChange]]:
    """Changes by (desk, service) in order: the one the week began with, and those of the week."""
    found: dict[tuple[int, int], list[CodeChange]] = defaultdict(list)
    mine = StatusChange.objects.filter(agency_id=agency_id)
    before = mine.filter(at__range=(span[0] - KEPT_CHANGES, span[0])).order_by(
        "desk_id", "service_id", "-at", "-pk"
    )
    during = mine.filter(at__gt=span[0], at__lt=span[1]).order_by("at", "pk")
    for rows in (before.distinct("desk_id", "service_id"), during):
        for row in rows:
            reason = Reason(row.reason) if row.reason else None
            found[row.desk_id, row.service_id].append(CodeChange(row.at, Code(row.code), reason))
    return found
