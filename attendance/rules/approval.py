"""A roster's states, who may move it, and why not.

Approval belongs to the PPK or to somebody the PPK delegated it to by letter, with dates; nobody
approves a roster of their own. A change after approval is a new version with a reason; the old
one stays readable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from attendance.rules.calendar import Period
from attendance.rules.modes import WorkMode
from attendance.rules.roster import Ref, RosterLine


class RosterState(StrEnum):
    """Where a version of a roster stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


MOVES: Mapping[RosterState, frozenset[RosterState]] = {
    RosterState.DRAFT: frozenset({RosterState.SUBMITTED}),
    RosterState.SUBMITTED: frozenset({RosterState.RETURNED, RosterState.APPROVED}),
    RosterState.RETURNED: frozenset({RosterState.SUBMITTED}),
    RosterState.APPROVED: frozenset({RosterState.SUPERSEDED}),
    RosterState.SUPERSEDED: frozenset(),
}
EDITABLE = frozenset({RosterState.DRAFT, RosterState.RETURNED})


@dataclass(frozen=True, slots=True)
class WrongState:
    """The roster cannot go from `state` to `wanted`."""

    state: RosterState
    wanted: RosterState


@dataclass(frozen=True, slots=True)
class NotEditable:
    """Lines of a roster in this state are fixed."""

    state: RosterState


@dataclass(frozen=True, slots=True)
class ReasonMissing:
    """Returning, or changing after approval, needs a reason."""

    wanted: RosterState


@dataclass(frozen=True, slots=True)
class EmptyRoster:
    """A roster without lines cannot be submitted."""


class OwnCode(StrEnum):
    """In which way a roster is the approver's own."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    LISTED = "listed"
    PRINCIPAL = "principal"


@dataclass(frozen=True, slots=True)
class OwnRoster:
    """Nobody approves what they wrote, handed in, or get flexible days from."""

    code: OwnCode


@dataclass(frozen=True, slots=True)
class NoAuthority:
    """Neither role nor delegation allows approving in this unit."""


@dataclass(frozen=True, slots=True)
class DelegationEnded:
    """The delegation ended before today."""

    letter: str
    ended_on: date
    today: date


@dataclass(frozen=True, slots=True)
class DelegationNotBegun:
    """The delegation begins later."""

    letter: str
    begins_on: date
    today: date


ApprovalRefusal = WrongState | OwnRoster | NoAuthority | DelegationEnded | DelegationNotBegun
MoveRefusal = WrongState | NotEditable | ReasonMissing | EmptyRoster


@dataclass(frozen=True, slots=True)
class Delegated:
    """A principal's delegation to the approver for the roster's unit, by letter number."""

    letter: str
    period: Period
    principal: Ref | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Approver:
    """Who wants to approve: `is_ppk` of the roster's agency, or holder of delegations to it."""

    ref: Ref
    is_ppk: bool = False
    delegations: tuple[Delegated, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """What approval looks at: state, authors, lines."""

    state: RosterState
    drafted_by: Ref
    submitted_by: Ref | None = None
    lines: Sequence[RosterLine] = ()


def refuse_approval(
    roster: RosterFacts, approver: Approver, *, today: date
) -> ApprovalRefusal | None:
    """Why `approver` may not approve or return `roster` on `today` (agency's date), or None.

    The answer a person can act on goes first: state, then own roster, then authority. Nobody
    approves in the name of a principal whose own roster it is.
    """
    if RosterState.APPROVED not in MOVES[roster.state]:
        return WrongState(roster.state, RosterState.APPROVED)
    own = _own_roster(roster, approver.ref)
    if own is not None:
        return OwnRoster(own)
    barred = _refuse_authority(approver, today)
    if barred is not None or approver.is_ppk:
        return barred
    return OwnRoster(OwnCode.PRINCIPAL) if acting_under(roster, approver, today) is None else None


def acting_under(roster: RosterFacts, approver: Approver, today: date) -> Delegated | None:
    """The delegation by which `approver` acts on `today`, None by a role of their own.

    A principal's own roster is left to somebody else: acting in a name is acting as that person.
    """
    if approver.is_ppk:
        return None
    return next(
        (
            one
            for one in approver.delegations
            if one.period.covers(today)
            and (one.principal is None or _own_roster(roster, one.principal) is None)
        ),
        None,
    )


def refuse_move(
    state: RosterState, wanted: RosterState, *, reason: str = "", line_count: int = 1
) -> MoveRefusal | None:
    """Why a roster may not go from `state` to `wanted`, or None.

    Returning and superseding need a `reason`; submitting needs at least one line.
    """
    if wanted not in MOVES[state]:
        return WrongState(state, wanted)
    if wanted in (RosterState.RETURNED, RosterState.SUPERSEDED) and not reason.strip():
        return ReasonMissing(wanted)
    if wanted is RosterState.SUBMITTED and line_count == 0:
        return EmptyRoster()
    return None


def refuse_edit(state: RosterState) -> NotEditable | None:
    """Why lines may not be changed in `state`, or None."""
    return None if state in EDITABLE else NotEditable(state)


def _own_roster(roster: RosterFacts, ref: Ref) -> OwnCode | None:
    if roster.drafted_by == ref:
        return OwnCode.DRAFTED
    if roster.submitted_by == ref:
        return OwnCode.SUBMITTED
    # A WFO line gives nothing; a flexible day for oneself is an advantage to decide on.
    if any(line.person == ref and line.mode is not WorkMode.WFO for line in roster.lines):
        return OwnCode.LISTED
    return None


def _refuse_authority(
    approver: Approver, today: date
) -> NoAuthority | DelegationEnded | DelegationNotBegun | None:
    if approver.is_ppk or any(one.period.covers(today) for one in approver.delegations):
        return None
    if not approver.delegations:
        return NoAuthority()
    latest = max(approver.delegations, key=lambda one: one.period.first_day)
    if today < latest.period.first_day:
        return DelegationNotBegun(latest.letter, latest.period.first_day, today)
    return DelegationEnded(latest.letter, latest.period.last_day or today, today)
