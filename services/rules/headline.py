"""The first line of a page, in counts: "12 dari 15 loket dilayani", never the worst or the best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.rules.state import Code, DeskState


@dataclass(frozen=True, slots=True)
class Headline:
    """How many of a page's units (desks of an office, services of a desk) are served now."""

    served: int
    partial: int
    """Shared desks of which some services are served and some not; not among `served`."""
    total: int
    closed: int
    """Units where every service is closed."""
    opens_at: datetime | None
    """When everything is closed: the first planned opening within the horizon."""


def desk_headline(services: Sequence[DeskState]) -> Headline:
    """Counts over the services of one desk; each keeps its own status."""
    return _count([(each,) for each in services])


def office_headline(desks: Iterable[Sequence[DeskState]]) -> Headline:
    """Counts over an office's desks. A shared desk counts as served when all its services are."""
    return _count([tuple(services) for services in desks])


def _count(units: Sequence[tuple[DeskState, ...]]) -> Headline:
    served = partial = closed = 0
    openings: list[datetime] = []
    for services in units:
        staffed = sum(each.code is Code.STAFFED for each in services)
        served += bool(services) and staffed == len(services)
        partial += 0 < staffed < len(services)
        closed += all(each.code is Code.CLOSED for each in services)
        openings += [each.opens_at for each in services if each.opens_at is not None]
    return Headline(
        served=served,
        partial=partial,
        total=len(units),
        closed=closed,
        opens_at=min(openings, default=None) if closed == len(units) else None,
    )
