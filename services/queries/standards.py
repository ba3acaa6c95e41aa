"""The standard of a service, component by component: the agency's own before the nation's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.models import ServiceStandard, StandardComponent


@dataclass(frozen=True, slots=True)
class ShownComponent:
    """One component as it is in force. `national`: of the nation, not of the agency."""

    component: StandardComponent
    text: str
    text_en: str
    legal_basis: str
    valid_from: date
    national: bool

    @property
    def label(self) -> str:
        """The component's name in the reader's language."""
        return component_label(self.component)

    @property
    def lines(self) -> tuple[str, ...]:
        """The items, in the reader's language where they were translated."""
        english = (get_language() or "").startswith("en") and self.text_en
        text = self.text_en if english else self.text
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    @property
    def translated(self) -> bool:
        """Whether `lines` are in the reader's language; if not, they are Indonesian."""
        return not (get_language() or "").startswith("en") or bool(self.text_en)


def standards_of(
    service_ids: Collection[int], agency_ids: Collection[int], day: date
) -> Mapping[tuple[int, int], tuple[ShownComponent, ...]]:
    """By (service id, agency id), the components in force on `day`, in the order of the law.

    One statement. A pair of which nothing is published is missing.
    """
    rows = ServiceStandard.objects.filter(
        Q(agency__isnull=True) | Q(agency__in=agency_ids),
        Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        service__in=service_ids,
        valid_from__lte=day,
    ).order_by("valid_from")
    return own_before_national(rows, service_ids, agency_ids)


def own_before_national(
    rows: Iterable[ServiceStandard], service_ids: Collection[int], agency_ids: Collection[int]
) -> dict[tuple[int, int], tuple[ShownComponent, ...]]:
    """Rows in force, the oldest first, as what each agency publishes of each service."""
    national: dict[int, dict[str, ServiceStandard]] = {}
    own: dict[tuple[int, int], dict[str, ServiceStandard]] = {}
    for row in rows:
        if row.agency_id is None:
            national.setdefault(row.service_id, {})[row.component] = row
        else:
            own.setdefault((row.service_id, row.agency_id), {})[row.component] = row
    found = {}
    for service in service_ids:
        for agency in agency_ids:
            merged = national.get(service, {}) | own.get((service, agency), {})
            if merged:
                found[service, agency] = tuple(
                    _shown(merged[each]) for each in StandardComponent if each in merged
                )
    return found


def _shown(row: ServiceStandard) -> ShownComponent:
    return ShownComponent(
        component=StandardComponent(row.component),
        text=row.text,
        text_en=row.text_en,
        legal_basis=row.legal_basis,
        valid_from=row.valid_from,
        national=row.agency_id is None,
    )


def component_label(component: StandardComponent) -> str:
    """The name of a component (UU 25/2009 art. 21) in the reader's language."""
    return {
        StandardComponent.REQUIREMENTS: _("Persyaratan"),
        StandardComponent.PROCEDURE: _("Sistem, mekanisme, dan prosedur"),
        StandardComponent.DURATION: _("Jangka waktu penyelesaian"),
        StandardComponent.FEE: _("Biaya atau tarif"),
        StandardComponent.PRODUCT: _("Produk pelayanan"),
        StandardComponent.COMPLAINTS: _("Penanganan pengaduan, saran, dan masukan"),
        StandardComponent.LEGAL_BASIS: _("Dasar hukum"),
        StandardComponent.FACILITIES: _("Sarana, prasarana, dan fasilitas"),
        StandardComponent.COMPETENCE: _("Kompetensi pelaksana"),
        StandardComponent.SUPERVISION: _("Pengawasan internal"),
        StandardComponent.STAFFING: _("Jumlah pelaksana"),
        StandardComponent.GUARANTEE: _("Jaminan pelayanan"),
        StandardComponent.SAFETY: _("Jaminan keamanan dan keselamatan"),
        StandardComponent.EVALUATION: _("Evaluasi kinerja pelaksana"),
    }[component]
