"""Whether two employees may exchange their plans of a date, or of one date each.

Each takes the other's whole plan: place, desk and hours. So a unit's number at home stays what it
was, and what is left to check is the persons: their rights, their week, their desks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from attendance.rules.roster import Ref


class SwapState(StrEnum):
    """Where an exchange stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is exchanged: the place, the desk and the hours of a date."""

    mode: str
    desk: Ref | None = None
    shift: Ref | None = None


Plans = Mapping[tuple[Ref, date], Plan]
"""Plans in force by person and date."""


@dataclass(frozen=True, slots=True)
class DateOver:
    """Only dates ahead can be exchanged."""

    day: date


@dataclass(frozen=True, slots=True)
class NoPlan:
    """One of the two has no plan in force on the date."""

    day: date


@dataclass(frozen=True, slots=True)
class Away:
    """One of the two is on leave or travel on the date."""

    day: date


@dataclass(frozen=True, slots=True)
class SamePlan:
    """Nothing would change."""


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """A plan of the date is another one than when the exchange was asked for."""

    day: date


@dataclass(frozen=True, slots=True)
class NotWaiting:
    """The exchange no longer waits for this step."""

    state: SwapState


@dataclass(frozen=True, slots=True)
class OwnSwap:
    """Nobody decides about an exchange they take part in."""


SwapRefusal = DateOver | NoPlan | Away | SamePlan | PlanChanged | NotWaiting | OwnSwap


def refuse_exchange(
    people: tuple[Ref, Ref],
    days: Sequence[date],
    plans: Plans,
    *,
    today: date,
    away: frozenset[tuple[Ref, date]] = frozenset(),
    asked: Plans | None = None,
) -> SwapRefusal | None:
    """Why the two may not exchange their `plans` of `days`, or None.

    `away` are (person, date) pairs on leave or travel. `asked` are the plans as they stood when
    the exchange was asked for: another plan now is another exchange, so it is asked again.
    `today` is the posting's date.
    """
    slots = [(person, day) for day in sorted(days) for person in people]
    for day in sorted(days):
        if day <= today:
            return DateOver(day)
    for slot in slots:
        if asked is not None and asked.get(slot) != plans.get(slot):
            return PlanChanged(slot[1])
        if slot in away:
            return Away(slot[1])
        if slot not in plans:
            return NoPlan(slot[1])
    first, second = people
    if all(plans[first, day] == plans[second, day] for day in days):
        return SamePlan()
    return None
