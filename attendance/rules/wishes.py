"""Where an employee may wish to work on a date: before the roster is handed in, as rules allow.

PermenPANRB 4/2025: a wish, not a right. Whoever makes the roster sees it and weighs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from attendance.rules.approval import RosterState
from attendance.rules.eligibility import EligibilityRefusal, Person, eligibility_refusals
from attendance.rules.modes import WorkMode
from attendance.rules.policy import Policy

WEEKS_AHEAD = 8
"""So far ahead a wish can be noted: rosters are made weeks, not seasons, before."""
DECIDED = frozenset({RosterState.SUBMITTED, RosterState.APPROVED})


@dataclass(frozen=True, slots=True)
class WishTooLate:
    """The date is today or over."""

    day: date


@dataclass(frozen=True, slots=True)
class WishTooFar:
    """Nobody plans for the date yet."""

    day: date
    until: date


@dataclass(frozen=True, slots=True)
class WishDecided:
    """The roster of the date was handed in or is approved."""

    day: date
    state: RosterState


@dataclass(frozen=True, slots=True)
class NotAtWork:
    """The person does not work on the date: a holiday, a weekend, leave or travel."""

    day: date


WishRefusal = WishTooLate | WishTooFar | WishDecided | NotAtWork | EligibilityRefusal


def last_wish_day(today: date) -> date:
    """The last date for which a wish can be noted on `today`."""
    return today + timedelta(weeks=WEEKS_AHEAD)


def refuse_wish_day(
    day: date, *, today: date, at_work: bool, roster: RosterState | None
) -> WishRefusal | None:
    """Why no wish can be noted, changed or deleted for `day`, or None.

    `roster` is the state of the unit's newest roster of the date. `today` is the posting's.
    """
    if day <= today:
        return WishTooLate(day)
    if day > last_wish_day(today):
        return WishTooFar(day, last_wish_day(today))
    if roster in DECIDED and roster is not None:
        return WishDecided(day, roster)
    return None if at_work else NotAtWork(day)


def refuse_wish(
    person: Person, day: date, mode: WorkMode, policies: Sequence[Policy]
) -> EligibilityRefusal | None:
    """The first rule that keeps `person` from `mode` on `day` whatever else is planned, or None.

    The weekly maximum is left to the roster: more wishes than days is what wishes are for.
    """
    found = eligibility_refusals(person, day, mode, policies=policies, off=None, taken=())
    return found[0] if found else None
