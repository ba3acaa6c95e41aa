"""The named shifts that somebody may see."""

from django.db.models import F, Q

from accounts.models import Employee, Unit
from attendance.models import Schedule


def visible_shifts(person: Employee) -> tuple[Schedule, ...]:
    """Those of the agency and of the units `person` may see, the newest dates first; two
    statements."""
    units = list(Unit.objects.visible_to(person).values_list("pk", flat=True))
    rows = Schedule.objects.filter(agency_id=person.agency_id).exclude(shift_code="")
    mine = rows.filter(Q(unit__isnull=True) | Q(unit_id__in=units)).select_related("unit")
    order = (F("valid_until").desc(nulls_first=True), "unit__name", "start", "shift_code")
    return tuple(mine.order_by(*order))
