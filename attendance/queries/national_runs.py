"""A run over all agencies as a page shows it: counts by state, and the agencies, failed ones first.

No row of a run shows a person or a figure; agencies and their names are public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, CharField, Count, IntegerField, QuerySet, Value, When

from attendance.models import JobState, NationalRun, NationalRunPart


class PartState(StrEnum):
    """How far an agency's part is; IDLE is an end without anything to count."""

    FAILED = "failed"
    RUNNING = "running"
    QUEUED = "queued"
    CANCELLED = "cancelled"
    IDLE = "idle"
    DONE = "done"


ENDED = (PartState.FAILED, PartState.CANCELLED, PartState.IDLE, PartState.DONE)


@dataclass(frozen=True, slots=True)
class RunState:
    """A run with so many agencies in each state."""

    run: NationalRun
    counts: Mapping[PartState, int]

    @property
    def total(self) -> int:
        """All agencies of the run."""
        return sum(self.counts.values())

    @property
    def ended(self) -> int:
        """Those nobody has to look at again."""
        return sum(self.counts[one] for one in ENDED)


SHOWN_STATE = Case(
    When(state=JobState.DONE, version=None, then=Value(PartState.IDLE.value)),
    default="state",
    output_field=CharField(),
)


def run_state(run: NationalRun) -> RunState:
    """The counts of a run; one statement."""
    parts = NationalRunPart.objects.filter(run=run).annotate(shown_state=SHOWN_STATE)
    found = parts.values_list("shown_state").annotate(number=Count("agency_id"))
    counts = {PartState(state): number for state, number in found}
    return RunState(run, dict.fromkeys(PartState, 0) | counts)


def run_parts(run: NationalRun, only: PartState | None) -> QuerySet[NationalRunPart]:
    """The agencies of a run, or those in one state: what needs somebody first, then by name.

    Each bears `shown_state`, a PartState.
    """
    parts = NationalRunPart.objects.filter(run=run).annotate(shown_state=SHOWN_STATE)
    if only is not None:
        parts = parts.filter(shown_state=only)
    order = Case(
        *(When(shown_state=one, then=Value(number)) for number, one in enumerate(PartState)),
        output_field=IntegerField(),
    )
    return parts.select_related("agency").order_by(order, "agency__name")


def latest_run(month: date) -> NationalRun | None:
    """The run of `month` (its first day) that was asked for last, or None."""
    return NationalRun.objects.filter(month=month).first()
