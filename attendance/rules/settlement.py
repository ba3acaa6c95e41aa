"""Who may decide about a request: a superior or whoever acts for one, with a reason, once.

Nobody decides about their own request.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from attendance.rules.approval import (
    Delegated,
    DelegationEnded,
    DelegationNotBegun,
    NoAuthority,
)
from attendance.rules.roster import Ref


class RequestState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AlreadySettled:
    """Somebody was faster, or the employee took the request back."""

    state: RequestState


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """Nobody decides about their own request."""


@dataclass(frozen=True, slots=True)
class SettlementReasonMissing:
    """A decision needs a reason the employee can read."""


@dataclass(frozen=True, slots=True)
class Settler:
    """Who wants to decide: `may` by a role of today; `delegations` of any date to the person."""

    ref: Ref
    may: bool = False
    delegations: tuple[Delegated, ...] = ()


SettlementRefusal = (
    AlreadySettled
    | OwnRequest
    | SettlementReasonMissing
    | NoAuthority
    | DelegationEnded
    | DelegationNotBegun
)


def refuse_settlement(
    state: RequestState, asked_by: Ref, settler: Settler, *, reason: str, today: date
) -> SettlementRefusal | None:
    """Why `settler` may not decide on `today` (the agency's date), or None.

    The answer a person can act on goes first: own request, authority, state, reason.
    """
    if asked_by == settler.ref:
        return OwnRequest()
    barred = refuse_authority(settler, today=today)
    if barred is not None:
        return barred
    if state is not RequestState.ASKED:
        return AlreadySettled(state)
    return None if reason.strip() else SettlementReasonMissing()


def refuse_authority(
    settler: Settler, *, today: date
) -> NoAuthority | DelegationEnded | DelegationNotBegun | None:
    """Why `settler` has no say on `today`: no role, or a delegation that ended or lies ahead."""
    if settler.may:
        return None
    if not settler.delegations:
        return NoAuthority()
    latest = max(settler.delegations, key=lambda one: one.period.first_day)
    if today < latest.period.first_day:
        return DelegationNotBegun(latest.letter, latest.period.first_day, today)
    return DelegationEnded(latest.letter, latest.period.last_day or today, today)
