"""Writing rosters: the first draft of a week or month, its lines, a new version after approval."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import Employee, Unit
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_copies import first_lines, plan_before
from attendance.actions.roster_lines import (
    replace_lines,
    require_writable,
    stamp_of,
    write_lines,
)
from attendance.actions.rosters import lock_unit, locked_roster, require_drafter
from attendance.models import Roster, RosterState
from attendance.queries.plan_facts import PlannedLine, plan_facts, saved_lines
from attendance.rules import approval
from attendance.rules.calendar import Period
from attendance.wording import move_sentence
from attendance.wording.roster_pages import (
    no_people,
    not_first,
    not_monday,
    period_over,
    roster_exists,
    version_open,
)

__all__ = ["begin_new_version", "create_draft", "save_lines", "stamp_of"]
log = structlog.get_logger(__name__)
ONE_WEEK = timedelta(days=7)
OPEN_STATES = (RosterState.DRAFT, RosterState.SUBMITTED, RosterState.RETURNED)


@transaction.atomic
def create_draft(
    *, unit: Unit, first_day: date, by: Employee, at: datetime, whole_month: bool = False
) -> Roster:
    """Draft the week that starts on Monday `first_day`, or the month that starts on that 1st.

    It follows the plan before it where that still fits, and leaves out dates which another
    roster spans. Raises RosterRefused when nothing is left of the period, it is over, or the
    unit has nobody.
    """
    require_drafter(by, unit.pk)
    lock_unit(unit.pk)
    last_day = _last_day(first_day, whole_month=whole_month)
    if last_day < clock.on_local_date(at, unit.agency.zone):
        raise RosterRefused(Ground.CONTENT, period_over(first_day, last_day))
    first_day, last_day = _uncovered(unit, first_day, last_day)
    facts = plan_facts(unit, first_day, last_day)
    if not facts.people:
        raise RosterRefused(Ground.CONTENT, no_people())
    draft = Roster(
        agency_id=unit.agency_id,
        unit=unit,
        first_day=first_day,
        last_day=last_day,
        drafted_by=by,
        drafted_at=at,
    )
    _insert(draft)
    write_lines(draft, first_lines(facts, plan_before(facts)))
    log.info("roster.drafted", roster=draft.pk, unit=unit.pk, by=by.pk)
    return draft


@transaction.atomic
def save_lines(
    *, roster_id: int, lines: Sequence[PlannedLine], stamp: str, by: Employee, at: datetime
) -> Roster:
    """Replace a draft's lines, unless they changed since the page with this `stamp` was read.

    A draft may break rules: it is kept as typed and refused when it is handed in.
    Raises RosterRefused.
    """
    roster = require_writable(roster_id=roster_id, stamp=stamp, by=by)
    replace_lines(roster, lines)
    log.info("roster.saved", roster=roster.pk, unit=roster.unit_id, by=by.pk, lines=len(lines))
    return roster


@transaction.atomic
def begin_new_version(*, roster_id: int, reason: str, by: Employee, at: datetime) -> Roster:
    """Copy the roster in force into a new draft, for a `reason`; the old one stays readable.

    It remains in force until the new version is approved. Raises RosterRefused.
    """
    former = locked_roster(roster_id)
    require_drafter(by, former.unit_id)
    refusal = approval.refuse_move(
        approval.RosterState(former.state), approval.RosterState.SUPERSEDED, reason=reason
    )
    if refusal is not None:
        is_state = isinstance(refusal, approval.WrongState)
        raise RosterRefused(Ground.STATE if is_state else Ground.CONTENT, move_sentence(refusal))
    versions = Roster.objects.filter(unit_id=former.unit_id, first_day=former.first_day)
    if versions.filter(state__in=OPEN_STATES).exists():
        raise RosterRefused(Ground.STATE, version_open())
    draft = Roster(
        agency_id=former.agency_id,
        unit_id=former.unit_id,
        first_day=former.first_day,
        last_day=former.last_day,
        version=versions.aggregate(newest=Max("version"))["newest"] + 1,
        reason=reason.strip(),
        drafted_by=by,
        drafted_at=at,
    )
    _insert(draft)
    write_lines(draft, saved_lines(former))
    log.info("roster.versioned", roster=draft.pk, former=former.pk, by=by.pk)
    return draft


def _last_day(first_day: date, *, whole_month: bool) -> date:
    if whole_month:
        if first_day.day != 1:
            raise RosterRefused(Ground.CONTENT, not_first(first_day))
        return first_day.replace(day=monthrange(first_day.year, first_day.month)[1])
    if first_day.isoweekday() != 1:
        raise RosterRefused(Ground.CONTENT, not_monday(first_day))
    return first_day + ONE_WEEK - timedelta(days=1)


def _uncovered(unit: Unit, first_day: date, last_day: date) -> tuple[date, date]:
    """The part of the period that no roster of the unit spans yet.

    A unit that passes from weeks to months has a week across the border: the new roster begins
    where the old ones end. Raises RosterRefused where nothing is left, or a roster lies within.
    """
    spans = [
        Period(*span)
        for span in Roster.objects.filter(
            unit=unit, first_day__lte=last_day, last_day__gte=first_day
        ).values_list("first_day", "last_day")
    ]
    free = [
        day
        for day in Period(first_day, last_day).days()
        if not any(span.covers(day) for span in spans)
    ]
    if not free or (free[-1] - free[0]).days + 1 != len(free):
        raise RosterRefused(Ground.STATE, roster_exists(first_day, last_day))
    return free[0], free[-1]


def _insert(draft: Roster) -> None:
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RosterRefused(Ground.STATE, sentence) from error
