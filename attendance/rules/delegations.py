"""Whether an office may be handed over for a time (Plt., Plh., by the PPK's decree)."""

from dataclasses import dataclass
from datetime import date

from attendance.rules.calendar import Period


@dataclass(frozen=True, slots=True)
class ToOneself:
    """The principal and the delegate are one person."""


@dataclass(frozen=True, slots=True)
class NotInService:
    """The delegate is not active."""

    name: str


@dataclass(frozen=True, slots=True)
class AlreadyOver:
    """The last day is before `today`."""

    today: date


@dataclass(frozen=True, slots=True)
class LetterStillToCome:
    """The letter bears a later date than the first day it is to hold, or than today."""

    letter_date: date


@dataclass(frozen=True, slots=True)
class WithoutOffice:
    """The principal does not hold the office on the first day."""

    on: date


DelegationRefusal = ToOneself | NotInService | AlreadyOver | LetterStillToCome | WithoutOffice


@dataclass(frozen=True, slots=True)
class Handover:
    """What is to be handed over: from whom to whom, by which letter, for how long (closed)."""

    principal: int
    delegate: int
    delegate_name: str
    is_active: bool
    letter_date: date
    period: Period
    holds_office: bool


def refuse_handover(handover: Handover, *, today: date) -> DelegationRefusal | None:
    """Why the office may not be handed over, or None; `today` is the agency's date.

    UU 30/2014 art. 13-14: a delegation or mandate is in writing, by somebody who holds the
    office. A letter gives nothing for days before it was written.
    """
    if handover.principal == handover.delegate:
        return ToOneself()
    if not handover.is_active:
        return NotInService(handover.delegate_name)
    if handover.period.last_day is not None and handover.period.last_day < today:
        return AlreadyOver(today)
    if handover.letter_date > min(today, handover.period.first_day):
        return LetterStillToCome(handover.letter_date)
    if not handover.holds_office:
        return WithoutOffice(handover.period.first_day)
    return None
