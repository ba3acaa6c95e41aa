"""Facts that only some policies ask for: rank by score, and readiness for work from home."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from attendance.queries.readiness import ready_people
from attendance.queries.scores import ranks_on
from attendance.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Conditions:
    """Ranks by employee, and who is ready; `ready` is None where no policy asks."""

    ranks: dict[int, tuple[int, int]] = field(default_factory=dict)
    ready: frozenset[int] | None = None

    def is_ready(self, employee_id: int) -> bool:
        """Whether nothing about readiness stands in the person's way."""
        return self.ready is None or employee_id in self.ready


def conditions_of(
    *,
    agency_id: int,
    policies: Iterable[Policy],
    on: date,
    employee_ids: Collection[int] | None = None,
) -> Conditions:
    """What `policies` ask of people as of the date `on`; no statement where none asks, else four.

    Must run inside the agency's tenancy.
    """
    asked = list(policies)
    return Conditions(
        ranks=(
            ranks_on(agency_id, on)
            if any(one.top_performers_percent is not None for one in asked)
            else {}
        ),
        ready=(
            frozenset(ready_people(agency_id=agency_id, employee_ids=employee_ids))
            if any(one.requires_readiness for one in asked)
            else None
        ),
    )
