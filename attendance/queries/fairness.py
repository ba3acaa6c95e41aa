"""How flexible days were shared out lately: what a fair roster looks back on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count

from attendance.models import RosterEntry, WorkMode

LOOK_BACK_WEEKS = 8
"""Two months even out a week of leave and still answer for what people remember."""

ONE_DAY = timedelta(days=1)


def flexible_days(
    *, agency_id: int, employee_ids: Collection[int], before: date, weeks: int = LOOK_BACK_WEEKS
) -> dict[int, int]:
    """Days in force at home or elsewhere per employee in the `weeks` weeks before `before`.

    Every id asked for has an entry, 0 where there was no such day. One statement; must run
    inside the agency's tenancy. A right to the same share for everybody does not exist
    (PermenPANRB 4/2025 calls it no right at all), so this is a figure to look at, not a rule.
    """
    counted = (
        RosterEntry.objects.in_force()
        .filter(
            agency_id=agency_id,
            date__range=(before - timedelta(weeks=weeks), before - ONE_DAY),
            employee_id__in=list(employee_ids),
        )
        .exclude(mode=WorkMode.WFO)
        .order_by()
        .values_list("employee_id")
        .annotate(days=Count("*"))
    )
    return dict.fromkeys(employee_ids, 0) | dict(counted)
