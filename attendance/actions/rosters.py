"""Moving a roster: handing it in, sending it back, putting it in force.

Every move locks the unit's row first (`FOR NO KEY UPDATE`, which a check-in's foreign key does
not wait for) and reads roster, lines and rules again inside the lock. So two clicks at the same
moment are one after the other, and the second is judged by what the first left. The
compare-and-set on the state and the constraints of the table stand behind that lock.
"""

from datetime import datetime
from functools import partial

import structlog
from celery import current_app
from django.db import IntegrityError, transaction
from kombu.exceptions import KombuError

from accounts.models import Delegation, Employee, Unit
from accounts.permissions import can_draft_roster
from accounts.refusals import sentence_of
from asn_wfh import clock
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.reopenings import reopen_days
from attendance.models import Outbox, ReopenCause, Roster, RosterEntry, RosterState
from attendance.queries.authority import approval_facts, approver_of
from attendance.queries.plan_facts import PlanFacts, PlannedLine, plan_facts, saved_lines
from attendance.rules import approval
from attendance.rules.calendar import Period
from attendance.wording import approval_sentence, move_sentence
from attendance.wording.roster_pages import (
    may_not_draft,
    must_be_mended,
    newer_in_force,
    settled_meanwhile,
)

log = structlog.get_logger(__name__)


@transaction.atomic
def submit_roster(*, roster_id: int, by: Employee, at: datetime) -> Roster:
    """Hand a draft in for approval. Raises RosterRefused; then nothing has changed."""
    roster = locked_roster(roster_id)
    require_drafter(by, roster.unit_id)
    lines = saved_lines(roster)
    _require_move(roster, approval.RosterState.SUBMITTED, line_count=len(lines))
    _require_fit(roster, lines)
    before = roster.state
    roster.state = RosterState.SUBMITTED
    roster.submitted_by, roster.submitted_at = by, at
    _move(roster, before, ["submitted_by", "submitted_at"])
    log.info("roster.submitted", roster=roster.pk, unit=roster.unit_id, by=by.pk)
    return roster


@transaction.atomic
def return_roster(*, roster_id: int, reason: str, by: Employee, at: datetime) -> Roster:
    """Send a submitted roster back to its author with a `reason`. Raises RosterRefused."""
    roster = locked_roster(roster_id)
    lines = saved_lines(roster)
    under = _require_approver(roster, lines, by, at)
    _require_move(roster, approval.RosterState.RETURNED, reason=reason)
    before = roster.state
    roster.state, roster.reason = RosterState.RETURNED, reason.strip()
    roster.settled_by, roster.settled_at, roster.settled_under = by, at, under
    _move(roster, before, ["reason", "settled_by", "settled_at", "settled_under"])
    log.info("roster.returned", roster=roster.pk, unit=roster.unit_id, by=by.pk)
    return roster


@transaction.atomic
def approve_roster(*, roster_id: int, by: Employee, at: datetime) -> Roster:
    """Put a submitted roster in force in place of the former version.

    Refused with every reason at once when its lines no longer fit the rules of today: somebody
    may have gone on leave or moved since it was handed in. Raises RosterRefused.
    """
    roster = locked_roster(roster_id)
    lines = saved_lines(roster)
    under = _require_approver(roster, lines, by, at)
    facts = _require_fit(roster, lines)
    former = _supersede_former(roster)
    before = roster.state
    roster.state = RosterState.APPROVED
    roster.settled_by, roster.settled_at, roster.settled_under = by, at, under
    _move(roster, before, ["settled_by", "settled_at", "settled_under"])
    _enter_into_force(roster)
    _announce(roster, facts, [*lines, *former], at)
    _reopen_past(roster, lines, former, by, at)
    log.info(
        "roster.approved",
        roster=roster.pk,
        unit=roster.unit_id,
        by=by.pk,
        delegation=None if under is None else under.pk,
    )
    return roster


def locked_roster(roster_id: int) -> Roster:
    """The roster as it stands now, its unit locked until the transaction ends."""
    unit_id = Roster.objects.values_list("unit_id", flat=True).get(pk=roster_id)
    lock_unit(unit_id)
    return Roster.objects.select_related("unit__agency").get(pk=roster_id)


def lock_unit(unit_id: int) -> None:
    """Let one writer at a time plan for a unit; held until the transaction ends."""
    Unit.objects.select_for_update(no_key=True).only("pk").get(pk=unit_id)


def require_drafter(by: Employee, unit_id: int) -> None:
    """Raise RosterRefused unless `by` drafts rosters of the unit."""
    if can_draft_roster(by.standing, unit_id) is None:
        raise RosterRefused(Ground.AUTHORITY, may_not_draft())


def _require_approver(
    roster: Roster, lines: tuple[PlannedLine, ...], by: Employee, at: datetime
) -> Delegation | None:
    """The delegation under which `by` may settle the roster, None for the PPK's or PyB's own."""
    today = clock.on_local_date(at, roster.unit.agency.zone)
    approver, delegations = approver_of(by, roster.unit)
    if not approver.is_ppk and not delegations:
        raise RosterRefused(Ground.AUTHORITY, approval_sentence(approval.NoAuthority()))
    refusal = approval.refuse_approval(approval_facts(roster, lines), approver, today=today)
    if refusal is not None:
        is_state = isinstance(refusal, approval.WrongState)
        ground = Ground.STATE if is_state else Ground.AUTHORITY
        raise RosterRefused(ground, approval_sentence(refusal))
    if approver.is_ppk:
        return None
    return next(row for row in delegations if Period(row.valid_from, row.valid_until).covers(today))


def _require_move(
    roster: Roster, wanted: approval.RosterState, *, reason: str = "", line_count: int = 1
) -> None:
    refusal = approval.refuse_move(
        approval.RosterState(roster.state), wanted, reason=reason, line_count=line_count
    )
    if refusal is not None:
        is_state = isinstance(refusal, approval.WrongState)
        ground = Ground.STATE if is_state else Ground.CONTENT
        raise RosterRefused(ground, move_sentence(refusal))


def _require_fit(roster: Roster, lines: tuple[PlannedLine, ...]) -> PlanFacts:
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    findings = facts.check(lines)
    if findings:
        raise RosterRefused(Ground.CONTENT, must_be_mended(len(findings)), findings)
    return facts


def _move(roster: Roster, before: str, fields: list[str]) -> None:
    """Write the new state if the roster still is in `before`; else somebody was faster."""
    values = {name: getattr(roster, name) for name in ["state", *fields]}
    try:
        with transaction.atomic():
            moved = Roster.objects.filter(pk=roster.pk, state=before).update(**values)
    except IntegrityError as error:
        raise _refused_by_database(error) from error
    if not moved:
        raise RosterRefused(Ground.STATE, settled_meanwhile())


def _supersede_former(roster: Roster) -> tuple[PlannedLine, ...]:
    """Take the version in force for the same week out of force; its lines."""
    former = Roster.objects.filter(
        unit_id=roster.unit_id, first_day=roster.first_day, state=RosterState.APPROVED
    ).first()
    if former is None:
        return ()
    if former.version > roster.version:
        raise RosterRefused(Ground.STATE, newer_in_force(former.version))
    lines = saved_lines(former)
    former.state = RosterState.SUPERSEDED
    _move(former, RosterState.APPROVED, [])
    former.entries.filter(in_force=True).update(in_force=False)
    return lines


def _enter_into_force(roster: Roster) -> None:
    try:
        with transaction.atomic():
            RosterEntry.objects.filter(roster_id=roster.pk).update(in_force=True)
    except IntegrityError as error:
        raise _refused_by_database(error) from error


def _refused_by_database(error: IntegrityError) -> Exception:
    sentence = sentence_of(error)
    return error if sentence is None else RosterRefused(Ground.STATE, sentence)


def _announce(roster: Roster, facts: PlanFacts, lines: list[PlannedLine], at: datetime) -> None:
    """Ask for new desk plans: the unit's desks on every working date, and any desk of a line."""
    touched = {(desk.pk, day) for desk in facts.desks for day in facts.days}
    touched |= {(line.desk_id, line.date) for line in lines if line.desk_id is not None}
    Outbox.objects.bulk_create(
        Outbox(agency_id=roster.agency_id, desk_id=desk_id, date=day, created_at=at)
        for desk_id, day in sorted(touched, key=lambda one: (one[1], one[0]))
    )
    if touched:
        transaction.on_commit(partial(_wake_drain, roster.agency_id), robust=True)


def _reopen_past(
    roster: Roster,
    lines: tuple[PlannedLine, ...],
    former: tuple[PlannedLine, ...],
    by: Employee,
    at: datetime,
) -> None:
    """Have past days judged again for those, and only those, whose plan is another one now."""
    now_planned = {(line.person_id, line.date, line.mode) for line in lines}
    changed = now_planned ^ {(line.person_id, line.date, line.mode) for line in former}
    today = clock.on_local_date(at, roster.unit.agency.zone)
    reopen_days(
        agency_id=roster.agency_id,
        days={(person_id, day) for person_id, day, _ in changed if day < today},
        cause=ReopenCause.ROSTER,
        by=by,
        at=at,
    )


def _wake_drain(agency_id: int) -> None:
    # Best effort: beat drains every few seconds anyway, and a broker that is away must not
    # turn an approval that is on disk into an error page.
    try:
        current_app.send_task(
            "attendance.drain_outbox", args=[agency_id], retry=False, ignore_result=True
        )
    except (KombuError, OSError) as error:
        log.warning("outbox.broker_away", agency=agency_id, error=type(error).__name__)
