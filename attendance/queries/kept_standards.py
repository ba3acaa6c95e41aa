"""The services whose standards an agency keeps, with how much of each is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.models import Service, ServiceStandard, StandardComponent
from services.queries.standards import ShownComponent, standards_of


@dataclass(frozen=True, slots=True)
class KeptStandard:
    """A service the agency gives, with the components in force of its standard."""

    service: Service
    shown: tuple[ShownComponent, ...]

    @property
    def missing(self) -> tuple[StandardComponent, ...]:
        """The components nothing is published of."""
        there = {each.component for each in self.shown}
        return tuple(each for each in StandardComponent if each not in there)

    @property
    def national(self) -> int:
        """How many components are still the nation's."""
        return sum(each.national for each in self.shown)


def kept_standards(agency_id: int, day: date) -> list[KeptStandard]:
    """The services the agency gives at any desk, by name; two statements."""
    services = list(
        Service.objects.filter(desk_services__agency=agency_id).distinct().order_by("name")
    )
    found = standards_of([each.pk for each in services], [agency_id], day)
    return [KeptStandard(each, found.get((each.pk, agency_id), ())) for each in services]


def kept_standard(agency_id: int, slug: str, day: date) -> KeptStandard | None:
    """One service the agency gives, or None."""
    service = Service.objects.filter(slug=slug, desk_services__agency=agency_id).first()
    if service is None:
        return None
    found = standards_of([service.pk], [agency_id], day)
    return KeptStandard(service, found.get((service.pk, agency_id), ()))


def coming_from(agency_id: int, service: Service, day: date) -> dict[str, date]:
    """By component, from when the agency's next text holds, where one is saved for later."""
    rows = ServiceStandard.objects.filter(agency_id=agency_id, service=service, valid_from__gt=day)
    return dict(rows.order_by("-valid_from").values_list("component", "valid_from"))
