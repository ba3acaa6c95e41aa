"""What employees wish of a roster, as those who plan it read it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from attendance.models import RequestState, SpecialCircumstance, Wish


def wishes_of(
    *, agency_id: int, employee_ids: Collection[int], first: date, last: date
) -> dict[tuple[int, date], Wish]:
    """The wishes from `first` to `last`, both included, by (employee id, date); one statement."""
    rows = Wish.objects.filter(
        agency_id=agency_id, employee_id__in=employee_ids, date__range=(first, last)
    )
    return {(row.employee_id, row.date): row for row in rows}


def special_people(
    *, agency_id: int, employee_ids: Collection[int], first: date, last: date
) -> set[int]:
    """Those whose special circumstance a superior accepted for a day from `first` to `last`.

    Which circumstance it is, is stored nowhere. One statement.
    """
    rows = SpecialCircumstance.objects.filter(
        agency_id=agency_id,
        employee_id__in=employee_ids,
        state=RequestState.ACCEPTED,
        valid_from__lte=last,
        valid_until__gte=first,
    )
    return set(rows.values_list("employee_id", flat=True))
