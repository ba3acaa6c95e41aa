"""Moving a roster: handing it in, sending it back, putting it in force.

Every move locks the unit's row first (`FOR NO KEY UPDATE`, which a check-in's foreign key does
not wait for) and reads roster, lines and rules again inside the lock. So two clicks at the same
moment are one after the other, and the second is judged by what the first left. The
compare-and-set on the state and the constraints of the table stand behind that lock.
"""

from datetime import datetime

import structlog
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from accounts.models import Delegation, Employee, Unit
from accounts.permissions import can_draft_roster
from asn_wfh import clock
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RosterRefused
from attendance.actions.roster_force import (
    Change,
    changed_people,
    enter_into_force,
    move,
    spread,
    take_out_of_force,
)
from attendance.models import MessageKind, Roster, RosterState
from attendance.queries.authority import approval_facts, approver_of, told_of
from attendance.queries.plan_facts import PlanFacts, PlannedLine, plan_facts, saved_lines
from attendance.rules import approval
from attendance.wording import approval_sentence, move_sentence
from attendance.wording import roster_messages as words
from attendance.wording.roster_pages import may_not_draft, must_be_mended

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
    roster.reason = _own_reason(roster)
    move(roster, before, ["submitted_by", "submitted_at", "reason"])
    _tell_approvers(roster, at)
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
    move(roster, before, ["reason", "settled_by", "settled_at", "settled_under"])
    _tell_authors(roster, words.returned(roster, by, under), at)
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
    former = take_out_of_force(roster, by=by, at=at)
    before = roster.state
    roster.state = RosterState.APPROVED
    roster.settled_by, roster.settled_at, roster.settled_under = by, at, under
    move(roster, before, ["settled_by", "settled_at", "settled_under"])
    enter_into_force(roster)
    spread(Change(roster, facts, lines, former), by=by, at=at)
    _tell_approved(roster, facts, lines, former, at)
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
    facts = approval_facts(roster, lines)
    refusal = approval.refuse_approval(facts, approver, today=today)
    if refusal is not None:
        is_state = isinstance(refusal, approval.WrongState)
        ground = Ground.STATE if is_state else Ground.AUTHORITY
        raise RosterRefused(ground, approval_sentence(refusal))
    acting = approval.acting_under(facts, approver, today)
    return next((row for row in delegations if acting is not None and row.pk == acting.ref), None)


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


def _own_reason(roster: Roster) -> str:
    """Why this version exists: what it was returned for stands in its history from now on."""
    if roster.settled_at is None:
        return roster.reason
    history = apps.get_model("attendance", "RosterEvent")._default_manager
    rows = history.filter(agency_id=roster.agency_id, pgh_obj_id=roster.pk)
    first = rows.order_by("pgh_id").values_list("reason", flat=True).first()
    return first or ""


def _tell_approvers(roster: Roster, at: datetime) -> None:
    today = clock.on_local_date(at, roster.unit.agency.zone)
    everybody = told_of(roster.unit, today)
    authors = {roster.drafted_by_id, roster.submitted_by_id}
    title, body = words.submitted(roster)
    tell(
        agency_id=roster.agency_id,
        employee_ids=everybody - authors,
        kind=MessageKind.TASK,
        key=f"roster-{roster.pk}-submitted-{at:%y%m%d%H%M%S}",
        title=title,
        body=body,
        url=reverse("attendance:roster_detail", args=[roster.pk]),
        at=at,
    )


def _tell_authors(roster: Roster, text: tuple[str, str], at: datetime) -> None:
    tell(
        agency_id=roster.agency_id,
        employee_ids={roster.drafted_by_id, roster.submitted_by_id or roster.drafted_by_id},
        kind=MessageKind.ROSTER,
        key=f"roster-{roster.pk}-{roster.state}-{at:%y%m%d%H%M%S}",
        title=text[0],
        body=text[1],
        url=reverse("attendance:roster_detail", args=[roster.pk]),
        at=at,
    )


def _tell_approved(
    roster: Roster,
    facts: PlanFacts,
    lines: tuple[PlannedLine, ...],
    former: tuple[PlannedLine, ...],
    at: datetime,
) -> None:
    """Tell the authors, and the unit: everybody of a first plan, of a change whom it concerns."""
    _tell_authors(roster, words.approved(roster), at)
    renewed = bool(former)
    concerned = changed_people(lines, former) if renewed else {one.pk for one in facts.people}
    title, body = words.changed(roster) if renewed else words.in_force(roster)
    tell(
        agency_id=roster.agency_id,
        employee_ids=concerned - {roster.drafted_by_id, roster.submitted_by_id},
        kind=MessageKind.ROSTER,
        key=f"roster-{roster.pk}-in-force",
        title=title,
        body=body,
        url=reverse("attendance:roster_difference", args=[roster.pk])
        if renewed
        else f"{reverse('attendance:my_roster')}?bulan={roster.first_day:%Y-%m}",
        at=at,
    )
