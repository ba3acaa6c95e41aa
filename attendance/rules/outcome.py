"""What a policy comes to for one person on one date: may, must come, or not yet known."""

from collections.abc import Sequence
from enum import StrEnum

from attendance.rules.eligibility import (
    EligibilityRefusal,
    NoRecordedHome,
    NoScore,
    NotReady,
)

FactMissing = NoScore | NotReady | NoRecordedHome
"""Refusals that a fact somebody may still bring would lift."""


class Outcome(StrEnum):
    """What a policy means for a person on a date, before caps and the week are counted."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    UNDECIDED = "undecided"


def outcome_of(refusals: Sequence[EligibilityRefusal]) -> Outcome:
    """Allowed without a refusal; undecided where nothing but a missing fact stands in the way.

    A missing fact is a score that nobody entered, a declaration of readiness that was not made, a
    home that is not on record: under the same policy the person may still come to be allowed. Any
    other refusal is a decision, whatever facts are missing beside it.
    """
    if not refusals:
        return Outcome.ALLOWED
    if all(isinstance(refusal, FactMissing) for refusal in refusals):
        return Outcome.UNDECIDED
    return Outcome.REFUSED
