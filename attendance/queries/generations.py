"""What the roster pages show of searches: one draft's, and those of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import Employee
from attendance.models import (
    GenerationOutcome,
    JobState,
    Roster,
    RosterGeneration,
    RosterState,
)

ACTIVE = (JobState.QUEUED, JobState.RUNNING)
"""A search in one of these has not ended."""

TIME_LIMITS = (5, 10, 30, 60)
"""Seconds of search a person may choose from."""

USUAL_LIMIT = 10
WRITABLE = (RosterState.DRAFT, RosterState.RETURNED)
ATTENTION = ("failed", "infeasible", "running", "queued", "cancelled", "done")
"""A batch lists first what somebody has to look at."""


@dataclass(frozen=True, slots=True)
class GenerationPanel:
    """A draft's newest search, if any, and what may be chosen for the next one."""

    roster: Roster
    newest: RosterGeneration | None
    may_ask: bool
    limits: tuple[int, ...] = TIME_LIMITS
    usual: int = USUAL_LIMIT

    @property
    def is_active(self) -> bool:
        """Whether it waits or runs."""
        return self.newest is not None and self.newest.state in ACTIVE


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One unit's search: `code` is its state, or `infeasible`."""

    generation: RosterGeneration
    code: str


@dataclass(frozen=True)
class Batch:
    """All searches of one click, those that need somebody first."""

    batch: UUID
    asked_by: Employee
    asked_at: datetime
    first_day: date
    last_day: date
    rows: tuple[BatchRow, ...]

    @property
    def ended(self) -> int:
        """How many have ended."""
        return sum(row.generation.state not in ACTIVE for row in self.rows)

    @property
    def planned(self) -> int:
        """How many drafts got their plan."""
        return sum(row.code == "done" for row in self.rows)

    @property
    def unplanned(self) -> int:
        """How many ended without a plan."""
        return self.ended - self.planned

    @property
    def is_active(self) -> bool:
        """Whether any waits or runs."""
        return self.ended < len(self.rows)


def generation_panel(roster: Roster) -> GenerationPanel:
    """The newest search of a draft; one statement."""
    newest = (
        RosterGeneration.objects.filter(agency_id=roster.agency_id, roster=roster)
        .order_by("-asked_at", "-pk")
        .first()
    )
    return GenerationPanel(roster, newest, roster.state in WRITABLE)


def newest_batch(person: Employee, chosen: UUID | None = None) -> Batch | None:
    """The batch asked for, or the agency's newest; two statements."""
    visible = RosterGeneration.objects.visible_to(person).filter(batch__isnull=False)
    batch = chosen
    if batch is None:
        batch = visible.order_by("-asked_at").values_list("batch", flat=True).first()
    rows = list(
        visible.filter(batch=batch).select_related("roster__unit", "asked_by")
        if batch is not None
        else ()
    )
    if batch is None or not rows:
        return None
    first = rows[0]
    return Batch(
        batch=batch,
        asked_by=first.asked_by,
        asked_at=first.asked_at,
        first_day=first.roster.first_day,
        last_day=first.roster.last_day,
        rows=_in_order(rows),
    )


def _in_order(rows: Sequence[RosterGeneration]) -> tuple[BatchRow, ...]:
    coded = [BatchRow(row, _code(row)) for row in rows]
    return tuple(
        sorted(
            coded,
            key=lambda row: (ATTENTION.index(row.code), row.generation.roster.unit.name),
        )
    )


def _code(row: RosterGeneration) -> str:
    if row.state == JobState.DONE and row.outcome == GenerationOutcome.INFEASIBLE:
        return "infeasible"
    return str(row.state)
