"""The life of a generated roster: asked, queued, searched, kept or refused.

The row is the truth and the message only rings the bell: a bell nobody could ring ends the
search with a sentence, a lost one is rung again, one heard twice finds the search taken.
`attendance/actions/generation_runs.py` is what the worker does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.bells import is_lost, ring
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_lines import stamp_of
from attendance.actions.rosters import locked_roster, require_drafter
from attendance.models import JobState, RosterGeneration
from attendance.queries.generations import ACTIVE, TIME_LIMITS, USUAL_LIMIT
from attendance.queries.plan_facts import saved_lines
from attendance.rules import approval
from attendance.wording import generations as words
from attendance.wording import move_sentence

log = structlog.get_logger(__name__)

GENERATE_TASK = "attendance.generate_roster"
QUEUED_TOO_LONG = timedelta(minutes=5)
RUNNING_TOO_LONG = timedelta(minutes=5)
"""After so long a message is taken for lost, and sent again; the longest search ends before."""

GIVEN_UP_AFTER = timedelta(hours=2)


@transaction.atomic
def ask_generation(
    *, roster_id: int, keeps_lines: bool, seconds: int, by: Employee, at: datetime
) -> RosterGeneration:
    """Queue the search for a draft, or answer the one under way; a worker is asked on commit.

    Its answer will replace the lines that stand now. Raises RosterRefused where the roster is
    no draft or `by` does not write it.
    """
    roster = locked_roster(roster_id)
    require_drafter(by, roster.unit_id)
    fixed = approval.refuse_edit(approval.RosterState(roster.state))
    if fixed is not None:
        raise RosterRefused(Ground.STATE, move_sentence(fixed))
    generation = RosterGeneration(
        agency_id=roster.agency_id,
        roster=roster,
        keeps_lines=keeps_lines,
        stamp=stamp_of(saved_lines(roster)),
        time_limit_seconds=seconds if seconds in TIME_LIMITS else USUAL_LIMIT,
        asked_by=by,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            generation.save(force_insert=True)
    except IntegrityError:
        # A second click: the database lets one search of a roster through.
        return RosterGeneration.objects.get(roster=roster, state__in=ACTIVE)
    log.info("generation.asked", generation=generation.pk, roster=roster.pk, by=by.pk)
    ring_on_commit(generation)
    return generation


def ring_on_commit(generation: RosterGeneration) -> None:
    """Ask a worker for a search as soon as its row can be seen."""
    transaction.on_commit(partial(_ring, generation.agency_id, generation.pk), robust=True)


def cancel_generation(*, generation: RosterGeneration, by: Employee, at: datetime) -> bool:
    """Call a search off; False where it had ended. The draft stays as it is.

    A worker that searches looks every half second and stops.
    """
    return bool(_cancel({"pk": generation.pk}, generation.agency_id, by, at))


def cancel_batch(*, agency: Agency, batch: UUID, by: Employee, at: datetime) -> int:
    """Call off whatever of a batch has not ended; how many. Finished drafts stay."""
    return _cancel({"batch": batch}, agency.pk, by, at)


def _cancel(which: dict[str, object], agency_id: int, by: Employee, at: datetime) -> int:
    stopped = RosterGeneration.objects.filter(
        agency_id=agency_id, state__in=ACTIVE, **which
    ).update(state=JobState.CANCELLED, step="", message=words.cancelled(), finished_at=at)
    log.info("generation.cancelled", agency=agency_id, by=by.pk, stopped=stopped)
    return stopped


def is_stuck(generation: RosterGeneration, at: datetime) -> bool:
    """Whether a search has waited or run so long at `at` that its message must be lost."""
    return is_lost(generation, at, queued=QUEUED_TOO_LONG, running=RUNNING_TOO_LONG)


def resume_generations(*, agency: Agency, at: datetime) -> int:
    """Ask again for searches of the agency that got stuck, and end those given up; how many."""
    with tenant(agency.pk):
        waiting = RosterGeneration.objects.filter(agency=agency, state__in=ACTIVE)
        stuck = [one for one in waiting if is_stuck(one, at)]
    for one in stuck:
        if at - one.asked_at >= GIVEN_UP_AFTER:
            fail_generation(
                agency_id=agency.pk, generation_id=one.pk, sentence=words.given_up(), at=at
            )
        else:
            _ring(agency.pk, one.pk)
    return len(stuck)


def fail_generation(*, agency_id: int, generation_id: int, sentence: str, at: datetime) -> None:
    """End a search that cannot go on with the sentence its page shows; an ended one stays."""
    with tenant(agency_id):
        RosterGeneration.objects.filter(pk=generation_id, state__in=ACTIVE).update(
            state=JobState.FAILED, step="", message=sentence, finished_at=at
        )
    log.warning("generation.failed", agency=agency_id, generation=generation_id)


def _ring(agency_id: int, generation_id: int) -> None:
    """Ask a worker; where nobody can be asked, the search ends and says so."""
    if not ring(GENERATE_TASK, agency_id, generation_id):
        fail_generation(
            agency_id=agency_id,
            generation_id=generation_id,
            sentence=words.broker_away(),
            at=clock.now(),
        )
