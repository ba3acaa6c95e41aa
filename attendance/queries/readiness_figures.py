"""How many declared readiness, are ready, and why others are not: by unit, for page and report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accounts.models import Employee, Unit
from attendance.models import Readiness
from attendance.queries.readiness import Agreements, declaration_value
from attendance.queries.thresholds import readiness_limits
from attendance.rules.readiness import (
    Declaration,
    Device,
    Infrastructure,
    Line,
    NotReady,
    ReadinessLimits,
    infrastructure,
    is_equipped,
    why_not_ready,
)

TO_ASK = frozenset({NotReady.NOT_DECLARED, NotReady.OLD_AGREEMENT})
"""What a reminder can mend: the rest has been declared as it is, or was taken back on purpose."""


@dataclass(slots=True)
class ReadinessCount:
    """Some people: all, with a declaration that stands, ready, and equipped whatever they signed.

    `missing` counts people by reason (one may have several); `devices` and `lines` count those
    whose declaration stands.
    """

    people: int = 0
    declared: int = 0
    ready: int = 0
    equipped: int = 0
    missing: Counter[NotReady] = field(default_factory=Counter)
    devices: Counter[Device] = field(default_factory=Counter)
    lines: Counter[Line] = field(default_factory=Counter)

    def add(self, declaration: Declaration | None, agreement: int | None) -> None:
        """Count one person more."""
        reasons = why_not_ready(declaration, agreement)
        self.people += 1
        self.ready += not reasons
        self.missing.update(reasons)
        if declaration is None or declaration.withdrawn:
            return
        self.declared += 1
        self.equipped += is_equipped(declaration)
        self.devices[declaration.device] += 1
        self.lines[declaration.line] += 1


@dataclass(frozen=True, slots=True)
class UnitReadiness:
    """A unit with its own people's figures (those of the units below it stand there)."""

    unit: Unit
    count: ReadinessCount


@dataclass(frozen=True, slots=True)
class ReadinessFigures:
    """The agency's figures on `day`, and by unit in order of name.

    `infrastructure` answers section 2f of the regions' monthly report (SE Mendagri
    800.1.5/3349/SJ): None where too few have declared by the `limits` in force.
    """

    day: date
    total: ReadinessCount
    units: tuple[UnitReadiness, ...]
    limits: ReadinessLimits
    infrastructure: Infrastructure | None


def readiness_figures(*, agency_id: int, day: date) -> ReadinessFigures:
    """What the agency's active people declared, as it counts on `day`; five statements.

    Only the present declarations: `day` decides which text and settings hold. Must run inside the
    agency's tenancy. Raises LookupError where no reference data is loaded.
    """
    limits = readiness_limits(agency_id, day)
    agreement = Agreements.of(agency_id).id_on(day)
    units = {unit.pk: unit for unit in Unit.objects.filter(agency_id=agency_id)}
    total, by_unit = ReadinessCount(), dict[int, ReadinessCount]()
    for _, unit_id, declaration in _declarations(agency_id):
        total.add(declaration, agreement)
        by_unit.setdefault(unit_id, ReadinessCount()).add(declaration, agreement)
    return ReadinessFigures(
        day=day,
        total=total,
        units=tuple(
            UnitReadiness(units[pk], by_unit[pk])
            for pk in sorted(by_unit, key=lambda pk: (units[pk].name, pk))
        ),
        limits=limits,
        infrastructure=infrastructure(
            equipped=total.equipped, declared=total.declared, people=total.people, limits=limits
        ),
    )


def silent_people(*, agency_id: int, today: date) -> list[int]:
    """The ids of active people who never declared, or must accept a new text; three statements."""
    agreement = Agreements.of(agency_id).id_on(today)
    return [
        person_id
        for person_id, _, declaration in _declarations(agency_id)
        if TO_ASK.intersection(why_not_ready(declaration, agreement))
    ]


def people_not_ready(
    person: Employee, *, today: date, reason: NotReady, unit_id: int | None = None
) -> list[Employee]:
    """Those whom `person` may see and who are not ready for `reason`, by name."""
    agreement = Agreements.of(person.agency_id).id_on(today)
    ids = [
        person_id
        for person_id, unit, declaration in _declarations(person.agency_id)
        if unit_id in (None, unit) and reason in why_not_ready(declaration, agreement)
    ]
    seen = Employee.objects.visible_to(person).filter(pk__in=ids)
    return list(seen.select_related("unit").order_by("name", "pk"))


def _declarations(agency_id: int) -> Iterable[tuple[int, int, Declaration | None]]:
    """Every active employee: id, unit, and the newest declaration; two statements."""
    newest = {
        row.employee_id: declaration_value(row)
        for row in Readiness.objects.filter(agency_id=agency_id, current=True)
    }
    people = Employee.objects.active().filter(agency_id=agency_id)
    for person_id, unit_id in people.values_list("pk", "unit_id"):
        yield person_id, unit_id, newest.get(person_id)
