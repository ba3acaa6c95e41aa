"""A superior decides about an exchange: refused, or a new version of the roster in force.

Under the unit's lock the plans are read again, exchanged, and the whole rosters they lie in are
checked as they would stand. What an exchange may not do is break a rule that the plan keeps; what
was broken before it (somebody fell ill since) does not hold it up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

import structlog
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from accounts.models import Delegation, Employee
from accounts.standing import Held
from attendance.actions.messages import tell
from attendance.actions.refused import Ground, RequestRefused, RosterRefused
from attendance.actions.roster_force import Change, enter_into_force, spread, take_out_of_force
from attendance.actions.roster_lines import write_lines
from attendance.actions.rosters import lock_unit
from attendance.actions.swap_authority import under_of, who_decides
from attendance.actions.swaps import moved_on, require_possible
from attendance.models import MessageKind, Roster, RosterState, Swap, SwapState
from attendance.queries.plan_facts import PlannedLine, plan_facts, saved_lines
from attendance.rules.roster import Finding
from attendance.wording import swaps as words
from attendance.wording.roster_messages import in_the_name_of
from attendance.wording.roster_pages import must_be_mended

log = structlog.get_logger(__name__)
UNDECIDED = (RosterState.DRAFT, RosterState.SUBMITTED, RosterState.RETURNED)


@transaction.atomic
def settle_swap(*, pk: int, accept: bool, reason: str, by: Employee, at: datetime) -> Swap:
    """Approve or refuse an exchange that the colleague accepted.

    Raises RequestRefused, or RosterRefused with the rules that the exchange would break; then
    nothing has changed.
    """
    lock_unit(Swap.objects.values_list("unit_id", flat=True).get(pk=pk))
    swap = Swap.objects.select_related("employee", "colleague", "unit__agency").get(pk=pk)
    held = who_decides(by, swap.unit_id, {swap.employee_id, swap.colleague_id}, at)
    if not accept and not reason.strip():
        raise RequestRefused(Ground.CONTENT, words.refusal_reason_missing(), "reason")
    decided = SwapState.APPROVED if accept else SwapState.REFUSED
    rows = Swap.objects.filter(pk=pk, state=SwapState.ACCEPTED)
    if not rows.update(
        state=decided,
        settled_by=by,
        settled_under_id=held.delegation_id,
        settled_at=at,
        settlement=reason.strip(),
    ):
        raise moved_on(pk)
    if accept:
        require_possible(swap, at)
        _exchange(swap, held, by, at)
    _tell_both(swap, decided, by, under_of(held), reason.strip(), at)
    log.info(
        "swap.settled", swap=pk, decision=decided.value, by=by.pk, delegation=held.delegation_id
    )
    return swap


def _exchange(swap: Swap, held: Held, by: Employee, at: datetime) -> None:
    """Put the exchanged plans in force, then look whether every rule still holds."""
    days = {swap.asker_date, swap.colleague_date}
    formers = _rosters_of(swap, days)
    before = {former.pk: _findings(former) for former in formers}
    changes = [_new_version(former, swap, days, held, by, at) for former in formers]
    findings = tuple(
        one
        for former, change in zip(formers, changes, strict=True)
        for one in _findings(change.roster)
        if one not in before[former.pk]
    )
    if findings:
        raise RosterRefused(Ground.CONTENT, must_be_mended(len(findings)), findings)
    for change in changes:
        spread(change, by=by, at=at)


def _rosters_of(swap: Swap, days: Iterable[date]) -> list[Roster]:
    """The rosters in force on the dates; refused while one of them is being rewritten."""
    versions = Roster.objects.filter(agency_id=swap.agency_id, unit_id=swap.unit_id)
    found: dict[int, Roster] = {}
    for day in sorted(days):
        roster = versions.covering(day).filter(state=RosterState.APPROVED).first()
        if roster is None:
            raise RequestRefused(Ground.STATE, words.moved_unit(day))
        if versions.filter(first_day=roster.first_day, state__in=UNDECIDED).exists():
            raise RequestRefused(Ground.STATE, words.version_under_way(day))
        found[roster.pk] = roster
    return list(found.values())


def _new_version(
    former: Roster, swap: Swap, days: set[date], held: Held, by: Employee, at: datetime
) -> Change:
    versions = Roster.objects.filter(unit_id=former.unit_id, first_day=former.first_day)
    roster = Roster(
        agency_id=former.agency_id,
        unit=swap.unit,
        first_day=former.first_day,
        last_day=former.last_day,
        version=versions.aggregate(newest=Max("version"))["newest"] + 1,
        state=RosterState.APPROVED,
        reason=words.version_reason(swap),
        drafted_by=swap.employee,
        drafted_at=swap.asked_at,
        submitted_by=swap.employee,
        submitted_at=swap.asked_at,
        settled_by=by,
        settled_at=at,
        settled_under_id=held.delegation_id,
    )
    old = take_out_of_force(roster, by=by, at=at)
    roster.save(force_insert=True)
    new = exchanged(old, (swap.employee_id, swap.colleague_id), days)
    write_lines(roster, new)
    enter_into_force(roster)
    facts = plan_facts(swap.unit, roster.first_day, roster.last_day)
    return Change(roster, facts, new, old)


def exchanged(
    lines: Sequence[PlannedLine], people: tuple[int, int], days: Iterable[date]
) -> tuple[PlannedLine, ...]:
    """The lines after the two of `people` took each other's on `days`."""
    other = dict(zip(people, reversed(people), strict=True))
    touched = set(days)
    return tuple(
        replace(line, person_id=other[line.person_id])
        if line.date in touched and line.person_id in other
        else line
        for line in lines
    )


def _findings(roster: Roster) -> tuple[Finding, ...]:
    facts = plan_facts(roster.unit, roster.first_day, roster.last_day)
    return facts.check(saved_lines(roster))


def _tell_both(
    swap: Swap,
    decided: SwapState,
    by: Employee,
    under: Delegation | None,
    reason: str,
    at: datetime,
) -> None:
    name = in_the_name_of(by, under)
    title, body = words.settled(swap, name, reason, approved=decided is SwapState.APPROVED)
    tell(
        agency_id=swap.agency_id,
        employee_ids=[swap.employee_id, swap.colleague_id],
        kind=MessageKind.SWAP,
        key=f"swap-{swap.pk}-settled",
        title=title,
        body=body,
        url=reverse("attendance:swaps"),
        at=at,
    )
