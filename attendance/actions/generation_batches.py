"""Rosters of all units of an agency for one week or month, each searched by itself.

The drafts and the searches are written in a fixed number of statements, whatever the number of
units; each search is a message of its own, so that they run side by side on all workers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

import structlog
from django.db import transaction

from accounts.models import Agency, Employee, Unit
from accounts.permissions import can_generate_rosters
from attendance.actions.generations import ring_on_commit
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_lines import stamp_of
from attendance.models import Roster, RosterEntry, RosterGeneration
from attendance.queries.generations import ACTIVE, USUAL_LIMIT, WRITABLE
from attendance.queries.plan_facts import PlannedLine, lines_of
from attendance.wording import generations as words

log = structlog.get_logger(__name__)


@transaction.atomic
def ask_batch(
    *,
    agency: Agency,
    first_day: date,
    last_day: date,
    with_drafts: bool,
    by: Employee,
    at: datetime,
) -> tuple[UUID, int]:
    """Queue a search for every unit that may have a roster from `first_day` to `last_day`.

    A unit without any roster there gets a draft. With `with_drafts` drafts of exactly that
    period are filled up, too: what somebody chose in them stays. Answers the batch and how many
    searches it has. Raises RosterRefused where there is nothing to do or `by` may not.
    """
    if can_generate_rosters(by.standing) is None:
        raise RosterRefused(Ground.AUTHORITY, words.may_not_generate_all())
    units = _staffed_units(agency)
    rosters = Roster.objects.filter(
        agency=agency, unit_id__in=units, first_day__lte=last_day, last_day__gte=first_day
    )
    found = list(rosters.order_by("unit_id", "version"))
    planned = {roster.unit_id for roster in found}
    chosen = _writable(found, first_day, last_day) if with_drafts else []
    drafts = Roster.objects.bulk_create(
        Roster(
            agency=agency,
            unit_id=unit_id,
            first_day=first_day,
            last_day=last_day,
            drafted_by=by,
            drafted_at=at,
        )
        for unit_id in units
        if unit_id not in planned
    )
    if not chosen and not drafts:
        raise RosterRefused(Ground.CONTENT, words.nothing_to_generate())
    batch = _queue(agency, chosen, drafts, by, at)
    log.info("generation.batch", agency=agency.pk, by=by.pk, searches=len(chosen) + len(drafts))
    return batch, len(chosen) + len(drafts)


def _staffed_units(agency: Agency) -> list[int]:
    """Ids of the units with people, locked: nobody drafts beside us."""
    staffed = Employee.objects.active().filter(agency=agency).values("unit_id")
    locked = Unit.objects.select_for_update(no_key=True).filter(agency=agency, pk__in=staffed)
    return list(locked.order_by("pk").values_list("pk", flat=True))


def _writable(found: Iterable[Roster], first_day: date, last_day: date) -> list[Roster]:
    """Drafts of exactly the period, the newest of each unit, that nobody searches for now."""
    newest = {roster.unit_id: roster for roster in found}
    searched = set(
        RosterGeneration.objects.filter(
            roster__in=[roster.pk for roster in newest.values()], state__in=ACTIVE
        ).values_list("roster_id", flat=True)
    )
    return [
        roster
        for roster in newest.values()
        if roster.state in WRITABLE
        and (roster.first_day, roster.last_day) == (first_day, last_day)
        and roster.pk not in searched
    ]


def _queue(
    agency: Agency,
    chosen: Collection[Roster],
    drafts: Collection[Roster],
    by: Employee,
    at: datetime,
) -> UUID:
    batch, lines = uuid4(), _lines_of(agency, chosen)
    kept = {roster.pk for roster in chosen}
    searches = RosterGeneration.objects.bulk_create(
        RosterGeneration(
            agency=agency,
            roster=roster,
            batch=batch,
            keeps_lines=roster.pk in kept,
            stamp=stamp_of(lines[roster.pk]),
            time_limit_seconds=USUAL_LIMIT,
            asked_by=by,
            asked_at=at,
        )
        for roster in (*chosen, *drafts)
    )
    for search in searches:
        ring_on_commit(search)
    return batch


def _lines_of(agency: Agency, rosters: Collection[Roster]) -> dict[int, list[PlannedLine]]:
    rows = RosterEntry.objects.filter(
        agency=agency, roster_id__in=[roster.pk for roster in rosters]
    ).order_by("date", "employee_id")
    found: dict[int, list[PlannedLine]] = defaultdict(list)
    for row in rows:
        found[row.roster_id].extend(lines_of([row]))
    return found
