"""What a worker does with a search that was asked for: read, search, keep or explain.

Reading and keeping are transactions of their own; between them nothing is held. The answer is
kept only in the transaction that ends the search, if the draft still is what was searched for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.db.models import Q

from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.generations import RUNNING_TOO_LONG, fail_generation
from attendance.actions.roster_lines import replace_lines, stamp_of
from attendance.actions.rosters import locked_roster
from attendance.models import GenerationOutcome, JobState, RosterGeneration
from attendance.queries.generations import ACTIVE
from attendance.queries.plan_facts import PlanFacts, PlannedLine, plan_facts, saved_lines
from attendance.queries.solver_case import answered_lines, solver_case
from attendance.rules import approval
from attendance.rules.roster import check_roster
from attendance.solver.case import GenerationCase
from attendance.solver.collisions import StoppedExplaining, collisions_of
from attendance.solver.proposals import explain
from attendance.solver.search import CalledOff, Effort, Generated, Glimpse, NoPlan, generate
from attendance.wording import generations as words
from attendance.wording.collisions import Telling, told

log = structlog.get_logger(__name__)
RUNNING = Q(state=JobState.RUNNING)


class Ended(Exception):  # noqa: N818 - somebody called the search off, or another worker has it
    """The search is no longer this worker's: there is nothing left to do."""


@dataclass(frozen=True)
class _Asked:
    """What was read at the start."""

    generation: RosterGeneration
    facts: PlanFacts
    lines: tuple[PlannedLine, ...]
    case: GenerationCase


@dataclass(slots=True)
class _Progress:
    """Writes each step where the page sees it at once, and hears when somebody calls off."""

    agency_id: int
    generation_id: int
    said: tuple[str, float | None] = field(default=("", None))

    def step(self, what: str, gap: float | None = None) -> None:
        """Begin a step. Raises Ended."""
        if not self.goes_on(what, gap):
            raise Ended

    def glimpse(self, seen: Glimpse) -> bool:
        """Tell how good the best plan is so far."""
        return self.goes_on(words.searching(seen.plans), seen.gap)

    def goes_on(self, what: str = "", gap: float | None = None) -> bool:
        """Whether to go on. Writes only what is new: most looks are a read."""
        news = (what or self.said[0], gap if gap is not None else self.said[1])
        with tenant(self.agency_id):
            mine = RosterGeneration.objects.filter(RUNNING, pk=self.generation_id)
            if news == self.said:
                return mine.exists()
            self.said = news
            return bool(mine.update(step=news[0], gap=news[1]))


def run_generation(
    *, agency_id: int, generation_id: int, now: datetime, again: bool = False
) -> str:
    """Search for a queued roster; what became of it, empty where there was nothing to do.

    `again` says that another worker had the message and was lost. Only a database that cannot
    be reached raises: the search stays as it is, for a retry.
    """
    if not _claimed(agency_id, generation_id, now, again=again):
        return ""
    progress = _Progress(agency_id, generation_id)
    try:
        progress.step(words.building())
        asked = _read(agency_id, generation_id)
        effort = Effort(asked.generation.time_limit_seconds, asked.generation.seed)
        progress.step(words.searching(0))
        found = generate(asked.case, effort, progress.glimpse)
        if not isinstance(found, CalledOff):
            return _conclude(asked, found, progress)
    except (Ended, StoppedExplaining):
        pass
    log.info("generation.ended_elsewhere", agency=agency_id, generation=generation_id)
    return ""


def _conclude(asked: _Asked, found: object, progress: _Progress) -> str:
    generation = asked.generation
    if isinstance(found, Generated):
        progress.step(words.keeping(), found.gap)
        return _keep(asked, found)
    if isinstance(found, NoPlan):
        progress.step(words.explaining())
        return _tell_why(asked, progress.goes_on)
    fail_generation(
        agency_id=generation.agency_id,
        generation_id=generation.pk,
        sentence=words.out_of_time(generation.time_limit_seconds),
        at=clock.now(),
    )
    return JobState.FAILED


def _claimed(agency_id: int, generation_id: int, now: datetime, *, again: bool) -> bool:
    """Whether the search is this worker's: queued, or running with a worker that was lost."""
    lost = Q(state=JobState.RUNNING)
    if not again:
        lost &= Q(started_at__lte=now - RUNNING_TOO_LONG)
    with tenant(agency_id):
        return bool(
            RosterGeneration.objects.filter(
                Q(state=JobState.QUEUED) | lost, pk=generation_id
            ).update(state=JobState.RUNNING, started_at=now)
        )


def _read(agency_id: int, generation_id: int) -> _Asked:
    with tenant(agency_id):
        generation = RosterGeneration.objects.select_related("roster__unit__agency").get(
            pk=generation_id
        )
        roster = generation.roster
        lines = saved_lines(roster)
        facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
        case = solver_case(facts, lines, keeps_lines=generation.keeps_lines)
    return _Asked(generation, facts, lines, case)


def _keep(asked: _Asked, found: Generated) -> str:
    """Write the plan into the draft and end the search: both or neither."""
    generation, lines = asked.generation, answered_lines(asked.facts, asked.lines, found.plans)
    with tenant(generation.agency_id):
        roster = locked_roster(generation.roster_id)
        refused = ""
        if approval.refuse_edit(approval.RosterState(roster.state)) is not None:
            refused = words.no_draft_any_more()
        elif stamp_of(saved_lines(roster)) != generation.stamp:
            refused = words.changed_meanwhile()
        # The rules are read again under the lock: somebody may have gone on leave meanwhile.
        elif _breaks_rules(roster, lines):
            refused = words.rules_changed()
        if refused:
            _end(generation, state=JobState.FAILED, message=refused, gap=None)
            return JobState.FAILED
        replace_lines(roster, lines)
        best = GenerationOutcome.OPTIMAL if found.is_best else GenerationOutcome.FEASIBLE
        summary = asdict(found.figures) | {"is_repeatable": found.is_repeatable}
        _end(
            generation,
            state=JobState.DONE,
            outcome=best,
            gap=found.gap,
            explanation={"summary": summary},
            message=words.done(found.figures),
        )
    log.info("generation.kept", generation=generation.pk, roster=generation.roster_id)
    return JobState.DONE


def _breaks_rules(roster: Any, lines: list[PlannedLine]) -> bool:
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    if facts.slots != {(line.person_id, line.date) for line in lines}:
        return True
    return bool(check_roster(facts.case(lines)))


def _tell_why(asked: _Asked, goes_on: Callable[[], bool]) -> str:
    """End the search with the rules that collide and what would help."""
    collisions = collisions_of(asked.case, goes_on)
    explained = explain(asked.case, collisions, goes_on)
    names = {person.pk: person.name for person in asked.facts.people}
    telling = Telling(asked.case, names)
    generation = asked.generation
    with tenant(generation.agency_id):
        _end(
            generation,
            state=JobState.DONE,
            outcome=GenerationOutcome.INFEASIBLE,
            gap=None,
            explanation={"collisions": [told(one, telling) for one in explained]},
            message=words.collides(len(collisions)),
        )
    log.info("generation.infeasible", generation=generation.pk, collisions=len(collisions))
    return JobState.DONE


def _end(generation: RosterGeneration, **fields: Any) -> None:
    """End the search if it still is this worker's. Raises Ended, which takes all back."""
    ended = RosterGeneration.objects.filter(
        pk=generation.pk, state__in=ACTIVE, started_at__isnull=False
    ).update(step="", finished_at=clock.now(), **fields)
    if not ended:
        raise Ended
