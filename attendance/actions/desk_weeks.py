"""The week's account of each desk: promised and staffed minutes, and how many contributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import structlog
from django.db import transaction

from attendance.models import CheckIn, CheckInKind, DeskCover, PlaceClass, RosterEntry
from attendance.models import WorkMode as Mode
from attendance.queries.desk_weeks import ONE_DAY, WEEK, facts_of_week
from services.models import Desk, DeskWeek, OfficeWeek
from services.rules.weeks import (
    DAYS_A_WEEK,
    FEWEST_OFFICERS,
    WeekMinutes,
    may_be_shown_apart,
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Accounted:
    """One desk's week with the people who contributed."""

    desk_id: int
    office_id: int
    minutes: WeekMinutes
    officers: frozenset[int]


@transaction.atomic
def account_weeks(*, agency_id: int, monday: date, at: datetime) -> int:
    """Account the week from `monday` of every desk this agency serves; answers how many.

    Needs the agency's tenant. Counted anew it gives the same, so it is safe to repeat as long as
    the changes are kept.
    """
    found = _accounted(agency_id, monday)
    by_office: dict[int, list[Accounted]] = defaultdict(list)
    for each in found:
        by_office[each.office_id].append(each)
    desks: list[DeskWeek] = []
    offices: list[OfficeWeek] = []
    for office_id, parts in by_office.items():
        apart = may_be_shown_apart([len(each.officers) for each in parts if each.minutes.promised])
        common = {"agency_id": agency_id, "monday": monday, "computed_at": at}
        desks += [
            DeskWeek(
                **common,
                desk_id=each.desk_id,
                **_columns(each.minutes),
                officers=len(each.officers),
                is_public=apart and each.minutes.promised > 0,
            )
            for each in parts
        ]
        everybody = frozenset().union(*(each.officers for each in parts))
        offices.append(
            OfficeWeek(
                **common,
                office_id=office_id,
                **_columns(_sum(each.minutes for each in parts)),
                officers=len(everybody),
                is_public=len(everybody) >= FEWEST_OFFICERS,
            )
        )
    _write(DeskWeek, desks, "desk")
    _write(OfficeWeek, offices, "office")
    log.info("weeks.accounted", agency=agency_id, monday=str(monday), desks=len(desks))
    return len(desks)


def _accounted(agency_id: int, monday: date) -> list[Accounted]:
    """Every desk of the agency with its minutes and contributors; a fixed number of statements."""
    facts = facts_of_week(agency_id, monday)
    officers = _officers(agency_id, facts.desks, monday)
    return [
        Accounted(
            desk_id=desk.pk,
            office_id=desk.office_id,
            minutes=facts.minutes(desk, monday, DAYS_A_WEEK),
            officers=frozenset(officers[desk.pk]),
        )
        for desk in facts.desks.values()
    ]


def _officers(agency_id: int, desks: Mapping[int, Desk], monday: date) -> dict[int, set[int]]:
    """Who was seen in the office on a day they were planned at, or stood in at, a desk."""
    week = (monday, monday + WEEK - ONE_DAY)
    seen = set(
        CheckIn.objects.filter(
            agency_id=agency_id, local_date__range=week, kind=CheckInKind.IN, mode=Mode.WFO
        )
        .exclude(place_class=PlaceClass.OUTSIDE)
        .values_list("employee_id", "local_date")
    )
    planned = RosterEntry.objects.in_force().filter(
        agency_id=agency_id, mode=Mode.WFO, desk__in=desks, date__range=week
    )
    covered = DeskCover.objects.filter(agency_id=agency_id, desk__in=desks, date__range=week)
    found: dict[int, set[int]] = defaultdict(set)
    for rows in (planned, covered):
        for desk_id, employee_id, day in rows.values_list("desk_id", "employee_id", "date"):
            if (employee_id, day) in seen:
                found[desk_id].add(employee_id)
    return found


def _columns(minutes: WeekMinutes) -> dict[str, int]:
    return {
        "promised": minutes.promised,
        "staffed": minutes.staffed,
        "unknown": minutes.unknown,
    }


def _sum(parts: Iterable[WeekMinutes]) -> WeekMinutes:
    known = list(parts)
    return WeekMinutes(
        sum(each.promised for each in known),
        sum(each.staffed for each in known),
        sum(each.unknown for each in known),
    )


def _write(model: type[DeskWeek] | type[OfficeWeek], rows: list[Any], of: str) -> None:
    """Insert the rows, or put them in the place of an earlier account."""
    model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=("agency", of, "monday"),
        update_fields=("promised", "staffed", "unknown", "officers", "is_public", "computed_at"),
    )
