"""An agency's own components of a service's standard. The nation's come with the data files."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from services.actions.refused import Fault, KeepingRefused, refusing
from services.models import DeskService, Service, ServiceStandard, StandardComponent

log = structlog.get_logger(__name__)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ComponentText:
    """What a component says, one item a line, and on what legal basis."""

    text: str
    text_en: str = ""
    legal_basis: str = ""


@transaction.atomic
def save_component(
    *,
    agency_id: int,
    service: Service,
    component: StandardComponent,
    content: ComponentText,
    valid_from: date,
) -> ServiceStandard:
    """Set a component from `valid_from` on; what stood before ends the day before.

    Corrected when it begins on the same date. Raises KeepingRefused.
    """
    _require_giver(agency_id, service)
    own = ServiceStandard.objects.filter(
        agency_id=agency_id, service=service, component=component
    ).select_for_update()
    if own.filter(valid_from__gt=valid_from).exists():
        raise KeepingRefused(Fault.STANDARD_CHANGED, "valid_from")
    own.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=valid_from)).exclude(
        valid_from=valid_from
    ).update(valid_until=valid_from - ONE_DAY)
    with refusing("valid_from"):
        row, _ = ServiceStandard.objects.update_or_create(
            agency_id=agency_id,
            service=service,
            component=component,
            valid_from=valid_from,
            defaults={**asdict(content), "valid_until": None},
        )
    log.info("standard.saved", agency=agency_id, service=service.pk, component=component.value)
    return row


@transaction.atomic
def copy_national(*, agency_id: int, service: Service, day: date) -> int:
    """Copy the nation's components that the agency has not set itself; how many. KeepingRefused."""
    _require_giver(agency_id, service)
    in_force = ServiceStandard.objects.filter(service=service, valid_from__lte=day).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )
    own = set(
        ServiceStandard.objects.filter(agency_id=agency_id, service=service)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        .values_list("component", flat=True)
    )
    made = [
        ServiceStandard(
            agency_id=agency_id,
            service=service,
            component=row.component,
            text=row.text,
            text_en=row.text_en,
            legal_basis=row.legal_basis,
            valid_from=day,
        )
        for row in in_force.filter(agency__isnull=True)
        if row.component not in own
    ]
    if not made:
        raise KeepingRefused(Fault.NOTHING_TO_COPY)
    with refusing():
        ServiceStandard.objects.bulk_create(made)
    log.info("standard.copied", agency=agency_id, service=service.pk, components=len(made))
    return len(made)


@transaction.atomic
def drop_component(
    *, agency_id: int, service: Service, component: StandardComponent, today: date
) -> None:
    """Let the agency's component end yesterday, so that the nation's speaks again."""
    _require_giver(agency_id, service)
    own = ServiceStandard.objects.filter(agency_id=agency_id, service=service, component=component)
    own.filter(valid_from__gte=today).delete()
    own.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today)).update(
        valid_until=today - ONE_DAY
    )
    log.info("standard.dropped", agency=agency_id, service=service.pk, component=component.value)


def _require_giver(agency_id: int, service: Service) -> None:
    if not DeskService.objects.filter(agency_id=agency_id, service=service).exists():
        raise KeepingRefused(Fault.SERVICE_NOT_GIVEN)
