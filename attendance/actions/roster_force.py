"""A version of a roster enters into force in place of the former one, with all that follows.

Callers hold the unit's lock and have checked the lines. What follows: the former version stays
readable but counts no more, its letters are retired, desks are planned again, and past days whose
plan is another one now are judged again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Employee
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.desk_calls import ring_for_desks
from attendance.actions.letters import retire_letters
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.reopenings import reopen_days
from attendance.models import Outbox, ReopenCause, Roster, RosterEntry, RosterState
from attendance.queries.plan_facts import PlanFacts, PlannedLine, saved_lines
from attendance.wording.roster_pages import newer_in_force, settled_meanwhile

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """The version now in force, what it was checked against, and the lines after and before."""

    roster: Roster
    facts: PlanFacts
    lines: tuple[PlannedLine, ...]
    former: tuple[PlannedLine, ...]


def move(roster: Roster, before: str, fields: list[str]) -> None:
    """Write the new state if the roster still is in `before`; else somebody was faster."""
    values = {name: getattr(roster, name) for name in ["state", *fields]}
    try:
        with transaction.atomic():
            moved = Roster.objects.filter(pk=roster.pk, state=before).update(**values)
    except IntegrityError as error:
        raise refused_by_database(error) from error
    if not moved:
        raise RosterRefused(Ground.STATE, settled_meanwhile())


def take_out_of_force(roster: Roster, *, by: Employee, at: datetime) -> tuple[PlannedLine, ...]:
    """Supersede the version in force for the same period; its lines, none without one."""
    former = Roster.objects.filter(
        unit_id=roster.unit_id, first_day=roster.first_day, state=RosterState.APPROVED
    ).first()
    if former is None:
        return ()
    if former.version > roster.version:
        raise RosterRefused(Ground.STATE, newer_in_force(former.version))
    lines = saved_lines(former)
    former.state = RosterState.SUPERSEDED
    move(former, RosterState.APPROVED, [])
    retire_letters(roster=former, by=by, at=at)
    former.entries.filter(in_force=True).update(in_force=False)
    return lines


def enter_into_force(roster: Roster) -> None:
    """Let the roster's lines count from now on. Raises RosterRefused by the table's promise."""
    try:
        with transaction.atomic():
            RosterEntry.objects.filter(roster_id=roster.pk).update(in_force=True)
    except IntegrityError as error:
        raise refused_by_database(error) from error


def spread(change: Change, *, by: Employee, at: datetime) -> None:
    """Ask for new desk plans, and have past days judged again whose plan is another one now."""
    _announce(change, at)
    _reopen_past(change, by, at)


def changed_people(lines: Iterable[PlannedLine], former: Iterable[PlannedLine]) -> set[int]:
    """Those whose plan of some date differs between two versions."""
    return {line.person_id for line in set(lines) ^ set(former)}


def refused_by_database(error: IntegrityError) -> Exception:
    """The refusal in the words of the constraint, or the error itself where it is not ours."""
    sentence = sentence_of(error)
    return error if sentence is None else RosterRefused(Ground.STATE, sentence)


def _announce(change: Change, at: datetime) -> None:
    """The unit's desks on every working date, and any desk of a line."""
    roster, facts = change.roster, change.facts
    touched = {(desk.pk, day) for desk in facts.desks for day in facts.days}
    both = (*change.lines, *change.former)
    touched |= {(line.desk_id, line.date) for line in both if line.desk_id is not None}
    Outbox.objects.bulk_create(
        Outbox(agency_id=roster.agency_id, desk_id=desk_id, date=day, created_at=at)
        for desk_id, day in sorted(touched, key=lambda one: (one[1], one[0]))
    )
    if touched:
        transaction.on_commit(partial(ring_for_desks, roster.agency_id), robust=True)


def _reopen_past(change: Change, by: Employee, at: datetime) -> None:
    roster = change.roster
    now_planned = {_plan(line) for line in change.lines}
    changed = now_planned ^ {_plan(line) for line in change.former}
    today = clock.on_local_date(at, roster.unit.agency.zone)
    reopen_days(
        agency_id=roster.agency_id,
        days={(plan[0], plan[1]) for plan in changed if plan[1] < today},
        cause=ReopenCause.ROSTER,
        by=by,
        at=at,
    )


def _plan(line: PlannedLine) -> tuple[int, date, str, int | None]:
    """What a day is judged by: the place and the hours, not the desk."""
    return line.person_id, line.date, line.mode, line.shift_id
