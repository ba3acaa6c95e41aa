"""Who is at a desk, as numbers: what the citizens' side may know of the officers' check-ins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from attendance.rules.modes import EventKind


@dataclass(frozen=True, slots=True)
class OfficerEvent:
    """One check-in of an officer planned for the desk; `at` is its receipt (aware)."""

    kind: EventKind
    at: datetime
    proves: bool
    """Given as WFO and not measured outside the office: only such a check-in proves presence."""


@dataclass(frozen=True, slots=True)
class DeskCount:
    """A desk's officers on one date."""

    on_site: int = 0
    first_in_at: datetime | None = None
    """The day's first valid check-in, kept after that officer has left."""
    evidence_at: datetime | None = None
    """The newest valid check-in of those on site; of anybody, when nobody is left."""


def count_officers(officers: Iterable[Sequence[OfficerEvent]]) -> DeskCount:
    """Count the officers of a desk from each one's events of the date, in any order.

    An officer is on site when the latest event is a check-in that proves presence: a WFH,
    out-of-fence or rejected one never counts, and it ends what an earlier one proved.
    """
    on_site = 0
    seen: list[datetime] = []
    here: list[datetime] = []
    for events in officers:
        proofs = [each.at for each in events if each.kind is EventKind.IN and each.proves]
        seen += proofs
        latest = max(events, key=lambda each: each.at, default=None)
        if latest is not None and latest.kind is EventKind.IN and latest.proves:
            on_site += 1
            here.append(latest.at)
    return DeskCount(
        on_site=on_site,
        first_in_at=min(seen, default=None),
        evidence_at=max(here or seen, default=None),
    )
