"""Writing rosters: the first draft of a week, its lines, and a new version after approval."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import Employee, Unit
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.rosters import lock_unit, locked_roster, require_drafter
from attendance.models import Roster, RosterEntry, RosterState, WorkMode
from attendance.queries.plan_facts import (
    PlanFacts,
    PlannedLine,
    lines_of,
    plan_facts,
    saved_lines,
)
from attendance.rules import approval
from attendance.rules.caps import WfhOverCap
from attendance.wording import move_sentence
from attendance.wording.roster_pages import (
    changed_meanwhile,
    no_people,
    not_monday,
    roster_exists,
    version_open,
    week_over,
)

log = structlog.get_logger(__name__)
ONE_WEEK = timedelta(days=7)
OPEN_STATES = (RosterState.DRAFT, RosterState.SUBMITTED, RosterState.RETURNED)


@transaction.atomic
def create_draft(*, unit: Unit, first_day: date, by: Employee, at: datetime) -> Roster:
    """Draft the week that starts on Monday `first_day`, after last week's plan where it still fits.

    Raises RosterRefused when the week has a roster, is over, or the unit has nobody.
    """
    require_drafter(by, unit.pk)
    lock_unit(unit.pk)
    last_day = first_day + ONE_WEEK - timedelta(days=1)
    if first_day.isoweekday() != 1:
        raise RosterRefused(Ground.CONTENT, not_monday(first_day))
    if last_day < clock.on_local_date(at, unit.agency.zone):
        raise RosterRefused(Ground.CONTENT, week_over(first_day))
    if Roster.objects.filter(unit=unit, first_day__lte=last_day, last_day__gte=first_day).exists():
        raise RosterRefused(Ground.STATE, roster_exists(first_day))
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
    _write(draft, first_lines(facts, _plan_a_week_before(unit, facts)))
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
    roster = locked_roster(roster_id)
    require_drafter(by, roster.unit_id)
    fixed = approval.refuse_edit(approval.RosterState(roster.state))
    if fixed is not None:
        raise RosterRefused(Ground.STATE, move_sentence(fixed))
    if stamp_of(saved_lines(roster)) != stamp:
        raise RosterRefused(Ground.STATE, changed_meanwhile())
    RosterEntry.objects.filter(roster_id=roster.pk).delete()
    _write(roster, lines)
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
    _write(draft, saved_lines(former))
    log.info("roster.versioned", roster=draft.pk, former=former.pk, by=by.pk)
    return draft


def stamp_of(lines: Iterable[PlannedLine]) -> str:
    """A short mark of a roster's lines: another mark means that somebody changed them."""
    said = sorted(
        f"{line.person_id}|{line.date}|{line.mode}|{line.desk_id}|{line.note}" for line in lines
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def first_lines(facts: PlanFacts, before: Iterable[PlannedLine]) -> list[PlannedLine]:
    """A first plan: `before` moved on by a week where the rules allow it, else the office."""
    desks = {desk.pk for desk in facts.desks}
    earlier = {(line.person_id, line.date + ONE_WEEK): line for line in before}
    lines: dict[tuple[int, date], PlannedLine] = {}
    for slot in sorted(facts.slots, key=lambda one: (one[1], one[0])):
        old = earlier.get(slot)
        mode = WorkMode.WFO if old is None or old.mode not in facts.modes else old.mode
        desk = old.desk_id if old is not None and old.desk_id in desks else None
        lines[slot] = PlannedLine(*slot, mode, desk if mode == WorkMode.WFO else None)
    for finding in facts.check(lines.values()):
        if finding.person is not None:
            slot = (int(finding.person), finding.refusal.day)
            lines[slot] = PlannedLine(*slot, WorkMode.WFO)
    for finding in facts.check(lines.values()):
        if isinstance(finding.refusal, WfhOverCap):
            _call_back(lines, finding.refusal)
    _fill_desks(facts, lines)
    return list(lines.values())


def _call_back(lines: dict[tuple[int, date], PlannedLine], over: WfhOverCap) -> None:
    away = [slot for slot, line in lines.items() if slot[1] == over.day and line.mode != "WFO"]
    for slot in away[over.allowed :]:
        lines[slot] = PlannedLine(*slot, WorkMode.WFO)


def _fill_desks(facts: PlanFacts, lines: dict[tuple[int, date], PlannedLine]) -> None:
    """Give each desk short of officers those in the office who have no desk yet."""
    for day in facts.days:
        free = [
            slot
            for slot, line in lines.items()
            if slot[1] == day and line.mode == WorkMode.WFO and line.desk_id is None
        ]
        for desk in facts.desks:
            if not facts.is_open(desk, day):
                continue
            placed = sum(line.desk_id == desk.pk and line.date == day for line in lines.values())
            for _ in range(min(desk.needed - placed, len(free))):
                slot = free.pop(0)
                lines[slot] = PlannedLine(*slot, WorkMode.WFO, desk.pk)


def _plan_a_week_before(unit: Unit, facts: PlanFacts) -> tuple[PlannedLine, ...]:
    first, last = facts.period.first_day - ONE_WEEK, facts.period.first_day - timedelta(days=1)
    rows = RosterEntry.objects.in_force().filter(
        agency_id=unit.agency_id,
        employee_id__in=[person.pk for person in facts.people],
        date__range=(first, last),
    )
    return lines_of(rows)


def _insert(draft: Roster) -> None:
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise RosterRefused(Ground.STATE, sentence) from error


def _write(roster: Roster, lines: Iterable[PlannedLine]) -> None:
    RosterEntry.objects.bulk_create(
        RosterEntry(
            agency_id=roster.agency_id,
            roster=roster,
            date=line.date,
            employee_id=line.person_id,
            mode=line.mode,
            desk_id=line.desk_id,
            note=line.note,
        )
        for line in lines
    )
