"""The account of each desk and date, kept for the agency's own reports."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import structlog
from django.db import transaction

from attendance.actions.desks import KEPT
from attendance.queries.desk_weeks import ONE_DAY, WEEK, facts_of_week
from attendance.rules.calendar import week_start
from services.models import DeskDay, DeskService

log = structlog.get_logger(__name__)

MARGIN = timedelta(days=2)
"""So long before changes are forgotten a date's account is taken for final: its first code may
have been told the day before, and zones differ."""


@transaction.atomic
def account_desk_days(*, agency_id: int, first: date, last: date, at: datetime) -> int:
    """Account each date from `first` to `last` of every desk this agency serves; how many rows.

    Needs the agency's tenant, and dates that are over. Counted anew it gives the same; an account
    whose changes may be gone by `at` (aware) stays as it is.
    """
    if not DeskService.objects.filter(agency_id=agency_id).exists():
        return 0
    kept = set(
        DeskDay.objects.filter(
            agency_id=agency_id, date__range=(first, last), date__lt=(at - KEPT + MARGIN).date()
        ).values_list("desk_id", "date")
    )
    made: list[DeskDay] = []
    monday = week_start(first)
    while monday <= last:
        facts = facts_of_week(agency_id, monday)
        begin, end = max(first, monday), min(last, monday + WEEK - ONE_DAY)
        for day in (begin + number * ONE_DAY for number in range((end - begin).days + 1)):
            for desk in facts.desks.values():
                if (desk.pk, day) in kept:
                    continue
                minutes = facts.minutes(desk, day, 1)
                made.append(
                    DeskDay(
                        agency_id=agency_id,
                        desk_id=desk.pk,
                        date=day,
                        promised=minutes.promised,
                        staffed=minutes.staffed,
                        unknown=minutes.unknown,
                        computed_at=at,
                    )
                )
        monday += WEEK
    DeskDay.objects.bulk_create(
        made,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=("agency", "date", "desk"),
        update_fields=("promised", "staffed", "unknown", "computed_at"),
    )
    log.info("desk_days.accounted", agency=agency_id, first=str(first), rows=len(made))
    return len(made)
